"""What the settings of a Hugo site say of its addresses: where it was, and the shape that each section has."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from weeknotes import matter, toml
from weeknotes.importers.house import House

# Where Hugo looks for its settings, in its order; those of older sites have the older name.
PLACES = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)


def read(files: Mapping[str, bytes]) -> House | None:
    """What a folder (paths and bytes) says as a site of Hugo; None where it is none."""
    found = ((name, _settings(name, files[name])) for name in PLACES if name in files)
    given = next((each for _, each in found if "baseurl" in each or "permalinks" in each), None)
    if given is None:
        return None
    return House(
        url=_text(given.get("baseurl")).rstrip("/"),
        zone=_text(given.get("timezone")),
        sections=_sections(given.get("permalinks")),
    )


def section_of(path: PurePosixPath) -> str:
    """The section that a text belongs to: the first folder below ``content``."""
    folders = path.parts[:-1]
    below = folders[folders.index("content") + 1 :] if "content" in folders else folders
    return below[0] if below else ""


def parts(title: str, slug: str, path: PurePosixPath) -> dict[str, str]:
    """What stands for a text in the shape of an address (gohugo.io, URL management); `slug` is that of its header."""
    file = path.parent.name if path.stem == "index" else path.stem
    own = _urlized(title) or file
    folders = path.parts[path.parts.index("content") + 1 : -1] if "content" in path.parts else path.parts[:-1]
    by_name = dict.fromkeys(("filename", "contentbasename"), file)
    by_slug = dict.fromkeys(("slugorfilename", "slugorcontentbasename"), slug or file)
    return {
        **{"title": own, "slug": slug or own, "section": section_of(path), "sections": "/".join(folders)},
        **by_name,
        **by_slug,
    }


def _urlized(title: str) -> str:
    """A title as Hugo puts it into an address: small letters, one hyphen for spaces, few signs."""
    plain = re.sub(r"[^\w\s.#~@-]", "", title.casefold())
    return re.sub(r"\s+", "-", re.sub(r"\s*-\s*", "-", plain.strip())).replace("#", "%23")


def _settings(name: str, data: bytes) -> Mapping[str, object]:
    text = matter.decode(data, name)[0]
    if name.endswith(".toml"):
        found: object = getattr(toml.read(text), "data", None)
    elif name.endswith(".json"):
        found = _json(text)
    else:
        found = matter.split(f"---\n{text}\n---\n", name).fields
    return {str(key).casefold(): value for key, value in found.items()} if isinstance(found, Mapping) else {}


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _sections(value: object) -> dict[str, str]:
    """The shapes by section; newer sites keep those of texts below ``page``."""
    rows = value if isinstance(value, Mapping) else {}
    inner = rows.get("page")
    named = {**rows, **(inner if isinstance(inner, Mapping) else {})}
    return {str(name): shape for name, shape in named.items() if isinstance(shape, str) and "/" in shape}
