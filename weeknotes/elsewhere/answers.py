"""What became of an address elsewhere, and the file in which answers are kept for some days."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from weeknotes.values import Record

NAME = "links.json"  # beside the memory of builds
FORMAT = 1
# A look once a week asks for everything anew; one that is made again to see what was mended does not.
FRESH = timedelta(days=6)


class Verdict(StrEnum):
    """What is to be made of an address."""

    THERE = "there"
    MOVED = "moved"  # for good, as its host says
    FRONT = "front page"  # it leads to the front page of a host: what was linked to is most likely gone
    GONE = "gone"
    UNKNOWN = "unknown host"
    CERTIFICATE = "certificate"  # browsers would warn of it
    CLOSED = "closed"  # to programs: nothing can be told of what readers see
    SILENT = "silent"  # a fault that may pass
    BUSY = "busy"  # the host asks to be left alone for now
    PRIVATE = "private"  # a host that can be reached from inside a network alone
    NO_ADDRESS = "no address"


# What holds tomorrow, too; all else is asked again at the next run.
LASTING = (Verdict.THERE, Verdict.MOVED, Verdict.FRONT, Verdict.GONE, Verdict.CLOSED)


class Answer(Record):
    """What a host said of an address, if it said anything.

    `status` is that of HTTP (0 without one), `onward` the address to write instead, `why` a word on what failed.
    `host` is the one that it failed at, where that was no matter of the address: its other addresses would fare
    alike. `wait` is for how many seconds it asks to be left alone.
    """

    verdict: Verdict
    status: int = 0
    onward: str = ""
    why: str = ""
    host: str = ""
    wait: float = 0.0


class Kept(Record):
    """An answer with the time (UTC) at which it was given."""

    answer: Answer
    asked: datetime

    def is_fresh(self, now: datetime) -> bool:
        """Whether it is too young to ask again; one from a day to come is not."""
        return timedelta(0) <= now - self.asked < FRESH


def recall(folder: Path) -> dict[str, Kept]:
    """The answers that are kept in `folder`, by address; none where the file is not there or not ours."""
    try:
        found = json.loads((folder / NAME).read_bytes())
        rows = found["answers"] if found["format"] == FORMAT else {}
        return {address: _kept(row) for address, row in rows.items()}
    # A damaged file is as good as none: it saves time, and is never needed.
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _kept(row: Mapping[str, Any]) -> Kept:
    asked = datetime.fromisoformat(row["asked"])
    if asked.tzinfo is None:
        raise ValueError("a time without its zone")
    return Kept(Answer(Verdict(row["verdict"]), int(row["status"]), str(row["onward"])), asked)


def keep(folder: Path, answers: Mapping[str, Kept]) -> None:
    """Keep those of `answers` that hold tomorrow, too, in the place of what was kept."""
    rows = {
        address: {
            "verdict": each.answer.verdict.value,
            "status": each.answer.status,
            "onward": each.answer.onward,
            "asked": each.asked.isoformat(timespec="seconds"),
        }
        for address, each in sorted(answers.items())
        if each.answer.verdict in LASTING
    }
    data = json.dumps({"format": FORMAT, "answers": rows}, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = folder / f"{NAME}.new"
        aside.write_text(data + "\n", encoding="utf-8")
        aside.replace(folder / NAME)
    except OSError:
        return  # a folder that may not be written: the next run takes longer, no more
