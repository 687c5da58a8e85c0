"""Laws that hold for every sample of every network, whatever it says.

Belongs here: accounting, keys and independence of chunk size. Not here: what a sample's numbers are (`expected.yml`
beside it, checked by `test_expected.py`).
"""

from pathlib import Path

import pytest

from smm_assets import networks

SAMPLES = sorted(path for path in Path(networks.__file__).parent.glob("*/samples/*") if path.name != "expected.yml")
each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
KNOWN = {"currency": "EUR", "publisher": "facebook"}


@each_sample
def test_every_source_record_is_in_exactly_one_class(read_bytes, path):
    for part in read_bytes(path.name, path.read_bytes(), **KNOWN):
        if part.refusal is None:
            rejected = part.rejected["row_number"].nunique() if len(part.rejected) else 0
            skipped = part.summary.rows_skipped_total
            assert part.summary.rows_read == part.frame["row_number"].nunique() + rejected + skipped
            assert not set(part.frame["row_number"]) & set(part.summary.totals_rows)


@each_sample
def test_keys_tell_all_rows_of_a_part_apart(read_bytes, path):
    for part in read_bytes(path.name, path.read_bytes(), **KNOWN):
        if part.refusal is None:
            assert part.frame["row_key"].is_unique
            assert part.frame["row_key"].str.fullmatch("[0-9a-f]{32}").all()


@each_sample
def test_the_size_of_chunks_changes_nothing(read_bytes, path):
    whole = read_bytes(path.name, path.read_bytes(), **KNOWN)
    single = read_bytes(path.name, path.read_bytes(), chunk_rows=1, **KNOWN)
    for one, other in zip(whole, single, strict=True):
        assert str(one.refusal) == str(other.refusal)
        if one.refusal is None:
            assert one.frame.astype("str").equals(other.frame.astype("str"))
            assert one.summary.sums == other.summary.sums
            assert one.summary.control == other.summary.control


@each_sample
def test_a_refusal_says_what_to_do(read_bytes, path):
    for part in read_bytes(path.name, path.read_bytes()):
        if part.refusal is not None:
            assert part.refusal.status in {"held", "quarantined", "unrecognised", "left_out", "empty"}
            assert part.refusal.message
            assert part.refusal.cure
