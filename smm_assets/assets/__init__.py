"""Dagster asset shells: thin, made by factories over the registries; nothing is computed here."""
