"""The store of the engine Spark: tables as Parquet files in a shared folder, the only folder that knows Spark.

Belongs here: the Store interface on Parquet files and the books that say which files a table consists of. Not here:
which tables there are (`migrations`, `bookkeeping`). Spark itself is loaded by the first SELECT that needs it.
"""
