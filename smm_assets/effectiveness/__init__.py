"""What money spent on channels brings, where SQL cannot say it well: ways of counting results, distributions, tests.

Belongs here: pure mathematics and the tables made with it. Not here: sums, ratios and ranks (`dbt_like_sql`) or the
split of the budget (`allocation`).
"""

from smm_assets.effectiveness.definitions import DEFINITIONS, ResultDefinition

__all__ = ["DEFINITIONS", "ResultDefinition"]
