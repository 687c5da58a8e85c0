"""One channel's campaigns judged and its money split between them.

Belongs here: the order of these steps, and what the split makes of a verdict. Not here: any of the steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import numpy as np

from smm_assets.allocation.limits import spread
from smm_assets.campaigns.evidence import Campaign
from smm_assets.campaigns.split import Role, Share, Split, split
from smm_assets.campaigns.verdict import Around, Finding, find, surroundings
from smm_assets.campaigns.words import Case, reason
from smm_assets.report.words import Words

CENT = Decimal("0.01")
SCALE, KEEP, FIX, PAUSE, OPEN = "scale", "keep", "fix", "pause", "cannot_tell_yet"
VERDICTS: Mapping[Role, str] = {
    "raise": SCALE, "keep": KEEP, "open": OPEN, "mend": FIX, "spare": OPEN, "end": PAUSE, "stop": PAUSE, "fixed": OPEN,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ChannelTerms:
    """What was decided of the channel. current, recommended: money a day, None where no recommendation stands.

    held: why its data carry no decision; frozen: whether the user keeps its money as it is; falls, rises: whether its
    money is lowered or raised; least: money a day below which the network of a campaign takes no budget, by campaign.
    """

    as_of: date
    label: str
    objective: str
    currency: str
    step: float
    current: Decimal | None = None
    recommended: Decimal | None = None
    recommendation_id: str | None = None
    held: str = ""
    frozen: bool = False
    falls: bool = False
    rises: bool = False
    patience_until: date | None = None
    least: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Action:
    """What is to be done with one campaign. rest: money a day of the channel that no campaign may take."""

    campaign: Campaign
    verdict: str
    budget_from: Decimal
    budget_to: Decimal
    rest: Decimal
    aim: float | None
    reason: str


def judge(campaigns: Sequence[Campaign], terms: ChannelTerms) -> list[Action]:
    """One action for each campaign of one channel, in order of their names."""
    ordered = sorted(campaigns, key=lambda one: one.name)
    around = surroundings(ordered, terms.as_of, terms.held, terms.objective, terms.patience_until)
    findings = {one.name: find(one, around[one.name]) for one in ordered}
    now = _cents_of(ordered, terms.current)
    total = sum(now.values()) if terms.recommended is None else _cents(terms.recommended)
    shares = [_share(name, now[name], finding, terms) for name, finding in findings.items()]
    done = split(shares, total, terms.step)
    return [_action(one, around[one.name], findings[one.name], now[one.name], done, terms) for one in ordered]


def _share(name: str, now: int, finding: Finding, terms: ChannelTerms) -> Share:
    role: Role = "fixed" if terms.frozen else finding.role
    return Share(name=name, now=now, role=role, least=_cents(terms.least.get(name, Decimal(0))))


def _action(one: Campaign, around: Around, finding: Finding, now: int, done: Split, terms: ChannelTerms) -> Action:
    after = done.amounts[one.name]
    if finding.role == "end" and after >= now:
        finding = replace(finding, role="mend", why="dear_alone")
    verdict = _verdict(finding, now, after, terms)
    case = Case(
        campaign=replace(one, budget=_money(now)),
        around=around,
        finding=finding,
        verdict=verdict,
        budget_to=_money(after),
        rest=_money(done.rest),
        label=terms.label,
        words=Words(terms.currency),
        frozen=terms.frozen,
        falls=terms.falls,
        rises=terms.rises,
    )
    return Action(
        campaign=one,
        verdict=verdict,
        budget_from=_money(now),
        budget_to=_money(after),
        rest=_money(done.rest),
        aim=finding.aim,
        reason=reason(case),
    )


def _verdict(finding: Finding, now: int, after: int, terms: ChannelTerms) -> str:
    """The verdict people see: what the money allows of the finding."""
    if finding.role == "raise":
        return SCALE if after > now and not terms.falls else KEEP
    if finding.role in ("end", "stop") and terms.frozen:
        return FIX
    if finding.role == "spare" and finding.why in ("inside", "above"):
        return KEEP
    return VERDICTS[finding.role]


def _cents_of(campaigns: Sequence[Campaign], current: Decimal | None) -> dict[str, int]:
    """Spend a day in whole cents, adding up to the channel's own; where that is another amount, to their own sum."""
    exact = [one.budget for one in campaigns]
    told = sum(exact, Decimal(0))
    total = _cents(current if current is not None and abs(current - told) < 2 * CENT else told)
    floors = np.array([int(amount / CENT) for amount in exact], dtype=np.int64)
    missing = total - int(floors.sum())
    given = spread(min(max(missing, 0), len(exact)), np.ones(len(exact), dtype=np.int64), _fractions(exact))
    return {one.name: int(value) for one, value in zip(campaigns, floors + given, strict=True)}


def _fractions(exact: Sequence[Decimal]) -> Any:
    return np.array([float(amount / CENT) % 1 + 1e-9 for amount in exact])


def _cents(amount: Decimal) -> int:
    return int((amount / CENT).to_integral_value(ROUND_HALF_EVEN))


def _money(cents: int) -> Decimal:
    return cents * CENT
