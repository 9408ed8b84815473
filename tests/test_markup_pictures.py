import pytest

from weeknotes.markup import fill, sources
from weeknotes.markup.pictures import fitting
from weeknotes.model import Body, Target
from weeknotes.shots import Rendition

MODERN = (Rendition("a.jpg-400.avif", 400, "avif"), Rendition("a.jpg-900.avif", 900, "avif"))
OLD = (Rendition("a.jpg-400.jpg", 400, "jpeg"),)
SHOWN = Target("a.jpg", width=900, height=600, source="a.jpg", renditions=MODERN + OLD)


def up(address):
    return f"../{address}"


def filled(html, *targets, **how):
    return fill(Body(html), targets, up, **how)


def test_a_picture_without_renditions_has_no_sources():
    assert sources((), up, "100vw") == ""


def test_the_copy_itself_is_among_the_jpegs_and_nowhere_else():
    made = sources(MODERN + OLD, up, "100vw", ("a.jpg", 900))
    assert made == (
        '<source type="image/avif" srcset="../a.jpg-400.avif 400w, ../a.jpg-900.avif 900w" sizes="100vw">'
        '<source type="image/jpeg" srcset="../a.jpg-400.jpg 400w, ../a.jpg 900w" sizes="100vw">'
    )
    assert "a.png " not in sources(MODERN + OLD, up, "100vw", ("a.png", 900))


@pytest.mark.parametrize(
    ("limit", "width", "sizes"),
    [(800, 1600, "(min-width: 800px) 800px, 100vw"), (800, 300, "(min-width: 300px) 300px, 100vw")],
)
def test_a_picture_is_fetched_as_wide_as_it_is_shown(limit, width, sizes):
    assert fitting(limit, width) == sizes


def test_an_image_of_a_text_becomes_a_picture_and_keeps_what_it_says():
    made = filled('<p>See <img src="\x02i0\x03" alt="A &lt;roof&gt;"> there.</p>', SHOWN)
    assert made.startswith('<p>See <picture><source type="image/avif"')
    assert made.endswith('<img src="../a.jpg" width="900" height="600" alt="A &lt;roof&gt;"></picture> there.</p>')


def test_an_image_in_a_figure_is_shown_wider_also_where_it_is_a_link():
    assert "800px" in filled('<figure><img src="\x02i0\x03" alt="A"></figure>', SHOWN)
    linked = filled('<figure><a href="\x02l1\x03"><img src="\x02i0\x03" alt="A"></a></figure>', SHOWN, Target("b/"))
    assert linked.startswith('<figure><a href="../b/"><picture><source')
    assert "800px" in linked


def test_an_image_that_was_typed_narrower_is_fetched_narrower():
    assert 'sizes="(min-width: 300px) 300px, 100vw"' in filled('<img src="\x02i0,300\x03" alt="A">', SHOWN)


def test_an_image_from_elsewhere_stays_as_it_is():
    outside = Target("https://example.org/a.jpg", outside=True)
    assert filled('<img src="\x02i0\x03" alt="A">', outside) == '<img src="https://example.org/a.jpg" alt="A">'


def test_feeds_get_the_image_alone():
    made = filled('<img src="\x02i0\x03" alt="A">', SHOWN, plain=True)
    assert made == '<img src="../a.jpg" width="900" height="600" alt="A">'


def test_of_several_texts_on_a_page_none_is_fetched_before_it_is_near():
    assert 'loading="lazy"' in filled('<img src="\x02i0\x03" alt="A">', SHOWN, prefix="a-")
    assert filled('<img src="\x02i0\x03" alt="A" loading="lazy">', SHOWN, prefix="a-").count("lazy") == 1
