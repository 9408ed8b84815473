"""Do related entries find what authors would have linked to? And how long do they take?

    python benchmarks/related.py                          # the demonstration site
    python benchmarks/related.py SITE [SITE ...]          # any site with Markdown under content/
    python benchmarks/related.py HISTORY [HISTORY ...]    # any other folder of dated Markdown: a design history, a blog

All links between entries are hidden, then each entry is asked for five related ones: how many of those
that its author had linked to come back (recall@5)? Neighbours in a series are not counted, since every
method leaves them to previous and next. Newest-five, shared tags, plain TF-IDF and BM25 are asked the same.

The words of a link are often the title of what it leads to. So all is asked twice: with these words left in
the text, as a site has them, and with them taken out, as if the author had never thought of linking.

    python benchmarks/related.py --times SITE             # what a search costs after an edit
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from math import log, sqrt
from pathlib import Path, PurePosixPath
from posixpath import normpath
from random import Random
from zoneinfo import ZoneInfo

import yaml

from weeknotes.dates import read_moment
from weeknotes.errors import MeaningError
from weeknotes.related import RelatedText, relate, relations
from weeknotes.values import replace

SHOWN = 5
DRAWS = 10_000
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
# Of other generators: what is no prose, and the day before the name that addresses have.
MACRO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)
DATED = re.compile(r"^(\d{4}-\d\d-\d\d)-(.+)")
MARKS = re.compile(r"[*_`#>|]|^\s*[-+] |^\s*\d+\. ", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]+")

Entries = Sequence[RelatedText]
Answers = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Which hidden links came back, for each entry that had any, and what it took in seconds of the processor."""

    method: str
    hits: Sequence[Sequence[bool]]
    seconds: float

    @property
    def found(self) -> int:
        """How many came back."""
        return sum(map(sum, self.hits))

    def row(self, best: Score) -> str:
        """A row of the table, with how many more the `best` method finds: 95 of 100 draws of entries lie between."""
        hidden = sum(map(len, self.hits))
        share = self.found / hidden if hidden else 0
        low, high = more(best, self)
        return f"| {self.method} | {self.found} of {hidden} | {share:.0%} | {low:+} to {high:+} | {self.seconds:.2f} |"


def more(one: Score, other: Score) -> tuple[int, int]:
    """The interval of 95 % of how many more links `one` finds than `other`, the same entries drawn for both."""
    gains = [sum(ours) - sum(theirs) for ours, theirs in zip(one.hits, other.hits, strict=True)]
    draw = Random(1)
    sums = sorted(sum(draw.choices(gains, k=len(gains))) for _ in range(DRAWS)) if gains else [0] * DRAWS
    return sums[DRAWS // 40], sums[-1 - DRAWS // 40]


def read_site(site: Path, words: bool = True) -> list[RelatedText]:
    """All dated entries of a site, with the links that their authors made; with or without the words of these."""
    paths = sorted(site.glob("content/**/*.md"))
    files = frozenset(path.relative_to(site).as_posix() for path in paths)
    found = [read_entry(path, site, frozenset() if words else files) for path in paths]
    entries = [entry for entry in found if entry]
    known = {entry.id for entry in entries}
    count: Counter[str] = Counter()
    placed = []
    for entry in entries:
        count[entry.series] += 1
        links = tuple(sorted({link for link in entry.links if link in known} - {entry.id}))
        placed.append(replace(entry, links=links, position=count[entry.series]))
    return placed


def read_entry(path: Path, site: Path, silent: frozenset[str] = frozenset()) -> RelatedText | None:
    """The entry in a file; None for pages, which have no date. The words of links to `silent` files are left out."""
    text = path.read_text(encoding="utf-8")
    head = FRONT_MATTER.match(text)
    fields = yaml.safe_load(head[1]) if head else {}
    file = path.relative_to(site).as_posix()
    if not head or not ("date" in fields or "week" in fields):
        return None
    body = text[head.end() :]

    def target(link: re.Match[str]) -> str:
        return normpath(PurePosixPath(file).parent / link[2].partition("#")[0])

    year = re.search(r"20\d\d", str(fields.get("date") or fields.get("week")))
    teams = names(fields.get("team"))
    return RelatedText(
        id=file,
        title=str(fields.get("title") or ""),
        text=MARKS.sub("", LINK.sub(lambda link: "" if target(link) in silent else link[1], body)),
        teams=teams,
        themes=names(fields.get("theme") or fields.get("themes")),
        tags=names(fields.get("tags")),
        projects=names(fields.get("project")),
        series=teams[0] if "/weeknotes/" in file and teams else "",
        links=tuple(map(target, LINK.finditer(body))),
        year=int(year[0]) if year else 0,
        day=day_of(fields, path.stem),
    )


def read_history(folder: Path, words: bool = True) -> list[RelatedText]:
    """All dated posts of a design history or blog of another generator, known by the last part of their address.

    Links are those in the text and in `related` of the header.
    """
    paths = {slug_of(path.stem): path for path in sorted(folder.rglob("*.md"))}
    found = [read_post(path, slug, frozenset() if words else paths.keys()) for slug, path in paths.items()]
    entries = [entry for entry in found if entry]
    known = {entry.id for entry in entries}
    return [replace(entry, links=tuple(sorted(known.intersection(entry.links) - {entry.id}))) for entry in entries]


def read_post(path: Path, slug: str, silent: Set[str]) -> RelatedText | None:
    """One post; None for pages, which have no date. The words of links to `silent` posts are left out."""
    text = path.read_text(encoding="utf-8")
    head = FRONT_MATTER.match(text)
    fields = yaml.safe_load(head[1]) if head else {}
    dated = DATED.match(path.stem)
    day = str(fields.get("date") or (dated[1] if dated else ""))[:10]
    if not head or not day:
        return None
    body = MACRO.sub("", text[head.end() :])
    related = fields.get("related") or {}
    linked = [str(item.get("href")) for item in related.get("items") or [] if item.get("href")]
    return RelatedText(
        id=slug,
        title=str(fields.get("title") or ""),
        text=MARKS.sub("", LINK.sub(lambda link: "" if address_of(link[2]) in silent else link[1], body)),
        tags=names(fields.get("tags")),
        links=tuple(map(address_of, [*linked, *(link[2] for link in LINK.finditer(body))])),
        year=int(day[:4]),
        day=day_of({"date": day}, ""),
    )


def slug_of(stem: str) -> str:
    dated = DATED.match(stem)
    return dated[2] if dated else stem


def address_of(link: str) -> str:
    """The last part of an address, which names the post there."""
    return link.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]


def day_of(fields: dict[str, object], name: str) -> int:
    """The number of the Friday of the week in a file's name or field, else of its date; 0 where there is neither."""
    week = re.search(r"(20\d\d)-?w(\d\d)", f"{name} {fields.get('week')}", re.IGNORECASE)
    if week:
        return date.fromisocalendar(int(week[1]), int(week[2]), 5).toordinal()
    try:
        return read_moment(str(fields.get("date")), ZoneInfo("UTC"))[0].toordinal()
    except MeaningError:
        return 0


def names(value: object) -> tuple[str, ...]:
    """The names in a field, which may hold one or a list."""
    found = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(str(each).strip() for each in found if str(each).strip())


def ours(entries: Entries) -> Answers:
    return {id: [other for other, _ in shown] for id, shown in relate(entries, SHOWN).items()}


def newest(entries: Entries) -> Answers:
    """The newest five that are not the entry itself or beside it."""
    ordered = sorted(entries, key=lambda entry: entry.day)
    age = {entry.id: place for place, entry in enumerate(ordered)}
    return nearest(entries, lambda _, other: age[other.id], least=-1)


def shared_tags(entries: Entries) -> Answers:
    return nearest(entries, lambda one, other: len({*one.tags, *one.themes} & {*other.tags, *other.themes}))


def plain(entries: Entries) -> Answers:
    """TF-IDF as found in other generators: single words, the cosine of counts times log rarity."""
    counts = {entry.id: Counter(WORD.findall(f"{entry.title} {entry.text}".lower())) for entry in entries}
    spread = Counter(word for each in counts.values() for word in each)
    vectors = {}
    for id, each in counts.items():
        weights = {word: number * log(len(entries) / spread[word]) for word, number in each.items()}
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1
        vectors[id] = {word: weight / length for word, weight in weights.items()}

    def likeness(one: RelatedText, other: RelatedText) -> float:
        left, right = vectors[one.id], vectors[other.id]
        return sum(left[word] * right[word] for word in left.keys() & right.keys())

    return nearest(entries, likeness)


def bm25(entries: Entries) -> Answers:
    """Okapi BM25 with its usual settings, all words of a text asked for."""
    counts = {entry.id: Counter(WORD.findall(f"{entry.title} {entry.text}".lower())) for entry in entries}
    spread = Counter(word for each in counts.values() for word in each)
    usual = sum(each.total() for each in counts.values()) / (len(counts) or 1) or 1
    rare = {word: log(1 + (len(entries) - number + 0.5) / (number + 0.5)) for word, number in spread.items()}
    weights = {}
    for id, each in counts.items():
        damped = 1.2 * (0.25 + 0.75 * each.total() / usual)
        weights[id] = {word: rare[word] * number * 2.2 / (number + damped) for word, number in each.items()}

    def likeness(one: RelatedText, other: RelatedText) -> float:
        theirs = weights[other.id]
        return sum(theirs[word] for word in counts[one.id].keys() & theirs.keys())

    return nearest(entries, likeness)


def nearest(entries: Entries, likeness: Callable[[RelatedText, RelatedText], float], least: float = 1e-9) -> Answers:
    """All against all; ties go by id."""
    answers = {}
    for one in entries:
        others = [other for other in entries if other is not one and not beside(one, other)]
        ranked = sorted((-likeness(one, other), other.id) for other in others)
        answers[one.id] = [id for score, id in ranked[:SHOWN] if -score >= least]
    return answers


def beside(one: RelatedText, other: RelatedText) -> bool:
    return bool(one.series) and one.series == other.series and abs(one.position - other.position) == 1


def measure(method: str, answer: Callable[[Entries], Answers], entries: Entries) -> Score:
    """Ask a method with all links hidden."""
    hidden = [replace(entry, links=()) for entry in entries]
    by_id = {entry.id: entry for entry in entries}
    began = time.process_time()
    answers = answer(hidden)
    seconds = time.process_time() - began
    hits = [[id in answers[one.id] for id in one.links if not beside(one, by_id[id])] for one in entries]
    return Score(method, [each for each in hits if each], seconds)


METHODS: dict[str, Callable[[Entries], Answers]] = {
    "plain TF-IDF": plain,
    "BM25": bm25,
    "shared tags and themes": shared_tags,
    "newest five": newest,
}


def times(site: Path) -> None:
    """What a search for related entries costs, in seconds of the processor, the best of three."""
    entries = read_site(site)
    texts = {str(place): entry.text for place, entry in enumerate(entries)}
    texts["edited"] = f"{entries[-1].text}\nWe mended the telephone and the lift at Larkfield. The forms moved again."
    bare = [replace(entry, text=str(place)) for place, entry in enumerate(entries)]
    *others, last = bare
    new = replace(last, id="content/weeknotes/new.md", title="A visit to the mill", text="edited", position=9999)
    cold = relations(bare, lambda digests: {digest: texts[digest] for digest in digests}, SHOWN).memory
    print(f"\n{len(bare)} entries; {len(cold):,} bytes are remembered\n")
    print("| what | seconds | texts read |\n| --- | --- | --- |")
    for what, edited, before in (
        ("all anew", bare, None),
        ("nothing changed", bare, cold),
        ("one body edited", [*others, replace(last, text="edited")], cold),
        ("one title edited", [*others, replace(last, title="A visit to the mill")], cold),
        ("one note added", [*bare, new], cold),
        ("one note removed", others, cold),
    ):
        print(f"| {what} | {cost(edited, texts, before)} |", flush=True)


def cost(entries: Entries, texts: dict[str, str], before: bytes | None) -> str:
    asked: list[str] = []

    def words(digests: Sequence[str]) -> dict[str, str]:
        asked.extend(digests)
        return {digest: texts[digest] for digest in digests}

    spent = []
    for _ in range(1 if before is None and len(entries) > 2000 else 3):
        asked.clear()
        began = time.process_time()
        relations(entries, words, SHOWN, map, before)
        spent.append(time.process_time() - began)
    return f"{min(spent):.3f} | {len(asked)}"


def main(sites: Sequence[str]) -> None:
    for site in sites:
        for words in (True, False):
            entries = (read_site if (Path(site) / "content").is_dir() else read_history)(Path(site), words)
            said = "with" if words else "without"
            print(f"\n{Path(site).resolve().name}: {len(entries)} entries, {said} the words of links\n")
            print("| method | links found | recall@5 | ours finds more | seconds |\n| --- | --- | --- | --- | --- |")
            best = measure("ours", ours, entries)
            print(best.row(best), flush=True)
            for name, answer in METHODS.items() if len(entries) <= 2000 else ():  # they grow with the square
                print(measure(name, answer, entries).row(best), flush=True)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"\nPeak memory so far: {memory} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sites", nargs="*", default=[str(Path(__file__).parents[1])], metavar="SITE")
    parser.add_argument("--times", type=Path, metavar="SITE", help="what a search costs after an edit")
    args = parser.parse_args()
    if args.times:
        times(args.times)
    else:
        main(args.sites)
