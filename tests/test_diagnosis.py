"""The mistakes that managers make at the top of a file, each named by its cause, with the line and what to type.

Every version is a real file of one site that is checked; then what each problem suggests is put in place of what it
found, and the site is checked again.
"""

import pytest
from sites import CONFIG

GOOD = "---\ntitle: Our week\ndate: 2023-02-17\n---\nText of the week.\n"
DAY = "date: 2023-02-17"
TITLE = "title: Our week"


def head(*lines):
    return "\n".join(["---", *lines, "---", "Text of the week.", ""])


def titled(value):
    return head(f"title: {value}", DAY)


def with_(*lines):
    return head(TITLE, DAY, *lines)


def opening(fence):
    return GOOD.replace("---", fence, 1)


def closing(fence):
    return GOOD.replace("17\n---", f"17\n{fence}")


FENCE = {
    "four hyphens above": (1, opening("----")),
    "two hyphens above": (1, opening("--")),
    "one hyphen above": (1, opening("-")),
    "a dash and a hyphen above": (1, opening("—-")),
    "a long dash above": (1, opening("—")),
    "three short dashes above": (1, opening("–––")),
    "spaces between the hyphens": (1, opening("- - -")),
    "a full stop after the hyphens": (1, opening("---.")),
    "a space before the hyphens": (1, opening(" ---")),
    "an unseen character before the hyphens": (1, opening("\u200b---")),
    "underscores above": (1, opening("___")),
    "stars above": (1, opening("***")),
    "equals signs above": (1, opening("===")),
    "two hyphens below": (4, closing("--")),
    "one hyphen below": (4, closing("-")),
    "a long dash below": (4, closing("—")),
    "a dash and a hyphen below": (4, closing("—-")),
    "five hyphens below": (4, closing("-----")),
    "a full stop below": (4, closing("---.")),
    "spaces before the hyphens below": (4, closing("   ---")),
    "underscores below": (4, closing("___")),
    "stars below": (4, closing("***")),
    "equals signs below": (4, closing("===")),
    "stars above and below": (1, GOOD.replace("---", "***")),
    "tildes above and below": (1, GOOD.replace("---", "~~~")),
    "two hyphens above and below": (4, GOOD.replace("---", "--")),
    "hyphens with backslashes, as rich editors save them": (1, GOOD.replace("---", "\\-\\-\\-")),
    "hyphens in quotation marks": (1, GOOD.replace("---", '"---"')),
    "dashes as web pages have them": (1, opening("&mdash;")),
    "lines as web pages have them": (1, GOOD.replace("---", "<hr>")),
    "an ellipsis below": (4, closing("…")),
}
PLACE = {
    "blank-line": {
        "an empty line above": (1, f"\n{GOOD}"),
        "three empty lines above": (1, f"\n\n\n{GOOD}"),
        "a line of spaces above": (1, f"   \n{GOOD}"),
        "a no-break space above": (1, f"\u00a0\n{GOOD}"),
        "a zero-width space above": (1, f"\u200b\n{GOOD}"),
    },
    "glued": {
        "the title beside the hyphens": (1, "---title: Our week\ndate: 2023-02-17\n---\nText.\n"),
        "the title after a space": (1, "--- title: Our week\ndate: 2023-02-17\n---\nText.\n"),
        "a word beside the hyphens": (1, opening("--- start")),
        "the hyphens beside the last field": (3, "---\ntitle: Our week\ndate: 2023-02-17 ---\n\nText.\n"),
        "the same without a space": (3, "---\ntitle: Our week\ndate: 2023-02-17---\nText.\n"),
        "the text beside the hyphens": (4, closing("---Text of Monday")),
        "a heading beside the hyphens": (4, closing("---# Monday")),
        "a remark beside the hyphens": (1, opening("--- # our header")),
    },
    "no-opening": {
        "no hyphens above": (1, GOOD.removeprefix("---\n")),
        "no hyphens above, and stars below": (1, closing("***").removeprefix("---\n")),
        "a remark, and no hyphens above": (1, f"# our header\n{GOOD.removeprefix('---' + chr(10))}"),
    },
    "no-closing": {
        "no hyphens below": (4, closing("")),
        "a heading in place of them": (4, closing("\n# Our week\n")),
        "a rule further down": (4, closing("\nMonday was good.\n\n---\n\nTuesday too.")),
    },
    "not-closed": {"no hyphens and no empty line below": (4, GOOD.replace("17\n---\n", "17\n"))},
    "no-fences": {
        "no hyphens at all": (1, GOOD.replace("---\n", "")),
        "no hyphens but an empty line": (1, "title: Our week\ndate: 2023-02-17\n\nText.\n"),
    },
    "code-fence": {
        "marks of code round the fields": (1, "```\ntitle: Our week\ndate: 2023-02-17\n```\nText.\n"),
        "marks of code round the header": (1, f"```yaml\n{GOOD.replace('Text', '```' + chr(10) + 'Text')}"),
        "marks of code inside the header": (2, head("```yaml", TITLE, DAY, "```")),
    },
    "text-above": {
        "the address of an issue above": (1, f"https://github.com/reach/open/issues/12\n{GOOD}"),
        "the same with an empty line": (1, f"https://github.com/reach/open/issues/12\n\n{GOOD}"),
        "a heading above": (1, f"# Our week\n\n{GOOD}"),
        "a comment above": (1, f"<!-- copy me -->\n{GOOD}"),
        "the header at the end": (1, f"Text.\n\n{GOOD.removesuffix('Text of the week.' + chr(10))}"),
        "the header after a page of text": (1, "Text.\n\n" * 9 + GOOD),
    },
    "two-headers": {
        "a second header": (5, GOOD.replace("Text of the week.\n", GOOD)),
        "a second header below an empty line": (6, GOOD.replace("Text of the week.\n", f"\n{GOOD}")),
    },
    "two-fences": {
        "two lines of hyphens above": (1, f"---\n{GOOD}"),
        "two with an empty line between": (1, f"---\n\n{GOOD}"),
        "two lines of hyphens below": (5, closing("---\n---")),
    },
    "below": {
        "hyphens below the title, and again below the rest": (4, head(TITLE, "---", DAY, "draft: true")),
        "hyphens below the title alone": (4, f"---\n{TITLE}\n---\n{DAY}\nauthor: Ada\n\nText.\n"),
        "a draft that says so below": (5, closing("---\ndraft: true\n")),
    },
    "marked": {"a header in marks of quotation": (1, f"> ---\n> {TITLE}\n> {DAY}\n> ---\nText.\n")},
    "toml": {"a header in TOML": (1, '+++\ntitle = "Our week"\ndate = 2023-02-17\n+++\nText.\n')},
    "two-fields": {
        "a date behind the title": (2, head("title: Our week date: 2023-02-17")),
        "a state behind a semicolon": (3, head(TITLE, f"{DAY}; draft: true")),
    },
    "json": {
        "JSON between the hyphens": (2, '---\n{\n  "title": "Our week",\n  "date": "2023-02-17"\n}\n---\nText.\n'),
        "a header in JSON": (1, '{\n  "title": "Our week",\n  "date": "2023-02-17"\n}\nText.\n'),
    },
    "conflict": {
        "two versions in the header": (2, head("<<<<<<< HEAD", TITLE, "=======", "title: A", ">>>>>>> main", DAY)),
    },
    "list": {
        "fields as a list": (2, head(f"- {TITLE}", f"- {DAY}")),
        "a list without a name": (2, head("- data", "- housing")),
    },
    "no-name": {"a title alone": (2, head("Our week"))},
    "stray": {
        "a paragraph of HTML": (4, with_("<p>Text of the week</p>")),
        "HTML over several lines": (4, with_("<p>", "Text of the week", "</p>")),
        "a comment in HTML": (3, head(TITLE, "<!-- the date -->", DAY)),
        "a sentence": (4, with_("We met the caretakers on Monday.")),
        "a sentence below an empty line": (5, with_("", "We met the caretakers on Monday.")),
        "a table": (3, head(TITLE, "| a | b |", "|---|---|", DAY)),
        "a heading with its text": (4, with_("## Monday", "We met the caretakers, and it rained.")),
    },
    "wrapped": {
        "the title below its name": (3, head("title:", "Our week", DAY)),
        "a summary that goes on": (5, with_("summary: This week we met the", "caretakers and mended a door")),
        "a summary that goes on with a word like a field": (
            *(5, with_("summary: The lifts broke and", "were mended by Friday")),
        ),
        "a folded summary without its spaces": (5, with_("summary: >", "The lifts broke.")),
    },
    "no-colon": {
        "a title without its colon": (2, head("title Our week", DAY)),
        "an equals sign": (2, head("title = Our week", DAY)),
        "equals signs throughout": (3, head('title = "Our week"', 'date = "2023-02-17"')),
        "a semicolon": (2, head("title; Our week", DAY)),
        "a wide colon of another keyboard": (2, head("title： Our week", DAY)),
        "a name in bold": (2, head("**title:** Our week", DAY)),
        "a name in bold with its colon outside": (2, head("**title**: Our week", DAY)),
        "a backslash before the colon": (2, head("title\\: Our week", DAY)),
        "stars before the fields": (2, head(f"* {TITLE}", f"* {DAY}")),
        "a week by its short name": (4, with_("w/c: 13/02/2023")),
        "an arrow": (2, head("title -> Our week", DAY)),
        "a dash": (2, head("title – Our week", DAY)),
        "the rows of a table": (2, head("| title | Our week |", "| date | 2023-02-17 |")),
    },
}
VALUE = {
    "colon": {
        "a colon in the title": (2, titled("Our week: the flood")),
        "a colon at the end": (2, titled("What we did this week:")),
        "a time and a colon": (2, titled("Meeting at 10: what next")),
        "a colon in the summary": (4, with_("summary: This week: a flood, a fire and a form")),
        "a colon after an address": (4, with_("summary: See https://example.org: it is good")),
        "a colon first": (2, titled(": Our week")),
        "a colon in a list in brackets": (4, with_("tags: [data: open, housing]")),
        "a colon in a line that goes on": (4, with_("summary: This week we met the", "  caretakers: all of them")),
    },
    "quotes": {
        "an apostrophe in single quotes": (2, titled("'It's our week'")),
        "double quotes in double quotes": (2, titled('"Our "best" week"')),
        "words after the quotes": (2, titled('"Our week" and more')),
        "quotes that are not closed": (2, titled('"Our week')),
        "single quotes that are not closed": (2, titled("'Our week")),
        "a date with one quotation mark": (3, head(TITLE, "date: '2023-02-17")),
        "a backslash in quotes": (2, titled('"Our \\week"')),
        "a quotation mark at the end alone": (2, titled('Our week"')),
        "an item whose quotes are not closed": (4, with_("tags: ['data', 'housing]")),
        "a path of Windows in quotes": (4, with_('image: "images\\van.jpg"')),
    },
    "curly-quotes": {
        "curly quotes": (2, titled("“Our week”")),
        "single curly quotes": (2, titled("‘Our week’")),
        "one curly and one straight": (2, titled('“Our week"')),
        "curly quotes and a colon": (2, titled("“Our week: the flood”")),
        "low and high quotes": (2, titled("„Our week“")),
        "marks of inches": (2, titled("″Our week″")),
        "curly quotes round a date": (3, head(TITLE, "date: “2023-02-17”")),
        "curly quotes in a list": (4, with_("tags: [“data”, “housing”]")),
    },
    "sign": {
        "an at sign": (4, with_("author: @ada")),
        "an at sign in a list": (4, with_("authors: [@ada, @ben]")),
        "a word in stars": (2, titled("*Our* week")),
        "the title in bold": (2, titled("**Our week**")),
        "an ampersand": (2, titled("& more of our week")),
        "a name that stands for another value": (2, titled("&a Our week")),
        "a value that is another one": (4, with_("summary: *title")),
        "a percent sign": (2, titled("%age of repairs")),
        "a backtick": (2, titled("`code` week")),
        "an exclamation mark": (2, titled("!Important week")),
        "two exclamation marks": (2, titled("!!str Our week")),
        "an upright line": (2, titled("| Our week")),
        "a sign of quotation": (2, titled("> Our week")),
        "a question mark": (2, titled("? what now")),
        "a hyphen": (2, titled("- our week")),
        "a word in brackets": (2, titled("[Draft] Our week")),
        "a link": (2, titled("[Our week](https://example.org)")),
        "the title in braces": (2, titled("{Our week}")),
        "a place in a template": (2, titled("{{ title }}")),
        "a comma first": (2, titled(", our week")),
    },
    "hash": {
        "a hashtag": (2, titled("#weeknotes 12")),
        "a number with its sign": (2, titled("Weeknotes #12")),
        "hashtags for tags": (4, with_("tags: #data, #housing")),
        "a sign of headings": (2, titled("# Our week")),
        "hashtags in a list": (5, with_("tags:", "  - #data", "  - #housing")),
    },
    "brackets": {
        "a list that is not closed": (4, with_("tags: [data, housing")),
        "a list in braces": (4, with_("tags: {data, housing}")),
        "a list in round brackets": (4, with_("tags: (data, housing)")),
        "a bracket at the end alone": (4, with_("tags: data, housing]")),
    },
    "bullets": {
        "round bullets": (5, with_("tags:", "• data", "• housing")),
        "stars": (5, with_("tags:", "* data", "* housing")),
        "numbers": (5, with_("takeaways:", "1. Start small", "2. Then grow")),
        "dashes": (5, with_("tags:", "– data", "– housing")),
        "hyphens without a space": (5, with_("tags:", "  -data", "  -housing")),
        "no hyphens": (5, with_("tags:", "  data", "  housing")),
        "no hyphens and no spaces": (5, with_("tags:", "data", "housing")),
        "plus signs": (5, with_("tags:", "+ data", "+ housing")),
    },
    "list-indent": {
        "the second item to the right": (6, with_("tags:", "  - data", "    - housing")),
        "the second item to the left": (6, with_("tags:", "    - data", "  - housing")),
    },
    "list-mixed": {"the first item beside the name": (4, with_("tags: data", "  - housing"))},
    "picture": {
        "a picture as in the text": (4, with_("image: ![Two people](swap.jpg)")),
        "a picture without its words": (4, with_("image: ![](swap.jpg)")),
    },
    "comma": {
        "commas as in JSON": (2, head('"title": "Our week",', '"date": "2023-02-17",')),
        "commas behind plain values": (2, head("title: Our week,", "date: 2023-02-17,")),
    },
    "commas": {
        "two commas": (4, with_("tags: [data,, housing]")),
        "no comma": (4, with_("tags: ['data' 'housing']")),
        "a semicolon among commas": (4, with_("tags: data, open; housing")),
    },
    "entity": {
        "an ampersand as web pages have it": (4, with_("team: Housing &amp; Homelessness")),
        "quotation marks as web pages have them": (2, titled("&quot;Our&quot; week")),
    },
    "part-indent": {
        "a part of a quotation to the left": (6, with_("quotes:", "  - text: It works", "   name: Ada")),
        "a part of a quotation to the right": (6, with_("quotes:", "  - text: It works", "     name: Ada")),
    },
    "space": {
        "no space after the colon": (2, head("title:Our week", DAY)),
        "no space before a date": (3, head(TITLE, "date:2023-02-17")),
    },
    "tab": {
        "a tab after the colon": (2, head("title:\tOur week", DAY)),
        "a tab before the field": (3, head(TITLE, f"\t{DAY}")),
        "tabs before the items": (5, with_("tags:", "\t- data", "\t- housing")),
    },
    "invisible": {
        "a no-break space after the colon": (2, head("title:\u00a0Our week", DAY)),
        "a zero-width space before the name": (2, head("\u200btitle: Our week", DAY)),
        "a soft hyphen in the title": (2, titled("Our hous\u00ading week")),
    },
    "indent": {
        "a field to the right": (3, head(TITLE, f"  {DAY}")),
        "the first field to the right": (2, head(f" {TITLE}", DAY)),
    },
    "name": {
        "a capital letter": (2, head("Title: Our week", DAY)),
        "capital letters": (3, head(TITLE, "DATE: 2023-02-17")),
        "a space in the name": (4, with_("week commencing: 13/02/2023")),
    },
    "twice": {"two titles": (3, head(TITLE, "title: Another week", DAY))},
    "same-twice": {
        "the same title twice": (4, with_(TITLE)),
        "an empty title and another": (2, head("title:", DAY, TITLE)),
    },
}
FIELD = {
    "field.date": {
        each: (3, head(TITLE, f"date: {each}"))
        for each in (
            *("13/13/2023", "31/02/2023", "2023-02-30", "30 Febuary 2023", "17 Feb", "Friday 18 February 2023"),
            *("02/17/2023", "2023-17-02", "3023-02-17", "202-02-17", "20223-02-17", "17/02/3023", "February 2023"),
            *("yesterday", "dd/mm/yyyy", "TBC", "2023-02-17T25:00", "2023-02-17 - 2023-02-20", "17/02/2O23", "week 7"),
        )
    },
    "field.unknown": {
        "a slip in the name": (2, head("titel: Our week", DAY)),
        "a letter that is missing": (4, with_("sumary: The flood")),
    },
    "field.week": {each: (4, with_(f"week: {each}")) for each in ("0", "seven", "2023-W54")},
    "week.unknown": {each: (4, with_(f"week: {each}")) for each in ("53", "54", "99")},
    "week.disagrees": {each: (4, with_(each)) for each in ("week: 8", "week: 010", "week_ending: 2023-02-24")},
    "field.covers": {"weeks that run backwards": (4, with_("covers: 2023-W08 to 2023-W07"))},
    "field.draft": {"neither yes nor no": (4, with_("draft: maybe"))},
    "field.state": {each: (4, with_(f"state: {each}")) for each in ("finished", "drft")},
    "field.lang": {"no language": (4, with_("lang: the usual"))},
    "field.numbers": {"a number alone": (4, with_("numbers: 15"))},
    "field.allow": {"no reason": (4, with_("allow: {check: phone, text: 1}"))},
    "field.episode": {"no number": (4, with_("episode: first"))},
}
CASES = {
    **{("front-matter.fence", cause): case for cause, case in FENCE.items()},
    **{(f"front-matter.{code}", cause): case for code, of in (PLACE | VALUE).items() for cause, case in of.items()},
    **{(code, cause): case for code, of in FIELD.items() for cause, case in of.items()},
}


def path_of(number):
    return f"content/weeknotes/note-{number:03}.md"


def mended(text, problem):
    """The text once the writer has done what the problem says."""
    lines, line = text.split("\n"), problem.line
    code = problem.code.removeprefix("front-matter.")
    if code in DONE_BY_HAND:
        return DONE_BY_HAND[code](lines, line)
    above, rest = lines[: line - 1], "\n".join(lines[line - 1 :])
    assert problem.found in rest
    better = rest.replace(problem.found, problem.suggestion, 1) if problem.found else f"{problem.suggestion}\n{rest}"
    return "\n".join([*above, better])


def move_below(lines, line):
    start = lines.index("---")
    end = lines.index("---", start + 1)
    return "\n".join([*lines[start : end + 1], *lines[:start], *lines[end + 1 :]])


def delete_blank(lines, line):
    return "\n".join(lines).lstrip(" \n\u00a0\u200b")


def delete_second(lines, line):
    end = lines.index("---", line)
    return "\n".join([*lines[: line - 1], *lines[end + 1 :]])


def move_above(lines, line):
    close = lines.index("---", 1)
    end = next(index for index in range(line - 1, len(lines)) if ":" not in lines[index])
    # The second line of hyphens goes with them, where there is one.
    rest = lines[end + 1 :] if lines[end] == "---" else lines[end:]
    return "\n".join([*lines[:close], *lines[line - 1 : end], "---", *rest])


def keep_the_first(lines, line):
    middle = lines.index("=======")
    end = next(index for index, each in enumerate(lines) if each.startswith(">>>>>>>"))
    return "\n".join([*lines[: line - 1], *lines[line:middle], *lines[end + 1 :]])


# Where the words say what to do, and no line can be put in place of another.
DONE_BY_HAND = {
    "text-above": move_below,
    "blank-line": delete_blank,
    "two-headers": delete_second,
    "two-fences": lambda lines, line: "\n".join(lines[: line - 1] + lines[line:]),
    "below": move_above,
    "conflict": keep_the_first,
    "same-twice": lambda lines, line: "\n".join(lines[: line - 1] + lines[line:]),
    "twice": lambda lines, line: "\n".join(lines[: line - 1] + lines[line:]),
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory, make_in):
    """What is said of files, given by their number, all in one site."""

    def check(texts):
        folder = tmp_path_factory.mktemp("site")
        (folder / "content/weeknotes").mkdir(parents=True)
        for number, text in texts.items():
            data = text if isinstance(text, bytes) else text.encode()
            (folder / path_of(number)).write_bytes(data)
        site = make_in(folder, config=CONFIG)
        return {
            number: [each for each in site.account.problems if each.path == path_of(number)] for number in texts
        }, site

    return check


@pytest.fixture(scope="module")
def diagnoses(checked):
    return checked({number: text for number, (_, text) in enumerate(CASES.values())})[0]


@pytest.fixture(scope="module")
def again(checked, diagnoses):
    """What is said after every problem of the cause has been mended, the last one first."""
    texts = {}
    for number, ((code, _), (_, text)) in enumerate(CASES.items()):
        for problem in reversed([each for each in diagnoses[number] if each.code == code]):
            text = text if problem.code.endswith("conflict") and problem.line > 2 else mended(text, problem)
        texts[number] = text
    return checked(texts)[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}: {case[1]}")
class TestEveryMistake:
    def test_is_named_by_its_cause_at_its_line(self, case, diagnoses):
        number, (line, text) = list(CASES).index(case), CASES[case]
        problems = [each for each in diagnoses[number] if each.code == case[0]]
        assert problems, [each.code for each in diagnoses[number]]
        assert line in [each.line for each in problems]
        assert all(each.found in text for each in problems)

    def test_is_gone_once_the_writer_did_as_told(self, case, again):
        number = list(CASES).index(case)
        assert case[0] not in {each.code for each in again[number]}

    def test_is_told_without_the_words_of_a_parser(self, case, diagnoses):
        words = " ".join(each.message for each in diagnoses[list(CASES).index(case)]).casefold()
        for jargon in ("yaml", "scalar", "mapping", "token", "parse", "syntax", "none", "exception", "invalid"):
            assert jargon not in words.split(), words


VALID = {
    "as it should be": GOOD,
    "single quotes": titled("'Our week'"),
    "double quotes": titled('"Our week: the flood"'),
    "an apostrophe in double quotes": titled('"It’s our week, isn\'t it?"'),
    "an apostrophe": titled("It's our week"),
    "an apostrophe first": titled("“Tis the season” and more"),
    "quotation marks inside": titled("The “best” week"),
    "straight marks inside": titled('The "best" week'),
    "a colon without a space": titled("Meeting at 10:30"),
    "an address": with_("summary: See https://example.org/a#b"),
    "an ampersand inside": titled("Repairs & damp"),
    "a percent sign inside": titled("15% of repairs"),
    "an at sign inside": titled("Open @ home"),
    "a hyphen inside": titled("Our week - the flood"),
    "dashes": titled("Our week – the flood — and the fire"),
    "brackets inside": titled("Our week [draft]"),
    "a hash without a space": titled("C# and F#"),
    "an emoji": titled("🎉 Our week"),
    "Welsh": titled("Ein hwythnos ni: diweddariad").replace(": diweddariad", ""),
    "a comment of its own": head(TITLE, "# the date", DAY),
    "a comment after a date": head(TITLE, f"{DAY} # Friday"),
    "empty lines between fields": head(TITLE, "", DAY, ""),
    "a list in brackets": with_("tags: [data, housing]"),
    "a list of hyphens": with_("tags:", "- data", "- housing"),
    "a list further in": with_("tags:", "    - data", "    - housing"),
    "a list with a comment": with_("tags:", "  - data # open", "  # - housing"),
    "a list of quoted items": with_("tags:", '  - "data: open"', "  - 'housing'"),
    "commas": with_("tags: data, housing"),
    "a list within records": with_("quotes:", "  - text: One", "    name: Ada", "  - text: Two"),
    "points over several lines": with_("takeaways: |", "  1. Start: small", "  • then grow"),
    "points that go on": with_("takeaways:", "  - Start small", "    and stay so", "  - Then grow"),
    "a folded summary": with_("summary: >", "  One: two", "  three # four"),
    "a summary that goes on": with_("summary: This week we met", "  all of the caretakers"),
    "an empty field": with_("tags:", "summary:"),
    "an unknown field": with_("permalink: /2023/our-week/", "layout: post"),
    "spaces at the end": head(f"{TITLE}   ", f"{DAY}  "),
    "space before the colon": head("title : Our week", DAY),
    "a quoted name": head('"title": Our week', DAY),
    "a date of an event in the title": titled("Save the date 14 May"),
    "a screen size": titled('A screen of 24"'),
    "a sentence about a field below": f"{GOOD}\ndate: was a hard field to name\n",
    "a text that begins with a name": closing("---\nAuthor: Ada Penhaligon\nEditor: Ben\n"),
    "a rule below an empty line": closing("---\n\n---\n"),
    "a Welsh month": head(TITLE, "date: 17 Chwefror 2023"),
    "brackets in a tag": with_("tags: lifts (new), housing"),
    "an ampersand in a team": with_("team: R&D; Housing & Homelessness"),
    "no end of line at the end": GOOD.rstrip("\n"),
    "Windows ends of line": GOOD.replace("\n", "\r\n").encode(),
    "a mark of order": b"\xef\xbb\xbf" + GOOD.encode(),
    "old ends of line": GOOD.replace("\n", "\r").encode(),
    "nested facts": with_("at_a_glance:", "  Place: Larkfield", "  Partners: [Larkfield Homes, the council]"),
    "a picture by its parts": with_("image:", "  src: https://example.org/a.png", "  alt: Two people at a desk"),
    "a rule in the text": GOOD + "\nMore.\n\n---\n\nAnd more.\n",
    "a rule that opens the text": GOOD.replace("Text", "\n---\n\nText"),
    "a field in the text": GOOD + "\ntitle: not a field\ndate: neither\n",
    "an example in the text": GOOD + f"\n```yaml\n{GOOD}```\n",
    "a heading that is underlined": GOOD + "\nNext week\n---------\n\nMore.\n",
    "yes and no": with_("tags: [no, yes, 010]", "draft: no"),
    "a table in the text": GOOD + "\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "another end": closing("..."),
    "a date in words": head(TITLE, "date: Friday 17th February 2023"),
    "a date with its time": head(TITLE, "date: 2023-02-17T16:30:00+00:00"),
    "a date in numbers": head(TITLE, "date: 17/02/2023"),
    "two authors": with_("author: Ada Byron & Ben Castellan"),
    "a family in one emoji": titled("👩\u200d👩\u200d👧 Our week"),
    "a flag of two signs": titled("🏳️\u200d🌈 Our week"),
    "joined letters": titled("هفته\u200cی ما"),
    "a tab at the end": head(f"{TITLE}\t", DAY),
    "spaces behind the hyphens": GOOD.replace("---", "---  "),
    "a question": titled("What did we learn?"),
    "hours": titled("9:30 to 17:00, every day"),
    "a sum": titled("£3m saved"),
    "a tilde first": titled("~40 calls a day"),
    "an angle bracket first": titled("< 5 minutes to report a repair"),
    "a backslash": titled("Drive C\\ is gone"),
    "a full stop first": titled(".gov domains"),
    "another alphabet": titled("أسبوعنا"),
    "a doubled apostrophe": titled("'It''s our week: again'"),
    "marks after a backslash": titled('"The \\"best\\" week: ever"'),
    "a number for a title": titled("42"),
    "a word of yes or no for a title": titled("No"),
    "a time for a title": titled("12:30"),
    "a temperature": titled("-5 degrees"),
    "its own date for a title": titled("2023-02-17"),
    "its own week in the title": titled("Weeknotes 2023 W07"),
    "a quoted date": head(TITLE, 'date: "2023-02-17"'),
    "a time without seconds": head(TITLE, "date: 2023-02-17 16:30"),
    "a time as Jekyll has it": head(TITLE, "date: 2023-02-17 16:30:00 +0000"),
    "full stops in the date": head(TITLE, "date: 17.02.2023"),
    "the month first, in words": head(TITLE, "date: February 17, 2023"),
    "the day of the week cut short": head(TITLE, "date: Fri 17 Feb 2023"),
    "the date above the title": head(DAY, TITLE),
    "a week alone": with_("week: 7"),
    "a week in words": with_("week: Week 7"),
    "a week in small letters": with_("week: 2023-w07"),
    "a week ending in words": with_("week_ending: Friday 17 February 2023"),
    "two weeks": with_("covers: 2023-W06 – 2023-W07"),
    "a list over two lines": with_("tags: [data,", "  housing]"),
    "a comma after the last item": with_("tags: [data, housing,]"),
    "an empty list": with_("tags: []"),
    "nothing as a tilde": with_("summary: ~"),
    "paragraphs": with_("summary: |", "  Line: one", "", "  # two"),
    "quotation marks over two lines": with_('summary: "This week we met', '  all of them: every one"'),
    "a link in the summary": with_("summary: Read [the plan](https://example.org/plan) first"),
    "a person and a role": with_("authors:", "  - name: Ada Byron", "    role: Designer"),
    "a name with an apostrophe": with_("author: Siân O'Neil-Hughes"),
    "an old address": with_("redirect_from: /2023/02/17/our-week.html"),
    "a comment above all": head("# what a reader sees: the title", TITLE, DAY),
    "a field put aside": head(TITLE, DAY, "# summary: later"),
    "a comment beside the name of a list": with_("tags: # the usual", "  - data"),
    "a record in braces": with_("image: {src: https://example.org/a.png, alt: Two people}"),
    "a quotation in braces": with_("quotes: [{text: One, name: Ada}]"),
    "hyphens within points": with_("takeaways: |", "  - one", "  --- two"),
    "a rule of stars": f"{GOOD}\n***\n\nMore\n",
    "a heading with many equals signs": f"{GOOD}\nNext\n=======\n\nText\n",
    "a header as code": f"{GOOD}\n    ---\n    title: x\n    ---\n",
    "a header between tildes": f"{GOOD}\n~~~\n---\ntitle: x\n---\n~~~\n",
    "points with colons": f"{GOOD}\n- Housing: the flood\n- Roads: salt\n",
    "a text of names and colons": GOOD.replace("Text of the week.", "Done: the lifts\nNext: the doors"),
    "a summary in the text": GOOD.replace("Text of the week.", "Summary: it rained."),
    "a date in the text": GOOD.replace("Text of the week.", "Date: Friday 17 February 2023\n\nText"),
    "a quotation of a field": GOOD.replace("Text of the week.", "> title: is not a field"),
    "a footnote": f"{GOOD}\nText[^1]\n\n[^1]: A note: it is\n",
    "a mark of an excerpt": f"{GOOD}\n<!-- more -->\n\nMore\n",
    "an address kept below": f"{GOOD}\n[plan]: https://example.org/plan\n\nThe [plan].\n",
}


@pytest.fixture(scope="module")
def sound(checked):
    return checked(dict(enumerate(VALID.values())))[0]


@pytest.mark.parametrize("name", VALID)
def test_no_sound_file_is_accused(name, sound):
    # That all say the same is no fault of their headers.
    told = [
        each for each in sound[list(VALID).index(name)] if each.code.partition(".")[0] not in ("copy", "id", "link")
    ]
    allowed = {"front-matter.comment"} if name == "a comment after a date" else set()
    assert {each.code for each in told} <= allowed, told


BYTES = {
    "UTF-16": (GOOD.encode("utf-16"), "file.utf-16", 1),
    "UTF-16 with the great end first": (b"\xfe\xff" + GOOD.encode("utf-16-be"), "file.utf-16", 1),
    "Windows-1252": (GOOD.replace("Text", "Café").encode("cp1252"), "file.encoding", 5),
    "a line break of Word": (GOOD.replace("of the", "of\vthe").encode(), "file.characters", 5),
    "a line break of a web page": (titled("Our\u2028week").encode(), "file.characters", 2),
    "a control character": (titled("O\x01ur week").encode(), "file.characters", 2),
    "a Word document": (b"PK\x03\x04\x14\x00", "file.not-text", 0),
    "a PDF": (b"%PDF-1.4\n", "file.not-text", 0),
    "rich text": (rb"{\rtf1\ansi Our week}", "file.not-text", 0),
    "a photograph": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "file.not-text", 0),
}


@pytest.fixture(scope="module")
def decoded(checked):
    return checked({number: data for number, (data, _, _) in enumerate(BYTES.values())})[0]


@pytest.mark.parametrize("name", BYTES)
def test_a_file_of_another_kind_is_named(name, decoded):
    _, code, line = BYTES[name]
    told = {each.code: each for each in decoded[list(BYTES).index(name)]}
    assert told[code].line == line
