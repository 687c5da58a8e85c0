"""Who is meant: ages and countries as people and networks write them, and what lies outside."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.budget.off_target import off_target_rows
from smm_assets.errors import ConfigurationError
from smm_assets.settings import TargetAudience, age_bounds, country_code, read_settings


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("25-34", (25, 34)), ("65+", (65, 120)), ("AGE_25_34", (25, 34)), ("от 18 до 21", (18, 21)), ("до 18", (0, 17)),
        ("Under 18", (0, 17)), ("older than 55", (55, 120)), ("55 and over", (55, 120)),
        ("18 – 24", (18, 24)), ("40", (40, 40)),
        ("unknown", None), ("", None), ("2026-06", None), ("34-25", None), ("1, 2 and 3", None),
    ],
)  # fmt: skip
def test_a_bucket_of_ages_is_understood_as_written_or_not_at_all(text: str, bounds: tuple[int, int] | None) -> None:
    assert age_bounds(text) == bounds


@pytest.mark.parametrize("text", ["DE", "de", "Germany", " deutschland ", "Германия", "Allemagne"])
def test_a_country_is_known_by_code_and_by_name(text: str) -> None:
    assert country_code(text) == "DE"


def _judged(target: TargetAudience, *buckets: tuple[str, str]) -> dict[str, object]:
    rows = off_target_rows([{"dimension": kind, "bucket": text} for kind, text in buckets], target)
    return {str(row["bucket"]): row["is_off_target"] for row in rows}


def test_what_lies_wholly_outside_is_off_and_what_says_nothing_is_not_judged() -> None:
    target = TargetAudience(ages=("25-34", "55+"), countries=("DE", "Austria"), regions=("Berlin",))
    ages = [("age", text) for text in ("18-24", "25-34", "20-30", "35-54", "65+", "unknown")]
    places = [
        ("country", "France"),
        ("country", "Österreich"),
        ("country", "Atlantis"),
        ("region", "berlin"),
        ("region", "Bavaria"),
    ]
    assert _judged(target, *ages, *places, ("region", "Unknown")) == {
        "18-24": True, "25-34": False, "20-30": False, "35-54": True, "65+": False,
        "France": True, "Österreich": False, "berlin": False, "Bavaria": True,
    }  # fmt: skip
    assert _judged(TargetAudience(ages=("25-34",)), *places) == {}


AGES = st.tuples(st.integers(0, 99), st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(AGES, st.lists(AGES, min_size=1, max_size=3))
def test_a_bucket_is_off_exactly_when_none_of_its_ages_is_wanted(
    bucket: tuple[int, int], wanted: list[tuple[int, int]]
) -> None:
    target = TargetAudience(ages=tuple(f"{low}-{high}" for low, high in wanted))
    ages = set(range(bucket[0], bucket[1] + 1))
    meant = {age for low, high in wanted for age in range(low, high + 1)}
    assert _judged(target, ("age", f"{bucket[0]}-{bucket[1]}")) == {f"{bucket[0]}-{bucket[1]}": not ages & meant}


def test_what_is_no_audience_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "smm.yaml"
    path.write_text("name: A\ntarget_audience:\n  ages: [young]\n  countries: [Atlantis]\n  citys: [Rome]\n")
    with pytest.raises(ConfigurationError) as caught:
        read_settings(path, {})
    assert [str(one) for one in caught.value.problems] == [
        "smm.yaml line 3, key target_audience.ages: 'young' is no range of ages. Write 25-54 or 65+",
        "smm.yaml line 4, key target_audience.countries: 'Atlantis' is no country. "
        "Write its code of two letters, such as DE",
        "smm.yaml line 5, key target_audience.citys: unknown key. Remove it",
    ]
