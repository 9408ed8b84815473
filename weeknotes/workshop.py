"""The workshop: what the recipe has done by hands that touch files and processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from weeknotes import crew, entries, images, markup, matter, settings, sources, templates
from weeknotes.config import Config, Site
from weeknotes.errors import MeaningError, Problem, Severity, SiteError
from weeknotes.model import Body, Entry, Page, Reading
from weeknotes.render import Order, make, press
from weeknotes.sources import SourceFile
from weeknotes.views import Chrome


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks of a build.

    `now` is the moment to build for; `base_url` overrides the URL of the configuration; `drafts` shows
    drafts and scheduled entries too; `jobs` of 0 means one process a core.
    """

    site: Path
    output: Path
    now: datetime
    base_url: str = ""
    drafts: bool = False
    jobs: int = 0


def configure(wish: Wish) -> tuple[Config, tuple[Problem, ...]]:
    """The settings of the site, defaults where it has none, and all that is wrong with them."""
    data = sources.read_config(wish.site)
    text, decoding = matter.decode(data or b"", "config.toml")
    config, faults = settings.parse(text)
    faults += _extensions(config)
    if wish.base_url:
        config = replace(config, site=replace(config.site, url=wish.base_url.rstrip("/") + "/"))
        faults = tuple(fault for fault in faults if fault.code != "config.url-missing")
    if data is None:
        message = "There is no config.toml, so the site has no name of its own. “weeknotes init” writes one."
        return config, (Problem("config.missing", Severity.HINT, "config.toml", message),)
    return config, (*decoding, *faults)


def _extensions(config: Config) -> tuple[Problem, ...]:
    """Whether the extensions of Markdown are installed: any text would fail on one that is not."""
    try:
        markup.read("", config.markdown, "config.toml")
    except MeaningError as error:
        return (Problem("config.extensions", Severity.ERROR, "config.toml", str(error), suggestion=error.suggestion),)
    return ()


def theme(site: Path) -> tuple[templates.Theme, dict[str, bytes]]:
    """The templates, and the assets that pages refer to."""
    files = sources.read_theme(sources.theme_folders(site))
    texts = {name: data.decode("utf-8-sig", "replace") for name, data in files.items() if name.endswith(".html")}
    return templates.Theme(texts), {name: data for name, data in files.items() if name.startswith("assets/")}


def read(files: Sequence[SourceFile], config: Config, wish: Wish) -> list[Reading]:
    """What every text says, in the order of `files`."""
    paths = frozenset(file.path for file in files)
    headed = entries.headed_folders(paths)
    places = [entries.place(file.path, file.folder, paths, headed) for file in files if file.folder]
    return list(crew.spread(partial(_reader, wish.site, config), places, wish.jobs))


def _reader(site: Path, config: Config) -> Callable[[entries.Place], Reading]:
    return lambda place: entries.read(sources.read(site, place.path), place, config)


def beside(wish: Wish, readings: Iterable[Reading]) -> list[str]:
    """Every file of the site's folder that is not an entry: links may lead there."""
    texts = {reading.path for reading in readings}
    return [path for path in sources.every_file(wish.site, [wish.output]) if path not in texts]


def measure(
    paths: Iterable[str], site: Path
) -> tuple[dict[str, tuple[int, int]], tuple[Problem, ...]]:
    """Width and height in pixels of every picture that has them, and the pictures that are broken."""
    sizes: dict[str, tuple[int, int]] = {}
    problems = []
    for path in paths:
        try:
            size = images.measure(sources.read(site, path), path, images.WIDEST)
            sizes |= {path: (size.width, size.height)} if size else {}
        except MeaningError as error:
            problems.append(Problem("image.broken", Severity.ERROR, path, str(error)))
        except SiteError as error:
            problems.append(error.problem)
    return sizes, tuple(problems)


@dataclass(frozen=True, slots=True)
class Printing:
    """What it takes to make any page of a site: settings, menu, templates, files of the theme."""

    site: Site
    chrome: Chrome
    theme: templates.Theme
    assets: Mapping[str, bytes]


def render(
    pages: Sequence[Page], texts: Mapping[str, Entry], printing: Printing, wish: Wish
) -> Iterator[tuple[str, bytes]]:
    """File and bytes of every page, in the order of `pages`."""
    jobs = [(page, {id: texts[id].body for id in page.bodies}) for page in pages]
    return crew.spread(partial(_printer, printing, wish.site), jobs, wish.jobs)


def _printer(
    printing: Printing, folder: Path
) -> Callable[[tuple[Page, Mapping[str, Body]]], tuple[str, bytes]]:
    ready = press(printing.site, printing.chrome, printing.theme)

    def work(job: tuple[Page, Mapping[str, Body]]) -> tuple[str, bytes]:
        page, bodies = job
        data = printing.assets[page.source] if page.maker == "asset" else _bytes(folder, page)
        return make(ready, Order(page, bodies, data))

    return work


def _bytes(folder: Path, page: Page) -> bytes:
    return sources.read(folder, page.source) if page.source else b""
