"""Which software built the tables of a past morning, so that they are built anew once it is another.

Belongs here: one hash over version and SQL. Not here: the shape of the store (`warehouse/migrations`).
"""

from hashlib import sha256
from importlib.metadata import version

from smm_assets.sqlmodels.load import ROOT
from smm_assets.warehouse.migrations import expected_shape


def built_with() -> str:
    """Hash of the version of this software, its SQL models and KPI definitions, and the tables it expects."""
    known = sha256(f"{version('smm-budget')} {expected_shape()}".encode())
    for path in sorted(ROOT.rglob("*")):
        if path.suffix in (".sql", ".yml"):
            known.update(path.name.encode() + path.read_bytes())
    return known.hexdigest()
