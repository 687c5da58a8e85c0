"""Facts of the sections below the first screen of the report.

Belongs here: plain frozen values of one section each, read from published tables. Not here: what the terminal shows
too (`report/summary`), or cells and pictures (`report/page/sections`).
"""
