"""The weekly review: each morning the standing recommendation goes on, or a trigger has a new one made.

Belongs here: one answer per objective and morning. Not here: the triggers (`triggers`), the new recommendation
(`decide`), writing any of it down (`record`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from smm_assets.decisions.decide import decide_one
from smm_assets.decisions.decision import Decision
from smm_assets.decisions.inputs import Inputs, read_inputs
from smm_assets.decisions.period import review_day
from smm_assets.decisions.standing import Standing, decided_today, find_standing, read_events
from smm_assets.decisions.terms import Terms, amount_words, line_key, terms_of
from smm_assets.decisions.triggers import Morning, Trigger, find_trigger
from smm_assets.report.words import weekday
from smm_assets.settings import Project, Settings
from smm_assets.warehouse.store import Store
from smm_assets.warehouse.values import day_of

SAID = {"first": "", "review": "Weekly review. "}


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """What a morning says for one objective. decision: the new recommendation, None when the standing one goes on.

    row: one row of state.recommendation_review.
    """

    decision: Decision | None
    row: Mapping[str, object]


def review_morning(project: Project, store: Store, as_of: date, *, now: datetime) -> list[Reviewed]:
    """One answer per objective, nothing written. What somebody decided this morning is not decided again."""
    settings = project.settings
    found = [
        _review(store, inputs, settings, now)
        for inputs in read_inputs(store, as_of, settings)
        if not decided_today(store, inputs.objective, as_of)
    ]
    return found


def _review(store: Store, inputs: Inputs, settings: Settings, now: datetime) -> Reviewed:
    events = read_events(store, inputs.names())
    terms = terms_of(inputs, events)
    standing = find_standing(store, inputs.objective, inputs.as_of)
    morning = Morning(inputs=inputs, events=events, terms=terms, approved=_approved(store))
    trigger = find_trigger(standing, morning)
    if trigger is None and standing is not None:
        return Reviewed(decision=None, row=_row(inputs, standing.recommendation_id, None, _unchanged(standing), now))
    decision = _with_trigger(decide_one(inputs, settings, now=now), trigger, terms, settings)
    row = _row(inputs, decision.recommendation_id, trigger, str(decision.header["summary"]), now)
    return Reviewed(decision=decision, row=row)


def _with_trigger(decision: Decision, trigger: Trigger | None, terms: Terms, settings: Settings) -> Decision:
    """The decision with why it was made, what it knew, and its review day."""
    name, detail = (trigger.name, trigger.detail) if trigger else ("first", "")
    before = SAID.get(name, f"Made anew because {detail}. ")
    as_of: date = decision.header["as_of"]  # type: ignore[assignment]
    last: date = decision.header["period_end"]  # type: ignore[assignment]
    more = {
        "trigger_name": name,
        "trigger_detail": detail,
        "terms_json": json.dumps(terms.as_json(), sort_keys=True, ensure_ascii=False),
        "review_on": review_day(as_of, settings.decision.review_weekday, last),
        "summary": f"{before}{decision.header['summary']}",
    }
    return replace(decision, header={**decision.header, **more})


def _unchanged(standing: Standing) -> str:
    since = weekday(standing.as_of)
    status = {"approved": ", approved", "declined": ", declined"}.get(str(standing.header["status"]), "")
    then = weekday(standing.review_on)
    said = str(standing.header["summary"]).removeprefix(SAID["review"])
    return f"Unchanged since {since}{status}; to be looked at again on {then}. {said}"


def _row(inputs: Inputs, name: str, trigger: Trigger | None, summary: str, now: datetime) -> dict[str, object]:
    return {
        "as_of": inputs.as_of,
        "objective": inputs.objective,
        "recommendation_id": name,
        "is_new": trigger is not None,
        "trigger_name": trigger.name if trigger else "none",
        "trigger_detail": trigger.detail if trigger else None,
        "summary": summary,
        "reviewed_at": now.astimezone(UTC).replace(tzinfo=None),
    }


def _approved(store: Store) -> dict[str, set[str]]:
    """Amounts that approvals gave lines of the plan, as terms write them."""
    rows = store.read("SELECT channel, line_start, line_end, plan_amount, line_currency FROM state.approval")
    found: dict[str, set[str]] = {}
    for row in rows.dropna(subset=["plan_amount"]).to_dict("records"):
        start, end = (day_of(row[name]) for name in ("line_start", "line_end"))
        key = line_key(str(row["channel"]), start, end)
        found.setdefault(key, set()).add(amount_words(row["plan_amount"], row["line_currency"]))
    return found


def made_in(reviewed: Sequence[Reviewed]) -> list[Decision]:
    """The new recommendations among the answers of a morning."""
    return [one.decision for one in reviewed if one.decision is not None]
