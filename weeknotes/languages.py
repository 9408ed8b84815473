"""Languages by their codes (BCP 47), for the fields that name one."""

from __future__ import annotations

import re

from weeknotes.errors import MeaningError

CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# The languages of the public bodies of these islands, in English and by their own names, and one across the sea.
NAMES = {
    name: code
    for code, names in {
        "en": "english eng saesneg",
        "cy": "welsh cymraeg wel cym",
        "gd": "gaelic gàidhlig",
        "ga": "irish gaeilge",
        "fr": "french français",
    }.items()
    for name in names.split()
}


def base(code: str) -> str:
    """A language without its region: ``en`` for ``en-GB``, which say the same to readers."""
    return code.partition("-")[0].casefold()


def language_code(text: str) -> str:
    """The code of the language that `text` names, by its code or its name.

    Raises MeaningError for what is neither: in a page it would tell screen readers nothing.
    """
    code = NAMES.get(text.strip().casefold(), text.strip())
    if not CODE.fullmatch(code):
        raise MeaningError(f"“{text}” is not the code of a language. Write en for English, cy for Welsh.", "en")
    return code.replace("_", "-")
