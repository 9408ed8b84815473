"""Where Jekyll, Hugo and Eleventy put a text: by its own line, by the settings, by the folder that it lies in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}


@dataclass(frozen=True, slots=True)
class House:
    """What the settings of the old site say: its address, the shape of its addresses, whether it had a feed."""

    url: str = ""
    below: str = ""
    permalink: str = STYLES["date"]
    feed: bool = False
    jekyll: bool = False

    @property
    def base(self) -> str:
        """The address of the site as a whole, without a slash at its end."""
        return self.url + self.below


def read_settings(data: bytes) -> House:
    """The few settings of ``_config.yml`` that matter here, line by line: the file may hold anything."""
    lines = re.findall(r"^(\w+):[ \t]*[\"']?([^\"'#\n]*)", data.decode("utf-8", "replace"), re.MULTILINE)
    given = {name: value.strip().rstrip("/") if name != "permalink" else value.strip() for name, value in lines}
    typed = given.get("permalink", "date")
    is_feed = b"jekyll-feed" in data or b"github-pages" in data
    return House(given.get("url", ""), given.get("baseurl", ""), STYLES.get(typed, typed), is_feed, jekyll=True)


def feed_id(address: str, house: House) -> str:
    """The id that Jekyll's usual feed gives to a post: its address without the ending."""
    return house.base + re.sub(r"/$|\.html$", "", address) if house.feed and house.url and address else ""


def of_page(typed: str, path: PurePosixPath, house: House) -> str:
    """The address of a page; `typed` is what its header says."""
    if "/" in typed and ":" not in typed:
        return typed if typed.startswith("/") else f"/{typed}"
    parts = [each for each in path.with_suffix("").parts if not each.startswith("_") and each != "content"]
    parts = parts[:-1] if parts and parts[-1] == "index" else parts
    return f"/{'/'.join(parts)}" + (".html" if house.jekyll and not house.permalink.endswith("/") else "/")


def of_post(typed: str, slug: str, categories: Iterable[str], day: datetime | None, house: House) -> str:
    """The address of a post; empty where it had none, since it has no date. `typed` is what its header says."""
    shape = STYLES.get(typed, typed) if "/" in typed or typed in STYLES else house.permalink
    if day is None and ":year" in shape:
        return ""
    filed = "/".join(re.sub(r"\s+", "-", each.lower()) for each in categories)
    values = {"categories": filed, "title": slug, "slug": slug, "output_ext": ".html", **_numbers(day)}
    address = re.sub(r":(\w+)", lambda found: values.get(found[1], found[0]), shape)
    return re.sub(r"/{2,}", "/", f"/{address}")


def _numbers(day: datetime | None) -> dict[str, str]:
    if day is None:
        return {}
    return {
        **{"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}", "y_day": f"{day:%j}"},
        **{"short_year": f"{day:%y}", "i_month": str(day.month), "i_day": str(day.day)},
    }
