"""The advice of one past morning, made from a copy of what was known then.

Belongs here: copying, building only what a decision reads, deciding. Not here: keeping the advice (`keeping`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from smm_assets import sqlmodels
from smm_assets.backtest.yardstick import measure
from smm_assets.budget import seeds
from smm_assets.decisions import Decision, preview
from smm_assets.decisions.inputs import read_inputs
from smm_assets.errors import NothingKnown
from smm_assets.replay import Replayed
from smm_assets.replay.beside import known_then
from smm_assets.settings import Project
from smm_assets.warehouse import Store, open_store

NOTHING_TO_DECIDE = "no channel had spend or promotion money yet"
_HINDSIGHT = """SELECT COUNT(DISTINCT date) AS days FROM ops.hindsight
    WHERE table_name IN ('ad_delivery', 'outcome') AND date < :as_of"""


@dataclass(frozen=True, kw_only=True)
class Advised:
    """What would have been advised on a morning. nothing: why there was no advice, in words, else "".

    yardstick: objective, channel and what the morning knew of the days before, see `yardstick.measure`.
    hindsight_days: days of delivery and outcomes that only later exports know.
    """

    as_of: date
    made_at: datetime
    decisions: tuple[Decision, ...] = ()
    yardstick: pd.DataFrame | None = None
    replayed: Replayed | None = None
    hindsight_days: int = 0
    nothing: str = ""


def advise(
    project: Project,
    as_of: date,
    reads: Iterable[tuple[str, str]],
    *,
    now: datetime,
    say: Callable[[str], None] = lambda text: None,
) -> Advised:
    """What would have been advised that morning, with the project's files as they were. Nothing is kept.

    reads: the models (layer, name) a decision reads; these and all they read are built in a store of their own. The
    project's store is held while it is copied, no longer. Raises StoreBusy when it is not free.
    """
    work = project.data / "as_of" / f"{as_of:%Y-%m-%d}.backtest"
    try:
        with known_then(project, as_of, work, now=now, say=say) as then, open_store(then.project) as store:
            say(f"Deciding as on the morning of {as_of}")
            _build(then.project, store, as_of, reads, now)
            decisions = tuple(preview(then.project, store, as_of, now=now))
            return Advised(
                as_of=as_of,
                made_at=now,
                decisions=decisions,
                yardstick=measure(read_inputs(store, as_of, then.project.settings)),
                replayed=then.replayed,
                hindsight_days=int(store.read(_HINDSIGHT, {"as_of": as_of})["days"].iloc[0]),
                nothing="" if decisions else NOTHING_TO_DECIDE,
            )
    except NothingKnown as error:
        return Advised(as_of=as_of, made_at=now, nothing=error.message)


def _build(project: Project, store: Store, as_of: date, reads: Iterable[tuple[str, str]], now: datetime) -> None:
    """Seeds and the models a decision reads, with all those read."""
    seeds.load(project, store, as_of, now=now)
    sqlmodels.build(store, models=sqlmodels.load_models(project), select=[f"+{name}" for _, name in reads])
