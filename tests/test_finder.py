"""The search index, made by the real Pagefind."""

import gzip
import json
import os
import pickle
import random
import subprocess
import sys
from pathlib import Path

import pagefind_bin
import pytest

from weeknotes.errors import SiteError
from weeknotes.finder import build_index
from weeknotes.search import Facet, SearchDocument
from weeknotes.values import replace

WORDS = ["repairs", "damp", "boiler", "tenants", "budget", "rota", "library", "cards", "harbour", "bread", "survey"]


def document(number: int, lang: str = "en") -> SearchDocument:
    dice = random.Random(number)
    text = " ".join(dice.choices(WORDS, k=60))
    return SearchDocument(
        url=f"weeknotes/2024/w{number}/",
        lang=lang,
        told=lang,
        html=f'<p>{text}</p><h2 id="next">Next</h2><p>{text}<sup>1</sup></p>',
        meta=(("title", f"Note {number}"), ("label", f"Week {number}"), ("team", "Housing Repairs")),
        facets=(Facet("team", f"t{number % 3}", f"Team {number % 3}"), Facet("year", "2024", "2024")),
    )


NOTES = [document(number, "cy" if number % 5 == 0 else "en") for number in range(30)]


@pytest.fixture(scope="module")
def index() -> dict[str, bytes]:
    return build_index(NOTES)


def fragments(files: dict[str, bytes]) -> list[dict]:
    packed = [data for path, data in files.items() if path.endswith(".pf_fragment")]
    return [json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd")) for data in packed]


def test_every_document_is_in_the_index_once(index):
    assert sorted(each["url"] for each in fragments(index)) == sorted(each.url for each in NOTES)


def test_every_language_has_an_index_of_its_own(index):
    entries = {path: json.loads(data) for path, data in index.items() if path.endswith("pagefind-entry.json")}
    assert {path: list(entry["languages"]) for path, entry in entries.items()} == {
        "search/cy/pagefind-entry.json": ["cy"],
        "search/en/pagefind-entry.json": ["en"],
    }


def test_english_words_are_stemmed_and_welsh_ones_left_alone(index):
    programs = sorted(path for path in index if "wasm" in path)
    assert programs == ["search/cy/wasm.unknown.pagefind", "search/en/wasm.en.pagefind"]


def test_what_no_page_asks_for_is_left_out(index):
    assert not [path for path in index if "ui" in path or "highlight" in path or path.endswith(".css")]
    assert all(path.startswith("search/") for path in index)


def test_the_same_documents_give_the_same_bytes_in_any_order_and_anywhere(index, tmp_path, monkeypatch):
    shuffled = random.Random(3).sample(NOTES, len(NOTES))
    (tmp_path / "pagefind.toml").write_text('force_language = "fr"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "fr")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert build_index(shuffled) == index


def test_another_process_with_another_hash_seed_gives_the_same_bytes(index):
    program = (
        "import pickle, sys; from weeknotes.finder import build_index;"
        "sys.stdout.buffer.write(pickle.dumps(build_index(pickle.load(sys.stdin.buffer))))"
    )
    surroundings = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps(NOTES), capture_output=True, env=surroundings, check=True
    )
    assert pickle.loads(done.stdout) == index


def test_a_new_word_changes_what_holds_it_and_leaves_other_texts_as_they_are(index):
    edited = [replace(NOTES[1], html="<p>Something about kittens</p>"), *(each for each in NOTES if each != NOTES[1])]
    after = build_index(edited)
    texts = [path for path in index if path.endswith(".pf_fragment")]
    assert len([path for path in texts if after.get(path) == index[path]]) == len(NOTES) - 1
    assert not [path for path in index if "/cy/" in path and after[path] != index[path]]


def test_headings_and_labels_come_with_a_text_and_numbers_of_footnotes_do_not(index):
    (found,) = [each for each in fragments(index) if each["url"] == "weeknotes/2024/w7/"]
    assert [(each["id"], each["text"]) for each in found["anchors"]] == [("next", "Next")]
    assert found["meta"] == {"title": "Note 7", "label": "Week 7", "team": "Housing Repairs"}
    assert "1" not in found["content"]
    assert "Note 7" not in found["content"]


def test_facets_name_results_as_the_index_does(index):
    facets = json.loads(index["search/facets.json"])
    assert facets["languages"] == {"cy": "cy", "en": "en"}
    ids = {path.rpartition("/")[2].removesuffix(".pf_fragment") for path in index if path.endswith(".pf_fragment")}
    assert facets["results"].keys() == ids
    assert {tuple(each) for each in facets["results"].values()} == {(0, 3), (1, 3), (2, 3)}


def test_words_for_corrections_come_from_texts_and_titles(index):
    words = json.loads(index["search/words.json"])
    assert words.keys() == {"cy", "en"}
    assert all({"boiler", "tenants", "housing", "note"} <= set(each) for each in words.values())


def test_a_text_of_pictures_alone_is_found_too():
    meta = (("title", "😀"), ("label", "Week 3"))
    only = SearchDocument("sheds/", "en", html='<p><img src="" alt=""></p>', meta=meta)
    (found,) = fragments(build_index([only]))
    assert found["url"] == "sheds/"


def test_letters_of_every_alphabet_come_back_as_they_went_in():
    odd = SearchDocument("a/", "cy", html="<p>Tŷ Ŵyl, naïve, 東京, قرية, 𝒳, \u200bx</p>", meta=(("title", "Ŵ & <b>"),))
    (found,) = fragments(build_index([odd]))
    assert found["content"].startswith("Tŷ Ŵyl, naïve, 東京, قرية, 𝒳")
    assert found["meta"]["title"] == "Ŵ & <b>"


def test_without_documents_there_is_no_index():
    assert build_index([]) == {}


def test_more_answers_than_a_pipe_holds_do_not_stop_it():
    large = replace(NOTES[1], html=f"<p>{'damp ' * 400_000}</p>")
    assert len(fragments(build_index([large]))) == 1


def test_a_missing_program_is_told_in_plain_words(monkeypatch, tmp_path):
    monkeypatch.setattr(pagefind_bin, "this_dir", tmp_path)
    with pytest.raises(SiteError) as caught:
        build_index(NOTES[:1])
    assert caught.value.problem.code == "search.missing"
    assert "enabled = false" in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("does", ["exit 3", "cat > /dev/null", "echo 'nonsense,'; sleep 5"])
def test_a_program_that_fails_is_told_in_plain_words(monkeypatch, tmp_path, does):
    broken = tmp_path / "pagefind"
    broken.write_text(f"#!/bin/sh\n{does} < /dev/null\n")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "this_dir", tmp_path)
    with pytest.raises(SiteError) as caught:
        build_index(NOTES[:1])
    assert caught.value.problem.code == "search.failed"


def test_what_pagefind_itself_refuses_is_told(monkeypatch):
    with pytest.raises(SiteError) as caught:
        build_index([replace(NOTES[1], html="<p>\ud800</p>")])
    assert caught.value.problem.code == "search.failed"
