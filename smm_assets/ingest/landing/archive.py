"""The archive: the bytes of every file that arrived, kept as they came.

Belongs here: data/archive and safe names in it. Not here: what the files hold, or the ledger.
"""

import hashlib
import os
import re
import unicodedata
from datetime import datetime
from pathlib import Path

from smm_assets.errors import SmmError

LONGEST_NAME = 120
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def readable(name: str) -> str:
    """A file name as text that can be stored and shown: undecodable bytes and control characters become '?'."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\ufffd", "?")
    return "".join("?" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") else sign for sign in text)


def safe_name(name: str) -> str:
    """A name that is harmless in every file system: letters, digits, dot, dash, underscore; ending kept; not long."""
    text = unicodedata.normalize("NFC", readable(name))
    text = re.sub(r"[^\w.-]+", "_", text).strip("._") or "file"
    stem, dot, ending = text.rpartition(".")
    stem, ending = (stem, ending[:16]) if dot else (text, "")
    while len(stem.encode()) + len(ending.encode()) + 1 > LONGEST_NAME:
        stem = stem[:-1]
    text = f"{stem}.{ending}" if ending else stem
    return f"_{text}" if _RESERVED.match(text) else text


def keep(folder: Path, name: str, data: bytes, digest: str, now: datetime) -> str:
    """Write the bytes under <yyyy>/<mm>/<sha12>-<name> unless they are there; returns that path.

    The file appears whole or not at all. Raises OSError when it cannot be written.
    """
    relative = f"{now:%Y}/{now:%m}/{digest[:12]}-{safe_name(name)}"
    target = folder / relative
    if target.is_file() and target.stat().st_size == len(data):
        return relative
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.half")
    with half.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(half, target)
    return relative


def kept(folder: Path, relative: str, digest: str) -> bytes:
    """The bytes of an archived file. Raises SmmError when they are gone or not what they were."""
    path = folder / relative
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SmmError(
            f"{path} cannot be read ({error.strerror})", cure="Drop the export into the inbox again"
        ) from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise SmmError(f"{path} is not what it was when it arrived", cure="Drop the export into the inbox again")
    return data
