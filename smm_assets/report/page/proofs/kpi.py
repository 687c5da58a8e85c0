"""Proofs of the KPI table."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="kpi",
        title=mark("KPIs, last 7 days"),
        text=mark(
            "Each KPI is its formula over the sums of the last 7 days, of days on which all it needs is known. The "
            "small lines show the same formula over each of the last eight weeks, from marts.channel_daily."
        ),
        explain="smm explain kpi",
    ),
)
