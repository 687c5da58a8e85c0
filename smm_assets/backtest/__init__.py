"""Back-tests: what would have been advised on past mornings, with the data known then, kept beside what came of it.

Belongs here: making the advice of a past morning, keeping it, choosing mornings. Not here: what was known then
(`replay`), deciding (`decisions`), comparing with what happened (`dbt_like_sql`: int_advice_outcome, backtest).
"""
