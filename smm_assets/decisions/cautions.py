"""What a reader has to doubt about a recommendation, in plain words.

Belongs here: which doubts concern an objective, which of them hold a channel, and the sentences. Not here: finding them
in the data (`marts.decision_caution`), nor how far a channel's own history carries (`allocation.trust`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from smm_assets.report.words import AMOUNTS, listed, noun

CLAIMED_TWICE, WITHOUT_VISITS = "claimed_twice", "clicks_without_visits"
CLICKS = ("clicks", "link_clicks")
CONVERSIONS = ("conversions", "conversion_value")
UNLOCKED = "Clicks are what counts here; visits measured by web analytics as the result unlock advice"
FEW = 10  # results in all; below it a channel's figures are mostly those of the others


@dataclass(frozen=True, kw_only=True)
class Caution:
    """One row of marts.decision_caution. channel: empty where it concerns all."""

    kind: str
    channel: str
    evidence: str


def doubted_channels(cautions: Iterable[Caution], metric: str) -> dict[str, str]:
    """Channels whose results cannot be what is counted, with the reason: clicks nobody made, where clicks count."""
    if metric not in CLICKS:
        return {}
    return {
        one.channel: f"{one.evidence}. {UNLOCKED}" for one in cautions if one.kind == WITHOUT_VISITS and one.channel
    }


def warnings(
    cautions: Iterable[Caution],
    *,
    metric: str,
    source: str,
    results: Mapping[str, float],
    labels: Mapping[str, str],
    beyond: Iterable[str],
) -> str:
    """Everything to doubt, a sentence each; empty when nothing.

    results: results in all of each channel with spend; labels: names people read; beyond: channels that are to spend
    more than they ever did.
    """
    said = [f"{one.evidence}." for one in cautions if _concerns(one, metric, source, labels)]
    few = [labels[name] for name, came in results.items() if name in labels and _are_few(came, metric)]
    if few:
        what = (
            f"no {noun(metric)} at all" if metric in AMOUNTS else f"fewer than {FEW} {noun(metric, many=True)} in all"
        )
        said.append(f"{listed(few)} brought {what}: a small test, judged mostly by the others.")
    further = [labels[name] for name in beyond]
    if further:
        said.append(f"{listed(further)} would spend more than was ever spent there: what that brings is a guess.")
    return " ".join(said)


def _are_few(came: float, metric: str) -> bool:
    """Whether results are hardly any; of an amount nobody can tell how many results it was, unless it is none."""
    return came <= 0 if metric in AMOUNTS else came < FEW


def read_cautions(frame: pd.DataFrame) -> tuple[Caution, ...]:
    """The rows of marts.decision_caution."""
    rows: list[dict[Any, Any]] = frame.to_dict("records")
    return tuple(
        Caution(kind=str(row["kind"]), channel=str(row["channel"] or ""), evidence=str(row["evidence"])) for row in rows
    )


def _concerns(one: Caution, metric: str, source: str, labels: Mapping[str, str]) -> bool:
    if one.kind == CLAIMED_TWICE:
        return source == "platform" and metric in CONVERSIONS
    return one.channel in labels
