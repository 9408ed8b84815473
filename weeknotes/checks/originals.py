"""Photographs as they came from the camera: what the original tells, and how to make it silent.

The site shows copies that tell nothing; in a public repository everybody can have the originals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from weeknotes import images
from weeknotes.checks.sheet import Find
from weeknotes.errors import Severity

# What programs write where a name belongs.
PROGRAM = re.compile(r"[\W\d]*|user|admin\w*|author|owner|.*(?:openxml|poi|docx|aspose).*", re.IGNORECASE)
HEAVY = 1_000_000  # bytes; what GitHub's own pages begin to be slow with
MEND = (
    "On an iPhone share it with Options, Location off; on Android share it without the place; in Windows choose "
    "Properties, Details, “Remove Properties and Personal Information”; on a Mac open it in Preview and choose Tools, "
    "Show Location Info, Remove. Then upload it in the place of this one."
)
MESSAGES = {
    "position": (
        "image.position",
        Severity.WARNING,
        f"This picture tells where it was taken. The site leaves that out; the file in the repository keeps it. {MEND}",
    ),
    "person": (
        "image.person",
        Severity.WARNING,
        f"This picture's data names a person. The site leaves that out; the file in the repository keeps it. {MEND}",
    ),
    "camera": (
        "image.camera",
        Severity.HINT,
        f"This picture tells the serial number of the camera, by which its other pictures can be found. {MEND}",
    ),
}


def read(data: bytes, name: str) -> tuple[tuple[Find, ...], str]:
    """What the original `data` tells of places and people, and the remarks in it as text, a line for each."""
    traces = images.traces(data, name)
    kinds = dict.fromkeys(trace.kind for trace in traces)
    finds = tuple(_find(kind) for kind in MESSAGES if kind in kinds)
    return finds, "\n".join(trace.value for trace in traces)


def is_nobody(name: str) -> bool:
    """Whether a name in the properties of a file is that of an office or a program, not of a person."""
    return images.is_nobody(name) or PROGRAM.fullmatch(name.strip()) is not None


def heavy(size: int) -> Iterator[Find]:
    """A warning for a picture of so many bytes that it fills the repository."""
    if size > HEAVY:
        message = (
            f"This picture has {size / 1_000_000:.1f} MB. Readers get a small copy, but the repository keeps every "
            "version for ever. Save it 1600 pixels wide as JPEG, and upload that in its place."
        )
        yield Find("image.heavy", Severity.WARNING, 0, 0, message, "")


def _find(kind: str) -> Find:
    code, severity, message = MESSAGES[kind]
    return Find(code, severity, 0, 0, message, "")
