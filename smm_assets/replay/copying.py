"""What was known on a past morning, from any store into a fresh one.

Belongs here: the order of copying, and writing down what was copied. Not here: which rows those are (`rows`, `books`).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from smm_assets.errors import NothingKnown
from smm_assets.replay.books import copy_books, copy_ledger, forget_periods
from smm_assets.replay.fingerprint import built_with
from smm_assets.replay.moments import Moment
from smm_assets.replay.rows import BACKTEST, REPLAY, CopiedRows, anything_loaded, copy_rows
from smm_assets.warehouse.store import ReadOnlyStore, Store


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """What a copy holds. mode: replay (loaded by then) or backtest (exported by then); remarks: for its readers."""

    moment: Moment
    mode: str
    rows: int
    remarks: tuple[str, ...]


def copy_known(
    source: ReadOnlyStore,
    target: Store,
    moment: Moment,
    *,
    now: datetime,
    mode: str | None = None,
    remarks: Sequence[str] = (),
    say: Callable[[str], None] = lambda text: None,
) -> Replayed:
    """Copy raw rows, books and decisions as they were known at that moment into an empty store.

    mode: replay takes what had been loaded by then; backtest what had been exported by then, and for days that only
    later exports know those, counted in ops.hindsight. None: replay where anything had been loaded, else backtest.
    remarks: what is known of the copy already, kept with it. now: when it is made. Raises NothingKnown when nothing at
    all is known of that morning.
    """
    chosen = mode or (REPLAY if anything_loaded(source, moment.until) else BACKTEST)
    say(f"Copying what was known on the morning of {moment.as_of}")
    with target.transaction():
        copied = copy_rows(source, target, moment, chosen)
        if not copied.rows:
            raise NothingKnown(
                f"nothing is known of the days before {moment.as_of}", cure="Ask for a later morning, or load exports"
            )
        said = (*remarks, *_remarks(copied, moment, chosen))
        if chosen == REPLAY:
            copy_books(source, target, moment)
        else:
            _copy_backtest_books(source, target, copied)
        _enter(target, moment, chosen, said, now)
    return Replayed(moment=moment, mode=chosen, rows=copied.rows, remarks=said)


def _copy_backtest_books(source: ReadOnlyStore, target: Store, copied: CopiedRows) -> None:
    copy_ledger(source, target)
    forget_periods(target, copied.parts)
    days = [(*key, count) for key, count in sorted(copied.hindsight.items(), key=str)]
    target.load("ops", "hindsight", pd.DataFrame(days, columns=["table_name", "network", "account_id", "date", "rows"]))


def _remarks(copied: CopiedRows, moment: Moment, mode: str) -> list[str]:
    if mode == REPLAY:
        return []
    said = [f"no file had been loaded by the morning of {moment.as_of}; these are exports written by then"]
    if copied.hindsight:
        days = len({key[3] for key in copied.hindsight})
        said.append(f"hindsight: {days} days are known only from later exports (ops.hindsight)")
    return said


def _enter(target: Store, moment: Moment, mode: str, remarks: Sequence[str], now: datetime) -> None:
    row = {
        "as_of": moment.as_of,
        "known_until": moment.until,
        "known_until_basis": moment.basis,
        "mode": mode,
        "built_with": built_with(),
        "built_at": now.replace(tzinfo=None),
        "remarks_json": json.dumps(list(remarks), ensure_ascii=False),
    }
    target.load("ops", "replay", pd.DataFrame([row]))
