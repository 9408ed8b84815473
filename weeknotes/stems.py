"""Words -> stems: which words of English count as the same, and which say nothing at all."""

from __future__ import annotations

import re

# Small words, and those that every weeknote has whatever it is about.
STOP_WORDS = (
    "a about above across actually after again against ago all almost already also although always am "
    "among an and another any anyone anything are around as ask asked at away back be became because "
    "become been before began being below best better between big bit both but by call called came can "
    "cannot come could did different do does doing done down during each early either else end enough "
    "especially etc even ever every everyone everything far feel felt few first five for found four "
    "from full further gave get getting give given go goes going good got great had happen happened "
    "hard has have having he hear heard help helped her here hers hi him himself his how however i if "
    "in instead into is it its itself just keep kept kind know known large last late later least left "
    "less let like likely little long look looked looking lot lots made make makes making many may "
    "maybe me mean means meet met might mine more most mostly much must my myself near need needed "
    "needs never new next nice no nobody none nor not note notes nothing now of off often ok old on "
    "once one only onto or other others our ours ourselves out over own part people perhaps place "
    "possible pretty probably put quite rather read really right said same saw say see seen several "
    "shall she should show since small so some someone something soon sort still such sure take taken "
    "talk than thank thanks that the their theirs them themselves then there these they thing things "
    "think third this those though thought three through time times to today together told too took "
    "toward towards tried try trying turn two under until up upon us use used useful using usually very "
    "want wanted was way ways we well went were what whatever when where whether which while who whole "
    "whom whose why will with within without wonder word words work worked working works would year "
    "years yes yesterday yet you your yours yourself week weeks weekly weeknote weeknotes month months "
    "day days morning afternoon monday tuesday wednesday thursday friday saturday sunday january "
    "february march april june july august september october november december re ve ll don didn doesn "
    "isn wasn won couldn wouldn shouldn hasn haven aren weren six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen twenty thirty forty fifty hundred thousand half anyway tonight "
    "tomorrow gone stand stood sat sit begin begun start started hour hours minute minutes write "
    "writing written wrote somebody anybody everybody nearly meant "
)

_STOPS = frozenset(STOP_WORDS.split())
_APOSTROPHE = re.compile(r"['’].*$")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"([bdgkmnprt])\1$")


def stem(word: str) -> str:
    """The stem of `word`: equal for forms of one word ("repairs", "repairing"); empty where it says nothing.

    It is not a word: show readers the word as written. Suffixes are taken off only where a syllable stays.
    """
    plain = _APOSTROPHE.sub("", word.casefold())
    if len(plain) < 2 or plain in _STOPS or not plain.isalpha():
        return ""
    return _without_verb_ending(_without_plural(plain)) if len(plain) > 3 else plain


def _without_plural(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_verb_ending(word: str) -> str:
    """Without ``-ing``, ``-ed``, ``-ly`` and a last ``e``, so that "housing" and "house" are one."""
    for ending in ("ing", "ed", "ly"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            return _DOUBLE.sub(r"\1", rest).removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word
