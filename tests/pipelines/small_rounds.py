"""The code location with rounds of small files worth reading ahead, as steps of their own processes load it.

A worker that reads the file $KILLED_AT is killed once it has written half a result.
"""

import os
import signal

from pipelines.assembly import build_defs
from smm_assets.ingest.landing import pieces, read_ahead
from smm_assets.ingest.landing.early_reader import ReadFile
from smm_assets.ingest.landing.inbox import Waiting
from smm_assets.ingest.landing.read_ahead import Results
from smm_assets.settings import Account

KILLED_AT = "KILLED_AT"
pieces.SMALLEST = pieces.WORTH_IT = pieces._LEAST_OF_A_PIECE = 1
put = Results.put


def put_unless_killed(self: Results, item: Waiting, hint: Account | None, read: ReadFile) -> bool:
    if item.name == os.environ.get(KILLED_AT):
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"half{read_ahead._HALF}").write_bytes(b"half a result")
        os.kill(os.getpid(), signal.SIGKILL)
    return put(self, item, hint, read)


Results.put = put_unless_killed  # type: ignore[method-assign]
defs = build_defs()
