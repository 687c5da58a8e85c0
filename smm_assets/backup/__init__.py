"""Backups: everything of a project that cannot be made again, in one file, and back from it into any engine.

Belongs here: what a backup holds, its format, making and restoring one. Not here: what tables are (`warehouse`,
`schema`), the command line. Derived tables are not kept but the published ones: the next run makes them anew.
"""

from smm_assets.backup.making import Made, make
from smm_assets.backup.restoring import Restored, restore

__all__ = ["Made", "Restored", "make", "restore"]
