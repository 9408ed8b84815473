"""Which week a note is about: everything that says so is gathered, compared and decided once.

What the file states (``covers``, ``week``, ``week_commencing``, ``week_ending``) decides; else the week in
its name, then that of its folder, then its date. The others must agree with it, since week numbers and
dates are where people slip: titles, names and dates are left over from the week before.

A note is dated in the week that it is about, or up to two weeks after it. A bare number (``week: 28``) is
taken less on trust: only a note dated Monday to Wednesday may be about the week before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from weeknotes.dates import day_words
from weeknotes.errors import MeaningError, Problem, Severity
from weeknotes.facts import Claim
from weeknotes.values import Record, replace
from weeknotes.weeks import Span, Week, weeks_in

STATED = ("covers", "week", "week_commencing", "week_ending")
ORDER = (*STATED, "name", "folder")
# In weeks; days of the week are numbered from Monday, 0.
LATEST = 2
WEDNESDAY = 2
SATURDAY = 5
SLACK = timedelta(days=2)

_WHERE = {"name": "the file’s name", "name date": "the file’s name", "folder": "the folder"}


class _Case(Record):
    """The evidence about one note: `weeks` are claims with a span, the strongest first; `dated` its date."""

    path: str
    weeks: tuple[Claim, ...]
    dated: Claim | None


def decide(claims: Sequence[Claim], path: str) -> tuple[Span | None, tuple[Problem, ...]]:
    """The week or weeks that a note at `path` is about, and what is doubtful in its `claims`.

    None where nothing says it. An error comes with the best reading nonetheless, so that
    everything else can still be checked. ``name date`` claims with a `number` are months.
    """
    dated = _dated(claims)
    weeks, faults = _settled(claims, dated)
    case = _Case(path, tuple(sorted(weeks, key=lambda each: ORDER.index(each.kind))), dated)
    span, doubts = _judged(case)
    # Who typed a week, however wrongly, need not be asked whether there is another.
    doubts = tuple(each for each in doubts if not faults or each.code != "week.early")
    return span, (*_faults(case, faults), *_two_dates(claims, path), *doubts)


def _judged(case: _Case) -> tuple[Span | None, tuple[Problem, ...]]:
    if case.weeks:
        chosen = case.weeks[0]
        others = (_disagreement(case, chosen, each) for each in case.weeks[1:])
        problems = (*others, _against_date(case, chosen))
        return _span(chosen), tuple(each for each in problems if each)
    if case.dated and case.dated.day:
        return Span.of(Week.of(case.dated.day)), tuple(_early(case.path, case.dated, case.dated.day))
    return None, ()


def _dated(claims: Sequence[Claim]) -> Claim | None:
    """The claim that tells the date: the field, else the name's; a day goes before a whole month."""
    dated = [each for each in claims if each.kind in ("date", "name date") and each.day]
    return min(dated, key=lambda each: (each.kind != "date", each.number > 0), default=None)


def _settled(
    claims: Sequence[Claim], dated: Claim | None
) -> tuple[list[Claim], list[tuple[Claim, MeaningError]]]:
    """Claims of weeks, each with its span; and those that have none, with the reason."""
    near = _reference(claims, dated)
    good, bad = [], []
    for claim in claims:
        try:
            settled = _settle(claim, near, dated)
        except MeaningError as error:
            bad.append((claim, error))
        else:
            good.extend(settled)
    return good, bad


def _reference(claims: Sequence[Claim], dated: Claim | None) -> date | None:
    """A day near the note, which gives a bare week number its year."""
    # The strongest claim, whatever the order in which they were gathered.
    ordered = sorted(claims, key=lambda each: (*ORDER, each.kind).index(each.kind))
    spans = (each.span for each in ordered if each.span)
    return (dated and dated.day) or next((span.last.friday for span in spans), None)


def _settle(claim: Claim, near: date | None, dated: Claim | None) -> list[Claim]:
    """The claim with its span; none where it is a date, which is judged apart."""
    if claim.kind in ("date", "name date"):
        return _month_or_week(claim, dated) if claim.number else []
    if claim.kind == "week_commencing" and claim.day:
        _check_start(claim.day)
    # From here on a number tells that the year was not typed, so that less is taken on trust.
    if claim.span:
        return [replace(claim, number=0)]
    week = Week.of(claim.day) if claim.day else _with_year(claim.number, near)
    return [replace(claim, span=Span.of(week))]


def _check_start(day: date) -> None:
    """Weeks begin on Monday; a Tuesday after a bank holiday does no harm, a Sunday is in the week before."""
    if day.weekday() >= SATURDAY:
        monday = Week.of(day).plus(1).monday
        raise MeaningError(f"{day_words(day)} does not begin a week.", f"week_commencing: {monday}")


def _month_or_week(claim: Claim, dated: Claim | None) -> list[Claim]:
    """A name such as ``2024-08`` means week 8 where the note's date says so and does not say August."""
    if not (claim.day and dated and dated.day) or dated is claim or "/" in claim.found:
        return []
    week = Week(claim.day.year, claim.number)
    # "2024-08" dated in August is the month, whatever its week.
    is_month = (dated.day.year, dated.day.month) == (claim.day.year, claim.day.month)
    if is_month or not 0 <= _weeks_after(Span.of(week), dated.day) <= LATEST:
        return []
    return [replace(claim, kind="name", span=Span.of(week), number=0, day=None)]


def _with_year(number: int, near: date | None) -> Week:
    """The week of that number nearest to a day. Raises MeaningError where no year fits."""
    if near is None:
        raise MeaningError(f"Week {number} of which year? Write it in full, such as 2019-W28.")
    year = Week.of(near).year
    # In the first days of January week 52 is that of the year before.
    years = [each for each in (year - 1, year, year + 1) if 1 <= number <= weeks_in(each)]
    weeks = [Week(each, number) for each in years]
    nearest = min(weeks, key=lambda each: abs((each.friday - near).days), default=None)
    # A week 53 half a year away is no reading of anyone's: say how many weeks this year has.
    if nearest is None or (number > weeks_in(near.year) and abs((nearest.friday - near).days) > 31):
        return Week.checked(near.year, number)
    return nearest


def _span(claim: Claim) -> Span:
    if claim.span is None:
        raise ValueError(f"the claim {claim.kind} has not been settled")
    return claim.span


def _weeks_after(span: Span, day: date) -> int:
    """How many weeks after the end of `span` the day is; 0 within it, negative before it."""
    week = Week.of(day)
    if span.first <= week <= span.last:
        return 0
    end = span.first if week < span.first else span.last
    return (week.monday - end.monday).days // 7


def _fits(claim: Claim, day: date) -> bool:
    after = _weeks_after(_span(claim), day)
    # A bare number on a Thursday of the next week is more likely a number left from last time.
    if claim.number and after == 1:
        return day.weekday() <= WEDNESDAY
    return after == 0 if claim.number else 0 <= after <= LATEST


def _disagreement(case: _Case, chosen: Claim, other: Claim) -> Problem | None:
    """What is wrong when two claims of a week differ; the date, where it fits only one, tells which."""
    if _span(chosen).holds(_span(other)):
        return None
    day = case.dated.day if case.dated else None
    right = other if day and _fits(other, day) and not _fits(chosen, day) else chosen
    wrong = chosen if right is other else other
    message = f"{_meant(chosen)} does not agree with {_meant(other)}."
    return _error(case.path, wrong, f"{message} {_advice(wrong)}", _line(wrong.kind, _span(right)))


def _against_date(case: _Case, chosen: Claim) -> Problem | None:
    dated = case.dated
    if dated is None or dated.day is None or dated.number or _fits(chosen, dated.day):
        return None
    message = (
        f"{_meant(chosen)} does not agree with the date of the note, {day_words(dated.day)}, "
        f"which is in {Week.of(dated.day)}."
    )
    # Two against one: then the date is the one that is wrong.
    votes = sum(_span(each) == _span(chosen) for each in case.weeks)
    if votes > 1:
        right = _span(chosen).last.friday.isoformat()
        line = f"date: {right}" if dated.kind == "date" else right
        return _error(case.path, dated, f"{message} {_advice(dated)}", line)
    line = _line(chosen.kind, _moved(chosen, dated.day))
    return _error(case.path, chosen, f"{message} {_advice(chosen)}", line)


def _moved(chosen: Claim, day: date) -> Span:
    """The likely weeks of a note of that date: the same number in another year, else the date's week."""
    week = Week.of(day)
    same = Span.of(Week(week.year, min(_span(chosen).first.number, weeks_in(week.year))))
    return same if not chosen.number and 0 <= _weeks_after(same, day) <= LATEST else Span.of(week)


def _early(path: str, dated: Claim, day: date) -> Iterator[Problem]:
    """A question: notes dated on a Monday or Tuesday nearly always tell of the week before."""
    if dated.number or day.weekday() > 1:
        return
    line = f"week: {Week.of(day).plus(-1)}"
    message = (
        f"This note is dated {day_words(day)} and stands under {Week.of(day)}. "
        f"Is it about the week before? Then add the line “{line}”."
    )
    yield Problem(
        "week.early", Severity.HINT, path, message, dated.line, found=_typed(dated), suggestion=line
    )


def _two_dates(claims: Sequence[Claim], path: str) -> Iterator[Problem]:
    """The field and the name may differ by a day or two round midnight and weekends, not by more."""
    field, name = _day_claim(claims, "date"), _day_claim(claims, "name date")
    if not (field and field.day and name and name.day) or abs(field.day - name.day) <= SLACK:
        return
    message = f"The note is dated {day_words(field.day)}, but its name says {day_words(name.day)}."
    doubt = _error(path, field, message, f"date: {name.day}")
    yield replace(doubt, code="date.disagrees", severity=Severity.WARNING)


def _day_claim(claims: Sequence[Claim], kind: str) -> Claim | None:
    """The claim of that kind for an exact day."""
    return next((each for each in claims if each.kind == kind and each.day and not each.number), None)


def _faults(case: _Case, faults: Sequence[tuple[Claim, MeaningError]]) -> Iterator[Problem]:
    for claim, error in faults:
        suggestion = error.suggestion
        if claim.number and case.dated and case.dated.day:
            # The date tells better which week was meant than the nearest number does.
            suggestion = str(Week.of(case.dated.day))
        if suggestion and claim.kind in STATED and ":" not in suggestion:
            suggestion = f"{claim.kind}: {suggestion}"
        yield replace(_error(case.path, claim, f"{_told(claim)}: {error}", suggestion), code="week.unknown")


def _error(path: str, claim: Claim, message: str, suggestion: str) -> Problem:
    code, found = "week.disagrees", _typed(claim)
    return Problem(code, Severity.ERROR, path, message, claim.line, found=found, suggestion=suggestion)


def _typed(claim: Claim) -> str:
    """The line as typed: with its field, unless `found` has it or the claim is from the path."""
    is_line = claim.kind in _WHERE or claim.found.startswith(f"{claim.kind}:")
    return claim.found if is_line else f"{claim.kind}: {claim.found}"


def _told(claim: Claim) -> str:
    where = _WHERE.get(claim.kind)
    return f"“{_typed(claim)}” in {where}" if where else f"“{_typed(claim)}”"


def _meant(claim: Claim) -> str:
    """The claim, with its weeks in full where it does not write them so."""
    is_plain = str(_span(claim)) in claim.found.upper()
    return _told(claim) if is_plain else f"{_told(claim)} ({_span(claim)})"


def _advice(wrong: Claim) -> str:
    return "Is the name wrong? Then rename it." if wrong.kind in _WHERE else "Is this line out of date?"


def _line(kind: str, span: Span) -> str:
    """The line of that field for `span`; for a name or folder the week alone."""
    values = {"week_commencing": span.first.monday.isoformat(), "week_ending": span.last.friday.isoformat()}
    value = values.get(kind, str(span))
    return value if kind in _WHERE else f"{kind}: {value}"
