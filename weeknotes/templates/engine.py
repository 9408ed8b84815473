"""The engine of templates: how Jinja2 finds, compiles and calls them.

Compiled as Jinja2 does it, a page spends most of its time on ways into the parts that templates share (macros):
every call is looked at for a wish to be given the context, every value becomes an object before it is joined to
the rest. Here a call is a plain call, and text is text. What a template means is the same.
"""

from __future__ import annotations

import io
import marshal
import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import date
from functools import lru_cache
from types import CodeType
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from weeknotes import digest
from weeknotes.facts import Moment
from weeknotes.model import Term
from weeknotes.text import count_words

FOLDER = "templates/"
SEAL = 2 * digest.SIZE  # characters of the digest that stands before a compiled template


class Loader(jinja2.BaseLoader):
    """Gives each template a file name, which tracebacks repeat; takes from `compiled` what is there already."""

    def __init__(self, texts: Mapping[str, str], compiled: Mapping[str, bytes]) -> None:
        self.texts = texts
        self._compiled = compiled

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, and its name in tracebacks. Raises TemplateNotFound."""
        if template not in self.texts:
            raise jinja2.TemplateNotFound(template)
        return self.texts[template], FOLDER + template, lambda: True

    def load(
        self, environment: jinja2.Environment, name: str, globals: MutableMapping[str, Any] | None = None  # noqa: A002
    ) -> jinja2.Template:
        """The template of this name. Raises TemplateNotFound, and TemplateSyntaxError for a broken one."""
        text, file, fresh = self.get_source(environment, name)
        code = _opened(self._compiled.get(name, b"")) or environment.compile(text, name, file)
        return environment.template_class.from_code(environment, code, globals or {}, fresh)

    def list_templates(self) -> list[str]:
        """The names of all templates."""
        return sorted(self.texts)


class _Generator(CodeGenerator):
    """Writes calls as calls: nothing that our templates call asks for their context."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write ``f(a, b)`` as just that."""
        if isinstance(node.node, nodes.Literal):  # Python warns of calling 'x'
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        # The arguments are written as following another one.
        stream, self.stream = self.stream, io.StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        arguments, self.stream = self.stream.getvalue(), stream
        self.write(arguments.removeprefix(", ") + ")")


class _Macro(Macro):
    """A macro that is called without ado where it is given plain arguments."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """What the macro writes."""
        short = self._argument_count - len(args)
        if kwargs or short < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        return Markup(self._func(*args, *(missing,) * short))  # noqa: S704  (its text is escaped already)


class _Template(jinja2.Template):
    """A template that joins text to text."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """The template that `code` makes."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__.update(escape=_shown, Macro=_Macro)
        return made


class _Environment(jinja2.Environment):
    code_generator_class = _Generator
    template_class = _Template


@lru_cache(maxsize=4)
def environment(texts: Sequence[tuple[str, str]], compiled: Sequence[tuple[str, bytes]]) -> jinja2.Environment:
    """The environment of these templates and what is `compiled` of them, by name.

    Autoescape is on for every name: ``select_autoescape`` would leave ``page.html.j2`` unescaped. A process
    that builds again and again, as a preview does, compiles a theme once.
    """
    made = _Environment(
        autoescape=True,
        auto_reload=False,
        cache_size=-1,
        keep_trailing_newline=False,
        loader=Loader(dict(texts), dict(compiled)),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters.update(
        count_words=count_words,
        day_words=_day_words,
        join_words=_join_words,
        machine_date=machine_date,
        name_words=_name_words,
        paragraphs=paragraphs,
        short_day_words=_short_day_words,
    )
    return made


def compiled(made: jinja2.Environment, names: Sequence[str]) -> dict[str, bytes]:
    """Those of the templates called `names` that can be compiled, as bytes that `environment` takes."""
    found = {}
    for name in names:
        try:
            text, file, _ = _source(made, name)
            code = marshal.dumps(made.compile(text, name, file))
        except jinja2.TemplateSyntaxError:
            continue
        found[name] = digest.of_bytes(code).encode() + code
    return found


def pulled_in(made: jinja2.Environment, text: str) -> set[str]:
    """The templates that `text` names; all there are where it computes a name (``{% include x %}``)."""
    found = _named(text)
    everything = made.list_templates() if None in found else []
    return {each for each in found if each is not None} | set(everything)


def line(made: jinja2.Environment, name: str, number: int) -> str:
    """Line `number` of a template as typed; empty where it is unknown."""
    if name not in made.list_templates() or number < 1:
        return ""
    lines = _source(made, name)[0].splitlines()
    return lines[number - 1].strip() if number <= len(lines) else ""


def machine_date(moment: Moment) -> str:
    """The value of a ``datetime`` attribute: a day, or a point in time with its offset (ISO 8601)."""
    return moment.at.isoformat() if moment.timed else moment.day.isoformat()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of plain text, which blank lines separate: a quote may have several."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _source(made: jinja2.Environment, name: str) -> tuple[str, str | None, Any]:
    return (made.loader or Loader({}, {})).get_source(made, name)


def _opened(data: bytes) -> CodeType | None:
    """The code in these bytes; None where they are not as they were written: to read such could end the program."""
    seal, code = data[:SEAL], data[SEAL:]
    return marshal.loads(code) if code and digest.of_bytes(code).encode() == seal else None  # noqa: S302


@lru_cache(maxsize=256)
def _named(text: str) -> frozenset[str | None]:
    try:
        return frozenset(meta.find_referenced_templates(jinja2.Environment(autoescape=True).parse(text)))
    except jinja2.TemplateSyntaxError:
        return frozenset()


@lru_cache(maxsize=8192)
def _escaped(text: str) -> str:
    """Plain text as HTML shows it. The names and labels of a site stand on page after page."""
    return str(escape(text))


def _shown(value: Any) -> str:
    """What a template writes of a value."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else escape(value)


@jinja2.pass_context
def _day_words(context: Context, day: date) -> str:
    return str(context["say"].day(day))


@jinja2.pass_context
def _short_day_words(context: Context, day: date) -> str:
    return str(context["say"].short_day(day))


@jinja2.pass_context
def _name_words(context: Context, terms: Sequence[Term]) -> str:
    return str(context["say"].join([term.name for term in terms]))


@jinja2.pass_context
def _join_words(context: Context, names: Sequence[str]) -> str:
    return str(context["say"].join(names))
