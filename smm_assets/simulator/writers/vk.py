"""VK Реклама statistics by ad and day: CSV with semicolons in CP1251, XLSX with the sheet «Объявления».

Belongs here: Russian columns, decimal commas, dates as 01.08.2026 and the footer Итого. Not here: how files get damaged
(`damage`).
"""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from smm_assets.simulator.writers.delimited import Row, added, counted, ratio, rounded, russian, table
from smm_assets.simulator.writers.spreadsheet import Cell, workbook

ENTITIES = (
    "Дата",
    "ID кампании",
    "Название кампании",
    "ID группы объявлений",
    "ID объявления",
    "Название объявления",
    "Цель",
)
MEASURES = ("Показы", "Клики", "CTR, %", "Результат", "Цена за результат, {rouble}", "Потрачено, {rouble}")


def write_vk_csv(frame: pd.DataFrame, *, total: bool = True) -> bytes:
    """Ad by day. CP1251 has no rouble sign, so headers say руб. instead."""
    rows = [[*ENTITIES, *(name.format(rouble="руб.") for name in MEASURES)]]
    records = frame.to_dict("records")
    for row in records:
        rows.append([*_entity(row), *_russian([row])])
    if total:
        rows.append(["Итого", *[""] * (len(ENTITIES) - 1), *_russian(records)])
    return table(rows, delimiter=";", quote='"\n', line_end="\r\n").encode("cp1251")


def write_vk_xlsx(frame: pd.DataFrame, *, total: bool = True) -> bytes:
    """Ad by day on the sheet «Объявления»: dates and ids as text, measures as numbers."""
    rows: list[list[Cell]] = [[*ENTITIES, *(name.format(rouble="₽") for name in MEASURES)]]
    records = frame.to_dict("records")
    for row in records:
        rows.append([*_entity(row), *_numbers([row])])
    if total:
        rows.append(["Итого", *[None] * (len(ENTITIES) - 1), *_numbers(records)])
    return workbook({"Объявления": rows})


def _entity(row: Row) -> list[str]:
    names = ("campaign_id", "campaign_name", "ad_group_id", "ad_id", "ad_name", "campaign_type")
    return [row["date"].strftime("%d.%m.%Y"), *(str(row[name]) for name in names)]


def _numbers(rows: Sequence[Row]) -> list[Cell]:
    spend, conversions = added(rows, "spend"), int(added(rows, "conversions"))
    impressions, clicks = counted(rows, "impressions"), counted(rows, "clicks")
    rate, price = ratio(clicks * 100, impressions, "0.01"), ratio(spend, conversions, "0.01")
    return [impressions, clicks, rate or Decimal(0), conversions, price or Decimal(0), rounded(spend)]


def _russian(rows: Sequence[Row]) -> list[str]:
    impressions, clicks, rate, conversions, price, spend = (Decimal(str(cell)) for cell in _numbers(rows))
    counts = [russian(impressions, 0), russian(clicks, 0), russian(rate), russian(conversions, 0)]
    return [*counts, russian(price), russian(spend)]
