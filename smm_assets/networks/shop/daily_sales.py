"""Shop sales already added up: one row per day, or per day and origin (utm values, promo code).

Belongs here: the counted columns of daily tables. Not here: lists of single orders (`orders`).
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.shop.orders import ADVICE, DAY, ORIGIN, REFUND, REVENUE, TOTALS

REPORT = Report(
    network="shop",
    report="outcome",
    name="daily_sales",
    title="Shop sales by day",
    table=schema.OUTCOME,
    fields=(
        DAY,
        Field(
            to="orders",
            names=("orders", "order count", "orders count", "number of orders", "# of orders", "заказы", "заказов"),
        ),
        REVENUE,
        REFUND,
        Field(
            to="new_customers",
            names=("new customers", "new_customers", "first orders", "новые клиенты", "новых клиентов"),
        ),
        Field(to="leads", names=("leads", "лиды", "заявки")),
        *ORIGIN,
    ),
    signature=Signature(needs=("day", "orders", ("revenue_original", "new_customers", "leads"))),
    totals=TOTALS,
    advice=ADVICE
    | {"again": "Export one row per day: date, orders, revenue, currency, new_customers, utm_source, utm_medium"},
)

REPORTS = (REPORT,)
