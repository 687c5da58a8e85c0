"""Text to cells: delimiters, quotes and the line numbers a spreadsheet shows."""

import pytest

from smm_assets.ingest.files import texts
from smm_assets.ingest.files.grid import Grid, text_grids
from smm_assets.ingest.files.texts import Text
from smm_assets.ingest.recognition.examine import examine


def test_line_numbers_count_the_lines_inside_quotes():
    grid = Grid(delimiter=",", text=Text.of('a,b\n"1\n2",3\n\n4,5\n'))
    assert list(grid.records()) == [(1, ["a", "b"]), (2, ["1\n2", "3"]), (4, []), (5, ["4", "5"])]


def test_a_sep_line_settles_the_delimiter_and_is_no_record():
    (grid,) = text_grids(Text.of("sep=;\na;b,c\n1;2\n"))
    assert grid.delimiter == ";"
    assert next(iter(grid.records())) == (2, ["a", "b,c"])


def test_the_most_regular_cut_comes_first():
    assert text_grids(Text.of("a;b;c\n1,5;2,5;3\n4,5;5,5;6\n"))[0].delimiter == ";"
    assert text_grids(Text.of("a\tb\n1,5\t2\n"))[0].delimiter == "\t"


def test_every_kind_of_line_end_is_one():
    for end in ("\n", "\r\n", "\r"):
        assert [line for line, _ in Grid(delimiter=",", text=Text.of(end.join(("a,b", "1,2", "3,4")))).records()] == [
            1,
            2,
            3,
        ]


def test_an_open_quote_at_the_end_is_noticed():
    assert Grid(delimiter=",", text=Text.of('a,b\n1,"two')).open_quote(2)
    assert not Grid(delimiter=",", text=Text.of('a,b\n1,"two"\n')).open_quote(2)
    assert not Grid(delimiter="\t", text=Text.of('a\tb\n5" pipe\t2\n')).open_quote(2)


WRAPPED = (
    '"Reporting starts,""Reporting ends"",""Campaign name"",""Amount spent (EUR)"""',
    '"2026-06-01,2026-06-01,""Tea, green"",5.00"',
    '"2026-06-02,2026-06-02,""Tea, green"",6.00"',
)
BARE = (
    '"Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)"',
    '"2026-06-01,2026-06-01,Tea,5.00"',
    '"2026-06-02,2026-06-02,Tea,6.00"',
)


@pytest.mark.parametrize("lines", [WRAPPED, BARE], ids=["quotes inside", "none inside"])
def test_lines_wrapped_in_one_more_pair_of_quotes_are_quarantined_by_name(lines):
    for rows in (lines, (*lines[:2], '"2026-06-02,2026-06-02,Tea', 'green,6.00"')):
        (part,) = examine("x.csv", "\n".join(rows).encode()).parts
        assert part.report.network == "meta"
        assert part.refusal.status == "quarantined"
        assert "extra pair of quotes" in part.refusal.message
        assert part.refusal.cure


def test_a_quoted_title_line_does_not_make_a_file_wrapped():
    text = '"June 1, 2026 - June 2, 2026"\nDay,Campaign,Cost\n2026-06-01,Tea,1\n'
    assert not any(grid.wrapped for grid in text_grids(Text.of(text)))


def test_a_byte_order_mark_before_a_later_line_is_none_of_its_text(monkeypatch):
    text = Text.of('a,b\n1,2\n\ufeff"a","b"\r\n3,\ufeff4\r\ufeff5,6\n')
    for piece in (1, 2, 3, 5, 8 << 20):
        monkeypatch.setattr(texts, "_PIECE", piece)
        text.__dict__.pop("has_marks", None)
        assert text.has_marks, piece
    cells = [cells for _, cells in Grid(delimiter=",", text=text).records()]
    assert cells == [["a", "b"], ["1", "2"], ["a", "b"], ["3", "\ufeff4"], ["5", "6"]]
    assert not Text.of("a,\ufeffb\nc\n").has_marks
