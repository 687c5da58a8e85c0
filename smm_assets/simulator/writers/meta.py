"""Meta Ads Manager exports: CSV in several languages, XLSX with its totals row first, age and gender breakdowns.

Belongs here: headers, quoting and totals of Ads Manager. Not here: pages and profiles (`business_suite`).
"""

from collections.abc import Hashable
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from smm_assets.simulator.writers.delimited import Row, added, counted, plain, ratio, rounded, table
from smm_assets.simulator.writers.spreadsheet import Cell, workbook

Language = Literal["en", "de", "ja", "ru"]
ATTRIBUTION = "7-day click or 1-day view"
PURCHASE = "actions:offsite_conversion.fb_pixel_purchase"
_LANGUAGES: tuple[Language, ...] = ("en", "de", "ja", "ru")
# Canonical column: its header in each language of _LANGUAGES; "" where that language's preset does not show it.
HEADERS: dict[str, tuple[str, str, str, str]] = {
    "period_start": ("Reporting starts", "Berichtsstart", "レポート開始日", "Дата начала отчетности"),
    "period_end": ("Reporting ends", "Berichtsende", "レポート終了日", "Окончание отчетности"),
    "campaign_name": ("Campaign name", "Kampagnenname", "キャンペーン名", "Название кампании"),
    "campaign_id": ("Campaign ID", "Kampagnen-ID", "", ""),
    "ad_group_name": ("Ad set name", "Name der Anzeigengruppe", "広告セット名", "Название группы объявлений"),
    "ad_group_id": ("Ad set ID", "Anzeigengruppen-ID", "", ""),
    "ad_name": ("Ad name", "Anzeigenname", "広告名", "Название объявления"),
    "ad_id": ("Ad ID", "Anzeigen-ID", "", ""),
    "age": ("Age", "Alter", "年齢", "Возраст"),
    "gender": ("Gender", "Geschlecht", "性別", "Пол"),
    "ad_group_budget": ("Ad set budget", "", "", ""),
    "budget_type": ("Ad set budget type", "", "", ""),
    "attribution": ("Attribution setting", "Attributionseinstellung", "", ""),
    "results": ("Results", "Ergebnisse", "", "Результаты"),
    "indicator": ("Result indicator", "Ergebnisindikator", "", ""),
    "reach": ("Reach", "Reichweite", "リーチ", "Охват"),
    "impressions": ("Impressions", "Impressionen", "インプレッション", "Показы"),
    "cost_per_result": ("Cost per results", "Kosten pro Ergebnis", "", "Цена за результаты"),
    "spend": (
        "Amount spent ({currency})",
        "Ausgegebener Betrag ({currency})",
        "消化金額 ({currency})",
        "Потраченная сумма ({currency})",
    ),
    "clicks": ("Clicks (all)", "Klicks (alle)", "クリック(すべて)", "Клики (все)"),
    "link_clicks": ("Link clicks", "Link-Klicks", "", "Клики по ссылке"),
    "landing_page_views": ("Landing page views", "", "", ""),
    "video_views": ("ThruPlays", "ThruPlays", "", ""),
    "engagements": ("Post engagements", "", "", ""),
    "conversions": ("Purchases", "Käufe", "", "Покупки"),
    "conversion_value": ("Purchases conversion value", "Conversion-Wert von Käufen", "", ""),
    "cpm": ("CPM (cost per 1,000 impressions) ({currency})", "", "", ""),
}
IDS = ("campaign_id", "ad_group_id", "ad_id")
_ADDED = ("impressions", "clicks", "link_clicks", "landing_page_views", "video_views", "engagements")


def write_meta_csv(
    frame: pd.DataFrame,
    *,
    language: Language = "en",
    currency: str = "EUR",
    ids: bool = True,
    byte_order_mark: bool = False,
) -> bytes:
    """Ads Manager CSV, UTF-8, comma. Rows have `date`, or `period_start` and `period_end` where they cover more days.

    Entity and breakdown columns of the frame appear where the language has a header; ids=False leaves ids out as the
    default presets do. Only cells that need it, or hold a space, are quoted: that is how Meta writes.
    """
    columns, rows = _cells(frame, language, ids)
    header = [HEADERS[name][_LANGUAGES.index(language)].format(currency=currency) for name in columns]
    text = table([header, *([_text(cell) for cell in row] for row in rows)], quote=' ,"\n')
    return text.encode("utf-8-sig" if byte_order_mark else "utf-8")


def write_meta_xlsx(
    frame: pd.DataFrame, *, language: Language = "en", currency: str = "EUR", ids: bool = True
) -> bytes:
    """Ads Manager XLSX: sheet Worksheet, the totals as first row with blank names, dates and ids as text."""
    columns, rows = _cells(frame, language, ids)
    header = [HEADERS[name][_LANGUAGES.index(language)].format(currency=currency) for name in columns]
    return workbook({"Worksheet": [header, _total(frame, columns), *rows]})


def _cells(frame: pd.DataFrame, language: Language, ids: bool) -> tuple[list[str], list[list[Cell]]]:
    """The columns this export has and its cells: dates, ids and names as text, measures as numbers."""
    records = [_with_derived(row) for row in frame.to_dict("records")]
    position = _LANGUAGES.index(language)
    known = [name for name in HEADERS if records and name in records[0]]
    shown = [name for name in known if HEADERS[name][position] and (ids or name not in IDS)]
    return shown, [[row[name] for name in shown] for row in records]


def _with_derived(row: Row) -> dict[Hashable, Any]:
    """The row with its period, its ratios and, where it has conversions, its results."""
    first, last = (row["date"], row["date"]) if "date" in row else (row["period_start"], row["period_end"])
    full = {**row, "period_start": first.isoformat(), "period_end": last.isoformat()}
    full["cpm"] = ratio(row["spend"] * 1000, row["impressions"])
    if "conversions" in row:
        count = int(row["conversions"])
        full |= {"conversions": count, "results": count or None, "indicator": PURCHASE if count else ""}
        full |= {"cost_per_result": ratio(row["spend"], count), "attribution": ATTRIBUTION}
    return full


def _total(frame: pd.DataFrame, columns: list[str]) -> list[Cell]:
    """The account's sums; reach is what the network counted itself, less than the sum of the rows."""
    records = frame.to_dict("records")
    spend = added(records, "spend")
    known: dict[str, Cell] = {name: counted(records, name) for name in _ADDED if name in frame}
    known |= {
        "period_start": min(frame["period_start"] if "period_start" in frame else frame["date"]).isoformat(),
        "period_end": max(frame["period_end"] if "period_end" in frame else frame["date"]).isoformat(),
        "attribution": ATTRIBUTION,
        "reach": int(counted(records, "reach") * 0.62),
        "spend": spend,
        "conversions": int(added(records, "conversions")),
        "conversion_value": rounded(added(records, "conversion_value")),
        "cpm": ratio(spend * 1000, counted(records, "impressions")),
    }
    return [known.get(name) for name in columns]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else plain(Decimal(str(cell)))
