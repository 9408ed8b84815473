import pytest

from weeknotes import album


def never():
    raise AssertionError("this is made only where nothing is kept")


def test_what_was_made_once_is_taken_from_the_album(tmp_path):
    assert album.taken(tmp_path / "album", "a", lambda: b"a picture") == b"a picture"
    assert album.taken(tmp_path / "album", "a", never) == b"a picture"
    assert album.taken(tmp_path / "album", "b", lambda: b"another") == b"another"


@pytest.mark.parametrize("kept", [b"", b"a picture", b"a picturf", b"0" * 32 + b"\na picture", b"\n"])
def test_what_is_not_as_it_was_kept_is_made_anew(tmp_path, kept):
    (tmp_path / "a").write_bytes(kept)
    assert album.taken(tmp_path, "a", lambda: b"a picture") == b"a picture"
    assert album.taken(tmp_path, "a", never) == b"a picture"


def test_a_picture_is_taken_under_its_own_key_alone(tmp_path):
    album.taken(tmp_path, "a", lambda: b"a picture")
    (tmp_path / "a").replace(tmp_path / "b")
    assert album.taken(tmp_path, "b", lambda: b"another") == b"another"


def test_what_cannot_be_kept_is_made_each_time(tmp_path):
    (tmp_path / "album").write_text("a file where the folder should be")
    assert album.taken(tmp_path / "album", "a", lambda: b"one") == b"one"
    assert album.taken(tmp_path / "album", "a", lambda: b"two") == b"two"


def test_what_is_no_longer_used_goes_and_nothing_half_written_stays(tmp_path):
    for key in "abc":
        album.taken(tmp_path, key, key.encode)
    (tmp_path / "a.4711").write_bytes(b"left by a build that was killed")
    album.tidy(tmp_path, {"a", "c", "d"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]


def test_an_album_that_is_not_there_is_tidy(tmp_path):
    album.tidy(tmp_path / "album", set())
    assert not (tmp_path / "album").exists()
