"""The file of a backup: a ZIP whose members are checked against what its page says of them.

Belongs here: writing members with their checksums, taking them out again. Not here: what they hold (`contents`).
"""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from smm_assets.backup.contents import PAGE, Contents, read_page
from smm_assets.errors import StoreError, UsageError

_PIECE = 1 << 20
_BROKEN = "Take another backup; this file is damaged"
_DAMAGE = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zipfile.LargeZipFile)


class Summed:
    """A file being written, with the checksum and the size of what went in."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target, self._hash = target, hashlib.sha256()
        self.size, self.closed = 0, False

    def write(self, data: Any) -> int:
        self._target.write(data)
        self._hash.update(data)
        self.size += memoryview(data).nbytes
        return memoryview(data).nbytes

    def tell(self) -> int:
        return self.size

    def flush(self) -> None:
        self._target.flush()

    def close(self) -> None:
        """What lies beneath is closed by who opened it."""
        self.closed = True

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


class Packing:
    """A backup being written."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed

    @contextmanager
    def member(self, name: str, *, squeeze: bool) -> Iterator[Summed]:
        """A new member to write into. squeeze: whether it is worth compressing."""
        told = zipfile.ZipInfo(name)
        told.compress_type = zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED
        told.external_attr = 0o600 << 16
        with self._packed.open(told, "w", force_zip64=True) as target:
            yield Summed(target)

    def copy(self, source: Path, name: str) -> tuple[str, int]:
        """A file as it is; returns its checksum and size."""
        with source.open("rb") as given, self.member(name, squeeze=True) as target:
            while piece := given.read(_PIECE):
                target.write(piece)
        return target.sha256, target.size

    def finish(self, contents: Contents) -> None:
        self._packed.writestr(PAGE, contents.written(), zipfile.ZIP_DEFLATED)


@contextmanager
def packing(target: Path) -> Iterator[Packing]:
    """Write a backup beside its place and put it there when it is whole; on any error nothing is there."""
    half = target.with_name(f".{target.name}.half")
    try:
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as packed:
                yield Packing(packed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, target)
    finally:
        half.unlink(missing_ok=True)


class Packed:
    """A backup to read from. Raises StoreError for anything that is not as its page says."""

    def __init__(self, packed: zipfile.ZipFile, newest: int) -> None:
        self._packed = packed
        with _undamaged():
            self.contents = read_page(packed.read(PAGE), newest=newest)

    def take_out(self, name: str, target: Path, *, sha256: str, size_bytes: int) -> None:
        """Write a member into a file, once every byte of it is what was put in."""
        target.parent.mkdir(parents=True, exist_ok=True)
        found, size = hashlib.sha256(), 0
        with _undamaged(), self._packed.open(name) as source, target.open("wb") as file:
            while piece := source.read(_PIECE):
                size += len(piece)
                if size > size_bytes:
                    break
                found.update(piece)
                file.write(piece)
        if size != size_bytes or found.hexdigest() != sha256:
            raise StoreError(f"{name} in the backup is not what was put in", cure=_BROKEN)


@contextmanager
def opened(path: Path, *, newest: int) -> Iterator[Packed]:
    """A backup, its page read. newest: version of the store this software knows. Raises UsageError, StoreError."""
    if not path.is_file():
        raise UsageError(f"there is no file {path}", cure="Name a file that smm backup wrote")
    try:
        packed = zipfile.ZipFile(path)
    except _DAMAGE:
        raise UsageError(f"{path} is no backup, or not a whole one", cure="Name a file that smm backup wrote") from None
    with packed:
        if PAGE not in packed.namelist():
            raise UsageError(f"{path} is no backup of this software", cure="Name a file that smm backup wrote")
        yield Packed(packed, newest)


@contextmanager
def _undamaged() -> Iterator[None]:
    try:
        yield
    except (*_DAMAGE, zlib.error, KeyError) as error:
        said = str(error).strip("'\"") or type(error).__name__
        raise StoreError(f"the backup is damaged ({said})", cure=_BROKEN) from None
