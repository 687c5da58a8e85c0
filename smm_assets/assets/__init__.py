"""What Dagster shows: one asset per export, seed, model, decision and published thing, made from the registries.

Belongs here: shells of a few lines that call plain Python and report what it did. Not here: any computation, nor when
things run (`pipelines/`).
"""
