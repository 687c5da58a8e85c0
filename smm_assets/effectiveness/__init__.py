"""What SQL cannot say well about effectiveness: ways of counting results, small samples, tests.

Belongs here: pure functions and their constants. Not here: stores, files, settings, or counting (`dbt_like_sql`).
"""

from smm_assets.effectiveness.definitions import DEFINITIONS, ResultDefinition

__all__ = ["DEFINITIONS", "ResultDefinition"]
