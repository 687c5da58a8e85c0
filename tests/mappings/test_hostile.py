"""Whatever a mapping file or an export holds: problems in words or a draft, never an accident."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smm_assets.errors import Problem, UsageError
from smm_assets.mappings.model import MappingFile
from smm_assets.mappings.suggesting import suggest
from smm_assets.networks import reports
from smm_assets.registry import registry
from smm_assets.settings import Project, Settings

WORDS = st.sampled_from(
    [*MappingFile.model_fields, "day", "spend_original", "names", "ads", "outcome", "auto", "(", ""]
)
LEAVES = WORDS | st.none() | st.booleans() | st.integers(-5, 10**20) | st.floats() | st.dates() | st.text(max_size=5)
CONTENT = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.integers(0, 3), inner, max_size=5)
)
CELLS = st.text(max_size=8) | st.sampled_from(["1,5", "1.234", "2026-06-01", "03/04/2026", "Date", "Cost", "%", "€"])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.dictionaries(WORDS, CONTENT, max_size=8))
def test_any_yaml_is_a_mapping_or_a_list_of_problems(tmp_path: Path, content: dict[object, object]) -> None:
    (tmp_path / "mappings").mkdir(exist_ok=True)
    path = tmp_path / "mappings" / "any.yml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    problems: list[Problem] = []
    registry(Project(tmp_path, Settings()), problems)
    assert all(problem.where.startswith("mappings/any.yml") and problem.seen for problem in problems)


@settings(max_examples=100)
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6), name=st.text(max_size=10))
def test_any_table_gives_a_draft_that_is_yaml_or_a_reason(rows: list[list[str]], name: str) -> None:
    text = "\n".join(";".join(row) for row in rows)
    try:
        made = suggest(name, text.encode("utf-8", "surrogatepass"), reports())
    except UsageError:
        return
    assert {"network", "columns"} <= set(yaml.safe_load(made))


@pytest.mark.parametrize("mark", ["\x04", "\x85", "\u2028", "\x9b", "\r", "\u202e"])
def test_no_control_character_of_a_header_or_cell_ends_a_line_of_the_draft(mark: str) -> None:
    text = f"Date;Cost (EUR);Campaign;No{mark}te\n2026-06-01;1,5;A;x{mark}y: z\n2026-06-02;2,5;A;{mark}\n"
    made = suggest(f"a{mark}b.csv", text.encode(), reports())
    assert set(yaml.safe_load(made)) <= set(MappingFile.model_fields)
