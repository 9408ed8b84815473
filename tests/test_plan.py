"""Which pages a site has, and what each of them shows."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import TONGUES

from weeknotes import cards, digest, graph, identity, plan, terms, urls
from weeknotes.cards import Found
from weeknotes.config import Config, Feeds, Series, Site, Team
from weeknotes.facts import Fields, Moment, Quote
from weeknotes.labels import Style
from weeknotes.model import Body, Chosen, Kind, Link, Reading, State, Target
from weeknotes.plan.places import gathering_places
from weeknotes.values import replace
from weeknotes.views import EntryView, Way
from weeknotes.weeks import Span, Week

CONFIG = Config(Site("Open Reach", url="https://open.example.org/", repository="reach/open"))
NO_FIELDS = Fields()
LISTS = ("home", "list", "terms", "team", "theme", "tag", "person", "project", "lessons")


def day(text):
    return Moment(datetime.combine(date.fromisoformat(text), time(12), UTC), timed=False)


def text(path, kind=Kind.POST, fields=NO_FIELDS, body="", **said):
    slug = path.rpartition("/")[2]
    names = {"teams": (), "themes": (), "authors": (), "series": "", "lang": "en", "title": "", "excerpt": ""}
    given = names | {"slug": slug, "published": day("2026-07-10") if kind.dated else None} | said
    return Reading(f"content/{path}.md", kind, fields, Body(text=body), links=(), **given)


def note(week, team="housing", **said):
    span = Span.parse(week)
    given = {"teams": (team,) if team else (), "published": day(span.last.friday.isoformat()), "slug": team or "note"}
    return text(f"weeknotes/{week}-{team}", Kind.WEEKNOTE, span=span, stated=True, **given | said)


def study(slug="grow", **said):
    return text(f"case-studies/{slug}", Kind.CASE_STUDY, title=slug.capitalize(), **said)


def part(slug, **said):
    return text(f"case-studies/grow/{slug}", Kind.PART, parent="content/case-studies/grow.md", title=slug, **said)


def settled(readings, config):
    known, _ = terms.gather(readings, config)
    return known, identity.settle(readings, known, config)[0]


def laid_out(*readings, config=CONFIG, withdrawn=(), related=None, static=None, **found):
    """The plan and its problems; `found` is what was settled of the first text."""
    known, identities = settled(readings, config)
    states = {each.path: State.WITHDRAWN if each.path in withdrawn else State.PUBLISHED for each in readings}
    parents = {each.path: identities[each.parent].id if each.parent else "" for each in readings}
    made = {path: Found(identities[path], states[path], parent=parents[path]) for path in states}
    made |= {each.path: replace(made[each.path], **found) for each in readings[:1]}
    entries = cards.make(readings, made, known, config, TONGUES)
    library = plan.library(config, entries, graph.link(entries), known, related or {}, TONGUES)
    return plan.lay_out(library, ["assets/style.css"], static or {})


def pages(*readings, **how):
    return {page.file: page for page in laid_out(*readings, **how)[0].pages}


def view(file, *readings, **how):
    return pages(*readings, **how)[file].shows["view"]


def titles(cards):
    return [card.title for card in cards]


# Entries


def test_every_kind_has_its_own_template():
    found = pages(note("2026-W28"), study(), part("one"), text("posts/a"), text("pages/about", Kind.PAGE))
    assert {file: page.template for file, page in found.items() if isinstance(page.shows.get("view"), EntryView)} == {
        "weeknotes/2026/w28/housing/index.html": "weeknote.html",
        "case-studies/grow/index.html": "case-study.html",
        "case-studies/grow/one/index.html": "case-study.html",
        "posts/a/index.html": "post.html",
        "about/index.html": "page.html",
    }


@pytest.mark.parametrize(
    ("before", "after", "gap"),
    [
        ("2026-W28", "2026-W29", ""),
        ("2026-W28", "2026-W30", "No note for week 29"),
        ("2026-W28", "2026-W33", "No notes for weeks 29 to 32"),
        ("2026-W52", "2026-W53", ""),
        ("2026-W53", "2027-W01", ""),
        ("2026-W52", "2027-W01", "No note for week 53"),
        ("2026-W51", "2027-W02", "No notes from 21 December 2026 to 10 January 2027"),
        ("2019-W52", "2020-W02", "No note for week 1"),
        ("2026-W28 to 2026-W29", "2026-W30 to 2026-W31", ""),
        ("2026-W28 to 2026-W29", "2026-W31", "No note for week 30"),
    ],
)
def test_a_gap_between_two_notes_is_told_neutrally(before, after, gap):
    found = pages(note(before), note(after))
    earlier = found[f"weeknotes/{Span.parse(before).last.year}/{Span.parse(before).last.slug}/housing/index.html"]
    assert earlier.shows["view"].next.note == gap
    later = found[f"weeknotes/{Span.parse(after).last.year}/{Span.parse(after).last.slug}/housing/index.html"]
    assert later.shows["view"].previous.note == gap


@pytest.mark.parametrize(
    ("last", "gap"), [("2026-W30", "No note for 13 to 19 July 2026"), ("2026-W31", "No notes from 13 to 26 July 2026")]
)
def test_a_series_that_counts_otherwise_hears_of_days_and_not_of_week_numbers(last, gap):
    counted = replace(CONFIG, series={"housing": Series("housing", "Housing", (("", Style("sequence")),))})
    found = view("weeknotes/2026/w28/housing/index.html", note("2026-W28"), note(last), config=counted)
    assert found.next.note == gap


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, 320), min_size=1, max_size=12), st.integers(0, 320))
def test_next_leads_through_a_series_over_years_gaps_and_a_change_of_style(numbers, change):
    styles = (("", Style("sequence")), (str(Week(2020, 40).plus(change)), Style("iso")))
    config = replace(CONFIG, series={"housing": Series("housing", "Housing", styles)})
    weeks = [Week(2020, 40).plus(number) for number in sorted(numbers)]
    found = pages(*(note(str(week)) for week in weeks), config=config)
    here, met = f"weeknotes/{weeks[0].year}/{weeks[0].slug}/housing/", []
    while here:
        shown = found[urls.file_of(here)].shows["view"]
        met.append(shown.card.week)
        here = shown.next.card.address if shown.next else ""
    assert met == weeks


def test_a_case_study_leads_through_its_parts():
    found = pages(study(), part("01-one"), part("02-two"))
    one = found["case-studies/grow/01-one/index.html"].shows["view"]
    assert titles(one.parts) == ["Grow", "01-one", "02-two"]
    assert titles([one.part_previous, one.part_next]) == ["Grow", "02-two"]
    start = found["case-studies/grow/index.html"].shows["view"]
    assert (start.part_previous, start.part_next.title) == (None, "01-one")


def test_a_case_study_without_parts_has_no_contents():
    assert view("case-studies/grow/index.html", study()).parts == ()


def test_the_way_up_from_a_part_leads_to_its_study():
    head = pages(study(), part("one"))["case-studies/grow/one/index.html"].shows["page"]
    assert [(way.title, way.address) for way in head.crumbs] == [
        ("Home", ""),
        ("Case studies", "case-studies/"),
        ("Grow", "case-studies/grow/"),
    ]


def test_translations_are_told_on_both_pages():
    english = text("posts/a", fields=Fields(ref="a"))
    found = pages(english, text("posts/cy/a", fields=Fields(ref="a"), lang="cy"))
    assert found["posts/a/index.html"].shows["page"].languages == (("cy", "cy/posts/a/"),)
    assert found["cy/posts/a/index.html"].shows["page"].languages == (("en", "posts/a/"),)


def test_a_mention_shows_who_and_in_which_sentence():
    citing = replace(text("posts/a", title="A"), links=(Link("link", "b.md", "Ben", "As Ben wrote."),))
    found = view("posts/b/index.html", citing, text("posts/b"), targets=(Target("posts/b/", entry="post/b"),))
    assert [(each.card.title, each.sentence) for each in found.mentions] == [("A", "As Ben wrote.")]


def test_related_entries_keep_their_reasons():
    related = {"post/a": (("post/b", "about\x1fdamp"),)}
    found = view("posts/a/index.html", text("posts/a"), text("posts/b", title="B"), related=related)
    assert [(each.card.title, each.reason) for each in found.related] == [("B", "about\x1fdamp")]


def test_a_story_is_told_on_the_study_and_on_its_notes():
    steps = (Chosen("weeknote/housing/2026-w28", "It began here"), Chosen("", "In the press", "https://x.example/"))
    found = pages(study(), note("2026-W28"), story=steps)
    told = found["case-studies/grow/index.html"].shows["view"]
    assert [each.reason for each in told.story] == ["It began here"]
    assert told.linked_outside == (Way("In the press", "https://x.example/"),)
    assert titles(found["weeknotes/2026/w28/housing/index.html"].shows["view"].became) == ["Grow"]


def test_readers_can_propose_a_change_where_there_is_a_repository():
    edited = "https://github.com/reach/open/edit/main/content/posts/a.md"
    assert view("posts/a/index.html", text("posts/a")).source_url == edited
    assert view("posts/a/index.html", text("posts/a"), config=Config()).source_url == ""


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/2019/old-name/", "2019/old-name/index.html"),
        ("2019/old-name", "2019/old-name/index.html"),
        ("/old.html", "old.html"),
    ],
)
def test_an_old_address_leads_on(alias, file):
    moved = pages(text("posts/a", fields=Fields(aliases=(alias,))))[file]
    assert moved.template == "moved.html"
    assert moved.shows["view"].address == "posts/a/"


def test_an_alias_that_is_the_address_itself_is_passed_over():
    _, problems = laid_out(text("posts/a", fields=Fields(aliases=("/posts/a/", "posts/a", "/"))))
    assert problems == ()


def test_what_was_withdrawn_leaves_its_title_and_the_reason():
    gone = text("posts/a", title="Figures", fields=Fields(withdrawn_reason="They were wrong."), body="secret")
    found = pages(gone, text("posts/b"), withdrawn=[gone.path])
    shown = found["posts/a/index.html"]
    assert (shown.shows["view"].title, shown.shows["view"].reason) == ("Figures", "They were wrong.")
    assert shown.bodies == ()
    assert not [file for file, page in found.items() if "post/a" in page.bodies]


def test_a_withdrawn_page_is_not_in_the_footer():
    gone = text("pages/plans", Kind.PAGE, title="Plans")
    laid, _ = laid_out(gone, text("pages/help", Kind.PAGE, title="Help"), withdrawn=[gone.path])
    assert [way.title for way in laid.chrome.footer] == ["Help", "Feeds"]


# Lists


def test_home_shows_the_latest_week_by_team_and_older_notes_apart():
    found = view("index.html", note("2026-W28"), note("2026-W29", "data"), note("2026-W29"))
    assert [group.team.name for group in found.week.groups] == ["Data", "Housing"]
    assert [card.week for card in found.recent] == [Week(2026, 28)]


def test_home_has_older_notes_also_after_a_week_with_many():
    notes = [note("2026-W29", f"team {number}") for number in range(25)]
    assert len(view("index.html", note("2026-W28"), *notes).recent) == 1


def test_home_of_an_empty_site_has_nothing_to_show():
    assert (view("index.html").week, view("index.html").recent) == (None, ())


def test_the_archive_of_notes_is_cut_by_year():
    found = pages(note("2019-W28"), note("2026-W28"))
    assert [group.year for group in found["weeknotes/index.html"].shows["view"].groups] == [2026]
    assert [way.title for way in found["weeknotes/index.html"].shows["view"].years] == ["2026", "2019"]
    assert len(found["weeknotes/2019/index.html"].shows["view"].groups[0].cards) == 1


def test_case_studies_and_posts_have_one_archive_page():
    found = view("case-studies/index.html", study("old", published=day("2019-01-01")), study("new"))
    assert [(group.year, group.address, titles(group.cards)) for group in found.groups] == [
        (2026, "", ["New"]),
        (2019, "", ["Old"]),
    ]


def cells(groups):
    """Week and count of every week with notes, by the year of its calendar."""
    return {group.year: {cell.week.number: cell.count for cell in group.calendar if cell.count} for group in groups}


def test_a_calendar_has_every_week_of_its_year():
    group = view("weeknotes/2026/index.html", note("2026-W28"), note("2026-W28", "data")).groups[0]
    assert [cell.week.number for cell in group.calendar] == list(range(1, 54))
    assert (group.calendar[27].count, group.calendar[27].address) == (2, "weeks/2026/w28/")
    assert (group.calendar[0].count, group.calendar[0].address) == (0, "")


def test_a_note_about_two_weeks_is_on_both_week_pages_and_once_in_the_archive():
    found = pages(note("2026-W28 to 2026-W29"))
    for week in ("w28", "w29"):
        assert len(found[f"weeks/2026/{week}/index.html"].shows["view"].groups[0].cards) == 1
    assert len(found["weeknotes/index.html"].shows["view"].groups[0].cards) == 1
    assert cells(found["weeks/index.html"].shows["view"].groups) == {2026: {28: 1, 29: 1}}


def test_a_note_over_the_new_year_is_in_both_calendars():
    found = pages(note("2026-W53 to 2027-W01"))
    years = found["weeks/index.html"].shows["view"].groups
    assert cells(years) == {2027: {1: 1}, 2026: {53: 1}}
    # Only the year under which the note is filed has an archive.
    assert [group.address for group in years] == ["weeknotes/2027/", ""]
    assert cells(found["teams/housing/index.html"].shows["view"].calendar) == {2027: {1: 1}, 2026: {53: 1}}


def test_week_pages_lead_to_the_weeks_that_have_notes():
    found = view("weeks/2026/w30/index.html", note("2026-W28"), note("2026-W30"), note("2027-W01"))
    assert (found.previous.title, found.previous.address) == ("Week 28 of 2026", "weeks/2026/w28/")
    assert found.next.title == "Week 1 of 2027"


def test_a_week_page_has_teams_by_name_and_notes_without_a_team_last():
    found = view("weeks/2026/w28/index.html", note("2026-W28", ""), note("2026-W28"), note("2026-W28", "Data"))
    assert [group.team and group.team.name for group in found.groups] == ["Data", "Housing", None]


@pytest.mark.parametrize(
    ("teams", "told"),
    [
        (["Data"], "1 note by Data"),
        (["Data", "Housing", "Law"], "3 notes by Data, Housing and Law"),
        ([""], "1 note"),
    ],
)
def test_a_week_page_says_whose_notes_it_has(teams, told):
    head = pages(*(note("2026-W28", team) for team in teams))["weeks/2026/w28/index.html"].shows["page"]
    assert head.description == f"Week 28, Monday 6 to Sunday 12 July 2026: {told}"


def test_a_term_page_has_what_belongs_to_it_by_kind():
    found = view("teams/housing/index.html", note("2026-W28", themes=("Care",)), study(teams=("housing",)))
    assert (len(found.weeknotes), titles(found.case_studies), found.posts) == (1, ["Grow"], ())
    assert (found.profile.count, [term.name for term in found.beside]) == (2, ["Care"])


@pytest.mark.parametrize(
    ("naming", "file"),
    [
        (text("people/ada", Kind.PERSON, teams=("housing",)), "teams/housing/index.html"),
        (text("pages/about", Kind.PAGE, authors=("Ada",)), "people/ada/index.html"),
        (text("teams/housing", Kind.TEAM, title="Housing"), "teams/housing/index.html"),
        (text("themes/care", Kind.THEME, title="Care"), "themes/care/index.html"),
        (part("one", authors=("Ada",)), "people/ada/index.html"),
    ],
    ids=["team of a person", "author of a page", "own text", "theme's own text", "author of a part"],
)
def test_a_term_that_only_profiles_or_pages_name_has_a_page_and_no_feed(naming, file):
    found = pages(study(), naming)
    assert found[file].shows["view"].profile.count == 0
    assert [feed.title for feed in found[file].shows["page"].feeds] == ["Open Reach"]
    assert file.replace("index.html", "feed.xml") not in found


def test_a_team_that_is_only_declared_has_no_page():
    declared = replace(CONFIG, teams={"law": Team("law", "Law")})
    assert "teams/law/index.html" not in pages(note("2026-W28"), config=declared)


def test_a_term_shows_its_introduction_until_that_is_withdrawn():
    own = text("teams/housing", Kind.TEAM, title="Housing", excerpt="We mend homes.", fields=Fields(role="Repairs"))
    shown = pages(note("2026-W28"), own)["teams/housing/index.html"]
    assert (shown.shows["view"].profile.summary, shown.shows["view"].profile.role) == ("We mend homes.", "Repairs")
    assert shown.bodies == ("team/housing",)
    gone = pages(note("2026-W28"), own, withdrawn=[own.path])["teams/housing/index.html"]
    assert (gone.shows["view"].profile.summary, gone.bodies) == ("", ())


def test_a_person_is_shown_where_they_were_quoted_once_a_study():
    quotes = (Quote("A", name="Ada"), Quote("B", name="Ada"))
    gone = study("gone", fields=Fields(quotes=quotes))
    ada = text("people/ada", Kind.PERSON, title="Ada")
    found = view("people/ada/index.html", ada, study(fields=Fields(quotes=quotes)), gone, withdrawn=[gone.path])
    assert titles(found.quoted) == ["Grow"]


def test_lessons_are_gathered_from_parts_too_but_not_from_what_is_withdrawn():
    gone = text("posts/a", fields=Fields(lessons=("Gone",)))
    taught = part("one", fields=Fields(lessons=("Wait.",), takeaways=("Ask.",)))
    found = view("lessons/index.html", study(), taught, gone, withdrawn=[gone.path])
    assert [(lesson.text, lesson.card.title) for lesson in found.lessons] == [("Wait.", "one")]
    assert [lesson.text for lesson in found.takeaways] == ["Ask."]


def test_a_site_without_lessons_has_no_page_of_them_and_no_way_there():
    laid, _ = laid_out(text("posts/a"))
    assert "lessons/index.html" not in {page.file for page in laid.pages}
    assert "Lessons" not in {way.title for way in laid.chrome.footer}


def test_the_menu_has_what_there_is_and_leads_to_pages_that_are():
    laid, _ = laid_out(note("2026-W28"), text("pages/about", Kind.PAGE, title="About us"))
    assert [way.title for way in laid.chrome.menu] == ["Weeknotes", "Teams", "About"]
    files = {page.file for page in laid.pages}
    assert {urls.file_of(way.address) for way in (*laid.chrome.menu, *laid.chrome.footer)} <= files


def test_the_404_page_offers_ways_that_are_there():
    assert [way.title for way in view("404.html", text("posts/a")).ways] == ["Home", "Posts"]


# What pages depend on


def test_only_pages_that_show_a_text_depend_on_it():
    found = pages(note("2026-W28", themes=("Care",)), text("posts/a", authors=("Ada",), fields=Fields(tags=("x",))))
    assert {file for file, page in found.items() if "post/a" in page.bodies and page.maker == "html"} == {
        "posts/a/index.html"
    }
    lists = {file: page for file, page in found.items() if "page" in page.shows and page.shows["page"].kind in LISTS}
    assert [file for file, page in lists.items() if page.bodies] == []


def test_a_change_of_the_text_alone_changes_no_page_but_by_the_text():
    before, after = (text("posts/a", excerpt="How it began.", body=body) for body in ("One.", "Two, and three."))
    shown = [{file: digest.of_record(page) for file, page in pages(each, study()).items()} for each in (before, after)]
    assert shown[0] == shown[1]


def test_a_change_of_the_title_reaches_every_list_that_shows_it():
    before, after = (pages(text("posts/a", title=title), study()) for title in ("One", "Two"))
    changed = {file for file in before if digest.of_record(before[file]) != digest.of_record(after[file])}
    assert {"index.html", "posts/index.html", "posts/a/index.html", "feed.xml", "site.json"} <= changed
    assert {"case-studies/index.html", "case-studies/grow/index.html", "404.html"} & changed == set()


# Feeds and files


def feeds(*readings, **how):
    return {page.file: page.shows["feed"] for page in laid_out(*readings, **how)[0].pages if "feed" in page.shows}


def test_every_section_has_its_feed_in_three_formats():
    found = feeds(note("2026-W28", themes=("Care",), authors=("Ada",), fields=Fields(tags=("x",), projects=("Y",))))
    sections = ["", "weeknotes/", "weeks/", "teams/housing/", "themes/care/", "tags/x/", "people/ada/", "projects/y/"]
    assert set(found) == {f"{section}feed.{ending}" for section in sections for ending in ("xml", "atom", "json")}


def test_a_feed_has_the_newest_entries_and_no_more_than_its_limit():
    posts = [text(f"posts/{number}", title=f"{number}", published=day(f"2026-07-0{number}")) for number in range(1, 6)]
    found = feeds(*posts, config=replace(CONFIG, feeds=Feeds(2)))
    assert titles(found["feed.xml"].cards) == ["5", "4"]


def test_a_series_has_a_feed_of_its_own_unless_its_team_or_writer_has():
    named = replace(CONFIG, series={"diary": Series("diary", "The diary", (("", Style()),))})
    found = feeds(note("2026-W28"), note("2026-W28", series="diary"), config=named)
    assert [file for file in found if file.startswith("series/")] == [
        f"series/diary/feed.{ending}" for ending in ("xml", "atom", "json")
    ]
    assert found["series/diary/feed.xml"].title == "The diary"


def test_a_series_in_two_languages_has_two_feeds():
    found = feeds(note("2026-W28", series="diary"), note("2026-W29", series="diary", lang="cy"))
    assert found["series/diary/cy/feed.xml"].lang == "cy"
    assert len(found["series/diary/feed.xml"].cards) == 1


def test_the_digest_has_one_item_a_week_the_newest_first():
    found = feeds(note("2026-W28"), note("2026-W28", "data"), note("2026-W30"))["weeks/feed.xml"]
    assert [str(week.week) for week in found.weeks] == ["2026-W30", "2026-W28"]


def test_a_feed_declares_the_texts_that_it_shows():
    page = pages(text("posts/a"))["feed.atom"]
    assert page.bodies == ("post/a",)
    assert set(page.targets) == {"post/a"}


def test_the_page_about_feeds_and_the_list_for_readers_have_all_of_them():
    found = pages(note("2026-W28"), text("posts/a"))
    listed = [feed.address for group in found["feeds/index.html"].shows["view"].groups.values() for feed in group]
    groups = found["feeds.opml"].shows["groups"]
    assert listed == [feed.address for group in groups.values() for feed in group]
    assert {f"{address}.xml" for address in listed} == {file for file in found if file.endswith("feed.xml")}


def test_every_feed_that_a_page_names_is_there():
    found = pages(note("2026-W28", authors=("Ada",)), text("pages/about", Kind.PAGE), text("teams/law", Kind.TEAM))
    named = {feed.address for page in found.values() if "page" in page.shows for feed in page.shows["page"].feeds}
    assert {f"{address}.xml" for address in named} <= set(found)


def test_the_sitemap_leaves_out_what_nobody_should_land_on():
    gone = text("posts/gone")
    found = pages(gone, text("posts/a", fields=Fields(aliases=("/old/",))), withdrawn=[gone.path])
    places = dict(found["sitemap.xml"].shows["places"])
    assert {"404.html", "old/", "posts/gone/"} & set(places) == set()
    assert (places["posts/a/"], places["posts/"]) == (day("2026-07-10"), None)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://open.example.org/", "open.example.org"),
        ("https://open.example.org:8443/", "open.example.org"),
        ("https://open.example.org/reach/", None),
        ("https://reach.github.io/open/", None),
        ("https://reach.github.io/", None),
        ("http://localhost:8000/", None),
        ("http://127.0.0.1/", None),
    ],
)
def test_a_host_of_its_own_is_named_to_github(url, host):
    cname = pages(config=Config(Site(url=url))).get("CNAME")
    assert (cname and cname.shows["text"]) == host


def test_pictures_are_cleaned_and_other_files_copied():
    found = pages(static={"a/Photo.JPG": "static/Photo.JPG", "a/data.csv": "static/data.csv"})
    assert (found["a/Photo.JPG"].maker, found["a/data.csv"].maker) == ("picture", "copy")
    assert found["assets/style.css"].maker == "asset"


def test_a_file_that_a_text_links_to_comes_along_unless_the_text_is_withdrawn():
    linking = replace(text("posts/a"), links=(Link("link", "plan.pdf", "The plan"),))
    targets = (Target("posts/plan.pdf", source="content/posts/plan.pdf"),)
    assert pages(linking, targets=targets)["posts/plan.pdf"].source == "content/posts/plan.pdf"
    assert "posts/plan.pdf" not in pages(linking, targets=targets, state=State.WITHDRAWN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (text("posts/a", fields=Fields(aliases=("/about/",))), text("pages/about", Kind.PAGE)),
        (text("posts/a", fields=Fields(aliases=("/About/",))), text("pages/about", Kind.PAGE)),
        (
            text("posts/a", fields=Fields(aliases=("/caf\u00e9/",))),
            text("posts/b", fields=Fields(aliases=("/cafe\u0301/",))),
        ),
    ],
    ids=["same", "case", "Unicode form"],
)
def test_two_things_at_one_address_are_a_problem_that_names_both(one, other):
    (problem,) = laid_out(one, other)[1]
    assert (problem.code, problem.severity) == ("address.twice", "error")
    assert one.path in problem.message
    assert other.path in problem.message


def test_an_old_address_where_a_list_stands_is_a_problem():
    (problem,) = laid_out(text("posts/a", fields=Fields(aliases=("/posts/",))))[1]
    assert (problem.path, problem.found) == ("content/posts/a.md", "posts/index.html")


def test_a_file_where_a_folder_has_to_be_is_a_problem():
    (problem,) = laid_out(text("posts/a"), static={"Posts": "static/Posts"})[1]
    assert "static/Posts" in problem.message


# Where links may lead before any page is laid out


def test_links_may_lead_to_exactly_the_gathering_pages_that_will_be():
    gone = text("posts/gone", fields=Fields(tags=("lost",), state="withdrawn"))
    readings = [
        note("2026-W53 to 2027-W01", authors=("Ada",), themes=("Care",)),
        text("people/ben", Kind.PERSON, teams=("law",), title="Ben"),
        text("pages/about", Kind.PAGE, authors=("Cy",), fields=Fields(lessons=("Ask.",))),
        gone,
    ]
    known, identities = settled(readings, CONFIG)
    found = pages(*readings, withdrawn=[gone.path])
    own = {identities[each.path].address for each in readings}
    files = {"404.html", "robots.txt", ".nojekyll", "CNAME", "assets/style.css", "assets/icon-180.png", "favicon.ico"}
    assert gathering_places(readings, identities, known) == {urls.address_of(file) for file in found} - own - files
