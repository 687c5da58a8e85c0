"""A seeded world with known truth that writes exports in the networks' real formats.

Belongs here: the example project and what tests draw from it. Not here: reading exports (`ingest/`), nor anything the
daily job needs. `make_demo` writes the example; `simulate` gives the world alone; `writers/` give single files.
"""

from smm_assets.simulator.demo import make_demo
from smm_assets.simulator.truth import Truth
from smm_assets.simulator.world import World, simulate

__all__ = ["Truth", "World", "make_demo", "simulate"]
