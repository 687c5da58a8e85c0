"""The store: one small interface, and the only doors to DuckDB, PostgreSQL and Spark."""
