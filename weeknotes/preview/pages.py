"""The preview's own pages: the panel of faults, the start page, the page before there is a site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from weeknotes.accounts import TEXTS
from weeknotes.model import Account, FileAccount, State
from weeknotes.preview import OWN, Showing
from weeknotes.tellings import GRAVEST_FIRST, Telling, counts, fate, summary, tell, unpublished
from weeknotes.text import count_words, join_words

RECENT = 20  # notes on the start page
IN_PANEL = 50
ON_PAGE = 500
NOTHING = Account((), ())
FRAME = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{own}preview.css">
</head>
<body>
<main>
<h1>{title}</h1>
{main}
</main>
</body>
</html>
""")
FAULT = Markup('<li class="{kind}"><p class="where">{where}</p>\n<p>{message}</p>{typed}{write}</li>')
QUOTED = Markup("\n<p>{label}</p>\n<pre>{text}</pre>")
PANEL = Markup('<details class="panel{stopped}"{open}><summary>{head}</summary>\n<ol>{faults}</ol>\n{more}</details>')
ROW = Markup("<tr><td>{page}</td><td>{fate}</td><td>{problems}</td></tr>")
TABLE = Markup(
    "<table><thead><tr><th>File</th><th>What becomes of it</th><th>What to look at</th></tr></thead>"
    "<tbody>\n{rows}\n</tbody></table>"
)


def panel(showing: Showing) -> str:
    """The faults of the last build as HTML to lay over a page: open where they stop it, empty where there are none."""
    account = showing.account or NOTHING
    tellings = tell(account.problems)
    if not tellings:
        return ""
    head = f"{_numbers(account)} to look at."
    if showing.is_stopped:
        head = f"{_numbers(account)} to mend. Until then the last good version is shown."
    more = Markup('<p><a href="{}">All notes and faults</a></p>').format(OWN)
    return PANEL.format(
        stopped=" stopped" if showing.is_stopped else "",
        open=Markup(" open") if showing.is_stopped else "",
        head=head,
        faults=_faults(tellings[:IN_PANEL]),
        more=more,
    )


def start_page(showing: Showing, times: Mapping[str, float]) -> str:
    """Your recent notes, what is not public, and every fault. `times` tells when each file was last changed."""
    account = showing.account or NOTHING
    if not showing.account:
        return _page("Preview", [Markup("<p>The site is being built for the first time.</p>")])
    problems = _by_file(account)
    notes = [file for file in account.files if file.path.endswith(TEXTS)]
    recent = sorted(notes, key=lambda file: (-times.get(file.path, 0), file.path))[:RECENT]
    hidden = unpublished(account)[:ON_PAGE]
    faults = _faults(tell(account.problems)[:ON_PAGE])
    return _page(
        "Your recent notes",
        [
            Markup('<p><a href="/">The site</a>. {}</p>').format(summary(account)),
            _table(recent, problems),
            *_section("Not public, or not yet", [_table(hidden, problems)] if hidden else []),
            *_section("What to look at", [Markup("<ol>{}</ol>").format(faults)] if faults else []),
        ],
    )


def waiting_page(showing: Showing) -> str:
    """What stands in place of the site until it could be built once; the panel tells what is in the way."""
    words = "The site is being built for the first time. This page changes by itself."
    if showing.account:
        words = "There is nothing to show yet. What is to be mended first stands below."
    return _page("Preview", [Markup("<p>{}</p>").format(words)])


def _page(title: str, parts: Sequence[Markup]) -> str:
    return FRAME.format(title=title, own=OWN, main=Markup("\n").join(parts))


def _section(title: str, parts: Sequence[Markup]) -> list[Markup]:
    return [Markup("<h2>{}</h2>").format(title), *parts] if parts else []


def _table(files: Iterable[FileAccount], problems: Mapping[str, int]) -> Markup:
    return TABLE.format(rows=Markup("\n").join(_row(file, problems[file.path]) for file in files))


def _row(file: FileAccount, problems: int) -> Markup:
    page = Markup('<a href="{}">{}</a>').format(file.url, file.path) if file.url else file.path
    words = fate(file) if file.state is not State.PUBLISHED else "published"
    return ROW.format(page=page, fate=words, problems=count_words(problems, "problem") if problems else "")


def _by_file(account: Account) -> Mapping[str, int]:
    numbers: defaultdict[str, int] = defaultdict(int)
    for problem in account.problems:
        numbers[problem.path] += 1
    return numbers


def _numbers(account: Account) -> str:
    """``2 errors, 1 warning and 3 hints``."""
    numbers = [(counts(account)[f"{severity.value}s"], severity.value) for severity in GRAVEST_FIRST]
    return join_words([count_words(number, name) for number, name in numbers if number])


def _faults(tellings: Iterable[Telling]) -> Markup:
    return Markup("\n").join(_fault(telling) for telling in tellings)


def _fault(telling: Telling) -> Markup:
    problem = telling.problem
    return FAULT.format(
        kind=problem.severity.value,
        where=f"{problem.path or 'The site as a whole'}: {telling.place[0].lower()}{telling.place[1:]}",
        message=telling.message,
        typed=QUOTED.format(label="You typed:", text=problem.found) if problem.found else "",
        write=QUOTED.format(label="Write:", text=problem.suggestion) if problem.suggestion else "",
    )
