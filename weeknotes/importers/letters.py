"""The bytes of an export as UTF-8 that XML admits, whatever it was saved in; line ends stay where they were."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from weeknotes.errors import MeaningError
from weeknotes.values import Record

# Bytes that neither XML 1.0 nor any letter of UTF-8 holds.
CONTROL = bytes(set(range(32)) - {9, 10, 13})
# The same written as numbers, and the code points that XML forbids by name.
BAD = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf][\x80-\xbf]"
)
LONGEST = 16  # bytes that one of these may have
STARTS = (b"&", b"\xef", b"\xed")
HEAD = 1000  # bytes in which a file says how it is encoded
# How a file begins that does not say it in letters that everybody can read (XML 1.0 appendix F.1).
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]+)")
# What may be read as UTF-8: a file in two bytes a letter does not begin with letters of one.
PLAIN = ("ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
UNKNOWN = "the letters of this file are encoded in a way that nobody knows here (“{}”). Save it as UTF-8"
OTHER = "there are bytes here that are no letters in “{}”, as the file calls itself. Save it as UTF-8"


class Cleaned(Record):
    """A run of bytes in UTF-8, how many characters were taken out of it, and how many blank lines before the first."""

    data: bytes
    taken: int = 0
    above: int = 0


def cleaned(chunks: Iterable[bytes]) -> Iterator[Cleaned]:
    """`chunks` in UTF-8, without the characters that XML does not admit, and without blank lines at the top.

    Raises MeaningError, whose text begins with the line, for letters that cannot be read.
    """
    kept, is_begun, above = b"", False, 0
    for chunk in _as_utf8(chunks):
        data = kept + chunk
        if not is_begun:
            # A slip in the settings of many a WordPress: nothing may stand before the first line of XML.
            start = data.lstrip()
            above += data.count(b"\n", 0, len(data) - len(start))
            data, is_begun = start, bool(start)
        # One that begins in this chunk may end in the next.
        cut = max(data.rfind(each, max(0, len(data) - LONGEST)) for each in STARTS)
        cut = len(data) if cut < 0 else cut
        data, kept = data[:cut], data[cut:]
        yield _clean(data, above)
    yield _clean(kept, above)


def _clean(data: bytes, above: int) -> Cleaned:
    plain = data.translate(None, CONTROL)
    done, count = BAD.subn(b"", plain)
    return Cleaned(done, len(data) - len(plain) + count, above)


def _as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    pieces = iter(chunks)
    first = b""
    while len(first) < HEAD and (more := next(pieces, b"")):
        first += more
    name = _encoding(first)
    if name == "utf-8":
        yield first
        yield from pieces
        return
    decoder, line = codecs.getincrementaldecoder(name)(), 1
    for chunk in (first, *pieces, None):
        try:
            text = decoder.decode(chunk or b"", final=chunk is None)
        except UnicodeError as error:
            line += error.object.count(b"\n", 0, error.start) if isinstance(error, UnicodeDecodeError) else 0
            raise MeaningError(f"Line {line}: {OTHER.format(name.removesuffix('-sig'))}.") from error
        line += text.count("\n")
        yield text.encode("utf-8", "surrogatepass")


def _encoding(first: bytes) -> str:
    """The name by which Python knows how a file is encoded, by its first bytes."""
    if marked := next((name for mark, name in MARKS if first.startswith(mark)), ""):
        return marked
    found = DECLARED.match(first.lstrip())
    typed = found[1].decode("ascii") if found else "utf-8"
    try:
        known = codecs.lookup(typed)
        # Python has codecs that are for no letters, and some that only ever fail.
        "".encode(typed)
    except (LookupError, UnicodeError) as error:
        raise MeaningError(f"Line 1: {UNKNOWN.format(typed)}.") from error
    return "utf-8" if known.name in PLAIN else known.name
