"""Every state on whole sites: what is built, what is told, and that the numbers add up."""

from __future__ import annotations

import json
import re

import pytest
from sites import CONFIG

from weeknotes.github_annotations import as_github
from weeknotes.model import State
from weeknotes.report import as_json, as_markdown, as_text

QUARANTINE = CONFIG + "[publication]\nquarantine = true\n"
SIGNED = CONFIG + '[[folders]]\npath = "content/posts"\nkind = "post"\nsign_off = "second person"\n'
QUIET = CONFIG + '[[quiet_periods]]\nfrom = "2026-11-20"\nto = "2026-11-26"\nreason = "the by-election"\n'
GOOD = "-- content/posts/good.md --\n---\ndate: 2026-11-02\n---\nAll is well.\n"
BAD = "-- content/posts/bad.md --\n---\ndate: 31/06/2026\n---\nA day that is not there.\n"


def of(day: str, name: str = "x", more: str = "", body: str = "Text.") -> str:
    return f"-- content/posts/{name}.md --\n---\ndate: {day}\n{more}\n---\n{body}\n"


def test_one_faulty_file_stops_the_site_unless_it_asks_for_quarantine(make):
    stopped = make(GOOD + BAD)
    assert stopped.output == {}
    assert stopped.account.quarantined == ()
    built = make("", QUARANTINE)
    assert "posts/good/index.html" in built.output
    assert "posts/bad/index.html" not in built.output
    assert built.account.quarantined == ("content/posts/bad.md",)


def test_quarantine_is_said_first_and_in_capitals_and_the_fault_is_still_an_error(make):
    account = make(GOOD + BAD, QUARANTINE).account
    assert as_text(account).startswith("1 file with a fault is KEPT BACK and not on the site: content/posts/bad.md.")
    assert "Error, line 2: June 2026 has 30 days" in as_text(account)
    assert re.findall("^::error.*?::", as_github(account), re.M)[1].startswith("::error file=content/posts/bad.md,")
    assert "All but 1 file with a fault" in as_markdown(account, "Site")


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (of("2026-11-03", "bad", body="[x](nowhere-at-all.md)"), "link.broken"),
        (of("2026-11-03", "bad", body="![A cat](cat.jpg)") + "-- content/posts/cat.jpg --\nno picture", "image.broken"),
        (of("2027-11-03", "bad", body="[x](nowhere-at-all.md)"), "link.broken"),
        ("-- content/posts/bad.md --\n---\ntitle: No date\n---\nText\n", "date.missing"),
    ],
)
def test_whatever_is_wrong_with_one_file_keeps_that_file_alone(make, bad, why):
    built = make(GOOD + bad, QUARANTINE)
    assert built.codes == [why]
    assert built.files["content/posts/bad.md"].state is State.HELD
    assert "posts/good/index.html" in built.output
    assert "posts/bad/index.html" not in built.output


def test_a_link_to_a_file_that_is_kept_back_keeps_nobody_else_back(make):
    linking = of("2026-11-03", "linking", body="[x](bad.md) and [[Bad]]")
    chain = of("2026-11-03", "chain", body="[x](linking.md)")
    built = make(GOOD + BAD + linking + chain, QUARANTINE)
    assert {path for path, each in built.files.items() if each.state is State.HELD} == {"content/posts/bad.md"}
    assert built.problem("link.held").severity.value == "warning"


@pytest.mark.parametrize(
    "fault",
    [
        '-- config.toml --\n[site]\ntitle = 5\nurl = "nowhere"\n[publication]\nquarantine = true\n',
        "-- templates/post.html --\n{% if %}\n",
        of("2026-11-03", "one", "slug: same") + of("2026-11-04", "two", "slug: same"),
    ],
)
def test_what_is_wrong_with_the_whole_site_stops_it_in_spite_of_quarantine(make, fault):
    config = "" if "config.toml" in fault else QUARANTINE
    assert make(GOOD + fault, config).output == {}


def test_when_the_fault_is_mended_the_file_is_back_and_nothing_is_said_of_quarantine(make):
    make(GOOD + BAD, QUARANTINE)
    built = make(BAD.replace("31/06/2026", "2026-06-30"), QUARANTINE)
    assert "posts/bad/index.html" in built.output
    assert (built.account.quarantined, built.account.problems) == ((), ())


def test_a_faulty_study_takes_its_parts_with_it(make):
    study = "-- content/case-studies/grow/index.md --\n---\ndate: 31/06/2026\n---\nText\n"
    built = make(GOOD + study + "-- content/case-studies/grow/01-first.md --\nText\n", QUARANTINE)
    assert built.files["content/case-studies/grow/01-first.md"].state is State.HELD
    assert not [name for name in built.output if "grow" in name]


def test_a_file_waits_for_its_second_reader_and_the_line_releases_it(make):
    held = make(of("2026-11-02", "x", "author: Bo"), SIGNED)
    account = held.files["content/posts/x.md"]
    assert (account.state, account.fix) == (State.HELD, "reviewed_by:")
    assert "posts/x/index.html" not in held.output
    assert "anybody but Bo" in as_text(held.account, 200)
    assert "posts/x/index.html" in make(of("2026-11-02", "x", "author: Bo\nreviewed_by: Cai"), SIGNED).output


def test_asking_for_sign_off_changes_no_address_and_no_id(make):
    note = "-- content/weeknotes/2026/2026-w45.md --\n---\nauthor: Bo\nreviewed_by: Cai\n---\nText\n"
    before = make(note).output
    folder = '[[folders]]\npath = "content/weeknotes"\nkind = "weeknote"\nsign_off = "second person"\n'
    assert make("", CONFIG + folder).output == before


def test_a_quiet_period_lets_go_by_itself_of_what_it_held(make):
    held = make(of("2026-11-20"), QUIET, today="2026-11-26")
    assert "held until Friday 27 November 2026, in 1 day: because of the by-election" in " ".join(
        as_text(held.account).split()
    )
    assert "posts/x/index.html" not in held.output
    assert "posts/x/index.html" in make("", QUIET, today="2026-11-27").output


def test_what_was_public_before_a_quiet_period_stays_public_in_it(make):
    assert "posts/x/index.html" in make(of("2026-11-19"), QUIET, today="2026-11-21").output


def test_an_override_is_published_and_on_record_in_every_report(make):
    override = "quiet_override: {by: Ada Penhaligon, reason: Flood warnings}"
    built = make(of("2026-11-21", more=override), QUIET)
    assert "posts/x/index.html" in built.output
    for told in (as_text(built.account), as_markdown(built.account, "Site"), as_json(built.account)):
        assert all(word in told for word in ("Ada Penhaligon", "Flood warnings", "by-election"))


def test_a_period_for_a_team_that_is_not_there_is_told(make):
    quiet = QUIET + 'teams = ["housng"]\n'
    built = make(of("2026-11-02", more="team: housing"), quiet)
    assert "Did you mean “housing”?" in built.problem("team.unknown").message


ALL_STATES = (
    GOOD
    + of("2026-12-04", "later")
    + of("2026-11-02", "embargoed", "embargo_until: 2026-12-01 09:30\nembargo_by: Press office")
    + of("2026-11-02", "draft", "state: draft")
    + of("2026-11-02", "withdrawn", "withdrawn: It was wrong\nwithdrawn_on: 2026-11-20")
    + of("2026-11-21", "quiet")
    + of("2026-11-02", "empty", body="## What we did")
    + BAD
    + "-- content/posts/note.docx --\nx\n-- content/posts/create-folder.md --\nx\n-- content/post/a.md --\nText\n"
    + "-- content/posts/nothing.md --\n"
)


def test_every_file_is_told_once_and_the_counts_add_up_in_every_form(make):
    built = make(ALL_STATES, QUIET + "[publication]\nquarantine = true\n")
    counted = json.loads(as_json(built.account))["counts"]
    assert sum(counted[state.value] for state in State) == counted["files"] == len(built.files) == 12
    sentence = "12 files: 1 published, 1 scheduled for Friday 4 December 2026, 1 embargoed, 1 draft, 1 withdrawn"
    assert sentence in " ".join(as_text(built.account, 200).split())
    assert sentence in as_markdown(built.account, "Site")
    assert f"::{sentence}, 2 held and 5 not content." in as_github(built.account)


def test_every_file_that_is_not_public_is_named_in_the_terminal_and_in_the_summary(make):
    built = make(ALL_STATES, QUIET + "[publication]\nquarantine = true\n")
    hidden = [path for path, each in built.files.items() if each.state is not State.PUBLISHED]
    for told in (as_text(built.account).split("Not on the site")[1], as_markdown(built.account, "Site")):
        assert all(told.count(path) >= 1 for path in hidden)


def test_a_tombstone_has_its_day_and_its_reason(make):
    page = make(GOOD + of("2026-11-02", "x", "withdrawn: It was wrong\nwithdrawn_on: 20/11/2026")).page(
        "posts/x/index.html"
    )
    assert "20 November 2026" in page
    assert "It was wrong" in page


def test_nothing_in_a_text_keeps_it_from_being_withdrawn(make):
    body = "OFFICIAL-SENSITIVE, AB 12 34 56 C: [x](nowhere.md) ![A cat](cat.jpg)"
    lines = "withdrawn: It named somebody\nimage: {src: cat.jpg, alt: A cat}\nstory: [nowhere]"
    built = make(GOOD + of("2026-11-02", "x", lines, body) + "-- content/posts/cat.jpg --\nno picture\n")
    assert {each.severity.value for each in built.account.problems} == {"warning"}
    assert "It named somebody" in built.page("posts/x/index.html")
    assert not [name for name, data in built.output.items() if b"SENSITIVE" in data or b"AB 12" in data]


@pytest.mark.parametrize("line", ["title: OFFICIAL-SENSITIVE", "withdrawn_on: 31/06/2026", "state: published"])
def test_what_a_tombstone_shows_must_be_right(make, line):
    assert make(GOOD + of("2026-11-02", "x", f"withdrawn: It named somebody\n{line}")).output == {}


def test_a_scaffold_that_nobody_touched_is_no_missing_week_and_no_fault(make):
    notes = "".join(
        f"-- content/weeknotes/2026/2026-w{week}-housing.md --\n---\nteam: housing\n---\nText of week {week}.\n"
        for week in (44, 46)
    )
    head = "---\nteam: housing\nevent_date: 30/02/2026\n---\n"
    empty = f"-- content/weeknotes/2026/2026-w45-housing.md --\n{head}## What we did\n"
    before = make(notes).output
    built = make(empty)
    assert built.account.problems == ()
    assert built.output == before


def test_words_alone_make_a_copy_and_end_one(make):
    # They differ in their last word, of which no list and no other page shows anything.
    said = "Ten homes in Larkfield were looked at by six officers. " * 10 + "\n\nAs we said."
    other = said.replace("we said", "we thought")
    path = "content/posts/a copy.md"
    make(of("2026-11-02", "a", body=said) + of("2026-11-02", "a copy", body=other))
    assert make(of("2026-11-02", "a copy", body=said)).files[path].state is State.NOT_CONTENT
    assert not [name for name in make("").output if "copy" in name]
    assert make(of("2026-11-02", "a copy", body=other)).files[path].state is State.PUBLISHED


def test_a_preview_shows_what_waits_marked_as_such_but_nothing_faulty(make):
    files = of("2026-11-21", "quiet") + of("2026-11-02", "embargoed", "embargo_until: 2026-12-01") + GOOD + BAD
    built = make(files, QUIET + "[publication]\nquarantine = true\n", drafts=True)
    for name in ("quiet", "embargoed"):
        assert 'class="draft"' in built.page(f"posts/{name}/index.html")
    assert 'class="draft"' not in built.page("posts/good/index.html")
    assert "posts/bad/index.html" not in built.output


def test_a_preview_shows_what_waits_for_sign_off(make):
    built = make(of("2026-11-02", "x", "author: Bo"), SIGNED, drafts=True)
    assert 'class="draft"' in built.page("posts/x/index.html")


def test_a_text_in_a_folder_that_is_nearly_called_right_is_told(make):
    folder = '[[folders]]\npath = "_posts"\nkind = "post"\n'
    files = "-- _posts/2026-11-02-a.md --\nText\n-- _post/2026-11-03-b.md --\nText\n-- notes/c.md --\nText\n"
    built = make(files, CONFIG + folder)
    assert "did you mean _posts?" in built.files["_post/2026-11-03-b.md"].reason
    assert built.files["_post/2026-11-03-b.md"].fix == "_posts/2026-11-03-b.md"
    assert "notes/c.md" not in built.files


@pytest.mark.parametrize("folder", ["components", "docs", "output", "templates", "scripts"])
def test_other_folders_of_a_repository_are_nobody_s_business(make, folder):
    built = make(f"{GOOD}-- {folder}/a.md --\nText\n-- README.md --\nText\n")
    assert list(built.files) == ["content/posts/good.md"]


def test_a_note_that_was_put_at_the_top_of_the_site_is_told(make):
    built = make(f"{GOOD}-- 2026-w47-housing.md --\nText\n-- 2026-11-20 housing.md --\nText\n")
    for path in ("2026-w47-housing.md", "2026-11-20 housing.md"):
        assert built.files[path].state is State.NOT_CONTENT
        assert built.files[path].reason.startswith("nothing is read from the top of the site: move it to one of")
