"""A project with a history of exports, and what the next morning adds to it.

Belongs here: which files there are, and the truth that goes with them. Not here: rows (`delivery`), their text
(`formats`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from bench.volume import delivery, project, truth
from bench.volume.entities import named
from bench.volume.formats import FILE_NAMES, WRITERS
from bench.volume.scale import RESTATED_DAYS, Network, Volume

TRUTH = "truth.parquet"


@dataclass(frozen=True, kw_only=True)
class Written:
    """rows and bytes of the files written."""

    rows: int
    size: int
    files: int


def write(volume: Volume, home: Path, *, one_file: bool = False) -> Written:
    """A project folder: settings, plan, rates, the inbox with the history, truth.parquet beside it.

    A file for every network and month, or with one_file one for every network.
    """
    inbox = home / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    months = list(volume.months())
    files = [months] if one_file else [[month] for month in months]
    known: list[pl.DataFrame] = []
    size = 0
    for network, spans in ((network, spans) for network in volume.networks for spans in files):
        size += _file(inbox, network, _rows(volume, network, spans), spans[0][0], spans[-1][1], known)
    told = pl.concat(known).sort("date", "channel")
    _around(home, volume, told)
    return Written(rows=int(told["rows"].sum()), size=size, files=len(files) * len(volume.networks))


def next_morning(volume: Volume, home: Path, folder: Path) -> Written:
    """Exports of the day after the history with the seven days before it restated, in `folder`.

    The project in `home` moves on to that morning, and so does its truth.
    """
    folder.mkdir(parents=True, exist_ok=True)
    day = volume.last + timedelta(days=1)
    first = day - timedelta(days=RESTATED_DAYS)
    known: list[pl.DataFrame] = []
    size = 0
    for network in volume.networks:
        rows = delivery.restated(network, volume.ads(network), first, day, seed=volume.seed)
        size += _file(folder, network, [rows], first, day, known)
    new = pl.concat(known)
    truth.merged(pl.read_parquet(home / TRUTH), new).write_parquet(home / TRUTH)
    (home / "smm.yaml").write_text(project.settings(day + timedelta(days=1)), encoding="utf-8")
    return Written(rows=int(new["rows"].sum()), size=size, files=len(known))


def _rows(volume: Volume, network: Network, spans: Iterable[tuple[date, date]]) -> Iterator[pl.DataFrame]:
    """What the network delivered in each of the spans."""
    ads, seed, after = volume.ads(network), volume.seed, volume.last
    return (delivery.days(network, ads, *span, seed=seed, exported_after=after) for span in spans)


def _file(
    folder: Path, network: Network, pieces: Iterable[pl.DataFrame], first: date, last: date, known: list[pl.DataFrame]
) -> int:
    """Write one file, a piece after the other, and add what is true of it; returns its bytes."""

    def noted() -> Iterator[pl.DataFrame]:
        for rows in pieces:
            known.append(truth.sums(rows, network))
            yield named(network, rows)

    with (folder / FILE_NAMES[network.name](first, last)).open("wb") as file:
        return sum(map(file.write, WRITERS[network.name](noted(), first, last)))


def _around(home: Path, volume: Volume, told: pl.DataFrame) -> None:
    texts = {
        "smm.yaml": project.settings(volume.last + timedelta(days=1)),
        "plan.csv": project.plan(volume, told),
        "fx.csv": project.rates(volume),
    }
    for name, text in texts.items():
        (home / name).write_text(text, encoding="utf-8")
    told.write_parquet(home / TRUTH)
