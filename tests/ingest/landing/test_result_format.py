"""What a worker read as bytes: it comes back as it was, and other bytes do not come back at all."""

import hashlib
import pickle
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smm_assets import networks
from smm_assets.errors import FileRefused, Problem
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.landing.accounts import Belonging
from smm_assets.ingest.landing.early_reader import ReadFile, ReadPart, Wanted, read_file
from smm_assets.ingest.landing.faults import BROKEN
from smm_assets.ingest.landing.result_format import MAGIC, NotReadable, packed, unpacked
from smm_assets.ingest.rows.convert import ARROW, REJECTED
from smm_assets.ingest.rows.reading import Batch, Control, Summary
from smm_assets.registry import registry
from smm_assets.schema import RAW_TABLES
from smm_assets.settings import Account, Project, Settings
from smm_assets.validation import validate
from smm_assets.warehouse.lean import lean

NOON = datetime(2026, 11, 22, 12)
TABLE = RAW_TABLES["audience"]
COLUMNS = [column for column in TABLE.columns if column.name not in ("file_id", "loaded_at")]

# Lone surrogates are no text in UTF-8; no file holds one.
texts = st.text(st.characters(codec="utf-8"), max_size=12)
days = st.dates(date(2004, 1, 1), date(2100, 1, 1))
moments = st.datetimes(datetime(2004, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(fold=0))
money = st.decimals(Decimal("-1e9"), Decimal("1e9"), places=6)
numbers = st.one_of(money, st.decimals(allow_nan=False, allow_infinity=False))
problems = st.builds(Problem, where=texts, seen=texts, expected=texts, cure=texts, severity=texts)
counts = st.integers(0, 2**62)
summaries = st.builds(
    Summary,
    network=texts,
    report=texts,
    report_name=texts,
    level=texts,
    account_name=st.none() | texts,
    period_start=st.none() | days,
    period_end=st.none() | days,
    exported_at=st.none() | moments,
    exported_at_basis=texts,
    rows_read=counts,
    sums=st.dictionaries(texts, numbers, max_size=3),
    control=st.dictionaries(texts, numbers, max_size=3),
    controls=st.lists(
        st.builds(Control, metric=texts, line=counts, total=numbers, stated=numbers, tolerance=numbers), max_size=2
    ),
    control_total=st.none() | numbers,
    control_difference=st.none() | numbers,
    totals_rows=st.lists(counts, max_size=3),
    problems=st.lists(problems, max_size=2),
    evidence=st.dictionaries(texts, texts, max_size=3),
    excerpt=texts,
)
CELLS = {
    "text": texts,
    "day": days,
    "moment": moments,
    "money": money,
    "decimal": money,
    "share": money,
    "count": st.integers(-(2**63), 2**63 - 1),
    "flag": st.booleans(),
}


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    """Rows with the columns of a raw table, some of them with nothing in it, and faults of others."""
    size = draw(st.integers(0, 4))
    columns = {}
    for column in COLUMNS:
        is_line = column.name == "row_number"
        cells = CELLS[column.kind] if is_line else st.none() | CELLS[column.kind]
        has_any = is_line or draw(st.booleans())
        made = draw(st.lists(cells, min_size=size, max_size=size)) if has_any else [None] * size
        columns[column.name] = pa.array(made, ARROW[column.kind])
    faults = draw(st.lists(st.tuples(counts, *[texts] * 5), max_size=3))
    rejected = pd.DataFrame(faults, columns=list(REJECTED)).astype(
        {name: "int64" if name == "row_number" else "str" for name in REJECTED}
    )
    return counted(lean(pa.table(columns)), rejected, skipped=draw(st.integers(0, 9)))


def counted(rows: pa.Table, rejected: pd.DataFrame, skipped: int = 0) -> Batch:
    """A batch that says how many records it has."""
    made = Batch(rows=rows, rejected=rejected, rows_read=0, rows_skipped_total=skipped)
    return replace(made, rows_read=made.rows_accepted + made.rows_rejected + skipped)


accounts = st.none() | st.builds(Account, name=st.just("eu"), network=st.just("meta"))
parts = st.builds(
    ReadPart,
    network=texts,
    report_name=texts,
    table=st.just(TABLE.name),
    header=st.lists(texts, max_size=3).map(tuple),
    owner=st.builds(
        Belonging, account=accounts, basis=st.sampled_from(["content", "hint", "only", "none"]), remark=texts
    ),
    context=st.just(FileContext(name="a.csv", arrived_at=NOON)),
    summary=summaries,
    judged=st.lists(st.tuples(batches(), st.none()), max_size=1),
)
files = st.builds(
    ReadFile,
    wanted=st.just(Wanted(path="a.csv", size=1, name="a.csv", hint=None)),
    at=st.just(NOON),
    sha256=texts,
    fingerprint=st.just(""),
    parts=st.dictionaries(texts, parts, max_size=2),
    is_whole=st.booleans(),
    problems=st.lists(problems, max_size=2).map(tuple),
)


@settings(max_examples=60)
@given(key=texts, read=files)
def test_what_was_read_comes_back_as_it_was_to_the_last_digit(key: str, read: ReadFile) -> None:
    said, found = unpacked(packed(key, read))
    assert (said.key, said.sha256, said.is_whole, said.problems) == (key, read.sha256, read.is_whole, read.problems)
    assert [part.part for part in said.parts] == list(read.parts)
    for part, kept, own in zip(read.parts.values(), said.parts, found, strict=True):
        assert repr(kept.summary) == repr(part.summary)  # equal decimals may have other digits
        account = part.owner.account.name if part.owner.account else None
        assert (kept.network, kept.report_name, kept.table, kept.header, kept.account, kept.basis, kept.remark) == (
            part.network, part.report_name, part.table, part.header, account, part.owner.basis, part.owner.remark
        )  # fmt: skip
        same_batches([batch for batch, _ in part.judged], own)


def same_batches(before: list[Batch], after: list[Batch]) -> None:
    for one, other in zip(before, after, strict=True):
        assert (one.rows_read, one.rows_skipped_total) == (other.rows_read, other.rows_skipped_total)
        pd.testing.assert_frame_equal(one.rejected, other.rejected)
        assert one.rows.column_names == other.rows.column_names
        for name in one.rows.column_names:
            assert one.rows[name].to_pylist() == other.rows[name].to_pylist(), name


def an_export(**summary: object) -> ReadFile:
    """One batch of two rows and a fault."""
    rows = {
        column.name: pa.array([1, 2] if column.name == "row_number" else [None] * 2, ARROW[column.kind])
        for column in COLUMNS
    }
    rejected = pd.DataFrame([(3, "not_a_number", "Cost", "x", "this is no number", "error")], columns=list(REJECTED))
    batch = counted(lean(pa.table(rows)), rejected)
    part = ReadPart(
        network="meta",
        report_name="ads",
        table=TABLE.name,
        header=("Day", "Cost"),
        owner=Belonging(),
        context=FileContext(name="a.csv", arrived_at=NOON),
        summary=Summary(network="meta", report="ads", report_name="ads", level="ad", **summary),  # type: ignore[arg-type]
        judged=[(batch, None)],
    )
    wanted = Wanted(path="a.csv", size=1, name="a.csv", hint=None)
    return ReadFile(wanted=wanted, at=NOON, sha256="ab", fingerprint="", parts={"": part}, is_whole=True)


@given(place=st.integers(min_value=0), bits=st.integers(1, 255))
def test_one_other_byte_is_noticed_wherever_it_stands(place: int, bits: int) -> None:
    data = bytearray(packed("k", an_export()))
    data[place % len(data)] ^= bits
    with pytest.raises(NotReadable):
        unpacked(bytes(data))


@given(share=st.floats(0, 1, exclude_max=True))
def test_what_was_cut_off_is_noticed(share: float) -> None:
    data = packed("k", an_export())
    with pytest.raises(NotReadable):
        unpacked(data[: int(share * len(data))])


class Harm:
    """What a pickle may do to whoever loads it."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (pytest.fail, ("a pickle was loaded",))


def sealed(body: bytes) -> bytes:
    """A body anybody may have made, with the checksum it needs."""
    return MAGIC + hashlib.sha256(body).digest() + body


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"null", b"\xff", b'{"version": 2}'])
def test_a_forged_description_is_not_believed_though_its_checksum_is_right(text: bytes) -> None:
    with pytest.raises(NotReadable):
        unpacked(sealed(len(text).to_bytes(8, "big") + text))


def test_a_pickle_is_never_loaded() -> None:
    harm = pickle.dumps(Harm())
    for data in (harm, sealed(harm), sealed(len(harm).to_bytes(8, "big") + harm)):
        with pytest.raises(NotReadable):
            unpacked(data)


def test_rows_of_another_table_of_other_types_or_without_lines_are_not_taken() -> None:
    def forged(change: object) -> bytes:
        read = an_export()
        batch = read.parts[""].judged[0][0]
        object.__setattr__(batch, "rows", change(batch.rows))  # type: ignore[operator]
        return packed("k", read)

    def other(name: str, values: pa.Array) -> object:
        return lambda rows: rows.set_column(rows.column_names.index(name), name, values)

    for change in (
        lambda rows: rows.drop_columns(["row_key"]),
        lambda rows: rows.append_column("more", pa.array([1, 2])),
        other("row_key", pa.array([1, 2])),
        other("period_start", pa.array(["2026-11-01", "2026-11-02"])),
        other("row_number", pa.array([1, None], pa.int64())),
        lambda rows: rows.slice(1),
    ):
        with pytest.raises(NotReadable):
            unpacked(forged(change))
    assert unpacked(forged(lambda rows: rows))[0].key == "k"


def test_more_rows_than_it_says_are_not_taken() -> None:
    data = packed("k", an_export())
    with pytest.raises(NotReadable):
        unpacked(sealed(data[len(MAGIC) + 32 :] + b"more"))


@pytest.fixture(scope="module")
def samples() -> list[Path]:
    """Every sample of every network's folder."""
    (root,) = networks.__path__
    return [path for path in sorted(Path(root).rglob("samples/*")) if path.is_file()]


def test_every_sample_comes_back_and_reads_the_same_at_any_moment_of_its_day_unless_its_arrival_dates_it(
    samples: list[Path],
) -> None:
    """So a result may be used at another moment of the day it was made on, and no other."""
    project, known, read_parts = Project(Path("/nowhere"), Settings()), registry(), 0
    for path in samples:
        wanted = Wanted(path=str(path), size=path.stat().st_size, name=path.name, hint=None)
        moments = (NOON.replace(hour=0, minute=1), NOON.replace(hour=23, minute=58))
        try:
            early, late = (read_file(project, known, wanted, now, is_judged=False) for now in moments)
        except (*BROKEN, FileRefused):
            continue
        said, found = unpacked(packed("k", early))
        for kept, part, other, own in zip(said.parts, early.parts.values(), late.parts.values(), found, strict=True):
            read_parts += 1
            assert repr(kept.summary) == repr(part.summary), path
            same_batches([batch for batch, _ in part.judged], own)
            same_verdicts(part, own)
            if part.summary.exported_at_basis != "arrival":
                assert repr(other.summary) == repr(part.summary), path
                same_batches([batch for batch, _ in part.judged], [batch for batch, _ in other.judged])
    assert read_parts > 100


def same_verdicts(part: ReadPart, own: list[Batch]) -> None:
    """Rows that came back are judged as rows in the types they were read in."""
    table = RAW_TABLES[part.table]
    for (batch, _), other in zip(part.judged, own, strict=True):
        plain = pa.table(
            {name: batch.rows[name].cast(ARROW[kind(part.table, name)]) for name in batch.rows.column_names}
        )
        told, again = (validate(rows, table, None, now=NOON) for rows in (plain, other.rows))
        pd.testing.assert_frame_equal(told.results, again.results)
        pd.testing.assert_frame_equal(told.rejected, again.rejected)
        assert told.evidence.rows.to_pylist() == again.evidence.rows.to_pylist()


def kind(table: str, name: str) -> str:
    return next(column.kind for column in RAW_TABLES[table].columns if column.name == name)
