"""What a build tells: counts, the sentence, the verdict, the order of problems."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.errors import Problem, Severity
from weeknotes.facts import Cause, Exemption
from weeknotes.model import Account, FileAccount, State
from weeknotes.tellings import (
    Telling,
    counts,
    exemption_words,
    fate,
    fixable,
    gravest_first,
    in_state,
    is_stopped,
    quarantined,
    summary,
    tell,
    unpublished,
    verdict,
    warning,
)
from weeknotes.values import replace

ERROR = Problem("date.year", Severity.ERROR, "content/b.md", "The year 3023 is far ahead.", 3)
WARNING = Problem("image.alt", Severity.WARNING, "content/a.md", "A picture has no description.", 9)
HINT = Problem(
    "field.unknown", Severity.HINT, "content/a.md", "Did you mean summary?", 2, 1, "sumary: x", "summary: x"
)


def files(state: State, number: int, when: str = "") -> tuple[FileAccount, ...]:
    return tuple(
        FileAccount(f"content/{state.value}-{index}.md", state, when=when) for index in range(number)
    )


def told(*problems: Problem, **numbers: int) -> Account:
    return Account(files(State.PUBLISHED, 1), problems, **numbers)


def test_every_state_and_severity_has_a_count_even_of_none():
    assert counts(told(ERROR, HINT, HINT)) == {
        "files": 1,
        "published": 1,
        "scheduled": 0,
        "embargoed": 0,
        "draft": 0,
        "withdrawn": 0,
        "held": 0,
        "not content": 0,
        "errors": 1,
        "warnings": 0,
        "hints": 2,
    }


@given(st.lists(st.sampled_from(State)))
@settings(max_examples=50)
def test_the_states_add_up_to_the_files(states):
    account = Account(tuple(FileAccount(f"{index}.md", state) for index, state in enumerate(states)), ())
    numbers = counts(account)
    assert numbers["files"] == len(states) == sum(numbers[state.value] for state in State)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ((), "There are no files yet."),
        (files(State.PUBLISHED, 1), "1 file: 1 published."),
        (files(State.PUBLISHED, 1200), "1,200 files: 1,200 published."),
        (files(State.PUBLISHED, 43) + files(State.DRAFT, 1), "44 files: 43 published and 1 draft."),
        (files(State.DRAFT, 2) + files(State.HELD, 1), "3 files: 2 drafts and 1 held."),
        (files(State.WITHDRAWN, 1) + files(State.NOT_CONTENT, 2), "3 files: 1 withdrawn and 2 not content."),
        (files(State.SCHEDULED, 1), "1 file: 1 scheduled."),
        (
            files(State.SCHEDULED, 1, "Friday 4 December 2026, in 3 days"),
            "1 file: 1 scheduled for Friday 4 December 2026.",
        ),
        (
            files(State.SCHEDULED, 2, "Friday 4 December 2026 at 09:30, today"),
            "2 files: 2 scheduled (the first for Friday 4 December 2026 at 09:30).",
        ),
    ],
)
def test_the_summary_is_a_sentence(chosen, said):
    assert summary(Account(chosen, ())) == said


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (told(ERROR, ERROR, HINT), "Nothing was written: 2 errors to mend first."),
        (told(ERROR, WARNING), "Nothing was written: 1 error to mend first."),
        (told(HINT, written=12, unchanged=202), "Fine: 214 pages, 12 written, 0 removed."),
        (told(written=1, removed=1200), "Fine: 1 page, 1 written, 1,200 removed."),
        (told(WARNING, unchanged=3), "Fine: 3 pages, 0 written, 0 removed. 1 warning to look at."),
        (told(removed=1), "Fine: 0 pages, 0 written, 1 removed."),
        (told(), "Fine: nothing stands in the way of publishing."),
        (told(WARNING, WARNING), "Fine: nothing stands in the way of publishing. 2 warnings to look at."),
    ],
)
def test_the_verdict_says_whether_the_site_was_written(account, said):
    assert verdict(account) == said


def test_what_comes_next_is_listed_by_day_and_not_by_letter():
    whens = ["Friday 4 December 2026, in 9 days", "Monday 30 November 2026 at 09:00, in 5 days", "some day"]
    account = Account(tuple(FileAccount(f"{each}.md", State.SCHEDULED, when=each) for each in whens), ())
    assert [each.when for each in in_state(account, State.SCHEDULED)] == [whens[1], whens[0], whens[2]]


def test_files_without_a_date_are_listed_by_path():
    account = Account((FileAccount("b.md", State.DRAFT), FileAccount("a.md", State.DRAFT)), ())
    assert [each.path for each in in_state(account, State.DRAFT)] == ["a.md", "b.md"]


def test_unpublished_files_are_listed_by_path():
    account = Account(
        (FileAccount("c.md", State.DRAFT), *files(State.PUBLISHED, 2), FileAccount("a.md", State.HELD)), ()
    )
    assert [each.path for each in unpublished(account)] == ["a.md", "c.md"]


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (FileAccount("a.md", State.DRAFT), "draft"),
        (
            FileAccount("a.md", State.WITHDRAWN, reason="the figures were wrong"),
            "withdrawn: the figures were wrong",
        ),
        (FileAccount("a.md", State.SCHEDULED, when="4 May 2027"), "scheduled for 4 May 2027"),
        (
            FileAccount("a.md", State.SCHEDULED, when="4 May 2027", reason="embargo"),
            "scheduled for 4 May 2027: embargo",
        ),
        (
            FileAccount("a.md", State.EMBARGOED, when="4 May 2027", reason="by Ada", appears="with the build"),
            "embargoed until 4 May 2027: by Ada; it appears with the build",
        ),
        (
            FileAccount("a.md", State.HELD, when="4 May 2027", reason="because of it", cause=Cause.QUIET_PERIOD),
            "held until 4 May 2027: because of it",
        ),
        (
            FileAccount("a.md", State.HELD, reason="it waits", cause=Cause.SIGN_OFF, fix="reviewed_by: Ada"),
            "held: it waits: reviewed_by: Ada",
        ),
        (FileAccount("a.md", State.WITHDRAWN, when="4 May 2027", reason="wrong"), "withdrawn on 4 May 2027: wrong"),
    ],
)
def test_the_fate_of_a_file_has_its_day_and_reason(account, said):
    assert fate(account) == said


def kept_back(number: int, **more: object) -> Account:
    held = tuple(FileAccount(f"{each}.md", State.HELD, cause=Cause.FAULT) for each in range(number))
    faults = tuple(replace(ERROR, path=each.path) for each in held)
    return Account(held, faults, quarantined=tuple(each.path for each in held), **more)  # type: ignore[arg-type]


def test_the_errors_of_what_is_kept_back_do_not_stop_the_site():
    assert not is_stopped(kept_back(2))
    assert is_stopped(replace(kept_back(2), quarantined=("0.md",)))
    assert is_stopped(replace(kept_back(1), problems=(replace(ERROR, path="config.toml"),)))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ""),
        (1, "1 file with a fault is KEPT BACK and not on the site: 0.md."),
        (2, "2 files with a fault are KEPT BACK and not on the site: 0.md and 1.md."),
        (12, "and 2 more files."),
    ],
)
def test_what_is_kept_back_is_named(number, said):
    told = warning(kept_back(number))
    assert said in told
    assert bool(told) == bool(number)


def test_without_quarantine_nothing_is_kept_back_the_site_is_stopped():
    account = replace(kept_back(2), quarantined=())
    assert (quarantined(account), warning(account), is_stopped(account)) == ([], "", True)


def test_the_verdict_does_not_say_fine_of_a_site_without_its_faulty_files():
    assert verdict(kept_back(1, written=3)) == "All but 1 file with a fault: 3 pages, 3 written, 0 removed."
    assert verdict(kept_back(2)) == "All but 2 files with a fault: nothing else stands in the way of publishing."


def test_only_files_that_somebody_can_mend_or_release_are_fixable():
    files = tuple(FileAccount(f"{cause}.md", State.HELD, cause=cause) for cause in (None, *Cause))
    assert {each.cause for each in fixable(Account(files, ()))} == set(Cause) - {Cause.FAULT, Cause.QUIET_PERIOD}


def test_an_exception_for_a_whole_check_has_no_quotation_marks():
    assert exemption_words(Exemption("a.md", "image.alt", "Ornaments")) == "image.alt is let pass: Ornaments"


def test_errors_come_before_warnings_before_hints():
    assert gravest_first([HINT, WARNING, ERROR]) == [ERROR, WARNING, HINT]


def test_problems_of_a_kind_come_by_file_and_line():
    later, other = replace(ERROR, line=20), replace(ERROR, path="content/c.md", line=1)
    assert gravest_first([other, later, ERROR]) == [ERROR, later, other]


def test_the_file_with_an_error_is_told_first_and_each_file_once():
    mild = replace(HINT, path="content/b.md", message="Another.")
    assert [each.problem for each in tell([HINT, WARNING, mild, ERROR])] == [ERROR, mild, WARNING, HINT]


def test_equal_hints_are_told_once_with_how_many_files_have_them():
    tellings = tell([replace(HINT, path=f"content/{index:02}.md", line=index) for index in range(13)])
    assert [each.message for each in tellings] == ["Did you mean summary? (The same in 12 more files.)"]
    assert tellings[0].problem.path == "content/00.md"


def test_equal_hints_in_one_file_are_more_places():
    assert [each.more for each in tell([HINT, replace(HINT, line=7)])] == ["1 more place"]


@pytest.mark.parametrize("problem", [ERROR, WARNING])
def test_errors_and_warnings_are_never_folded(problem):
    assert len(tell([replace(problem, path=f"{index}.md") for index in range(200)])) == 200


@pytest.mark.parametrize(
    "changes", [{"found": "sumry: x"}, {"suggestion": "summary: y"}, {"message": "Other."}]
)
def test_hints_that_differ_in_a_word_are_told_apart(changes):
    assert len(tell([HINT, replace(HINT, path="content/c.md", **changes)])) == 2


PROBLEMS = st.builds(
    Problem,
    code=st.sampled_from(["a", "b"]),
    severity=st.sampled_from(Severity),
    path=st.sampled_from(["", "a.md", "b.md", "c.md"]),
    message=st.sampled_from(["One.", "Two."]),
    line=st.integers(0, 3),
)


@settings(max_examples=80)
@given(st.sets(PROBLEMS))
def test_no_problem_is_lost_and_no_file_comes_twice(problems):
    tellings = tell(problems)
    assert sum(1 + int(each.more.split()[0] if each.more else 0) for each in tellings) == len(problems)
    paths = [path for path, _ in groupby(each.problem.path for each in tellings)]
    assert len(paths) == len(set(paths))


@settings(max_examples=40)
@given(st.lists(PROBLEMS, unique=True))
def test_the_order_of_finding_does_not_show(problems):
    assert tell(problems) == tell(reversed(problems))


def test_a_problem_without_a_line_does_not_invent_one():
    assert Telling(replace(ERROR, line=0)).place == "Error"
    assert Telling(ERROR).place == "Error, line 3"
