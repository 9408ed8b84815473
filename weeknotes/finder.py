"""The search index, made by Pagefind: its program is asked one thing after the other and answers each.

Pagefind's own Python package waits a tenth of a second for every answer, which is minutes for a large site, so
its program is spoken to directly: requests and answers are JSON in Base64, each ended by a comma.

The same documents give the same bytes. Documents go in one at a time and in the order of their URLs, every
language has an index of its own, and filters, which Pagefind writes in an order of chance, are a file of ours.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from weeknotes import search
from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.search import SearchDocument

FOLDER = "search/"
FACETS = f"{FOLDER}facets.json"
WORDS = f"{FOLDER}words.json"
# Of what Pagefind writes: not its user interfaces, since the page has its own.
WANTED = re.compile(r"pagefind(-worker)?\.js|pagefind-entry\.json|.+\.pf_(meta|index|fragment)")
FRAGMENT = re.compile(r"fragment/(.+)\.pf_fragment")
MARK = b"pagefind_dcd"  # what every packed file of Pagefind begins with
# A number above a word is no part of it, nor is the arrow that leads back from a footnote.
PASSED_OVER = ["sup", ".footnote-backref", ".visually-hidden"]
CHUNK = 1 << 20  # bytes

Files = dict[str, bytes]


def build_index(documents: Sequence[SearchDocument]) -> Files:
    """The files of the index by their paths in the site, all below ``search/``; none without documents.

    Raises SiteError where Pagefind is missing on this computer or fails.
    """
    ordered = sorted(documents, key=attrgetter("lang", "url"))
    if not ordered:
        return {}
    files: Files = {}
    found: dict[str, tuple[str, str]] = {}
    for lang, group in groupby(ordered, key=attrgetter("lang")):
        made = _index(list(group))
        found |= _fragments(made)
        files |= {f"{FOLDER}{lang}/{path}": data for path, data in made.items()}
    files[FACETS] = search.facets_file(ordered, {url: id for url, (id, _) in found.items()})
    texts: dict[str, list[str]] = {}
    for each in ordered:
        if each.url in found:
            texts.setdefault(each.lang, []).append(found[each.url][1])
    files[WORDS] = search.words_file(texts)
    return files


def _index(documents: Iterable[SearchDocument]) -> Files:
    """The index of documents in one language."""
    with _program() as ask:
        index = ask({"type": "NewIndex", "config": {"exclude_selectors": PASSED_OVER}})["index_id"]
        for each in documents:
            ask({"type": "AddFile", "index_id": index, "url": each.url, "file_contents": search.page_of(each)})
        files = ask({"type": "GetFiles", "index_id": index})["files"]
    made = {each["path"]: b64decode(each["content"]) for each in files}
    # One language needs one of the two programs that the page runs: with its stems, or without any.
    known: Mapping[str, Mapping[str, Any]] = json.loads(made["pagefind-entry.json"])["languages"]
    programs = {f"wasm.{each['wasm'] or 'unknown'}.pagefind" for each in known.values()}
    return {path: made[path] for path in sorted(made) if WANTED.fullmatch(path) or path in programs}


def _fragments(files: Files) -> Iterator[tuple[str, tuple[str, str]]]:
    """For the URL of every document its id in the index, and its words."""
    for path, data in files.items():
        if found := FRAGMENT.fullmatch(path):
            document = json.loads(gzip.decompress(data).removeprefix(MARK))
            yield document["url"], (found[1], " ".join([document["content"], *document["meta"].values()]))


@contextmanager
def _program() -> Iterator[Any]:
    """A function that asks Pagefind's program and returns its answer."""
    # Settings of this computer's user are none of the site's.
    surroundings = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND")}
    try:
        import pagefind_bin  # here, since most builds have no use for it

        path = pagefind_bin.get_executable()
        started = subprocess.Popen(  # noqa: S603
            [path, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=path.parent,
            env=surroundings,
        )
    except (ImportError, OSError) as error:
        raise _missing(error) from error
    with started:
        try:
            yield partial(_ask, started)
        except (OSError, ValueError, KeyError) as error:
            raise _failed(error) from error
        finally:
            started.kill()
            with suppress(BrokenPipeError):  # what an ended program did not read cannot be sent any more
                if started.stdin:
                    started.stdin.close()


def _ask(program: subprocess.Popen[bytes], request: Mapping[str, object]) -> Any:
    """Pagefind's answer. Raises ValueError where it says no or ends."""
    if program.stdin is None or program.stdout is None:
        raise ValueError("no way to speak to the program")
    program.stdin.write(b64encode(json.dumps({"message_id": 1, "payload": request}).encode()) + b",")
    program.stdin.flush()
    answer = bytearray()
    while not answer.endswith(b","):
        some = os.read(program.stdout.fileno(), CHUNK)
        if not some:
            raise ValueError("it ended without an answer")
        answer += some
    payload = json.loads(b64decode(answer[:-1]))["payload"]
    if payload["type"] == "Error":
        raise ValueError(payload["message"])
    return payload


def _missing(error: Exception) -> SiteError:
    message = (
        "The search index cannot be made: the program Pagefind is not installed on this computer. Install it with "
        "“pip install pagefind-bin”, or do without search: write “enabled = false” below [search] in config.toml."
    )
    return SiteError(Problem("search.missing", Severity.ERROR, "", message, found=str(error)))


def _failed(error: Exception) -> SiteError:
    message = (
        "The search index could not be made: the program Pagefind stopped with a fault. Try again; if that does not "
        "help, write “enabled = false” below [search] in config.toml and tell us."
    )
    return SiteError(Problem("search.failed", Severity.ERROR, "", message, found=str(error)))
