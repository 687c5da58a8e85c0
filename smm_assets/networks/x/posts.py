"""X analytics, content (CSV): one row a post with its figures so far.

Belongs here: headers of 2025 and 2026, in English and Portuguese. Not here: the account's days (`account`), the export
until 2023 (`posts_legacy`). Texts come with & < > as HTML entities. Permalink clicks are always 0 and not read. The end
of the range in the file name is the day the figures stand for. Rests on a real file of 2025, on the header of 2026 and
on Portuguese names a public importer reads.
"""

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature

_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&"))
FILE_PERIOD = (r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})", r"_(\d{8})_(\d{8})(?!\d)")
ADVICE = {
    "day": "In X > Premium > Analytics > Content choose the days and export",
    "ids": "Keep the columns Post id and Post Link",
    "account": "Declare the account in smm.yaml and put the file into its sub-folder of the inbox; the export does not "
    "name it",
    "again": "Export Content again from X > Premium > Analytics and drop the file in unopened: spreadsheet programs "
    "round post ids",
}


def without_entities(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Texts as people wrote them: X exports them with HTML entities for a few characters."""
    text = frame["text_excerpt"]
    for entity, character in _ENTITIES:
        text = text.str.replace(entity, character, regex=False)
    return frame.assign(text_excerpt=text)


REPORT = Report(
    network="x",
    report="organic_post",
    name="posts",
    title="X posts",
    table=schema.POST,
    fields=(
        Field(to="post_id", names=("Post id", "ID do post")),
        Field(to="published_at", names=("Date", "Data")),
        Field(to="text_excerpt", names=("Post text", "Texto do post")),
        Field(to="permalink", names=("Post Link", "Link", "Postar link", "Link do post")),
        Field(to="impressions", names=("Impressions", "Impressões")),
        Field(to="likes", names=("Likes", "Curtidas")),
        Field(to="engagements", names=("Engagements", "Engajamentos")),
        Field(to="saves", names=("Bookmarks", "Itens salvos")),
        Field(to="shares", names=("Shares", "Share", "Compartilhamentos")),
        Field(to="follows", names=("New follows", "Novos seguidores")),
        Field(to="comments", names=("Replies", "Respostas")),
        Field(to="reposts", names=("Reposts",)),
        Field(to="profile_visits", names=("Profile visits", "Visitas ao perfil")),
        Field(to="link_clicks", names=("URL Clicks", "Cliques de URL")),
    ),
    signature=Signature(
        needs=("published_at", "text_excerpt", "impressions", "engagements", ("post_id", "permalink")),
        header=("post id", "permalink clicks", "detail expands", "cliques de link permanente", "expansões de detalhes"),
        forbids=("tweet id", "tweet text"),
    ),
    needs_currency=False,
    needs_period=False,
    file_period=FILE_PERIOD,
    finish=without_entities,
    advice=ADVICE,
)

REPORTS = (REPORT,)
