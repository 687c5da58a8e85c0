"""kpis.yml says everything that is wrong with it at once, with lines."""

import pytest
import sqlglot

from smm_assets.errors import ConfigurationError
from smm_assets.kpis.compile import select
from smm_assets.kpis.model import project_kpis
from smm_assets.kpis.read import merged, read_kpis
from smm_assets.settings import Project
from smm_assets.sqlmodels.load import ROOT, folder_models
from tests.kpis.words import WORDS

GOOD = (
    "- {name: cpo, title: Cost per order, formula: spend / orders, unit: money, direction: down, target: 10, "
    "min_sample: {orders: 5}}\n"
)


def _read(tmp_path, text):
    (tmp_path / "kpis.yml").write_text(text)
    problems = []
    return read_kpis(tmp_path / "kpis.yml", WORDS, problems), [str(problem) for problem in problems]


def test_no_file_and_an_empty_file_mean_no_kpis(tmp_path):
    assert read_kpis(tmp_path / "kpis.yml", WORDS, []) == []
    assert _read(tmp_path, "# nothing yet\n") == ([], [])
    assert _read(tmp_path, "[]\n") == ([], [])


def test_all_problems_of_all_entries_are_told_with_their_lines(tmp_path):
    kpis, problems = _read(
        tmp_path,
        "- name: a\n  formula: spnd / ordrs\n  unit: money\n  direction: sideways\n  min_sample: {orders: 5}\n"
        "- name: B c\n  formula: spend\n  unit: money\n  direction: up\n  tarjet: 3\n  min_sample: {days: 7}\n"
        "- name: d\n  formula: ctr / spend\n  unit: x\n  direction: up\n  target: ten\n  level: campaign\n"
        "- name: e\n  formula: spend / orders\n  unit: x\n  direction: up\n  target: 5\n  warn: 6\n"
        "  min_sample: {order: 3, reach: 5, orders: -1, sessions: 0}\n"
        "- just words\n",
    )
    assert kpis == []
    expected = [
        ("line 2, KPI a, key formula", "unknown metric 'ordrs'. Did you mean orders?"),
        ("line 2, KPI a, key formula", "unknown metric 'spnd'. Did you mean spend?"),
        ("line 4, KPI a, key direction", "'sideways'; expected up or down. Write direction: up or down"),
        ("line 6, KPI B c, key name", "small letters"),
        ("line 10, KPI B c, key tarjet", "Did you mean target?"),
        ("line 12, KPI d, key min_sample", "missing; expected metric: number, such as {impressions: 1000}"),
        ("line 13, KPI d, key formula", "'ctr' is a ratio"),
        ("line 16, KPI d, key target", "'ten'; expected a number"),
        ("line 20, KPI e, key unit", "unit 'x', but the formula gives money"),
        ("line 21, KPI e, key direction", "direction up, but the formula is a cost"),
        ("line 23, KPI e, key warn", "warn 6 is on the good side of target 5; expected a number below the target"),
        ("line 24, KPI e, key min_sample", "Did you mean orders?"),
        ("line 24, KPI e, key min_sample", "'reach' counts people"),
        ("line 24, KPI e, key min_sample", "orders: -1; expected a number above 0"),
        ("line 24, KPI e, key min_sample", "sessions: 0; expected a number above 0"),
        ("line 25", "an entry with name"),
    ]
    for where, what in expected:
        assert any(where in problem and what in problem for problem in problems), (where, what, problems)
    assert len(problems) == len(expected)


THRESHOLDS = "- {{name: x, formula: {}, unit: money, direction: {}, min_sample: {{orders: 1}}, {}}}\n"


@pytest.mark.parametrize(
    ("formula", "direction", "levels", "told"),
    [
        ("spend / orders", "down", "warn: 3", "warn without target"),
        ("spend / orders", "down", "breach: 3", "breach without target"),
        ("spend / orders", "down", "target: 5, breach: 4", "breach 4 is on the good side of target 5"),
        ("spend / orders", "down", "target: 5, warn: 7, breach: 6", "breach 6 is on the good side of warn 7"),
        ("revenue / orders", "up", "target: 5, warn: 7, breach: 9", "warn 7 is on the good side of target 5"),
        ("spend / orders", "up", "target: 5", "direction up, but the formula is a cost"),
        ("1000 * spend / (clicks + engagements)", "up", "target: 5", "expected down"),
        ("orders / spend", "down", "target: 5", "direction down, but the formula is what spend brings"),
        ("spend / orders", "down", "target: -5", "target -5, but the formula never gives less than 0"),
        ("spend / orders", "down", "target: 1e999999", "expected a number"),
        ("spend / orders", "down", "target: .inf", "expected a number"),
        ("spend / orders", "down", "target: 5 EUR", "without thousands marks or units"),
    ],
)
def test_thresholds_that_contradict_the_direction_or_the_formula_are_refused(
    tmp_path, formula, direction, levels, told
):
    kpis, problems = _read(tmp_path, THRESHOLDS.format(formula, direction, levels))
    assert kpis == []
    assert any(told in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("formula", "direction", "levels"),
    [
        ("spend / orders", "down", "target: 5, warn: 5, breach: 5"),
        ("spend / orders", "down", "target: 0"),
        ("(revenue - spend) / orders", "up", "target: 5, warn: 0, breach: -5"),
        ("spend / orders", "down", "owner: Ada"),
        ("spend / days", "up", "target: 5"),
        ("spend", "up", "target: 5"),
        ("(revenue - spend) / orders", "up", "target: 5"),
    ],
)
def test_thresholds_in_order_are_taken(tmp_path, formula, direction, levels):
    kpis, problems = _read(tmp_path, THRESHOLDS.format(formula, direction, levels))
    assert problems == []
    assert len(kpis) == 1


def test_the_key_minimum_of_before_is_read_and_both_together_are_one_too_many(tmp_path):
    kpis, problems = _read(tmp_path, GOOD.replace("min_sample", "minimum"))
    assert ([dict(kpi.min_sample) for kpi in kpis], problems) == ([{"orders": 5}], [])
    _, problems = _read(tmp_path, GOOD.replace("min_sample", "minimum: {orders: 5}, min_sample"))
    assert "stands beside min_sample" in problems[0]


@pytest.mark.parametrize("text", ["- name: [", "name: a\n", "words"])
def test_a_file_of_another_shape_is_one_problem(tmp_path, text):
    kpis, problems = _read(tmp_path, text)
    assert kpis == []
    assert len(problems) == 1
    assert problems[0].startswith("kpis.yml line 1")


def test_a_text_that_is_a_list_is_told(tmp_path):
    kpis, problems = _read(tmp_path, GOOD.replace("target: 10", "owner: [Ada, Bo]"))
    assert kpis == []
    assert "KPI cpo, key owner: '['Ada', 'Bo']'; expected a text" in problems[0]


def test_a_name_may_not_come_twice(tmp_path):
    kpis, problems = _read(tmp_path, GOOD + GOOD)
    assert len(kpis) == 1
    assert "'cpo' is there twice" in problems[0]


def test_the_projects_own_entry_replaces_the_shipped_one_of_its_name(tmp_path):
    own, _ = _read(tmp_path, GOOD)
    shipped, _ = _read(tmp_path, GOOD.replace("target: 10", "target: 99") + GOOD.replace("cpo", "other"))
    assert [(kpi.name, str(kpi.target)) for kpi in merged(shipped, own)] == [("cpo", "10"), ("other", "10")]


def test_names_and_titles_cannot_break_the_sql(tmp_path):
    kpis, _ = _read(tmp_path, GOOD.replace("Cost per order", '"Robert\'); DROP TABLE x; --"'))
    parsed = sqlglot.parse(select(kpis).replace("ref('seed_window')", "w").replace("ref('channel_daily')", "d"))
    assert len(parsed) == 1
    assert "Robert'); DROP TABLE x; --" in {str(item.this) for item in parsed[0].find_all(sqlglot.exp.Literal)}


def test_the_shipped_kpis_are_complete(tmp_path):
    (tmp_path / "smm.yaml").write_text("name: T\n")
    kpis = project_kpis(folder_models(ROOT), Project.open(tmp_path), ROOT)
    assert len(kpis) >= 12
    assert all(kpi.title and kpi.description and kpi.owner and kpi.min_sample for kpi in kpis)


def test_a_projects_problems_stop_with_all_of_them(tmp_path):
    (tmp_path / "smm.yaml").write_text("name: T\n")
    (tmp_path / "kpis.yml").write_text("- name: a\n- name: b\n")
    with pytest.raises(ConfigurationError) as caught:
        project_kpis(folder_models(ROOT), Project.open(tmp_path), ROOT)
    assert len(caught.value.problems) >= 6


def test_a_key_written_twice_and_a_file_that_is_no_text_are_told(tmp_path):
    _, problems = _read(tmp_path, GOOD.replace("unit: money", "unit: money, unit: ratio") + "\n- name: b\n  name: c\n")
    assert any(problem.startswith("kpis.yml line 4, key name: is already on line 3") for problem in problems)
    (tmp_path / "kpis.yml").write_bytes("- name: é\n".encode("latin-1"))
    told = []
    assert read_kpis(tmp_path / "kpis.yml", WORDS, told) == []
    assert "UTF-8" in str(told[0])
