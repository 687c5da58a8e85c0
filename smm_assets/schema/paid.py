"""Raw table of paid delivery.

Belongs here: its columns and their meaning. Not here: organic figures (`organic`) and own results (`own`).
"""

from smm_assets.schema.columns import ORIGIN, PROVENANCE, RawTable, columns

BREAKDOWNS = (
    "age",
    "gender",
    "country",
    "region",
    "placement",
    "device",
    "segment",
    "hour",
    "keyword",
    "match_type",
    "search_term",
    "asset",
    "asset_type",
    "conversion_action",
)

AD_DELIVERY = RawTable(
    name="ad_delivery",
    grain="one version of one export row of paid delivery: account, entity, period, publisher, attribution, result "
    "type and breakdown values",
    by_day=True,
    columns=PROVENANCE
    + ORIGIN
    + columns(
        "key",
        ("level", "text", "finest entity the row names: account, campaign, ad_group or ad"),
        ("campaign_key", "text", "campaign id, else a hash of account and normalised name; '' at account level"),
        ("ad_group_key", "text", "ad group id, else a hash of parent and normalised name; '' above that level"),
        ("ad_key", "text", "ad id, else a hash of parents, normalised name and occurrence; '' above that level"),
        ("key_quality", "text", "id when the finest level has the network's id, else name"),
        ("shape", "text", "which dimensions the export carries; rows of one shape may be added up"),
        ("shape_rank", "count", "preference among shapes of the same delivery; the highest is the fact", "place"),
        ("breakdown_set", "text", "breakdown dimensions joined by +, e.g. age+gender; '' when not broken down"),
        nullable=False,
    )
    + columns(
        "dimension",
        ("account_name", "text", "account name as exported"),
        ("campaign_id", "text", "network's id, text"),
        ("campaign_name", "text", "name on that day"),
        ("campaign_type", "text", "network's own campaign type, as exported"),
        ("ad_group_id", "text", "network's id of ad set / ad group, text"),
        ("ad_group_name", "text", "name on that day"),
        ("ad_id", "text", "network's id, text"),
        ("ad_name", "text", "name on that day"),
        ("objective_exported", "text", "objective or goal as exported"),
        ("campaign_budget", "text", "what the campaign's budget column holds, as exported"),
        ("ad_group_budget", "text", "what the ad group's budget column holds, as exported"),
        ("budget_level", "text", "where the budget is kept at the time of the export: campaign or ad_group"),
        ("budget_original", "money", "that budget in `currency`, of the campaign or ad group of the row", "currency"),
        ("budget_type", "text", "daily, lifetime or as exported"),
        ("campaign_status", "text", "active, paused, ended or as exported, at the time of the export"),
        ("ad_group_status", "text", "active, paused, ended or as exported, at the time of the export"),
        ("publisher", "text", "facebook, instagram, youtube, search … where the export tells it"),
        ("attribution_setting", "text", "attribution window such as 7-day click, 1-day view, or as exported"),
        ("result_type", "text", "what `results` counts on this row, as exported"),
        ("conversion_definition", "text", "what `conversions` counts: meta_purchase, google_conversions …"),
        ("video_view_definition", "text", "what `video_views` counts: thruplay, trueview, any_play …"),
        ("age", "text", "age bucket of a breakdown"),
        ("gender", "text", "male, female or unknown of a breakdown"),
        ("country", "text", "country of a breakdown: ISO 3166 code, as exported where its name is not known"),
        ("region", "text", "region or city of a breakdown"),
        ("placement", "text", "placement of a breakdown"),
        ("device", "text", "device of a breakdown: desktop, mobile, tablet, tv … or as exported"),
        ("segment", "text", "audience segment of a breakdown"),
        ("hour", "text", "hour of the day of a breakdown, 00 to 23, on the network's clock"),
        ("keyword", "text", "keyword of a breakdown"),
        ("match_type", "text", "match type of the keyword or search term"),
        ("search_term", "text", "what people searched for, of a breakdown"),
        ("asset", "text", "asset, creative element or video of a breakdown"),
        ("asset_type", "text", "kind of the asset, as exported"),
        ("conversion_action", "text", "action counted by `conversions` and `results` of a breakdown"),
        (
            "is_partition",
            "flag",
            "whether the rows of the export make up the whole delivery; false where they leave "
            "some out or count some twice (keywords, assets, conversion actions); null means true",
        ),
        ("currency", "text", "ISO 4217 code of the money columns"),
    )
    + columns(
        "measure",
        ("spend_original", "money", "media cost in `currency`", "currency"),
        ("impressions", "count", "times shown, paid", "impressions"),
        ("clicks", "count", "all clicks", "clicks"),
        ("link_clicks", "count", "clicks that lead to the advertised destination", "clicks"),
        ("landing_page_views", "count", "landing page views", "page views"),
        ("conversions", "decimal", "conversions reported by the network, see conversion_definition", "conversions"),
        ("conversion_value_original", "money", "value of those conversions in `currency`", "currency"),
        ("leads", "decimal", "leads reported by the network", "leads"),
        ("video_views", "count", "video views, see video_view_definition", "views"),
        ("engagements", "count", "reactions, comments, shares and saves as the network totals them", "engagements"),
        ("results", "decimal", "results of the row's own result_type", "result_type"),
        ("likes", "count", "likes or reactions", "likes"),
        ("comments", "count", "comments", "comments"),
        ("shares", "count", "shares or reposts", "shares"),
        ("saves", "count", "saves", "saves"),
        ("follows", "count", "follows gained", "follows"),
    )
    + columns("non_additive", ("reach", "count", "distinct people; never summed", "people")),
)
