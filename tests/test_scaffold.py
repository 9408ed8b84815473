"""New sites and new entries, written for real and read back through the build."""

import os
import re
import subprocess
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from weeknotes import pipeline, scaffold, schema, settings, tellings
from weeknotes.errors import Severity, SiteError, UsageError
from weeknotes.model import Account, State

TODAY = date(2026, 11, 25)
TITLES = ('R&D: "our" notes', "Nodiadau’r wythnos", "a\\b *c* [d](e) <f>", "§title $x ${{ y }}", "#")
NOTE = "content/weeknotes/2026/2026-w48-our-team.md"
STUDY = "content/case-studies/first-case-study.md"
# What nobody has written in counts as empty, whatever its fields say.
KEPT_BACK = (State.DRAFT, State.NOT_CONTENT)


def built(site: Path, today: date = TODAY) -> Account:
    return pipeline.build(pipeline.Wish(site=site, output=site / "output", now=datetime.combine(today, time(12), UTC)))


def states(site: Path) -> dict[str, State]:
    return {file.path: file.state for file in built(site).files}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def files_below_without_git(folder: Path) -> list[str]:
    return [name for name in files_below(folder) if not name.startswith(".git/")]


def put(site: Path, **notes: str) -> None:
    """Weeknotes of 2026: ``w47_housing="text"``."""
    for name, text in notes.items():
        path = site / f"content/weeknotes/2026/2026-{name.replace('_', '-')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def new_site(tmp_path):
    scaffold.init(tmp_path / "site", "Open Reach", "reach/notes", TODAY)
    return tmp_path / "site"


@pytest.fixture
def two_teams(tmp_path):
    put(
        tmp_path,
        w46_housing="---\nteam: housing\nauthor: Ada Penhaligon\n---\n## Did\n\nA.\n\n## Next week\n\n- Go on\n",
        w47_housing="---\nteam: housing\nauthor: Tom Adeyemi\n---\n## Did\n\nB.\n\n## Next week\n\n- Ring all bells\n",
        w47_data="---\nteam: data\nauthor: Noor Rahmani\n---\nWe mapped.\n",
    )
    return tmp_path


# A new site


def test_a_new_site_has_all_that_it_needs(new_site):
    assert files_below(new_site) == [
        ".github/pull_request_template.md",
        ".github/workflows/check.yml",
        ".github/workflows/links.yml",
        ".github/workflows/publish.yml",
        ".gitignore",
        "README.md",
        "WRITING.md",
        "config.toml",
        "content/case-studies/first-case-study.md",
        "content/pages/about.md",
        "content/pages/accessibility.md",
        "content/pages/licence.md",
        "content/pages/privacy.md",
        "content/teams/our-team.md",
        NOTE,
    ]


def test_the_files_written_are_told(tmp_path):
    written = scaffold.init(tmp_path, today=TODAY)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in written) == files_below(tmp_path)


def test_a_new_site_builds_without_a_complaint(new_site):
    assert built(new_site).problems == ()
    assert "Open Reach" in text_of(new_site / "output/index.html")


def test_a_new_site_publishes_its_first_note_and_keeps_the_case_study_back(new_site):
    found = states(new_site)
    assert found.pop(STUDY) in KEPT_BACK
    assert found == {
        "content/pages/about.md": State.PUBLISHED,
        "content/pages/accessibility.md": State.PUBLISHED,
        "content/pages/licence.md": State.PUBLISHED,
        "content/pages/privacy.md": State.PUBLISHED,
        "content/teams/our-team.md": State.PUBLISHED,
        NOTE: State.PUBLISHED,
    }


def test_a_site_without_title_or_repository_builds_too_and_is_told_to_say_its_address(tmp_path):
    scaffold.init(tmp_path, today=TODAY)
    assert [(each.code, each.severity) for each in built(tmp_path).problems] == [("config.url-missing", Severity.HINT)]


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 29), date(2027, 1, 1), date(2024, 12, 30)])
def test_a_site_can_be_started_on_any_day(tmp_path, day):
    scaffold.init(tmp_path, "Open Reach", "reach/notes", day)
    assert built(tmp_path, day).problems == ()


def test_the_first_note_is_filed_under_the_year_of_its_week(tmp_path):
    scaffold.init(tmp_path, today=date(2027, 1, 1))
    assert (tmp_path / "content/weeknotes/2026/2026-w53-our-team.md").exists()


def test_without_a_day_the_first_note_is_of_today(tmp_path):
    scaffold.init(tmp_path)
    today = datetime.now().astimezone().date()
    note = next((tmp_path / "content/weeknotes").rglob("*.md"))
    assert f"date: {today}" in text_of(note) or f"date: {date.fromordinal(today.toordinal() - 1)}" in text_of(note)


@pytest.mark.parametrize("title", TITLES)
def test_any_title_is_shown_as_typed(tmp_path, title):
    scaffold.init(tmp_path, title, today=TODAY)
    config, faults = settings.parse(text_of(tmp_path / "config.toml"))
    assert config.site.title == title
    assert [each.code for each in faults] == ["config.url-missing"]
    assert not tellings.is_stopped(built(tmp_path))


def test_the_title_stands_in_the_accessibility_statement_as_typed(tmp_path):
    scaffold.init(tmp_path, "Five *good* things", today=TODAY)
    built(tmp_path)
    assert "Five *good* things”, which is run" in text_of(tmp_path / "output/accessibility/index.html")


@pytest.mark.parametrize(
    ("repository", "url"),
    [
        ("reach/notes", "https://reach.github.io/notes/"),
        ("Reach/Reach.github.io", "https://reach.github.io/"),
        ("https://github.com/reach/notes.git", "https://reach.github.io/notes/"),
    ],
)
def test_the_repository_gives_the_address(tmp_path, repository, url):
    scaffold.init(tmp_path, repository=repository, today=TODAY)
    config, faults = settings.parse(text_of(tmp_path / "config.toml"))
    assert (config.site.url, faults) == (url, ())
    assert config.site.id_authority == "reach.github.io,2026-11-25"


def test_a_repository_that_cannot_be_one_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(UsageError, match="owner and name of a GitHub repository"):
        scaffold.init(tmp_path, repository="our notes")
    assert files_below(tmp_path) == []


def test_every_setting_stands_in_the_configuration_with_a_sample_that_is_sound(tmp_path):
    scaffold.init(tmp_path, today=TODAY)
    sample = re.sub(r"^# (?=\w+ = |\[)", "", text_of(tmp_path / "config.toml"), flags=re.M)
    _, faults = settings.parse(sample.replace('"github"', '"extra"'))
    assert faults == ()
    wanted = {name for keys in schema.SECTIONS.values() for name in keys}
    assert wanted - {"changes", "problems"} <= set(re.findall(r"^(\w+) = ", sample, re.M))


def test_no_place_of_the_starter_texts_is_left_open(new_site):
    assert not [name for name in files_below(new_site) if "§" in text_of(new_site / name)]


@pytest.mark.parametrize("name", ["config.toml", "WRITING.md", ".github/workflows/publish.yml"])
def test_what_is_there_already_is_named_and_nothing_is_written(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(SiteError) as caught:
        scaffold.init(tmp_path, today=TODAY)
    assert name in caught.value.problem.message
    assert files_below(tmp_path) == [name]
    assert text_of(tmp_path / name) == "mine"


def test_what_github_wrote_into_the_repository_stays_and_the_steps_go_beside_it(tmp_path):
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".gitignore").write_text("*.pyc")
    written = {path.relative_to(tmp_path).as_posix() for path in scaffold.init(tmp_path, today=TODAY)}
    assert (text_of(tmp_path / "README.md"), text_of(tmp_path / ".gitignore")) == ("mine", "*.pyc")
    assert {"WRITING.md", "PUBLISHING.md"} <= written
    assert not {"README.md", ".gitignore"} & written


def test_all_files_in_the_way_are_named_at_once(tmp_path):
    scaffold.init(tmp_path, today=TODAY)
    with pytest.raises(SiteError, match=r"publish\.yml.*, config\.toml.* and content/weeknotes/2026"):
        scaffold.init(tmp_path, today=TODAY)


def test_a_file_where_a_folder_is_needed_is_in_the_way(tmp_path):
    (tmp_path / "content").write_text("mine")
    with pytest.raises(SiteError, match=r"^Already there: content\. "):
        scaffold.init(tmp_path, today=TODAY)
    assert files_below(tmp_path) == ["content"]


def test_a_link_that_leads_nowhere_is_in_the_way(tmp_path):
    (tmp_path / "README.md").symlink_to(tmp_path / "gone")
    with pytest.raises(SiteError, match=r"README\.md"):
        scaffold.init(tmp_path, today=TODAY)
    assert not (tmp_path / "gone").exists()


def test_a_site_in_the_place_of_a_file_is_refused(tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(SiteError):
        scaffold.init(tmp_path / "site", today=TODAY)
    assert text_of(tmp_path / "site") == "mine"


def test_other_files_do_not_mind_a_new_site(tmp_path):
    (tmp_path / "LICENSE").write_text("mine")
    scaffold.init(tmp_path, today=TODAY)
    assert text_of(tmp_path / "LICENSE") == "mine"


def test_the_site_ignores_what_the_build_makes(new_site):
    assert {"output/", ".weeknotes/"} <= set(text_of(new_site / ".gitignore").splitlines())


# What writers and owners read


def test_the_guide_names_a_file_and_a_date_that_the_site_takes(new_site):
    guide = text_of(new_site / "WRITING.md")
    name = re.search(r"such as `(\S+\.md)`", guide)[1]
    block = re.search(r"```markdown\n(.*?)```", guide, re.S)[1]
    (new_site / "content/weeknotes/2026" / name).write_text(re.sub("^   ", "", block, flags=re.M) + "We began.\n")
    assert name == "2026-w49-our-team.md"
    assert built(new_site).problems == ()
    assert states(new_site)[f"content/weeknotes/2026/{name}"] is State.SCHEDULED


def test_the_writers_of_this_repository_have_the_same_guide(tmp_path):
    scaffold.init(tmp_path, "Open Marlow Reach", "marlow-reach/open", date(2026, 11, 20))
    guide = text_of(tmp_path / "WRITING.md").replace("our-team", "housing").replace("first-case-study", "repairs-texts")
    assert text_of(Path(__file__).parents[1] / "docs/writing.md") == guide


def test_every_line_that_the_guide_explains_is_understood(new_site):
    lines = re.findall(r"^\| `(\w+: .+?)` \|", text_of(new_site / "WRITING.md"), re.M)
    assert len(lines) == 9
    note = new_site / "content/weeknotes/2026/notes.md"
    # The sample of a note about two weeks of summer does not go with that of a date in winter.
    note.write_text("---\n" + "\n".join(line for line in lines if not line.startswith("covers")) + "\n---\nA.\n")
    assert [each for each in built(new_site).problems if each.path.endswith("notes.md")] == []


def test_the_guide_speaks_of_every_state(new_site):
    told = text_of(new_site / "WRITING.md").partition("## What the check says")[2]
    rows = re.findall(r"^\| ([a-z ]+) \|", told, re.M)
    assert set(rows) - {"word"} == {str(state) for state in State}


def test_withdrawing_as_the_guide_says_leaves_the_reason(new_site):
    told = re.search(r"write `(state: withdrawn)` and `(reason: [^`]+)`", text_of(new_site / "WRITING.md"))
    note = new_site / NOTE
    note.write_text(text_of(note).replace("state: published", f"{told[1]}\n{told[2]}"))
    assert states(new_site)[NOTE] is State.WITHDRAWN
    assert "Say why" in text_of(new_site / "output/weeknotes/2026/w48/our-team/index.html")


def test_at_most_ten_steps_lead_to_a_published_site(new_site):
    steps = re.findall(r"^(\d+)\. ", text_of(new_site / "README.md"), re.M)
    assert [int(each) for each in steps] == list(range(1, len(steps) + 1))
    assert len(steps) <= 10


def test_what_is_typed_in_the_steps_brings_the_whole_site_to_github(new_site, tmp_path):
    typed = re.findall(r"^\d+\. `(git .+)`$", text_of(new_site / "README.md"), re.M)
    subprocess.run(["git", "init", "--bare", "--quiet", tmp_path / "host"], check=True)
    # The address of the repository leads to a folder here; who commits is up to the machine.
    settings = {
        f"url.{tmp_path}/host.insteadOf": "https://github.com/reach/notes.git",
        "user.name": "Ada",
        "user.email": "ada@example.org",
    }
    given = {f"GIT_CONFIG_KEY_{i}": key for i, key in enumerate(settings)}
    given |= {f"GIT_CONFIG_VALUE_{i}": value for i, value in enumerate(settings.values())}
    environment = {**os.environ, **given, "GIT_CONFIG_COUNT": str(len(settings))}
    for line in typed:
        subprocess.run(["bash", "-ec", line], cwd=new_site, env=environment, check=True, capture_output=True)
    listed = ["git", "--git-dir", tmp_path / "host", "ls-tree", "-r", "--name-only", "main"]
    there = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.splitlines()
    assert sorted(there) == files_below_without_git(new_site)


def test_every_link_between_the_files_of_a_new_site_leads_somewhere(new_site):
    for name in ("README.md", "WRITING.md"):
        # Samples in code are not links.
        text = re.sub(r"`[^`]*`|^       .*$", "", text_of(new_site / name), flags=re.M)
        for target in re.findall(r"\]\(([^)#:\s]+)\)", text):
            assert (new_site / target).exists(), target


def test_the_checklist_is_short_enough_to_be_read(new_site):
    assert 8 <= text_of(new_site / ".github/pull_request_template.md").count("- [ ] ") <= 10


def test_what_the_law_asks_for_asks_to_be_checked(new_site):
    built(new_site)
    for name in ("accessibility", "privacy", "licence"):
        assert "Check this." in text_of(new_site / f"output/{name}/index.html")
        assert f"{name}/" in text_of(new_site / "output/index.html").partition("<footer")[2]


# A new note


def test_the_next_note_of_a_new_site(new_site):
    path = scaffold.new(new_site, "weeknote", date(2026, 12, 2))
    assert path == new_site / "content/weeknotes/2026/2026-w49-our-team.md"
    assert "- Tell three people who would like to know\n" in text_of(path)


def test_the_next_note_of_a_team(two_teams):
    path = scaffold.new(two_teams, "weeknote", TODAY, team="housing")
    assert path.relative_to(two_teams).as_posix() == "content/weeknotes/2026/2026-w48-housing.md"
    fields, body = text_of(path).removeprefix("---\n").split("---\n", 1)
    assert fields.splitlines()[1:] == ["state: draft", "team: housing", "author: Tom Adeyemi", "date: 2026-11-27"]
    assert body == "\nYou said you would:\n\n- Ring all bells\n\n## Did\n\n## Next week\n"


def test_an_untouched_note_is_never_published(two_teams):
    path = scaffold.new(two_teams, "weeknote", TODAY, team="housing").relative_to(two_teams).as_posix()
    later = built(two_teams, date(2030, 1, 1))
    assert {file.path: file.state for file in later.files}[path] in KEPT_BACK
    assert not (two_teams / "output/weeknotes/2026/w48").exists()


def test_a_note_is_published_once_both_lines_are_deleted(two_teams):
    path = scaffold.new(two_teams, "weeknote", TODAY, team="housing")
    lines = text_of(path).splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines[3:], "\nRung.\n"]))
    built(two_teams, date(2026, 11, 27))
    assert (two_teams / "output/weeknotes/2026/w48/housing/index.html").exists()


def test_among_several_teams_one_must_be_named(two_teams):
    with pytest.raises(UsageError, match="--team and one of data or housing"):
        scaffold.new(two_teams, "weeknote", TODAY)


def test_the_team_of_the_configuration_goes_without_saying(two_teams):
    (two_teams / "config.toml").write_text('[site]\ndefault_team = "data"\n')
    assert scaffold.new(two_teams, "weeknote", TODAY).name == "2026-w48-data.md"


def test_a_mistyped_team_is_asked_about(two_teams):
    with pytest.raises(UsageError, match="“housin”\\. Did you mean housing"):
        scaffold.new(two_teams, "weeknote", TODAY, team="housin")


def test_a_new_team_begins_this_week(two_teams):
    path = scaffold.new(two_teams, "weeknote", TODAY, team="Adult Care", author="Callum: Frith")
    assert path.name == "2026-w48-adult-care.md"
    assert 'author: "Callum: Frith"\n' in text_of(path)


def test_a_team_answers_to_its_name(two_teams):
    (two_teams / "config.toml").write_text('[teams]\nhousing = "Housing Repairs"\n')
    assert scaffold.new(two_teams, "weeknote", TODAY, team="Housing Repairs").name == "2026-w48-housing.md"


def test_a_person_may_have_a_series(tmp_path):
    put(tmp_path, w47_mara="---\nauthor: Mara\nseries: mara\n---\nA week.\n", w46_ada="---\nauthor: Ada\n---\nMine.\n")
    path = scaffold.new(tmp_path, "weeknote", TODAY, author="Mara")
    assert path.name == "2026-w48-mara.md"
    assert "series: mara\n" in text_of(path)


def test_an_empty_folder_can_have_its_first_note(tmp_path):
    path = scaffold.new(tmp_path, "weeknote", TODAY)
    assert path == tmp_path / "content/weeknotes/2026/2026-w48.md"
    assert "team:" not in text_of(path)


def test_a_second_note_for_the_week_is_refused_and_the_first_named(two_teams):
    first = scaffold.new(two_teams, "weeknote", TODAY, team="housing")
    before = text_of(first)
    with pytest.raises(SiteError, match="note for 2026-W48 already") as caught:
        scaffold.new(two_teams, "weeknote", TODAY, team="housing")
    assert caught.value.problem.path == "content/weeknotes/2026/2026-w48-housing.md"
    assert text_of(first) == before


def test_the_note_of_the_week_is_found_under_another_name(two_teams):
    put(two_teams, w1_x="")  # an empty file disturbs nobody
    (two_teams / "content/weeknotes/bells.md").write_text("---\nteam: housing\ndate: 2026-11-25\n---\nBells.\n")
    with pytest.raises(SiteError) as caught:
        scaffold.new(two_teams, "weeknote", TODAY, team="housing")
    assert caught.value.problem.path == "content/weeknotes/bells.md"


def test_a_file_of_another_team_in_that_place_is_not_overwritten(two_teams):
    put(two_teams, w48_housing="---\nteam: data\n---\nTheirs.\n")
    with pytest.raises(SiteError) as caught:
        scaffold.new(two_teams, "weeknote", TODAY, team="housing")
    assert caught.value.problem.path == "content/weeknotes/2026/2026-w48-housing.md"
    assert "Theirs." in text_of(two_teams / "content/weeknotes/2026/2026-w48-housing.md")


def test_a_note_that_lies_ready_for_later_is_passed_over(two_teams):
    put(two_teams, w50_housing="---\nteam: housing\nauthor: Grace\n---\n## Next week\n\n- Rest\n")
    text = text_of(scaffold.new(two_teams, "weeknote", TODAY, team="housing"))
    assert "author: Tom Adeyemi\n" in text
    assert "Ring all bells" in text


def test_the_note_in_the_language_of_the_site_is_followed(two_teams):
    put(two_teams, **{"w47_housing.cy": "---\nteam: housing\nauthor: Carys\n---\n## Next week\n\n- Canu\n"})
    path = scaffold.new(two_teams, "weeknote", TODAY, team="housing")
    assert path.name == "2026-w48-housing.md"
    assert "author: Tom Adeyemi\n" in text_of(path)


def test_an_old_blog_keeps_its_folder_and_its_names(tmp_path):
    (tmp_path / "config.toml").write_text('[[folders]]\npath = "_posts"\nkind = "weeknote"\nteam = "data"\n')
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts/2026-11-20-weeknotes.md").write_text("---\ntitle: Ours\n---\nA.\n")
    (tmp_path / "_posts/2026-11-13-weeknotes.md").write_text("---\ntitle: Ours\n---\nA.\n")
    assert scaffold.new(tmp_path, "weeknote", TODAY) == tmp_path / "_posts/2026-11-27-weeknotes.md"


def test_a_first_note_goes_to_the_folder_of_its_team(tmp_path):
    folders = [("old", ""), ("shelves/data", "data"), ("nodiadau", "")]
    sections = [f'[[folders]]\npath = "{path}"\nkind = "weeknote"\nteam = "{team}"\n' for path, team in folders]
    (tmp_path / "config.toml").write_text("".join(sections))
    assert scaffold.new(tmp_path, "weeknote", TODAY, team="data").parent == tmp_path / "shelves/data/2026"
    assert scaffold.new(tmp_path, "weeknote", TODAY, team="housing").parent == tmp_path / "old/2026"


def test_who_is_stuck_can_be_asked_otherwise(two_teams):
    text = text_of(scaffold.new(two_teams, "weeknote", TODAY, team="housing", style="questions"))
    assert "Ring all bells" in text
    assert text.count("?\n") == 3
    assert "## Did" not in text


def test_an_unknown_style_is_refused(two_teams):
    with pytest.raises(UsageError, match="did-learned-next, good-hard-next, days, questions or plain"):
        scaffold.new(two_teams, "weeknote", TODAY, team="housing", style="haiku")


# Other entries


@pytest.mark.parametrize(
    ("kind", "folder"), [("case-study", "case-studies"), ("post", "posts"), ("page", "pages")]
)
def test_other_entries_are_named_by_their_title_and_kept_back(new_site, kind, folder):
    path = scaffold.new(new_site, kind, TODAY, author="Ada", title="Damp: what we learnt")
    assert path == new_site / f"content/{folder}/damp-what-we-learnt.md"
    assert 'state: draft\ntitle: "Damp: what we learnt"\n' in text_of(path)
    assert built(new_site).problems == ()
    assert states(new_site)[path.relative_to(new_site).as_posix()] in KEPT_BACK


def test_the_samples_of_a_case_study_are_sound(new_site):
    path = scaffold.new(new_site, "case-study", TODAY, title="Damp")
    header, body = text_of(path).split("\n---\n", 1)
    shown = re.sub(r"^# (?=\w+:|  )", "", header, flags=re.M).replace("state: draft\n", "")
    written = re.sub(r"^(?=[A-Z]).+", "We did it.", body, flags=re.M)
    shown = re.sub(r"^summary: .+", "summary: Damp came back in three homes of ten, and why.", shown, flags=re.M)
    path.write_text(f"{shown}\n---\n{written}")
    assert built(new_site).problems == ()
    assert "Their name, if they agreed to it" in text_of(new_site / "output/case-studies/damp/index.html")


def test_posts_among_dated_names_get_one_too(tmp_path):
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "content/posts/2026-10-01-hello.md").write_text("# Hello\n\nA.\n")
    assert scaffold.new(tmp_path, "post", TODAY, title="Bells").name == "2026-11-25-bells.md"


@pytest.mark.parametrize("title", ["", "  ", "!!!"])
def test_what_is_no_weeknote_needs_a_title(new_site, title):
    with pytest.raises(UsageError, match="A case study needs a title"):
        scaffold.new(new_site, "case-study", TODAY, title=title)


def test_two_entries_of_one_title_are_refused(new_site):
    path = scaffold.new(new_site, "post", TODAY, title="Bells")
    path.write_text("mine")
    with pytest.raises(SiteError, match="there already"):
        scaffold.new(new_site, "post", TODAY, title="Bells")
    assert text_of(path) == "mine"


def test_an_unknown_kind_is_refused(new_site):
    with pytest.raises(UsageError, match="weeknote, case-study, post or page"):
        scaffold.new(new_site, "podcast", TODAY, title="Bells")


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "content").write_text("mine")
    with pytest.raises(SiteError) as caught:
        scaffold.new(tmp_path, "weeknote", TODAY)
    assert caught.value.problem.code == "scaffold.unwritable"
