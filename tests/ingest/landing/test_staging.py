"""A large file is copied before it is read; where there is no place for the copy, that is said and nothing is lost."""

import errno
import os
from pathlib import Path

import pytest

from smm_assets.errors import SmmError
from smm_assets.ingest.landing import archive


def test_the_copy_holds_the_bytes_and_goes_when_it_is_no_longer_read(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_bytes(b"a,b\n" * 1000)
    copy = archive.staged(tmp_path / "incoming", file)
    file.write_bytes(b"changed")
    assert b"".join(copy.pieces()) == b"a,b\n" * 1000
    archive.clear_staged(tmp_path / "incoming")
    assert not copy.path.exists()


def test_a_full_disk_is_no_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "large.csv"
    file.write_bytes(b"a,b\n")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SmmError, match=r"large\.csv can be made there \(No space left on device\)") as error:
        archive.staged(tmp_path / "incoming", file)
    assert "Make room on the disk" in error.value.cure
    assert list((tmp_path / "incoming").iterdir()) == []
    assert file.exists()


def test_a_file_that_cannot_be_read_stays_an_error_of_reading(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        archive.staged(tmp_path / "incoming", tmp_path / "gone.csv")
