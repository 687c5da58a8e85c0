"""The workbook's own formulas, computed by a small spreadsheet that only reads their text, against figures by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from smm_assets.what_if import write_workbook
from smm_assets.what_if.layout import COLUMN, FIRST, HIDDEN
from tests.what_if.plates import HOSTILE, PLATE, SEARCH
from tests.what_if.spreadsheet import Sheets

Read = Callable[..., Any]
LAST = FIRST + 2
TOTAL, EACH = LAST + 1, LAST + 2


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Worksheet, Read]:
    """The sheet as saved, and a function that computes a cell of it by name of column and row."""
    path = tmp_path / "what-if.xlsx"
    write_workbook(PLATE, path)
    book = load_workbook(path)
    sheets = Sheets(book)
    return book["What if"], lambda name, row: sheets.value("What if", f"{COLUMN[name]}{row}")


def test_results_lie_on_straight_lines_between_the_points_of_the_curve(opened: tuple[Worksheet, Read]) -> None:
    sheet, read = opened
    # Search: 50 is 4 + 10 × 0.05 = 4.5, 60 is 5; Video: 40 and 30 lie on its flat part, 4
    assert [read("results_now", FIRST), read("results_recommended", FIRST)] == pytest.approx([4.5, 5])
    assert [read("results_now", FIRST + 1), read("results_recommended", FIRST + 1)] == pytest.approx([4, 4])
    for yours in (0, 0.01, 25, 40, 41.37, 79.99, 80, 500):
        sheet[f"{COLUMN['yours']}{FIRST}"] = yours
        assert read("results_yours", FIRST) == pytest.approx(np.interp(yours, SEARCH.spend, SEARCH.expected))
        assert read("range_low", FIRST) == pytest.approx(np.interp(yours, SEARCH.spend, SEARCH.low))
        assert read("range_high", FIRST) == pytest.approx(np.interp(yours, SEARCH.spend, SEARCH.high))


def test_sums_costs_and_the_range_of_the_sum_follow_the_users_amounts(opened: tuple[Worksheet, Read]) -> None:
    sheet, read = opened
    sheet[f"{COLUMN['yours']}{FIRST}"], sheet[f"{COLUMN['yours']}{FIRST + 1}"] = 70, 20
    # Search 70: 4 + 30 × 0.05 = 5.5; Video 20: 4; the new channel's 10 is money, but no results are known
    assert [read("now", TOTAL), read("recommended", TOTAL), read("yours", TOTAL)] == [100, 100, 100]
    assert [read(f"results_{name}", TOTAL) for name in ("now", "recommended", "yours")] == pytest.approx([8.5, 9, 9.5])
    assert read("results_yours", EACH) == pytest.approx(90 / 9.5)
    assert [read("cost", FIRST), read("cost", FIRST + 1)] == pytest.approx([70 / 5.5, 5])
    # a fifth down: 1.1 and 0.8; two fifths up: 2.2 and 1.6
    assert read("range_low", TOTAL) == pytest.approx(9.5 - (1.1**2 + 0.8**2) ** 0.5)
    assert read("range_high", TOTAL) == pytest.approx(9.5 + (2.2**2 + 1.6**2) ** 0.5)
    # the next 10: Search 70 to 80 brings 0.5; Video 20 to 30 nothing; beyond the end of a curve nothing is said
    assert [read("next", FIRST), read("next", FIRST + 1)] == pytest.approx([0.5, 0])
    sheet[f"{COLUMN['yours']}{FIRST}"] = 75
    assert read("next", FIRST) == ""


def test_steps_grow_with_the_users_total_and_frozen_channels_stay(opened: tuple[Worksheet, Read]) -> None:
    sheet, read = opened
    assert [read("step_low", FIRST), read("step_high", FIRST)] == [40, 60]  # 50 ± 20 %
    sheet[f"{COLUMN['yours']}{FIRST}"] = 87  # 127 in all, 10 of it held: 117 for 90, so 65 ± 20 %
    assert [read("step_low", FIRST), read("step_high", FIRST)] == [52, 78]
    assert [read("step_low", FIRST + 2), read("step_high", FIRST + 2)] == [10, 10]


@pytest.mark.parametrize(
    ("yours", "says"),
    [
        (60, ""),
        (71, "above your most"),
        (29, "below your least"),
        (66, "more than the largest step up"),
        (41, ""),
        (39, "more than the largest step down"),
        (None, "below your least"),
    ],
)
def test_the_remark_says_what_is_wrong_with_an_amount(
    opened: tuple[Worksheet, Read], yours: float | None, says: str
) -> None:
    sheet, read = opened
    sheet[f"{COLUMN['yours']}{FIRST}"] = yours
    sheet[f"{COLUMN['yours']}{FIRST + 1}"] = 90 - (yours or 0)  # the total stays, so does the step: 40 to 60
    if yours == 66:
        sheet[f"{COLUMN['high']}{FIRST}"] = None
    assert read("remark", FIRST) == says


def test_frozen_unknown_and_unseen_are_remarked(opened: tuple[Worksheet, Read]) -> None:
    sheet, read = opened
    assert read("remark", FIRST + 2) == "nothing can be expected of it yet"
    sheet[f"{COLUMN['yours']}{FIRST + 2}"] = 11
    assert read("remark", FIRST + 2) == "frozen: today's spend stays"
    sheet[f"{COLUMN['step_up']}{FIRST}"], sheet[f"{COLUMN['yours']}{FIRST}"] = 1, 61
    assert read("remark", FIRST) == "so much was never spent here: a guess"  # 55 and a tenth is 60.5


def test_names_from_exports_are_never_formulas(opened: tuple[Worksheet, Read]) -> None:
    sheet, read = opened
    book = sheet.parent
    told = [cell for one in book for row in one.iter_rows() for cell in row if HOSTILE in str(cell.value)]
    assert told
    assert all(cell.data_type == "s" and str(cell.value).startswith("'") for cell in told)
    assert read("key", FIRST + 2) == "'=new"


def test_what_may_be_typed_is_marked_listed_and_watched(opened: tuple[Worksheet, Read]) -> None:
    sheet, _ = opened
    rules = {str(area.sqref): len(rules) for area, rules in sheet.conditional_formatting._cf_rules.items()}
    assert rules == {f"{COLUMN['yours']}{FIRST}:{COLUMN['yours']}{LAST}": 2, "B8": 1}
    kinds = {rule.type for rule in sheet.data_validations.dataValidation}
    assert kinds == {"list", "decimal"}
    assert all(sheet.column_dimensions[COLUMN[name]].hidden for name in HIDDEN)


def test_the_page_in_words_names_recommendation_morning_currency_and_doubt(opened: tuple[Worksheet, Read]) -> None:
    sheet, _ = opened
    said = "\n".join(str(row[0].value or "") for row in sheet.parent["Read me"].iter_rows())
    for word in (PLATE.recommendation_id, "22 Nov 2026", "EUR per day", "orders per day", "nine of ten", "=new"):
        assert word.lower() in said.lower(), word
