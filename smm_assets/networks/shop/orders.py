"""Shop order lists: one row per order, as exported by a shop system or a spreadsheet.

Belongs here: column names of order lists. Not here: sales already added up per day (`daily_sales`), or lists with one
row per order line, which would count an order several times.
"""

from decimal import Decimal

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature, Totals

YES_NO = {
    **dict.fromkeys(("yes", "true", "y", "да", "new", "новый"), "1"),
    **dict.fromkeys(("no", "false", "n", "нет", "returning", "повторный"), "0"),
}
ORIGIN = (
    Field(to="traffic_source", names=("utm_source", "utm source", "source", "источник")),
    Field(to="traffic_medium", names=("utm_medium", "utm medium", "medium", "канал")),
    Field(to="campaign_name", names=("utm_campaign", "utm campaign", "campaign", "кампания")),
    Field(
        to="promo_code",
        names=(
            "promo_code",
            "promo code",
            "coupon_code",
            "coupon code",
            "coupon",
            "coupon(s)",
            "discount code",
            "промокод",
        ),
    ),
    Field(to="landing_page", names=("landing_page", "landing page", "landing_site")),
    Field(to="currency", names=("currency", "order currency", "валюта")),
)
DAY = Field(
    to="day",
    names=(
        "date",
        "day",
        "order_date",
        "order date",
        "created at",
        "created_at",
        "date_created",
        "дата",
        "дата заказа",
        "день",
    ),
)
REVENUE = Field(
    to="revenue_original",
    names=(
        "total",
        "order total",
        "order_total",
        "order total amount",
        "total_price",
        "n. revenue",
        "revenue",
        "amount",
        "sales",
        "сумма",
        "сумма заказа",
        "выручка",
    ),
)
REFUND = Field(
    to="refunds_original",
    names=("refund", "refunds", "refunded amount", "refund_amount", "refund amount", "возврат", "возвраты"),
)
STATUS_NOTES = dict.fromkeys(
    ("status", "order status", "financial status", "статус", "статус заказа"),
    "every row counts as an order whatever its status: export only orders that count as sales",
)
_TOTAL = r"^(grand )?totals?:?$|^(итого|всего):?$"
TOTALS = Totals(label=_TOTAL, control=_TOTAL)
ADVICE = {
    "day": "Export the list with a column date (the order's day)",
    "ids": "Export the list with a column order_id so that an order exported twice counts once",
    "period": "Export the list with a column date (the order's day)",
    "currency": "Add a column currency, or declare the shop as an account with its currency in smm.yaml",
    "account": "Declare the shop as an account in smm.yaml",
    "again": "Export one row per order: date, order_id, total, currency, new_customer, utm_source, utm_medium, "
    "utm_campaign, promo_code, refund",
}


def one_order_per_row(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Every row is one order, so `orders` is 1. Grain and row count stay."""
    return frame.assign(orders=pd.Series([Decimal(1)] * len(frame), index=frame.index, dtype="object"))


REPORT = Report(
    network="shop",
    report="outcome",
    name="orders",
    title="Shop orders",
    table=schema.OUTCOME,
    fields=(
        DAY,
        Field(
            to="order_id",
            names=(
                "order_id",
                "order id",
                "order",
                "order number",
                "order_number",
                "order no",
                "номер заказа",
                "№ заказа",
                "заказ",
                "order #",
            ),
        ),
        REVENUE,
        REFUND,
        Field(
            to="new_customers",
            names=(
                "new_customer",
                "new customer",
                "is_new_customer",
                "first order",
                "first_order",
                "customer type",
                "новый клиент",
            ),
            values=YES_NO,
        ),
        *ORIGIN,
    ),
    signature=Signature(
        needs=("day", "order_id", "revenue_original"),
        forbids=("lineitem name", "lineitem quantity", "item name", "sku", "product name", "financial status"),
    ),
    totals=TOTALS,
    header_notes=STATUS_NOTES,
    finish=one_order_per_row,
    advice=ADVICE,
)

REPORTS = (REPORT,)
