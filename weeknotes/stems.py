"""Words -> stems: which words of English count as the same, which say nothing, and which are worth telling.

Of Welsh the words that say nothing are known too, so that no reason is made of them; all others count as they are
written, since what their endings and mutations leave the same is more than a rule or two could tell.
"""

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

# Small words of Welsh, and those of every weeknote in it. None is a word, a name or an initialism in English.
WELSH_WORDS = (
    "ac achos ag angen ar arall arni arno atom aton atyn awr awst bawb bellach beth bethau blwyddyn bobl bod bydd "
    "byddaf byddai byddan bydden byddwn byth cael cafodd cawson chi chwefror chwith cyn cynta cyntaf dau ddau "
    "ddechrau ddim ddoe ddweud ddwy ddydd ddysgon ddysgu debyg dechrau diwedd diwrnod dros drwy drwyddo dweud dwy "
    "dydd dydy dyma dyna dysgu dyw dîm ebrill ei eich ein eisiau eleni er ers eto eu fawr fel felly flwyddyn fod fwy "
    "fydd fyddai fyddwn fyny gael gafodd gallu gan ganddo ganddyn gawson gennym ger gofyn gorau gorffennaf gwaith "
    "gweithio gweld gwella gwener gwneud gyda gyfer gyntaf heb heddiw hefyd heno honno hwn hwnnw hwy hwyl hyd hydref "
    "hyn hynny iau iawn iddi iddo iddyn inni ionawr llawer lle lleoedd llun llynedd mae maen mai mawr mawrth meddai "
    "medi mehefin mercher mewn mis mor mwy nad nawr nesaf neu newydd nhw nid nifer nodiadau nodyn oedd oeddem oedden "
    "oeddwn oes ofyn ond pam pawb pedwar peth pethau phethau pob pobl rhagfyr rhai rhaid rhan rhwng rhyw rhywbeth "
    "rhywun roedd roeddem roedden roeddwn rwy rwyf rydw rydym rydyn sadwrn sawl sef siarad sut sydd tachwedd tair tri "
    "trwy tua tîm unrhyw waith wedi wedyn weithiau weithio wella welson wnaeth wnaethom wnaethon wnes wneud wrth "
    "wythnos wythnosau wythnosol ydw ydy ydym ydyn ydynt yfory ym yma ymlaen yn yna yng yno yr ystod"
)

# Small words that come before the name of a thing: "the lift", "of damp".
LEADING_WORDS = (
    "a an the our their your my his her its this these those no any some each every of for with about by in "
    "on at from into two three four five six seven eight nine ten eleven twelve more fewer "
    "y yr ein eich eu ei ar gan gyda dros drwy heb pob dau dwy tri tair pedwar"
)

# Words that may well tell texts apart, but that nobody would give as a reason: they say how, when or
# whether, not what; or they stand in the notes of every team.
DULL_WORDS = (
    "able abroad absent account actual afraid agree aim alone along amount angry answer approach argue arrive "
    "autumn available aware bad bag bear begin beginning believe birth bit body borough bottom bring broke "
    "brought build built busy buy card careful carry case catch caught cause centre certain chair challenge chance "
    "change check choice choose clean clear close cold colleague column comment common complete connection "
    "copy corner council count couple cover cross cup current cut daily dark date dead deal decide decision "
    "department detail difference different difficult digital direct discover door double draft drive drop "
    "dry due dull ear easy eat effect effort empty ending equal error evening event everyday exact example "
    "except expect extra eye face fact fail fair fall familiar fast favour feeling file fill final fine "
    "finish fit fix flat floor follow foot forget form former fortnight forward free frequent fresh friend "
    "front funny future gap general gentle glad goal government grow guess guest habit hair hand handle happy "
    "head heavy high hold honest hope hot huge idea important improve inch information initial inspire interest "
    "interview issue item iteration job join joke key laid late lay lead leader leave length lesson level life light "
    "line link "
    "list live local lose loss loud love low main man manager matter maximum meeting member men mention mid "
    "middle midnight mile mind minimum minor mistake modest moment mouth move name narrow national natural "
    "near nervous night nineteen normal nothing number obvious offer office officer ones online open opening "
    "opposite option order ordinary organisation outcome pace page paper paragraph partner past patient "
    "pattern pay percent period person picture piece plain plan please plenty point poor power practice "
    "present press previous private problem process programme progress project promise proper proud public "
    "push quarter question quick quiet rain raise range rare rate reach ready real reason recent record "
    "regret regular remain remember reply report request rest result return rich rise role room rough round "
    "row rule run safe sample save scale schedule season second secret seem sell send senior sense sentence "
    "separate serious serve service session set seventeen shape share sharp shift short shown shut side sign "
    "silent simple single size slow smooth sound source space speak special speed spend spoil spoke spring "
    "staff stage standard state stay step stick stop story straight strange strong stuff subject success "
    "sudden suggest summer support surprise switch system table target task taught teach team tell temporary "
    "term test text theme theory tiny tired title top total touch tough training travel trouble true trust "
    "truth turn twice type typical understand unit update user usual value version view visible voice wait walk "
    "wall warm warn waste watch weak wear weather wet white wide window winter wish woman women wood world "
    "worry wrong yard young"
)

# Names of things that end as if they told what somebody does.
THINGS = (
    "assembly bed beds building buildings ceiling ceilings clothing embed family feed feeds funding heating "
    "housing lighting parking planning plumbing seed seeds shed sheds supply wedding weddings wellbeing"
)

_STOPS = frozenset((*STOP_WORDS.split(), *WELSH_WORDS.split()))
_THINGS = frozenset(THINGS.split())
_LEADING = frozenset(LEADING_WORDS.split())
_ENDINGS = ("ed", "ing", "ings", "ly")
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


def is_leading(word: str) -> bool:
    """Whether `word` is a small one that leads to the name of a thing; so do numbers, and the article in "mae'r"."""
    return word.isdecimal() or word.casefold() in _LEADING or word.endswith(("'r", "’r"))


def is_dull(word: str) -> bool:
    """Whether `word`, in any of its forms, is no reason that anybody would give."""
    base = stem(word)
    return len(base) < 3 or base in _DULL


def is_thing(word: str) -> bool:
    """Whether `word` as it is written may be the name of a thing: "lift", but not "lifted" or "Maureen's"."""
    plain = word.casefold()
    return not _APOSTROPHE.search(plain) and (plain in _THINGS or len(plain) < 5 or not plain.endswith(_ENDINGS))


_DULL = frozenset(stem(word) for word in DULL_WORDS.split())
