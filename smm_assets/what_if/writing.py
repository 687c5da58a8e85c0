"""Writing the what-if workbook.

Belongs here: cells, their looks and what may be typed into them. Not here: formulas (`formulas`), places (`layout`).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from smm_assets.report.visible import visible
from smm_assets.what_if import formulas as say
from smm_assets.what_if.facts import ChannelRow, Plate
from smm_assets.what_if.layout import (
    COLUMN,
    CURVES,
    FACTS,
    FIRST,
    FIRST_FACT,
    HEAD,
    HEADINGS,
    NO,
    README,
    SCALE_CELL,
    SHEET,
    TOTAL_CELL,
    YES,
    harmless,
)
from smm_assets.what_if.looks import dress
from smm_assets.what_if.words import read_me

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MONEY = "#,##0.00"


def write_workbook(plate: Plate, path: Path) -> None:
    """Write the workbook of one recommendation; a file of that name is replaced."""
    book = build(plate)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def build(plate: Plate) -> "Workbook":
    """The workbook of one recommendation."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    points = _curves(book.create_sheet(CURVES), plate)
    _words(book.create_sheet(README), plate)
    _facts(sheet, plate)
    last = FIRST + len(plate.rows) - 1
    _headings(sheet, plate)
    for number, row in enumerate(plate.rows, FIRST):
        _channel(sheet, number, row, points.get(row.channel), plate.next_money)
    _totals(sheet, last)
    sheet[SCALE_CELL] = say.scale(last)
    dress(sheet, last)
    return book


def _curves(sheet: "Worksheet", plate: Plate) -> dict[str, say.Points]:
    """Points of all curves, one channel after the other; where each stands."""
    sheet.append(["Channel", "Spend a day", "Expected results a day", "likely from", "likely to"])
    found = {}
    for row in plate.rows:
        if row.curve is None:
            continue
        first = sheet.max_row + 1
        for point in zip(row.curve.spend, row.curve.expected, row.curve.low, row.curve.high, strict=True):
            sheet.append([_text(row.label), *map(float, point)])
        found[row.channel] = say.Points(first=first, last=sheet.max_row)
    sheet.column_dimensions["A"].width = 24
    return found


def _words(sheet: "Worksheet", plate: Plate) -> None:
    from openpyxl.styles import Alignment

    for line in read_me(plate):
        sheet.append([_text(line)])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 110


def _facts(sheet: "Worksheet", plate: Plate) -> None:
    sheet["A1"] = "What if the money were spent otherwise?"
    values = (
        plate.recommendation_id,
        plate.as_of.isoformat(),
        plate.objective,
        plate.currency,
        plate.metric.replace("_", " "),
        float(plate.total),
    )
    for place, (name, value) in enumerate(zip(FACTS, values, strict=True)):
        sheet.cell(FIRST_FACT + place, 1, name)
        sheet.cell(FIRST_FACT + place, 2, _text(value) if isinstance(value, str) else value)
    sheet[TOTAL_CELL].number_format = MONEY
    sheet["D8"] = "Today's mix times"
    sheet[SCALE_CELL].number_format = "0.000"


def _headings(sheet: "Worksheet", plate: Plate) -> None:
    for name, heading in HEADINGS.items():
        sheet[f"{COLUMN[name]}{HEAD}"] = heading.format(money=plate.next_money)


def _channel(sheet: "Worksheet", number: int, row: ChannelRow, points: say.Points | None, more: int) -> None:
    cells: dict[str, Any] = {
        "label": _text(row.label),
        "key": _text(row.channel),
        "now": float(row.now),
        "recommended": float(row.recommended),
        "yours": float(row.recommended),
        "freeze": YES if row.fixed else NO,
        "low": None if row.low is None else float(row.low),
        "high": None if row.high is None else float(row.high),
        "step_low": say.step(number, "down"),
        "step_high": say.step(number, "up"),
        "highest": float(row.highest),
        "remark": say.remark(number, known=points is not None),
        "priced": 0 if points is None else 1,
        "step_down": float(row.step_down),
        "step_up": float(row.step_up),
    }
    if points is not None:
        cells |= _priced(number, points, more)
    for name, value in cells.items():
        sheet[f"{COLUMN[name]}{number}"] = value


def _priced(number: int, points: say.Points, more: int) -> dict[str, str]:
    """Live results of a channel with a curve."""
    at = {name: say.cell(f"at_{name}", number) for name in ("now", "recommended", "yours")}
    spend = {name: say.cell(name, number) for name in at}
    return {
        **{f"at_{name}": say.place(spend[name], points) for name in at},
        **{f"results_{name}": say.results(spend[name], at[name], points) for name in at},
        "at_next": say.next_place(number, more, points),
        "range_low": say.results(spend["yours"], at["yours"], points, say.LOW),
        "range_high": say.results(spend["yours"], at["yours"], points, say.HIGH),
        "cost": say.cost(number),
        "next": say.next_results(number, more, points),
    }


def _totals(sheet: "Worksheet", last: int) -> None:
    row = last + 1
    sheet[f"A{row}"], sheet[f"A{row + 1}"] = "Total", "Cost per result"
    for name in ("now", "recommended", "yours", "results_now", "results_recommended", "results_yours"):
        sheet[f"{COLUMN[name]}{row}"] = say.total(name, last)
    for side in ("low", "high"):
        sheet[f"{COLUMN[f'range_{side}']}{row}"] = say.range_end(side, last)
    for name in ("now", "recommended", "yours"):
        sheet[f"{COLUMN[f'results_{name}']}{row + 1}"] = say.total_cost(name, f"results_{name}", last)


def _text(text: str) -> str:
    return harmless(visible(text))
