"""The floor: the same exports to the same tables in bare SQL, without recognising, checking or keeping anything.

Belongs here: the SQL (`sql/`) and running it. Not here: the other ways (`ours`, `rival`).
"""
