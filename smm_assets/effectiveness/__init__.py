"""What may count as a result, so that a ranking of channels can be held against every other way of counting.

Belongs here: the definitions of results. Not here: counting, intervals and ranks (`dbt_like_sql`).
"""

from smm_assets.effectiveness.definitions import DEFINITIONS, ResultDefinition

__all__ = ["DEFINITIONS", "ResultDefinition"]
