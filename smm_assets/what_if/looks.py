"""How the first sheet looks: input cells, number formats, marks of limits, lists to choose from.

Belongs here: looks. Not here: values or formulas of cells.
"""

from typing import TYPE_CHECKING

from smm_assets.what_if import formulas as say
from smm_assets.what_if.layout import COLUMN, FIRST, FIRST_FACT, HEAD, HIDDEN, INPUTS, NO, TOTAL_CELL, YES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MONEY, RESULTS = "#,##0.00", "#,##0.00"
INPUT, WRONG, DOUBT, HEADING = "FFF6DD", "F6C7C3", "FBE3B5", "E7ECF2"
TEXTS = ("label", "key", "freeze", "remark")


def dress(sheet: "Worksheet", last: int) -> None:
    """Everything about the sheet that is not a value."""
    _shape(sheet, last)
    _inputs(sheet, last)
    _marks(sheet, last)
    _lists(sheet, last)


def _shape(sheet: "Worksheet", last: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet["A1"].font = Font(bold=True, size=14)
    for name, letter in COLUMN.items():
        head = sheet[f"{letter}{HEAD}"]
        head.font, head.fill = Font(bold=True), PatternFill("solid", start_color=HEADING)
        head.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].width = 40 if name == "remark" else 24 if name == "label" else 13
        sheet.column_dimensions[letter].hidden = name in HIDDEN
        if name not in TEXTS and name not in HIDDEN:
            for row in range(FIRST, last + 3):
                sheet[f"{letter}{row}"].number_format = MONEY
    for row in (last + 1, last + 2):
        for letter in COLUMN.values():
            sheet[f"{letter}{row}"].font = Font(bold=True)
    sheet.freeze_panes = f"C{FIRST}"
    sheet.cell(FIRST_FACT, 1).font = Font(bold=True)


def _inputs(sheet: "Worksheet", last: int) -> None:
    from openpyxl.styles import PatternFill

    fill = PatternFill("solid", start_color=INPUT)
    sheet[TOTAL_CELL].fill = fill
    for name in INPUTS:
        for row in range(FIRST, last + 1):
            sheet[say.cell(name, row)].fill = fill


def _marks(sheet: "Worksheet", last: int) -> None:
    """Red where the user's spend leaves its limits, amber where so much was never seen or the sums differ."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    wrong, doubt = (PatternFill("solid", bgColor=colour) for colour in (WRONG, DOUBT))
    yours = say.whole("yours", last)
    sheet.conditional_formatting.add(yours, FormulaRule(formula=[say.outside(FIRST)], fill=wrong, stopIfTrue=True))
    sheet.conditional_formatting.add(yours, FormulaRule(formula=[say.beyond(FIRST)], fill=doubt))
    differs = f"ROUND(${TOTAL_CELL[0]}${TOTAL_CELL[1:]}-SUM({yours}),2)<>0"
    sheet.conditional_formatting.add(TOTAL_CELL, FormulaRule(formula=[differs], fill=doubt))


def _lists(sheet: "Worksheet", last: int) -> None:
    """What may be typed: yes or no, and amounts of 0 or more."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=f'"{YES},{NO}"', allow_blank=False, showErrorMessage=True)
    choice.error = f"Write {YES} or {NO}"
    choice.add(say.whole("freeze", last))
    amount = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", showErrorMessage=True)
    amount.error = "Money per day, 0 or more"
    for name in ("yours", "low", "high"):
        amount.add(say.whole(name, last))
    amount.add(TOTAL_CELL)
    for rule in (choice, amount):
        sheet.add_data_validation(rule)
