"""Where links lead: paths, wikilinks, own-repository and own-site URLs -> entries and files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from itertools import chain
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from weeknotes import nowhere
from weeknotes.atlas import Atlas, folded, stem
from weeknotes.cleanse import clean_url
from weeknotes.dialects import BY_NAME, plain_address
from weeknotes.errors import Problem
from weeknotes.facts import Picture
from weeknotes.model import Link, Reading, State, Target
from weeknotes.text import slugify
from weeknotes.urls import SECTIONS, TERM_SECTIONS

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
SECTION_OF = {**{kind.value: section for kind, section in SECTIONS.items()}, **TERM_SECTIONS}
# Jekyll's address of a post, and the one of many other blogs.
DATED = re.compile(r"(?:.*/)?(\d{4})/(\d\d)/(\d\d)/([^/]+?)(?:\.html?|/)?")


def resolve(
    reading: Reading, found: Atlas, states: Mapping[str, State]
) -> tuple[tuple[Target, ...], tuple[Problem, ...]]:
    """The target of every link of a reading's body, in order; broken ones are problems.

    `states` are those of all texts by path, also of those that have no page.
    """
    targets: list[Target] = []
    problems: list[Problem] = []
    for link in reading.links:
        target = _shown(link, _target(link, reading.path, found))
        if not target:
            problems.append(_broken(link, reading, found, states))
        elif missing := _missing_anchor(target, found):
            problems.append(nowhere.no_heading(link, reading, missing, found.anchors.get(target.source, ())))
        elif len(fitting := _fitting(link, found)) > 1:
            problems.append(nowhere.ambiguous(link, reading, fitting))
        # One target for each link, broken ones too: bodies find theirs by number.
        targets.append(target or Target(link.target, outside=True))
    return tuple(targets), tuple(problems)


def resolve_picture(reading: Reading, picture: Picture, found: Atlas) -> tuple[Target | None, tuple[Problem, ...]]:
    """Where the lead image of a reading is."""
    link = Link("image", picture.src, picture.alt, line=reading.fields.lines.get("image", 0))
    target = _shown(link, _target(link, reading.path, found))
    return target, () if target else (_broken(link, reading, found, {}),)


def _shown(link: Link, target: Target | None) -> Target | None:
    """None for a picture that is a text: no browser can show one in the place of a picture."""
    return None if target and target.entry and link.kind == "image" else target


def _broken(link: Link, reading: Reading, found: Atlas, states: Mapping[str, State]) -> Problem:
    forms = _meant(link, reading.path, found)
    if hidden := _hidden(link, forms, found, states):
        return nowhere.unpublished(link, reading, hidden, states[hidden])
    # A Mac finds the file whatever its capitals; GitHub and the host of the site do not.
    spelt = next((found.spellings[each] for each in map(folded, forms) if each in found.spellings), "")
    if spelt and spelt not in forms:
        return nowhere.misspelt(link, reading, spelt)
    return nowhere.broken(link, reading, found)


def _meant(link: Link, path: str, found: Atlas) -> tuple[str, ...]:
    """The paths of the files that somebody may mean by a link in the text at `path`."""
    plain = unquote(plain_address(link.target).partition("#")[0].partition("?")[0])
    if plain.startswith("/"):
        return _rooted_forms(plain.lstrip("/"), found)
    return _forms(posixpath.normpath(posixpath.join(posixpath.dirname(path), plain)))


def _hidden(link: Link, forms: Sequence[str], found: Atlas, states: Mapping[str, State]) -> str:
    """The path of the text without a page that a link leads to; empty if none."""
    target = link.target.partition("#")[0]
    named = slugify(posixpath.basename(target.removesuffix(BY_NAME)))
    is_name = link.kind == "wiki" or target.endswith(BY_NAME)
    paths = [path for path in states if path not in found.places] if is_name else []
    by_name = (path for path in paths if slugify(stem(path)) == named)
    by_path = (form for form in forms if form in states and form not in found.places)
    return next(chain(by_path, by_name), "")


def find_hidden(typed: str, path: str, found: Atlas, states: Mapping[str, State]) -> str:
    """The path of the text that a field names and that has no page today; empty if none."""
    link = _of_field(typed)
    return _hidden(link, _meant(link, path, found), found, states)


def _of_field(typed: str) -> Link:
    wiki = re.fullmatch(r"\[\[(.+?)\]\]", typed.strip())
    return Link("wiki" if wiki else "link", wiki[1] if wiki else typed.strip(), "")


def find_entry(typed: str, path: str, found: Atlas) -> str:
    """The path of the entry that a field such as ``story`` or ``translation_of`` names; empty if none."""
    link = _of_field(typed)
    target = _target(link, path, found) or _wiki(link.target, found)
    return target.source if target and target.entry else ""


def _target(link: Link, path: str, found: Atlas) -> Target | None:
    typed = plain_address(link.target).strip()
    if link.kind == "wiki":
        return _wiki(typed, found)
    if SCHEME.match(typed):
        return _url(clean_url(typed), found)
    plain, _, fragment = typed.partition("#")
    plain, mark, query = plain.partition("?")
    plain = unquote(plain)
    if mark + query == BY_NAME:
        return _named(plain, fragment, path, found)
    if not plain:
        return _entry(path, fragment, found) if fragment and path in found.places else None
    return _path(plain, fragment, path, found)


def _fitting(link: Link, found: Atlas) -> tuple[str, ...]:
    """The paths of all entries that a wikilink may mean."""
    return found.titles.get(slugify(link.target.partition("#")[0]), ()) if link.kind == "wiki" else ()


def _wiki(typed: str, found: Atlas) -> Target | None:
    title, _, heading = typed.partition("#")
    paths = found.titles.get(slugify(title), ())
    return _entry(paths[0], slugify(heading), found) if paths else None


def _url(typed: str, found: Atlas) -> Target | None:
    """A URL: of the own repository, of the site itself, or of somewhere else."""
    site = found.config.site
    own = _own_repository(typed, site.repository)
    # A fork keeps the name of the repository, and whoever copies an address copies that of a fork.
    if own:
        known = _file_or_entry(own[0], own[1], found)
        return known or (Target(typed, outside=True) if own[0] not in found.files else None)
    without_scheme = re.sub(r"^https?:", "", typed)
    base = re.sub(r"^https?:", "", site.url)
    if site.url and (without_scheme + "/").startswith(base) and "localhost" not in base:
        address, _, fragment = without_scheme[len(base) :].partition("#")
        return _rooted(unquote(address.partition("?")[0]), fragment, found)
    return Target(typed, outside=True)


def _own_repository(typed: str, repository: str) -> tuple[str, str] | None:
    """Path and fragment of a link into the own repository: branch, commit and fork forms."""
    name = repository.partition("/")[2]
    try:
        url = urlsplit(typed)
    except ValueError:
        return None
    if not name or url.netloc.lower().removeprefix("www.") not in ("github.com", "raw.githubusercontent.com"):
        return None
    pattern = r"/[^/]+/" + re.escape(name) + r"/(?:(?:blob|raw|tree)/)?(?:refs/heads/)?[^/]+/(.+)"
    match = re.fullmatch(pattern, url.path, re.IGNORECASE)
    return (unquote(match[1]), url.fragment) if match else None


def _address(address: str, fragment: str, found: Atlas) -> Target | None:
    """A page or file of the site by the address at which it is published."""
    # People copy addresses with and without the last slash, and with the name of the file.
    for form in (address, address.rstrip("/") + "/", address.removesuffix("index.html")):
        if form in found.addresses:
            return _entry(found.addresses[form], fragment, found)
        if form in found.lists:
            return Target(form + (f"#{fragment}" if fragment else ""))
    path = found.published.get(address, "")
    return Target(address, source=path) if path else None


def _path(plain: str, fragment: str, path: str, found: Atlas) -> Target | None:
    """A path as typed: beside the text, from the root of the site or its repository, or an address."""
    if plain.startswith("/"):
        return _rooted(plain.lstrip("/"), fragment, found)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))
    return _file_or_entry(beside, fragment, found) or _address(
        _beside_address(plain, path, found), fragment, found
    )


def _rooted(address: str, fragment: str, found: Atlas) -> Target | None:
    """A path from the top of the repository or of the site, or an address that a generator before us gave."""
    target = _file_or_entry(address, fragment, found) or _address(address, fragment, found)
    if target or not address:
        return target
    inside = (_file_or_entry(f"{root}/{address}", fragment, found) for root in found.roots)
    return next(filter(None, inside), None) or _dated(address, fragment, found)


def _dated(address: str, fragment: str, found: Atlas) -> Target | None:
    """``2023/05/05/weeknotes.html`` -> the post in ``2023-05-05-weeknotes.md``."""
    day = DATED.fullmatch(address)
    paths = found.titles.get(slugify("-".join(day.groups())), ()) if day else ()
    return _entry(paths[0], fragment, found) if paths else None


def _named(name: str, fragment: str, path: str, found: Atlas) -> Target | None:
    """What Hugo finds by a path or by a name alone."""
    typed = name.removesuffix("/index.md").removesuffix("/")
    paths = found.titles.get(slugify(posixpath.basename(typed).removesuffix(".md")), ())
    return _path(typed, fragment, path, found) or (_entry(paths[0], fragment, found) if paths else None)


def _beside_address(plain: str, path: str, found: Atlas) -> str:
    own = found.places[path].address if path in found.places else ""
    joined = posixpath.normpath(posixpath.join("/" + own, plain)).lstrip("/")
    return joined + "/" if plain.endswith("/") else joined


def _forms(path: str) -> tuple[str, ...]:
    """The paths that somebody may mean by `path`."""
    # The path as typed first: a file without an ending may lie beside a text of that name.
    bare = path.rstrip("/")
    return path, f"{bare}.md", f"{bare}/index.md", f"content/{path}", f"{bare.removesuffix('.html')}.md"


def _rooted_forms(address: str, found: Atlas) -> tuple[str, ...]:
    day = DATED.fullmatch(address)
    post = ("-".join(day.groups()),) if day else ()
    below = [f"{root}/{each}" for root in found.roots for each in (address, *post)]
    return tuple(form for each in (address, *below) for form in _forms(each))


def _file_or_entry(path: str, fragment: str, found: Atlas) -> Target | None:
    for form in _forms(path):
        if form in found.places:
            return _entry(form, fragment, found)
        if found.files.get(form):
            return Target(found.files[form], source=form)
    same = found.spellings.get(folded(path), "")
    # A Mac writes é as two characters and a keyboard as one: nobody can see which, so either will do.
    if same != path and normalize("NFC", same) == normalize("NFC", path):
        return _file_or_entry(same, fragment, found)
    if path in found.files and found.config.site.repository:
        site = found.config.site
        return Target(f"https://github.com/{site.repository}/blob/{site.branch}/{path}", outside=True)
    return _list(path.rstrip("/") + "/", fragment, found)


def _list(path: str, fragment: str, found: Atlas) -> Target | None:
    """The list of what lies in a folder of content: where GitHub shows the folder, the site shows that."""
    for folder in found.config.folders:
        section = SECTION_OF.get(folder.kind)
        address = f"{section}{path.removeprefix(folder.path + '/')}"
        if path.startswith(folder.path + "/") and section is not None and address in found.lists:
            return Target(address + (f"#{fragment}" if fragment else ""))
    return None


def _entry(path: str, fragment: str, found: Atlas) -> Target:
    identity = found.places[path]
    mark = f"#{unquote(fragment)}" if fragment else ""
    return Target(identity.address + mark, entry=identity.id, source=path)


def _missing_anchor(target: Target, found: Atlas) -> str:
    fragment = target.address.partition("#")[2] if target.entry else ""
    # GitHub numbers lines and footnotes, and every browser knows the top; those fragments are not headings.
    if not fragment or re.match(r"(?:user-content-)?fn|L\d+$|top$", fragment):
        return ""
    return "" if fragment in found.anchors.get(target.source, ()) else fragment
