"""What is said of a faulty header or a file that is no text, in a writer's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from weeknotes.errors import Problem, Severity

HINT, WARNING, ERROR = Severity.HINT, Severity.WARNING, Severity.ERROR
WORDS: Mapping[str, tuple[Severity, str]] = {
    "file.not-text": (ERROR, "This file is not text. Save it as Markdown (.md), or paste the text."),
    "file.utf-16": (HINT, "This file is saved as “Unicode” (UTF-16) and was read as such. Save it as UTF-8."),
    "file.encoding": (WARNING, "This file is not saved as UTF-8. The letters of this line are a guess."),
    "file.characters": (HINT, "This line holds control characters that nobody can see. They were left out."),
    "blank-line": (HINT, "There is something blank above the opening “---”. Delete it, so that “---” is line 1."),
    "fence": (HINT, "This line was read as the “---” round the header. Type three hyphens and nothing else."),
    "two-fences": (HINT, "The “---” stands twice here. One was read; delete this line."),
    "below": (ERROR, "These fields stand below the closing “---”, as text that readers would see. Move them above it."),
    "marked": (ERROR, "These lines begin with “>”, which marks a quotation. Take the marks away, as shown."),
    "no-opening": (HINT, "The “---” above the first field is missing. It was read as if it were there."),
    "no-closing": (HINT, "The “---” below the last field is missing. It was read as if it stood here."),
    "not-closed": (ERROR, "The header has no closing “---”, so it is unclear where the text begins."),
    "no-fences": (ERROR, "Without “---” above and below them, these fields would be shown as text."),
    "text-above": (ERROR, "This text stands above the header. Move it below the closing “---”."),
    "toml": (ERROR, "This header is written in TOML, between “+++”. Write it between “---”, as shown."),
    "json": (ERROR, "This header is written in JSON, in curly brackets. Write it between “---”, as shown."),
    "list": (ERROR, "This header is a list. Each of its lines is a name, a colon and a value, and nothing before."),
    "no-name": (ERROR, "This line of the header needs the name of a field and a colon before it."),
    "glued": (ERROR, "The “---” belongs in a line of its own, with nothing beside it."),
    "code-fence": (ERROR, "This marks code, not the header, which stands between two lines of “---”."),
    "two-headers": (ERROR, "A second header begins here, and readers would see it. Keep one, and delete the other."),
    "no-colon": (ERROR, "This was meant as a field, but is not written as one: a name, a colon, a space, a value."),
    "wrapped": (ERROR, "This seems to go on from the line above. Put two spaces before it, or join the two lines."),
    "two-fields": (ERROR, "Two fields stand in one line here. Each needs a line of its own."),
    "conflict": (ERROR, "Two versions of this file were merged. Keep one of them and delete the marks."),
    "stray": (ERROR, "This line is not a field. Text and HTML belong below the closing “---”."),
    "unreadable": (ERROR, "This line of the header cannot be understood. Are its quotes and spaces right?"),
    "shared": (ERROR, "A name with “&” or “*” before it stands for another value. Write it out here."),
    "twice": (ERROR, "The field “{}” is given twice, in line {} and here. Keep one."),
    "same-twice": (HINT, "The field “{}” stands in line {} too. Delete this line: the other counts."),
    "name": (HINT, "The field “{}” is written “{}” here. It was understood."),
    "tab": (HINT, "This line holds a tab. It was read as spaces."),
    "invisible": (HINT, "This line holds characters that nobody can see. They were left out."),
    "indent": (HINT, "This field stands to the right of the others. It was read as if it did not."),
    "space": (HINT, "There is no space after the colon. It was read as if there were one."),
    "curly-quotes": (HINT, "The quotation marks round this value are curly. They were read as straight."),
    "quotes": (HINT, "The quotation marks of this value do not match. It was read as shown."),
    "brackets": (HINT, "The brackets of this value do not match. It was read as shown."),
    "bullets": (HINT, "Every item of a list begins with a hyphen and a space. It was read as if it did."),
    "list-indent": (HINT, "The items of a list stand below each other, equally far to the right. It was read so."),
    "list-mixed": (HINT, "The first item of this list stands beside its name. It belongs in a line of its own."),
    "picture": (HINT, "Here a picture is given by its path, not as in the text. It was read as shown."),
    "entity": (HINT, "This sign is written as in the code of a web page. It was read as the sign itself."),
    "commas": (HINT, "The items of this list are parted by one comma each. It was read as shown."),
    "part-indent": (HINT, "What belongs to one item stands equally far to the right. It was read as if it did."),
    "comma": (HINT, "No comma belongs at the end of a field. It was left out."),
    "hash": (HINT, "A “#” hides what follows, unless in quotation marks. It was read as text."),
    "comment": (HINT, "What follows “# ” was left out. Put the whole value in quotation marks to keep it."),
    "colon": (HINT, "A value with a colon in it needs quotation marks round it. It was read as shown."),
    "sign": (HINT, "A value that begins like this needs quotation marks round it. It was read as shown."),
}  # fmt: skip


def fault(code: str, line: int, found: str = "", suggestion: str = "", about: Sequence[object] = ()) -> Problem:
    """What is said of `line`; its path is empty. Codes without a dot are below ``front-matter``."""
    severity, words = WORDS[code]
    full = code if "." in code else f"front-matter.{code}"
    return Problem(full, severity, "", words.format(*about), line, found=found, suggestion=suggestion)
