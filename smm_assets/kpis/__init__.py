"""Compiles kpis.yml: parsed, restricted formulas become ratios of sums.

Belongs here: what a KPI is and how its formula becomes SQL. Not here: the shipped KPIs (`dbt_like_sql/kpis.yml`).
"""
