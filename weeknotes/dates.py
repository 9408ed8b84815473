"""Days and moments as people write them in Britain, and days in words.

The day comes before the month, always: ``03/04/2023`` is 3 April. The names of months and
days are strings of ours, never those of the process locale.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from weeknotes.errors import MeaningError
from weeknotes.text import nearest
from weeknotes.weeks import check_year, likely_year

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# In Welsh, whose bodies write dates in both languages. Mawrth is Tuesday too, but beside a number it is March.
WELSH_MONTHS = (
    *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
    *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOON = time(12)
EARLY = time(1)

_NUMBERS = re.compile(r"(\d{1,5})\s*([-/._ ])\s*(\d{1,2})\s*\2\s*(\d{1,5})")
_TWO = re.compile(r"(.*(?:\d{4}|[-/.]\d{1,2}))(?: to | until |, | ?[–—] ?| - )(\d.*\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_CLOCK = re.compile(
    r"(?P<day>.+?)(?:(?<=\d)t|[\s,]+(?:at\s+)?)"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"\s*(?P<half>am|pm)?\s*(?P<zone>z|utc|gmt|bst|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+", re.IGNORECASE)


def read_moment(value: object, zone: ZoneInfo) -> tuple[datetime, bool]:
    """The moment that `value` (a date, a datetime or text) means in `zone`, and whether it has a time.

    A day alone is stored as `early_on` it. A local time that the clocks skip moves forward; one that
    they repeat is the first of the two. Raises MeaningError where there is no such day or time.
    """
    day, clock, offset = _taken_apart(value)
    if clock is None:
        return early_on(day, zone), False
    return _existing(datetime.combine(day, clock, offset or zone), zone), True


def early_on(day: date, zone: ZoneInfo) -> datetime:
    """One in the morning of `day` in `zone`: when an entry appeared of which only the day is known.

    So early, since an entry is public from the beginning of its day: a feed of that morning would else name a time to
    come, of which validators warn and until which readers may hide an item (RSS 2.0, pubDate). Not at midnight, which
    is the day before in Greenwich while London has summer time.
    """
    return _existing(datetime.combine(day, EARLY, zone), zone)


def at_noon(day: date, zone: ZoneInfo) -> datetime:
    """Noon of `day` in `zone`, which is the same day nearly everywhere: for what is told only when the day is over."""
    return datetime.combine(day, NOON, zone)


def _existing(moment: datetime, zone: ZoneInfo) -> datetime:
    """Through UTC and back: a time that the clocks skip exists only after this."""
    return moment.astimezone(UTC).astimezone(zone)


def read_day(value: object) -> date:
    """The day that `value` means, as written: a time of day is ignored. Raises MeaningError."""
    return _taken_apart(value)[0]


def day_words(day: date) -> str:
    """``Friday 12 July 2019``."""
    return f"{WEEKDAYS[day.weekday()]} {short_day_words(day)}"


def short_day_words(day: date) -> str:
    """``12 July 2019``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span_words(first: date, last: date) -> str:
    """``Monday 8 to Sunday 14 July 2019``; month and year are said once where they are the same."""
    return f"{WEEKDAYS[first.weekday()]} {_start_words(first, last)} to {day_words(last)}"


def _start_words(first: date, last: date) -> str:
    if first.year != last.year:
        return short_day_words(first)
    return str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"


def _taken_apart(value: object) -> tuple[date, time | None, tzinfo | None]:
    # A datetime is a date too, so it goes first.
    if isinstance(value, datetime):
        day, clock = read_day(value.date()), value.time().replace(microsecond=0, fold=0)
        return day, clock, value.tzinfo
    if isinstance(value, date):
        return _checked_day(value.year, value.month, value.day), None, None
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return _text_apart(" ".join(str(value).strip(" \t\r\n'\"‘’“”,;").split()))
    raise _no_date(value)


def _text_apart(text: str) -> tuple[date, time | None, tzinfo | None]:
    found = _CLOCK.fullmatch(text)
    # "24 July 2026" ends in a number as well: a time has minutes, or says am or pm.
    if found is None or not (found["minute"] or found["half"]):
        return _day_of(text), None, None
    day = _day_of(found["day"].rstrip(" ,"))
    return day, _clock_of(found, day), _zone_of(found["zone"])


def _day_of(text: str) -> date:
    if found := _COMPACT.fullmatch(text):
        return _checked_day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        # Three digits are a year mistyped (202), never a day.
        if len(found[1]) > 2:
            return _checked_day(int(found[1]), int(found[3]), int(found[4]))
        return _checked_day(_full_year(found[4]), int(found[3]), int(found[1]))
    if _TWO.fullmatch(text):
        raise MeaningError(f"“{text}” is two dates. Give one here; “covers” takes the weeks of a longer time.")
    return _day_in_words(text)


def _day_in_words(text: str) -> date:
    words = [each.casefold() for each in _WORDS.findall(text) if each.casefold() not in ("of", "the")]
    weekdays = _indexes(words, WEEKDAYS)
    months = _indexes(words, MONTHS) or _indexes(words, WELSH_MONTHS)
    # "24th" is a number too; what is left after numbers and names makes no date.
    digits = [re.sub(r"\D", "", each) for each in words if each[0].isdigit()]
    if len(months) != 1 or len(words) != len(weekdays) + len(months) + len(digits):
        raise _no_date(text)
    if len(digits) == 1 and len(digits[0]) == 4:
        raise MeaningError(f"“{text}” does not say which day. Write it in full, such as 24 July 2026.")
    if len(digits) == 1:
        raise MeaningError(f"“{text}” does not say which year. Write it in full, such as 24 July 2026.")
    if len(digits) != 2:
        raise _no_date(text)
    number, year = reversed(digits) if len(digits[0]) > 2 else digits
    day = _checked_day(_full_year(year), months[0] + 1, int(number))
    _check_weekday(day, weekdays)
    return day


def _check_weekday(day: date, weekdays: list[int]) -> None:
    """A wrong day of the week shows that the date was copied from another year or week."""
    if weekdays and weekdays[0] != day.weekday():
        right = f"{short_day_words(day)} is a {WEEKDAYS[day.weekday()]}"
        raise MeaningError(f"{right}, not a {WEEKDAYS[weekdays[0]]}.", day_words(day))


def _indexes(words: list[str], names: tuple[str, ...]) -> list[int]:
    """Which of `names` are among the words, whole or cut short to three letters or more ("sept", "tues")."""
    return [
        index
        for word in words
        for index, name in enumerate(names)
        if len(word) > 2 and name.casefold().startswith(word)
    ]


def _full_year(digits: str) -> int:
    """Two digits are a year from 1990 to 2089."""
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 90 else 2000)


def _checked_day(year: int, month: int, day: int) -> date:
    try:
        check_year(year)
    except MeaningError as error:
        raise MeaningError(str(error), _written(likely_year(year), month, day)) from error
    if not 1 <= month <= 12:
        # Written as in America: the fix is to exchange the two.
        if 1 <= day <= 12 < month <= 31:
            raise MeaningError(
                f"There is no month {month}. The day comes before the month here.", _written(year, day, month)
            )
        raise MeaningError(f"There is no month {month}.", _written(year, month, day))
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        told = f"{MONTHS[month - 1]} {year} has {days} days, so there is no day {day}."
        raise MeaningError(told, _written(year, month, day))
    return date(year, month, day)


def _written(year: int, month: int, day: int) -> str:
    """The nearest day that exists, as ``2026-02-28``."""
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), monthrange(year, month)[1])).isoformat()


def _clock_of(found: re.Match[str], day: date) -> time:
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    # 12 am is midnight, 12 pm noon.
    if found["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found["half"].casefold() == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        typed = found[0][found.start("hour") :]
        raise MeaningError(f"There is no time “{typed}”: hours go to 23, minutes and seconds to 59.", f"{day}")
    return time(hour, minute, second)


def _zone_of(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text.casefold() in ("z", "utc", "gmt"):
        return UTC
    if text.casefold() == "bst":
        return timezone(timedelta(hours=1))
    # "+01", "+0100" and "+01:00" are the same.
    digits = text[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if size >= timedelta(days=1):
        raise MeaningError(f"There is no time zone “{text}”.", "+01:00")
    return timezone(-size if text.startswith("-") else size)


def _no_date(value: object) -> MeaningError:
    typed = " ".join(str(value).split())
    told = f"“{typed}” is not a date." if typed and value is not None else "The date is empty."
    return MeaningError(f"{told} Write it as 2026-07-24 or 24 July 2026.", _respelt(typed))


def _respelt(typed: str) -> str:
    """The day that was probably meant where letters slipped in: a month misspelt, an O for a nought."""
    digits = re.sub(r"(?<=[\d/.-])[oO]|[oO](?=[\d/.-])", "0", re.sub(r"[lI](?=\d)|(?<=\d)[lI]", "1", typed))
    spelt = [nearest(word, (*MONTHS, *WEEKDAYS)) or word if word.isalpha() else word for word in digits.split()]
    meant = " ".join(spelt)
    try:
        return "" if meant == typed else _text_apart(meant)[0].isoformat()
    except MeaningError:
        return ""
