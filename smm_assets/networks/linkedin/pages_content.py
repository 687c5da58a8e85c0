"""LinkedIn Page content export (.xls): daily figures of all posts together, and the posts themselves.

Belongs here: its sheets Metrics and All posts. Not here: followers, visitors and competitors. Fresh files have a
sentence above each header. Daily counts may be negative (a reaction taken back later), and unique impressions are
people. The column with the name of the employee who posted is never read.
"""

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature
from smm_assets.networks.linkedin.pages_headers import ADVICE, DATE, metric

_OF = {
    "": ("total", "gesamt", "totaal", "au total"),
    "_organic": ("organic", "organisch", "organique"),
    "_paid": ("sponsored", "gesponsert", "gesponsord", "sponsorisé"),
}
_COUNTED = {
    "impressions": ("Impressions", "Impressionen", "Weergaven"),
    "clicks": ("Clicks", "Klicks", "Klikken", "Clics"),
    "likes": ("Reactions", "Reaktionen", "Reacties", "Réactions"),
    "comments": ("Comments", "Kommentare", "Commentaires"),
    "reposts": ("Reposts", "Shares", "Geteilte Inhalte", "Republications"),
}


def _daily() -> tuple[Field, ...]:
    """A column each for all, organic and sponsored figures of every metric."""
    return tuple(
        metric(name + part, *(f"{word} ({kind})" for word in words for kind in kinds))
        for name, words in _COUNTED.items()
        for part, kinds in _OF.items()
    )


METRICS = Report(
    network="linkedin",
    report="organic_metric",
    name="page_content",
    title="LinkedIn Page content metrics",
    table=schema.ACCOUNT_METRIC,
    fields=(DATE, *_daily(), metric("reach_organic", "Unique impressions (organic)", "Unique impressions")),
    signature=Signature(
        needs=("day", "value:impressions", ("value:clicks", "value:likes")),
        header=tuple(f"{word} ({kind})".casefold() for word in _COUNTED["impressions"] for kind in _OF[""]),
        sheet="^metrics$",
    ),
    needs_currency=False,
    advice=ADVICE,
)

FORMATS = {
    "image": "photo",
    "multi-image": "carousel",
    "article": "link",
    "video": "video",
    "document": "document",
    "poll": "poll",
    "text": "text",
}
_URN = r"(urn:li:(?:activity|share|ugcPost):\d+)"


def post_of_its_link(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Fill post_id with the urn in the post's address; null where the address has none. Rows stay as they are."""
    links = frame["permalink"].astype("string")
    return frame.assign(post_id=links.str.extract(_URN, expand=False))


POSTS = Report(
    network="linkedin",
    report="organic_post",
    name="page_posts",
    title="LinkedIn Page posts",
    table=schema.POST,
    fields=(
        Field(to="text_excerpt", names=("Post title", "Titel des Beitrags", "Titre du post", "Update title")),
        Field(to="permalink", names=("Post link", "Link zum Beitrag", "Lien du post", "Update link")),
        Field(
            to="published_at",
            names=("Created date", "Erstellungsdatum", "Date de création", "Aanmaakdatum"),
            order="mdy",
        ),
        Field(to="format", names=("Content Type", "Inhaltstyp", "Type de contenu"), values=FORMATS),
        Field(
            to="is_boosted",
            names=("Post type", "Beitragstyp", "Update type"),
            values={"organic": "0", "sponsored": "1"},
        ),
        Field(to="impressions", names=("Impressions", "Impressionen")),
        Field(to="video_views", names=("Views", "Video views")),
        Field(to="clicks", names=("Clicks", "Klicks", "Clics")),
        Field(to="likes", names=("Likes", "Reactions", "Gefällt mir", "J'aime")),
        Field(to="comments", names=("Comments", "Kommentare", "Commentaires")),
        Field(to="reposts", names=("Reposts", "Shares")),
        Field(to="follows", names=("Follows",)),
    ),
    signature=Signature(
        needs=("permalink", "impressions", "published_at", ("text_excerpt", "likes")),
        header=("offsite views", "post type", "click through rate (ctr)", "update type", "update link", "beitragstyp"),
        sheet="^(all posts|update engagement)$",
    ),
    needs_currency=False,
    needs_period=False,
    constants={"video_view_definition": "two_seconds_half_in_view"},
    finish=post_of_its_link,
    advice=ADVICE,
)

REPORTS = (METRICS, POSTS)
