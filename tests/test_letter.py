"""A week as a letter: what it says, and that mail clients and chats can read it."""

import email
import re
from datetime import datetime
from email import policy
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sites import CONFIG, TONGUES, write

from weeknotes import letter
from weeknotes.errors import SiteError, UsageError
from weeknotes.letter import Group, Item, Letter
from weeknotes.letter.post import Envelope, as_eml
from weeknotes.past import Wish
from weeknotes.visit import visit
from weeknotes.voice import voice
from weeknotes.weeks import Week

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
WEEK = Week(2026, 27)
SITE = """-- content/weeknotes/2026/2026-w27-housing.md --
---
team: Housing & Repairs
title: Damp <rooms> in Tŷ Hyll
author: Siân Wyn and Ada Byron
summary: We counted "all" of them & more.
takeaways: [Ask about the room, Look behind the <wardrobe>]
---
Okapi.
-- content/weeknotes/2026/2026-w27-data.md --
---
team: data
title: The map
summary: It has rivers.
---
Zebra.
-- content/weeknotes/2026/2026-w27-cymraeg.md --
---
title: Yr wythnos
lang: cy
summary: Dyma ni.
---
Helo.
-- content/weeknotes/2026/2026-w27-draft.md --
---
team: data
title: Not yet
series: other
state: draft
---
Secret.
"""


@pytest.fixture
def laid(tmp_path):
    """The site of some files, laid out."""

    def lay(files=SITE, config=CONFIG, **wish):
        (tmp_path / "config.toml").write_text(config, encoding="utf-8")
        write(tmp_path, files)
        with visit(Wish(tmp_path, tmp_path / "output", NOW, jobs=1, **wish)) as (found, _):
            return found

    return lay


@pytest.fixture
def made(laid):
    """The letter of that site and its HTML."""
    found = laid()
    whole = letter.gather(found, WEEK)
    return whole, letter.as_html(whole, found.theme)


def parsed(data):
    return email.message_from_bytes(data, policy=policy.default)


# What it says


def test_the_notes_come_by_team_with_all_that_a_reader_needs_to_choose(made):
    whole, _ = made
    assert [group.name for group in whole.groups] == ["Data", "Housing & Repairs", "Other notes"]
    item = next(item for group in whole.groups for item in group.items if "Damp" in item.title)
    assert item == Item(
        title="Damp <rooms> in Tŷ Hyll",
        url="https://open.example.org/weeknotes/2026/w27/housing/",
        authors="Siân Wyn and Ada Byron",
        summary='We counted "all" of them & more.',
        takeaways=("Ask about the room", "Look behind the <wardrobe>"),
        lang="en",
    )


ALSO = """-- content/posts/late.md --
---
title: A post of Sunday
date: 2026-07-05
summary: On a Sunday.
---
Gnu.
-- content/case-studies/damp.md --
---
title: Damp, found early
date: 2026-06-29
team: data
---
Eland.
-- content/posts/next.md --
---
title: The week after
date: 2026-07-06
---
No.
-- content/posts/wrong.md --
---
title: Taken back
date: 2026-07-01
withdrawn: It was wrong.
---
No.
-- content/posts/half.md --
---
title: Half a thought
date: 2026-07-01
state: draft
---
No.
"""


def test_case_studies_and_posts_of_the_week_come_last(laid):
    whole = letter.gather(laid(SITE + ALSO, drafts=True), WEEK)
    last = whole.groups[-1]
    assert (last.name, last.also) == ("Also published this week", True)
    assert [item.title for item in last.items] == ["Damp, found early", "A post of Sunday"]
    assert not [group for group in whole.groups[:-1] if group.also]
    assert "Also published this week" in letter.as_text(whole)
    assert "posts/late/" in letter.as_chat(whole)


def test_what_a_list_of_mails_shows_counts_notes_alone(laid):
    with_more, without = (letter.gather(laid(files), WEEK).preview for files in (SITE + ALSO, SITE))
    assert with_more == without


def test_a_week_without_notes_has_a_letter_of_what_else_came_out(laid):
    whole = letter.gather(laid(ALSO), WEEK)
    assert [group.also for group in whole.groups] == [True]
    assert whole.preview == "Damp, found early and A post of Sunday"
    assert whole.url == "https://open.example.org/"


@pytest.mark.parametrize("form", ["html", "text", "chat"])
def test_every_form_says_all_of_it_and_nothing_secret(made, form):
    whole, html = made
    told = {"html": html, "text": letter.as_text(whole), "chat": letter.as_chat(whole)}[form]
    plain = "".join(html5lib.parse(told, namespaceHTMLElements=False).itertext()) if form == "html" else told
    for words in ("Hyll", "Ada Byron", "Ask about the room", "The map", "rivers.", "Dyma ni.", "29 June to 5 July"):
        assert words in plain, words
    for address in ("w27/housing/", "w27/data/", "https://open.example.org/weeks/2026/w27/"):
        assert address in told, address
    assert "Not yet" not in told
    assert "Secret" not in told
    assert "Okapi" not in told


def test_the_subject_says_site_and_week(made):
    assert made[0].subject == "Open Reach: week 27, 29 June to 5 July 2026"


def test_a_week_without_notes_has_no_groups(laid):
    assert letter.gather(laid(), Week(2026, 1)).groups == ()


def test_a_note_over_two_weeks_is_in_the_letter_of_both(laid):
    found = laid("-- content/weeknotes/x.md --\n---\ncovers: 2026-W27 to 2026-W28\ntitle: Both\n---\nA\n")
    for number in (27, 28):
        assert letter.gather(found, Week(2026, number)).groups[0].items[0].title == "Both"


@pytest.mark.parametrize("config", ['[site]\ntitle = "Open Reach"\n', ""])
def test_without_the_address_of_the_site_there_are_no_links_and_so_no_letter(laid, config):
    with pytest.raises(SiteError) as told:
        letter.gather(laid(config=config), WEEK)
    assert told.value.problem.suggestion.startswith("url = ")
    assert letter.gather(laid(config=config, base_url="https://x.org/"), WEEK).url == "https://x.org/weeks/2026/w27/"


# HTML for mail clients


class Seen(HTMLParser):
    """What a mail client could stumble over."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.links = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *each) for each in attrs]
        self.links += [value for name, value in attrs if name in ("href", "src")]


def test_the_mail_needs_no_style_sheet_no_script_and_no_picture(made):
    seen = Seen(made[1])
    assert not {"style", "link", "script", "img", "form", "iframe"} & set(seen.tags)
    assert not [each for each in seen.attributes if each[1] in ("class", "id") or each[1].startswith("on")]
    assert all(link.startswith("https://open.example.org/") for link in seen.links)
    assert {"html", "body", "table", "h1", "h2", "h3"} <= set(seen.tags)


def test_tables_are_for_layout_alone_and_not_too_wide(made):
    seen = Seen(made[1])
    tables = seen.tags.count("table")
    assert seen.attributes.count(("table", "role", "presentation")) == tables > 1
    assert "max-width: 600px" in made[1]
    assert '<!--[if mso]><table role="presentation" width="600"' in made[1]
    assert made[1].count("<!--[if mso]>") == made[1].count("<![endif]-->") == 2


def test_every_colour_of_words_comes_with_that_of_their_ground(made):
    styles = [value for _, name, value in Seen(made[1]).attributes if name == "style"]
    coloured = [style for style in styles if re.search(r"(?<!-)\bcolor:", style)]
    assert coloured
    assert all("background-color:" in style for style in coloured)


def contrast(one, other):
    """The ratio of WCAG 2.2, section 1.4.3."""

    def light(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_words_stand_out_from_their_ground(made):
    pairs = set(re.findall(r"(?<!-)\bcolor: (#\w{6}); background-color: (#\w{6})", made[1]))
    assert len(pairs) >= 3
    assert all(contrast(*pair) >= 4.5 for pair in pairs)


def test_the_mail_is_sound_html_in_its_language(made):
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(made[1])
    assert '<html lang="en"' in made[1]
    assert re.search(r'<td[^>]* lang="cy"', made[1])
    assert re.search(r'<div style="display: none;[^"]*">3 notes from Data, Housing &amp; Repairs and others<', made[1])


def test_a_site_may_have_a_template_of_its_own(laid):
    files = f"{SITE}-- templates/email.html --\n<p>{{{{ letter.subject }}}} {{{{ letter.groups|length }}}}</p>\n"
    found = laid(files)
    assert letter.as_html(letter.gather(found, WEEK), found.theme) == (
        "<p>Open Reach: week 27, 29 June to 5 July 2026 3</p>\n"
    )


# Text and chat


def test_lines_of_text_are_short_but_for_addresses(made):
    lines = letter.as_text(made[0]).splitlines()
    assert max(len(line) for line in lines if "://" not in line) <= 72


NAUGHTY = ["*", "_", "[", "](", "<b>", "@channel", "`", "# ", "1. ", "\u202e", "&amp;", "\n", "https://x.org", "|", "ŵ"]
WORDS = st.text(max_size=30) | st.lists(st.sampled_from([*NAUGHTY, "a ", "here "]), max_size=12).map("".join)


def of_one(**parts):
    from weeknotes.config import Site

    given = {"title": "T", "url": "https://x.org/a/", "authors": "", "summary": "", "takeaways": (), "lang": "en"}
    groups = (Group("G", (Item(**given | parts),)),)
    return Letter(Site(title="S", url="https://x.org/"), WEEK, "https://x.org/w/", groups, voice(TONGUES, "en"))


@pytest.mark.parametrize("words", ["@channel come", "read @here", "a@b.org", "*bold*", "[x](/evil)", "<b>"])
def test_a_title_can_neither_call_everybody_nor_act_in_a_chat(words):
    import cmarkgfm

    told = letter.as_chat(of_one(title=words, summary=words))
    assert not re.search(r"@\w", told)
    shown = html5lib.parse(cmarkgfm.github_flavored_markdown_to_html(told), namespaceHTMLElements=False)
    assert words in "".join(shown.itertext()).replace("\u2060", "")
    assert {each.get("href") for each in shown.iter("a")} == {"https://x.org/a/", "https://x.org/w/"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=WORDS, summary=WORDS, subject=WORDS)
def test_any_words_make_a_message_that_comes_out_as_it_went_in(title, summary, subject):
    whole = of_one(title=title.replace("\x00", ""), summary=summary)
    data = as_eml(whole, "<p>ŵ</p>\n", Envelope(subject=subject))
    message = parsed(data)
    assert not message.defects
    text = message.get_body(("plain",)).get_content()
    expected = letter.as_text(whole).encode("utf-8", "replace").decode()
    assert "".join(text.split()) == "".join(expected.split())


# The envelope


def test_a_message_has_both_forms_the_best_last_in_quoted_printable(made):
    whole, html = made
    message = parsed(as_eml(whole, html, Envelope()))
    assert message.get_content_type() == "multipart/alternative"
    parts = list(message.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert {part["Content-Transfer-Encoding"] for part in parts} == {"quoted-printable"}
    assert [part.get_content().replace("\r\n", "\n") for part in parts] == [letter.as_text(whole), html]
    assert message["Content-Language"] == "en"


def test_a_message_is_seven_bit_with_short_lines_that_end_as_mail_does(made):
    data = as_eml(*made, Envelope(to="Siân Ŵyn <sian@example.org>", subject="Tŷ " * 40))
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_without_a_date_it_is_a_draft_and_with_one_a_message_to_send(made):
    draft = parsed(as_eml(*made, Envelope()))
    assert (draft["X-Unsent"], draft["Date"], draft["Message-ID"]) == ("1", None, None)
    moment = datetime(2026, 7, 6, 9, tzinfo=ZoneInfo("Europe/London"))
    sent = parsed(as_eml(*made, Envelope(date=moment)))
    assert (sent["X-Unsent"], sent["Date"]) == (None, "Mon, 06 Jul 2026 09:00:00 +0100")
    assert re.fullmatch(r"<\w+@open\.example\.org>", sent["Message-ID"])


def test_the_same_letter_is_the_same_bytes(made):
    envelope = Envelope("a@example.org", "b@example.org", "Hello")
    assert as_eml(*made, envelope) == as_eml(*made, envelope)
    assert as_eml(*made, envelope) != as_eml(*made, Envelope("c@example.org"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sian@example.org", [("", "sian@example.org")]),
        ("Siân Ŵyn <sian@example.org>", [("Siân Ŵyn", "sian@example.org")]),
        ('"Ŵyn, Siân" <sian@example.org>, Tŷ Hyll <ty@example.org>',
         [("Ŵyn, Siân", "sian@example.org"), ("Tŷ Hyll", "ty@example.org")]),
        ('"Wyn, Sian" <s@example.org>', [("Wyn, Sian", "s@example.org")]),
        ("O'Hara (Cork) <o@example.org>", None),
        (", ".join(f"Ŵ{number} Pŷp <w{number}@example.org>" for number in range(20)),
         [(f"Ŵ{number} Pŷp", f"w{number}@example.org") for number in range(20)]),
    ],
)  # fmt: skip
def test_names_with_welsh_letters_and_commas_arrive_as_they_were_typed(made, typed, meant):
    message = parsed(as_eml(*made, Envelope(to=typed)))
    found = [(each.display_name, each.addr_spec) for each in message["To"].addresses]
    assert found == meant if meant else [address for _, address in found] == ["o@example.org"]


@pytest.mark.parametrize(
    "typed", ["Siân", "sian@", "@example.org", "a@b@c.org", "Wyn, Siân <s@x.org>", "ŵ@example.org", "a b@x"]
)
def test_what_is_no_address_is_told_in_words(made, typed):
    with pytest.raises(UsageError, match="is no e-mail address"):
        as_eml(*made, Envelope(to=typed))


@pytest.mark.parametrize("field", ["to", "sender", "subject"])
def test_no_line_of_the_header_can_be_smuggled_in(made, field):
    typed = "a@example.org\r\nBcc: evil@example.org"
    try:
        message = parsed(as_eml(*made, Envelope(**{field: typed})))
    except UsageError:
        return
    assert message["Bcc"] is None
