"""Cutting a text into columns by blocks gives what cutting it record by record gives, for any text."""

import csv

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from smm_assets.ingest.files import blocks as under_test
from smm_assets.ingest.files.blocks import Unfit, blocks, can_cut
from smm_assets.ingest.files.grid import Grid
from smm_assets.ingest.files.texts import Text

CELL = st.text(st.sampled_from("ab1 é\"\n\r,;'\ufeff"), max_size=6)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def texts(draw):
    """Lines of well and badly quoted cells, of two to four cells, with blank lines among them."""
    end = draw(ENDS)
    rows = draw(st.lists(st.lists(CELL, min_size=0, max_size=4), max_size=12))
    how = draw(st.sampled_from(["quoted", "bare"]))
    written = [
        ",".join('"' + cell.replace('"', '""') + '"' if how == "quoted" else cell for cell in row) for row in rows
    ]
    return end.join(written) + draw(st.sampled_from(["", end]))


def cuttable(text):
    """A grid that is cut by blocks; a text that ends inside a quoted cell is refused before, as cut off."""
    longer = text + ("" if text.endswith(("\n", "\r")) else "\n") + "z"
    assume(list(csv.reader(Text.of(longer).lines()))[-1] == ["z"])
    grid = Grid(delimiter=",", text=Text.of(text))
    assume(can_cut(grid))
    return grid


def by_record(grid, first_line, width):
    """Line and cells of every record, blank ones left out, filled up to a width with blank cells.

    Of the cells beyond the width one is left: the first that is filled, else the first.
    """
    found = []
    for line, cells in grid.records(first_line):
        beyond = sorted(cells[width:], key=lambda cell: not cell.strip())[:1]
        row = [*cells[:width], *beyond, *[""] * (width - len(cells))]
        found += [(line, row)] if any(row) else []
    return found


def by_column(grid, first_line, width):
    found = []
    for block in blocks(grid, first_line, width):
        cells = [column.to_pylist() for column in block.columns]
        for position, line in enumerate(block.lines.tolist()):
            row = [column[position] for column in cells][: width + (int(block.lengths[position]) > width)]
            if any(row):
                found.append((line, row))
    return found


@settings(max_examples=400)
@given(texts(), st.integers(2, 3))
def test_columns_hold_what_the_records_hold_line_by_line(text, width):
    grid = cuttable(text)
    assert by_column(grid, 1, width) == by_record(grid, 1, width)


@settings(max_examples=100)
@given(texts(), st.integers(1, 6))
def test_the_first_line_may_be_any_line_on_which_a_record_begins(text, place):
    grid = cuttable(text)
    begun = [line for line, _ in grid.records()]
    if place < len(begun):
        assert by_column(grid, begun[place], 2) == by_record(grid, begun[place], 2)


def test_records_with_other_numbers_of_cells_stand_in_their_places_across_blocks(monkeypatch):
    monkeypatch.setattr(under_test, "BLOCK", 200)
    lines = [f"{number},x{number}" + (",more" if number % 7 == 0 else "") for number in range(400)]
    lines[50] = "50"
    grid = Grid(delimiter=",", text=Text.of("\n".join(lines) + "\n"))
    assert by_column(grid, 1, 2) == by_record(grid, 1, 2)
    assert len(list(blocks(grid, 1, 2))) > 5


def test_a_cell_larger_than_a_block_is_told_not_cut(monkeypatch):
    monkeypatch.setattr(under_test, "BLOCK", 100)
    grid = Grid(delimiter=",", text=Text.of("a,b\n1," + "x" * 1000 + "\n"))
    with pytest.raises(Unfit):
        list(blocks(grid, 1, 2))


def test_texts_that_come_again_are_kept_once():
    text = "".join(f"2026-06-0{number % 3 + 1},{number}\n" for number in range(500))
    (block,) = blocks(Grid(delimiter=",", text=Text.of(text)), 1, 2)
    day, number = block.columns
    assert sorted(day.dictionary.to_pylist()) == ["2026-06-01", "2026-06-02", "2026-06-03"]
    assert number.to_pylist() == [str(number) for number in range(500)]


def test_a_look_at_a_large_text_that_ends_inside_a_character_says_nothing(monkeypatch, capfd):
    monkeypatch.setattr(under_test, "_LOOK", 64)
    for shift in range(4):
        text = "".join(f"{'x' * shift}{number},жжжжжжжж,жж\n" for number in range(40))
        assert len(list(blocks(Grid(delimiter=",", text=Text.of(text)), 1, 3))) == 1
    assert capfd.readouterr() == ("", "")
