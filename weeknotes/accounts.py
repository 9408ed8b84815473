"""What became of every file: the states of texts, and why other files are or are not published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from weeknotes.config import Folder
from weeknotes.model import Card, FileAccount, Kind, Page, State
from weeknotes.sources import SourceFile
from weeknotes.text import nearest
from weeknotes.urls import address_of

TEXTS = (".md", ".markdown")
SETTINGS = (".toml", ".yml", ".yaml", ".lock", ".js", ".py", ".rb")
OFFICE = (".docx", ".doc", ".odt", ".rtf", ".pages", ".pdf")
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


def is_text(file: SourceFile) -> bool:
    """Whether a file below the content folders is to be read as an entry."""
    name = PurePosixPath(file.path).name
    readable = file.folder is not None and file.folder.kind != Kind.FILES and not file.barred
    named = not name.startswith((".", "~")) and name.lower().endswith(TEXTS)
    return readable and named and not _aside(PurePosixPath(file.path), file.folder)


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
    if stem == "readme" and not any(map(YEAR.fullmatch, path.parts)):
        return "it is for those who look at this folder on GitHub. Give it another name to publish it"
    if folder.path == "." and len(path.parts) == 1 and stem in ABOUT:
        return "it is about the repository. Move it into a folder to publish it"
    if folder.kind != Kind.FILES and stem in ("index", "_index") and _is_list(below):
        return LIST_PAGE
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
    if account.state not in (State.PUBLISHED, State.WITHDRAWN):
        return placed
    day = f"{card.published.day:%Y-%m-%d}" if card.published else ""
    return replace(placed, when=account.when or card.label or day)


def _file(file: SourceFile, published: str, folders: Sequence[str]) -> FileAccount:
    if published:
        return FileAccount(file.path, State.PUBLISHED, url=f"/{address_of(published)}")
    return FileAccount(file.path, State.NOT_CONTENT, reason=file.barred or _why(file, folders))


def _why(file: SourceFile, folders: Sequence[str]) -> str:
    path = PurePosixPath(file.path)
    if path.name.startswith((".", "~")) or path.name in DROPPINGS:
        return "a hidden file that a system or an editor left here"
    if aside := _aside(path, file.folder):
        return aside
    if path.suffix.lower() in SETTINGS:
        return "it holds settings or data of a program, nothing to read"
    if not path.suffix and path.parent.as_posix() == "." and not re.search(r"\d", path.name):
        return "it is a file of the repository, not a text for readers"
    if path.suffix.lower() in OFFICE and path.suffix.lower() != ".pdf":
        return "a Word or office document: paste its text into a file whose name ends with .md"
    if file.folder is None and path.suffix.lower() in TEXTS:
        return _no_folder(path, folders)
    if not path.suffix:
        return f"its name lacks .md at the end: rename it to {path.name}.md"
    if path.suffix.lower() in (".txt", ".html", ".htm", ".mdx", ".rst"):
        return f"texts are read from files whose name ends with .md: rename it to {path.stem}.md"
    return "no published entry shows it or links to it"


def _no_folder(path: PurePosixPath, folders: Sequence[str]) -> str:
    here = path.parent.as_posix()
    by_name = {PurePosixPath(folder).name: folder for folder in folders}
    # By names alone: below “content/” any two paths look alike.
    near = (nearest(name, by_name) for name in path.parent.parts if name != "content")
    if meant := next(filter(None, near), None):
        return f"nothing is read from the folder {here}: did you mean {by_name[meant]}?"
    return f"nothing is read from the folder {here}: move it to one of {', '.join(folders)}"
