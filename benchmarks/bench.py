#!/usr/bin/env python3
"""Time static-site generators over the same posts, as whole processes.

    python benchmarks/bench.py --setup                        install the peers into .bench/
    python benchmarks/bench.py                                100 and 1,000 posts, three rounds
    python benchmarks/bench.py --posts 10000 --tools weeknotes,hugo --runs 1

A round takes every tool in turn through six builds, and there are --runs rounds, so a slow spell of
the machine is spread over all of them:

    cold      no output and no caches
    noop      again, with nothing changed
    edit      one sentence changed in the body of one post of the first third
    title     another post under another title
    add       one new post, a week later than all the others
    template  a line added to the template of posts

CPU seconds are those of the process and of all that it waited for. The peak of memory is that of the
whole process tree, sampled. After each change the output is searched for it: a tool that does not show
it has not done the work. With --verify the output of the last build is compared with that of a clean
one. “others” is how much of the processors the rest of the machine used meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tools import HERE, OWN, TOOLS, Tool, install, lay_out, version

STEPS = ("cold", "noop", "edit", "title", "add", "template")
HEADINGS = ("cold", "nothing changed", "one body", "one title", "one note added", "one template")
STANDARD = f"{OWN},hugo,eleventy,pelican,pelican-cache"
LOAD = Path("/proc/stat")  # what the whole machine does can be told on Linux alone
MB_OF_RSS = 1024 * 1024 if sys.platform == "darwin" else 1024  # in units of ru_maxrss
# Times of the build itself, which differ from build to build by right.
STAMP = re.compile(
    rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?( ?[+-]\d\d:?\d\d|Z)?"
    rb"|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d( [+-]\d{4}| GMT)?|\b1[78]\d{8}(\.\d+)?\b"
)


@dataclass(frozen=True)
class Taken:
    """What one build took: seconds, seconds of processors (its own and those of others), MB; or why it failed."""

    wall: float
    cpu: float
    others: float
    peak_mb: float
    failed: str = ""


@dataclass
class Result:
    """All that is known of one tool over one number of posts."""

    tool: str
    posts: int
    runs: dict[str, list[Taken]] = field(default_factory=lambda: {step: [] for step in STEPS})
    seen: dict[str, dict[str, int]] = field(default_factory=dict)
    output: dict[str, float] = field(default_factory=dict)
    verified: dict[str, int] = field(default_factory=dict)

    def good(self, step: str) -> list[Taken]:
        return [one for one in self.runs[step] if not one.failed]

    def median(self, step: str) -> float | None:
        """The middle of the seconds that a step took."""
        good = self.good(step)
        return statistics.median(one.wall for one in good) if good else None


# ---------------------------------------------------------------------------
# Measuring.


class Sampler(threading.Thread):
    """Samples the memory of every process of a session, in MB."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.peak, self.over = session, 0.0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.05):
            self.peak = max(self.peak, sum(self._sizes()))

    def _sizes(self) -> Iterable[float]:
        for entry in Path("/proc").glob("[0-9]*/stat") if LOAD.exists() else ():
            try:
                values = entry.read_bytes().rpartition(b")")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            if int(values[3]) == self.session:
                yield int(values[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def busy() -> float:
    """Seconds of processors that the whole machine has worked since it was started; 0 where nothing tells."""
    if not LOAD.exists():
        return 0.0
    user, nice, system, _, _, irq, soft, steal = map(int, LOAD.read_text().split(None, 9)[1:9])
    return (user + nice + system + irq + soft + steal) / os.sysconf("SC_CLK_TCK")


def run(command: Sequence[str], cwd: Path, env: dict[str, str], limit: float) -> Taken:
    """One build, as a process of its own."""
    with tempfile.TemporaryFile() as sink:
        before, started = busy(), time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        sampler = Sampler(process.pid)
        sampler.start()
        timer = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime
        others = max(0.0, busy() - before - cpu)
        sampler.over.set()
        sampler.join()
        sink.seek(0)
        said = sink.read()[-300:].decode(errors="replace")
    failed = f"exit {process.returncode}: {said}" if process.returncode else ""
    peak = max(sampler.peak, usage.ru_maxrss / MB_OF_RSS)
    return Taken(round(wall, 3), round(cpu, 3), round(others, 2), round(peak, 1), failed)


def files_under(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def size_of(output: Path) -> dict[str, float]:
    """How much a tool has written."""
    files = files_under(output)
    pages = sum(path.suffix == ".html" for path in files)
    return {"files": len(files), "pages": pages, "mb": round(sum(path.stat().st_size for path in files) / 1e6, 2)}


def where(output: Path, text: str) -> dict[str, int]:
    """How many pages and how many feeds say `text`."""
    found = {"pages": 0, "feeds": 0}
    for path in files_under(output):
        if path.suffix in (".html", ".xml", ".atom") and text.encode() in path.read_bytes():
            found["pages" if path.suffix == ".html" else "feeds"] += 1
    return found


def compared(kept: Path, clean: Path) -> dict[str, int]:
    """What is wrong with `kept`, next to a clean build; timestamps aside."""
    one = {path.relative_to(kept): path for path in files_under(kept)}
    two = {path.relative_to(clean): path for path in files_under(clean)}
    stale = [name for name in one.keys() & two.keys() if not _same(one[name].read_bytes(), two[name].read_bytes())]
    return {"stale": len(stale), "missing": len(two.keys() - one.keys()), "left over": len(one.keys() - two.keys())}


def _same(one: bytes, two: bytes) -> bool:
    return one == two or STAMP.sub(b"", one) == STAMP.sub(b"", two)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


class Bench:
    """One tool over one number of posts, taken through all steps."""

    def __init__(self, tool: Tool, work: Path, posts: int, args: argparse.Namespace) -> None:
        self.tool, self.args = tool, args
        self.site, changes = work / str(posts) / tool.name, work / f"{posts}-changes" / tool.name
        self.result = Result(tool.name, posts)
        lay_out(tool, args.peers_dir, self.site, changes, (posts, args.runs))
        (told,) = changes.glob("*/changes.json")
        self.changes = told.parent
        self.found = json.loads(told.read_text(encoding="utf-8"))
        self.pristine = (self.site / tool.template).read_text(encoding="utf-8") if tool.template else ""

    @property
    def output(self) -> Path:
        return self.site / self.tool.output

    def round(self, turn: int) -> bool:
        """All steps once; false where one failed."""
        steps = [step for step in STEPS if step != "template" or self.tool.template]
        return all(self.step(step, turn) for step in steps)

    def step(self, name: str, turn: int) -> bool:
        mark = self.prepare(name, turn)
        taken = self.build()
        self.result.runs[name].append(taken)
        if taken.failed:
            print(f"{self.tool.name}: {name}: {taken.failed}", file=sys.stderr, flush=True)
            return False
        if name == "cold" and not self.result.output:
            self.result.output = size_of(self.output)
        if mark and name not in self.result.seen:
            self.result.seen[name] = where(self.output, mark)
        return True

    def prepare(self, name: str, turn: int) -> str:
        """Make the change of a step; gives what the output must say after it."""
        if name == "cold":
            self.clear()
            for added in self.found["added"].values():
                remove(self.site / added)
            time.sleep(2.1)  # files at rest, as they are for somebody who builds by hand
        if name in ("cold", "noop"):
            return ""
        time.sleep(1.1)  # so that whole-second times tell the files apart
        if name == "template":
            return self.edit_template(turn)
        source = self.changes / f"{name}-{turn}"
        for path in files_under(source):
            target = self.site / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        return str(self.found[name][str(turn)])

    def edit_template(self, turn: int) -> str:
        mark = f"Laid out for time number {turn}."
        text = self.pristine.replace("</article>", f"<p>{mark}</p></article>")
        if text == self.pristine:
            raise ValueError(f"{self.tool.template} has no </article> to edit")
        (self.site / self.tool.template).write_text(text, encoding="utf-8")
        return mark

    def build(self) -> Taken:
        command = self.tool.call(self.tool.command, self.args.peers_dir)
        return run(command, self.site, self.tool.environment, self.args.limit)

    def clear(self) -> None:
        for name in (self.tool.output, *self.tool.caches):
            remove(self.site / name)

    def verify(self) -> None:
        """Compare what stands there with what a clean build of the same sources leaves."""
        kept = self.site.parent / f"{self.site.name}-kept"
        self.output.rename(kept)
        self.clear()
        if not self.build().failed:
            self.result.verified = compared(kept, self.output)
        remove(kept)


# ---------------------------------------------------------------------------
# Telling.


def table(results: Sequence[Result]) -> str:
    """Medians of seconds (and of seconds of processors), sizes, and whether the changes were there."""
    columns = ["tool", *HEADINGS, "peak MB", "files", "MB", "next to a clean build"]
    rows = [columns, ["---", *["---:"] * (len(columns) - 2), "---"], *map(_row, results)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(result: Result) -> list[str]:
    cold = result.good("cold")
    peak = f"{max(one.peak_mb for one in cold):.0f}" if cold else "–"
    size = [f"{result.output.get(key, 0):g}" for key in ("files", "mb")]
    checked = ", ".join(f"{count} {what}" for what, count in result.verified.items() if count)
    verdict = (checked or "the same") if result.verified else "–"
    return [result.tool, *(_cell(result, step) for step in STEPS), peak, *size, verdict]


def _cell(result: Result, step: str) -> str:
    middle = result.median(step)
    if middle is None:
        return "failed" if result.runs[step] else "–"
    cpu = statistics.median(one.cpu for one in result.good(step))
    seen = result.seen.get(step)
    return f"{middle:.2f} ({cpu:.2f})" + (" not shown!" if seen is not None and not seen["pages"] else "")


def ratios(results: Sequence[Result], base: str = "hugo") -> str:
    """Our own times as parts of those of the others."""
    by_name = {result.tool: result for result in results}
    if OWN not in by_name or len(by_name) < 2:
        return ""
    rows = [[f"{OWN} as a part of", *HEADINGS], ["---", *["---:"] * len(HEADINGS)]]
    for name in sorted(by_name.keys() - {OWN}, key=lambda name: (name != base, name)):
        cells = []
        for step in STEPS:
            ours, theirs = by_name[OWN].median(step), by_name[name].median(step)
            cells.append(f"{ours / theirs:.2f}" if ours and theirs else "–")
        rows.append([name, *cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def load_of(results: Sequence[Result]) -> str:
    """How busy others kept the machine while we measured."""
    runs = [one for result in results for step in STEPS for one in result.runs[step]]
    wall, others = sum(one.wall for one in runs), sum(one.others for one in runs)
    average = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"Meanwhile others used {others / wall:.2f} of {os.cpu_count()} processors; load average {average}."


def measure(posts: int, names: Sequence[str], work: Path, args: argparse.Namespace) -> list[Result]:
    benches = [Bench(TOOLS[name], work, posts, args) for name in names]
    going = list(benches)
    for turn in range(1, args.runs + 1):
        going = [bench for bench in going if bench.round(turn)]
        print(f"{posts} posts: round {turn} of {args.runs} done", file=sys.stderr, flush=True)
    for bench in going if args.verify else ():
        bench.verify()
    results = [bench.result for bench in benches]
    heading = f"{posts:,} posts, seconds, median of {args.runs} (of processors in brackets)"
    parts = (heading, table(results), ratios(results), load_of(results))
    print("\n" + "\n\n".join(part for part in parts if part) + "\n", flush=True)
    return results


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--peers-dir", type=Path, default=HERE.parent / ".bench", help="where the peers are installed")
    parser.add_argument("--setup", action="store_true", help="install the peers, and nothing else")
    parser.add_argument("--posts", default="100,1000", help="sizes, comma-separated")
    parser.add_argument("--tools", default=STANDARD, help="comma-separated, out of: " + ", ".join(TOOLS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=600, help="seconds one build may take")
    parser.add_argument("--verify", action="store_true", help="compare the last output with a clean build's")
    parser.add_argument("--json", type=Path, help="where to write every figure")
    parser.add_argument("--own", help="the command of our own tool, if not “weeknotes build” beside this Python")
    args = parser.parse_args()
    args.peers_dir = args.peers_dir.resolve()
    args.tools = args.tools.split(",")
    if unknown := [name for name in args.tools if name not in TOOLS]:
        parser.error(f"no such tool: {', '.join(unknown)}")
    return args


def main() -> None:
    args = arguments()
    if args.setup:
        install(args.peers_dir, args.tools)
        return
    if args.own:
        TOOLS[OWN].command[:] = args.own.split()
    versions = {name: version(TOOLS[name], args.peers_dir) for name in args.tools}
    if missing := [name for name, found in versions.items() if not found]:
        sys.exit(f"not installed: {', '.join(missing)}; run with --setup first, or leave them out with --tools")
    machine = {"cpus": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    print("; ".join(f"{name} {found}" for name, found in [*machine.items(), *versions.items()]), flush=True)
    results = []
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        for posts in (int(size) for size in args.posts.split(",")):
            results += measure(posts, args.tools, Path(work), args)
            shutil.rmtree(Path(work) / str(posts))
    if args.json:
        report = {"machine": machine, "versions": versions, "results": [asdict(result) for result in results]}
        args.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
