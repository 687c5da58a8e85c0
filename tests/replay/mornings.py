"""Thirty mornings of a small shop: what arrives, what the user changes, what is released, as one would live it.

Belongs here: the files by morning and taking them in. Not here: what must hold afterwards (`test_mornings`).
Every figure follows from day, campaign and how old the day was when the file was written, so that days fill up.
"""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from smm_assets.budget import seeds
from smm_assets.ingest.landing.intake import ingest
from smm_assets.ingest.landing.release import release_rows
from smm_assets.settings import Project
from smm_assets.sqlmodels import build, load_models
from smm_assets.warehouse import Store

FIRST = dt.date(2026, 6, 1)
MORNINGS = [FIRST + dt.timedelta(days=number) for number in range(30)]
ADS = "Reporting starts,Reporting ends,Campaign name,Campaign ID,Amount spent (EUR),Impressions,Clicks (all),Purchases"
ORDERS = "date,order_id,total,currency,new_customer,utm_source,utm_medium,utm_campaign,promo_code,refund"
MAPPING = """
label: Adland
report: ads
columns: {{day: Datum, campaign_name: Kampagne, spend_original: {money}, impressions: Einblendungen}}
currency: EUR
outcome_sources: ["adland*"]
"""
PLAN = "period_start,period_end,channel,category,item,amount,currency\n2026-06-01,2026-06-30,{},promotion,,{},EUR\n"
KPI = (
    "- {{name: per_thousand, formula: 1000 * conversions / impressions, unit: count, direction: up, target: {}, "
    "min_sample: {{impressions: 1000}}}}\n"
)


def moment(morning: dt.date) -> dt.datetime:
    """When the run of a morning takes place, UTC."""
    return dt.datetime.combine(morning, dt.time(5))


def arrive(home: Path, morning: dt.date) -> None:
    """Drop what arrives on that morning and change what the user changes."""
    number = (morning - FIRST).days
    for name, text in {**_ads(morning, number), **_others(morning, number)}.items():
        path = home / "inbox" / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))
    for name, text in _changed(number).items():
        path = home / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8") if text else path.unlink()


def _ads(morning: dt.date, number: int) -> dict[str, str]:
    """The last three days each morning; every fifth arrives three mornings late, every seventh twice."""
    found = {}
    for written in (morning, morning - dt.timedelta(days=3)):
        is_late = (written - FIRST).days % 5 == 4
        if written < FIRST or is_late == (written == morning):
            continue
        text = "\n".join((ADS, *_ad_rows(written))) + "\n"
        found[f"export {written:%Y-%m-%d}_04_00_00.csv"] = text
        if number % 7 == 6:
            found[f"the same {written:%Y-%m-%d}_04_00_00.csv"] = text
    return found


def _ad_rows(written: dt.date) -> Iterator[str]:
    for back in range(1, 4):
        day = written - dt.timedelta(days=back)
        for campaign in (1, 2):
            spend = 10 + 3 * campaign + day.day % 4 + (0.25 if back == 3 else 0)
            bought = (day.day * campaign) % 5 + back
            name = f"Campaign {campaign},2385000000000000{campaign}"
            yield f"{day},{day},{name},{spend:.2f},{900 + day.day},40,{bought}"
    if written.day == 8:  # a day that has not come yet: held back until it has
        yield "2026-06-11,2026-06-11,Campaign 3,23850000000000003,5.00,500,5,1"


def _others(morning: dt.date, number: int) -> dict[str, str]:
    found = {}
    if number % 3 == 2:
        lines = [
            f"{morning - dt.timedelta(days=back)};Tassen;{100 * back + number},50;{70 * back}" for back in (3, 2, 1)
        ]
        found[f"adland {number}.csv"] = "\n".join(("Datum;Kampagne;Kosten;Einblendungen", *lines)) + "\n"
    if number % 2:
        days = [morning - dt.timedelta(days=back) for back in (2, 1)]
        rows = [
            f"{day},{day:%j}{n},{20 + n}.90,EUR,{n % 2},{source},paid_social,spring,,0"
            for day in days
            for n, source in enumerate(("facebook", "adland", "newsletter")[: 1 + day.day % 3])
        ]
        found[f"orders_{morning}.csv"] = "\n".join((ORDERS, *rows)) + "\n"
    return found


def _changed(number: int) -> dict[str, str]:
    return {
        0: {
            "smm.yaml": "name: Mugs\ncurrency: EUR\ntimezone: Europe/Berlin\n",
            "plan.csv": PLAN.format("meta", 900),
            "mappings/adland.yml": MAPPING.format(money="{names: Kosten, scale: 100}"),
        },
        6: {"plan.csv": PLAN.format("meta", 1200), "kpis.yml": KPI.format(3)},
        11: {"smm.yaml": "name: Mugs\ncurrency: EUR\ntimezone: Europe/Berlin\nthresholds: {immature_days: 5}\n"},
        14: {"mappings/adland.yml": MAPPING.format(money="Kosten")},
        17: {"events.csv": "from,to,channel,kind,text\n2026-06-10,2026-06-12,,holiday,Long weekend\n"},
        21: {"kpis.yml": KPI.format(5)},
        25: {"events.csv": ""},
    }.get(number, {})


def live(home: Path, store: Store, morning: dt.date) -> Project:
    """One morning: what arrived is taken in, what can be is released, the files the user wrote are kept."""
    now = moment(morning)
    arrive(home, morning)
    project = Project.open(home)
    ingest(project, store, now=now)
    if morning == dt.date(2026, 6, 13):
        held = store.read("SELECT DISTINCT file_id FROM ops.quarantined_row WHERE released_at IS NULL")["file_id"]
        released = release_rows(project, store, now=now, file_ids=list(held))
        assert [item.released for item in released] == [1]
    seeds.load(project, store, morning, now=now)
    return project


def tables(project: Project, store: Store, morning: dt.date) -> None:
    """Seeds and models of a morning, as the daily job builds them."""
    seeds.load(project, store, morning, now=moment(morning))
    build(store, models=load_models(project))
