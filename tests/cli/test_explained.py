"""What `smm explain` prints: every sentence as it is, every figure with its unit, no claim the rows do not bear out."""

from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from pipelines.cli.explain import app
from pipelines.cli.explained import advice_lines

REASON = "Don't touch: data only through 15 Nov. An export of 16 Nov to 25 Nov unlocks advice, as the last one did."
LINE = {
    "channel": "linkedin", "action": "hold", "current_spend": 115.71, "recommended_spend": 115.71, "trust": "hold",
    "reason": REASON, "binding_constraint": "hold", "shadow_price": None,
}  # fmt: skip


def test_a_wrapped_reason_is_printed_line_by_line_without_gaps_in_its_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from smm_assets.explain import advice

    header = {"recommendation_id": "r", "as_of": "2026-11-26", "status": "proposed", "summary": "s"}
    stored = advice.StoredAdvice(header={**header, "stop_if": "", "review_on": ""}, lines=(LINE,), curve=())
    monkeypatch.setattr(advice, "stored_advice", lambda *_: [stored])
    monkeypatch.setattr("pipelines.cli.explain.open_project", lambda *_: None)
    monkeypatch.setattr("pipelines.cli.explain.published", lambda *_: nullcontext())
    lines = CliRunner().invoke(app, ["recommendation"]).stdout.splitlines()
    assert lines[1:] == advice_lines(LINE)
    assert len(lines) == 3
    assert all("  " not in text.strip() for text in lines)
