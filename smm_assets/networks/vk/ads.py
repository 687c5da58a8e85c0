"""VK Реклама statistics of campaigns, groups and ads (XLSX with sheets, CSV with semicolons), by day or for a period.

Belongs here: Russian headers, totals words, the row limit and which spend word means what. Not here: age and gender
(`demography`).
"""

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature, Totals

GROSS_SPEND = ("Потрачено", "Потрачено всего", "Расход", "Расходы")
NET_SPEND = ("Расход до НДС", "Потрачено до НДС", "Расход без НДС", "Потрачено без НДС")
SPEND = Field(to="spend_original", names=GROSS_SPEND + NET_SPEND)
SPEND_NOTES = {
    name.casefold(): f"spend is «{name}», net of VAT: plan and other networks must be net of VAT too to compare"
    for name in NET_SPEND
}
UNREAD = (
    Field(to="unsupported", names=("Час", "Неделя", "Месяц", "Регион", "Город", "Интересы", "Площадка", "Устройство")),
)
DAY = Field(to="day", names=("Дата", "День"))

ENTITIES = (
    Field(to="account_id", names=("ID кабинета", "ID аккаунта", "ID клиента")),
    Field(to="account_name", names=("Название кабинета", "Кабинет", "Аккаунт", "Клиент")),
    Field(to="campaign_id", names=("ID кампании", "ID рекламной кампании")),
    Field(to="campaign_name", names=("Название кампании", "Кампания", "Рекламная кампания")),
    Field(to="ad_group_id", names=("ID группы объявлений", "ID группы")),
    Field(to="ad_group_name", names=("Название группы объявлений", "Группа объявлений", "Название группы", "Группа")),
    Field(to="ad_id", names=("ID объявления",)),
    Field(to="ad_name", names=("Название объявления", "Объявление")),
    Field(to="objective_exported", names=("Цель", "Цель кампании", "Цель рекламы", "Целевое действие")),
)

MEASURES = (
    SPEND,
    Field(to="impressions", names=("Показы",)),
    Field(to="clicks", names=("Клики",)),
    Field(to="results", names=("Результат", "Результаты")),
    Field(to="leads", names=("Лиды",)),
    Field(to="reach", names=("Охват",)),
    Field(to="currency", names=("Валюта",)),
)

_TOTAL = r"^(итого|всего)(\s|:|$)"
TOTALS = Totals(label=_TOTAL, control=_TOTAL)
FILE_PERIOD = (
    r"(\d{2}\.\d{2}\.\d{4})\s*(?:-|–|—|_|по)\s*(\d{2}\.\d{2}\.\d{4})",
    r"(\d{4}-\d{2}-\d{2})\s*(?:-|–|—|_|по)\s*(\d{4}-\d{2}-\d{2})",
)

ADVICE = {
    "day": "In VK Реклама > Статистика choose the grouping По дням, then export again",
    "ids": "Add the columns ID кампании, ID группы объявлений and ID объявления: names can change, ids cannot",
    "period": "Choose the grouping По дням, or put the range into the file name: name-01.06.2026-30.06.2026.xlsx",
    "currency": "Declare the account with its currency in smm.yaml; without it roubles are taken, as VK shows them",
    "account": "Declare the account in smm.yaml; the export does not name it",
    "unsupported": "Remove that grouping (keep По дням) and export again",
    "again": "The download broke off or the file was changed: export the report again and drop the file in unopened",
    "limit": "Export the report again for a shorter period: the builder cuts files at 200,000 rows and 365 days",
}


def results_as_conversions(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """VK's «Результат» counts the action of the campaign's goal: take it as the conversion and say which goal it was.

    Grain and row count stay. `result_type` is the goal's name, `conversion_definition` is vk_result:<goal>, or
    vk_result where the export has no goal column; both null where the row has no result.
    """
    goal = frame["objective_exported"].astype("string")
    has_result = frame["results"].notna()
    definition = ("vk_result:" + goal.str.strip().str.casefold()).fillna("vk_result")
    return frame.assign(
        conversions=frame["results"],
        result_type=goal.where(has_result),
        conversion_definition=definition.where(has_result),
    )


REPORT = Report(
    network="vk",
    report="ads",
    name="ads",
    title="VK Реклама statistics",
    table=schema.AD_DELIVERY,
    fields=(DAY, *ENTITIES, *MEASURES, *UNREAD),
    signature=Signature(
        needs=(
            "spend_original",
            ("impressions", "clicks"),
            ("ad_id", "ad_group_id", "campaign_id", "ad_name", "ad_group_name", "campaign_name"),
        ),
        header=(
            "потрачено",
            "потрачено всего",
            "id объявления",
            "id группы объявлений",
            "id группы",
            "id кампании",
            "id рекламной кампании",
        ),
        forbids=("возраст", "пол"),
        sheet="^объявления$",
    ),
    totals=TOTALS,
    row_limit=200_000,
    home_currency="RUB",
    header_notes=SPEND_NOTES,
    file_period=FILE_PERIOD,
    finish=results_as_conversions,
    finish_reads=("objective_exported", "results"),
    advice=ADVICE,
)

REPORTS = (REPORT,)
