"""Proofs of data health."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="data",
        title=mark("Data health"),
        text=mark(
            "Each account on each of the last 28 days: complete, still filling up, late, or missing. A day without "
            "delivery inside the period of an export is complete; a day that no export covers is missing."
        ),
        explain="smm status",
    ),
)
