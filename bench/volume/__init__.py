"""Large exports, and what it costs to turn them into tables: this project beside bare SQL and a usual stack.

Belongs here: writing exports in real formats with a known truth (`generate`), the same work done in other ways
(`floor`, `rival`) and measuring them in turns (`run`). Not here: the small example with its dirt
(`smm_assets/simulator`).
"""
