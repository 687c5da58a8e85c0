"""The shop's own records: orders and daily sales, the most trusted source of results.

Belongs here: what holds for every shop export. Not here: header names (`orders`, `daily_sales`).
"""

from smm_assets.ingest.habits import Network

NETWORK = Network(
    value="shop",
    label="Shop orders",
    kind="outcome",
    measured_by="crm",
    timezone_note="Days follow the time zone in which the shop writes its order dates.",
)
