"""The how-to on alerts: its commands are run as they stand there, and what arrives is looked at."""

from pathlib import Path

import pytest

from smm_assets.settings import DIGESTS, EVENTS, Alerts
from tests.how_to import page, said

PAGE = page("get-alerts")


@pytest.mark.long
def test_the_commands_lead_from_a_target_to_an_alert_and_a_digest(tmp_path: Path) -> None:
    _, tried, ran, shown = said(PAGE, tmp_path)
    assert tried == "team: sent\n"
    received = ran[ran.index("Shop: test message") :]
    # 63.00 of 60.00 are spent after seven of ten days, and about 9.00 a day go on
    assert "Shop: Meta, 1–10 Jun: likely to end at €90.00 of €60.00, €30.00 over the plan" in received
    assert "To do: The plan is spent: stop it at the network, or raise its line of plan.csv" in received
    assert "Shop: this morning, Mon 8 Jun 2026" in received
    assert "Known through Meta 7 Jun" in received
    assert shown.startswith("Nothing is due")
    assert "TO team: Shop: the week, Mon 8 Jun 2026" in shown


def test_the_page_tells_every_key_event_and_digest() -> None:
    for name in (*EVENTS, *DIGESTS, *Alerts.model_fields):
        assert f"`{name}`" in PAGE
