"""Meta Business Suite result charts: one daily metric of a Facebook Page or an Instagram account per table.

Belongs here: titles in the languages known, what each measures, and which of the two networks it is of. Not here: posts
(content export), ads, or the reading of stacked tables. The title line is trusted; the value column of 2023 files is
often mislabelled.
"""

import re
import unicodedata

import pandas as pd

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature
from smm_assets.schema.metrics import METRICS

TITLES = {
    "reach": ("reach", "page reach", "số người tiếp cận"),
    "views": ("views", "lượt xem"),
    "viewers": ("viewers", "người xem"),
    "follows": ("follows", "new followers", "lượt theo dõi"),
    "page_likes": ("page new likes", "new page likes", "new likes"),
    "visits": ("visits", "page visits", "profile visits"),
    "interactions": ("interactions", "content interactions"),
    "link_clicks": ("link clicks", "lượt click vào liên kết"),
}
_BY_TITLE = {title: metric for metric, titles in TITLES.items() for title in titles}
_PUBLISHER = re.compile(r"(?:\btrên )?\b(facebook|instagram)\b")

ADVICE = {
    "day": "In Meta Business Suite > Insights > Results export the chart as CSV: it has one value per day",
    "ids": "Put each page or profile into its own sub-folder of the inbox, declared as an account in smm.yaml",
    "period": "The chart's own days are used; choose the date range in Insights before exporting",
    "currency": "These charts hold no money",
    "account": "Declare the page or profile as an account in smm.yaml with publisher facebook or instagram, and put "
    "the file into that account's sub-folder of the inbox",
    "again": "Export the chart again from Meta Business Suite > Insights and drop the file in unopened",
}


def metric_of(title: str) -> tuple[str | None, str | None]:
    """Metric and publisher a title line names: "Instagram profile visits" is (visits, instagram).

    None where the title does not say: bare titles such as "Views" have no publisher, unknown titles no metric.
    """
    text = " ".join(unicodedata.normalize("NFKC", title).casefold().split())
    publisher = _PUBLISHER.search(text)
    bare = " ".join(_PUBLISHER.sub(" ", text).split())
    return _BY_TITLE.get(bare), publisher.group(1) if publisher else None


def name_the_metric(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Fill metric, publisher, unit and is_additive from the table's title; grain and row count stay.

    FileRefused: unrecognised when the title names no known metric, held when neither title nor account names the
    network the metric belongs to.
    """
    metric, publisher = metric_of(preamble.title)
    if metric is None:
        raise FileRefused(
            f"the title line {preamble.title!r} names no metric of Meta Business Suite known here; "
            f"known are {', '.join(sorted(_BY_TITLE))}",
            cure="Export the chart in English, or leave this file out",
            status="unrecognised",
        )
    publisher = publisher or context.publisher
    if publisher is None:
        raise FileRefused(
            f"the file says {preamble.title!r} but not whether of Facebook or Instagram",
            cure=ADVICE["account"],
            status="held",
        )
    known = METRICS[metric]
    return frame.assign(metric=metric, publisher=publisher, unit=known.unit, is_additive=known.is_additive)


RESULTS = Report(
    network="meta",
    report="organic_metric",
    name="business_suite",
    title="Meta Business Suite results chart",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date", "Ngày")),
        Field(
            to="value",
            names=(
                "Primary",
                "Facebook Page reach",
                "Instagram reach",
                "Facebook Page visits",
                "Instagram profile visits",
                "Facebook Page likes",
                "Instagram followers",
                "New Facebook Page likes",
                "Facebook Page new likes",
                "New Instagram followers",
            ),
        ),
    ),
    signature=Signature(needs=("day", "value")),
    needs_currency=False,
    stacked=True,
    finish=name_the_metric,
    advice=ADVICE,
)

AUDIENCE = Report(
    network="meta",
    report="organic_metric",
    name="business_suite_audience",
    title="Meta Business Suite audience",
    table=schema.ACCOUNT_METRIC,
    fields=(Field(to="value", names=("Women", "Men")),),
    signature=Signature(needs=("value",), header=("women", "men")),
    needs_currency=False,
    refuse="this is the Audience export: shares by age, gender and place, without dates; no table holds them yet",
    advice=ADVICE
    | {"again": "Leave the file out; export Follows, Reach and Views from Insights > Results for daily values"},
)

FORMATS = Report(
    network="meta",
    report="organic_metric",
    name="business_suite_formats",
    title="Meta Business Suite top content formats",
    table=schema.ACCOUNT_METRIC,
    fields=(Field(to="value", names=("Reels", "Multi-photo", "Photos", "Links", "Stories", "Text", "Others")),),
    signature=Signature(needs=("value",), header=("reels", "multi-photo")),
    needs_currency=False,
    refuse="these are totals by content format without dates; no table holds them yet",
    advice=ADVICE | {"again": "Leave the file out; export Views and Content interactions from Insights > Results"},
)

REPORTS = (RESULTS, AUDIENCE, FORMATS)
