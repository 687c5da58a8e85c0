"""The files of a plan's deliveries: what the simulated world's networks write, under the names they give.

Belongs here: names and bytes. Not here: which there are (`plan`) or what tables must say of them (`truth`).
Meta's names say when the file was made; the others' only say which days they tell.
"""

from collections.abc import Mapping
from typing import Literal

import pandas as pd

from smm_assets.simulator import World
from smm_assets.simulator.exports import ad_rows
from smm_assets.simulator.writers.damage import cut_off
from smm_assets.simulator.writers.meta import write_meta_csv
from smm_assets.simulator.writers.tiktok import write_tiktok_xlsx
from smm_assets.simulator.writers.vk import write_vk_csv
from tests.days.plan import Delivery

LEVELS: Mapping[str, Literal["ad", "ad_group"]] = {"meta": "ad", "tiktok": "ad_group", "vk": "ad"}


def name_of(one: Delivery) -> str:
    """The name under which a browser would save it: another export of the same days gets a number."""
    number = f" ({one.number})" if one.number else ""
    if one.network == "meta":
        return f"Mugs-Ads-{one.exported}_03_00_00{number}.csv"
    if one.network == "tiktok":
        return f"Tiktok Ads_Daily_Mugs_{one.first:%Y%m%d}-{one.last:%Y%m%d}{number}.xlsx"
    return f"vk_{one.last}{number}.csv"


def bytes_of(world: World, one: Delivery) -> bytes:
    """Its content; of a damaged one the first half, as an interrupted download leaves it."""
    data = written(one.network, rows_of(world, one))
    if one.outcome != "quarantined":
        return data
    return data[: len(data) // 2] if one.network == "tiktok" else cut_off(data)


def rows_of(world: World, one: Delivery) -> pd.DataFrame:
    """What it tells: each unit and day as the network knew it on the morning of the export."""
    level = LEVELS[one.network]
    return ad_rows(world, [one.network], one.first, one.last, exported=one.exported, level=level)


def written(network: str, rows: pd.DataFrame) -> bytes:
    """Rows as the network writes them."""
    if network == "meta":
        return write_meta_csv(rows)
    if network == "tiktok":
        return write_tiktok_xlsx(rows, account_id="7318205544120934401", account_name="Mugs")
    return write_vk_csv(rows)
