"""Links to other sites: which are asked for, what is told of each, in which file and line, and on what it is told."""

import json
import re
import socket
import sys
from datetime import UTC, datetime, timedelta

import pytest
from faraway import far, manners
from hypothesis import given
from hypothesis import strategies as st
from sites import CONFIG, write

from weeknotes import cli, elsewhere
from weeknotes.elsewhere import Found, Looking, answers, tidings
from weeknotes.elsewhere.answers import Answer, Kept, Verdict
from weeknotes.elsewhere.faults import faults
from weeknotes.elsewhere.mentions import Mention, asked_address
from weeknotes.past import Wish
from weeknotes.pipeline import build

NOTE = "content/weeknotes/2026/2026-w27-housing.md"
HEAD = "---\ntitle: Damp\nteam: housing\n---\n"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def host():
    with far() as host:
        yield host


@pytest.fixture
def look(tmp_path):
    """Look around from a site with this note, and other files; each ``HOST`` in them is that host."""

    def look_around(note, host=None, files="", config=CONFIG, **asked):
        text = f"-- config.toml --\n{config}\n-- {NOTE} --\n{HEAD}{note}\n{files}"
        write(tmp_path, text.replace("HOST", host.url if host else "HOST"))
        ours = asked.pop("manners", manners())
        return elsewhere.look(Wish(tmp_path, tmp_path / "output", NOW, jobs=1), Looking(manners=ours, **asked))

    look_around.site = tmp_path
    return look_around


def told(found):
    return [(each.code, each.path, each.line) for each in found.problems]


# What is asked for


def test_each_place_that_leads_elsewhere_is_told_with_its_line(look, host):
    fields = "title: About\nlinked_posts:\n  - HOST/404/linked\n"
    files = f"-- content/pages/about.md --\n---\n{fields}---\n![A map](HOST/404/map.png)\n"
    found = look("One.\n\nSee [it](HOST/404/a)\nand HOST/404/b and\n[ref][r].\n\n[r]: HOST/410/c", host, files)
    assert told(found) == [
        ("web.gone", "content/pages/about.md", 4),
        ("web.gone", "content/pages/about.md", 6),
        ("web.gone", NOTE, 7),
        ("web.gone", NOTE, 8),
        ("web.gone", NOTE, 11),
    ]


def test_only_what_readers_can_see_is_asked_for(look, host):
    files = "".join(
        f"-- content/posts/{name}.md --\n---\ntitle: {name}\n{head}\n---\n[x](HOST/404/{name})\n"
        for name, head in {
            "draft": "date: 2026-01-01\nstate: draft",
            "later": "date: 2027-01-01",
            "gone": "date: 2026-01-01\nstate: withdrawn\nreason: By mistake",
            "seen": "date: 2026-01-01",
        }.items()
    )
    others = "`HOST/404/code`, <!-- HOST/404/remark --> mailto:a@example.org, [b](tel:123), [c](#damp)"
    look(f"{others}\n\n# Damp\n", host, files)
    assert {path for _, path in host.asked} == {"/404/seen"}


def test_the_site_itself_is_not_asked_for(look, host):
    config = CONFIG.replace("https://open.example.org/", f"{host.url}/notes/")
    note = f"[here]({host.url}/notes/) [x]({host.url}/notes/nowhere/) [y]({host.url}/notesbook/200)"
    found = look(note, config=config)
    assert [each.address for each in found.mentions] == [f"{host.url}/notesbook/200"]


def test_spellings_of_one_address_are_asked_for_once(look, host):
    found = look("[a](HOST/200#a) [b](HOST/200#b) [c](HOST/200?utm_source=x) [d](HOST/200)", host)
    assert host.asked == [("HEAD", "/200")]
    assert len(found.mentions) == 4


def test_addresses_of_the_accessibility_statement_are_asked_for(look, host):
    config = f'{CONFIG}\n[accessibility]\nemail = "a@example.org"\nform = "HOST/404/form"\n'
    found = look("Text.", host, config=config)
    assert told(found) == [("web.gone", "config.toml", config.count("\n"))]
    assert found.problems[0].found == f'form = "{host.url}/404/form"'


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("//example.org/a", "https://example.org/a"),
        ("HTTP://EXAMPLE.org", "http://example.org/"),
        ("mailto:ada@example.org", ""),
        ("tel:123", ""),
        ("ftp://example.org/", ""),
        ("http:nowhere", "http:nowhere"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_an_address_is_asked_for_in_one_spelling(typed, asked):
    assert asked_address(typed) == asked


@given(st.text())
def test_whatever_is_typed_is_no_trouble(typed):
    assert isinstance(asked_address(typed) + asked_address(f"http://{typed}") + asked_address(f"//{typed}"), str)


# What is told


def test_what_moved_is_told_with_the_line_to_write(look, host):
    found = look("We read [the plan](HOST/301/200/new#a) and HOST/301/200/new-2.", host)
    assert [each.suggestion for each in found.problems] == [
        f"We read [the plan]({host.url}/200/new#a) and {host.url}/301/200/new-2.",
        f"We read [the plan]({host.url}/301/200/new#a) and {host.url}/200/new-2.",
    ]


def test_the_line_to_write_ends_the_problem(look, host):
    host.leads["/old"] = "301 /200/new_(1)~*'x"
    found = look("See [it](HOST/old), twice: [it](HOST/old).", host)
    assert [each.suggestion.count("%281%29") for each in found.problems] == [2]
    again = look(found.problems[0].suggestion.replace(host.url, "HOST"), host)
    assert (again.problems, len(again.mentions)) == ((), 1)


def test_what_is_gone_is_told_with_where_an_archive_may_have_it(look, host):
    (problem,) = look("See [it](HOST/404/a).", host).problems
    assert "any more: its host answers 404. Link to where it is now" in problem.message
    assert f"https://web.archive.org/web/20260703/{host.url}/404/a" in problem.message
    assert (problem.severity, problem.found, problem.suggestion) == ("warning", f"See [it]({host.url}/404/a).", "")


@pytest.mark.parametrize(
    ("answer", "code", "severity", "words"),
    [
        (Answer(Verdict.GONE, 410), "web.gone", "warning", "its host answers 410"),
        (Answer(Verdict.FRONT, onward="https://b.org/"), "web.front-page", "warning", "the front page of b.org now"),
        (Answer(Verdict.UNKNOWN, host="a.org"), "web.unknown-host", "warning", "No host is called a.org"),
        (Answer(Verdict.CERTIFICATE, why="ran out", host="a.org"), "web.certificate", "warning", "a.org ran out"),
        (Answer(Verdict.PRIVATE, host="a.org"), "web.private", "warning", "from inside of a network"),
        (Answer(Verdict.NO_ADDRESS), "web.no-address", "warning", "no address that a browser can follow"),
        (Answer(Verdict.MOVED, onward="https://b.org/"), "web.moved", "hint", "has moved for good"),
        (Answer(Verdict.SILENT, 503), "web.silent", "hint", "a fault of its own (503)"),
        (Answer(Verdict.SILENT, host="a.org"), "web.silent", "hint", "a.org did not answer."),
        (Answer(Verdict.SILENT), "web.silent", "hint", "did not answer for https://a.org/x"),
        (Answer(Verdict.BUSY, 429), "web.silent", "hint", "asked to be left alone"),
    ],
)
def test_each_fault_is_said_in_words(answer, code, severity, words):
    mention = Mention("a.md", 1, "https://a.org/x", "https://a.org/x")
    (problem,) = faults([mention], {mention.address: answer}, lambda _: ["See https://a.org/x."])
    assert (problem.code, problem.severity) == (code, severity)
    assert words in problem.message
    assert "{" not in problem.message
    assert problem.found == "See https://a.org/x."


@pytest.mark.parametrize("answer", [Answer(Verdict.THERE, 200), Answer(Verdict.CLOSED, 403), None])
def test_what_is_there_or_cannot_be_told_is_no_fault(answer):
    mention = Mention("a.md", 1, "https://a.org/x", "https://a.org/x")
    assert list(faults([mention], {mention.address: answer} if answer else {}, lambda _: [""])) == []


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("[a](https://a.org/x) https://a.org/xy", "[a](https://b.org/) https://a.org/xy"),
        ("https://c.org/web/https://a.org/x https://a.org/x.", "https://c.org/web/https://a.org/x https://b.org/."),
        ("[a](https://a.org/x?b) and <https://a.org/x>", "[a](https://a.org/x?b) and <https://b.org/>"),
        ("[a](https://a.org/x.html), [b](https://a.org/x)", "[a](https://a.org/x.html), [b](https://b.org/)"),
    ],
)
def test_only_the_address_itself_is_exchanged(line, better):
    mention = Mention("a.md", 1, "https://a.org/x", "https://a.org/x")
    answer = Answer(Verdict.MOVED, onward="https://b.org/")
    (problem,) = faults([mention], {mention.address: answer}, lambda _: [line])
    assert problem.suggestion == better


def test_an_address_that_is_spelt_otherwise_in_the_file_is_told_alone(look, host):
    (problem,) = look(r"[a](HOST/301/200/x\_y)", host).problems
    assert (problem.line, problem.found) == (5, f"{host.url}/301/200/x_y")
    assert problem.suggestion == f"{host.url}/200/x_y"


def test_what_a_text_lets_pass_is_not_told_and_a_build_does_not_wonder(look, host):
    allow = "allow:\n  - check: web.gone\n    text: HOST/404/a\n    reason: It was there when we wrote this\n"
    head = f"title: Old\ndate: 2026-01-01\n{allow}"
    found = look("Text.", host, f"-- content/posts/old.md --\n---\n{head}---\n[a](HOST/404/a) [b](HOST/404/b)\n")
    assert [each.message.split()[4] for each in found.problems] == [f"{host.url}/404/b"]
    account = build(Wish(look.site, look.site / "output", NOW, jobs=1))
    assert "allow.unused" not in {each.code for each in account.problems}


def test_settings_say_how_grave_it_is(look, host):
    config = f'{CONFIG}\n[checks]\n"web.gone" = "hint"\n"web.moved" = "off"\n'
    found = look("[a](HOST/404/a) [b](HOST/301/200)", host, config=config)
    assert [(each.code, each.severity) for each in found.problems] == [("web.gone", "hint")]


# What is kept


def test_a_second_look_asks_for_nothing_that_was_answered(look, host):
    first = look("[a](HOST/200) [b](HOST/404) [c](HOST/403) [d](HOST/301/200)", host)
    count = len(host.asked)
    second = look("[a](HOST/200) [b](HOST/404) [c](HOST/403) [d](HOST/301/200)", host)
    assert len(host.asked) == count
    assert (first.asked, second.asked) == (4, 0)
    assert second.problems == first.problems


def test_what_had_no_answer_is_asked_for_again(look, host):
    look("[a](HOST/200) [b](HOST/500)", host)
    assert look("[a](HOST/200) [b](HOST/500)", host).asked == 1


def test_everything_is_asked_for_again_when_that_is_wanted(look, host):
    look("[a](HOST/200)", host)
    assert look("[a](HOST/200)", host, anew=True).asked == 1


def test_after_a_week_everything_is_asked_for_again_the_oldest_first(look, host):
    texts = "[a](HOST/200/a) [b](HOST/200/b) [c](HOST/200/c)"
    ages = {"/200/a": 8, "/200/b": 9}
    gone, now = Answer(Verdict.GONE, 404), datetime.now(UTC)
    old = {host.at(path): Kept(gone, now - timedelta(days=age)) for path, age in ages.items()}
    answers.keep(look.site / ".weeknotes", old)
    assert look(texts, host).problems == ()
    assert [path for _, path in host.asked] == ["/200/c", "/200/b", "/200/a"]


def test_what_no_text_leads_to_any_more_is_forgotten(look, host):
    look("[a](HOST/200/a)", host)
    look("[b](HOST/200/b)", host)
    assert answers.recall(look.site / ".weeknotes").keys() == {host.at("/200/b")}


def test_where_time_is_short_the_rest_is_left_for_the_next_run(look, host):
    found = look("[a](HOST/hang/a) [b](HOST/hang/b)", host, seconds=0.3)
    assert (found.asked, found.problems) == (0, ())
    assert "There was no time left for 2 addresses." in tidings.as_text(found)


def test_without_a_network_nothing_is_told_and_nothing_forgotten(look, host):
    look("[a](HOST/404)", host)
    found = look("[a](HOST/404) [b](https://a.invalid/) [c](https://b.invalid/)", host)
    assert (found.is_cut_off, told(found)) == (True, [("web.gone", NOTE, 5)])
    assert answers.recall(look.site / ".weeknotes").keys() == {host.at("/404")}
    assert "Is there a network?" in tidings.as_text(found)


def test_a_build_is_none_the_wiser(look, host):
    wish = Wish(look.site, look.site / "output", NOW, jobs=1)
    look("[a](HOST/200)", host)
    build(wish)
    look("[a](HOST/200)", host, anew=True)
    account = build(wish)
    assert (account.written, account.removed) == (0, 0)


# On what it is told


@pytest.fixture
def found(look, host):
    links = " ".join(f"[{name}](HOST/{name})" for name in ("200", "404", "301/200", "403", "500", "hang"))
    return look(links, host, manners=manners(answer=0.2))


def test_the_account_says_how_many_of_each(found):
    text = tidings.as_text(found)
    assert "6 addresses in 1 file: 1 is there, 1 has moved, 1 is gone, 2 gave no answer and 1 cannot be told." in text
    assert "127.0.0.1 (1)" in text
    assert f"{NOTE}\n  Warning, line 5: There is nothing at" in text


def test_the_summary_is_markdown_that_shows_what_was_typed(found):
    text = tidings.as_markdown(found)
    assert text.startswith("## Links to other sites\n\n**6 addresses in 1 file")
    assert f"#### `{NOTE}`" in text
    assert "You typed:\n\n```text\n" in text


def test_github_is_told_in_warnings_and_notices_and_never_in_errors(found):
    lines = tidings.as_github(found).splitlines()
    assert [line.partition(" ")[0] for line in lines if line.startswith("::")] == ["::warning", *["::notice"] * 3]
    assert f"file={NOTE},line=5,title=Link to another site (web.gone)" in lines[0]


def test_programs_are_told_of_every_link(found, host):
    data = json.loads(tidings.as_json(found))
    assert data["counts"]["gone"] == 1
    assert {"path": NOTE, "line": 5, "url": host.at("/404"), "verdict": "gone"} in data["links"]
    assert len(data["problems"]) == 4


def test_a_site_that_leads_nowhere_else_is_told_so():
    nothing = Found((), {}, (), 0)
    assert tidings.as_text(nothing) == "No text leads to another site.\n"
    assert "No text leads to another site." in tidings.as_markdown(nothing)
    assert tidings.as_github(nothing) == "No text leads to another site.\n"


# The command


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    def command(*words):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["weeknotes", "links", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return ended.value.code or 0, said.out, said.err

    return command


def a_site(folder, text):
    write(folder, f"-- config.toml --\n{CONFIG}\n-- {NOTE} --\n{HEAD}{text}\n")


def test_the_command_ends_well_whatever_it_finds_and_asks_nobody_inside(run, tmp_path, host):
    a_site(tmp_path, f"[a]({host.url}/200) [b](https://ada@a.org/)")
    code, out, _ = run("--minutes", "1")
    assert code == 0
    assert "127.0.0.1 can be reached from inside of a network alone" in out
    assert host.asked == []


def test_the_summary_is_added_to_what_is_there(run, tmp_path):
    a_site(tmp_path, "[b](https://ada@a.org/)")
    (tmp_path / "summary.md").write_text("Before.\n", encoding="utf-8")
    code, out, _ = run("--format", "github", "--summary", "summary.md")
    assert code == 0
    assert out.startswith(f"::warning file={NOTE},line=5,")
    assert re.match(r"Before\.\n## Links to other sites\n", (tmp_path / "summary.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", ["text", "github", "json", "markdown"])
def test_every_form_can_be_printed(run, tmp_path, form):
    a_site(tmp_path, "[b](https://ada@a.org/)")
    code, out, _ = run("--format", form)
    assert code == 0
    assert "https://ada@a.org/" in out


def test_a_fault_of_the_site_is_in_nobodys_way(run, tmp_path):
    a_site(tmp_path, "[b](https://ada@a.org/) [broken](nowhere.md)")
    assert run()[0] == 0


def test_what_cannot_be_followed_is_told(run, tmp_path):
    assert run("--minutes", "soon")[0] == 2
    assert run("--site", tmp_path / "nowhere")[0] == 2
    # A folder without settings has no texts either.
    assert run("--site", tmp_path)[:2] == (0, "No text leads to another site.\n")


def test_a_lookup_of_names_is_all_that_an_address_inside_costs(run, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        a_site(tmp_path, f"[a](http://localhost:{server.getsockname()[1]}/)")
        assert "localhost can be reached from inside" in run()[1]
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()
