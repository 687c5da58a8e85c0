"""An edited copy is read back: what was changed is a term, every mistake is told with its cell."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from smm_assets.decisions.bounds import Scenario
from smm_assets.errors import ConfigurationError
from smm_assets.what_if import read_workbook, write_workbook
from tests.what_if.plates import PLATE

Edit = Callable[..., Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """An exported workbook with some cells changed by hand."""

    def edit(**cells: Any) -> Path:
        path = tmp_path / "what-if.xlsx"
        write_workbook(PLATE, path)
        book = load_workbook(path)
        for address, value in cells.items():
            book["What if"][address] = value
        book.save(path)
        return path

    return edit


def told(path: Path) -> list[str]:
    with pytest.raises(ConfigurationError) as error:
        read_workbook(path, [PLATE])
    return [str(problem) for problem in error.value.problems]


def test_an_untouched_copy_changes_nothing(edited: Edit) -> None:
    assert read_workbook(edited(), [PLATE]) == Scenario(objective="sales")


def test_another_total_limit_or_freeze_is_a_term_without_amounts_to_price(edited: Edit) -> None:
    found = read_workbook(edited(B8=120, F13="Yes", G12=35, H12=64.5), [PLATE])
    assert found == Scenario(
        objective="sales", total=Decimal(120), frozen=("video",), low={"search": Decimal(35)},
        high={"search": Decimal("64.5")}, keeps=False,
    )  # fmt: skip


def test_the_users_amounts_are_priced_and_say_the_total_themselves(edited: Edit) -> None:
    found = read_workbook(edited(E12=45.254, E13="20.5"), [PLATE])
    assert found.spends == {"search": Decimal("45.25"), "video": Decimal("20.50"), "=new": Decimal(10)}
    assert (found.total, found.frozen, found.low, found.high) == (None, (), {}, {})
    assert read_workbook(edited(E12=45, B8=85), [PLATE]).total == Decimal(85)


def test_what_the_sheet_says_of_the_recommendation_is_no_term(edited: Edit) -> None:
    said = told(edited(B4="2026-11-23", B5="leads", B6="USD", B7="leads"))
    assert [line.split("cell ")[1].split(";")[0] for line in said] == [
        "B4: 2026-11-23",
        "B5: leads",
        "B6: USD",
        "B7: leads",
    ]
    assert "cell B6: USD; expected EUR. Write EUR back; all amounts here are EUR a day; write yours in it" in said[2]
    assert "cell B6: nothing; expected EUR" in told(edited(B6=None))[0]
    assert read_workbook(edited(B6=" eur "), [PLATE]) == Scenario(objective="sales")


def test_amounts_written_over_what_the_workbook_only_shows_are_refused(edited: Edit) -> None:
    said = told(edited(C12=51, D13=None))
    assert "cell C12: 51.00; expected 50, as exported" in said[0]
    assert "cell D13: nothing; expected 30, as exported" in said[1]


def test_limits_of_channels_that_keep_their_spend_are_refused(edited: Edit) -> None:
    said = told(edited(H13=44.5, F13="yes", G14=5))
    assert "cell G14: 5.00, but =new is held and keeps 10" in said[0].replace("=New", "=new")
    assert "is frozen in F13 and keeps 40" in said[1]


def test_rows_may_be_sorted_and_moved(edited: Edit) -> None:
    path = edited(E12=45)
    book = load_workbook(path)
    sheet = book["What if"]
    swapped = {row: [cell.value for cell in sheet[row]] for row in (12, 13)}
    for row, other in ((12, 13), (13, 12)):
        for column, value in enumerate(swapped[other], 1):
            sheet.cell(row, column, value)
    sheet.insert_rows(2)
    book.save(path)
    assert read_workbook(path, [PLATE]).spends["search"] == Decimal(45)


def test_every_mistake_is_told_with_its_cell_what_was_seen_and_what_to_do(edited: Edit) -> None:
    said = told(edited(B8="lots", E12=-5, E13=None, F12="perhaps", F14="no", G12=80, G13=True))
    cells = {line.split("cell ")[1].split(":")[0]: line for line in said}
    assert set(cells) == {"B8", "E12", "E13", "F12", "F14", "G12", "G13"}
    assert cells["B8"].startswith("what-if.xlsx, sheet What if, cell B8: 'lots'; expected money per day, 0 or more")
    assert "nothing; expected money per day" in cells["E13"]
    assert "'perhaps'; expected yes or no" in cells["F12"]
    assert "held until its data carry a move" in cells["F14"]
    assert "80.00 above 70.00 in H12" in cells["G12"]


def test_a_total_that_the_amounts_do_not_add_up_to_is_told(edited: Edit) -> None:
    (said,) = told(edited(E12=45, B8=120))  # 45 + 30 + 10
    assert "cell B8: 120.00; expected 85.00, what your spends add up to" in said


def test_a_frozen_channel_with_another_amount_than_todays_is_told(edited: Edit) -> None:
    (said,) = told(edited(E12=45, F12="yes"))
    assert "cell E12: 45.00 in a frozen channel; expected 50, what it spends now. Or write no in F12" in said
    (said,) = told(edited(E14=11))
    assert "cell E14: 11.00 in a frozen channel" in said


def test_a_formula_that_was_never_computed_is_told(edited: Edit) -> None:
    (said,) = told(edited(E12="=20+5"))
    assert "cell E12: a formula without its value" in said


def test_channels_missing_doubled_or_strange_are_told(edited: Edit) -> None:
    said = " ".join(told(edited(B13="search", B14="else")))
    for words in ("cell B12: search a second time", "cell B14: else; expected one of search", "no row of video"):
        assert words in said


def test_a_workbook_of_another_recommendation_is_told(edited: Edit) -> None:
    later = replace(PLATE, recommendation_id="2026-11-23-sales-ffff", as_of=date(2026, 11, 23))
    for plates, words in (
        ([later], "--as-of 2026-11-22"),
        ([replace(later, as_of=PLATE.as_of)], "into the new one"),
        ([], "of this morning"),
    ):
        with pytest.raises(ConfigurationError, match="cell B3") as error:
            read_workbook(edited(), plates)
        assert "made from 2026-11-22-sales-0a1b2c3d of 2026-11-22" in str(error.value)
        assert words in str(error.value)


@pytest.mark.parametrize("text", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_told(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "what-if.xlsx"
    path.write_bytes(text)
    assert "cannot be read as a workbook" in told(path)[0]


def test_another_workbook_is_told(edited: Edit) -> None:
    path = edited()
    book = load_workbook(path)
    book["What if"].title = "Sheet1"
    book.save(path)
    assert "expected a sheet What if" in told(path)[0]
    assert "no heading Your spend" in told(edited(E11="Mine"))[0]
