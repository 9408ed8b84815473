"""Photographs of a whole site: what pages offer to browsers, what comes out, and what is made only once."""

import json
import re
import shutil
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops
from sites import CONFIG, write

from weeknotes import pipeline
from weeknotes.album import taken
from weeknotes.past import Wish

NOTE = """
-- content/posts/2026-11-20-boiler.md --
---
title: A boiler
summary: How a boiler got in.
image: {src: lead.jpg, alt: A boiler on a roof}
---
We mended it.

![Two engineers](crane.jpg "The lift was out again.")

The form is here: ![The form with two questions](screen.png), and the dial: ![A dial at nought](dial.png).
"""
TELLING = (b"Exif", b"GPS", b"Phone of Ada", b"xmpmeta", b"photoshop", b"Photoshop", b"8BIM", b"adobe:ns")


def photo(width=1700, height=900, orientation=1, kind="JPEG", noise=12, quality=92):
    """What a telephone takes: soft shapes, the noise of a small sensor, and notes about whose it is and where."""
    light = Image.linear_gradient("L").resize((width, height))
    round_one = Image.radial_gradient("L").resize((width, height))
    grain = Image.merge("RGB", [Image.effect_noise((width, height), noise) for _ in range(3)])
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Phone of Ada"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
    out = BytesIO()
    picture = ImageChops.add(Image.merge("RGB", (light, round_one, light.rotate(180))), grain, 1, -128)
    picture.save(out, kind, exif=exif, **({"quality": quality} if kind == "JPEG" else {}))
    return out.getvalue()


def plain(width, height, kind="PNG", colour="teal"):
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


def moving():
    frames = [Image.new("RGB", (500, 200), colour) for colour in ("red", "green", "blue")]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=80, loop=0)
    return out.getvalue()


@pytest.fixture(scope="module")
def originals():
    """Dear to make, so made once."""
    return {
        "lead.jpg": photo(400, 850, 6),
        "crane.jpg": photo(),
        "screen.png": photo(850, 450, kind="PNG"),
        "dial.png": plain(90, 60),
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory, make_in, originals):
    """The site of the note above, to be looked at."""
    folder = tmp_path_factory.mktemp("site")
    place(folder, originals)
    return make_in(folder, NOTE)


@pytest.fixture
def site(tmp_path, make, originals):
    """Builds the site of the note above; its pictures lie beside it."""
    place(tmp_path, originals)
    return lambda files=NOTE, **how: make(files, **how)


def place(folder, pictures):
    posts = folder / "content/posts"
    posts.mkdir(parents=True, exist_ok=True)
    for name, data in pictures.items():
        (posts / name).write_bytes(data)


def media(built):
    return {file.removeprefix("media/posts/"): data for file, data in built.output.items() if file.startswith("media/")}


def size(data):
    return Image.open(BytesIO(data)).size


def pictures(html):
    """Every ``picture`` of a page as a tree."""
    found = re.findall(r"<picture>.*?</picture>", html)
    return [ElementTree.fromstring(re.sub(r"<((?:source|img)[^>]*)>", r"<\1/>", each)) for each in found]


def candidates(source):
    return [tuple(each.split()) for each in source.get("srcset").split(", ")]


class TestThePage:
    def test_offers_each_photograph_in_several_widths_the_best_form_first(self, built):
        lead, crane, screen = pictures(built.page("posts/boiler/index.html"))
        modern, old = crane.findall("source")
        assert modern.get("type") == "image/avif"
        assert [width for _, width in candidates(modern)] == ["400w", "800w", "1200w", "1600w"]
        assert old.get("type") == "image/jpeg"
        assert [width for _, width in candidates(old)] == ["400w", "800w", "1600w"]
        assert [each.get("type") for each in screen.findall("source")] == ["image/avif", "image/jpeg"]
        assert [len(each.findall("source")) for each in (lead, crane)] == [2, 2]

    def test_offers_only_what_is_there_and_as_wide_as_told(self, built):
        for picture in pictures(built.page("posts/boiler/index.html")):
            for source in picture.findall("source"):
                for address, width in candidates(source):
                    assert size(built.output[address.replace("../../", "")])[0] == int(width[:-1])

    def test_has_in_each_picture_its_sources_and_then_one_image(self, built):
        for picture in pictures(built.page("posts/boiler/index.html")):
            *sources, image = list(picture)
            assert {each.tag for each in sources} == {"source"}
            assert all(each.get("sizes") and each.get("type") for each in sources)
            assert image.tag == "img"
            assert all(int(image.get(side)) for side in ("width", "height"))
            assert image.get("alt")

    def test_keeps_the_shape_of_a_photograph_on_its_side(self, built):
        lead = pictures(built.page("posts/boiler/index.html"))[0].find("img")
        assert (lead.get("width"), lead.get("height")) == ("850", "400")

    def test_fetches_the_first_picture_at_once_and_what_is_below_when_it_comes_near(self, built):
        lead, _, screen = pictures(built.page("posts/boiler/index.html"))
        assert (lead.find("img").get("fetchpriority"), lead.find("img").get("loading")) == ("high", None)
        assert (screen.find("img").get("fetchpriority"), screen.find("img").get("loading")) == (None, "lazy")

    def test_asks_for_no_more_than_it_shows(self, built):
        _, crane, screen = pictures(built.page("posts/boiler/index.html"))
        assert crane.find("source").get("sizes") == "(min-width: 800px) 800px, 100vw"
        assert screen.find("source").get("sizes") == "(min-width: 592px) 592px, 100vw"

    def test_shows_a_little_picture_as_one_file(self, built):
        assert '<img src="../../media/posts/dial.png" width="90" height="60"' in built.page("posts/boiler/index.html")
        assert [name for name in media(built) if name.startswith("dial")] == ["dial.png"]

    def test_that_gathers_a_week_fetches_its_pictures_when_they_come_near(self, site):
        built = site("-- content/weeknotes/2026/2026-w20-housing.md --\nHello.\n\n![A crane](../../posts/crane.jpg)\n")
        images = re.findall(r"<img[^>]*>", built.page("weeks/2026/w20/index.html"))
        assert images
        assert all('loading="lazy"' in image for image in images)


class TestTheFiles:
    def test_of_a_phone_photo_are_light_upright_and_tell_nothing(self, tmp_path, make):
        original = photo(4000, 3000, 6, noise=22, quality=95)
        assert len(original) > 8_000_000
        place(tmp_path, {"phone.jpg": original})
        built = make("-- content/posts/a.md --\n---\ndate: 2026-11-20\n---\n![The roof](phone.jpg)\n")
        found = media(built)
        assert len(found) == 7
        assert len(found["phone.jpg"]) <= 250_000
        assert size(found["phone.jpg"]) == (1600, 2133)
        for data in built.output.values():
            assert not any(word in data for word in TELLING)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
    def test_tell_nothing_in_any_form(self, tmp_path, make, kind):
        name = f"a.{kind.lower()}"
        place(tmp_path, {name: photo(1000, 800, kind=kind)})
        built = make(f"-- content/posts/a.md --\n---\ndate: 2026-11-20\n---\n![The roof]({name})\n")
        assert len(media(built)) > 2
        for data in built.output.values():
            assert not any(word in data for word in TELLING)

    def test_of_pictures_that_differ_by_their_ending_stand_beside_each_other(self, tmp_path, make):
        place(tmp_path, {"a.jpg": photo(500, 400), "a.png": photo(500, 400, kind="PNG")})
        built = make("-- content/posts/a.md --\n---\ndate: 2026-11-20\n---\n![The roof](a.jpg) ![The sky](a.png)\n")
        assert {"a.jpg-500.avif", "a.png-500.avif"} <= media(built).keys()

    def test_of_a_picture_that_is_only_linked_are_one(self, tmp_path, make):
        place(tmp_path, {"plan.jpg": photo(1000, 800)})
        built = make("-- content/posts/a.md --\n---\ndate: 2026-11-20\n---\nSee [the plan of the roof](plan.jpg).\n")
        assert list(media(built)) == ["plan.jpg"]

    def test_have_names_that_need_no_care_in_a_list_of_candidates(self, tmp_path, make):
        place(tmp_path, {"the roof, again.jpg": photo(500, 400)})
        built = make("-- content/posts/a.md --\n---\ndate: 2026-11-20\n---\n![The roof](<the roof, again.jpg>)\n")
        source = pictures(built.page("posts/a/index.html"))[0].find("source")
        assert [address for address, _ in candidates(source)] == [
            "../../media/posts/the%20roof%2C%20again.jpg-400.avif",
            "../../media/posts/the%20roof%2C%20again.jpg-500.avif",
        ]

    def test_keep_their_addresses_when_the_picture_is_another(self, tmp_path, site, built):
        before = media(built)
        place(tmp_path, {"crane.jpg": photo(noise=3)})
        after = media(site())
        assert after.keys() == before.keys()
        assert {name for name in after if after[name] != before[name]} == {
            name for name in after if name.startswith("crane")
        }

    def test_are_the_same_for_any_number_of_processes(self, tmp_path, originals, built):
        place(tmp_path, originals)
        write(tmp_path, NOTE)
        pipeline.build(Wish(tmp_path, tmp_path / "output", datetime(2026, 11, 21, tzinfo=UTC), jobs=2))
        assert {path.name: path.read_bytes() for path in (tmp_path / "output/media/posts").iterdir()} == media(built)


class TestWhatMoves:
    NOTE = "-- content/posts/a.md --\n---\ndate: 2026-11-20\n---\n![A valve opens and closes](valve.gif)\n"

    def test_stands_still_for_those_who_ask_for_little_motion(self, tmp_path, make):
        place(tmp_path, {"valve.gif": moving()})
        built = make(self.NOTE)
        (source,) = pictures(built.page("posts/a/index.html"))[0].findall("source")
        assert source.get("media") == "(prefers-reduced-motion: reduce)"
        assert source.get("srcset") == "../../media/posts/valve.gif-500.png"
        still = Image.open(BytesIO(media(built)["valve.gif-500.png"]))
        assert still.convert("RGB").getpixel((9, 9)) == (255, 0, 0)
        assert getattr(still, "n_frames", 1) == 1

    def test_goes_on_moving_for_all_others(self, tmp_path, make):
        place(tmp_path, {"valve.gif": moving()})
        assert Image.open(BytesIO(media(make(self.NOTE))["valve.gif"])).n_frames == 3


def test_a_drawing_is_one_file(tmp_path, make):
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 500"><title>{"A roof " * 2000}</title></svg>'
    place(tmp_path, {"a.svg": drawing.encode()})
    built = make("-- content/posts/a.md --\n---\ndate: 2026-11-20\n---\n![The roof](a.svg)\n")
    assert list(media(built)) == ["a.svg"]
    assert "<picture" not in built.page("posts/a/index.html")


def test_a_feed_has_the_plain_picture_with_its_size(built):
    (item,) = json.loads(built.output["feed.json"])["items"]
    assert "<picture" not in item["content_html"]
    assert '<img src="https://open.example.org/media/posts/crane.jpg" width="1600" height="847"' in item["content_html"]


class TestASecondBuild:
    def test_makes_nothing(self, site):
        site()
        assert site().account.written == 0

    def test_takes_pictures_from_the_album_when_the_output_is_gone(self, tmp_path, site):
        first = site()
        album = tmp_path / ".weeknotes/pictures"
        (kept,) = [each for each in album.iterdir() if each.read_bytes().endswith(media(first)["crane.jpg-800.avif"])]
        kept.unlink()
        taken(album, kept.name, lambda: b"as it was kept")
        shutil.rmtree(tmp_path / "output")
        again = media(site())
        assert again.pop("crane.jpg-800.avif") == b"as it was kept"
        assert again == {name: data for name, data in media(first).items() if name != "crane.jpg-800.avif"}

    def test_takes_no_picture_from_the_album_that_is_damaged_or_another(self, tmp_path, site):
        first = site()
        one, other, *rest = (tmp_path / ".weeknotes/pictures").iterdir()
        one.write_bytes(other.read_bytes())
        for each in rest:
            each.write_bytes(each.read_bytes()[:-1] + b"x")
        shutil.rmtree(tmp_path / "output")
        assert media(site()) == media(first)

    def test_makes_the_same_pictures_where_the_album_is_gone(self, site, built):
        assert media(site()) == media(built)

    def test_needs_no_album(self, tmp_path, site):
        (tmp_path / ".weeknotes").mkdir()
        (tmp_path / ".weeknotes/pictures").write_text("no folder at all")
        assert len(media(site())) > 10

    def test_takes_no_drawing_from_the_album_which_somebody_may_have_changed(self, tmp_path, make):
        place(tmp_path, {"a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 5"><rect width="3"/></svg>'})
        first = media(make("-- content/posts/a.md --\n---\ndate: 2026-11-20\n---\n![The roof](a.svg)\n"))
        for each in (tmp_path / ".weeknotes/pictures").iterdir():
            each.write_bytes(b"<svg><script>alert(1)</script></svg>")
        shutil.rmtree(tmp_path / "output")
        assert media(make()) == first

    def test_leaves_pictures_alone_when_the_site_changes_around_them(self, tmp_path, site):
        site()
        files = sorted((tmp_path / "output/media").rglob("*.*"))
        before = [path.stat().st_mtime_ns for path in files]
        site(config=CONFIG.replace("Open Reach", "Wide Open Reach"))
        assert [path.stat().st_mtime_ns for path in files] == before

    def test_drops_from_the_album_what_the_site_no_longer_has(self, tmp_path, site):
        site()
        many = len(list((tmp_path / ".weeknotes/pictures").iterdir()))
        site(NOTE.replace('![Two engineers](crane.jpg "The lift was out again.")', "No picture."))
        assert len(list((tmp_path / ".weeknotes/pictures").iterdir())) == many - 7

    def test_after_an_edit_of_words_leaves_what_a_clean_one_leaves(self, tmp_path, site):
        site()
        edited = site(NOTE.replace("We mended it.", "We mended it at last.")).output
        shutil.rmtree(tmp_path / ".weeknotes")
        shutil.rmtree(tmp_path / "output")
        assert site(NOTE.replace("We mended it.", "We mended it at last.")).output == edited


class TestSharedLinks:
    CARDS = CONFIG + "\n[images]\ncards = true\n"
    WEEK = "-- content/weeknotes/2026/2026-w20-housing.md --\n---\ntitle: Tŷ a tŵr\nteam: housing\n---\nHello.\n"
    FILES = NOTE + WEEK
    CARD = "cards/weeknotes/2026/w20/housing.png"

    def test_to_an_entry_with_a_picture_show_it(self, site):
        page = site(self.FILES, config=self.CARDS).page("posts/boiler/index.html")
        assert '<meta property="og:image" content="https://open.example.org/media/posts/lead.jpg">' in page
        assert '<meta property="og:image:width" content="850">' in page

    def test_to_an_entry_without_one_show_a_card_of_it(self, site):
        built = site(self.FILES, config=self.CARDS)
        page = built.page("weeknotes/2026/w20/housing/index.html")
        assert f'<meta property="og:image" content="https://open.example.org/{self.CARD}">' in page
        assert '<meta property="og:image:alt" content="Tŷ a tŵr, Housing · Week 20">' in page
        assert '<meta name="twitter:card" content="summary_large_image">' in page
        assert size(built.output[self.CARD]) == (1200, 630)
        assert not [file for file in built.output if file.startswith("cards/posts")]

    def test_show_another_card_for_another_title_alone(self, site):
        first = site(self.FILES, config=self.CARDS).output[self.CARD]
        assert site(self.FILES.replace("Hello.", "Hello again."), config=self.CARDS).output[self.CARD] == first
        assert site(self.FILES.replace("Tŷ a tŵr", "Ty a twr"), config=self.CARDS).output[self.CARD] != first

    def test_show_words_alone_where_no_cards_are_asked_for(self, site):
        built = site(self.FILES)
        assert not [file for file in built.output if file.startswith("cards/")]
        assert '<meta name="twitter:card" content="summary">' in built.page("weeknotes/2026/w20/housing/index.html")

    def test_do_not_show_a_drawing_which_social_networks_cannot(self, tmp_path, make):
        place(tmp_path, {"a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 5"/>'})
        note = "-- content/posts/a.md --\n---\ndate: 2026-11-20\nimage: {src: a.svg, alt: A roof}\n---\nHello.\n"
        page = make(note, config=self.CARDS).page("posts/a/index.html")
        assert 'og:image" content="https://open.example.org/cards/posts/a.png"' in page


class TestTheIcon:
    def test_has_the_initials_of_the_site_where_none_is_given(self, make):
        built = make("-- content/posts/a.md --\n---\ndate: 2026-11-20\n---\nHello.\n")
        assert size(built.output["assets/icon-180.png"]) == (180, 180)
        assert size(built.output["favicon.ico"]) == (32, 32)
        page = built.page("posts/a/index.html")
        assert '<link rel="apple-touch-icon" href="../../assets/icon-180.png">' in page
        assert '<link rel="icon" sizes="32x32" href="../../favicon.ico">' in page

    def test_is_the_one_given(self, tmp_path, make):
        (tmp_path / "templates/assets").mkdir(parents=True)
        (tmp_path / "templates/assets/icon-180.png").write_bytes(b"our own")
        (tmp_path / "files").mkdir()
        (tmp_path / "files/favicon.ico").write_bytes(b"ours too")
        built = make(config=CONFIG + '\n[[folders]]\npath = "files"\nkind = "files"\nat = ""\n')
        assert (built.output["assets/icon-180.png"], built.output["favicon.ico"]) == (b"our own", b"ours too")
