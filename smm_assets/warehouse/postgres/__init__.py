"""The store on a PostgreSQL server: the only folder that knows its driver and its dialect.

Belongs here: the Store interface on PostgreSQL 14 and later. Not here: which tables there
are (`migrations`, `bookkeeping`).
"""
