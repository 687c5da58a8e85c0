"""What somebody who looks after the tables is shown of them: freshness, checks, previews, pictures, where files lie.

Belongs here: plain values, words and pictures about exports and tables. Not here: Dagster's types (`assets`), the page
for those who decide (`report`), or any figure of its own: what is said here is read from tables.
"""
