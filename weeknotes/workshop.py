"""The workshop: the hands of the recipe, which touch files and processes and remember what they made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import time_ns
from typing import TypeVar

from weeknotes import (
    crew,
    digest,
    entries,
    glossary,
    images,
    ledger,
    markup,
    matter,
    sections,
    settings,
    sources,
    templates,
    toml,
    toml_mending,
)
from weeknotes.catalogue import Catalogue
from weeknotes.checks.files import check_file
from weeknotes.config import Config
from weeknotes.design import PICTURES
from weeknotes.errors import MeaningError, Problem, Severity, SiteError
from weeknotes.languages import base
from weeknotes.memory import Memory
from weeknotes.model import Body, Reading
from weeknotes.past import MARGIN, Wish
from weeknotes.shots import Survey
from weeknotes.sources import SourceFile
from weeknotes.text import nearest
from weeknotes.theme_files import dress
from weeknotes.traces import Stat
from weeknotes.values import replace

Given = TypeVar("Given")
Result = TypeVar("Result")

SIZE = "size "
BODY = "body "
LOOK = "look "


class Workshop:
    """Does a build's work on files, and asks the store before it does any of it twice."""

    def __init__(self, wish: Wish, memory: Memory) -> None:
        """`places` fills with the place of each text that is read and the key under which its reading is kept."""
        self.wish = wish
        self.memory = memory
        self.catalogue = Catalogue(memory, self.bodies)
        self._known = memory.store.stats()
        self._seen: dict[str, tuple[Stat, str]] = {}
        self._again: dict[str, Callable[[], Reading]] = {}
        self.places: dict[str, tuple[entries.Place, str]] = {}

    def configure(self) -> tuple[Config, tuple[Problem, ...]]:
        """The settings of the site, defaults where it has none, and all that is wrong with them."""
        data = sources.read_config(self.wish.site)
        if data is not None:
            self.digest_of("config.toml")
        text, decoding = matter.decode(data or b"", "config.toml")
        config, faults = settings.parse(text)
        if missing := _extensions(config):
            config = replace(config, markdown=replace(config.markdown, extensions=()))
        astray = sources.misplaced(self.wish.output, self.wish.site, config.folders)
        astray += sources.missing(self.wish.site, config.folders)
        faults += (*missing, *astray)
        config, unclear = self._with_abbreviations(config)
        config, unshown = self._with_logo(config, text)
        faults += (*unclear, *unshown)
        if self.wish.base_url:
            config = replace(config, site=replace(config.site, url=self.wish.base_url.rstrip("/") + "/"))
            faults = tuple(fault for fault in faults if fault.code != "config.url-missing")
        if data is None:
            message = "There is no config.toml, so the site has no name of its own. “weeknotes init” writes one."
            return config, (Problem("config.missing", Severity.HINT, "config.toml", message), *astray, *unclear)
        return config, (*decoding, *faults)

    def theme(self, config: Config) -> tuple[templates.Theme, dict[str, bytes]]:
        """The templates, and the assets that pages refer to as a site of these settings serves them."""
        files = sources.read_theme(sources.theme_folders(self.wish.site))
        texts = {name: data.decode("utf-8-sig", "replace") for name, data in files.items() if templates.is_text(name)}
        assets = {name: data for name, data in files.items() if name.startswith("assets/")}
        compiled = self.memory.remembered("compiled", texts, lambda: templates.compiled(templates.Theme(texts)))
        return templates.Theme(texts, compiled), dress(assets, config)

    def ledger(self) -> tuple[ledger.Ledger, tuple[Problem, ...]]:
        """What the site that stands has published, and what is wrong with the account of it."""
        try:
            return ledger.read(self.wish.previous), ()
        except MeaningError as error:
            told = f"{error} Look at what --previous names. Without it nothing is compared, and old addresses are lost."
            return ledger.Ledger(), (Problem("ledger.foreign", Severity.ERROR, "", told),)

    def read(self, files: Sequence[SourceFile], config: Config) -> list[Reading]:
        """What every text says, in the order of `files`; the words of their bodies stay in the store."""
        return self.read_places(_places(files), config)

    def read_places(self, places: Sequence[entries.Place], config: Config) -> list[Reading]:
        """What the texts at these places say, in their order."""
        config = entries.asked_of(config)
        shared = self.memory.fingerprints.of((self.memory.generation, config))
        keys = [digest.of_bytes(f"{shared} {place} {self.digest_of(place.path)}".encode()) for place in places]
        known = self.memory.recall(keys)
        missing = [place for place, key in zip(places, keys, strict=True) if key not in known]
        made = crew.spread(partial(_reader, self.wish.site, config), missing, self.wish.jobs)
        fresh = {place.path: _bare(each, self._shelve(each)) for place, each in zip(missing, made, strict=True)}
        self.memory.keep({key: fresh[place.path] for place, key in zip(places, keys, strict=True) if key not in known})
        readings = [known.get(key) or fresh[place.path] for place, key in zip(places, keys, strict=True)]
        self.memory.use(BODY + reading.body.digest for reading in readings)
        self.places |= {place.path: (place, key) for place, key in zip(places, keys, strict=True)}
        self._again |= {
            reading.body.digest: partial(_reader(self.wish.site, config), place)
            for place, reading in zip(places, readings, strict=True)
        }
        return readings

    def beside(self, readings: Iterable[Reading]) -> list[str]:
        """Every file of the site's folder that is not an entry: links may lead there."""
        texts = {reading.path for reading in readings}
        return [path for path in sources.every_file(self.wish.site, [self.wish.output]) if path not in texts]

    def bodies(self, digests: Iterable[str]) -> dict[str, Body]:
        """The bodies of these digests, with their words. They are not held here: all of them are most of a site."""
        wanted = list(dict.fromkeys(digests))
        known = self.memory.recall([BODY + each for each in wanted])
        found = {key.removeprefix(BODY): body for key, body in known.items()}
        for each in wanted:
            if each not in found:  # a memory that lost a part of itself
                found[each] = self._shelve(self._again[each]())
        return {each: found[each] for each in wanted}

    def measure(self, paths: Iterable[str]) -> tuple[dict[str, Survey], tuple[Problem, ...]]:
        """Width and height in pixels of every picture that has them, and the pictures that are broken."""
        sizes: dict[str, Survey] = {}
        problems = []
        for path in paths:
            try:
                if size := self._size(path):
                    sizes[path] = size
            except MeaningError as error:
                problems.append(Problem("image.broken", Severity.ERROR, path, str(error)))
            except SiteError as error:
                problems.append(error.problem)
        return sizes, tuple(problems)

    def inspect(self, paths: Sequence[str], config: Config) -> list[Problem]:
        """What the checks have to say of files that are no texts; each is looked into once."""
        shared = self.memory.fingerprints.of((self.memory.generation, config.sensitive, config.site.url))
        keys = {path: f"{LOOK}{shared} {path} {self.digest_of(path)}" for path in paths}
        known = self.memory.recall(list(keys.values()))
        missing = [path for path, key in keys.items() if key not in known]
        told = crew.spread(partial(_inspector, self.wish.site, config), missing, self.wish.jobs)
        fresh = {keys[path]: found for path, found in zip(missing, told, strict=True)}
        self.memory.keep(fresh)
        return [problem for key in keys.values() for problem in (known.get(key) or fresh.get(key, ()))]

    def digest_of(self, path: str) -> str:
        """The digest of a file of the site; read only where how it stands does not vouch for it."""
        if path not in self._seen:
            found = sources.stat(self.wish.site, path)
            stat, known = self._known.get(path, (None, ""))
            self._seen[path] = (found, known if stat == found else digest.of_bytes(sources.read(self.wish.site, path)))
        return self._seen[path][1]

    def digests(self) -> dict[str, str]:
        """The digests of all files that were looked into."""
        return {path: told for path, (_, told) in self._seen.items()}

    def each(self, function: Callable[[Given], Result], values: Sequence[Given]) -> Iterator[Result]:
        """`function` of each of `values` in their order, like `map`, over processes where it pays."""
        return crew.spread(partial(_same, function), values, self.wish.jobs)

    def close(self) -> None:
        """Keep what was learnt of files for the next build, and drop what this one had no use for."""
        settled = time_ns() - MARGIN
        self.memory.store.keep_stats({path: each for path, each in self._seen.items() if each[0].modified < settled})
        self.memory.tidy()

    def _with_abbreviations(self, config: Config) -> tuple[Config, tuple[Problem, ...]]:
        """The settings with the abbreviations of the site, by language: every text is read with those of its own."""
        lists: dict[str, Mapping[str, str]] = {}
        told: list[Problem] = []
        for path in sorted(each.relative_to(self.wish.site).as_posix() for each in self.wish.site.glob(glossary.PATHS)):
            lang = glossary.language_of(path)
            if lang is not None:
                self.digest_of(path)
                text, decoding = matter.decode(sources.read(self.wish.site, path), path)
                lists[lang], faults = glossary.parse(text, path)
                told += [*decoding, *faults]
        own = base(config.site.language)
        known = {**lists.pop("", {}), **lists.pop(own, {})}
        return replace(config, markdown=replace(config.markdown, abbreviations=known, foreign=lists)), tuple(told)

    def _with_logo(self, config: Config, text: str) -> tuple[Config, tuple[Problem, ...]]:
        """The settings with the size of the logo; without it where it is no picture with a size."""
        path = config.design.logo
        if not path:
            return config, ()
        told = f"The logo {path} is not there."
        if (self.wish.site / path).is_file() and not (self.wish.site / path).is_symlink():
            sizes, faults = self.measure([path])
            if path in sizes:
                size = sizes[path].width, sizes[path].height
                return replace(config, design=replace(config.design, logo_size=size)), ()
            told = faults[0].message if faults else f"The logo {path} does not say how large it is: give it a viewBox."
        here = sections.Source(toml_mending.load(text, "config.toml")[0], "config.toml").inside("design", "logo")
        pictures = [each for each in sources.every_file(self.wish.site, [self.wish.output]) if each.endswith(PICTURES)]
        better = nearest(path, [each for each in pictures if each != path])
        problem = here.problem("logo", told, here.assignment(toml.quote(better)) if better else f"# {here.typed}")
        return replace(config, design=replace(config.design, logo="")), (problem,)

    def _size(self, path: str) -> Survey | None:
        known: dict[str, Survey | None]
        key = SIZE + self.memory.craft + self.digest_of(path) + path.rpartition(".")[2]
        known = self.memory.recall([key])
        if key not in known:
            known = {key: images.survey(sources.read(self.wish.site, path), path)}
            self.memory.keep(known)
        return known[key]

    def _shelve(self, reading: Reading) -> Body:
        """The body of a reading, which is kept by its digest."""
        self.memory.keep({BODY + reading.body.digest: reading.body})
        return reading.body


def _places(files: Sequence[SourceFile]) -> list[entries.Place]:
    paths = frozenset(file.path for file in files)
    headed = entries.headed_folders(paths)
    return [entries.place(file.path, file.folder, paths, headed) for file in files if file.folder]


def _bare(reading: Reading, body: Body) -> Reading:
    """The reading without the words of its body."""
    return replace(reading, body=replace(body, html="", text=""))


def _same(function: Callable[[Given], Result]) -> Callable[[Given], Result]:
    return function


def _extensions(config: Config) -> tuple[Problem, ...]:
    """Whether the extensions of Markdown are installed: any text would fail on one that is not."""
    if not config.markdown.extensions:
        return ()
    try:
        markup.read("", config.markdown, "config.toml")
    except MeaningError as error:
        return (Problem("config.extensions", Severity.ERROR, "config.toml", str(error), suggestion=error.suggestion),)
    return ()


def _inspector(site: Path, config: Config) -> Callable[[str], tuple[Problem, ...]]:
    return lambda path: tuple(check_file(path, sources.read(site, path), config))


def _reader(site: Path, config: Config) -> Callable[[entries.Place], Reading]:
    return lambda place: entries.read(sources.read(site, place.path), place, config)
