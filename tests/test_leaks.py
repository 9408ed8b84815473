"""Nothing of what is not public is anywhere in the output: in no page, feed, list, picture, name or count."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from PIL import Image
from sheets import NI
from sites import CONFIG

FOLDERS = {"weeknotes": "weeknote", "case-studies": "case study", "posts": "post", "pages": "page"}
SIGNED = CONFIG + "".join(
    f'[[folders]]\npath = "content/{name}"\nkind = "{kind}"\nsign_off = "named"\napprovers = ["Ada Penhaligon"]\n'
    for name, kind in FOLDERS.items()
)
QUIET = CONFIG + '[[quiet_periods]]\nfrom = "2026-11-10"\nto = "2026-12-10"\nreason = "the election"\n'
QUARANTINE = CONFIG + "[publication]\nquarantine = true\n"
# What each state is written like, and the settings that it needs. What was public may be held later on; to be
# a draft again is no way to take it back.
NEVER_PUBLIC = {
    "draft": "state: draft",
    "in review": "state: in review",
    "embargoed": "embargo_until: 2027-01-08 09:30\nembargo_by: zembargoer\nembargo_reason: zembargoed",
}
HELD = {
    "held by a fault": ("event_date: 2026-02-30", QUARANTINE),
    "held by sign-off": ("reviewed_by: zreviewer", SIGNED),
    "held by a quiet period": ("embargo_until: 2026-11-20", QUIET),
}
PUBLIC = """
-- content/weeknotes/2026/2026-w45-housing.md --
---
title: Damp in ten homes
team: housing
author: Bo Larsen
tags: repairs
themes: homes
ref: damp
reviewed_by: Ada Penhaligon
---
We looked at damp in ten homes of Larkfield, and at the diaries of six officers, before anything else was decided.
-- content/weeknotes/2026/2026-w46-housing.md --
---
title: Ventilation
team: housing
author: Bo Larsen
tags: repairs
themes: homes
lessons: Ask first
reviewed_by: Ada Penhaligon
---
Ventilation helps with damp. [Before](2026-w45-housing.md) we looked at ten homes of Larkfield and six diaries.
-- content/posts/numbers.md --
---
title: Our numbers
date: 2026-11-03
reviewed_by: Ada Penhaligon
---
Ten homes.
-- content/pages/about.md --
---
title: About
reviewed_by: Ada Penhaligon
---
Who we are.
"""
# Every field of the entry that is to stay hidden has a word of its own, which stands nowhere else.
HEAD = """
title: ztitle KIND
summary: zsummary
author: [zauthor, Bo Larsen]
contributors: zcontributor
team: [housing, zteam]
themes: [homes, ztheme]
tags: [repairs, ztag]
projects: zproject
image: {src: zpicture-KIND.png, alt: zalt, caption: zcaption, credit: zcredit}
takeaways: ztakeaway
lessons: zlesson
aliases: /zalias/KIND/
linked_posts: [{url: "https://example.org/zlinked", reason: zwhy}]
id: zid-KIND
"""
STUDY = """
quotes: [{text: zquote, name: zquoted, role: zrole}]
numbers: [{value: 15, what: znumber, source: zsource}]
at_a_glance: {zplace: zplaced}
story: [{entry: Damp in ten homes, reason: zstory}]
"""
BODY = """
# zheading

zbody: damp in ten homes of Larkfield and six diaries, as in [the note](/content/weeknotes/2026/2026-w45-housing.md).

![zinside](zinner-KIND.png) [[Ventilation]] [zdownload](zfile-KIND.pdf)
"""
FILES = {
    "note": ("content/weeknotes/2026/2026-w47-zname.md", "date: 2026-11-20\nref: damp\nlang: cy"),
    "study": ("content/case-studies/zfolder/index.md", f"date: 2026-11-19{STUDY}"),
    "part": ("content/case-studies/zfolder/01-zpart.md", "event_date: 2026-11-01"),
    "post": ("content/posts/zpost.md", "date: 2026-11-18"),
    "page": ("content/pages/zpage.md", "date: 2026-11-18"),
}


def hidden(state: str) -> str:
    """The files that are to stay hidden, with the lines of a state at the top."""
    return "".join(
        f"-- {path} --\n---\n{state}\n{HEAD.replace('KIND', kind)}{own}\n---\n{BODY.replace('KIND', kind)}\n"
        for kind, (path, own) in FILES.items()
    )


def pictures(folder: Path) -> None:
    for kind, (path, _) in FILES.items():
        for name in ("zpicture", "zinner"):
            target = (folder / path).parent / f"{name}-{kind}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (40, 30), (200, 30, 30)).save(target)
        (folder / path).parent.joinpath(f"zfile-{kind}.pdf").write_bytes(b"%PDF-1.4 zpdf")


def secrets(output: dict[str, bytes]) -> set[tuple[str, str]]:
    """The hidden words in names and bytes of the output (unpacked where they are packed), with their files."""
    found = set()
    for name, data in output.items():
        plain = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        words = re.findall(rb"z(?:" + b"|".join(map(str.encode, WORDS)) + rb")", name.encode() + b" " + plain.lower())
        found |= {(name, word.decode()) for word in words}
    return found


# The longest first, so that “zquoted” is not taken for “zquote”.
ALL = f"{HEAD}{STUDY}{BODY}{FILES}zembargoer zembargoed zreviewer zpdf"
WORDS = sorted(set(re.findall(r"\bz([a-z]{3,})", ALL)), reverse=True)


def public(output: dict[str, bytes]) -> dict[str, bytes]:
    """The output without the list of its own files, and without the ledger of addresses that were public once."""
    return {name: data for name, data in output.items() if name not in (".weeknotes-files", "site.json")}


# What the ledger tells of an entry that was public: where it was, and in which file.
ADDRESSES = {"zalias", "zname", "zfolder", "zpart", "zpost", "zpage", "zid"}


@pytest.fixture
def site(make_in, tmp_path):
    """Build a site with these files in a folder of that name."""

    def build(name: str, files: str, config: str = CONFIG):
        (tmp_path / name).mkdir(exist_ok=True)
        if name == "with":
            pictures(tmp_path / name)
        return make_in(tmp_path / name, files, config)

    return build


def test_the_words_that_are_looked_for_are_there_once_they_are_public(site):
    built = site("with", PUBLIC + hidden("embargo_until: 2026-01-01"))
    words = {word for _, word in secrets(built.output)}
    assert words >= {f"z{word}" for word in WORDS} - {"zembargoer", "zembargoed", "zreviewer", "zlinked", "zwhy"}


@pytest.mark.parametrize("state", NEVER_PUBLIC)
def test_what_was_never_public_leaves_no_byte(site, state):
    without, built = site("without", PUBLIC), site("with", PUBLIC + hidden(NEVER_PUBLIC[state]))
    states = {built.files[path].state.value for path, _ in FILES.values()}
    assert states == {"draft" if state == "in review" else state}
    assert secrets(built.output) == set()
    assert built.output == without.output


@pytest.mark.parametrize("state", HELD)
def test_what_is_held_leaves_no_byte_though_it_was_public_before(site, state):
    head, config = HELD[state]
    without = site("without", PUBLIC, config)
    before = site("with", PUBLIC + hidden("reviewed_by: Ada Penhaligon\nembargo_until: 2026-01-01"), CONFIG)
    assert "posts/zpost/index.html" in before.output
    after = site("with", hidden(head), config)
    assert {after.files[path].state.value for path, _ in FILES.values()} == {"held"}
    assert {word for _, word in secrets({"site.json": after.output["site.json"]})} <= ADDRESSES
    assert secrets(public(after.output)) == set()
    assert public(after.output) == public(without.output)


def test_a_scheduled_entry_leaves_no_byte(site):
    # The date of a page keeps it from nobody: only dated kinds are scheduled by it.
    dated = hidden("state: published").partition("-- content/pages/")[0]
    dated = PUBLIC + re.sub(r"date: 2026-11-\d\d", "date: 2027-11-18", dated).replace("2026-w47", "2027-w46")
    without = site("without", PUBLIC)
    built = site("with", dated)
    assert built.files["content/posts/zpost.md"].state.value == "scheduled"
    assert secrets(built.output) == set()
    assert public(built.output) == public(without.output)


def test_an_untouched_scaffold_and_a_copy_leave_no_byte(site):
    scaffold = "-- content/posts/zpost.md --\n---\ntitle: ztitle\ndate: 2026-11-02\ntags: ztag\n---\n## What we did\n"
    words = "Ten homes of Larkfield were looked at by six officers who kept a diary each, and this is what they found."
    note = f"---\ntitle: Diaries\ndate: 2026-11-02\n---\n{words} All of it was about damp and repairs.\n"
    original = f"{PUBLIC}-- content/posts/diaries.md --\n{note}"
    copied = f"{original}-- content/posts/diaries-zname copy.md --\n{note}{scaffold}"
    without, built = site("without", original), site("with", copied)
    assert built.account.problems == without.account.problems
    assert public(built.output) == public(without.output)


def test_what_is_withdrawn_leaves_its_title_and_reason_at_its_own_address_alone(site):
    without = site("without", PUBLIC)
    site("with", PUBLIC + hidden(""))
    after = site("with", hidden("withdrawn: zreason\nwithdrawn_on: 2026-11-21"))
    stones = {each.url.strip("/") + "/index.html" for each in after.account.files if each.state.value == "withdrawn"}
    assert len(stones) == len(FILES)
    moved = {f"zalias/{kind}/index.html" for kind in FILES}
    allowed = {"ztitle", "zalias", "zname", "zfolder", "zpart", "zpost", "zpage"}
    assert {word for _, word in secrets({"site.json": after.output["site.json"]})} <= ADDRESSES
    found = secrets(public(after.output))
    assert {(name, word) for name, word in found if name not in stones | moved} == set()
    assert {word for _, word in found} <= allowed
    rest = {name: data for name, data in public(after.output).items() if name not in stones | moved}
    assert rest == public(without.output)
    assert b"21 November 2026" in after.output["posts/zpost/index.html"]


def test_a_withdrawn_profile_takes_its_words_off_the_page_of_the_person(make):
    site = "-- content/people/bo.md --\n---\nname: Bo Larsen\nrole: zrole\nwithdrawn: Asked for\n---\nzbody\n"
    built = make(PUBLIC + site)
    assert secrets(built.output) == set()


def test_hidden_texts_stay_out_of_what_a_preview_built_into_the_same_folder(make):
    make(PUBLIC + hidden("state: draft"), drafts=True)
    assert secrets(make("").output) == set()


@pytest.mark.parametrize("path", ["templates/footer.html", "config.toml"])
def test_a_secret_in_the_settings_or_a_template_stops_the_site(make, path):
    words = f"# {NI}\n" if path == "config.toml" else f"<p>{NI}</p>\n"
    site = make(f"-- templates/footer.html --\n{words if 'templates' in path else '<p>Us</p>'}", config=CONFIG + words)
    told = [(each.code, each.path) for each in site.account.problems if each.severity == "error"]
    assert ("sensitive.ni-number", path) in told
