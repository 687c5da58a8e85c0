"""LinkedIn Pages API tables as connectors store them: lifetime statistics of shares.

Belongs here: share_statistic, and the table that only links it to posts. Not here: the Page exports (`pages_content`).
`engagement` is a ratio and not read. A row stands for its share as it was when it was synchronised.
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature

ADVICE = {
    "day": "Keep the column _fivetran_synced: it says when the figures were read",
    "ids": "Keep the columns _organization_entity_urn and _share_entity_urn",
    "account": "Keep the column _organization_entity_urn, or declare the Page as an account in smm.yaml",
    "period": "Keep the column _fivetran_synced: it says when the figures were read",
    "again": "Leave this table out; export share_statistic, which holds the figures",
}

STATISTICS = Report(
    network="linkedin",
    report="organic_post",
    name="api_share_statistic",
    title="LinkedIn Pages API share statistics",
    table=schema.POST,
    fields=(
        Field(to="day", names=("_fivetran_synced",)),
        Field(to="account_id", names=("_organization_entity_urn",)),
        Field(to="post_id", names=("_share_entity_urn",)),
        Field(to="impressions", names=("impression_count",)),
        Field(to="clicks", names=("click_count",)),
        Field(to="likes", names=("like_count",)),
        Field(to="comments", names=("comment_count",)),
        Field(to="reposts", names=("share_count",)),
        Field(to="reach", names=("unique_impressions_count",)),
    ),
    signature=Signature(needs=("post_id", "account_id", "impressions"), header=("_share_entity_urn",)),
    needs_currency=False,
    advice=ADVICE,
)

LINKS = replace(
    STATISTICS,
    name="api_share_links",
    title="LinkedIn Pages API links of shares and posts",
    fields=(Field(to="post_id", names=("ugc_post_id",)), Field(to="permalink", names=("share_statistic_id",))),
    signature=Signature(needs=("post_id", "permalink"), header=("share_statistic_id",)),
    refuse="this table only links statistics to posts and holds no figures",
)

REPORTS = (STATISTICS, LINKS)
