"""What came of a mutated file: right, refused, or wrong. Wrong is a fact that the sample does not hold.

Belongs here: reading a sample and its mutants and comparing them. Not here: the mutations.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import yaml

from smm_assets import networks
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.recognition.examine import Part, examine
from smm_assets.ingest.rows.apply import PartReading, read_part
from tests.mutation.mutators import MUTATORS, Mutator, cut
from tests.mutation.tables import Table, table_of

ARRIVED = datetime(2026, 7, 15, 6)
ROOT = Path(networks.__file__).parent
PROVENANCE = ("part", "row_number", "exported_at", "exported_at_basis")
KEYS = ("row_key", "shape", "shape_rank", "level", "key_quality", "campaign_key", "ad_group_key", "ad_key")
Verdict = Literal["right", "refused", "wrong"]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One of our own exports of a single table. facts: what it holds; None where it is refused."""

    path: Path
    context: FileContext
    table: Table
    facts: pd.DataFrame | None


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A changed sample. what: names of the mutators. partial: rows may be missing. asks: it leaves a question open."""

    sample: Sample
    what: str
    data: bytes
    dropped: tuple[str, ...]
    partial: bool = False
    asks: bool = False


def samples() -> Iterator[Sample]:
    """Every sample that is one table of text."""
    for folder in sorted(ROOT.glob("*/samples")):
        expected = yaml.safe_load((folder / "expected.yml").read_text(encoding="utf-8"))
        for name, entry in expected.items():
            found = _sample(folder / name, entry)
            if found is not None:
                yield found


def _sample(path: Path, entry: dict[str, Any]) -> Sample | None:
    arrived = datetime.combine(entry["arrived"], time(6)) if "arrived" in entry else ARRIVED
    context = FileContext(name=path.name, arrived_at=arrived, **entry.get("account", {}))
    parts = examine(path.name, path.read_bytes()).parts
    if len(parts) != 1 or not _is_plain(parts[0]):
        return None
    reading = _reading(parts[0], context)
    if reading is None:
        return Sample(path=path, context=context, table=table_of(path.name, parts[0]), facts=None)
    facts = facts_of(reading)
    table = table_of(
        path.name,
        parts[0],
        totals=tuple(reading.summary.totals_rows),
        decimals=reading.decisions.decimals,
        orders=reading.decisions.orders,
    )
    return Sample(path=path, context=context, table=table, facts=facts)


def _is_plain(part: Part) -> bool:
    grid = part.grid
    return part.refusal is None and grid is not None and not grid.cells and not grid.wrapped and not part.is_reshaped


def _reading(part: Part, context: FileContext) -> PartReading | None:
    try:
        reading = read_part(part, context)
        for _ in reading.batches():
            pass
    except FileRefused:
        return None
    return reading


def facts_of(reading: PartReading) -> pd.DataFrame:
    """Everything a part says, as text, without where it stood."""
    frame = pd.concat([batch.frame for batch in reading.batches()], ignore_index=True)
    return (
        frame.drop(columns=list(PROVENANCE)).astype("object").astype("str").fillna("").replace("\r\n", "\n", regex=True)
    )


def mutants(sample: Sample, count: int, seed: str) -> Iterator[Mutant]:
    """`count` mutants, each by one to three mutators; every third one is cut off as well."""
    rng = random.Random(f"{seed} {sample.path.parent.parent.name}/{sample.path.name}")
    made = 0
    while made < count:
        chosen = rng.sample(MUTATORS, rng.randint(1, 3))
        mutant = mutant_of(sample, chosen, rng, is_cut=made % 3 == 2)
        if mutant is not None:
            made += 1
            yield mutant


def mutant_of(sample: Sample, chosen: list[Mutator], rng: random.Random, *, is_cut: bool = False) -> Mutant | None:
    """The sample changed by these mutators; None where one does not apply."""
    table: Table | None = sample.table
    for mutator in chosen:
        table = mutator(table, rng) if table is not None else None
    if table is None:
        return None
    try:
        data = table.write()
    except UnicodeEncodeError:
        return None
    if is_cut:
        data = cut(data, table, rng)
    names = [mutator.__name__ for mutator in chosen] + ["cut"] * is_cut
    return Mutant(
        sample=sample,
        what="+".join(names),
        data=data,
        dropped=table.dropped,
        partial=is_cut,
        asks=table.asks or doubtful(table),
    )


def doubtful(table: Table) -> bool:
    """Whether a column of figures has marks, but none that tells a thousand from a fraction."""
    for index in table.numbers:
        marked = [row[index] for row in table.records if index < len(row) and re.search(r"\d[.,]\d", row[index])]
        if marked and all(re.search(r"(?<!\d)[1-9]\d{0,2}[.,]\d{3}(?!\d)", cell) for cell in marked):
            return True
    return False


def judged(mutant: Mutant) -> tuple[Verdict, str]:
    """What came of it, and in words why."""
    sample = mutant.sample
    rejected = 0
    loaded: list[pd.DataFrame] = []
    reasons: list[str] = []
    told: list[str] = []
    for part in examine(sample.path.name, mutant.data).parts:
        try:
            reading = read_part(part, sample.context)
            loaded.append(facts_of(reading))
            rejected += reading.summary.rows_rejected
            told += [str(problem) for problem in reading.summary.problems]
        except FileRefused as refused:
            reasons.append(str(refused))
    if not loaded:
        return "refused", " · ".join(reasons)
    if sample.facts is None:
        return "wrong", "loaded although the sample is refused"
    verdict, why = compared(pd.concat(loaded, ignore_index=True), mutant, told)
    if verdict == "wrong" and rejected and why.startswith("None instead"):
        return "refused", f"{rejected} rows held back"
    return verdict, why


def compared(found: pd.DataFrame, mutant: Mutant, told: list[str]) -> tuple[Verdict, str]:
    truth = mutant.sample.facts
    assert truth is not None
    facts = [target.split(":", 1)[1] for target in mutant.dropped if ":" in target]
    truth = truth[~truth["metric"].isin(facts)] if "metric" in truth else truth
    columns = _comparable(truth, mutant)
    wanted, seen = (sorted(map(tuple, frame[columns].values.tolist())) for frame in (truth, found))
    if wanted == seen:
        return "right", ""
    if mutant.partial and not _surplus(seen, wanted):
        return "right", "rows before the cut"
    if mutant.partial and any("without a line end" in text or "add up to" in text for text in told):
        return "refused", "; ".join(told)
    extra = next(iter(_surplus(seen, wanted)), None)
    lacking = next(iter(_surplus(wanted, seen)), None)
    return "wrong", f"{extra and dict(zip(columns, extra, strict=True))} instead of {lacking}"


def _comparable(truth: pd.DataFrame, mutant: Mutant) -> list[str]:
    """Columns that must not change; where one was taken away, neither it nor what is derived from several.

    A budget's cell is kept as exported, 5.00 or 5; the amount it tells stands in budget_original and is compared.
    """
    kept = [name for name in truth.columns if name not in ("campaign_budget", "ad_group_budget")]
    if not any(":" not in target for target in mutant.dropped):
        return kept
    gone = {*mutant.dropped, *KEYS, "conversions", "results", "leads", "conversion_definition", "result_type"}
    gone |= {"video_view_definition", "currency", "clicks"}
    return [name for name in kept if name not in gone]


def _surplus(of: list[Any], over: list[Any]) -> list[Any]:
    left = list(over)
    return [row for row in of if row not in left or left.remove(row)]


Judge = Callable[[Mutant], tuple[Verdict, str]]
