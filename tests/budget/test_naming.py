"""Names taken apart by the naming rule of smm.yaml, and what breaks it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.budget.naming import Fault, naming_rows, taken_apart
from smm_assets.errors import ConfigurationError
from smm_assets.settings import Naming, read_settings

RULE = Naming(
    campaign="{market}_{objective}_{audience}",
    values={"market": ("DE", "AT"), "objective": ("Sales", "Traffic")},
    ignore=("Post:*",),
)
PART = st.text(st.characters(codec="utf-8", exclude_characters="_", exclude_categories=("Z", "C")), min_size=1)


def test_a_name_that_follows_the_rule_gives_its_parts_in_the_spelling_of_the_list() -> None:
    assert taken_apart("de_SALES_Broad 25+", RULE) == (
        {"market": "DE", "objective": "Sales", "audience": "Broad 25+"},
        [],
    )


def test_a_value_that_is_not_listed_is_told_with_the_nearest_one() -> None:
    values, faults = taken_apart("DE_Sale_Broad", RULE)
    assert values == {"market": "DE", "audience": "Broad"}
    assert faults == [Fault(part="objective", found="Sale", expected="one of Sales, Traffic", suggestion="Sales")]


def test_parts_that_are_not_there_are_each_told() -> None:
    values, faults = taken_apart("DE", RULE)
    assert values == {"market": "DE"}
    assert [(one.part, one.found) for one in faults] == [("objective", ""), ("audience", "")]
    assert faults[1].expected == "something for audience, as in {market}_{objective}_{audience}"


def test_an_empty_part_is_a_missing_one() -> None:
    assert [one.part for one in taken_apart("DE__Broad", RULE)[1]] == ["objective"]


def test_the_last_part_takes_the_rest() -> None:
    assert taken_apart("AT_Traffic_Broad_v2", RULE)[0]["audience"] == "Broad_v2"


def test_what_stands_around_the_parts_belongs_to_the_rule() -> None:
    rule = Naming(campaign="[{market}] {theme} (x)")
    assert taken_apart("[DE] Mugs (x)", rule) == ({"market": "DE", "theme": "Mugs"}, [])
    assert taken_apart("DE Mugs", rule)[1][0].expected == "a name such as [{market}] {theme} (x)"
    assert taken_apart("[DE] Mugs", rule)[1][0].expected == "a name that ends in  (x)"


def test_a_regular_expression_names_the_parts_too() -> None:
    rule = Naming(regex=r"(?P<market>[A-Z]{2})-(?P<theme>\w+)", values={"market": ("DE",)})
    assert taken_apart("DE-mugs", rule) == ({"market": "DE", "theme": "mugs"}, [])
    assert taken_apart("AT-mugs", rule)[1][0].part == "market"
    assert [one.part for one in taken_apart("mugs", rule)[1]] == [""]


def test_ignored_names_are_asked_nothing_and_without_a_rule_nothing_is_wrong() -> None:
    record = {"network": "n", "account_id": "a", "campaign_key": "1", "campaign_name": "post: our mugs"}
    assert naming_rows([record], RULE) == ([], [])
    assert naming_rows([{**record, "campaign_name": "Mugs"}], None) == ([], [])
    assert len(naming_rows([{**record, "campaign_name": "Mugs"}], RULE)[1]) == 3


@given(st.lists(PART, min_size=3, max_size=3))
def test_any_name_built_by_the_rule_is_taken_apart_into_what_it_was_built_from(parts: list[str]) -> None:
    rule = Naming(campaign="{a}_{b}_{c}")
    assert taken_apart("_".join(parts), rule) == (dict(zip("abc", parts, strict=True)), [])


@given(st.text())
def test_no_name_is_lost_it_has_parts_or_faults_for_each_part_of_the_rule(name: str) -> None:
    values, faults = taken_apart(name, RULE)
    told = {one.part for one in faults}
    assert set(values).isdisjoint(told)
    assert "" in told or set(values) | told == set(RULE.parts)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("naming:\n  campaign: plain\n", 2, "names no part"),
        ("naming:\n  campaign: '{a}{b}'\n", 2, "nothing between"),
        ("naming:\n  campaign: '{a}_{a}'\n", 2, "twice"),
        ("naming:\n  campaign: '{a}_{b c}'\n", 2, "brace"),
        ("naming:\n  regex: '(?P<a>'\n", 2, "no regular expression"),
        ("naming:\n  regex: 'abc'\n", 2, "no named group"),
        ("naming:\n  campaign: '{a}_{b}'\n  values:\n    c: [x]\n", 3, "no part is called 'c'"),
        ("naming:\n  values: {}\n", 1, "needs campaign or regex"),
        ("naming:\n  campain: '{a}'\n", 2, "Did you mean campaign?"),
    ],
)
def test_a_wrong_rule_is_told_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "smm.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_settings(path, {})
    told = [str(problem) for problem in caught.value.problems]
    assert any(f"smm.yaml line {line}" in one and said in one for one in told), told
