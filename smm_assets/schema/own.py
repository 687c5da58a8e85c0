"""Raw table of own results: analytics and shop.

Belongs here: its columns and their meaning. Not here: what networks report (`paid`, `organic`).
"""

from smm_assets.schema.columns import ORIGIN, PROVENANCE, RawTable, columns

OUTCOME = RawTable(
    name="outcome",
    grain="one version of one export row of own results: source, day, traffic source, medium, campaign, promo code",
    by_day=True,
    columns=PROVENANCE
    + ORIGIN
    + columns(
        "key",
        ("shape", "text", "which dimensions the export carries; rows of one shape may be added up"),
        ("shape_rank", "count", "preference among shapes of the same results; the highest is the fact", "place"),
        nullable=False,
    )
    + columns(
        "dimension",
        ("order_id", "text", "order number where rows are single orders"),
        ("traffic_source", "text", "source as measured: facebook, tiktok, google …"),
        ("traffic_medium", "text", "medium as measured: cpc, paid_social, organic …"),
        ("channel_group", "text", "default channel group of the analytics tool"),
        ("campaign_name", "text", "utm campaign"),
        ("promo_code", "text", "promo code of the order"),
        ("landing_page", "text", "landing page"),
        ("landing_query", "text", "landing page with its query string"),
        ("device", "text", "device category"),
        ("currency", "text", "ISO 4217 code of the money columns"),
    )
    + columns(
        "measure",
        ("sessions", "count", "sessions", "sessions"),
        ("orders", "decimal", "orders or transactions", "orders"),
        ("new_customers", "decimal", "orders by first-time customers", "customers"),
        ("revenue_original", "money", "revenue in `currency`", "currency"),
        ("refunds_original", "money", "refunds in `currency`", "currency"),
        ("leads", "decimal", "leads", "leads"),
        ("key_events", "decimal", "key events of the analytics tool", "events"),
    )
    + columns("non_additive", ("users", "count", "distinct users; never summed", "people")),
)
