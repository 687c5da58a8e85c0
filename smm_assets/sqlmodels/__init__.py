"""Reads dbt_like_sql: front matter, references, order, dialect, lineage, audits.

Belongs here: the names callers use. Not here: any model's SQL (`dbt_like_sql/`) or a store's (`warehouse/`).
"""

from smm_assets.sqlmodels.audit import AuditResult, audit, warned_of
from smm_assets.sqlmodels.build import Built, build, build_each, tidy
from smm_assets.sqlmodels.graph import order, reading, selected
from smm_assets.sqlmodels.lineage import column_lineage
from smm_assets.sqlmodels.load import load_audits, load_models
from smm_assets.sqlmodels.model import Audit, Check, ColumnSpec, Model
from smm_assets.sqlmodels.render import render

__all__ = [
    "Audit",
    "AuditResult",
    "Built",
    "Check",
    "ColumnSpec",
    "Model",
    "audit",
    "build",
    "build_each",
    "column_lineage",
    "load_audits",
    "load_models",
    "order",
    "reading",
    "render",
    "selected",
    "tidy",
    "warned_of",
]
