"""Where entries lead: their links, lead images, stories, linked posts and translations."""

from __future__ import annotations

import pytest

from weeknotes.atlas import draw
from weeknotes.cards import Found
from weeknotes.config import Config, standard_folders
from weeknotes.entries import place, read
from weeknotes.errors import Problem, Severity
from weeknotes.identity import settle
from weeknotes.model import Reading, State, Target
from weeknotes.resolution import astray, pictures, resolve, sized
from weeknotes.shots import Rendition, Survey
from weeknotes.terms import gather

CONFIG = Config(folders=standard_folders())
FILES = ("content/posts/team.jpg", "content/posts/plan.pdf", "content/posts/unused.png")
DATED = "date: 2026-01-02"
NOTES = {"posts/a": DATED, "posts/b": f"{DATED}\ntitle: Second post", "weeknotes/2026-w28": ""}


def reading(name: str, head: str, body: str = "Text") -> Reading:
    path = f"content/{name}.md"
    folder = next(each for each in CONFIG.folders if path.startswith(each.path))
    where = place(path, folder, frozenset({path, "content/case-studies/grow/index.md"}))
    return read(f"---\n{head}\n---\n{body}\n".encode(), where, CONFIG)


def resolved(*readings: Reading, hidden: str = "") -> tuple[dict[str, Found], tuple[Problem, ...]]:
    """What `readings` and the notes lead to; the text `hidden` is a draft."""
    texts = [*readings, *(reading(name, head) for name, head in NOTES.items())]
    identities, _ = settle(texts, gather(texts, CONFIG)[0], CONFIG)
    states = {each.path: State.PUBLISHED for each in texts} | ({hidden: State.DRAFT} if hidden else {})
    return resolve(texts, states, draw(texts, identities, FILES, (), CONFIG))


def one(head: str, body: str = "Text", hidden: str = "") -> tuple[Found, tuple[Problem, ...]]:
    found, problems = resolved(reading("posts/x", f"{DATED}\n{head}", body), hidden=hidden)
    return found["content/posts/x.md"], problems


def test_links_are_followed_in_their_order() -> None:
    found, problems = one("", "[a](a.md) ![t](team.jpg) [b](https://example.org/)")
    assert found.targets == (
        Target("posts/a/", entry="post/a", source="content/posts/a.md"),
        Target("media/posts/team.jpg", source="content/posts/team.jpg"),
        Target("https://example.org/", outside=True),
    )
    assert problems == ()


def test_every_reading_has_its_identity_state_and_parent() -> None:
    study = reading("case-studies/grow/index", DATED)
    found, _ = resolved(study, reading("case-studies/grow/01-first", ""))
    part = found["content/case-studies/grow/01-first.md"]
    assert (part.identity.id, part.state, part.parent) == ("case-study/grow/first", State.PUBLISHED, "case-study/grow")
    assert found["content/posts/a.md"].parent == ""


@pytest.mark.parametrize("typed", ["team.jpg", "./team.jpg", "/content/posts/team.jpg", "../posts/team.jpg"])
def test_a_lead_image_is_found_beside_the_text_or_from_the_top(typed: str) -> None:
    found, problems = one(f"image: {typed}")
    assert found.image
    assert (found.image.source, problems) == ("content/posts/team.jpg", ())


def test_a_missing_lead_image_is_told_with_its_line() -> None:
    found, (problem,) = one("image: teem.jpg")
    assert found.image is None
    assert (problem.code, problem.line, problem.suggestion) == ("link.image", 3, "team.jpg")


@pytest.mark.parametrize("field", ["story", "linked_posts"])
@pytest.mark.parametrize("typed", ["b.md", "/content/posts/b.md", "Second post", "'[[Second post]]'"])
def test_an_entry_may_be_chosen_by_path_or_title(field: str, typed: str) -> None:
    found, problems = one(f"{field}:\n  - {typed}")
    chosen = found.story if field == "story" else found.linked
    assert ([each.entry for each in chosen], problems) == (["post/b"], ())


def test_a_reason_comes_along() -> None:
    found, _ = one("linked_posts:\n  - post: b.md\n    reason: It came before")
    assert [(each.entry, each.reason) for each in found.linked] == [("post/b", "It came before")]


def test_an_outside_page_may_be_chosen() -> None:
    found, problems = one("linked_posts:\n  - https://example.org/a")
    assert [(each.entry, each.url) for each in found.linked] == [("", "https://example.org/a")]
    assert problems == ()


WRAPPED = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa&data=05"


@pytest.mark.parametrize("field", ["story", "linked_posts"])
@pytest.mark.parametrize("typed", ["https://example.org/a?utm_source=mail", "https://example.org/a?fbclid=1", WRAPPED])
def test_a_chosen_address_is_freed_of_what_watches_readers(field: str, typed: str) -> None:
    found, problems = one(f"{field}:\n  - post: {typed}")
    chosen = found.story if field == "story" else found.linked
    assert [(each.url, each.reason) for each in chosen] == [("https://example.org/a", "https://example.org/a")]
    assert problems == ()


@pytest.mark.parametrize(
    "head", ["story:\n  - nowhere.md", "linked_posts:\n  - nowhere.md", "translation_of: nowhere.md"]
)
def test_a_field_that_names_no_entry_is_an_error_with_its_line(head: str) -> None:
    _, (problem,) = one(head)
    assert (problem.code, problem.severity, problem.found) == ("link.broken", Severity.ERROR, "nowhere.md")
    assert problem.line in (3, 4)
    assert f"“{head.partition(':')[0]}” names an entry that there is not" in problem.message


@pytest.mark.parametrize("typed", ["2026-w28-x.md", "2026-w28.md", "../old/2026-w28.md", "'[[Second pots]]'"])
@pytest.mark.parametrize("field", ["translation_of: ", "story:\n  - ", "linked_posts:\n  - "])
def test_a_field_that_names_an_entry_wrongly_gets_the_right_path(field: str, typed: str) -> None:
    _, (problem,) = one(f"{field}{typed}")
    _, problems = one(f"{field}{problem.suggestion}")
    assert problem.message.endswith(f"Did you mean {problem.suggestion}?")
    assert problems == ()


@pytest.mark.parametrize("typed", ["later.md", "/content/posts/later.md", "'[[Later]]'"])
@pytest.mark.parametrize("field", ["translation_of: ", "story:\n  - ", "linked_posts:\n  - "])
def test_a_field_that_names_a_draft_says_so(field: str, typed: str) -> None:
    _, (problem,) = one(f"{field}{typed}", hidden="content/posts/later.md")
    assert problem.code == "link.unpublished"
    assert "names content/posts/later.md, which is a draft" in problem.message


@pytest.mark.parametrize("head", ["story:\n  - x.md", "linked_posts:\n  - x.md", "translation_of: x.md"])
def test_a_field_that_names_its_own_entry_is_a_warning(head: str) -> None:
    found, (problem,) = one(head)
    assert (problem.code, problem.severity) == ("link.itself", Severity.WARNING)
    assert problem.line in (3, 4)
    assert (found.story, found.linked, found.translation_of) == ((), (), "")


def test_a_translation_has_the_id_of_its_original() -> None:
    found, problems = one("lang: cy\ntranslation_of: b.md")
    assert (found.translation_of, problems) == ("post/b", ())


def test_two_texts_that_name_each_other_as_original_are_both_translations() -> None:
    english = reading("posts/en", f"{DATED}\ntranslation_of: cy.md")
    welsh = reading("posts/cy", f"{DATED}\nlang: cy\ntranslation_of: en.md")
    found, problems = resolved(english, welsh)
    assert found[english.path].translation_of == "cy/post/cy"
    assert (found[welsh.path].translation_of, problems) == ("post/en", ())


def test_only_pictures_that_something_shows_are_measured() -> None:
    found, _ = resolved(reading("posts/x", f"{DATED}\nimage: team.jpg", "[p](plan.pdf) ![t](team.jpg) [a](a.md)"))
    assert pictures(found) == ("content/posts/team.jpg",)


def test_pictures_get_their_size_and_nothing_else_does() -> None:
    found, _ = resolved(reading("posts/x", f"{DATED}\nimage: team.jpg", "![t](team.jpg) [p](plan.pdf)"))
    sizes = {"content/posts/team.jpg": Survey(800, 600), "content/posts/plan.pdf": Survey(1, 1)}
    done = sized(found, sizes)["content/posts/x.md"]
    assert done.image
    assert [(each.width, each.height) for each in (*done.targets, done.image)] == [(800, 600), (0, 0), (800, 600)]


def test_pictures_know_where_their_renditions_will_be() -> None:
    found, _ = resolved(reading("posts/x", f"{DATED}\nimage: team.jpg"))
    picture = Survey(800, 600, (("avif", 400), ("jpeg", 400), ("still", 800)))
    done = sized(found, {"content/posts/team.jpg": picture})["content/posts/x.md"]
    assert done.image
    assert done.image.renditions == (
        Rendition("media/posts/team.jpg-400.avif", 400, "avif"),
        Rendition("media/posts/team.jpg-400.jpg", 400, "jpeg"),
        Rendition("media/posts/team.jpg-800.png", 800, "still"),
    )


def test_a_picture_without_a_size_stays_without() -> None:
    found, _ = resolved(reading("posts/x", DATED, "![t](team.jpg)"))
    assert sized(found, {}) == found


@pytest.mark.parametrize(("state", "severity"), [("draft", Severity.WARNING), ("published", Severity.ERROR)])
def test_broken_links_of_texts_without_a_page_are_told_too_but_a_draft_stops_nobody(
    state: str, severity: Severity
) -> None:
    text = reading("posts/later", f"date: 2027-01-01\nstate: {state}", "[a](nowhere.md) ![b](#c)")
    atlas = draw([], {}, FILES, (), CONFIG)
    problems = astray([text], {text.path: State.SCHEDULED}, atlas)
    assert [(each.code, each.severity) for each in problems] == [("link.broken", severity), ("link.image", severity)]
