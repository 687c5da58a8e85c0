"""Which numbers of channel_daily can be explained, and what each is made of.

Belongs here: names, their source and formula. Not here: reading any table (`parts`, `number`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

DELIVERED = (
    *("spend", "impressions", "clicks", "link_clicks", "conversions", "conversion_value"),
    *("leads", "video_views", "engagements", "follows"),
)
MONEY = ("spend", "conversion_value", "revenue")
OWN: Mapping[str, str] = {
    "sessions": "sessions",
    "orders": "orders",
    "new_customers": "new_customers",
    "revenue": "revenue",
    "own_leads": "leads",
}


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """A derived number: factor × numerator / denominator; clicks are those click_kind of the day says."""

    numerator: str
    denominator: str
    factor: int = 1

    def words(self) -> str:
        """The formula as text."""
        text = f"{self.numerator} / {self.denominator}"
        return text if self.factor == 1 else f"{self.factor} × {text}"


RATIOS: Mapping[str, Ratio] = {
    "ctr": Ratio(numerator="rate_clicks", denominator="impressions"),
    "cpc": Ratio(numerator="spend", denominator="rate_clicks"),
    "cpm": Ratio(numerator="spend", denominator="impressions", factor=1000),
    "cvr": Ratio(numerator="conversions", denominator="rate_clicks"),
    "cpa": Ratio(numerator="spend", denominator="conversions"),
    "roas": Ratio(numerator="conversion_value", denominator="spend"),
}
METRICS = (*DELIVERED, "rate_clicks", *OWN, *RATIOS)
CLICKS: Mapping[str, str] = {"link": "link_clicks", "all": "clicks"}


def exported(metric: str) -> str:
    """The column of raw rows a delivered or own number comes from."""
    column = OWN.get(metric, metric)
    return f"{column}_original" if column in MONEY else column
