"""What is kept of answers between two runs: for some days, in one file, which may be lost at any time."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.elsewhere.answers import LASTING, NAME, Answer, Kept, Verdict, keep, recall

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
THERE = Kept(Answer(Verdict.THERE, 200), NOW)
MOVED = Kept(Answer(Verdict.MOVED, onward="https://example.org/né"), NOW)


def test_answers_are_kept_as_they_were_given(tmp_path):
    kept = {"https://example.org/": THERE, "https://example.org/old": MOVED}
    keep(tmp_path / ".weeknotes", kept)
    assert recall(tmp_path / ".weeknotes") == kept
    assert [each.name for each in (tmp_path / ".weeknotes").iterdir()] == [NAME]


@pytest.mark.parametrize("verdict", Verdict)
def test_what_may_be_otherwise_tomorrow_is_not_kept(tmp_path, verdict):
    keep(tmp_path, {"https://example.org/": Kept(Answer(verdict), NOW)})
    assert bool(recall(tmp_path)) is (verdict in LASTING)
    assert not {Verdict.SILENT, Verdict.BUSY, Verdict.UNKNOWN} & set(LASTING)


@pytest.mark.parametrize(
    ("age", "fresh"),
    [
        (timedelta(0), True),
        (timedelta(days=5, hours=23), True),
        (timedelta(days=6), False),
        (timedelta(days=7), False),
        # A clock that was wrong does not keep anything for ever.
        (timedelta(minutes=-1), False),
    ],
)
def test_answers_are_old_after_six_days(age, fresh):
    assert THERE.is_fresh(NOW + age) is fresh


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "3", '{"format": 1}', '{"format": 2, "answers": {"https://a.org/": {}}}'),
        *('{"format": 1, "answers": []}', '{"format": 1, "answers": {"https://a.org/": 3}}', "[" * 100_000),
        '{"format": 1, "answers": {"https://a.org/": {"verdict": "eaten", "status": 1, "onward": "", "asked": ""}}}',
        '{"format": 1, "answers": {"a": {"verdict": "gone", "status": 1, "onward": "", "asked": "2026-11-21T12:00"}}}',
    ],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path, text):
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert recall(tmp_path) == {}
    keep(tmp_path, {"https://example.org/": THERE})
    assert recall(tmp_path) == {"https://example.org/": THERE}


def test_no_file_is_no_answers(tmp_path):
    assert recall(tmp_path / "nowhere") == {}


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    keep(tmp_path / "taken", {"https://example.org/": THERE})
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "a file"


LEAVES = st.none() | st.integers() | st.text()
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(JSON)
def test_whatever_the_file_holds_nothing_is_raised(tmp_path_factory, value):
    folder = tmp_path_factory.mktemp("kept")
    for text in (json.dumps(value), json.dumps({"format": 1, "answers": value})):
        (folder / NAME).write_text(text, encoding="utf-8")
        assert recall(folder) == {}
