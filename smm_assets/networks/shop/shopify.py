"""Shopify's order export: one line per article, the order's own figures on its first line only.

Belongs here: Shopify's column names, as its admin exports them under Orders > Export. Not here: simpler order lists
(`orders`). Its Source column names the sales channel (web, pos), not where the visitor came from, and is not read.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.shop.orders import ADVICE, STATUS_NOTES, one_order_per_row

REPORT = Report(
    network="shop",
    report="outcome",
    name="shopify_orders",
    title="Shopify orders export",
    table=schema.OUTCOME,
    fields=(
        Field(to="day", names=("Created at",)),
        Field(to="order_id", names=("Name",)),
        Field(to="revenue_original", names=("Total",)),
        Field(to="refunds_original", names=("Refunded Amount",)),
        Field(to="promo_code", names=("Discount Code",)),
        Field(to="currency", names=("Currency",)),
    ),
    signature=Signature(
        needs=("day", "order_id", "revenue_original"),
        header=("financial status", "lineitem name", "lineitem quantity"),
    ),
    continues=("revenue_original", "currency"),
    header_notes=STATUS_NOTES,
    finish=one_order_per_row,
    advice=ADVICE | {"again": "Export again under Shopify admin > Orders > Export > Plain CSV file"},
)

REPORTS = (REPORT,)
