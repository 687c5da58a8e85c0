"""The known answer: what correct tables say once the example's files are loaded.

Belongs here: current versions of the delivered files, conversion into EUR, attribution, the ledger, the true curves.
Not here: making the files (`inbox_ads`, `inbox_own`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from smm_assets.simulator.attribution import channel_of
from smm_assets.simulator.files import MEASURES, ExportFile
from smm_assets.simulator.inbox_own import PAGE_FILES, ga4_spans
from smm_assets.simulator.orders import LOST_TAGS
from smm_assets.simulator.rates import Converter
from smm_assets.simulator.site import order_rows, page_metric
from smm_assets.simulator.world import World

MONEY = ("spend", "conversion_value")
LEDGER = (
    "path",
    "name",
    "network",
    "report",
    "status",
    "first",
    "last",
    "rows_read",
    "rows_skipped",
    "rows_quarantined",
)


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What the example's tables must say. Money in EUR is Decimal with six decimals; None is "not reported".

    ad_daily: current row per entity and day: date, channel, network, currency, level's ids and names, spend_original,
    spend, impressions, clicks, link_clicks, conversions, conversion_value. channel_daily: the same by channel and day,
    one row per channel and day, measures None on days no good file covers. outcomes: date, source (crm, analytics),
    channel, is_paid, orders, revenue, new_customers, sessions. pages: date, metric, value. ledger: one row per file.
    curves: channel, spend, expected_result, marginal_result (orders a day at ordinary demand). response: the curves'
    parameters and today's spend. world: everything behind it.
    """

    world: World
    files: tuple[ExportFile, ...]
    ad_daily: pd.DataFrame
    channel_daily: pd.DataFrame
    outcomes: pd.DataFrame
    pages: pd.DataFrame
    ledger: pd.DataFrame
    curves: pd.DataFrame
    response: pd.DataFrame


def truth_of(world: World, files: Sequence[ExportFile]) -> Truth:
    """The answer for these files of this world."""
    ad_daily = _in_eur(world, _current(files))
    return Truth(
        world=world,
        files=tuple(files),
        ad_daily=ad_daily,
        channel_daily=_by_channel(world, files, ad_daily),
        outcomes=_outcomes(world),
        pages=_pages(world),
        ledger=pd.DataFrame([[getattr(file, name) for name in LEDGER] for file in files], columns=list(LEDGER)),
        curves=_curves(world),
        response=_response(world),
    )


def _current(files: Sequence[ExportFile]) -> pd.DataFrame:
    """Per network and day the rows of one file: with ids before without, then the latest export."""
    best: dict[tuple[str, date], ExportFile] = {}
    for file in files:
        if file.rows is None or file.status != "loaded":
            continue
        for back in range((file.last - file.first).days + 1):
            key = (file.network, file.first + timedelta(days=back))
            old = best.get(key)
            if old is None or (file.with_ids, file.exported) > (old.with_ids, old.exported):
                best[key] = file
    chosen = pd.DataFrame([(day, file.network, file.path) for (_, day), file in best.items()])
    chosen.columns = pd.Index(["date", "network", "path"])
    parts = [
        file.rows.assign(network=file.network, path=file.path).merge(chosen, on=["date", "network", "path"])
        for file in files
        if file.rows is not None
    ]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def _in_eur(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """Add the currency, keep the original money, and convert it row by row at the day's rate."""
    converter = world.converter()
    currency = rows["channel"].map({channel.name: channel.currency for channel in world.channels})
    full = rows.assign(currency=currency)
    for name in MONEY:
        facts = zip(full[name], full["currency"], full["date"], strict=True)
        converted = [_converted(converter, amount, unit, day) for amount, unit, day in facts]
        full[f"{name}_original"] = full[name].astype("object")
        full[name] = pd.Series(converted, index=full.index, dtype="object")
    return full.drop(columns=["path"]).sort_values(["date", "channel", "campaign_id"], ignore_index=True)


def _converted(converter: Converter, amount: Decimal | None, currency: str, day: date) -> Decimal | None:
    return converter.to_eur(amount, currency, day) if isinstance(amount, Decimal) else None


def _by_channel(world: World, files: Sequence[ExportFile], ad_daily: pd.DataFrame) -> pd.DataFrame:
    """Sums per channel and day; None on days without a good file and for measures no file of the day reports."""
    known = {(row["channel"], row["date"]): row for row in _sums(ad_daily)}
    rows = []
    for channel in world.channels:
        for back in range((world.last - world.first).days + 1):
            day = world.first + timedelta(days=back)
            blank = {"date": day, "channel": channel.name, **dict.fromkeys(MEASURES)}
            rows.append(known.get((channel.name, day), blank))
    return pd.DataFrame(rows, columns=["date", "channel", *MEASURES], dtype="object")


def _sums(rows: pd.DataFrame) -> list[dict[str, object]]:
    found = []
    for (channel, day), group in rows.groupby(["channel", "date"], sort=False):
        total = {name: _sum(group[name]) for name in MEASURES}
        found.append({"date": day, "channel": channel, **total})
    return found


def _sum(values: pd.Series) -> object:
    """Exact sum of what is reported: Decimal for money and conversions, int for counts, None for nothing."""
    reported = [value for value in values if not pd.isna(value)]
    if not reported:
        return None
    return sum(reported, Decimal(0)) if isinstance(reported[0], Decimal) else int(sum(reported))


def _outcomes(world: World) -> pd.DataFrame:
    """Own results by source, channel and day as the example's outcome rules assign them."""
    shop = order_rows(world, world.first, world.last)
    crm = shop.assign(
        date=shop["order_date"],
        source="crm",
        orders=1,
        new_customers=shop["new_customer"].astype("int64"),
    )
    seen = pd.concat([rows for _, rows in ga4_spans(world)])
    seen = seen.drop_duplicates(["date", "source", "medium"], keep="last")
    web = seen.assign(
        utm_source=seen["source"],
        utm_medium=seen["medium"],
        promo_code="",
        source="analytics",
        orders=seen["transactions"],
        value_cents=seen["revenue_cents"],
    )
    rows = pd.concat([crm, web], ignore_index=True)
    tags = zip(rows["utm_source"], rows["utm_medium"], rows["promo_code"], strict=True)
    routes = [channel_of(*parts) for parts in tags]
    rows = rows.assign(channel=[name for name, _ in routes], is_paid=[paid for _, paid in routes])
    keys = ["date", "source", "channel", "is_paid"]
    total = rows.groupby(keys, as_index=False)[["orders", "value_cents", "new_customers", "sessions"]].sum(min_count=1)
    revenue = [Decimal(int(cents)) / 100 for cents in total["value_cents"]]
    total["revenue"] = pd.Series(revenue, index=total.index, dtype="object")
    return total.drop(columns=["value_cents"])


def _pages(world: World) -> pd.DataFrame:
    first = max(world.first, world.last - timedelta(days=27))
    parts = [page_metric(world, metric, first, world.last).assign(metric=metric) for metric in PAGE_FILES]
    return pd.concat(parts, ignore_index=True)


def _curves(world: World) -> pd.DataFrame:
    """The true curves from nothing to twice today's spend, in steps of one EUR a day."""
    rows = []
    for channel in world.channels:
        for spend in range(round(2 * _today(world, channel.name)) + 1):
            result, more = channel.curve.expected(spend), channel.curve.marginal(spend)
            rows.append({"channel": channel.name, "spend": spend, "expected_result": result, "marginal_result": more})
    return pd.DataFrame(rows)


def _response(world: World) -> pd.DataFrame:
    """Parameters of each channel, its spend of the last seven days, and the share of its orders its tags reveal."""
    rows = []
    for channel in world.channels:
        spend, curve = _today(world, channel.name), channel.curve
        facts = {"channel": channel.name, "top": curve.top, "half": curve.half, "carry": curve.carry, "spend": spend}
        facts |= {"expected_result": curve.expected(spend), "marginal_result": curve.marginal(spend)}
        rows.append(facts | {"attributed_share": 1 - LOST_TAGS})
    return pd.DataFrame(rows)


def _today(world: World, channel: str) -> float:
    own = world.delivery[world.delivery["channel"].eq(channel)]
    recent = own[own["date"].gt(world.last - timedelta(days=7))]
    return float(recent["spend_eur"].sum()) / 7
