"""The archive: the bytes of every file that arrived, kept as they came.

Belongs here: data/archive and safe names in it. Not here: what the files hold, or the ledger.
"""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from smm_assets.errors import SmmError
from smm_assets.ingest.files.content import LARGE, PIECE, Content, Stored, sha256_of, size_of

LONGEST_NAME = 120
_NO_PLACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM)
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


def keep(folder: Path, name: str, content: Content, digest: str, now: datetime) -> str:
    """Write the bytes under <yyyy>/<mm>/<sha12>-<name> unless they are there; returns that path.

    The file appears whole or not at all. Raises OSError when it cannot be written.
    """
    relative = f"{now:%Y}/{now:%m}/{digest[:12]}-{safe_name(name)}"
    target = folder / relative
    if target.is_file() and target.stat().st_size == size_of(content):
        return relative
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.half")
    half.unlink(missing_ok=True)
    if not (isinstance(content, Stored) and _linked(content.path, half)):
        _write(half, content.pieces() if isinstance(content, Stored) else [content])
    os.replace(half, target)
    return relative


def _linked(path: Path, also: Path) -> bool:
    """Give a file a second name, where the file system can."""
    try:
        os.link(path, also)
    except OSError:
        return False
    return True


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def unfollowed(path: Path) -> BinaryIO:
    """Open a regular file to read, even if it was exchanged for something else since it was looked at: a link is not
    followed, and a pipe or device neither waited for nor read. Raises OSError.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is no regular file any more", str(path))
    return os.fdopen(handle, "rb")


def small(path: Path, size: int) -> bytes:
    """The bytes of a file that was so large when it was looked at, and one more if it has grown. Raises OSError."""
    with unfollowed(path) as file:
        return file.read(size + 1)


def staged(folder: Path, path: Path) -> Stored:
    """A copy of a large file that nobody changes while it is read.

    Raises OSError when the file cannot be read, SmmError when there is no place for the copy.
    """
    copy = folder / f"{uuid4().hex}.part"
    with unfollowed(path) as file:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write(copy, iter(lambda: file.read(PIECE), b""))
        except OSError as error:
            copy.unlink(missing_ok=True)
            if error.errno not in _NO_PLACE:
                raise
            raise SmmError(
                f"{folder}: no copy of {readable(path.name)} can be made there ({error.strerror})",
                cure="Make room on the disk, or give the right to write there; the file stays where it is",
            ) from error
    return Stored(path=copy, size=copy.stat().st_size)


def clear_staged(folder: Path) -> None:
    """Remove copies that are no longer read; only for who holds the store's lock."""
    if folder.is_dir():
        for copy in folder.glob("*.part"):
            copy.unlink(missing_ok=True)


def kept(folder: Path, relative: str, digest: str) -> Content:
    """The bytes of an archived file. Raises SmmError when they are gone or not what they were."""
    path = folder / relative
    try:
        size = path.stat().st_size
        content: Content = Stored(path=path, size=size) if size >= LARGE else path.read_bytes()
        found = sha256_of(content)
    except OSError as error:
        raise SmmError(
            f"{path} cannot be read ({error.strerror})", cure="Drop the export into the inbox again"
        ) from None
    if found != digest:
        raise SmmError(f"{path} is not what it was when it arrived", cure="Drop the export into the inbox again")
    return content
