"""The files of a theme as they are served: in the colours and the type of the site, and without indentation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from weeknotes.config import ACCENT, Config
from weeknotes.design import ACCENT_DARK, accents, team_tokens, tokens

STYLE = "assets/style.css"
ICON = "assets/icon.svg"
SHEET = ".css"
SPARED = (SHEET, ".js")
# Remarks with ! are licences, and those with # speak to machines.
REMARK = re.compile(r"//(?![!#]).*|/\*(?!!)(?:(?!\*/).)*\*/")
# What a template literal of one line looks like; within one of several lines every blank counts.
LITERAL = re.compile(r"`(?:[^`\\\n$]|\\.|\$(?!\{)|\$\{(?:[^`{}\n]|\{[^`{}\n]*\})*\})*`")
BRACE = re.compile(r" *([{}]) *")
# After a colon, a comma or a semicolon; an empty property keeps its one blank, without which some take it for none.
GAP = re.compile(r"(?<=[:,;]) +(?![ ;}])")
QUOTE = re.compile(r"[\"'`\\]|/\*")


def dress(assets: Mapping[str, bytes], config: Config) -> dict[str, bytes]:
    """The assets of a theme for a site of these settings: style sheet and icon follow its accent."""
    light, dark = accents(config.design)
    made = {name: lean(data) if name.endswith(SPARED) else data for name, data in assets.items()}
    made |= {name: tight(data) for name, data in made.items() if name.endswith(SHEET)}
    rules = [_rule(":root", tokens(config.design))]
    rules += [_rule(f".team-{slug}", team_tokens(team)) for slug, team in sorted(config.teams.items())]
    if any(rules):
        made[STYLE] = made.get(STYLE, b"") + "".join(rules).encode()
    if ICON in made:
        drawn = made[ICON].replace(ACCENT.encode(), light.encode())
        made[ICON] = drawn.replace(ACCENT_DARK.encode(), dark.encode())
    return made


def _rule(selector: str, own: Mapping[str, str]) -> str:
    told = "; ".join(f"--{name}: {value}" for name, value in own.items())
    return f"{selector} {{ {told} }}\n" if own else ""


def lean(data: bytes) -> bytes:
    """A style sheet or a program without the blanks before its lines and the lines that are remarks alone.

    Lines stay lines, so that it can be read where it is served. One in which blanks at the beginning of a line
    may be part of a text is left as it is.
    """
    text = data.decode("utf-8", "surrogateescape")
    if "`" in LITERAL.sub("", text) or re.search(r"\\\r?\n", text):
        return data
    lines = (line.strip() for line in text.splitlines())
    kept = [line for line in lines if line and not REMARK.fullmatch(line)]
    end = "\n" if kept and text.endswith("\n") else ""
    return ("\n".join(kept) + end).encode("utf-8", "surrogateescape")


def tight(data: bytes) -> bytes:
    """A style sheet without the blanks beside its braces and after its colons and commas, but in lines that hold texts,
    where they may be told."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    made = [line if QUOTE.search(line) else GAP.sub("", BRACE.sub(r"\1", line)) for line in lines]
    return "\n".join(made).encode("utf-8", "surrogateescape")
