"""Where Jekyll, Hugo and Eleventy put a text: by its own line, by the settings, by the folder that it lies in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import PurePosixPath

from weeknotes.importers.house import STYLES, House, collection_of

# In English, whatever the language of the machine.
# The folder that all texts lie in is no part of their addresses.
SOURCES = ("content", "src")
SHORT_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def feed_id(address: str, house: House) -> str:
    """The id that Jekyll's usual feed gives to a post: its address without the ending."""
    return house.base + re.sub(r"/$|\.html$", "", address) if house.feed and house.url and address else ""


def of_page(typed: str, path: PurePosixPath, house: House) -> str:
    """The address of a page; `typed` is what its header says."""
    if "/" in typed and ":" not in typed:
        return typed if typed.startswith("/") else f"/{typed}"
    name = collection_of(path)
    if name in house.collections:
        inner = path.with_suffix("").as_posix().partition(f"_{name}/")[2]
        return _filled(house.collections[name], {"collection": name, "path": inner, **_named(path.stem)})
    parts = [each for each in path.with_suffix("").parts if not each.startswith("_")]
    parts = parts[1:] if parts[0] in SOURCES else parts
    is_index = bool(parts) and parts[-1] == "index"
    front = "/".join(parts[:-1] if is_index else parts)
    return f"/{front}" + (".html" if house.jekyll and not is_index and not house.permalink.endswith("/") else "/")


def of_post(typed: str, slug: str, categories: Iterable[str], day: datetime | None, house: House) -> str:
    """The address of a post; empty where it had none, since it has no date. `typed` is what its header says."""
    shape = STYLES.get(typed, typed) if "/" in typed or typed in STYLES else house.permalink
    if day is None and ":year" in shape:
        return ""
    filed = "/".join(re.sub(r"\s+", "-", each.lower()) for each in categories)
    return _filled(shape, {"categories": filed, **_named(slug), **_numbers(day)})


def in_section(shape: str, parts: Mapping[str, str], day: datetime | None) -> str:
    """The address of a text whose section has a shape of its own; empty where that wants a date and none is known."""
    needs_day = re.search(r":(?:year|month|day)", shape)
    return "" if needs_day and day is None else _filled(shape, {**parts, **_numbers(day)})


def _named(slug: str) -> dict[str, str]:
    return dict.fromkeys(("title", "slug", "name"), slug)


def _filled(shape: str, values: Mapping[str, str]) -> str:
    known = {"output_ext": ".html", **values}
    address = re.sub(r":([a-z_]+)", lambda found: known.get(found[1], found[0]), shape)
    return re.sub(r"/{2,}", "/", f"/{address}")


def _numbers(day: datetime | None) -> dict[str, str]:
    if day is None:
        return {}
    return {
        **{"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}", "y_day": f"{day:%j}"},
        **{"week": f"{day:%V}", "short_day": SHORT_DAYS[day.weekday()], "short_year": f"{day:%y}"},
        **{"i_month": str(day.month), "i_day": str(day.day)},
    }
