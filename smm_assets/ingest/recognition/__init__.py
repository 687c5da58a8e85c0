"""Cells to a recognised table: which report it is, where its header stands, what the lines above it say.

Belongs here: the pure look at a file. Not here: opening it (`files`) and reading its records (`rows`).
"""
