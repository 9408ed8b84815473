"""Jinja2 templates, given as values: compiled, rendered, checked; the only module that knows Jinja2.

A theme is a mapping from file names to template texts; the caller has laid the site's own
texts over the built-in ones. Everything is escaped, and a name that does not exist is an
error: a page can be wrong, but never silently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import jinja2
from markupsafe import Markup

from weeknotes import digest, words
from weeknotes.errors import Problem, Severity, SiteError
from weeknotes.templates import engine
from weeknotes.templates.engine import FOLDER, machine_date, paragraphs, pulled_in
from weeknotes.text import nearest
from weeknotes.values import Record, field

__all__ = [
    "Engine",
    "Markup",
    "Theme",
    "check",
    "compiled",
    "digests",
    "environment",
    "is_text",
    "machine_date",
    "paragraphs",
    "render",
]

Engine = jinja2.Environment
# What a byte that is no UTF-8 is read as.
LOST = "\ufffd"
UNKNOWN_NAME = re.compile(r"'(\w+)' is undefined")
UNKNOWN_PART = re.compile(r"has no (?:attribute|element) '?(\w+)'?")


class Theme(Record):
    """The templates of a site and its words: names relative to ``templates/`` (``home.html``, ``words/cy.toml``)
    and their texts. `compiled` has those that were compiled before, by name."""

    texts: Mapping[str, str]
    compiled: Mapping[str, bytes] = field(default_factory=dict)


def is_text(name: str) -> bool:
    """Whether a file of a theme is one of its texts, by its name."""
    return name.endswith(".html") or words.is_catalogue(name)


def environment(theme: Theme) -> Engine:
    """The Jinja2 environment of `theme`; it compiles each template once, when it is first used."""
    return engine.environment(tuple(sorted(theme.texts.items())), tuple(sorted(theme.compiled.items())))


def compiled(theme: Theme) -> dict[str, bytes]:
    """What may be given to a theme of the same texts as its `compiled`, so that it is not compiled again."""
    return engine.compiled(environment(theme), [name for name in sorted(theme.texts) if not words.is_catalogue(name)])


def render(environment: jinja2.Environment, name: str, context: Mapping[str, Any]) -> str:
    """The page that template `name` makes of `context`.

    Raises SiteError where the template is missing or broken, uses a name that does not exist, or
    does something impossible; the problem names file, line and page. A KeyError is passed on:
    it means that a page shows a text which it has not declared, a fault of the program.
    """
    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateSyntaxError as error:
        raise SiteError(_syntax(error, environment)) from error
    except jinja2.TemplateNotFound as error:
        raise SiteError(_missing(str(error.name or name), *_where(error, name))) from error
    except RecursionError:
        raise SiteError(_circle(name)) from None
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise SiteError(_mishap(error, environment, name, context)) from error


def check(theme: Theme) -> tuple[Problem, ...]:
    """Every fault that can be seen without a page: syntax, unknown filters, templates that are missing."""
    made = environment(theme)
    problems: list[Problem] = []
    for name in sorted(theme.texts):
        if LOST in theme.texts[name]:
            problems.append(_not_text(name, theme.texts[name]))
            continue
        if words.is_catalogue(name):
            continue
        try:
            made.get_template(name)  # kept: pages are made with it
        except jinja2.TemplateSyntaxError as error:
            problems.append(_syntax(error, made))
        else:
            wanted = pulled_in(made, theme.texts[name]) - theme.texts.keys()
            problems.extend(_missing(each, FOLDER + name, 0) for each in sorted(wanted))
    told = (*problems, *words.check(theme.texts))
    return tuple(sorted(told, key=lambda problem: problem.rank))


def digests(theme: Theme) -> dict[str, str]:
    """The digest of each template with all that it extends, includes and imports, directly or not, and all words.

    A missing or broken template counts with its text alone.
    """
    made = environment(theme)
    said = {name for name in theme.texts if words.is_catalogue(name)}
    pages = theme.texts.keys() - said
    pulled: dict[str, set[str]] = {name: set() for name in said}
    pulled |= {name: pulled_in(made, theme.texts[name]) & pages | said for name in pages}
    alone = {name: digest.of_bytes(text.encode()) for name, text in theme.texts.items()}
    return {name: digest.of_record({each: alone[each] for each in _closure(name, pulled)}) for name in sorted(pages)}


def _closure(name: str, pulled: Mapping[str, set[str]]) -> list[str]:
    found = {name}
    waiting = [name]
    while waiting:
        further = pulled[waiting.pop()] - found
        found |= further
        waiting.extend(further)
    return sorted(found)


def _not_text(name: str, text: str) -> Problem:
    line = text.count("\n", 0, text.index(LOST)) + 1
    told = "This template is not text in UTF-8. Save it anew, or delete it to have the standard one."
    return Problem("template.not-text", Severity.ERROR, FOLDER + name, told, line)


def _circle(name: str) -> Problem:
    message = "This template pulls itself in, perhaps by way of another (extends, include), so it never ends."
    return Problem("template.circle", Severity.ERROR, FOLDER + name, message)


def _syntax(error: jinja2.TemplateSyntaxError, made: jinja2.Environment) -> Problem:
    name = error.name or ""
    return Problem(
        code="template.syntax",
        severity=Severity.ERROR,
        path=FOLDER + name,
        line=error.lineno,
        found=engine.line(made, name, error.lineno),
        message=f"This template cannot be read from here on: {_sentence(error.message or 'incomplete')}",
    )


def _missing(wanted: str, path: str, line: int) -> Problem:
    return Problem(
        code="template.missing",
        severity=Severity.ERROR,
        path=path,
        line=line,
        message=f"The template “{wanted}” is asked for, but there is no file {FOLDER}{wanted}.",
    )


def _mishap(error: Exception, made: jinja2.Environment, name: str, context: Mapping[str, Any]) -> Problem:
    """An error while a page was being made, at the line of the template where it arose."""
    path, line = _where(error, name)
    found = engine.line(made, path.removeprefix(FOLDER), line)
    undefined = isinstance(error, jinja2.UndefinedError)
    message, suggestion = (
        _undefined(str(error), found, context) if undefined else (_sentence(str(error)), "")
    )
    page = getattr(context.get("page"), "address", None)
    return Problem(
        code="template.undefined" if undefined else "template.failed",
        severity=Severity.ERROR,
        path=path,
        line=line,
        found=found,
        message=message + ("" if page is None else f" It happened on the page /{page}."),
        suggestion=suggestion,
    )


def _undefined(said: str, found: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """What is undefined, in plain words, and the line to put instead where a known name is near."""
    name = UNKNOWN_NAME.search(said)
    if name:
        near = nearest(name[1], context)
        instead = found.replace(name[1], near) if near else ""
        return f"This template uses “{name[1]}”, which no page has.", instead
    part = UNKNOWN_PART.search(said)
    if part:
        return f"This template asks for “{part[1]}” of something that has no such part.", ""
    return _sentence(said), ""


def _where(error: BaseException, name: str) -> tuple[str, int]:
    """The innermost template and line in the traceback of `error`; the template as a whole where none is."""
    place = (FOLDER + name, 0)
    step: TracebackType | None = error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename.startswith(FOLDER):
            place = (step.tb_frame.f_code.co_filename, step.tb_lineno)
        step = step.tb_next
    return place


def _sentence(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".") + "."
