"""Proof of what changed since the last published morning."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="since",
        title=mark("What changed"),
        text=mark(
            "Compared is the last morning before this one whose tables were published. Its statuses are kept in "
            "morning_status, the advice of every morning in recommendation_review, every figure that a newer file "
            "tells otherwise in number_change, and every file in ops.arrival."
        ),
        explain="smm explain number",
    ),
)
