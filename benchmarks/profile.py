#!/usr/bin/env python3
"""What the time of a build is made of, step by step.

    python benchmarks/profile.py                    1,000 entries, one process
    python benchmarks/profile.py --posts 10000 --jobs 0

A site is built cold, with nothing changed, and after each of the changes that bench.py makes, every
time by a process of its own. Clocks stand around the functions named in STEPS; the time of one
inside another is counted for the inner one alone. Seconds of the wall, so the machine should be quiet.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools import OWN, TOOLS, lay_out

# What is timed -> the step that it belongs to. Names in a class have a dot after the module's.
STEPS = {
    "memory._generation": "looking round",
    "past.situation": "looking round",
    "past._if_valid": "looking round",
    "workshop:Workshop.configure": "looking round",
    "workshop:Workshop.theme": "looking round",
    "sources.scan": "looking round",
    "workshop:Workshop.read": "reading, Markdown",
    "states.judge_all": "judging and linking",
    "terms.gather": "judging and linking",
    "identity.settle": "judging and linking",
    "workshop:Workshop.beside": "judging and linking",
    "atlas.draw": "judging and linking",
    "resolution.resolve": "judging and linking",
    "resolution.astray": "judging and linking",
    "workshop:Workshop.measure": "judging and linking",
    "cards.make": "judging and linking",
    "graph.link": "judging and linking",
    "relating.rows": "relating",
    "plan.library": "laying out",
    "plan.lay_out": "laying out",
    "accounts.of_files": "accounting, checks",
    "templates.check": "accounting, checks",
    "gravity.weigh": "accounting, checks",
    "printing:Printer.lay": "fingerprints",
    "output.intact": "fingerprints",
    "workshop:Workshop.bodies": "rendering",
    "printing:Printer.print": "rendering",
    "output.swap": "writing",
    "past.keep": "remembering",
    "workshop:Workshop.close": "remembering",
    "store:Store.keep_manifest": "remembering",
    "store:Store.close": "remembering",
}
EARLY = ("past", "memory")
CHANGES = ("cold", "noop", "edit", "title", "add", "template")
START, REST, ALL = "starting Python, imports", "the rest", "all"


class Clock:
    """Adds up the seconds of each step, those of inner steps taken off the outer one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def around(self, step: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def timed(*args: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            started = time.perf_counter()
            try:
                return work(*args, **named)
            finally:
                taken = time.perf_counter() - started
                self.seconds[step] += taken - self._inner.pop()
                if self._inner:
                    self._inner[-1] += taken

        return timed


def put_clocks(clock: Clock, early: bool) -> None:
    """Put a clock around each function of STEPS: of the modules that are loaded early, or of the others."""
    for name, step in STEPS.items():
        module, _, inside = name.partition(":" if ":" in name else ".")
        if (module in EARLY) is not early:
            continue
        owner: Any = importlib.import_module(f"weeknotes.{module}")
        *classes, last = inside.split(".")
        for each in classes:
            owner = getattr(owner, each)
        if hasattr(owner, last):
            setattr(owner, last, clock.around(step, getattr(owner, last)))
        else:
            print(f"not there any more: weeknotes.{name}", file=sys.stderr)


def one_build(site: Path, jobs: int, started: float) -> dict[str, float]:
    """Build the site in this process, which was `started` at that time; the seconds of each step.

    As `weeknotes.build` does it: what builds is loaded only where something has changed.
    """
    from weeknotes import past

    clock = Clock()
    put_clocks(clock, early=True)
    wish = past.Wish(site, site / "output", datetime(2026, 12, 31, tzinfo=UTC), jobs=jobs)
    imports, begun = time.time() - started, time.perf_counter()
    account = past.unchanged(wish)
    build = time.perf_counter() - begun
    if not account:
        begun = time.perf_counter()
        from weeknotes import pipeline

        put_clocks(clock, early=False)
        imports, begun = imports + time.perf_counter() - begun, time.perf_counter()
        account = pipeline.build(wish)
        build += time.perf_counter() - begun
    rest = build - sum(clock.seconds.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sums = {START: imports, **clock.seconds, REST: rest, ALL: imports + build}
    return {**sums, "pages written": account.written, "peak MB": peak}


def change(site: Path, changes: Path, name: str) -> None:
    """Make one of the changes that are ready."""
    if name == "template":
        path = site / "templates" / "entry.html"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("</article>", "<p>Anew.</p></article>"), encoding="utf-8")
    for path in (changes / f"{name}-1").rglob("*.md"):
        (site / path.relative_to(changes / f"{name}-1")).write_bytes(path.read_bytes())


def measure(posts: int, jobs: int) -> dict[str, dict[str, float]]:
    """The seconds of each step after each change."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="profile-") as work:
        site, changes = Path(work) / "site", Path(work) / "changes"
        lay_out(TOOLS[OWN], Path(), site, changes, (posts, 1))
        time.sleep(2.5)  # what has just changed is read again to be safe
        for name in CHANGES:
            change(site, changes / OWN, name)
            call = [sys.executable, __file__, "--site", site, "--jobs", str(jobs), "--started", str(time.time())]
            done = subprocess.run(call, check=True, stdout=subprocess.PIPE)
            found[name] = json.loads(done.stdout)
    return found


def table(found: dict[str, dict[str, float]]) -> str:
    order = [START, *dict.fromkeys(STEPS.values()), REST, ALL, "pages written", "peak MB"]
    rows = [["step", *found], ["---", *["---:"] * len(found)]]
    for step in order:
        form = "{:.0f}" if step in order[-2:] else "{:.2f}"
        rows.append([step, *(form.format(sums[step]) if step in sums else "" for sums in found.values())])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=1, help="processes to use; 0 is one a core")
    parser.add_argument("--site", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--started", type=float, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.site:
        print(json.dumps(one_build(args.site, args.jobs, args.started)))
    else:
        print(table(measure(args.posts, args.jobs)))


if __name__ == "__main__":
    main()
