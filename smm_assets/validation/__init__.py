"""Validation of canonical batches: the only place that touches Great Expectations.

Belongs here: which rules a canonical batch must keep and what becomes of rows that break them. Not here: reading files
(`ingest/`), checks of finished tables (`sqlmodels/audit.py`).

Every row is judged exactly, over whole columns (`validate`); Great Expectations runs the same suite on the rows that
decide (`Confirming`), and both must say the same.
"""

from smm_assets.validation.added_up import added_up, remarks
from smm_assets.validation.confirm import Confirming, ConfirmingAfterwards, Disagreement
from smm_assets.validation.validate import Verdict, validate

__all__ = ["Confirming", "ConfirmingAfterwards", "Disagreement", "Verdict", "added_up", "remarks", "validate"]
