"""The package as others get it: built as a wheel, installed elsewhere, used alone; and the papers beside it."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

import weeknotes
from weeknotes import settings
from weeknotes.cli import cli
from weeknotes.theme_files import lean, tight

ROOT = Path(__file__).parents[1]
INSTALLED_AS = {
    "PIL": "pillow", "bs4": "beautifulsoup4", "frontmatter": "python-frontmatter", "pagefind_bin": "pagefind-bin",
    "yaml": "pyyaml",
}  # fmt: skip
COMMANDS = ("build", "check", "init", "new")


def run(*command, folder, packages=None):
    """What a command does in `folder`, with `packages` before everything that is installed here."""
    path = {"PYTHONPATH": str(packages)} if packages else {}
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | path
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    built = run("-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def packages(wheel, tmp_path_factory):
    """A folder with nothing but the installed wheel; its libraries are those of this Python."""
    folder = tmp_path_factory.mktemp("packages")
    installed = run(
        *("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"),
        *("--target", folder, wheel),
        folder=folder,
    )
    assert installed.returncode == 0, installed.stderr
    return folder


def contents(wheel, prefix):
    """The files of the wheel below `prefix`, by their path from there."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            name.removeprefix(prefix): archive.read(name)
            for name in archive.namelist()
            if name.startswith(prefix)
        }


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_carries_the_whole_theme(wheel):
    assert contents(wheel, "weeknotes/theme/") == files(ROOT / "templates")


def test_the_wheel_carries_every_file_of_the_package(wheel):
    shipped = contents(wheel, "weeknotes/")
    own = {name: data for name, data in shipped.items() if not name.startswith("theme/")}
    assert own == files(ROOT / "weeknotes")


@pytest.mark.parametrize("name", ["py.typed", "starter/site/config.toml", "theme/base.html"])
def test_the_wheel_has(wheel, name):
    assert name in contents(wheel, "weeknotes/")


def test_the_wheel_has_nothing_but_the_package(wheel):
    tops = {name.partition("/")[0] for name in contents(wheel, "")}
    assert tops == {"weeknotes", f"weeknotes-{weeknotes.__version__}.dist-info"}


def test_the_wheel_states_version_licence_and_python(wheel):
    facts = HeaderParser().parsestr(
        contents(wheel, f"weeknotes-{weeknotes.__version__}.dist-info/")["METADATA"].decode()
    )
    assert (facts["Version"], facts["License-Expression"]) == (weeknotes.__version__, "MIT")
    assert facts["Requires-Python"] == ">=3.11"


def test_the_installed_package_is_found_and_not_this_folder(packages, tmp_path):
    found = run("-c", "import weeknotes; print(weeknotes.__file__)", folder=tmp_path, packages=packages)
    assert Path(found.stdout.strip()).is_relative_to(packages)


def test_the_installed_package_builds_a_site_elsewhere(packages, tmp_path):
    note = tmp_path / "content/weeknotes/2026/2026-w28-housing.md"
    note.parent.mkdir(parents=True)
    note.write_text("We mended a boiler.\n", encoding="utf-8")
    built = run("-m", "weeknotes", "build", "--today", "2026-11-21", folder=tmp_path, packages=packages)
    assert built.returncode == 0, built.stdout + built.stderr
    page = tmp_path / "output/weeknotes/2026/w28/housing/index.html"
    assert "We mended a boiler." in page.read_text(encoding="utf-8")
    style = "assets/style.css"
    assert (tmp_path / "output" / style).read_bytes() == tight(lean((ROOT / "templates" / style).read_bytes()))


def test_a_site_begun_with_the_installed_package_builds(packages, tmp_path):
    wished = ("notes", "--title", "Our notes")
    begun = run("-m", "weeknotes", "init", *wished, folder=tmp_path, packages=packages)
    assert begun.returncode == 0, begun.stdout + begun.stderr
    built = run("-m", "weeknotes", "build", folder=tmp_path / "notes", packages=packages)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Our notes" in (tmp_path / "notes/output/index.html").read_text(encoding="utf-8")


def test_the_installed_command_names_what_it_can_do(packages, tmp_path):
    told = run(packages / "bin/weeknotes", "--help", folder=tmp_path, packages=packages)
    assert told.returncode == 0, told.stderr
    assert [name for name in COMMANDS if f"\n  {name} " not in told.stdout] == []


@pytest.mark.parametrize("program", [["build.py"], ["-m", "weeknotes"]])
def test_both_ways_to_call_it_tell_the_version(program):
    told = run(*program, "--version", folder=ROOT)
    assert (told.returncode, told.stdout) == (0, f"weeknotes {weeknotes.__version__}\n"), told.stderr


def test_build_py_builds_where_no_command_is_named(tmp_path):
    built = run("build.py", "--site", tmp_path, "--today", "2026-11-21", folder=ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "output/index.html").is_file()


def test_every_library_that_the_package_imports_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split("[^a-z0-9-]", each)[0] for each in project["dependencies"]}
    sources = (ROOT / "weeknotes").rglob("*.py")
    imported = {name.partition(".")[0] for path in sources for name in imports_of(path)}
    foreign = imported - sys.stdlib_module_names - {"weeknotes"}
    assert {INSTALLED_AS.get(name, name) for name in foreign} - declared == set()


def of_readme(pattern):
    return re.findall(pattern, (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_and_picture_of_the_papers_leads_to_a_file(name):
    text = re.sub(r"```.*?```", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.S)
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text) + re.findall(r'src="([^"]+)"', text)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_readme_names_every_command():
    assert sorted(of_readme(r"^\| `weeknotes (\w+)")) == sorted(cli.commands)


def test_the_readme_names_modules_that_exist():
    rows = "".join(of_readme(r"^\| question \| module \|\n(.*?)\n\n"))
    named = re.findall(r"`(\w+)/?`", rows)
    package = ROOT / "weeknotes"
    assert named
    assert [each for each in named if not (package / each).is_dir() and not (package / f"{each}.py").exists()] == []


def test_the_settings_in_the_readme_are_without_fault():
    assert settings.parse("".join(of_readme(r"```toml\n(.*?)```")))[1] == ()


def test_the_readme_shows_what_a_writer_is_told(tmp_path):
    files = {
        "config.toml": '[site]\nurl = "https://notes.example.org/"\nid_authority = "notes.example.org,2026"\n',
        "content/weeknotes/2026/2026-w26-housing.md": "All well.\n",
        "content/weeknotes/2026/2026-w27-housing.md": "---\ntitle: Damp: what we learnt\ndate: 31/06/2026\n---\nA\n",
        "content/weeknotes/2026/notes.docx": "PK",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    told = run("-m", "weeknotes", "check", "--today", "2026-11-21", folder=tmp_path)
    assert (told.returncode, told.stderr) == (1, "")
    assert of_readme(r"```text\n(.*?)```") == [told.stdout.rstrip("\n") + "\n"]
