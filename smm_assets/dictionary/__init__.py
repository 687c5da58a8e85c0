"""The data dictionary: every published table and column in words, as Markdown and as one offline HTML file.

Belongs here: entries from models, books and lineage, and their two layouts. Not here: the words themselves (front
matter in `dbt_like_sql`, `smm_assets/schema`, `warehouse/bookkeeping`), nor comments in the store (`warehouse`).
"""
