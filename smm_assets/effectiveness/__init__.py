"""Arithmetic of effectiveness that SQL cannot say. Belongs here: pure functions. Not here: stores, files, settings."""
