from noted import reading
from sites import work

from weeknotes.checks.across import across
from weeknotes.values import replace

WORDS = (
    "On Monday we met the caretakers and heard what they make of the new telephones. They like them, but the "
    "batteries run down by noon, and nobody had told us. We will order others, and lend out six power packs until then."
)


def note(day, body=WORDS, *lines, team="housing", name="weeknotes", **where):
    text = "\n".join(["---", f"date: {day}", f"team: {team}", *lines, "---", body, ""])
    return reading(text, path=f"content/weeknotes/{day}-{name}.md", **where)


def codes(*readings):
    return [(each.code, each.severity.value, each.path[18:28], each.line) for each in across(readings)]


class TestANoteCopiedFromTheWeekBefore:
    def test_whole_is_a_warning_at_the_later_one(self):
        one, other = note("2024-02-09", WORDS, "title: A"), note("2024-02-16", WORDS, "title: B")
        assert codes(other, one) == [("copy.text", "warning", "2024-02-16", 0)]
        assert "content/weeknotes/2024-02-09-weeknotes.md" in across((one, other))[0].message

    def test_with_a_few_words_changed_is_a_hint(self):
        longer = f"{WORDS}\n\n## Next\n\n" + "And then we went on to the next flat. " * 10
        one, other = note("2024-02-09", longer), note("2024-02-16", longer.replace("six", "six or seven"))
        changed = note("2024-02-23", longer.replace("next flat", "next one"))
        assert codes(one, changed) == [("copy.near", "hint", "2024-02-23", 0)]
        assert codes(one, other) == []

    def test_is_not_one_that_only_begins_alike(self):
        other = f"{WORDS}\n\n" + "Then everything was different, and we wrote it all down. " * 10
        assert codes(note("2024-02-09"), note("2024-02-16", other)) == []

    def test_is_none_where_the_text_is_a_few_words(self):
        assert codes(note("2024-02-09", "On leave."), note("2024-02-16", "On leave.")) == []

    def test_may_be_a_draft_that_somebody_works_on(self):
        assert codes(note("2024-02-09"), note("2024-02-16", WORDS, "state: draft")) == []


class TestATitleLeftOver:
    def test_with_a_number_in_it_is_a_hint(self):
        one, other = note("2024-02-09", "One.", "title: Week 6"), note("2024-02-16", "Two.", "title: Week 6")
        assert codes(one, other) == [("copy.title", "hint", "2024-02-16", 4)]

    def test_is_not_one_that_is_the_same_every_week(self):
        notes = [note(f"2024-02-{day:02}", f"{day}.", "title: This week in housing") for day in (2, 9, 16, 23)]
        assert codes(*notes) == []

    def test_is_not_that_of_another_team_or_language(self):
        one = note("2024-02-09", "One.", "title: Week 6")
        assert codes(one, note("2024-02-16", "Two.", "title: Week 6", team="data")) == []
        assert codes(one, note("2024-02-16", "Dau.", "title: Week 6", "lang: cy")) == []


class TestARefThatTextsShare:
    def test_in_two_languages_pairs_them(self):
        one = note("2024-02-16", "One.", "ref: 2024-02-16")
        assert codes(one, note("2024-02-16", "Un.", "ref: 2024-02-16", "lang: cy", name="cy")) == []

    def test_in_one_language_is_a_warning_with_one_of_its_own(self):
        one, other = note("2024-02-09", "One.", "ref: week-6"), note("2024-02-16", "Two.", "ref: week-6")
        (problem,) = across((one, other))
        assert (problem.code, problem.severity.value, problem.line) == ("copy.ref", "warning", 4)
        assert (problem.found, problem.suggestion) == ("ref: week-6", "ref: 2024-02-16")


def test_the_work_grows_with_the_number_of_texts_and_not_its_square():
    base = note("2024-02-16")

    def many(count):
        return [
            replace(base, path=f"{each}.md", body=replace(base.body, digest=str(each)), excerpt=f"{each} {WORDS}")
            for each in range(count)
        ]

    few, lots = many(200), many(800)
    assert work(lambda: across(lots)) < 6 * work(lambda: across(few))


def test_pages_and_faulty_texts_are_left_out():
    page = reading(f"---\ntitle: A\n---\n{WORDS}\n", path="content/pages/a.md", kind="page")
    assert codes(page, replace(page, path="content/pages/b.md")) == []
    faulty = note("2024-02-16", WORDS, "date: 2024-13-45")
    assert codes(note("2024-02-09"), faulty) == []
