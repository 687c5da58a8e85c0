"""The example's own measurements: GA4, the shop's orders, Meta Business Suite.

Belongs here: their periods and their two rows typed by hand. Not here: the ad networks' files (`inbox_ads`),
posts and followers (`inbox_pages`).
"""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from smm_assets.simulator.files import ExportFile, Span, span
from smm_assets.simulator.inbox_ads import google_files, meta_files, tiktok_files, vk_files
from smm_assets.simulator.inbox_pages import community_files, instagram_files, linkedin_files, tiktok_studio_files
from smm_assets.simulator.site import analytics_rows, order_rows, page_metric
from smm_assets.simulator.world import World
from smm_assets.simulator.writers.business_suite import TITLES, write_business_suite_csv
from smm_assets.simulator.writers.ga4 import write_ga4_csv
from smm_assets.simulator.writers.shop import write_shop_csv

PAGE_FILES = {
    "facebook_reach": "Reach.csv",
    "instagram_follows": "instagram/Follows.csv",
    "instagram_views": "instagram/Views.csv",
}


def export_files(world: World) -> list[ExportFile]:
    """All files of the inbox in the order in which they were put there."""
    makers = (
        *(meta_files, google_files, tiktok_files, vk_files, ga4_files, shop_files, page_files),
        *(instagram_files, tiktok_studio_files, community_files, linkedin_files),
    )
    return [file for make in makers for file in make(world)]


def ga4_spans(world: World) -> list[tuple[Span, pd.DataFrame]]:
    """Days and rows of the two GA4 downloads, which overlap by a week; older first."""
    spans = [days for days in (span(world, None, 7), span(world, 13, 0)) if days]
    return [(days, analytics_rows(world, days.first, days.last, exported=days.exported)) for days in spans]


def ga4_files(world: World) -> Iterator[ExportFile]:
    """Two traffic reports by day and session source / medium."""
    for number, (days, rows) in enumerate(ga4_spans(world)):
        yield ExportFile(
            path="data-export.csv" if number == 0 else f"data-export ({number}).csv",
            data=write_ga4_csv(rows, days.first, days.last),
            network="ga4",
            report="outcome",
            first=days.first,
            last=days.last,
            exported=days.exported,
            rows_read=len(rows),
        )


def shop_files(world: World) -> Iterator[ExportFile]:
    """Two order lists that follow each other; two test orders typed by hand spoil their rows in the newer one."""
    for oldest, newest in ((None, 21), (20, 0)):
        days = span(world, oldest, newest)
        if days:
            by_hand = _typed_by_hand(world.last) if newest == 0 else ()
            rows = order_rows(world, days.first, days.last)
            yield ExportFile(
                path=f"orders_{days.first.isoformat()}_{days.last.isoformat()}.csv",
                data=write_shop_csv(rows, typed_by_hand=by_hand),
                network="shop",
                report="outcome",
                first=days.first,
                last=days.last,
                exported=days.exported,
                rows_read=len(rows) + len(by_hand),
                rows_quarantined=len(by_hand),
            )


def _typed_by_hand(last: date) -> tuple[tuple[str, ...], ...]:
    tags = ("", "", "", "")
    return (
        ("EX-TEST-1", f"{last.year}-02-31", "19.00", "EUR", "no", *tags, "0.00"),
        ("EX-TEST-2", last.isoformat(), "ask Mia", "EUR", "no", *tags, "0.00"),
    )


def page_files(world: World) -> Iterator[ExportFile]:
    """Reach of the page, follows and views of the profile over four weeks; "Views" does not say whose."""
    days = span(world, 27, 0)
    if days is None:
        return
    for metric, path in PAGE_FILES.items():
        rows = page_metric(world, metric, days.first, days.last)
        yield ExportFile(
            path=path,
            data=write_business_suite_csv(rows, TITLES[metric]),
            network="meta",
            report="organic_metric",
            first=days.first,
            last=days.last,
            exported=days.exported,
            rows_read=len(rows),
        )
