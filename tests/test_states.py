"""Which state a file is in, and when that changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.config import Config, Folder, QuietPeriod, Site
from weeknotes.entries import place, read
from weeknotes.facts import Cause
from weeknotes.model import FileAccount, Reading, State
from weeknotes.states import Clock, has_page, judge, judge_all, moments
from weeknotes.values import replace

LONDON = ZoneInfo("Europe/London")
# One zone of every hour of the day, and some that are not on the hour.
ZONES = (
    *(f"Etc/GMT{hours:+}" for hours in range(-12, 12)),
    *("Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"),
)


def reading(head: str, path: str = "content/posts/x.md", zone: str = "Europe/London") -> Reading:
    kinds = {"posts": "post", "weeknotes": "weeknote", "pages": "page", "case-studies": "case study"}
    section = path.split("/")[1]
    folder = Folder(f"content/{section}", kinds[section])
    paths = frozenset({path, "content/case-studies/grow/index.md"})
    text = f"---\n{head}\n---\nText\n"
    return read(text.encode(), place(path, folder, paths), Config(site=Site(timezone=zone)))


def clock(now: str, zone: str = "Europe/London", drafts: bool = False) -> Clock:
    return Clock(datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)), drafts)


def state(head: str, now: str = "2026-07-10 09:00", path: str = "content/posts/x.md") -> FileAccount:
    return judge(reading(head, path), clock(now))


@pytest.mark.parametrize(
    ("head", "expected", "why"),
    [
        ("date: 2026-07-01", State.PUBLISHED, ""),
        ("date: 2026-07-01\nstate: draft", State.DRAFT, "it is marked as a draft"),
        ("date: 2026-07-01\nwithdrawn: It was wrong.", State.WITHDRAWN, "It was wrong."),
        ("date: 2026-02-30", State.HELD, "it has a fault that must be mended first"),
        ("title: No date", State.HELD, "it has a fault that must be mended first"),
        ("date: 2026-02-30\nstate: draft", State.DRAFT, "it is marked as a draft"),
        ("date: 2027-07-01\nstate: draft", State.DRAFT, "it is marked as a draft"),
    ],
)
def test_a_file_is_in_one_state_with_a_reason(head: str, expected: State, why: str) -> None:
    found = state(head)
    assert (found.path, found.state, found.reason) == ("content/posts/x.md", expected, why)


@pytest.mark.parametrize(
    ("head", "when"),
    [
        ("date: 2026-07-11", "Saturday 11 July 2026, in 1 day"),
        ("date: 2026-07-12", "Sunday 12 July 2026, in 2 days"),
        ("date: 2026-07-10 17:30", "Friday 10 July 2026 at 17:30, today"),
        ("date: 2026-07-01\nembargo_until: 2026-07-20", "Monday 20 July 2026, in 10 days"),
        ("date: 2026-07-25\nembargo_until: 2026-07-20", "Saturday 25 July 2026, in 15 days"),
    ],
)
def test_a_scheduled_or_embargoed_entry_says_when_it_comes(head: str, when: str) -> None:
    found = state(head)
    expected = State.EMBARGOED if when.startswith("Monday 20") else State.SCHEDULED
    assert (found.state, found.when) == (expected, when)


def test_an_entry_dated_today_is_public_from_the_first_minute() -> None:
    assert state("date: 2026-07-10", "2026-07-09 23:59").state is State.SCHEDULED
    assert state("date: 2026-07-10", "2026-07-10 00:00").state is State.PUBLISHED


def test_an_entry_with_a_time_waits_for_it() -> None:
    assert state("date: 2026-07-10 09:01").state is State.SCHEDULED
    assert state("date: 2026-07-10 09:00").state is State.PUBLISHED


def test_a_note_that_names_only_its_week_is_public_when_the_week_begins() -> None:
    path = "content/weeknotes/2026/2026-w28-housing.md"
    assert state("title: A", "2026-07-05 23:59", path).state is State.SCHEDULED
    assert state("title: A", "2026-07-06 00:00", path).state is State.PUBLISHED


def test_a_note_with_a_date_waits_for_it_though_its_week_has_begun() -> None:
    path = "content/weeknotes/2026/2026-w28-housing.md"
    assert state("date: 2026-07-10", "2026-07-09 12:00", path).state is State.SCHEDULED


def test_a_note_with_a_date_in_its_name_waits_for_it() -> None:
    path = "content/weeknotes/2026-07-10-housing.md"
    assert state("title: A", "2026-07-09 12:00", path).state is State.SCHEDULED


def test_the_date_of_a_page_does_not_hold_it_back_but_an_embargo_does() -> None:
    path = "content/pages/about.md"
    assert state("date: 2027-01-01", path=path).state is State.PUBLISHED
    assert state("embargo_until: 2027-01-01", path=path).state is State.EMBARGOED


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_begins_at_midnight_of_the_site_on_any_clock_and_night(zone: str, night: date) -> None:
    post = reading(f"date: {night}", zone=zone)
    midnight = datetime.combine(night, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    before = (midnight - timedelta(minutes=1)).astimezone(ZoneInfo(zone))
    assert judge(post, Clock(before)).state is State.SCHEDULED
    assert judge(post, Clock(midnight.astimezone(ZoneInfo(zone)))).state is State.PUBLISHED


def test_all_24_hours_of_zones_are_there() -> None:
    assert set(ZONES) <= available_timezones()
    winter = {datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).utcoffset() for zone in ZONES}
    assert len(winter) >= 24


def test_a_time_in_the_hour_that_the_clocks_repeat_comes_the_first_time() -> None:
    post = reading("date: 2026-10-25 01:30")
    # 01:10 by the clock for the second time: 40 minutes after the post.
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC).astimezone(LONDON)
    assert (second.hour, second.fold) == (1, 1)
    assert judge(post, Clock(second)).state is State.PUBLISHED


def test_a_time_that_the_clocks_skip_comes_an_hour_later() -> None:
    post = reading("date: 2026-03-29 01:30")
    assert judge(post, Clock(datetime(2026, 3, 29, 1, 29, tzinfo=UTC).astimezone(LONDON))).state is State.SCHEDULED
    assert judge(post, Clock(datetime(2026, 3, 29, 1, 30, tzinfo=UTC).astimezone(LONDON))).state is State.PUBLISHED


@settings(max_examples=60, deadline=None)
@given(st.integers(-200, 200), st.integers(0, 200))
def test_what_is_public_stays_public_through_the_night_of_two_hours(start: int, minutes: int) -> None:
    post = reading("date: 2026-10-25 01:30")
    now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC) + timedelta(minutes=start)
    later = now + timedelta(minutes=minutes)
    first, second = (judge(post, Clock(each.astimezone(LONDON))).state for each in (now, later))
    assert (first, second) != (State.PUBLISHED, State.SCHEDULED)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("date: 2026-01-01\nstate: draft", State.DRAFT),
        ("date: 2027-01-01", State.SCHEDULED),
        ("date: 2026-02-30", State.HELD),
        ("date: 2026-01-01\nwithdrawn: It was wrong.", State.WITHDRAWN),
        ("date: 2026-01-01", State.PUBLISHED),
    ],
)
def test_a_part_of_a_case_study_is_public_no_sooner_than_the_study(head: str, expected: State) -> None:
    study = reading(head, "content/case-studies/grow/index.md")
    part = reading("title: First", "content/case-studies/grow/01-first.md")
    found = judge_all([study, part], clock("2026-07-10 09:00"))
    assert found[part.path].state is found[study.path].state is expected
    assert found[part.path].path == part.path


def test_a_part_that_waits_for_its_study_says_so() -> None:
    study = reading("date: 2027-01-01", "content/case-studies/grow/index.md")
    part = reading("title: First", "content/case-studies/grow/01-first.md")
    found = judge_all([part, study], clock("2026-07-10 09:00"))[part.path]
    assert found.reason == "it is a part of content/case-studies/grow/index.md, which is scheduled"
    assert found.when.startswith("Friday 1 January 2027")


def test_a_draft_part_keeps_its_study_published() -> None:
    study = reading("date: 2026-01-01", "content/case-studies/grow/index.md")
    part = reading("state: draft", "content/case-studies/grow/01-first.md")
    found = judge_all([study, part], clock("2026-07-10 09:00"))
    assert [found[each.path].state for each in (study, part)] == [State.PUBLISHED, State.DRAFT]


ELECTION = QuietPeriod(date(2026, 6, 1), date(2026, 6, 26), "the election")
SIGNED = Folder("content/posts", "post", sign_off="second person")


def judged(head: str, config: Config, now: str = "2026-06-10 09:00", path: str = "content/posts/x.md") -> FileAccount:
    return judge_all([reading(head, path)], clock(now), config)[path]


def test_an_embargoed_entry_says_who_holds_it_back_and_why() -> None:
    embargo = "embargo_until: 2026-07-20 09:30\nembargo_by: Press office\nembargo_reason: the launch"
    found = state(f"date: 2026-07-01\n{embargo}")
    assert (found.state, found.reason) == (State.EMBARGOED, "by Press office: the launch")
    assert found.when == "Monday 20 July 2026 at 09:30, in 10 days"
    assert found.appears == "with the timed build on Tuesday 21 July 2026 at 05:17 UTC"


def test_where_the_date_is_later_than_the_embargo_the_entry_is_scheduled() -> None:
    assert state("date: 2026-07-25\nembargo_until: 2026-07-20").state is State.SCHEDULED


@pytest.mark.parametrize(
    ("day", "now", "expected"),
    [
        ("2026-05-31", "2026-06-10 09:00", State.PUBLISHED),
        ("2026-06-01", "2026-06-10 09:00", State.HELD),
        ("2026-06-26", "2026-06-10 09:00", State.HELD),
        ("2026-06-27", "2026-06-10 09:00", State.SCHEDULED),
        ("2026-06-05", "2026-05-01 09:00", State.HELD),
        ("2026-06-05", "2026-06-26 23:59", State.HELD),
        ("2026-06-05", "2026-06-27 00:00", State.PUBLISHED),
    ],
)
def test_a_quiet_period_holds_what_would_appear_in_it_and_lets_it_go_by_itself(
    day: str, now: str, expected: State
) -> None:
    assert judged(f"date: {day}", Config(quiet_periods=(ELECTION,)), now).state is expected


def test_what_a_quiet_period_holds_says_until_when_and_why() -> None:
    found = judged("date: 2026-06-05", Config(quiet_periods=(ELECTION,)))
    assert (found.when, found.reason) == ("Saturday 27 June 2026, in 17 days", "because of the election")
    assert (found.cause, found.fix) == (Cause.QUIET_PERIOD, "")
    assert found.appears == "with the timed build on Saturday 27 June 2026 at 05:17 UTC"


def test_an_embargo_that_ends_in_a_quiet_period_lasts_as_long_as_that() -> None:
    found = judged("date: 2026-05-01\nembargo_until: 2026-06-05 09:30", Config(quiet_periods=(ELECTION,)))
    assert (found.state, found.when[:21]) == (State.HELD, "Saturday 27 June 2026")


def test_a_note_that_was_public_before_the_period_began_stays() -> None:
    # It names its week alone, and is public from Monday 25 May though it bears the Friday.
    period = QuietPeriod(date(2026, 5, 27), date(2026, 6, 26), "the election")
    found = judged("title: A", Config(quiet_periods=(period,)), path="content/weeknotes/2026-w22-housing.md")
    assert found.state is State.PUBLISHED


def test_an_override_publishes_in_a_quiet_period_but_not_before_the_day() -> None:
    config = Config(quiet_periods=(ELECTION,))
    override = "quiet_override: {by: Ada Penhaligon, reason: Flood warnings}"
    assert judged(f"date: 2026-06-05\n{override}", config).state is State.PUBLISHED
    assert judged(f"date: 2026-06-15\n{override}", config).state is State.SCHEDULED


def test_pages_without_a_day_are_not_in_any_quiet_period() -> None:
    config = Config(quiet_periods=(ELECTION,))
    assert judged("date: 2026-06-05", config, path="content/pages/about.md").state is State.PUBLISHED


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("date: 2026-06-01\nauthor: Bo", State.HELD),
        ("date: 2026-06-01\nauthor: Bo\nreviewed_by: Cai", State.PUBLISHED),
        # Said now, not on the day on which it would not appear.
        ("date: 2026-07-01\nauthor: Bo", State.HELD),
        ("date: 2026-07-01\nauthor: Bo\nreviewed_by: Cai", State.SCHEDULED),
        ("date: 2026-06-01\nstate: draft", State.DRAFT),
        ("date: 2026-06-01\nwithdrawn: It was wrong", State.WITHDRAWN),
    ],
)
def test_what_nobody_has_signed_off_is_held(head: str, expected: State) -> None:
    assert judged(head, Config(folders=(SIGNED,))).state is expected


def test_the_innermost_folder_says_who_signs_off() -> None:
    config = Config(folders=(SIGNED, Folder("content/posts/news", "post")))
    reading_ = reading("date: 2026-06-01", "content/posts/news/x.md")
    assert judge_all([reading_], clock("2026-06-10 09:00"), config)[reading_.path].state is State.PUBLISHED


def test_a_part_is_signed_off_with_its_study() -> None:
    config = Config(folders=(Folder("content/case-studies", "case study", sign_off="second person"),))
    part = reading("title: First", "content/case-studies/grow/01-first.md")
    for line, expected in (("reviewed_by: Cai", State.PUBLISHED), ("title: Grow", State.HELD)):
        study = reading(f"date: 2026-06-01\n{line}", "content/case-studies/grow/index.md")
        found = judge_all([study, part], clock("2026-06-10 09:00"), config)
        assert found[part.path].state is found[study.path].state is expected
        assert not found[part.path].fix


def test_an_untouched_scaffold_is_no_content_whatever_it_says_of_itself() -> None:
    for head in ("date: 2026-07-01", "date: 2026-07-01\nstate: draft", "date: 2026-02-30"):
        found = judge(replace(reading(head), untouched=True), clock("2026-07-10 09:00"))
        assert (found.state, found.cause) == (State.NOT_CONTENT, Cause.EMPTY)
        assert found.reason.startswith("it is still empty")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title: A", State.NOT_CONTENT),
        ("title: A\nstate: draft", State.NOT_CONTENT),
        ("title: A\nsummary: All of it is said here.", State.PUBLISHED),
        ("takeaways: [Ask first]", State.PUBLISHED),
        ("image: a.jpg", State.PUBLISHED),
        ("layout: archive", State.PUBLISHED),
        ("withdrawn: It was wrong", State.WITHDRAWN),
        ("event_date: 2026-02-30", State.HELD),
    ],
)
def test_a_file_without_a_text_is_content_only_if_its_fields_tell_something(head: str, expected: State) -> None:
    text = f"---\ndate: 2026-07-01\n{head}\n---\n"
    where = place("content/posts/x.md", Folder("content/posts", "post"), frozenset())
    assert judge(read(text.encode(), where, Config()), clock("2026-07-10 09:00")).state is expected


def test_pictures_alone_and_profiles_without_a_text_are_content() -> None:
    for path, body in (("content/posts/x.md", "![Two people](a.jpg)"), ("content/people/ada.md", "")):
        folder = Folder(path.rpartition("/")[0], "person" if "people" in path else "post")
        found = read(f"---\ndate: 2026-07-01\n---\n{body}\n".encode(), place(path, folder, frozenset()), Config())
        assert judge(found, clock("2026-07-10 09:00")).state is State.PUBLISHED


def test_a_copy_is_no_content_and_names_the_original() -> None:
    folder, paths = Folder("content/posts", "post"), ("content/posts/a.md", "content/posts/a (1).md")
    text = b"---\ndate: 2026-07-01\n---\n" + b"Ten homes in Larkfield. " * 8
    texts = [read(text, place(path, folder, frozenset(paths)), Config()) for path in paths]
    found = judge_all(texts, clock("2026-07-10 09:00"))["content/posts/a (1).md"]
    assert (found.state, found.cause) == (State.NOT_CONTENT, Cause.COPY)
    assert found.reason.startswith("a copy of content/posts/a.md: delete it")


def test_the_day_of_a_withdrawal_is_in_the_account() -> None:
    found = state("date: 2026-07-01\nwithdrawn: It was wrong\nwithdrawn_on: 2026-07-09")
    assert (found.state, found.when) == (State.WITHDRAWN, "Thursday 9 July 2026")


def test_every_change_has_its_moment() -> None:
    config = Config(quiet_periods=(ELECTION,))
    texts = [reading("date: 2026-07-25\nembargo_until: 2026-07-20 09:30")]
    found = {(each.day, each.timed) for each in moments(texts, config)}
    assert found == {
        (date(2026, 7, 25), False),
        (date(2026, 7, 20), True),
        (date(2026, 6, 1), False),
        (date(2026, 6, 27), False),
    }


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2026, 5, 20), date(2026, 7, 5)),
    st.one_of(st.none(), st.dates(date(2026, 5, 20), date(2026, 7, 5))),
    st.datetimes(*(datetime.fromisoformat(f"2026-{day}") for day in ("05-15", "07-10"))),
    st.integers(0, 40),
)
def test_between_two_moments_no_state_changes(day: date, embargo: date | None, at: datetime, hours: int) -> None:
    config = Config(quiet_periods=(ELECTION,))
    post = reading(f"date: {day}" + (f"\nembargo_until: {embargo} 09:30" if embargo else ""))
    now, later = (each.replace(tzinfo=LONDON) for each in (at, at + timedelta(hours=hours)))
    begins = (each.at if each.timed else each.at.replace(hour=0) for each in moments([post], config))
    changes = [each for each in begins if now < each <= later]
    one, other = (judge_all([post], Clock(each), config)[post.path].state for each in (now, later))
    assert one == other or changes


@pytest.mark.parametrize("cause", [None, *Cause])
def test_a_preview_shows_what_waits_for_people_or_for_a_day_and_never_what_has_a_fault(cause: Cause | None) -> None:
    account = FileAccount("x.md", State.HELD, cause=cause)
    waits = cause in (Cause.SIGN_OFF, Cause.QUIET_PERIOD, Cause.EMPTY)
    assert has_page(account, clock("2026-07-10 09:00", drafts=True)) == waits
    assert not has_page(account, clock("2026-07-10 09:00"))


@pytest.mark.parametrize("drafts", [False, True])
def test_only_a_preview_has_pages_for_what_is_not_public(drafts: bool) -> None:
    preview = clock("2026-07-10 09:00", drafts=drafts)
    account = FileAccount("x.md", State.PUBLISHED)
    paged = {each for each in State if has_page(replace(account, state=each), preview)}
    hidden = {State.DRAFT, State.SCHEDULED, State.EMBARGOED} if drafts else set()
    assert paged == {State.PUBLISHED, State.WITHDRAWN} | hidden
