"""Meta Business Suite result charts: one daily metric of a Facebook Page or an Instagram account per table.

Belongs here: titles in the languages known, what each measures, and which of the two networks it is of. Not here:
audiences and formats (`business_suite_audience`), posts (`content_export`), ads, or the reading of stacked tables. The
title line is trusted; the value column of 2023 files is often mislabelled. Hours of the days shift with the summer
time of the United States and mean nothing.
"""

import re
import unicodedata

import pandas as pd

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature
from smm_assets.schema.metrics import METRICS

TITLES = {
    "reach": ("reach", "page reach", "số người tiếp cận", "охват", "alcance", "reichweite", "couverture", "copertura"),
    "views": ("views", "lượt xem", "просмотры", "visualizaciones", "visualizações", "aufrufe", "vues"),
    "viewers": ("viewers", "người xem", "зрители", "espectadores", "spectateurs"),
    # The number of followers at the end of the day: a stock. Titles that say "new" or "follows" count the day's own.
    "followers": (
        "followers",
        "người theo dõi",
        "подписчики",
        "підписники",
        "seguidores",
        "follower",
        "abonnés",
        "フォロワー",
    ),
    "follows": (
        "follows",
        "new followers",
        "lượt theo dõi",
        "người theo dõi mới",
        "новые подписчики",
        "подписки",
        "seguidores nuevos",
        "novos seguidores",
    ),
    "page_likes": ("page new likes", "new page likes", "new likes", "lượt thích trang mới"),
    "visits": (
        "visits",
        "page visits",
        "profile visits",
        "page and profile visits",
        "lượt truy cập",
        "lượt truy cập trang",
        "lượt truy cập trang cá nhân",
        "посещения",
        "visitas",
    ),
    "interactions": (
        "interactions",
        "content interactions",
        "lượt tương tác",
        "lượt tương tác với nội dung",
        "взаимодействия с контентом",
        "interacciones con el contenido",
        "interações com o conteúdo",
    ),
    "link_clicks": ("link clicks", "lượt click vào liên kết", "клики по ссылке", "clics en el enlace"),
}
_BY_TITLE = {title: metric for metric, titles in TITLES.items() for title in titles}
_PUBLISHER = re.compile(r"(?:\b(?:trên|on|auf|en|em|no|na|su|sur|de|di|в|на)\s+)?\b(facebook|instagram)\b")

ADVICE = {
    "day": "In Meta Business Suite > Insights > Results export the chart as CSV: it has one value per day",
    "ids": "Put each page or profile into its own sub-folder of the inbox, declared as an account in smm.yaml",
    "period": "The chart's own days are used; choose the date range in Insights before exporting",
    "currency": "These charts hold no money",
    "account": "Declare the page or profile as an account in smm.yaml with publisher facebook or instagram, and put "
    "the file into that account's sub-folder of the inbox",
    "again": "Export the chart again from Meta Business Suite > Insights and drop the file in unopened",
}


def bare_title(title: str) -> tuple[str, str | None]:
    """A title without the network it names, and that network: "Instagram reach" is (reach, instagram).

    Bare titles such as "Views" name none.
    """
    text = " ".join(unicodedata.normalize("NFKC", title).casefold().split())
    publisher = _PUBLISHER.search(text)
    return " ".join(_PUBLISHER.sub(" ", text).split()), publisher.group(1) if publisher else None


def metric_of(title: str) -> tuple[str | None, str | None]:
    """Metric and publisher a title line names: "Instagram profile visits" is (visits, instagram).

    None where the title does not say: bare titles such as "Views" have no publisher, unknown titles no metric.
    """
    bare, publisher = bare_title(title)
    return _BY_TITLE.get(bare), publisher


def publisher_of(title: str, context: FileContext) -> str:
    """The network of a table: its title says, else the account. FileRefused, held, when neither does."""
    publisher = bare_title(title)[1] or context.publisher
    if publisher is None:
        said = f"the file says {title!r}" if title else "the file says what it shows"
        raise FileRefused(
            f"{said} but not whether of Facebook or Instagram",
            cure=ADVICE["account"],
            status="held",
        )
    return publisher


def name_the_metric(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Fill metric, publisher, unit and is_additive from the table's title; grain and row count stay.

    FileRefused: unrecognised when the title names no known metric, held when neither title nor account names the
    network the metric belongs to.
    """
    metric, _ = metric_of(preamble.title)
    if metric is None:
        raise FileRefused(
            f"the title line {preamble.title!r} names no metric of Meta Business Suite known here; "
            f"known are {', '.join(sorted(_BY_TITLE))}",
            cure="Export the chart in English, or leave this file out",
            status="unrecognised",
        )
    publisher = publisher_of(preamble.title, context)
    known = METRICS[metric]
    return frame.assign(metric=metric, publisher=publisher, unit=known.unit, is_additive=known.is_additive)


RESULTS = Report(
    network="meta",
    report="organic_metric",
    name="business_suite",
    title="Meta Business Suite results chart",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date", "Ngày", "Дата", "Fecha", "Data", "Datum")),
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

REPORTS = (RESULTS,)
