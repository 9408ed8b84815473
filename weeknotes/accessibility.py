"""``[accessibility]`` of the settings: what it says, and what the statement of a public body still lacks.

The parts are those of regulation 8 of the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
Accessibility Regulations 2018 and of the model statement of Implementing Decision (EU) 2018/1523.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from weeknotes.config import NATIONS, Accessibility, KnownProblem, Site
from weeknotes.errors import Problem
from weeknotes.schema import ACCESSIBILITY, KNOWN_PROBLEM, SITE
from weeknotes.sections import Source, Values, read_section, tables

Problems = tuple[Problem, ...]

SECTION = "accessibility"
ALSO_CALLED = {"gb": "great britain", "uk": "united kingdom", "cymru": "wales", "n. ireland": "northern ireland"}
CONTACTS = ("email", "phone", "post", "form")
# What a public body has to say, by settings of which one is enough, and why. Problems of one line are told by their
# words: the first, which brings the header where there is none, is first by these too.
PARTS: Sequence[tuple[tuple[str, ...], str]] = (
    (("status",), "how far the site complies with the standard: fully, in part, or not"),
    (CONTACTS, "whom readers can tell of a problem, or ask for another format"),
    (("response_days",), "within how many working days readers have an answer"),
    (("enforcement",), "where readers can complain if they are not happy with the answer"),
    (("prepared",), "on which day the statement was prepared"),
    (("method",), "how the site was tested, and by whom"),
)


def read(source: Source, section: tuple[Values, Problems], site: Site) -> tuple[Accessibility, Problems]:
    """The section from its good values and what is wrong with the others; `source` is the whole file."""
    values, misread = section
    here = source.inside(SECTION)
    problems, told = _problems(here.inside("problems"), values.pop("problems", []))
    if "enforcement" in values:
        values["enforcement"] = _nation(values["enforcement"])
    given = source.document.data.get(SECTION)
    table = given if isinstance(given, dict) else {}
    lines = {name: here.document.line((*here.place, name)) for name in table}
    found = Accessibility(**values, given=given is not None, problems=problems, lines=lines)
    faults = _misplaced(here, table)
    return found, (*misread, *told, *faults, *(_missing(source, found, site, table) if site.public_body else ()))


def _nation(typed: str) -> str:
    """A nation as `NATIONS` has it; the name of a body as typed."""
    plain = " ".join(typed.casefold().replace("-", " ").split())
    plain = ALSO_CALLED.get(plain, plain.removeprefix("the "))
    return plain if plain in NATIONS else typed.strip()


def _problems(source: Source, raw: object) -> tuple[tuple[KnownProblem, ...], Problems]:
    found: tuple[KnownProblem, ...] = ()
    listed, told = tables(source, raw)
    for here, table in listed:
        values, faults = read_section(here, table, KNOWN_PROBLEM)
        told += faults
        if "what" in values:
            found += (KnownProblem(**values),)
        elif not table.get("what"):
            message = "This problem does not say what it is that not everybody can use: `what` is missing."
            told += (here.problem("accessibility-problem", message, f"what = {KNOWN_PROBLEM['what'].sample}"),)
    return found, told


def _misplaced(here: Source, table: Mapping[str, Any]) -> Problems:
    """That the site is a public body's is said of the site: elsewhere it would have no effect."""
    if "public_body" not in table:
        return ()
    told = "`public_body` belongs below [site]. Here it would have no effect, and nothing would be asked for."
    return (here.inside("public_body").problem("public-body", told, "public_body = true"),)


def _missing(source: Source, found: Accessibility, site: Site, table: Mapping[str, Any]) -> Iterator[Problem]:
    """Every part that the statement of a public body lacks: told where it has to be written."""
    public = source.inside("site", "public_body")
    if not site.organisation:
        told = "A public body's accessibility statement says whose site it is: `organisation` is missing below [site]."
        yield public.problem("accessibility-missing", told, f"organisation = {SITE['organisation'].sample}")
    here, header = (source.inside(SECTION), "") if found.given else (public, f"[{SECTION}]\n")
    for names, why in _parts(found):
        # What is there and faulty has been told; asking for it again would confuse.
        if any(getattr(found, name) or name in table for name in names):
            continue
        name = names[0]
        told = f"The accessibility statement of a public body must say {why}: `{name}` is missing below [{SECTION}]."
        yield here.problem("accessibility-missing", told, f"{header}{name} = {ACCESSIBILITY[name].sample}")
        header = ""


def _parts(found: Accessibility) -> Iterator[tuple[tuple[str, ...], str]]:
    yield from PARTS
    if found.enforcement and found.enforcement not in NATIONS:
        yield (("law",), "which law it follows")
        yield (("enforcement_url",), f"at which address readers find {found.enforcement}")
