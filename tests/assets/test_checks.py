"""Results of expectations as one asset check."""

import dagster as dg
import numpy as np

from smm_assets.assets.checks import ERROR, LONGEST, SHOWN, WARN, table_check

KEY = dg.AssetCheckKey(dg.AssetKey(["marts", "x"]), "audit")


def result(expectation: str, success: object = True, observed: object = float("nan")) -> dict[str, object]:
    return {
        "expectation": expectation,
        "column_name": None,
        "success": success,
        "unexpected_count": 0,
        "observed": observed,
        "expected": "a value",
        "severity": "error",
    }


def shown(check: dg.AssetCheckResult, column: str = "expectation") -> list[object]:
    table = check.metadata["expectations"]
    return [record.data[column] for record in table.records]  # type: ignore[union-attr]


def test_no_results_pass_and_say_why_there_are_none() -> None:
    check = table_check(KEY, [], nothing="No file came yet")
    assert check.passed
    assert check.description == "No file came yet"
    assert "expectations" not in check.metadata


def test_one_failure_among_many_warns_and_stands_first() -> None:
    check = table_check(KEY, [result("a"), result("b", np.False_, "3 rows"), result("c", np.True_)])
    assert (check.passed, check.severity) == (False, WARN)
    assert shown(check) == ["b", "a", "c"]
    assert check.description == "1 of 3 expectations did not hold. Expected: b; seen: 3 rows"


def test_what_must_hold_is_an_error_where_it_does_not() -> None:
    assert table_check(KEY, [result("a", False)], ERROR).severity == ERROR
    assert table_check(KEY, [result("a")], ERROR).description == "1 expectation held"


def test_a_thousand_results_are_counted_in_full_and_shown_in_part() -> None:
    check = table_check(KEY, [result(str(n)) for n in range(1000)])
    assert check.metadata["checked"].value == 1000
    assert len(shown(check)) == SHOWN


def test_hostile_and_endless_texts_are_shown_harmless_and_short() -> None:
    check = table_check(KEY, [result("a", False, "sp\x1b[31ment\u202e" + "x" * 1000)])
    (seen,) = shown(check, "observed")
    assert isinstance(seen, str)
    assert seen.startswith("sp [31ment x")
    assert len(seen) == LONGEST
