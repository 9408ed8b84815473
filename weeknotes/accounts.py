"""What became of every file: the states of texts, and why other files are or are not published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from weeknotes import glossary
from weeknotes.config import Folder
from weeknotes.errors import Problem
from weeknotes.facts import Cause
from weeknotes.model import Account, Card, FileAccount, Kind, Page, State
from weeknotes.sources import SourceFile
from weeknotes.text import nearest
from weeknotes.translations import name_of
from weeknotes.urls import address_of
from weeknotes.values import Record, replace

TEXTS = (".md", ".markdown")
SETTINGS = (".toml", ".yml", ".yaml", ".lock", ".js", ".py", ".rb")
OFFICE = "a Word or office document: paste its text into a file whose name ends with .md"
PHOTOGRAPH = "browsers cannot show a picture of this form: save it as .jpg, and show that in a text"
FORMATS = {
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".pages"), OFFICE),
    **dict.fromkeys((".heic", ".heif", ".tif", ".tiff", ".bmp", ".psd"), PHOTOGRAPH),
}
WORDY = (".txt", ".html", ".htm", ".mdx", ".rst")
# Endings that .md became by a slip of the finger, or by copying: .mdd, .dm, “.md (1)”.
NEARLY = re.compile(r"\.(?:m|d|mdd|mmd|mds?|dm|nd|mf|mkd|mdn|mdown|markdwon|markdow|md\W.*|md\d)", re.IGNORECASE)
# What people call the file that GitHub needs to make a folder.
STAND_INS = ("create-folder", "new-folder", "folder", "placeholder", "delete-me", "deleteme", "keep", "dummy")
STAND_IN_SIZE = 100  # bytes
# Files that systems leave behind; nobody wonders where they went.
DROPPINGS = ("Thumbs.db", "desktop.ini")
# Folders of other generators and of this one, which hold no content.
MACHINERY = (
    *("_data", "_includes", "_layouts", "_plugins", "_sass", "_site", "_templates", "vendor"),
    *("archetypes", "layouts", "templates"),
)
# Texts at the top of a repository that are about the repository.
ABOUT = ("changelog", "code_of_conduct", "contributing", "licence", "license", "security", "support")
LIST_PAGE = "the site makes the pages of its lists, and its front page, by itself. Give it another name to publish it"
YEAR = re.compile(r"(?:19|20)\d\d")


class Why(Record):
    """Why a file is no content: the words, the cause where something can be done, and a better path."""

    reason: str
    cause: Cause | None = None
    fix: str = ""


def account(files: Iterable[FileAccount], problems: Iterable[Problem]) -> Account:
    """The account of these files and problems: each once, in their order."""
    return Account(
        files=tuple(sorted(files, key=lambda each: each.path)),
        problems=tuple(sorted(dict.fromkeys(problems), key=lambda each: each.rank)),
    )


def is_text(file: SourceFile) -> bool:
    """Whether a file below the content folders is to be read as an entry."""
    path = PurePosixPath(file.path)
    name = path.name
    readable = file.folder is not None and file.folder.kind != Kind.FILES and not file.barred and file.size > 0
    named = not name.startswith((".", "~")) and name.lower().endswith(TEXTS) and not is_stand_in(path, file.size)
    return readable and named and not _aside(path, file.folder)


def _aside(path: PurePosixPath, folder: Folder | None) -> str:
    """Why a text in a content folder is nothing to publish; empty for one that is."""
    stem = path.stem.casefold()
    if folder is None:
        return LIST_PAGE if stem == "_index" else ""
    below = path.relative_to(folder.path)
    if any(each in MACHINERY for each in below.parts[:-1]) and not folder.path.startswith("content"):
        return "its folder belongs to the machinery of a generator: only the folders beside it hold content"
    if path.suffix.lower() not in TEXTS:
        return ""
    if stem in ("index", "_index") and folder.kind != Kind.FILES and _is_list(below):
        return LIST_PAGE
    return _for_workers(path, folder)


def _for_workers(path: PurePosixPath, folder: Folder) -> str:
    """Why a text is for those who work on the site; empty for one that is for its readers."""
    stem = path.stem.casefold()
    if stem == "readme" and not any(map(YEAR.fullmatch, path.parts)):
        return "it is for those who look at this folder on GitHub. Give it another name to publish it"
    if folder.path == "." and len(path.parts) == 1 and stem in ABOUT:
        return "it is about the repository. Move it into a folder to publish it"
    return ""


def _is_list(below: PurePosixPath) -> bool:
    """Whether an ``index.md`` stands at the top of its content folder, or for a whole year."""
    return len(below.parts) == 1 or bool(YEAR.fullmatch(below.parent.name))


def of_texts(accounts: Iterable[FileAccount], cards: Mapping[str, Card]) -> tuple[FileAccount, ...]:
    """The accounts of texts with the address and the week of those that are part of the site."""
    return tuple(_placed(account, cards.get(account.path)) for account in accounts)


def of_files(files: Iterable[SourceFile], pages: Iterable[Page], folders: Sequence[str]) -> tuple[FileAccount, ...]:
    """The accounts of all files that are no entries: published with an entry, or not, and why."""
    published = {page.source: page.file for page in pages if page.source and page.maker != "asset"}
    return tuple(_file(file, published.get(file.path, ""), folders) for file in files if not is_text(file))


def _placed(account: FileAccount, card: Card | None) -> FileAccount:
    if not card:
        return account
    # In a preview drafts and scheduled entries have a page too.
    placed = replace(account, url=f"/{card.address}")
    if account.state is not State.PUBLISHED:
        return placed
    day = f"{card.published.day:%Y-%m-%d}" if card.published else ""
    return replace(placed, when=account.when or card.label or day)


def _file(file: SourceFile, published: str, folders: Sequence[str]) -> FileAccount:
    if published:
        return FileAccount(file.path, State.PUBLISHED, url=f"/{address_of(published)}")
    if file.barred:
        return _left_out(file.path, Why(file.barred, Cause.FORMAT))
    return _left_out(file.path, _why(file, folders))


def _left_out(path: str, why: Why) -> FileAccount:
    return FileAccount(path, State.NOT_CONTENT, reason=why.reason, cause=why.cause, fix=why.fix)


def _why(file: SourceFile, folders: Sequence[str]) -> Why:
    """Why a file is not published: the first reason that there is, the surest one first."""
    path = PurePosixPath(file.path)
    return (
        _left_behind(path, file)
        or _for_the_site(path, file)
        or _no_text(path)
        or _unread(path, file, folders)
        or _misnamed(path, file.folder)
        or Why("no published entry shows it or links to it")
    )


def _left_behind(path: PurePosixPath, file: SourceFile) -> Why | None:
    if path.name.startswith((".", "~")) or path.name in DROPPINGS:
        return Why("a hidden file that a system or an editor left here")
    if is_stand_in(path, file.size):
        return Why("it only made the folder: delete it once the folder has other files", Cause.EMPTY)
    return None


def _for_the_site(path: PurePosixPath, file: SourceFile) -> Why | None:
    """Of a text with a use of its own: a list, a note on the repository, the abbreviations of the site."""
    if aside := _aside(path, file.folder):
        return Why(aside)
    lang = glossary.language_of(file.path)
    if lang is None:
        return None
    where = f"in texts in {name_of(lang)}" if lang else "and on the page /glossary/"
    return Why(f"its abbreviations are explained at their first use, {where}")


def _no_text(path: PurePosixPath) -> Why | None:
    ending = path.suffix.lower()
    if ending in SETTINGS:
        return Why("it holds settings or data of a program, nothing to read")
    if not ending and path.parent.as_posix() == "." and not re.search(r"\d", path.name):
        return Why("it is a file of the repository, not a text for readers")
    return Why(FORMATS[ending], Cause.FORMAT) if ending in FORMATS else None


def _unread(path: PurePosixPath, file: SourceFile, folders: Sequence[str]) -> Why | None:
    """Of a text in a place from which none is read, or with nothing in it."""
    if path.suffix.lower() not in TEXTS:
        return None
    if file.folder is None:
        return _no_folder(path, folders)
    return None if file.size else Why("it is empty: write a text into it, or delete it", Cause.EMPTY)


def is_stand_in(path: PurePosixPath, size: int) -> bool:
    """Whether a small file is there only because a folder cannot be empty: ``create-folder.md``."""
    return size <= STAND_IN_SIZE and re.sub(r"[-_ ]+", "-", path.stem.casefold()).strip("-") in STAND_INS


def _misnamed(path: PurePosixPath, folder: Folder | None) -> Why | None:
    """What is wrong with the name of a file that seems to be a text; None for any other file."""
    ending = path.suffix.lower()
    if ending in WORDY:
        name = path.stem if path.stem.lower().endswith(TEXTS) else f"{path.stem}.md"
        told = f"texts are read from files whose name ends with .md: rename it to {name}"
        return Why(told, Cause.NAME, path.with_name(name).as_posix())
    looks = f"it looks like a {folder.kind}, but " if folder and folder.kind != Kind.FILES else ""
    if NEARLY.fullmatch(ending):
        told = f"{looks}its name ends with {path.suffix} and not with .md: rename it to {path.stem}.md"
        return Why(told, Cause.NAME, path.with_name(f"{path.stem}.md").as_posix())
    if ending and re.fullmatch(r"\.\w*[^\W\d]\w*", ending):
        return None
    # “Weeknotes 20.01.2023” has no ending, whatever stands after its last dot.
    name = f"{path.name.rstrip('. ')}.md"
    told = f"{looks}its name lacks .md at the end: rename it to {name}"
    return Why(told, Cause.NAME, path.with_name(name).as_posix())


def _no_folder(path: PurePosixPath, folders: Sequence[str]) -> Why:
    here = path.parent.as_posix()
    where = "the top of the site" if here == "." else f"the folder {here}"
    by_name = {PurePosixPath(folder).name: folder for folder in folders}
    # By names alone: below “content/” any two paths look alike.
    near = ((name, nearest(name, by_name)) for name in path.parent.parts if name != "content")
    if found := next(((typed, meant) for typed, meant in near if meant), None):
        typed, meant = found
        below = path.as_posix().partition(f"{typed}/")[2]
        told = f"nothing is read from {where}: did you mean {by_name[meant]}?"
        return Why(told, Cause.FOLDER, f"{by_name[meant]}/{below}")
    return Why(f"nothing is read from {where}: move it to one of {', '.join(folders)}", Cause.FOLDER)
