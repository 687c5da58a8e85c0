"""Which steps may not run beside each other, by the pool they take a place in.

Belongs here: the names. Not here: how many places a pool has (`pipelines/pools.py`).
"""

STORE_POOL = "store"  # steps of runs that hold the store from the first to the last
BACKTESTS_POOL = "backtests"
