"""Two snapshots -> `Comparison`: what readers, subscribers and the host would notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from weeknotes import digest
from weeknotes.atlas import DOCUMENTS, MEDIA, PICTURES
from weeknotes.comparison import pages
from weeknotes.comparison.pages import Said
from weeknotes.comparison.snapshot import Snapshot
from weeknotes.urls import address_of
from weeknotes.values import Record

ARCHIVE = re.compile(r"/?feed-\d+$")
PAGES = (".html", ".htm")
FEEDS = (".xml", ".atom", ".json")
# Entries whose page gathers others: what stands there changes with every note.
GATHERING = ("team", "theme", "person")
MISSING = "404.html"


class Change(Record):
    """Something at an address that is new, gone or otherwise than before.

    `what` are the parts that differ, in words. `before` is the former title, id or address where that is what
    changed, or where a redirect leads now.
    """

    address: str
    title: str = ""
    what: tuple[str, ...] = ()
    before: str = ""


class Files(Record):
    """The files of a kind that are new, changed and gone, by path."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class Comparison(Record):
    """What two builds differ in.

    `moved` lead on from their old address (`before`) to a new one, `withdrawn` have a tombstone, `lost` are
    addresses of pages, feeds and documents at which there is nothing any more. `lists` are pages that gather
    entries, `around` those of which only the surroundings differ. `items` are those of feeds; `ids` the entries
    that feed readers take for others than before. Weights are bytes.
    """

    new: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    withdrawn: tuple[Change, ...] = ()
    lost: tuple[Change, ...] = ()
    lists: tuple[Change, ...] = ()
    around: tuple[Change, ...] = ()
    items_new: tuple[Change, ...] = ()
    items_changed: tuple[Change, ...] = ()
    items_gone: tuple[Change, ...] = ()
    ids: tuple[Change, ...] = ()
    pictures: Files = Files()
    documents: Files = Files()
    others: Files = Files()
    weight_before: int = 0
    weight_after: int = 0
    files_before: int = 0
    files_after: int = 0

    @property
    def is_broken(self) -> bool:
        """Whether readers or subscribers lose something: an address, or the identity of an entry."""
        return bool(self.lost or self.ids)


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """What `new` has otherwise than `old`."""
    told = _Pages(old, new)
    differing = [path for path in sorted({*old.sizes, *new.sizes}) if old.digests.get(path) != new.digests.get(path)]
    sorted_out = told.sort(path for path in differing if path.endswith(PAGES) and path != MISSING)
    gone = [path for path in differing if path not in new.sizes]
    lost = [*sorted_out.get("lost", ()), *_lost_feeds(gone), *_named(filter(_is_document, gone))]
    before, after = _Subscription(old), _Subscription(new)
    return Comparison(
        **{kind: tuple(changes) for kind, changes in sorted_out.items() if kind != "lost"},
        lost=tuple(lost),
        items_new=_items(after, lambda id: id not in before.items and id not in before.entries),
        items_changed=_items(after, lambda id: before.items.get(id, after.items[id])[1:] != after.items[id][1:]),
        items_gone=_items(before, lambda id: id not in after.items and id not in after.entries),
        ids=_ids(before.entries, after.entries),
        pictures=_files(old, new, filter(_is_picture, differing)),
        documents=_files(old, new, filter(_is_document, differing)),
        others=_files(old, new, filter(_is_other, differing)),
        weight_before=sum(old.sizes.values()),
        weight_after=sum(new.sizes.values()),
        files_before=len(old.sizes),
        files_after=len(new.sizes),
    )


class _Pages:
    """Tells what became of each page. Pages that are the same, byte for byte, are never read."""

    def __init__(self, old: Snapshot, new: Snapshot) -> None:
        self._texts = _texts(old) | _texts(new)
        self._old, self._new = old, new

    def sort(self, paths: Iterable[str]) -> dict[str, list[Change]]:
        """The changes of the pages `paths` by the field of `Comparison` that they belong to."""
        found: dict[str, list[Change]] = {}
        for path in paths:
            kind, change = self._told(path)
            found.setdefault(kind, []).append(change)
        return found

    def _told(self, path: str) -> tuple[str, Change]:
        address = address_of(path)
        old, new = self._both(path)
        if new is None:
            return "lost", Change(address, old.title if old else "")
        if new.leads_to:
            is_known = old is None or old.leads_to == new.leads_to
            return ("around" if is_known else "moved"), Change(new.leads_to, new.title, before=address)
        if old is None or _is_back(old, new):
            return ("new" if self._is_text(path, new) else "lists"), Change(address, new.title, ("new",))
        if new.is_hidden and not old.is_hidden:
            return "withdrawn", Change(address, old.title)
        return self._compared(path, old, new)

    def _both(self, path: str) -> tuple[Said | None, Said | None]:
        """What the page says in each; where it says the same in other surroundings, it is read once."""
        old, new = (
            pages.speaking(each.read(path)) if path in each.sizes else None for each in (self._old, self._new)
        )
        before = pages.read(old, address_of(path)) if old is not None else None
        after = before if new == old else pages.read(new, address_of(path)) if new is not None else None
        return before, after

    def _compared(self, path: str, old: Said, new: Said) -> tuple[str, Change]:
        address = address_of(path)
        is_text = self._is_text(path, new)
        beside = "dates, names or points" if is_text else "what it lists"
        differ = (
            ("title", old.title != new.title),
            ("text", old.text != new.text),
            ("links and pictures", old.links != new.links),
            (beside, old.beside != new.beside and old.title == new.title),
        )
        what = tuple(name for name, is_so in differ if is_so)
        before = old.title if old.title != new.title else ""
        if not what:
            return "around", Change(address, new.title)
        return ("changed" if is_text else "lists"), Change(address, new.title, what, before)

    def _is_text(self, path: str, said: Said) -> bool:
        return address_of(path) in self._texts if self._texts else said.contents == 1


def _is_back(old: Said, new: Said) -> bool:
    """Whether there was no text at the address, but a redirect or a tombstone."""
    return bool(old.leads_to) or (old.is_hidden and not new.is_hidden)


def _texts(snapshot: Snapshot) -> frozenset[str]:
    """The addresses of the entries that are texts of their own."""
    return frozenset(each["address"] for each in _entries(snapshot) if each.get("kind") not in GATHERING)


def _entries(snapshot: Snapshot) -> list[Mapping[str, str]]:
    told = snapshot.json("site.json")
    listed = told.get("entries") if isinstance(told, dict) else None
    whole = (each for each in listed if isinstance(each, dict)) if isinstance(listed, list) else ()
    return [each for each in whole if isinstance(each.get("address"), str) and isinstance(each.get("id"), str)]


class _Subscription:
    """What feed readers are told: items by id (address, title, digest of all they say), and the ids of entries."""

    def __init__(self, snapshot: Snapshot) -> None:
        told = snapshot.json("site.json")
        self._url = str(told.get("url", "")) if isinstance(told, dict) else ""
        self.entries = {each["id"]: each for each in _entries(snapshot)}
        self.items: dict[str, tuple[str, str, str]] = {}
        for path in snapshot.sizes:
            if path.endswith(".json") and _is_feed(path):
                self.items |= self._of_feed(snapshot.json(path))

    def _of_feed(self, feed: object) -> dict[str, tuple[str, str, str]]:
        listed = feed.get("items") if isinstance(feed, dict) else None
        return {str(each["id"]): self._item(each) for each in listed or () if isinstance(each, dict) and "id" in each}

    def _item(self, item: Mapping[str, object]) -> tuple[str, str, str]:
        """Without the address of the site: a new domain changes no words."""
        title, words = str(item.get("title", "")), str(item.get("content_html", ""))
        plain = words.replace(self._url, "/") if self._url else words
        return str(item.get("url", "")).removeprefix(self._url), title, digest.of_record([title, plain])


def _is_feed(path: str) -> bool:
    return path.rpartition("/")[2].startswith("feed") and path.endswith(FEEDS)


def _items(told: _Subscription, is_meant: Callable[[str], bool]) -> tuple[Change, ...]:
    return tuple(Change(told.items[id][0], told.items[id][1]) for id in sorted(told.items) if is_meant(id))


def _ids(old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]) -> tuple[Change, ...]:
    """The entries that are at their old address, or made of their old file, under another id."""
    lost = [each for id, each in old.items() if id not in new]
    fresh = [each for id, each in new.items() if id not in old]
    by_place = {each["address"]: each for each in fresh}
    by_source = {each["source"]: each for each in fresh if each.get("source")}
    pairs = [(each, by_place.get(each["address"]) or by_source.get(each.get("source", ""))) for each in lost]
    return tuple(
        Change(now["address"], str(now.get("title", "")), (now["id"],), before["id"]) for before, now in pairs if now
    )


def _lost_feeds(gone: Iterable[str]) -> list[Change]:
    """Each feed once, in however many formats it was; its archives come and go with its limit."""
    stems = dict.fromkeys(path.rpartition(".")[0] for path in gone if _is_feed(path))
    return [Change(stem, "a feed") for stem in stems if not ARCHIVE.search(stem)]


def _named(paths: Iterable[str]) -> list[Change]:
    return [Change(path, "a document") for path in paths]


def _is_picture(path: str) -> bool:
    return path.lower().endswith(PICTURES) and not _is_other(path)


def _is_document(path: str) -> bool:
    return path.lower().endswith((*DOCUMENTS, *MEDIA)) and not _is_other(path) and not _is_feed(path)


def _is_other(path: str) -> bool:
    """Style sheets, scripts, search, and what machines read; feeds are told by their items."""
    name = path.rpartition("/")[2]
    by_machine = path.startswith(("assets/", "pagefind/")) or name in ("robots.txt", "site.json", "security.txt")
    is_known = path.lower().endswith((*PAGES, *PICTURES, *DOCUMENTS, *MEDIA)) or _is_feed(path)
    return by_machine or not is_known


def _files(old: Snapshot, new: Snapshot, paths: Iterable[str]) -> Files:
    found = list(paths)
    return Files(
        new=tuple(path for path in found if path not in old.sizes),
        changed=tuple(path for path in found if path in old.sizes and path in new.sizes),
        gone=tuple(path for path in found if path not in new.sizes),
    )
