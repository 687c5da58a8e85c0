"""The ad networks' files of the example: Meta, Google, TikTok, VK.

Belongs here: their periods, overlaps, languages and damage. Not here: the site's and the pages' files (`inbox_own`).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from smm_assets.simulator.breakdowns import by_age_and_gender
from smm_assets.simulator.exports import ad_period, ad_rows, with_budgets
from smm_assets.simulator.files import ExportFile, Span, copy_of, delivered, span
from smm_assets.simulator.world import World
from smm_assets.simulator.writers.damage import cut_off
from smm_assets.simulator.writers.google import Flavour, write_google_report
from smm_assets.simulator.writers.meta import write_meta_csv, write_meta_xlsx
from smm_assets.simulator.writers.tiktok import write_tiktok_japanese_csv, write_tiktok_xlsx
from smm_assets.simulator.writers.vk import write_vk_csv, write_vk_xlsx

SHOP = "Example-shop"
TIKTOK_ACCOUNT = "7318205544120934401"
META_BEFORE = 24


def _meta_days(day: date) -> str:
    return f"{day:%b}-{day.day}-{day.year}"


def meta_files(world: World) -> Iterator[ExportFile]:
    """Daily exports at ad level whose days overlap, one of them in German without ids; a month before as one period;
    age and gender; and the last export once more under another name."""
    yield from _meta_period(world)
    for oldest, newest, later in ((None, 76, 14), (61, 13, 0), (19, 6, 0), (13, 0, 0)):
        days = span(world, oldest, newest, later=later)
        if days:
            latest = _meta_daily(world, days)
            yield latest
    german = span(world, 75, 62, later=7)
    if german:
        yield _meta_german(world, german)
    yield _meta_breakdown(world)
    yield copy_of(latest, "meta november (copy).csv")


def _meta_daily(world: World, days: Span) -> ExportFile:
    rows = ad_rows(world, ["meta"], days.first, days.last, exported=days.exported, level="ad")
    return ExportFile(
        path=f"{SHOP}-Ads-{_meta_days(days.first)}-{_meta_days(days.last)}.csv",
        data=write_meta_csv(with_budgets(rows)),
        network="meta",
        report="ads",
        first=days.first,
        last=days.last,
        exported=days.exported,
        rows_read=len(rows),
        channels=("meta",),
        rows=rows,
    )


def _meta_german(world: World, days: Span) -> ExportFile:
    rows = ad_rows(world, ["meta"], days.first, days.last, exported=days.exported, level="ad")
    return ExportFile(
        path=f"{SHOP}-Anzeigen-{_meta_days(days.first)}-{_meta_days(days.last)}.csv",
        data=write_meta_csv(rows, language="de", ids=False, byte_order_mark=True),
        network="meta",
        report="ads",
        first=days.first,
        last=days.last,
        exported=days.exported,
        rows_read=len(rows),
        channels=("meta",),
        rows=rows,
        with_ids=False,
    )


def _meta_period(world: World) -> Iterator[ExportFile]:
    first, last = world.first - timedelta(days=META_BEFORE), world.first - timedelta(days=1)
    exported = world.first + timedelta(days=9)
    rows = ad_period(world, ["meta"], first, last, exported=exported, level="campaign")
    yield ExportFile(
        path=f"{SHOP}-Campaigns-{_meta_days(first)}-{_meta_days(last)}.xlsx",
        data=write_meta_xlsx(rows),
        network="meta",
        report="ads",
        first=first,
        last=last,
        exported=exported,
        rows_read=len(rows) + 1,
        rows_skipped=1,
    )


def _meta_breakdown(world: World) -> ExportFile:
    first = world.last - timedelta(days=13)
    rows = ad_rows(world, ["meta"], first, world.last, exported=world.as_of, level="ad_group")
    people = by_age_and_gender(world.seed, rows)
    return ExportFile(
        path=f"{SHOP}-Ad-sets-{_meta_days(first)}-{_meta_days(world.last)}.csv",
        data=write_meta_csv(people),
        network="meta",
        report="ads_breakdown",
        first=first,
        last=world.last,
        exported=world.as_of,
        rows_read=len(people),
    )


def google_files(world: World) -> Iterator[ExportFile]:
    """Campaigns, later ad groups, by day; the newest report was downloaded first and the older one arrives late."""
    campaigns = span(world, None, 52, later=14)
    if campaigns:
        yield _google(world, campaigns, "Campaign report.csv", "utf16")
    newest, older = span(world, 13, 0), span(world, 51, 7)
    if newest and older:
        yield _google(world, newest, "Ad group report (1).csv", "utf16")
        yield _google(world, older, "Ad group report.csv", "utf8")


def _google(world: World, days: Span, path: str, flavour: Flavour) -> ExportFile:
    level = "campaign" if path.startswith("Campaign") else "ad_group"
    channels = ("youtube", "google")
    rows = ad_rows(world, channels, days.first, days.last, exported=days.exported, level=level)  # type: ignore[arg-type]
    return ExportFile(
        path=path,
        data=write_google_report(rows, days.first, days.last, flavour=flavour),
        network="google",
        report="ads",
        first=days.first,
        last=days.last,
        exported=days.exported,
        rows_read=len(rows) + 4,
        rows_skipped=4,
        channels=channels,
        rows=delivered(rows, missing=["link_clicks"]),
        with_ids=False,
    )


def tiktok_files(world: World) -> Iterator[ExportFile]:
    """Ad groups by day: English XLSX, and a stretch exported by a colleague in Japanese without revenue."""
    for oldest, newest, japanese in ((None, 42, False), (41, 21, True), (24, 0, False)):
        days = span(world, oldest, newest)
        if days:
            yield _tiktok(world, days, japanese)


def _tiktok(world: World, days: Span, japanese: bool) -> ExportFile:
    rows = ad_rows(world, ["tiktok"], days.first, days.last, exported=days.exported, level="ad_group")
    named = f"_{days.first:%Y%m%d}-{days.last:%Y%m%d}"
    account = {"account_id": TIKTOK_ACCOUNT, "account_name": "Example shop"}
    return ExportFile(
        path=f"Tiktok Ads_{'JP' if japanese else 'Daily'}_Example shop{named}.{'csv' if japanese else 'xlsx'}",
        data=write_tiktok_japanese_csv(rows) if japanese else write_tiktok_xlsx(rows, **account),
        network="tiktok",
        report="ads",
        first=days.first,
        last=days.last,
        exported=days.exported,
        rows_read=len(rows) + 1,
        rows_skipped=1,
        channels=("tiktok",),
        rows=delivered(rows, missing=["conversion_value"] if japanese else []),
    )


def vk_files(world: World) -> Iterator[ExportFile]:
    """Ads by day: CSV, then XLSX up to three days before the last; the newest download broke off half way."""
    for oldest, newest, spreadsheet in ((None, 21, False), (27, 3, True)):
        days = span(world, oldest, newest)
        if days:
            yield _vk(world, days, spreadsheet)
    broken = span(world, 9, 0)
    if broken:
        rows = ad_rows(world, ["vk"], broken.first, broken.last, exported=broken.exported, level="ad")
        yield ExportFile(
            path=f"vk_{broken.last.isoformat()}.csv",
            data=cut_off(write_vk_csv(rows)),
            network="vk",
            report="ads",
            first=broken.first,
            last=broken.last,
            exported=broken.exported,
            rows_read=0,
            status="quarantined",
        )


def _vk(world: World, days: Span, spreadsheet: bool) -> ExportFile:
    rows = ad_rows(world, ["vk"], days.first, days.last, exported=days.exported, level="ad")
    return ExportFile(
        path=f"vk_{days.last.isoformat()}.{'xlsx' if spreadsheet else 'csv'}",
        data=write_vk_xlsx(rows) if spreadsheet else write_vk_csv(rows),
        network="vk",
        report="ads",
        first=days.first,
        last=days.last,
        exported=days.exported,
        rows_read=len(rows) + 1,
        rows_skipped=1,
        channels=("vk",),
        rows=delivered(rows, missing=["link_clicks", "conversion_value"]),
    )
