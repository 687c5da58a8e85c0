"""What reading or storing one file may break with, and how that is told: the file is set aside, the others go on.

Belongs here: which errors those are, and their words. Not here: what becomes of the file (`filing`).
"""

import csv
import zipfile
import zlib

import pyarrow as pa

from smm_assets.errors import SmmError
from smm_assets.ingest.landing.ledger import AccountingError

BROKEN = (
    SmmError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    MemoryError,
    EOFError,
    RecursionError,
    pa.ArrowException,
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
)


def words(error: BaseException) -> str:
    """What broke, for a person."""
    if isinstance(error, AccountingError):
        return f"internal accounting: {error}"
    if isinstance(error, SmmError):
        return str(error)
    if isinstance(error, MemoryError):
        return "there was not enough memory to read it"
    return f"reading it failed inside the software ({type(error).__name__}: {str(error)[:200]})"


def cure_of(error: BaseException) -> str:
    """What to do about it."""
    if isinstance(error, MemoryError):
        return "Close other programs, or export fewer days at once; then: smm quarantine release"
    own = error.cure if isinstance(error, SmmError) else ""
    return own or "Keep the file and report it with this message; the other files are not affected"
