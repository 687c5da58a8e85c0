"""Every text of the advice calls results what they are: leads are counted, revenue is money, clicks go by thousands."""

import re
from decimal import Decimal

import pytest

from pipelines.cli.what_if_page import own_lines, reached_lines
from smm_assets.allocation import Unit
from smm_assets.decisions.bounds import Scenario
from smm_assets.decisions.cautions import warnings
from smm_assets.decisions.decide import Decision
from smm_assets.decisions.target import Reached, Target
from smm_assets.errors import UsageError
from smm_assets.report.words import Words
from tests.cli.test_page import advice, line
from tests.decisions.test_decide import Marts, decide, marts


def counted_in(metric: str, times: float) -> Marts:
    reader = marts("900")
    objective = "leads" if metric == "leads" else "sales"
    reader.channel["objective"], reader.channel["result_metric"] = objective, metric
    reader.history = reader.history.assign(
        objective=objective, result_metric=metric, result=reader.history["result"] * times
    )
    return reader


def texts(decision: Decision) -> str:
    header = decision.header
    return " ".join([*decision.lines["reason"], *(str(header[key]) for key in ("summary", "stop_if", "warnings"))])


@pytest.mark.parametrize(
    ("metric", "times", "says"),
    [
        (
            "leads", 1.0,
            [r"\d leads, one per \d", r"bring about [\d.]+ leads here", r"About \d+ leads instead of \d+ with",
             r"a lead from \w+ costs more than €\d"],
        ),
        (
            "revenue", 30.0,
            [r"spent and [\d,]+\.\d\d of revenue, \d+\.\d\d for each 1\.00 spent", r"bring about \d+ of revenue here",
             r"About €[\d,]+ of revenue instead of €[\d,]+ with", r"likely between [+−]€[\d,.]+ and \+€",
             r"\w+ brings less than €[\d.]+ of revenue for each €1\.00 spent"],
        ),
        (
            "link_clicks", 900.0,
            [r"spent and [\d,]+ clicks, a thousand for \d+\.\d\d", r"bring about [\d,]+ clicks here",
             r"a thousand clicks from \w+ cost more than €\d"],
        ),
    ],
)  # fmt: skip
def test_reasons_summary_and_stop_rule_name_the_results(metric: str, times: float, says: list[str]) -> None:
    said = texts(decide(counted_in(metric, times)))
    assert [pattern for pattern in says if not re.search(pattern, said)] == []
    assert not re.search(r"\d results?\b|e\+\d|order", said)


def test_a_target_nothing_reaches_names_whose_cost_it_is() -> None:
    for metric, what in (("leads", "one lead costs"), ("revenue", "1.00 of revenue costs")):
        with pytest.raises(UsageError, match=what):
            decide(counted_in(metric, 1.0), Scenario(target=Target(cost=Decimal("0.01"))))


def test_a_lone_result_and_hardly_any_are_told_in_words() -> None:
    unit = Unit(one="lead", many="leads")
    assert [unit.counted(n) for n in (1.0, 2.0, 12345.0)] == ["1 lead", "2 leads", "12,345 leads"]
    assert [unit.rough(n) for n in (1.0, 0.123, 0.0)] == ["about 1 lead", "about 0.12 leads", "hardly any leads"]
    assert Unit(one="revenue", many="revenue", is_money=True).rough(1234.0) == "about 1,234 of revenue"


def test_few_results_are_told_by_their_name_and_an_amount_only_when_there_is_none() -> None:
    def said(metric: str, came: float) -> str:
        return warnings([], metric=metric, source="crm", results={"a": came}, labels={"a": "Alpha"}, beyond=[])

    assert said("leads", 9.0) == "Alpha brought fewer than 10 leads in all: a small test, judged mostly by the others."
    assert said("revenue", 9.0) == ""
    assert said("revenue", 0.0).startswith("Alpha brought no revenue at all")


def test_the_pages_of_own_amounts_and_targets_speak_of_revenue_as_money() -> None:
    own = decide(counted_in("revenue", 30.0), Scenario(spends={"tiktok": Decimal(5)})).own
    words, page = Words("EUR"), advice(line("Alpha"), metric="revenue")
    lines = " ".join(own_lines(own, page, words)).replace("  ", " ")
    assert re.search(r"about €[\d,]+ revenue a day, likely €[\d,]+.* to €[\d,]+", lines)
    assert "for each €1.00 of it" in lines
    assert "less" in lines
    assert "fewer" not in lines
    reached = Reached(target=Target(cost=Decimal("0.20")), total=Decimal(90), cost=0.19, exact=True,
                      lowest=Decimal(20), highest=Decimal(180), step=Decimal(20))  # fmt: skip
    assert "where €1.00 of revenue costs €0.20 or less" in " ".join(reached_lines(reached, page, words))
