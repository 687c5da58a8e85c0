"""Records of a recognised table to canonical rows: evidence, decisions, conversion, keys, control totals.

Belongs here: reading. Not here: recognising (`recognition`) and storing (`landing`).
"""
