"""The tables `seed_*`: what models know beside exports. Rebuilt every run from the project, the networks, the raw keys.

Belongs here: their columns, types and meaning. Not here: how they are filled (`seeds` and the modules it calls).
"""

from smm_assets.budget.seed_tables import fixed, found, written
from smm_assets.budget.seed_tables.seed import RATE, SeedTable

SEEDS: dict[str, SeedTable] = {table.name: table for table in (*fixed.TABLES, *found.TABLES, *written.TABLES)}

__all__ = ["RATE", "SEEDS", "SeedTable"]
