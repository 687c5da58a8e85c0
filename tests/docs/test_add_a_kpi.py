"""The how-to on KPIs: its commands are run as they stand there, and it leaves no key out."""

from pathlib import Path

import pytest

from smm_assets.kpis.entry import KEYS
from tests.how_to import page, said

PAGE = page("add-a-kpi")


@pytest.mark.long
def test_the_commands_lead_from_an_entry_over_its_mistakes_to_a_judged_value(tmp_path: Path) -> None:
    *_, mistakes, shown = said(PAGE, tmp_path, COLUMNS="400")
    for told in (
        "line 17, KPI click_reach, key formula: 'reach' counts people",
        "line 20, KPI click_reach, key min_sample: 'reach' counts people",
        "line 22, KPI cost_of_order, key formula: unlike units are added: orders is a count, spend is money",
        "line 25, KPI cost_of_order, key min_sample: unknown metric 'ordrs'",
        "Did you mean orders?",
        "line 27, KPI cost_of_order, key warn: warn 12 is on the good side of target 10",
    ):
        assert told in mistakes, (told, mistakes)
    assert "clicks_per_day,20.0,60.0,3.0,,no_target,False" in shown.replace("false", "False")
    assert "cost_per_thousand_clicks,500.0,30000.0,60.0,400.0,breach,True" in shown.replace("true", "True")
    assert "unit money, lower is better, judged from 50 link_clicks, owner Ada" in shown
    assert "link_clicks: raw.ad_delivery.link_clicks" in shown


def test_every_key_of_an_entry_stands_on_the_page() -> None:
    assert [key for key in KEYS if f"\n| `{key}` |" not in PAGE] == []
