"""Mapping files: exports of networks nobody coded, described in YAML in the project's own folder `mappings/`.

Belongs here: what such a file may say, reading and checking it, turning it into the reports the engine reads, and
drafting one from an export. Not here: reading exports (`smm_assets/ingest` does, whoever described them), nor where
coded and mapped networks come together (`smm_assets/registry.py`).
"""

from smm_assets.mappings.building import Built, built
from smm_assets.mappings.reading import FOLDER, Mapped, read_mappings

__all__ = ["FOLDER", "Built", "Mapped", "built", "read_mappings"]
