"""The accessibility statement: made from the settings and from what stands in what is published."""

import re
from html import unescape

import pytest
from sites import CONFIG

from weeknotes import tellings
from weeknotes.checks.barriers import CODES
from weeknotes.criteria import NAMES
from weeknotes.errors import Severity
from weeknotes.statement import CRITERIA, KINDS, UNSURE

SAID = """
[accessibility]
status = "partial"
email = "us@example.org"
response_days = 3
enforcement = "england"
prepared = "2025-11-02"
reviewed = "2026-11-02"
method = "We tested it ourselves"
"""
# The pages that such a site must have as well are no part of the statement.
PUBLIC = CONFIG.replace("[site]", "[site]\npublic_body = true") + SAID
PUBLIC += '[checks]\n"page.privacy" = "off"\n"page.licence" = "off"\n'
POST = "-- content/posts/{0}.md --\n---\ndate: 2026-07-10\ntitle: {0}\n{2}---\n{1}\n"
VAN = '-- content/posts/van.svg --\n<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>\n'
ADDRESS = "accessibility/index.html"


def post(name, text, more=""):
    return POST.format(name, text, more)


def main(page):
    return page[page.index("<main") : page.index("</main>")]


def words(page):
    return plain(main(page))


def plain(html):
    return re.sub(r" (?=[.,):])|(?<=\() ", "", " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()))


def section(page, heading):
    """The words below a heading of the page."""
    found = re.search(rf"<h[23] [^>]*>{heading}</h[23]>(.*?)(?=<h[23] |$)", main(page), re.DOTALL)
    return plain(found[1])


def test_a_site_that_says_nothing_has_no_statement(make):
    site = make(post("one", "Hello."))
    assert ADDRESS not in site.output
    assert "ccessibility" not in site.page("index.html")


def test_a_section_with_nothing_in_it_makes_a_plain_and_honest_one(make):
    page = make(post("one", "Hello."), CONFIG + "[accessibility]\n").page(ADDRESS)
    assert "It has not been established yet" in section(page, "Compliance status")
    assert "found nothing" in words(page)
    assert not re.search("Enforcement|Feedback|Disproportionate|None", words(page))


def test_a_public_body_tells_all_that_the_law_asks_for(make):
    page = make(post("one", "Hello ![](van.svg).") + VAN, PUBLIC).page(ADDRESS)
    scope = section(page, "What this statement is about")
    assert "Open Reach at https://open.example.org/, which is run by Reach Council" in scope
    assert "(No. 2) Accessibility Regulations 2018" in scope
    assert "us@example.org We will answer within 3 working days." in section(page, "Feedback and contact information")
    enforcement = section(page, "Enforcement procedure")
    assert "Equality and Human Rights Commission" in enforcement
    assert "Equality Advisory and Support Service" in enforcement
    assert "partially compliant" in section(page, "Compliance status")
    assert "do not claim" in section(page, "Disproportionate burden")
    preparation = section(page, "Preparation of this statement")
    assert "prepared on Sunday 2 November 2025. It was last reviewed on Monday 2 November 2026." in preparation
    assert "We tested it ourselves" in preparation
    assert 'href="https://www.equalityadvisoryservice.com/"' in page


@pytest.mark.parametrize(
    ("nation", "there", "absent"),
    [
        ("wales", ["(EHRC)", "(EASS)"], ["(ECNI)"]),
        ("scotland", ["(EHRC)", "(EASS)"], ["(ECNI)"]),
        ("northern ireland", ["(ECNI)"], ["(EHRC)", "(EASS)"]),
        ("united kingdom", ["(EHRC)", "(EASS)", "(ECNI)"], []),
    ],
)
def test_each_nation_has_its_own_enforcement_body(make, nation, there, absent):
    page = make(post("one", "Hello."), PUBLIC.replace('"england"', f'"{nation}"')).page(ADDRESS)
    shown = section(page, "Enforcement procedure")
    assert [name for name in (*there, *absent) if name in shown] == there


def test_a_body_elsewhere_is_named_with_its_law_and_its_address(make):
    more = 'enforcement = "The Ombud <1>"\nlaw = "Act 7"\nenforcement_url = "https://ombud.example.net/a"'
    page = make(post("one", "Hello."), PUBLIC.replace('enforcement = "england"', more)).page(ADDRESS)
    assert '<a href="https://ombud.example.net/a"><span>The Ombud &lt;1&gt;</span></a>' in page
    assert "in accordance with the Act 7" in words(page)
    assert "Regulations 2018" not in page


def test_a_public_body_without_a_part_is_not_built(make):
    site = make(post("one", "Hello."), PUBLIC.replace('method = "We tested it ourselves"\n', ""))
    assert tellings.is_stopped(site.account)
    problem = site.problem("config.accessibility-missing")
    assert (problem.severity, problem.found) == (Severity.ERROR, "[accessibility]")
    assert problem.suggestion.startswith("method = ")
    assert site.output == {}


class TestWhatIsCounted:
    FOUND = (
        ("![](van.svg) and ![](van.svg)", "Pictures without a description", 2, "1.1.1"),
        ("![van_2.svg](van.svg)", "Pictures without a description", 1, "1.1.1"),
        ("![image](van.svg)", "does not tell what they show", 1, "1.1.1"),
        ("|  |  |\n| --- | --- |\n| a | b |", "Tables in which columns", 1, "1.3.1"),
        ("**Next week**\n\nOne\n\n**Last week**\n\nTwo", "only look like headings", 1, "1.3.1"),
        ("##Next week", "only look like headings", 1, "1.3.1"),
        ("[here](https://example.org/a)", "whose own words", 1, "2.4.4"),
        ("[the plan](plan.pdf), [again](plan.pdf#2), [the budget](more.pdf)", "Documents to download", 2, "1.3.1"),
        ("[the talk](talk.mp3)", "Recordings", 1, "1.2.1"),
    )
    FILES = "".join(f"-- content/posts/{name} --\nx\n" for name in ("plan.pdf", "more.pdf", "talk.mp3"))

    @pytest.mark.parametrize(("typed", "told", "number", "criterion"), FOUND)
    def test_is_told_with_number_page_and_criterion(self, make, typed, told, number, criterion):
        page = make(post("First", typed) + post("Second", "Hello.") + VAN + self.FILES, PUBLIC).page(ADDRESS)
        (item,) = re.findall(r"<li><strong>(.*?)</details>", page, re.DOTALL)
        assert told in item
        assert f"</strong> {number}." in item
        assert f"{criterion} (<span>{NAMES[criterion]}" in item
        assert 'href="../posts/First/"'.lower() in item.lower()
        assert "second" not in item.lower()

    def test_is_counted_though_the_site_turns_the_check_off_and_the_text_lets_it_pass(self, make):
        allow = 'allow:\n  - check: alt.missing\n    text: "![](van.svg)"\n    reason: it is a joke\n'
        texts = post("First", "Hello ![](van.svg)", allow) + post("Second", "Hello ![](van.svg)") + VAN
        page = make(texts, PUBLIC + 'alt = "off"\n').page(ADDRESS)
        assert "people who cannot see them: 2. This fails" in words(page)
        assert "Let pass by decision of an editor: 1." in words(page)
        assert "joke" not in page

    def test_leaves_out_what_nobody_sees(self, make):
        gone = post("Gone", "![](van.svg)", "withdrawn: It was wrong.\n")
        draft = post("Draft", "![](van.svg)", "state: draft\n")
        later = post("Later", "![](van.svg)").replace("2026-07-10", "2027-07-10")
        assert "found nothing" in words(make(gone + draft + later + VAN, PUBLIC).page(ADDRESS))

    def test_names_twenty_pages_and_counts_the_others(self, make):
        page = make("".join(post(f"n{number}", "![](van.svg)") for number in range(23)) + VAN, PUBLIC).page(ADDRESS)
        assert "Pages concerned: 23" in words(page)
        assert "and more: 3" in words(page)
        assert len(re.findall(r'href="\.\./posts/', main(page))) == 20

    def test_has_a_criterion_for_every_check_that_is_counted(self):
        assert {code for codes in KINDS.values() for code in codes} == CODES | {"document", "recording"}
        assert KINDS.keys() == CRITERIA.keys() > UNSURE
        assert {number for numbers in CRITERIA.values() for number in numbers} <= NAMES.keys()


def test_known_problems_stand_below_their_reason(make):
    problems = (
        '[[accessibility.problems]]\nwhat = "Old *maps*"\ncriterion = "1.4.3"\nplanned = "2027-03-31"\n'
        '[[accessibility.problems]]\nwhat = "Old films"\nreason = "disproportionate burden"\nalternative = "Ask us"\n'
        '[[accessibility.problems]]\nwhat = "Maps elsewhere"\nreason = "out of scope"\n'
    )
    page = make(post("one", "Hello."), PUBLIC + problems).page(ADDRESS)
    failing = section(page, "Non-compliance with the standard")
    assert "Old *maps* This fails success criterion 1.4.3 (Contrast (Minimum))" in failing
    assert "by Wednesday 31 March 2027" in failing
    assert section(page, "Disproportionate burden") == "Old films Ask us"
    assert section(page, "Content that is not within the scope of the law") == "Maps elsewhere"


class TestTheStatus:
    FULL = PUBLIC.replace('"partial"', '"full"')

    def test_is_full_where_nothing_is_known_to_fail(self, make):
        site = make(post("one", "Hello, see [the plan](plan.pdf).") + "-- content/posts/plan.pdf --\nx\n", self.FULL)
        assert "fully compliant" in words(site.page(ADDRESS))
        assert site.codes == []

    def test_is_never_said_to_be_full_where_something_fails(self, make):
        site = make(post("one", "Hello ![](van.svg)") + VAN, self.FULL)
        assert "partially compliant" in words(site.page(ADDRESS))
        problem = site.problem("config.accessibility-status")
        assert (problem.severity, problem.found) == (Severity.WARNING, 'status = "full"')
        assert problem.suggestion == 'status = "partial"'

    def test_asks_for_what_it_does_not_list(self, make):
        problem = make(post("one", "Hello."), PUBLIC).problem("config.accessibility-status")
        assert problem.suggestion.startswith("[[accessibility.problems]]\nwhat = ")


class TestAStatementThatNobodyLooksAt:
    @pytest.mark.parametrize(("today", "warned"), [("2027-11-02", False), ("2027-11-03", True)])
    def test_is_told_of_after_a_year(self, make, today, warned):
        site = make(post("one", "![](van.svg)") + VAN, PUBLIC, today)
        assert ("config.accessibility-review" in site.codes) is warned
        assert not tellings.is_stopped(site.account)

    def test_is_told_of_at_its_line_with_the_line_to_write(self, make):
        problem = make(post("one", "![](van.svg)") + VAN, PUBLIC, "2028-01-01").problem("config.accessibility-review")
        assert PUBLIC.split("\n")[problem.line - 1] == problem.found == 'reviewed = "2026-11-02"'
        assert (problem.severity, problem.suggestion) == (Severity.WARNING, 'reviewed = "2028-01-01"')

    def test_says_the_same_on_any_day(self, make):
        first = make(post("one", "Hello."), PUBLIC).page(ADDRESS)
        assert make("", PUBLIC, "2029-01-01").page(ADDRESS) == first


class TestAPageOfTheWriters:
    PAGE = "-- content/pages/accessibility.md --\n---\ntitle: Who can read this\n---\nWe try hard.\n"

    def test_stands_above_the_statement_and_gives_it_its_title(self, make):
        page = make(self.PAGE, PUBLIC).page(ADDRESS)
        assert words(page).index("We try hard.") < words(page).index("Compliance status")
        assert re.findall(r"<h1>(.*?)</h1>", page) == ["Who can read this"]
        assert page.count('href="./">Who can read this') + page.count('aria-current="page">Who can read this') == 1

    def test_is_all_there_is_on_a_site_that_says_nothing(self, make):
        assert "Compliance status" not in make(self.PAGE).page(ADDRESS)

    def test_can_be_deleted_when_the_settings_say_it_all(self, make, tmp_path):
        ledger = make(self.PAGE, PUBLIC).output["site.json"]
        (tmp_path / "content/pages/accessibility.md").unlink()
        site = make(post("one", "Hello."), PUBLIC, previous=ledger)
        assert not tellings.is_stopped(site.account)
        assert "Accessibility statement" in words(site.page(ADDRESS))


def test_every_page_leads_to_it_and_so_may_a_text(make):
    site = make(post("one", "See [the statement](/accessibility/)."), PUBLIC)
    pages = {name: data.decode() for name, data in site.output.items() if name.endswith(".html")}
    assert [name for name, page in pages.items() if 'accessibility/">Accessibility statement' not in page] == [ADDRESS]
    assert "https://open.example.org/accessibility/" in site.page("sitemap.xml")


class TestInTwoLanguages:
    CONFIG = PUBLIC.replace("[site]", '[site]\nlanguages = ["en", "cy"]')
    TEXTS = post("one", "Hello ![](van.svg)") + post("dau", "Helo.", "lang: cy\n") + VAN

    def test_there_is_one_in_each_and_they_lead_to_one_another(self, make):
        site = make(self.TEXTS, self.CONFIG)
        welsh = site.page("cy/accessibility/index.html")
        assert '<html lang="cy">' in welsh
        assert "Statws cydymffurfio" in welsh
        assert '<span lang="en">We tested it ourselves</span>' in welsh
        assert 'hreflang="en" href="https://open.example.org/accessibility/"' in welsh
        assert 'hreflang="cy" href="https://open.example.org/cy/accessibility/"' in site.page(ADDRESS)
        assert 'href="../../accessibility/">Datganiad hygyrchedd' in site.page("cy/posts/dau/index.html")

    def test_a_text_in_one_leaves_the_other_as_it_is(self, make):
        site = make(self.TEXTS + TestAPageOfTheWriters.PAGE, self.CONFIG)
        assert "Who can read this" in site.page(ADDRESS)
        assert "Statws cydymffurfio" in site.page("cy/accessibility/index.html")
        foot = site.page("cy/posts/dau/index.html").partition("<footer")[2]
        assert re.findall(r'accessibility/"[^>]*>([^<]*)', foot) == ["Datganiad hygyrchedd"]

    def test_a_language_with_a_region_keeps_it(self, make):
        site = make(self.TEXTS, self.CONFIG.replace("[site]", '[site]\nlanguage = "en-GB"'))
        assert '<html lang="en-GB">' in site.page(ADDRESS)
        assert re.findall(r'hreflang="(.*?)" href="https', site.page(ADDRESS)) == ["en-GB", "cy"]
        assert 'hreflang="en-GB"' in site.page("cy/accessibility/index.html")

    def test_a_welsh_site_has_it_in_welsh(self, make):
        page = make(post("dau", "Helo."), PUBLIC.replace("[site]", '[site]\nlanguage = "cy"')).page(ADDRESS)
        assert "Byddwn yn ateb o fewn 3 diwrnod gwaith." in words(page)
        assert "ddydd Llun 2 Tachwedd 2026" in words(page)
