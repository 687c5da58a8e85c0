"""Google Ads, Ad report segmented by day with the id columns, downloaded as .csv.

UTF-8, comma; title and period above the header; thousands in quotes, ` --` for what there is not; totals rows below
that each repeat what is above.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import polars as pl

from bench.volume.cells import divided, fixed, grouped, grouped_fixed, percent
from bench.volume.entities import CAMPAIGN_TYPES
from bench.volume.formats.delimited import lines, quoted

HEADER = (
    "Ad status,Day,Campaign,Campaign ID,Campaign type,Ad group,Ad group ID,Ad name,Ad ID,Ad type,"
    "Currency code,Impr.,Interactions,Interaction rate,Avg. cost,Cost,Clicks,TrueView views,Conv. rate,Conversions,"
    "Conv. value,Cost / conv."
)
VIDEO = ("Video", "Demand Gen")
_MEASURED = ("impressions", "clicks", "spend", "conversions", "value", "seen")


def with_type(frame: pl.DataFrame) -> pl.DataFrame:
    """With the type of the row's campaign; views are counted where it is one of video."""
    kind = (pl.col("site") % len(CAMPAIGN_TYPES)).replace_strict(
        list(range(len(CAMPAIGN_TYPES))), list(CAMPAIGN_TYPES), return_dtype=pl.String
    )
    typed = frame.with_columns(campaign_type=kind)
    return typed.with_columns(seen=pl.when(pl.col("campaign_type").is_in(VIDEO)).then("video_views").otherwise(None))


def write(pieces: Iterable[pl.DataFrame], first: date, last: date) -> Iterator[bytes]:
    """The whole file."""
    yield f'Ad report\n"{_day(first)} - {_day(last)}"\n{HEADER}\n'.encode()
    sums = []
    for piece in map(with_type, pieces):
        yield lines(piece, [*_entities(), *_measures()])
        sums.append(piece.group_by("campaign_type").agg(pl.col(name).sum() for name in _MEASURED))
    yield _totals(pl.concat(sums))


def _entities() -> list[pl.Expr]:
    return [
        *(pl.lit("Enabled"), pl.col("date").dt.to_string("%Y-%m-%d"), quoted(pl.col("campaign_name"), ",")),
        *(pl.col("campaign_id"), pl.col("campaign_type"), quoted(pl.col("group_name"), ","), pl.col("group_id")),
        *(quoted(pl.col("ad_name"), ","), pl.col("ad_id"), pl.lit("Responsive search ad")),
    ]


def _measures() -> list[pl.Expr]:
    spend, acts = pl.col("spend"), pl.col("clicks") + pl.col("seen").fill_null(0)
    return [
        *(pl.lit("EUR"), grouped(pl.col("impressions")), grouped(acts), percent(acts, pl.col("impressions"))),
        *(divided(spend, acts * 100), fixed(spend), grouped(pl.col("clicks"))),
        grouped(pl.col("seen")).fill_null(" --"),
        percent(pl.col("conversions"), pl.col("clicks") * 100),
        *(grouped_fixed(pl.col("conversions")), grouped_fixed(pl.col("value")), divided(spend, pl.col("conversions"))),
    ]


def _totals(typed: pl.DataFrame) -> bytes:
    """Total rows of the report, of the account and of each campaign type."""
    whole = _sums(typed)
    parts = [_sums(typed.filter(pl.col("campaign_type") == kind)) for kind in _kinds(typed)]
    labels = ["Total: Ads", "Total: Account", *(f"Total: {kind}" for kind in _kinds(typed))]
    totals = pl.concat([whole, whole, *parts]).with_columns(label=pl.Series(labels))
    return lines(totals, [pl.col("label"), *[pl.lit("")] * (len(_entities()) - 1), *_measures()])


def _kinds(typed: pl.DataFrame) -> Sequence[str]:
    found = set(typed["campaign_type"].unique())
    return [kind for kind in CAMPAIGN_TYPES if kind in found]


def _sums(typed: pl.DataFrame) -> pl.DataFrame:
    return typed.select(pl.col(name).sum() for name in _MEASURED)


def file_name(first: date, last: date) -> str:
    return f"Ad report {first.isoformat()}.csv"


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
