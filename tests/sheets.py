"""Texts given to the gate as a site would give them, and things that look like secrets without being any."""

from weeknotes import entries
from weeknotes.checks.scanners import scan
from weeknotes.checks.sheet import Find, Sheet
from weeknotes.config import Config, Sensitive, folder_of, standard_folders
from weeknotes.errors import Problem

PATH = "content/weeknotes/2026/2026-w28-housing.md"
HEAD = "---\ntitle: A week of repairs\ndate: 2026-07-10\n---\n\n"
ALONE = ("link.tracking", "image.position", "image.person")
FAMILIES = ("allow", "contact", "private", "secret", "sensitive", "unfinished", "word")

# Put together here, so that no service takes this file for a leak. The numbers are valid and nobody's.
NI = "JG 10 37 59 A"
NHS = "943 476 5919"
CARD = "4539 5787 6362 1486"
TOKEN = "ghp_" + "a1B2c3D4e5F6" * 3
KEY = f"-----BEGIN {'RSA'} PRIVATE KEY-----\nMIIEpAIBAAKCAQEA1c7+9z5Pad7OejecsQ0\n-----END RSA PRIVATE KEY-----"
MOBILE = "07700 900 461"
MARKING = "OFFICIAL-SENSITIVE"


def found(text: str, path: str = PATH, config: Config | None = None, **rules: tuple[str, ...]) -> list[Problem]:
    """What the gate says of a whole file."""
    config = config or Config(sensitive=Sensitive(**rules))
    folder = folder_of(path, standard_folders())
    problems = entries.read(text.encode(), entries.Place(path, folder), config).problems
    return [each for each in problems if each.code.partition(".")[0] in FAMILIES or each.code in ALONE]


def codes(text: str, **rules: tuple[str, ...]) -> list[str]:
    """The names of what the gate finds in a body, with ``!`` for what stops it."""
    return [each.code + ("!" if each.severity == "error" else "") for each in found(HEAD + text, **rules)]


def finds(text: str, **rules: tuple[str, ...]) -> list[Find]:
    """What all scanners find in words without front matter."""
    return list(scan(Sheet(text, rules=Sensitive(**rules))))


def pdf(*pages: str, author: str = "", remark: str = "") -> bytes:
    """A document with a line of text on each page, and its properties."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: f"<< /Author ({author}) /Subject ({remark}) >>",
    }
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        objects[11 + 2 * number] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
        objects[10 + 2 * number] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {11 + 2 * number} 0 R >>"
        )
    out, places = "%PDF-1.4\n", {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n"
    rows = "".join(f"{number} 1\n{place:010} 00000 n \n" for number, place in places.items())
    end = f"xref\n0 1\n0000000000 65535 f \n{rows}trailer\n<< /Size 99 /Root 1 0 R /Info 4 0 R >>\n"
    return f"{out}{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def svg(inside: str, attributes: str = "") -> bytes:
    """A drawing with something in it."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" {attributes}>{inside}</svg>'.encode()
