"""What other generators write inside Markdown becomes Markdown, or is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.dialects import plain_address, translate


def plain(text: str) -> str:
    return translate(text, "a.md")[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("[a]({% post_url 2023-05-05-notes %})", "[a](/2023/05/05/notes)"),
        ("[a]({%- post_url news/2023-05-05-notes -%}#end)", "[a](/2023/05/05/notes#end)"),
        ("[a]({% link _posts/2023-05-05-notes.md %})", "[a](/_posts/2023-05-05-notes.md)"),
        ("[a]({{ site.baseurl }}/about/)", "[a](/about/)"),
        ("[a]({{site.url}}{{ site.baseurl }}{% link about.md %})", "[a](/about.md)"),
        ("[a]({{ '/about/' | relative_url }})", "[a](/about/)"),
        ('[a]({{ "/about/" | url }})', "[a](/about/)"),
        ('[a]({{< ref "notes.md" >}})', "[a](notes.md?ref)"),
        ('[a]({{% relref path="notes#end" %}})', "[a](notes?ref#end)"),
        ('[a]({{< ref "#end" >}})', "[a](#end)"),
        ("[a]: {{ site.baseurl }}/about/", "[a]: /about/"),
        ('<img src="{{ site.baseurl }}/x.png">', '<img src="/x.png">'),
        ("![a]({{ site.baseurl }}/x.png) and [b]({% link b.md %})", "![a](/x.png) and [b](/b.md)"),
        ('{{< figure src="x.png" alt="A view" >}}', "![A view](<x.png>)"),
        ('{{< figure src="x.png" caption="All of us" />}}', '![](<x.png> "All of us")'),
        ("{% highlight python %}\nx = 1\n{% endhighlight %}", "```python\nx = 1\n```"),
    ],
)
def test_marks_that_have_a_meaning_are_plain_markdown(typed, meant):
    assert translate(typed, "a.md") == (meant, ())


@pytest.mark.parametrize(
    "text",
    [
        "`{{ site.baseurl }}`",
        "Write `[a]({% link b.md %})` there",
        "```\n[a]({{ site.baseurl }}/b)\n```",
        "~~~ liquid\n{% if x %}\n```\n{% endif %}\n~~~",
        "- item\n\n  ```\n  {% link x %}\n  ```",
    ],
)
def test_code_stays_as_it_is(text):
    assert translate(text, "a.md") == (text, ())


@pytest.mark.parametrize(
    "text",
    ["{{ page.title }}", "{% include x.html %}", "a {{< tweet 12 >}} b", '{% from "x" import y %}', "{{ site.url }}"],
)
def test_other_code_is_told_with_its_line_and_shown_as_typed(text):
    left, told = translate(f"One\n\n{text}\n", "a.md", first_line=5)
    assert left == f"One\n\n{text}\n"
    assert [(each.code, each.severity, each.line, each.found) for each in told] == [
        ("markdown.template-code", "warning", 7, text)
    ]


@pytest.mark.parametrize(("count", "words"), [(1, "as typed. Write"), (2, "one more line"), (4, "3 more lines")])
def test_code_on_many_lines_is_told_once(count, words):
    _, told = translate("{{ x }}\n" * count, "a.md")
    assert len(told) == 1
    assert words in told[0].message


def test_braces_that_are_no_marks_are_text():
    assert translate("{a} {{ and %} {%", "a.md") == ("{a} {{ and %} {%", ())


def test_an_address_loses_its_marks():
    assert plain_address("{{ site.baseurl }}/x.png") == "/x.png"
    assert plain_address("x.png") == "x.png"


MARKS = st.sampled_from(
    ["{{", "}}", "{%", "%}", "](", ")", "`", "```", "\n", " ", "site.baseurl", "link a.md", "x", '"']
)


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKS, max_size=40).map("".join))
def test_lines_keep_their_places_whatever_is_typed(text):
    left = plain(text)
    assert left.count("\n") == text.count("\n")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_a_text_without_marks_is_left_alone(text):
    assert "{{" in text or "{%" in text or plain(text) == text
