"""Validation of canonical batches: the only place that touches Great Expectations.

Belongs here: which rules a canonical batch must keep and what becomes of rows that break them. Not here: reading files
(`ingest/`), checks of finished tables (`sqlmodels/audit.py`).
"""

from smm_assets.validation.added_up import added_up, remarks
from smm_assets.validation.predicates import check as check_quickly
from smm_assets.validation.validate import Verdict, validate

__all__ = ["Verdict", "added_up", "check_quickly", "remarks", "validate"]
