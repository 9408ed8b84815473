import pytest
from noted import HEAD, mended, of_body, told


def only(body):
    (problem,) = of_body(body, "table")
    return problem


class TestATableWithoutNamesOfColumns:
    def test_is_a_warning_at_its_first_row(self):
        problem = only("Hello.\n\n| | |\n|---|---|\n| Damp | 12 |\n")
        assert (problem.code, problem.severity.value, problem.line) == ("table.no-header", "warning", 7)
        assert (problem.found, problem.suggestion) == ("| | |", "| Name of the column | Name of the column |")

    def test_can_be_mended_as_suggested(self):
        text = f"{HEAD}|  |  |\n|--|--|\n| a | b |\n"
        assert told(mended(text, told(text, "table")[0]), "table") == []

    def test_may_be_typed_in_html(self):
        problem = only("Hello.\n\n<table>\n<tr><td>Damp</td><td>12</td></tr>\n</table>\n")
        assert (problem.code, problem.line, problem.found) == ("table.no-header", 7, "<table>")

    def test_each_in_html_is_told(self):
        good = "<table><thead><tr><th>A</th></tr></thead><tr><td>1</td></tr></table>"
        bad = "<table><thead><tr><td>A</td></tr></thead></table>"
        assert [each.line for each in of_body(f"{good}\n\n{bad}\n\n{bad}\n", "table")] == [7, 9]


@pytest.mark.parametrize("row", ["| What | | After |", "What | Before |  |", "|  | Before |  |"])
def test_a_column_without_a_name_is_a_warning(row):
    columns = len(row.strip("|").split("|"))
    problem = only(f"{row}\n{'|'.join(['---'] * columns)}\n{'|'.join(['x'] * columns)}\n")
    assert (problem.code, problem.severity.value, problem.line) == ("table.empty-header", "warning", 5)
    assert "Name of the column" in problem.suggestion


@pytest.mark.parametrize(
    "body",
    [
        "| What | How many |\n| --- | --: |\n| Damp | 12 |\n",
        "|   | Before | After |\n|---|---|---|\n| Team | 15 | 5 |\n",
        "What | How many\n:-: | ---\nDamp |\n",
        "| One |\n|---|\n| a |\n",
        "| ![A van at the depot](van.jpg) | ![A depot](d.jpg) |\n|---|---|\n| van | depot |\n",
        "| a \\| b | c |\n|---|---|\n| 1 | 2 |\n",
        "```\n| | |\n|---|---|\n```\n",
        "Either | or\n\n---\n\nText.\n",
        "No table at all, but <b>bold</b> | words.\n",
    ],
)
def test_a_table_with_names_and_what_is_no_table_are_fine(body):
    assert of_body(body, "table") == []
