"""The house: layers, purity, one library one module, public names, the length of the recipe."""

import ast
import inspect
from pathlib import Path

import pytest

import weeknotes
from weeknotes import pipeline

PACKAGE = Path(weeknotes.__file__).parent

# A module imports only from rows below its own; a package counts as one module. The floors are those of
# the design; the rows within a floor tell which of its modules is the foundation of the others.
FLOORS = {
    "words": [
        {"values"},
        {"errors", "digest", "text", "toml", "stems"},
        {"weeks", "languages", "criteria", "colours"},
        {"dates", "prompts", "words"},
        {"labels"},
        {"formats"},
    ],
    "values": [
        {"facts", "config", "shots", "traces", "hosts"},
        {"model", "sections", "toml_mending", "design"},
        {"anniversaries", "charts", "statement", "threads"},
        {"views"},
        {"signposts", "subscriptions"},
    ],
    "places": [
        {"urls", "ledger", "cleanse", "paths", "claims", "gravity", "records", "schema", "theme_files"},
        {"accessibility", "quiet_periods"},
        {"glossary", "namings", "opendata"},
        {"settings"},
    ],
    "outside": [{"album", "sources", "store", "output", "crew", "openweb"}],
    "libraries": [
        {"structures", "vectors", "outlines", "faults", "furniture", "whys"},
        {"header_values", "time_fields"},
        {"header"},
        {"runs"},
        {"strays"},
        {"borders"},
        {"fences"},
        {"matter", "markup", "templates", "images", "voice"},
        {"fields"},
    ],
    "site": [
        {"copies", "horizon", "legal_pages", "quarantine", "quiet", "signoff", "succession", "timetable"},
        {"phrases", "ties"},
        {"memoir", "translations"},
        {"changes"},
        {"reasons"},
        {"dialects", "sequels", "states", "terms", "related", "search", "feeds", "accounts", "checks"},
        {"entries", "exemptions", "identity", "invitations"},
        {"atlas", "continuity"},
        {"nowhere"},
        {"links"},
        {"cards"},
        {"resolution", "graph"},
        {"plan"},
    ],
    "pages": [{"render"}],
    "recipe": [
        {"memory", "finder", "previous"},
        {"past", "catalogue", "editions"},
        {"workshop", "tellings", "sights"},
        {"github_annotations", "printing", "relating", "weighing"},
        {"amending", "layout"},
        {"pipeline", "private", "report", "watch"},
        {"briefing", "preview"},
    ],
    "tools": [
        {"next_note", "visit"},
        {"comparison", "elsewhere", "export", "letter", "releases", "scaffold", "serve", "importers"},
    ],
    "face": [{"cli"}, {"__init__"}, {"__main__"}],
}
ROWS = [row for floor in FLOORS.values() for row in floor]
ROW_OF = {module: number for number, row in enumerate(ROWS) for module in row}
PURE_FLOORS = ("words", "values", "places", "libraries", "site", "pages")
PURE = {module for floor in PURE_FLOORS for row in FLOORS[floor] for module in row}

HOME_OF = {
    "jinja2": "templates",
    "cmarkgfm": "markup",
    "markdown": "markup",
    "nh3": "markup",
    "frontmatter": "matter",
    "yaml": "matter",
    "feedgen": "feeds",
    "pagefind": "finder",
    "pagefind_bin": "finder",
    "watchdog": "watch",
    "msgspec": "values",
    "dataclasses": "values",
    "starlette": "serve",
    "uvicorn": "serve",
    "sqlite3": "store",
    "PIL": "images",
    "bs4": "importers",
    "markdownify": "importers",
    "pypdf": "checks",
    "tomllib": "toml",
    "click": "cli",
    "rich": "cli",
    "concurrent": "crew",
    "multiprocessing": "crew",
}
OUTSIDE = {"os", "shutil", "subprocess", "tempfile", "random", "secrets", "time", "socket", "locale", "glob"}
TOUCHING = {"read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "now", "today", "utcnow"}


def modules():
    return sorted(path for path in PACKAGE.rglob("*.py") if "theme" not in path.parts and "starter" not in path.parts)


def name_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "weeknotes":
            yield from (f"weeknotes.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
class TestEveryModule:
    def test_stands_in_a_row(self, path):
        assert name_of(path) in ROW_OF

    def test_imports_from_rows_below_its_own(self, path):
        here = name_of(path)
        for imported in imports_of(path):
            there = imported.split(".")[1] if imported.startswith("weeknotes.") else here
            if there in ("__version__", here):
                continue
            assert ROW_OF[there] < ROW_OF[here], f"{here} imports {there}"

    def test_is_the_only_one_to_import_its_library(self, path):
        for imported in imports_of(path):
            home = HOME_OF.get(imported.split(".")[0])
            assert home in (None, name_of(path)), f"{imported} belongs to {home}"

    def test_touches_nothing_outside_when_pure(self, path):
        if name_of(path) not in PURE:
            return
        assert not OUTSIDE & {imported.split(".")[0] for imported in imports_of(path)}
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert "open" not in {each.id for each in called if isinstance(each, ast.Name)}
        assert not TOUCHING & {each.attr for each in called if isinstance(each, ast.Attribute)}

    def test_keeps_its_records_frozen(self, path):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                assert "frozen=False" not in map(ast.unparse, node.keywords), node.name


def test_the_recipe_can_be_read_on_one_screen():
    lines = inspect.getsource(pipeline.build).splitlines()
    assert len(lines) < 40


def test_the_public_names_are_these():
    assert weeknotes.__all__ == [
        "Account",
        "FileAccount",
        "MeaningError",
        "Problem",
        "Severity",
        "SiteError",
        "UsageError",
        "WeeknotesError",
        "Wish",
        "__version__",
        "build",
        "check",
    ]
    assert all(hasattr(weeknotes, name) for name in weeknotes.__all__)
