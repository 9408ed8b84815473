"""What is promised: the changelog says what an upgrade changes, and the page of promises says what is so."""

import json
import re
import tomllib
from pathlib import Path

import pytest

import weeknotes

ROOT = Path(__file__).parents[1]
PROMISES = (ROOT / "docs/stability.md").read_text(encoding="utf-8")
ASPECTS = ("Addresses", "Ids", "Bytes")
RELEASE = re.compile(r"\d+\.\d+\.\d+")
NOTE = "-- content/posts/one.md --\n---\ndate: 2026-01-02\n---\nHello.\n"
GONE = "-- content/posts/two.md --\n---\ndate: 2026-01-03\nwithdrawn: It was wrong.\n---\nHello.\n"
SAID = "**Addresses:** unchanged.\n**Ids:** unchanged.\n**Bytes:** changed on all pages.\n"


def silent(changelog: str) -> list[str]:
    """The versions of a changelog that do not say at their head what becomes of addresses, ids and bytes.

    What is to come says so too, once there is a version to upgrade from.
    """
    sections = dict(re.findall(r"^## \[(.+?)\].*?\n(.*?)(?=^## \[|\Z)", changelog, re.M | re.S))
    told = {name for name in sections if RELEASE.fullmatch(name)}
    asked = sections if told else {}
    return [name for name, text in asked.items() if not _says(text.partition("\n### ")[0])]


def _says(head: str) -> bool:
    return all(re.search(rf"^\*\*{aspect}:\*\* (?:unchanged\.|changed .+\.|new\.)$", head, re.M) for aspect in ASPECTS)


def test_every_version_of_the_changelog_says_what_an_upgrade_changes():
    assert silent((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("changelog", "told"),
    [
        (f"## [Unreleased]\n\n## [0.1.0] - 2026-12-01\n\n{SAID}\n### Added\n", ["Unreleased"]),
        (f"## [Unreleased]\n\n{SAID}\n## [0.1.0] - 2026-12-01\n\n{SAID}\n### Added\n", []),
        ("## [Unreleased]\n\n### Added\n", []),
        (f"## [0.1.0]\n\n### Added\n\n{SAID}", ["0.1.0"]),
        ("## [0.1.0]\n\n" + SAID.replace("**Ids:** unchanged.\n", ""), ["0.1.0"]),
        ("## [0.1.0]\n\n" + SAID.replace("changed on all pages", "who knows"), ["0.1.0"]),
    ],
)
def test_a_version_that_does_not_say_so_is_found(changelog, told):
    assert silent(changelog) == told


def test_the_pythons_that_are_promised_are_those_that_are_declared():
    given = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = re.findall(r":: (3\.\d+)", " ".join(given["classifiers"]))
    row = re.search(r"^\| \*\*Python\*\* \| (.*?\.) ", PROMISES, re.M)[1]
    assert re.findall(r"3\.\d+", row) == declared
    assert given["requires-python"] == f">={declared[0]}"


def test_a_new_site_is_bound_to_the_version_that_the_promises_name():
    assert f"weeknotes=={weeknotes.__version__}" in PROMISES


def test_the_account_of_the_site_has_the_names_that_are_promised(make):
    text = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    top, entry = re.findall(r"^\| field \| .*\n\|.*\n((?:\|.*\n)+)", text, re.M)[:2]
    told = json.loads(make(NOTE + GONE).page("site.json"))
    assert _fields(top) == told.keys()
    assert _fields(entry) == told["entries"][0].keys()
    withdrawn = re.search(r"^\| `withdrawn` \|.*?: (.*?), and nothing", top, re.M)[1]
    assert set(re.findall(r"`(\w+)`", withdrawn)) == told["withdrawn"][0].keys()


def _fields(table: str) -> set[str]:
    return {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}
