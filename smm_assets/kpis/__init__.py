"""Compiles kpis.yml: parsed, restricted formulas become ratios of sums."""
