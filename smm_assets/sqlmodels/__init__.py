"""Reads dbt_like_sql: front matter, references, order, dialect, lineage, audits."""
