"""What is recommended on a morning, as the software's own books have it before the marts are made of them.

Belongs here: reading it, and its table from today's spend to the recommended one. Not here: deciding (`decisions`).
"""

import re
from datetime import date

from smm_assets.report.advice import advice
from smm_assets.report.advice_facts import Advice
from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables
from smm_assets.report.verdict import verdict
from smm_assets.report.visible import visible
from smm_assets.report.words import Words, change, full_day, period
from smm_assets.settings import Project
from smm_assets.warehouse.store import ReadOnlyStore

_MARKS = re.compile(r"[\\`*_{}\[\]()<>#!|~&:]")  # what Markdown gives a meaning of its own, and bare addresses
_IN_FORCE = """
SELECT r.*, v.is_new AS made_today FROM state.recommendation_review AS v
INNER JOIN state.recommendation AS r ON r.recommendation_id = v.recommendation_id
WHERE v.as_of = :as_of ORDER BY r.total DESC NULLS LAST, r.objective"""
_LINES = """
SELECT b.*, a.daily_budget AS approved_spend FROM state.budget_recommendation AS b
LEFT JOIN state.approval AS a ON a.recommendation_id = b.recommendation_id AND a.channel = b.channel
WHERE b.recommendation_id = :id ORDER BY b.channel"""
_CURVES = "SELECT * FROM state.response_curve WHERE recommendation_id = :id ORDER BY channel, spend"


def advised(project: Project, store: ReadOnlyStore, as_of: date) -> list[Advice]:
    """The recommendations a morning's review speaks of, the largest first."""
    tables = Tables(store)
    labels = Labels(tables, project)
    found = []
    for header in tables.rows("state.recommendation_review", _IN_FORCE, {"as_of": as_of}):
        name = {"id": header["recommendation_id"]}
        lines = tables.rows("state.budget_recommendation", _LINES, name)
        curves = tables.rows("state.response_curve", _CURVES, name)
        found.append(advice(header, lines, curves, labels))
    return found


def moves(one: Advice, currency: str) -> list[dict[str, str]]:
    """A row for each channel: from what it spends a day to what it is to spend, and why."""
    words = Words(currency)
    return [
        {
            "channel": visible(line.label),
            "today": words.money(line.current),
            "recommended": words.money(line.recommended),
            "change": change(line.change_pct),
            "verdict": verdict(line, one),
            "why": visible(line.reason),
        }
        for line in one.lines
    ]


def told(one: Advice) -> str:
    """The advice in words, as Markdown: what it is for, what it says, when it is looked at again."""
    kind = "stands unchanged" if one.is_standing else "made this morning"
    review = f" Review {full_day(one.review_on)}." if one.review_on else ""
    stop = f" {_literal(one.stop_if)}." if one.stop_if else ""
    head = f"**{period(one.period_start, one.period_end)}, {one.objective}** ({one.recommendation_id}, {kind})"
    return f"{head}: {_literal(one.summary)}{stop}{review}"


def _literal(text: str) -> str:
    """Text with names in it as Markdown that shows it and nothing more: no picture fetched, no link, no HTML."""
    return _MARKS.sub(r"\\\g<0>", visible(text))
