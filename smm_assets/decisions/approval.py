"""Approving and declining a recommendation: what is written down, and the plan's new version.

Belongs here: one decision, all of it or nothing. Not here: what may be approved (`wish`), how the plan is read with it
(`budget/approved`), or the command (`pipelines/cli`). Who decides is not asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from smm_assets.decisions.approved_plan import approval_rows, check_plan, log_approved_plan
from smm_assets.decisions.cents import cents
from smm_assets.decisions.consequences import consequences
from smm_assets.decisions.naming import recommendation_named
from smm_assets.decisions.resteps import approved_steps, replace_steps
from smm_assets.decisions.wish import Proposal, Wish, approved_budgets
from smm_assets.decisions.words import stop_rule
from smm_assets.errors import UsageError
from smm_assets.report.words import weekday
from smm_assets.warehouse.store import Store
from smm_assets.warehouse.values import day_of


@dataclass(frozen=True, kw_only=True)
class Approved:
    """What was approved. budgets: channel → money a day from `valid_from` to `valid_to`; version: of the plan.

    consequences: what follows from it that nobody asked for, a sentence each.
    """

    recommendation_id: str
    status: str
    valid_from: date
    valid_to: date
    budgets: Mapping[str, Decimal]
    labels: Mapping[str, str]
    version: int
    note: str
    consequences: tuple[str, ...] = ()


def approve(
    store: Store, asked: str, wish: Wish, *, currency: str, max_step: Decimal, today: date, now: datetime
) -> Approved:
    """Approve a proposed recommendation from `today` on. Raises UsageError, nothing written."""
    header = recommendation_named(store, asked)
    _still_open(store, header)
    start, end = (day_of(header[name]) for name in ("period_start", "period_end"))
    if today > end:
        raise UsageError(f"its days ended on {weekday(end)}", cure="smm run makes the next one")
    proposal = read_proposal(store, header, currency)
    budgets = approved_budgets(wish, proposal)
    first, note = max(today, start), _note(wish, budgets, proposal)
    moment = now.astimezone(UTC).replace(tzinfo=None)
    steps = approved_steps(store, proposal, budgets, first, end, max_step)
    grows = check_plan(budgets, proposal, steps)
    rows = approval_rows(store, proposal, budgets, steps, moment)
    said = consequences(store, proposal, rows, grows)
    with store.transaction():
        _decide(store, header, "approved", note, moment)
        _keep_stop_rule(store, proposal, budgets)
        store.load("state", "approval", pd.DataFrame(rows, dtype=object))
        replace_steps(store, proposal, steps)
        version = log_approved_plan(store, str(header["recommendation_id"]), rows, today, moment)
    return Approved(
        recommendation_id=str(header["recommendation_id"]), status="approved", valid_from=first, valid_to=end,
        budgets=budgets, labels=proposal.labels, version=version, note=note, consequences=said,
    )  # fmt: skip


def decline(store: Store, asked: str, reason: str, *, now: datetime) -> str:
    """Decline a proposed recommendation; returns its id. Raises UsageError, nothing written."""
    if not reason.strip():
        raise UsageError("no reason is given", cure='Say why in a few words: --reason "too early"')
    header = recommendation_named(store, asked)
    _still_open(store, header)
    _decide(store, header, "declined", reason.strip(), now.astimezone(UTC).replace(tzinfo=None))
    return str(header["recommendation_id"])


def _still_open(store: Store, header: Mapping[str, Any]) -> None:
    name, status = header["recommendation_id"], header["status"]
    if status in ("approved", "declined"):
        at = weekday(day_of(header["decided_at"]))
        said = f": {header['note']}" if header["note"] else ""
        raise UsageError(f"{name} was {status} on {at} already{said}", cure="A later one can be decided otherwise")
    if status == "superseded":
        newer = store.read(
            "SELECT recommendation_id FROM state.recommendation WHERE objective = :objective "
            "AND status <> 'superseded' ORDER BY as_of DESC, created_at DESC LIMIT 1",
            {"objective": header["objective"]},
        )["recommendation_id"]
        cure = f"The one in force: {newer.iloc[0]}" if len(newer) else "smm run makes the next one"
        raise UsageError(f"a newer recommendation took the place of {name}", cure=cure)


def read_proposal(store: Store, header: Mapping[str, Any], currency: str) -> Proposal:
    """The recommendation's lines with the labels people know."""
    own = {"id": header["recommendation_id"]}
    frame = store.read("SELECT * FROM state.budget_recommendation WHERE recommendation_id = :id ORDER BY channel", own)
    plain = frame.astype(object).where(frame.notna(), None)
    lines = {str(row["channel"]): {str(key): value for key, value in row.items()} for row in plain.to_dict("records")}
    known = store.read("SELECT channel, label FROM staging.seed_channel")
    labels = dict(zip(known["channel"], known["label"], strict=True))
    start, end = (day_of(header[name]) for name in ("period_start", "period_end"))
    return Proposal(
        header=header,
        lines=lines,
        labels={name: str(labels.get(name, name)) for name in lines},
        currency=currency,
        days=(end - start).days + 1,
    )


def _note(wish: Wish, budgets: Mapping[str, Decimal], proposal: Proposal) -> str:
    """What the person said, and what was approved otherwise than recommended."""
    said = [wish.note] if wish.note else []
    if len(budgets) < len(proposal.lines):
        said.append(f"in part: {', '.join(proposal.said(name) for name in budgets)}")
    for name, budget in budgets.items():
        recommended = proposal.lines[name]["recommended_spend"]
        if budget != Decimal(str(recommended)):
            said.append(f"{proposal.said(name)} at {budget} a day instead of {recommended:.2f}")
    return "; ".join(said)


def _keep_stop_rule(store: Store, proposal: Proposal, budgets: Mapping[str, Decimal]) -> None:
    """Channels that were not raised after all are no reason to go back."""
    raised = [
        line
        for name, line in proposal.lines.items()
        if name in budgets and budgets[name] > cents(line["current_spend"])
    ]
    lines = pd.DataFrame(raised, columns=list(next(iter(proposal.lines.values()))))
    said = stop_rule(str(proposal.header["result_metric"]), proposal.currency, lines, proposal.labels)
    store.execute(
        "UPDATE state.recommendation SET stop_if = :said WHERE recommendation_id = :id",
        {"said": said, "id": proposal.header["recommendation_id"]},
    )


def _decide(store: Store, header: Mapping[str, Any], status: str, note: str, moment: datetime) -> None:
    store.execute(
        "UPDATE state.recommendation SET status = :status, decided_at = :at, note = :note "
        "WHERE recommendation_id = :id",
        {"status": status, "at": moment, "note": note or None, "id": header["recommendation_id"]},
    )
