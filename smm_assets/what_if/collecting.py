"""The recommendation in force with today's spend and limits, for the workbook.

Belongs here: reading the published tables. Not here: cells.
"""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

import pandas as pd

from smm_assets.decisions.asking import Question
from smm_assets.decisions.bounds import Scenario, find_holds
from smm_assets.decisions.cents import CENT, cents
from smm_assets.decisions.exploring import channels_money
from smm_assets.decisions.inputs import Inputs, read_inputs
from smm_assets.decisions.pricing import Curve
from smm_assets.report.advice import in_force
from smm_assets.report.tables import Tables, certain_day
from smm_assets.report.words import round_tenth
from smm_assets.settings import Project
from smm_assets.warehouse.store import ReadOnlyStore
from smm_assets.what_if.facts import ChannelRow, Plate

Row = Mapping[Any, Any]


def collect(project: Project, reader: ReadOnlyStore, as_of: date) -> list[Plate]:
    """The recommendations of the morning that can be worked with, one per objective: those whose money can be split."""
    found = {inputs.objective: inputs for inputs in read_inputs(reader, as_of, project.settings)}
    headers = sorted(in_force(Tables(reader), as_of), key=lambda row: str(row["objective"]))
    plates = [
        _plate(project, reader, found[str(row["objective"])], row) for row in headers if row["objective"] in found
    ]
    return [plate for plate in plates if any(row.curve for row in plate.rows)]


def _plate(project: Project, reader: ReadOnlyStore, inputs: Inputs, header: Row) -> Plate:
    name = {"id": header["recommendation_id"]}
    lines = reader.read(
        "SELECT * FROM marts.budget_recommendation WHERE recommendation_id = :id ORDER BY current_spend DESC, channel",
        name,
    )
    points = reader.read("SELECT * FROM marts.response_curve WHERE recommendation_id = :id", name)
    total = channels_money(header)
    holds = find_holds(inputs, project.settings)
    question = Question(inputs=inputs, settings=project.settings, holds=holds, scenario=Scenario())
    curves = question.ground(points, lines, as_today=bool(header["keep"])).curves
    rows = [
        _row(line, question, total, curves) for line in lines.to_dict("records") if line["channel"] in inputs.names()
    ]
    return Plate(
        recommendation_id=str(header["recommendation_id"]),
        as_of=certain_day(header["as_of"]),
        objective=inputs.objective,
        metric=str(header["result_metric"]),
        currency=inputs.currency,
        total=total,
        next_money=round_tenth(total),
        summary=str(header["summary"]),
        rows=tuple(rows),
    )


def _row(line: Row, question: Question, total: Decimal, curves: Mapping[str, Curve]) -> ChannelRow:
    name = str(line["channel"])
    entry, state = question.limits(total).channels[name], question.state(name)
    low, high = question.own[name]
    step = Decimal(str(question.settings.decision.max_step))
    patient = state.patience_until is not None and question.inputs.as_of < state.patience_until
    fixed = "held" if name in question.holds else "frozen" if entry.get("frozen") else ""
    return ChannelRow(
        channel=name,
        label=state.label,
        now=_cents(state.current),
        recommended=_cents(line["recommended_spend"]),
        low=None if low is None else low.quantize(CENT, ROUND_CEILING),
        high=None if high is None else high.quantize(CENT, ROUND_FLOOR),
        fixed=fixed,
        step_down=Decimal(0) if patient else step,
        step_up=step,
        highest=question.highest().get(name, Decimal(0)).quantize(CENT),
        curve=curves.get(name),
    )


def _cents(value: object) -> Decimal:
    return Decimal(0) if pd.isna(value) else cents(value)  # type: ignore[call-overload]
