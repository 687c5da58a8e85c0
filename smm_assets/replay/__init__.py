"""A past morning again: what was known then is copied into a fresh store, where the ordinary job runs as on any day.

Belongs here: the names callers use. Not here: running the job on the copy or where its tables go (`pipelines/cli`).
"""

from smm_assets.replay.copying import Replayed, copy_known
from smm_assets.replay.files import keep_files, restore_files
from smm_assets.replay.fingerprint import built_with
from smm_assets.replay.moments import Moment, moment_of

__all__ = ["Moment", "Replayed", "built_with", "copy_known", "keep_files", "moment_of", "restore_files"]
