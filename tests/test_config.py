"""What ``config.toml`` may hold, and what a manager hears when it holds something else."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes import settings as reading
from weeknotes.config import (
    Config,
    Folder,
    Naming,
    Publication,
    QuietPeriod,
    Site,
    Team,
    Theme,
    folder_of,
    standard_folders,
)
from weeknotes.errors import Problem, Severity
from weeknotes.labels import Style
from weeknotes.model import Kind
from weeknotes.namings import CALLED, NAMED
from weeknotes.settings import parse
from weeknotes.values import fields

ROOT = Path(__file__).parent.parent
HEAD = '[site]\nurl = "https://open.example.org/"\nid_authority = "open.example.org,2026"\n'
SITE = HEAD  # settings typed after it stand in [site], from line 4 on


def only(text: str) -> Problem:
    """The one problem of a file."""
    _, problems = parse(text)
    assert len(problems) == 1, problems
    return problems[0]


BLOG = '[[folders]]\npath = "blog"\nkind = "post"\n'
QUIET = '[[quiet_periods]]\nfrom = "2027-03-22"\nto = "2027-05-06"\nreason = "the election"\n'

# (what follows the head, code, line, suggestion)
BROKEN = [
    # the form of the file
    ("title = Open Marlow\n", "syntax", 4, 'title = "Open Marlow"'),
    ('title = "Open Marlow\n', "syntax", 4, 'title = "Open Marlow"'),
    ('title = Open Marlow"\n', "syntax", 4, 'title = "Open Marlow"'),
    ('title: "Open Marlow"\n', "syntax", 4, 'title = "Open Marlow"'),
    ("title: Open Marlow\n", "syntax", 4, 'title = "Open Marlow"'),
    ("title = “Open Marlow”\n", "syntax", 4, 'title = "Open Marlow"'),
    ("title =\n", "syntax", 4, 'title = ""'),
    ('title "Open Marlow"\n', "syntax", 4, 'title = "Open Marlow"'),
    ('default team = "data"\n', "syntax", 4, 'default_team = "data"'),
    ('title = "Open Marlow",\n', "syntax", 4, 'title = "Open Marlow"'),
    ("title = 'Tom's notes'\n", "syntax", 4, 'title = "Tom\'s notes"'),
    ("// our notes\n", "syntax", 4, "# our notes"),
    ("[feeds\nlimit = 3\n", "syntax", 4, "[feeds]"),
    ("[feeds]\nlimit = 1,000\n", "syntax", 5, "limit = 1000"),
    ('[[folders]]\npath = "content\\posts"\nkind = "post"\n', "syntax", 5, 'path = "content/posts"'),
    ('[folders]\npath = "blog"\nkind = "post"\n', "syntax", 4, "[[folders]]"),
    ('title = "A"\ntitle = "B"\n', "twice", 5, '# title = "B"'),
    ('[feeds]\nlimit = 3\n[site]\ntitle = "B"\n', "twice", 6, "# [site]"),
    # names that are not known
    ('titel = "Open"\n', "unknown-key", 4, 'title = "Open"'),
    ("[feed]\nlimit = 3\n", "unknown-key", 4, "[feeds]"),
    ("[feeds]\nlimits = 3\n", "unknown-key", 5, "limit = 3"),
    ('base_url = "https://a.example/"\n', "unknown-key", 4, '# base_url = "https://a.example/"'),
    ('organization = "Council"\n', "unknown-key", 4, 'organisation = "Council"'),
    ('[markdown]\nflavor = "extra"\n', "unknown-key", 5, 'flavour = "extra"'),
    ("colour = 3\n", "unknown-key", 4, "# colour = 3"),
    # types
    ("title = 2026\n", "type", 4, 'title = "2026"'),
    ("title = true\n", "type", 4, 'title = "Our weeknotes"'),
    ('[feeds]\nlimit = "50"\n', "type", 5, "limit = 50"),
    ('[feeds]\nlimit = "1 000 000"\n', "type", 5, "limit = 1000"),
    ("[related]\ncount = 5.0\n", "type", 5, "count = 5"),
    ('[markdown]\nflavour = "extra"\nextensions = "toc, x"\n', "type", 6, 'extensions = ["toc", "x"]'),
    ('[[related]]\ncount = 5\n', "type", 4, "[related]"),
    ('[images]\ncards = "yes"\n', "type", 5, "cards = true"),
    ("[image]\ncards = true\n", "unknown-key", 4, "[images]"),
    # single values
    ('language = "english"\n', "language", 4, 'language = "en"'),
    ('language = "en_GB"\n', "language", 4, 'language = "en-GB"'),
    ('timezone = "London"\n', "timezone", 4, 'timezone = "Europe/London"'),
    ('timezone = "Europe/Lodnon"\n', "timezone", 4, 'timezone = "Europe/London"'),
    ('repository = "marlow reach/open"\n', "repository", 4, 'repository = "marlow-reach/open"'),
    ('repository = "open"\n', "repository", 4, 'repository = "example-council/notes"'),
    ('branch = "my branch"\n', "branch", 4, 'branch = "main"'),
    ('reply = "Open <open@marlow.example>"\n', "reply", 4, 'reply = "open@marlow.example"'),
    ('week_ending = "Fri"\n', "week-ending", 4, 'week_ending = "friday"'),
    ('week_ending = "saturday"\n', "week-ending", 4, 'week_ending = "sunday"'),
    ('[markdown]\nflavour = "githbu"\n', "flavour", 5, 'flavour = "github"'),
    ("[feeds]\nlimit = 0\n", "limit", 5, "limit = 1"),
    ('[feeds]\nhub = "hub.example.org"\n', "hub", 5, 'hub = "https://hub.example.org/"'),
    ('[feeds]\nhub = "our hub"\n', "hub", 5, 'hub = "https://hub.example.org/"'),
    ('[series.x]\nended = "week 30"\n', "ended", 5, 'ended = "2026-W30"'),
    ('[series.x]\nfarewell = "Bye"\n', "farewell", 5, 'ended = "2026-W30"\nfarewell = "Bye"'),
    ("[related]\ncount = 21\n", "count", 5, "count = 20"),
    ('[markdown]\nflavour = "github"\nextensions = ["toc"]\n', "extensions", 5, 'flavour = "extra"'),
    # folders
    ('[[folders]]\npath = "../notes"\nkind = "post"\n', "path", 5, 'path = "notes"'),
    ('[[folders]]\npath = "/notes"\nkind = "post"\n', "path", 5, 'path = "notes"'),
    ('[[folders]]\npath = "C:/notes"\nkind = "post"\n', "path", 5, 'path = "notes"'),
    ('[[folders]]\npath = "."\nkind = "files"\n', "path", 5, 'path = "files"'),
    ('[[folders]]\npath = "output"\nkind = "post"\n', "path", 5, 'path = "content"'),
    ('[[folders]]\npath = "blog"\nkind = "posst"\n', "kind", 6, 'kind = "post"'),
    ('[[folders]]\nkind = "post"\n', "folder-path-missing", 4, 'path = "content/weeknotes"'),
    ('[[folders]]\npath = "blog"\n', "folder-kind-missing", 4, 'kind = "weeknote"'),
    ('[[folders]]\npath = "blog"\nkind = "post"\nat = "x"\n', "at", 7, '# at = "x"'),
    ('[[folders]]\npath = "a"\nkind = "post"\nlang = "welsh"\n', "lang", 7, 'lang = "cy"'),
    # sign-off, quarantine, quiet periods
    (f'{BLOG}sign_off = "secnd person"\n', "sign-off", 7, 'sign_off = "second person"'),
    (f'{BLOG}sign_off = "named"\n', "approvers", 7, None),
    (f'{BLOG}approvers = ["Ada"]\n', "approvers", 7, None),
    ('[publication]\nquarantine = "true"\n', "type", 5, "quarantine = true"),
    ('[publication]\nquarantine = "no"\n', "type", 5, "quarantine = false"),
    ("[publication]\nquarantine = 1\n", "type", 5, "quarantine = true"),
    ('[publication]\ntimed_builds = ["25:00", "5:17"]\n', "timed-builds", 5, 'timed_builds = ["05:17"]'),
    ('[publication]\ntimed_builds = "05:17"\n', "type", 5, 'timed_builds = ["05:17"]'),
    (f"{QUIET}kinds = ['posst']\n", "kinds", 8, 'kinds = ["post"]'),
    (QUIET.replace("2027-03-22", "31/04/2027"), "from", 5, 'from = "2027-04-30"'),
    (QUIET.replace("2027-05-06", "2027-03-21"), "quiet-period", 6, 'to = "2027-03-22"'),
    (QUIET.replace("reason", "# reason"), "quiet-period", 4, None),
    # teams, themes, series
    ('[teams.Adult_Care]\nname = "Adult Care"\n', "slug", 4, "[teams.adult-care]"),
    ('[teams]\nAdult_Care = "Adult Care"\n', "slug", 5, 'adult-care = "Adult Care"'),
    ('[teams.data]\nnmae = "Data"\n', "unknown-key", 5, 'name = "Data"'),
    ("[teams]\ndata = 3\n", "type", 5, "[teams.data]"),
    ("[themes.care]\nname = 3\n", "type", 5, 'name = "3"'),
    ('[series.data]\nlabel = "isso"\n', "label", 5, 'label = "iso"'),
    ('[series.data]\nlabel = "since:2018-13-01"\n', "label", 5, 'label = "since:2018-01-13"'),
    ('[[series.data.changes]]\nfrom = "2027-W53"\nlabel = "iso"\n', "from", 5, None),
    ('[[series.data.changes]]\nlabel = "iso"\n', "change-incomplete", 4, 'from = "2026-W28"'),
    ('[series.data]\nchanges = "iso"\n', "type", 5, "[[series.data.changes]]"),
]


@pytest.mark.parametrize(("text", "code", "line", "suggestion"), BROKEN)
def test_a_fault_is_told_with_its_line_and_the_line_to_write(
    text: str, code: str, line: int, suggestion: str | None
) -> None:
    problem = only(SITE + text)
    assert (problem.code, problem.line) == (f"config.{code}", line)
    assert problem.found == (SITE + text).split("\n")[line - 1].strip()
    assert suggestion is None or problem.suggestion == suggestion


# Lines to add beside others, and lines that say "look at that other one", cannot be put in place.
ADDED = ("folder-path-missing", "folder-kind-missing", "change-incomplete", "twice")
HEADERS = ("[teams.data]", "[[series.data.changes]]")
PUT = [(text, line) for text, code, line, better in BROKEN if better and code not in ADDED and better not in HEADERS]


@pytest.mark.parametrize(("text", "line"), PUT)
def test_writing_the_suggested_line_ends_the_problem(text: str, line: int) -> None:
    lines = (SITE + text).split("\n")
    lines[line - 1] = only(SITE + text).suggestion
    _, problems = parse("\n".join(lines))
    assert problems == ()


JARGON = ("toml", "table", "parse", "token", "string", "array", "key", "statement", "column")


@pytest.mark.parametrize("text", [row[0] for row in BROKEN])
def test_no_message_holds_the_words_of_a_parser(text: str) -> None:
    message = only(SITE + text).message
    assert not any(word in message.casefold() for word in JARGON)
    assert message.endswith((".", "?"))


TEN = """\
[site]
titel = "Open"
url = open.example.org
language = "english"
timezone = "Londno"
week_ending = "monday"
[feeds]
limit = "50"
[related]
count = 100
[[folders]]
path = "../x"
kind = "post"
[[folders]]
path = "blog"
kind = "blurb"
[series.data]
label = "weekly"
"""


def test_ten_faults_in_one_file_are_told_in_one_run_from_top_to_bottom() -> None:
    _, problems = parse(TEN)
    lines = [problem.line for problem in problems]
    assert lines == [2, 3, 3, 4, 5, 6, 8, 10, 12, 16, 18]
    assert len({problem.code for problem in problems}) >= 10


def test_faults_leave_the_other_settings_as_typed() -> None:
    config, _ = parse('[site]\ntitle = Open\nurl = "nonsense"\nlanguage = "cy"\n[feeds]\nlimit = 7\n')
    assert (config.site.title, config.site.language, config.feeds.limit) == ("Open", "cy", 7)
    assert config.site.url == Site().url


def test_two_hundred_faults_are_all_told() -> None:
    text = SITE + "".join(f"[teams.t{number}]\nname = Team {number}\n" for number in range(200))
    config, problems = parse(text)
    assert len(problems) == 200
    assert config.teams["t199"].name == "Team 199"


def test_an_empty_file_is_a_site_with_defaults_and_a_hint_about_its_address() -> None:
    config, (hint,) = parse("")
    assert config == Config(folders=standard_folders())
    assert (hint.code, hint.severity) == ("config.url-missing", Severity.HINT)


def test_a_missing_id_authority_is_made_of_the_host_and_the_line_to_keep_it_is_shown() -> None:
    config, (hint,) = parse('[site]\nurl = "https://notes.example.org/team"\n')
    assert config.site.id_authority == "notes.example.org,2026"
    assert (hint.code, hint.severity) == ("config.id-authority-missing", Severity.HINT)
    assert hint.suggestion == 'id_authority = "notes.example.org,2026"'


def test_unknown_names_are_warnings_that_do_not_stop_a_publication() -> None:
    assert only(SITE + "colour = 1\n").severity is Severity.WARNING
    assert only(SITE + "title = 1\n").severity is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("themes = 3\n", "[themes]"), ('folders = ["blog"]\n', "[[folders]]"), ("feeds = 20\n", "[feeds]")],
)
def test_a_section_given_as_a_value_is_sent_to_its_brackets(text: str, suggestion: str) -> None:
    assert (only(text + HEAD).line, only(text + HEAD).suggestion) == (1, suggestion)


def test_a_setting_above_all_sections_is_sent_to_its_section() -> None:
    problem = only('title = "Open"\n' + HEAD)
    assert "[site]" in problem.message
    _, problems = parse('title = "Open"\n[feeds]\nlimit = 3\n')
    assert problems[1].suggestion == 'site.title = "Open"'


def test_the_problem_names_the_file_that_was_read() -> None:
    _, (problem,) = parse("", "other/config.toml")
    assert problem.path == "other/config.toml"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    config, problems = parse(HEAD.replace("\n", end) + f'title = "Open"{end}langage = "en"{end}')
    assert config.site.title == "Open"
    assert [problem.line for problem in problems] == [5]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse("\ufeff" + HEAD)[1] == ()


def test_dotted_and_inline_settings_are_found_in_their_lines() -> None:
    text = 'site.url = "https://a.example/"\nsite.id_authority = "a.example,2026"\n'
    text += 'site.language = "english"\n'
    assert (only(text).line, only(text).suggestion) == (3, 'site.language = "en"')
    inline = SITE + '[teams]\ndata = { name = "Data", organization = "Council" }\n'
    assert only(inline).line == 5


def test_folders_in_a_list_are_found_in_their_lines() -> None:
    text = 'folders = [\n  {path = "a", kind = "post"},\n  {path = "b", kind = "posst"},\n]\n' + HEAD
    assert (only(text).line, only(text).suggestion) == (3, 'kind = "post"')


def test_a_repository_may_be_given_by_its_address() -> None:
    config, problems = parse(SITE + 'repository = "https://github.com/marlow-reach/open.git"\n')
    assert (config.site.repository, problems) == ("marlow-reach/open", ())


def test_an_empty_text_counts_as_not_given() -> None:
    config, problems = parse(SITE + 'title = ""\nreply = ""\n')
    assert (config.site.title, problems) == ("Weeknotes", ())


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("weeknotes", "weeknote"), ("Weeknote", "weeknote"), ("case-studies", "case study"),
        ("case_study", "case study"), ("posts", "post"), ("page", "page"), ("teams", "team"),
        ("themes", "theme"), ("people", "person"), ("persons", "person"), ("files", "files"),
    ],
)  # fmt: skip
def test_kinds_are_read_in_every_usual_spelling(typed: str, kind: str) -> None:
    config, problems = parse(SITE + f'[[folders]]\npath = "x"\nkind = "{typed}"\n')
    assert (config.folders[0].kind, problems) == (kind, ())


def test_given_folders_come_first_and_replace_standard_ones_of_the_same_path() -> None:
    text = '[[folders]]\npath = "./content/posts/"\nkind = "weeknote"\nteam = "data"\n'
    config, problems = parse(SITE + text)
    assert problems == ()
    assert config.folders[0] == Folder("content/posts", "weeknote", team="data")
    assert [folder.path for folder in config.folders].count("content/posts") == 1
    assert len(config.folders) == len(standard_folders())


def test_a_folder_given_twice_is_told_at_the_second_one() -> None:
    twice = '[[folders]]\npath = "blog"\nkind = "post"\n[[folders]]\npath = "Blog/"\nkind = "page"\n'
    problem = only(SITE + twice)
    assert (problem.code, problem.line) == ("config.folder-twice", 8)


def test_files_are_published_below_the_address_given_or_their_own_path() -> None:
    first = '[[folders]]\npath = "static"\nkind = "files"\nat = "/"\n'
    config, problems = parse(SITE + first + '[[folders]]\npath = "assets/img"\nkind = "files"\n')
    assert [folder.at for folder in config.folders[:2]] == ["", "assets/img"]
    assert problems == ()


def test_a_folder_gives_defaults_to_all_below_it() -> None:
    text = '[[folders]]\npath = "x"\nkind = "post"\nteam = "a"\ntheme = "b"\nseries = "c"\n'
    config, _ = parse(SITE + text + 'lang = "cy"\nauthor = "Ada"\n')
    assert config.folders[0] == Folder("x", "post", "a", "b", "c", "cy", "Ada")


def test_every_standard_folder_has_a_kind_of_the_model() -> None:
    assert {folder.kind for folder in standard_folders()} <= set(Kind)


def test_teams_and_themes_are_read_long_or_short() -> None:
    teams, themes = '[teams.data]\nname = "Data"\norganisation = "Council"\n', '[themes]\ncare = "Care"\n'
    config, _ = parse(SITE + teams + themes)
    assert config.teams == {"data": Team("data", "Data", "Council")}
    assert config.themes == {"care": Theme("care", "Care")}


def test_a_team_without_a_name_is_called_by_its_slug() -> None:
    config, problems = parse(SITE + "[teams.adult-care]\n")
    assert (config.teams["adult-care"].name, problems) == ("Adult care", ())


def test_a_series_changes_its_label_style_midway() -> None:
    text = (
        '[series.director]\nlabel = "sequence"\n'
        '[[series.director.changes]]\nfrom = "2020-W01"\nlabel = "commencing"\n'
        '[[series.director.changes]]\nfrom = 2018-05-21\nlabel = "iso"\n'
    )
    config, problems = parse(SITE + text)
    styles = (("", Style("sequence")), ("2018-W21", Style("iso")), ("2020-W01", Style("commencing")))
    assert (config.series["director"].styles, problems) == (styles, ())


def test_two_changes_from_one_week_are_told() -> None:
    change = '[[series.data.changes]]\nfrom = "2020-W01"\nlabel = "iso"\n'
    problem = only(SITE + change + change)
    assert (problem.code, problem.line) == ("config.change-twice", 8)


def test_a_series_with_a_start_reads_it() -> None:
    config, _ = parse(SITE + '[series.data]\nlabel = "since:2018-01-08"\n')
    assert config.series["data"].styles == (("", Style("since", date(2018, 1, 8))),)


def test_a_series_without_a_name_has_that_of_its_team() -> None:
    config, _ = parse(SITE + '[teams.data]\nname = "Data and Mapping"\n[series.data]\nlabel = "iso"\n')
    assert config.series["data"].name == "Data and Mapping"


def test_the_extra_flavour_takes_extensions() -> None:
    config, problems = parse(SITE + '[markdown]\nflavour = "extra"\nextensions = ["toc", "tables"]\n')
    assert (config.markdown.extensions, problems) == (("toc", "tables"), ())


def test_every_setting_of_the_records_can_be_given() -> None:
    # Its names in other languages have sections of their own, and what is told in them is no setting.
    assert set(fields(Site)) - {"called", "told"} == set(reading.SITE)
    assert set(fields(Naming)) == {*NAMED, *CALLED}
    assert set(fields(Folder)) == set(reading.FOLDER)


def test_the_sample_of_every_setting_is_itself_accepted() -> None:
    lines = "\n".join(f"{name} = {key.sample}" for name, key in reading.SITE.items())
    said = "\n".join(f"{name} = {key.sample}" for name, key in reading.SECTIONS["accessibility"].items())
    assert parse(f"[site]\n{lines}\n[accessibility]\n{said}\n")[1] == ()


def test_a_quiet_period_has_both_its_days_and_may_be_for_some_alone() -> None:
    config, problems = parse(f"{HEAD}{QUIET}kinds = ['weeknotes']\nteams = ['housing']\n")
    assert problems == ()
    period = QuietPeriod(date(2027, 3, 22), date(2027, 5, 6), "the election", ("weeknote",), ("housing",))
    assert config.quiet_periods == (period,)


def test_days_of_quiet_periods_may_be_typed_without_quotes_and_come_in_order() -> None:
    later = "[[quiet_periods]]\nfrom = 2027-09-01\nto = '2 October 2027'\nreason = 'x'\n"
    config, problems = parse(HEAD + later + QUIET)
    assert [each.first for each in config.quiet_periods] == [date(2027, 3, 22), date(2027, 9, 1)]
    assert problems == ()


def test_a_faulty_quiet_period_stops_the_site_and_is_not_passed_over() -> None:
    config, problems = parse(HEAD + QUIET.replace("to =", "too ="))
    assert config.quiet_periods == ()
    assert "error" in {each.severity.value for each in problems}


def test_nothing_is_quarantined_and_nobody_signs_off_unless_the_site_asks_for_it() -> None:
    config, _ = parse(HEAD)
    assert config.publication == Publication(quarantine=False, timed_builds=(time(5, 17),))
    assert {each.sign_off for each in config.folders} == {"none"}


def test_timed_builds_are_read_in_order_and_may_be_none() -> None:
    for typed, times in (('["12:30", "5:17"]', (time(5, 17), time(12, 30))), ("[]", ())):
        config, problems = parse(f"{HEAD}[publication]\ntimed_builds = {typed}\n")
        assert (config.publication.timed_builds, problems) == (times, ())


def test_a_standard_folder_may_ask_for_sign_off() -> None:
    folder = '[[folders]]\npath = "content/case-studies"\nkind = "case study"\nsign_off = "Second-person"\n'
    config, problems = parse(f"{HEAD}{folder}sign_off_from = 2026-12-01\n")
    (found,) = [each for each in config.folders if each.path == "content/case-studies"]
    assert (found.sign_off, found.sign_off_from, problems) == ("second person", date(2026, 12, 1), ())
    assert found.is_standard


@pytest.mark.parametrize(
    ("path", "folder"),
    [("notes/2026/a.md", "notes/2026"), ("notes/b.md", "notes"), ("c.md", "."), ("notes/2026.md", "notes")],
)
def test_a_file_is_of_the_innermost_folder_that_is_named(path: str, folder: str) -> None:
    folders = [Folder(".", "post"), Folder("notes/2026", "post"), Folder("notes", "post")]
    assert folder_of(path, folders) == Folder(folder, "post")
    assert folder_of("elsewhere/a.md", folders[1:]) is None


def test_the_demonstration_site_has_no_faults() -> None:
    config, problems = parse((ROOT / "config.toml").read_text("utf-8"))
    assert (config.site.title, problems) == ("Open Marlow Reach", ())


MANUAL = (ROOT / "docs" / "configuration.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_documentation_is_right(example: str) -> None:
    _, problems = parse(example)
    assert {problem.code for problem in problems} <= {"config.url-missing"}


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=200))
def test_no_text_whatever_raises(text: str) -> None:
    config, problems = parse(text)
    assert isinstance(config, Config)
    assert all(problem.message for problem in problems)


HEADERS_OF_ALL_SORTS = ["[site]", "[[folders]]", "[teams.x]", "[series.a]", "[[series.a.changes]]"]
WORDS = [*HEADERS_OF_ALL_SORTS, "title", "url", "path", "kind", "from", "label"]
SIGNS = [*"[]{}\"'=,.#\\ \n", '"""', "'''", "\x00", "\ud800", "a = 1\n", "“x”", '"x"']
PIECES = st.sampled_from([*WORDS, *SIGNS, "1", "2026-02-30", "inf", "site", "folders", "teams", "extensions"])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_muddle_of_settings_raises_and_every_line_named_exists(text: str) -> None:
    _, problems = parse(text)
    assert all(0 <= problem.line <= text.count("\n") + text.count("\r") + 1 for problem in problems)


SINGLE = st.sampled_from(['"x"', "1", "1.5", "true", "2026-07-08", "07:30:00", '""', '"../x"', "inf", "-1"])
LISTED = st.lists(SINGLE, max_size=3).map(lambda items: f"[{', '.join(items)}]")
TABLED = (SINGLE | LISTED).map(lambda value: f"{{name = {value}, path = {value}, k.x = {value}}}")
VALUES = SINGLE | LISTED | TABLED | TABLED.map(lambda table: f"[{table}, 3, {table}]")
KNOWN = [f"{section}.{name}" for section, keys in reading.SECTIONS.items() for name in keys]
NAMES = st.sampled_from([*reading.SECTIONS, *KNOWN, "series.x.changes", "teams.x"])


@settings(max_examples=150, deadline=None)
@given(NAMES, VALUES)
def test_a_value_of_any_type_in_any_place_is_read_or_told(name: str, value: str) -> None:
    _, problems = parse(f"{name} = {value}\n")
    assert all(problem.code != "config.syntax" for problem in problems)
