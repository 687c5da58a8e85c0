"""kpis.yml says everything that is wrong with it at once, with lines."""

import pytest
import sqlglot

from smm_assets.errors import ConfigurationError
from smm_assets.kpis.compile import select
from smm_assets.kpis.model import project_kpis
from smm_assets.kpis.read import merged, read_kpis
from smm_assets.settings import Project
from smm_assets.sqlmodels.load import ROOT, folder_models

COLUMNS = {
    "channel": {"spend": True, "orders": True, "impressions": True, "ctr": False},
    "campaign": {"spend": True, "impressions": True},
}
GOOD = "- {name: cpo, title: Cost per order, formula: spend / orders, unit: money, direction: down, target: 10}\n"


def _read(tmp_path, text):
    (tmp_path / "kpis.yml").write_text(text)
    problems = []
    return read_kpis(tmp_path / "kpis.yml", COLUMNS, problems), [str(problem) for problem in problems]


def test_no_file_and_an_empty_file_mean_no_kpis(tmp_path):
    assert read_kpis(tmp_path / "kpis.yml", COLUMNS, []) == []
    assert _read(tmp_path, "# nothing yet\n") == ([], [])
    assert _read(tmp_path, "[]\n") == ([], [])


def test_all_problems_of_all_entries_are_told_with_their_lines(tmp_path):
    kpis, problems = _read(
        tmp_path,
        "- name: a\n  formula: spend / ordrs\n  unit: money\n  direction: sideways\n"
        "- name: B c\n  formula: spend\n  unit: money\n  direction: up\n  tarjet: 3\n"
        "- name: d\n  formula: ctr / spend\n  unit: x\n  direction: up\n  target: ten\n  level: campaign\n"
        "- name: e\n  formula: spend / orders\n  unit: x\n  direction: up\n  target: 5\n  warn: 6\n"
        "  minimum: {order: 3}\n"
        "- just words\n",
    )
    assert kpis == []
    expected = [
        ("line 2, key formula", "Did you mean orders?"),
        ("line 4, key direction", "expected up or down"),
        ("line 5, key name", "small letters"),
        ("line 9, key tarjet", "Did you mean target?"),
        ("line 11, key formula", "unknown metric 'ctr'"),
        ("line 14, key target", "expected a number"),
        ("line 21, key warn", "good side"),
        ("line 22, key minimum", "Did you mean orders?"),
        ("line 23", "an entry with name"),
    ]
    for where, what in expected:
        assert any(where in problem and what in problem for problem in problems), (where, what, problems)


@pytest.mark.parametrize("text", ["- name: [", "name: a\n", "words"])
def test_a_file_of_another_shape_is_one_problem(tmp_path, text):
    kpis, problems = _read(tmp_path, text)
    assert kpis == []
    assert len(problems) == 1
    assert problems[0].startswith("kpis.yml line 1")


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
    assert all(kpi.title and kpi.unit and kpi.description for kpi in kpis)


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
    assert read_kpis(tmp_path / "kpis.yml", COLUMNS, told) == []
    assert "UTF-8" in str(told[0])
