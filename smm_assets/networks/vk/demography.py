"""VK Реклама demography: delivery of the account or its ads by age and gender.

Belongs here: what the demography sheet has beside the shared columns. Not here: delivery that is not broken down
(`ads`).
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.vk.ads import (
    ADVICE,
    DAY,
    ENTITIES,
    FILE_PERIOD,
    MEASURES,
    SPEND_NOTES,
    TOTALS,
    UNREAD,
    results_as_conversions,
)

GENDERS = {
    "мужской": "male",
    "мужчины": "male",
    "м": "male",
    "женский": "female",
    "женщины": "female",
    "ж": "female",
    "не определен": "unknown",
    "не определён": "unknown",
    "неизвестно": "unknown",
}

REPORT = Report(
    network="vk",
    report="ads_breakdown",
    name="demography",
    title="VK Реклама demography",
    table=schema.AD_DELIVERY,
    fields=(
        DAY,
        *ENTITIES,
        *MEASURES,
        *UNREAD,
        Field(to="age", names=("Возраст",)),
        Field(to="gender", names=("Пол",), values=GENDERS),
    ),
    signature=Signature(
        needs=("impressions", ("age", "gender")),
        header=("возраст", "пол"),
        sheet="демограф|возраст",
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
