"""Sites at the edge of what people write, for whoever looks at pages: very long, very wide, very little."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from sites import CONFIG, write

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochion"
BARE_CONFIG = CONFIG.partition("organisation")[0]
TONGUES_CONFIG = (
    CONFIG
    + f"""languages = ["cy"]
reply = "open@example.org"

[teams.housing]
name = "Housing"
colour = "#6a1f4c"

[teams.very-long]
name = "{LONG} and Neighbouring Communities"

[themes]
care = "Care"
"""
)

# What a text may hold, each beyond what is usual.
BODY = f"""
Words of sixty letters, {LONG}, and an address, https://example.org/{"a-very-long-address/" * 8}?q=1&r=2, in a line.

## {LONG} as a heading, and `code_that_is_long_enough_to_break()` in it

| {" | ".join(f"Column {n}" for n in range(1, 13))} |
| {" | ".join("---:" for n in range(1, 13))} |
| {" | ".join(f"{n * 1111:,}" for n in range(1, 13))} |
| {" | ".join("a longer text" for n in range(1, 13))} |

### Lists within lists

1. One
   - Two
     1. Three
        - Four
          - Five, with {LONG}
            - Six
2. Done

- [x] Asked
- [ ] Answered

#### A level further

##### And one more

Somebody said something.[^1] Somebody else did not.[^long]

[^1]: Said on a Thursday.
[^long]: A note of two paragraphs with a list.

    - One
    - Two

```python
def a_function_with_a_long_name(with_an_argument, and_another, and_one_more_that_makes_the_line_much_too_long_to_fit):
    return "no"
```

    indented code that goes on and on and on and on and on and on and on and on and on and on and on and on and on

> A quotation
>
> > within a quotation
>
> - with a list

> [!WARNING]
> Mind the step.

> [!NOTE]
> - A list
> - in a box

$$ E = mc^2 $$ and H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd>+<kbd>C</kbd>, <mark>marked</mark>,
<small>small</small>, <abbr title="Hypertext Markup Language">HTML</abbr>,
<del>gone</del> <ins>come</ins>, <q>said</q>, <cite>A book</cite>,
<var>x</var>, <samp>out</samp>, <time datetime="2026-01-02">Friday</time>, <dfn>word</dfn>, ~~struck~~.

<details>
<summary>More of it, for {LONG}</summary>

Hidden text with a [link](../posts/plain.md).

</details>

<p lang="ar" dir="rtl">نص قصير بالعربية مع <a href="https://example.org/">رابط</a>.</p>

<dl><dt>Term</dt><dd>What it means</dd><dt>Another</dt><dd>One</dd><dd>Two</dd></dl>

<table><caption>By hand</caption><thead><tr><th>A</th><th>B</th></tr></thead>
<tbody><tr><th>Row</th><td>1</td></tr></tbody></table>

![A grey field, very wide](wide.png)

![A narrow tower](tall.png "What stands below it")

---

The end, with trailing emoji 🎉 and a no-break space\u00a0here.
"""

STRANGE = f"""
-- content/posts/strange.md --
---
title: {LONG} and {LONG.lower()}, told in a title that goes on for much longer than any title should, and then some
summary: A summary that is {LONG}, and longer than a summary should be, so that it takes lines and lines and lines.
date: 2026-03-04
author: Ada Okonjo, Bartholomew {LONG}
team: very-long
theme: care
tags: [one of a kind, {LONG}]
image:
  src: wide.png
  alt: A grey field
  caption: A caption with {LONG}
  credit: A credit that is long as well, by {LONG}
takeaways:
  - {LONG} is a place.
lessons:
  - Lessons can be long too, {LONG}.
---
{BODY}
-- content/posts/plain.md --
---
title: Plain
date: 2026-03-05
aliases: /2019/an-old-address/
author: Ada Okonjo
tags: alone
---
See [the strange one](strange.md) for more. Nothing else.
-- content/posts/arabic.md --
---
title: ملاحظات الأسبوع
date: 2026-03-06
lang: ar
author: ليلى
---
## عنوان

نص عربي قصير عن أسبوعنا، مع [رابط](plain.md).

> اقتباس

- واحد
- اثنان

| أ | ب |
| --- | --- |
| ١ | ٢ |
-- content/posts/gone.md --
---
title: A post with {LONG}
date: 2026-01-01
withdrawn: It named somebody, {LONG}.
withdrawn_on: 2026-02-01
---
Text
-- content/weeknotes/2026/2026-w10-housing.md --
---
team: housing
date: 2026-03-06
author: Ada Okonjo
---
We mended the lift. See [the strange one](../../posts/strange.md).
-- content/weeknotes/2026/2026-w11-housing.md --
---
team: housing
date: 2026-03-13
title: Wythnos dawel
lang: cy
author: Ada Okonjo
---
Dim byd.
-- content/case-studies/tower/index.md --
---
title: How {LONG} got a tower
summary: It took a while.
date: 2026-03-10
team: housing
author: Ada Okonjo
theme: care
image: {{src: tall.png, alt: A narrow tower}}
at_a_glance:
  Place: {LONG}
  {LONG}: Everything
  Cost: "£1,000,000,000.00"
numbers:
  - value: "1,234,567,890.12"
    unit: {LONG}
    before: "0.000000001"
    what: of something that has a very long name, {LONG}
    date: 2026
    source: {LONG}
  - {{value: "£3", what: saved}}
quotes:
  - text: "{LONG}.\\n\\nAnd then another paragraph."
    name: Bartholomew {LONG}
    role: Chief {LONG} Officer
    organisation: {LONG}
  - text: No name.
takeaways: [Build, "{LONG}"]
lessons: [Start, "Then {LONG}"]
---
## What we did

See [the note](../../weeknotes/2026/2026-w10-housing.md).
-- content/case-studies/tower/01-first.md --
---
title: First of {LONG}
summary: In short.
---
Text.

## A heading

| | Before | After |
| --- | ---: | ---: |
| {LONG} | 15 % | 5 % |
-- content/case-studies/tower/02-second.md --
---
title: Second
---
## {LONG}

More.
-- content/people/ada-okonjo.md --
---
name: Ada Okonjo
role: Head of {LONG}
---
Ada likes {LONG}.
-- content/pages/about.md --
---
title: About {LONG}
---
{BODY.replace("../posts/", "../posts/")}
-- content/abbreviations.toml --
LLAN = "{LONG}"
BBC = "British Broadcasting Corporation"
"""


def strange(folder: Path) -> Path:
    """A site in which everything is too long or too wide, in three languages."""
    write(folder, f"-- config.toml --\n{TONGUES_CONFIG}\n{STRANGE}")
    for name, size in (("wide", (5000, 300)), ("tall", (300, 4000))):
        for place in ("posts", "pages", "case-studies/tower"):
            Image.new("RGB", size, "grey").save(folder / "content" / place / f"{name}.png")
    return folder


def empty(folder: Path) -> Path:
    """A site on its first day: a name, and nothing written yet."""
    write(folder, f"-- config.toml --\n{BARE_CONFIG}")
    (folder / "content").mkdir()
    return folder


def single(folder: Path) -> Path:
    """A site with one note."""
    write(folder, f"-- config.toml --\n{BARE_CONFIG}")
    write(folder, "-- content/weeknotes/2026-03-06.md --\n---\nauthor: Ada Okonjo\n---\nWe began.\n")
    return folder


SITES = (strange, empty, single)
