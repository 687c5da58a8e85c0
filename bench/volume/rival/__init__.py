"""What a team would otherwise build: dlt loads the files into DuckDB by merge, dbt-duckdb makes the same tables.

Belongs here: the pipeline, the dbt project (`dbt/`) and their requirements; they run in an environment of their own.
Not here: anything of this project, nor measuring (`bench/volume/run`).
"""
