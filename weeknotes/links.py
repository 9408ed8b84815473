"""Where links lead: paths, wikilinks, own-repository and own-site URLs -> entries and files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from weeknotes.config import Config
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Picture
from weeknotes.identity import Identity
from weeknotes.model import Kind, Link, Reading, Target
from weeknotes.text import join_words, near_misses, slugify

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
# The last two are what Jekyll sites write in front of their own addresses.
JEKYLL = re.compile(r"\{\{\s*site\.(?:baseurl|url)\s*\}\}|\{\{\s*(?:['\"])(.*?)(?:['\"])\s*\|[^}]*\}\}")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
DOCUMENTS = (".pdf", ".csv", ".ods", ".odt", ".odp", ".xlsx", ".docx", ".pptx", ".txt", ".json", ".geojson", ".zip")
MEDIA = (".mp3", ".mp4", ".ogg", ".webm", ".vtt", ".ics")


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything that a link can lead to.

    `places` are the site's entries by path, `titles` their paths by slug of title, `addresses` their
    paths by address, `anchors` their heading ids by path. `files` are all other files of the site's
    folder; those that may be published have an address there.
    """

    config: Config
    places: Mapping[str, Identity]
    titles: Mapping[str, tuple[str, ...]]
    addresses: Mapping[str, str]
    anchors: Mapping[str, frozenset[str]]
    files: Mapping[str, str]
    lists: frozenset[str]


def atlas(
    readings: Sequence[Reading],
    identities: Mapping[str, Identity],
    files: Iterable[str],
    lists: Iterable[str],
    config: Config,
) -> Atlas:
    """The atlas of a site: its entries, its other `files` and the addresses of its `lists`."""
    titles: dict[str, tuple[str, ...]] = {}
    for reading in readings:
        names = {slugify(reading.title), identities[reading.path].slug, slugify(_stem(reading.path))}
        for name in sorted(names - {""}):
            titles[name] = (*titles.get(name, ()), reading.path)
    return Atlas(
        config=config,
        places=identities,
        titles=titles,
        addresses={identity.address: path for path, identity in identities.items()},
        anchors={each.path: frozenset(heading.id for heading in each.body.headings) for each in readings},
        files={path: file_address(path, config) for path in files},
        lists=frozenset(lists),
    )


def file_address(path: str, config: Config) -> str:
    """Where a file that is not text is published; empty for one that may not be."""
    if not path.lower().endswith((*PICTURES, *DOCUMENTS, *MEDIA)) and not _in_files(path, config):
        return ""
    for folder in config.folders:
        if folder.kind == Kind.FILES and path.startswith(folder.path + "/"):
            return f"{(folder.at or '').strip('/')}/{path.removeprefix(folder.path + '/')}".lstrip("/")
    return f"media/{path.removeprefix('content/')}"


def _in_files(path: str, config: Config) -> bool:
    return any(each.kind == Kind.FILES and path.startswith(each.path + "/") for each in config.folders)


def resolve(reading: Reading, found: Atlas) -> tuple[tuple[Target, ...], tuple[Problem, ...]]:
    """The target of every link of a reading's body, in order; broken ones are problems."""
    targets: list[Target] = []
    problems: list[Problem] = []
    for link in reading.links:
        target = _target(link, reading.path, found)
        if not target:
            problems.append(_broken(link, reading, found))
        elif missing := _missing_anchor(target, found):
            problems.append(_no_anchor(link, reading, missing, found))
        targets.append(target or Target(link.target, outside=True))
    return tuple(targets), tuple(problems)


def resolve_picture(reading: Reading, picture: Picture, found: Atlas) -> tuple[Target | None, tuple[Problem, ...]]:
    """Where the lead image of a reading is."""
    link = Link("image", picture.src, picture.alt, line=reading.fields.lines.get("image", 0))
    target = _target(link, reading.path, found)
    return target, () if target else (_broken(link, reading, found),)


def find_entry(typed: str, path: str, found: Atlas) -> str:
    """The path of the entry that a field such as ``story`` or ``translation_of`` names; empty if none."""
    wiki = re.fullmatch(r"\[\[(.+?)\]\]", typed.strip())
    link = Link("wiki" if wiki else "link", wiki[1] if wiki else typed.strip(), "")
    target = _target(link, path, found) or _wiki(link.target, found)
    return target.source if target and target.entry else ""


def _target(link: Link, path: str, found: Atlas) -> Target | None:
    typed = JEKYLL.sub(lambda match: match[1] or "", link.target).strip()
    if link.kind == "wiki":
        return _wiki(typed, found)
    if SCHEME.match(typed):
        return _url(typed, found)
    plain, _, fragment = typed.partition("#")
    plain = unquote(plain.partition("?")[0])
    if not plain:
        return _entry(path, fragment, found) if fragment else None
    return _path(plain, fragment, path, found)


def _wiki(typed: str, found: Atlas) -> Target | None:
    title, _, heading = typed.partition("#")
    paths = found.titles.get(slugify(title), ())
    return _entry(paths[0], slugify(heading), found) if paths else None


def _url(typed: str, found: Atlas) -> Target | None:
    """A URL: of the own repository, of the site itself, or of somewhere else."""
    site = found.config.site
    own = _own_repository(typed, site.repository)
    if own:
        known = _file_or_entry(own[0], own[1], found)
        return known or (Target(typed, outside=True) if own[0] not in found.files else None)
    without_scheme = re.sub(r"^https?:", "", typed)
    base = re.sub(r"^https?:", "", site.url)
    if site.url and (without_scheme + "/").startswith(base) and "localhost" not in base:
        address, _, fragment = without_scheme[len(base) :].partition("#")
        return _address(unquote(address), fragment, found)
    return Target(typed, outside=True)


def _own_repository(typed: str, repository: str) -> tuple[str, str] | None:
    """Path and fragment of a link into the own repository: branch, commit and fork forms."""
    url = urlsplit(typed)
    name = repository.partition("/")[2]
    if not name or url.netloc.lower().removeprefix("www.") not in ("github.com", "raw.githubusercontent.com"):
        return None
    pattern = r"/[^/]+/" + re.escape(name) + r"/(?:(?:blob|raw|tree)/)?(?:refs/heads/)?[^/]+/(.+)"
    match = re.fullmatch(pattern, url.path, re.IGNORECASE)
    return (unquote(match[1]), url.fragment) if match else None


def _address(address: str, fragment: str, found: Atlas) -> Target | None:
    """A page or file of the site by the address at which it is published."""
    for form in (address, address.rstrip("/") + "/", address.removesuffix("index.html")):
        if form in found.addresses:
            return _entry(found.addresses[form], fragment, found)
        if form in found.lists:
            return Target(form + (f"#{fragment}" if fragment else ""))
    by_address = (path for path, where in found.files.items() if where and where == address)
    path = next(by_address, "")
    return Target(address, source=path) if path else None


def _path(plain: str, fragment: str, path: str, found: Atlas) -> Target | None:
    """A path as typed: beside the text, from the root of the site or its repository, or an address."""
    here = posixpath.dirname(path)
    rooted = plain.startswith("/")
    beside = plain.lstrip("/") if rooted else posixpath.normpath(posixpath.join(here, plain))
    address = plain.lstrip("/") if rooted else _beside_address(plain, path, found)
    return _file_or_entry(beside, fragment, found) or _address(address, fragment, found)


def _beside_address(plain: str, path: str, found: Atlas) -> str:
    own = found.places[path].address if path in found.places else ""
    joined = posixpath.normpath(posixpath.join("/" + own, plain)).lstrip("/")
    return joined + "/" if plain.endswith("/") else joined


def _file_or_entry(path: str, fragment: str, found: Atlas) -> Target | None:
    for form in (path, f"{path}.md", f"{path.rstrip('/')}/index.md", f"content/{path}"):
        if form in found.places:
            return _entry(form, fragment, found)
        if found.files.get(form):
            return Target(found.files[form], source=form)
    if path in found.files and found.config.site.repository:
        site = found.config.site
        return Target(f"https://github.com/{site.repository}/blob/{site.branch}/{path}", outside=True)
    return None


def _entry(path: str, fragment: str, found: Atlas) -> Target:
    identity = found.places[path]
    mark = f"#{unquote(fragment)}" if fragment else ""
    return Target(identity.address + mark, entry=identity.id, source=path)


def _missing_anchor(target: Target, found: Atlas) -> str:
    fragment = target.address.partition("#")[2] if target.entry else ""
    # GitHub numbers lines and footnotes; those fragments are not headings.
    if not fragment or re.match(r"(?:user-content-)?fn|L\d+$", fragment):
        return ""
    return "" if fragment in found.anchors.get(target.source, ()) else fragment


def _no_anchor(link: Link, reading: Reading, fragment: str, found: Atlas) -> Problem:
    target = _target(link, reading.path, found)
    anchors = found.anchors.get(target.source, frozenset()) if target else frozenset()
    near = near_misses(fragment, anchors)
    message = f"The page that “{link.text or link.target}” links to has no heading “{fragment}”."
    hint = f" Nearest: {join_words(['#' + each for each in near], 'or')}." if near else ""
    suggestion = link.target.partition("#")[0] + (f"#{near[0]}" if near else "")
    return Problem(
        "link.heading", Severity.ERROR, reading.path, message + hint, link.line, 0, link.target, suggestion
    )


def _broken(link: Link, reading: Reading, found: Atlas) -> Problem:
    what = {"image": "picture", "wiki": "entry"}.get(link.kind, "page or file")
    here = posixpath.dirname(reading.path)
    if link.kind == "wiki":
        near = near_misses(slugify(link.target.partition("#")[0]), found.titles)
        shown = [f"[[{each}]]" for each in near]
    else:
        published = [path for path, address in found.files.items() if address]
        choices = published if link.kind == "image" else [*published, *found.places]
        by_name = {posixpath.basename(path): path for path in choices}
        wanted = posixpath.basename(unquote(link.target.partition("#")[0]).rstrip("/"))
        shown = [posixpath.relpath(by_name[each], here or ".") for each in near_misses(wanted, by_name)]
    message = f"The link leads nowhere: there is no {what} “{link.target}”."
    hint = f" Did you mean {join_words(shown, 'or')}?" if shown else ""
    return Problem(
        f"link.{'image' if link.kind == 'image' else 'broken'}",
        Severity.ERROR,
        reading.path,
        message + hint,
        link.line,
        0,
        link.target,
        shown[0] if shown else "",
    )


def _stem(path: str) -> str:
    name = posixpath.basename(path).rpartition(".")[0]
    return posixpath.basename(posixpath.dirname(path)) if name == "index" else name
