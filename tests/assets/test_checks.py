"""Results of expectations as one asset check."""

import dagster as dg
import numpy as np

from smm_assets.assets.checks import SHOWN, table_check

KEY = dg.AssetCheckKey(dg.AssetKey(["marts", "x"]), "audit")


def result(expectation: str, success: object = True) -> dict[str, object]:
    return {
        "expectation": expectation,
        "column_name": None,
        "success": success,
        "unexpected_count": 0,
        "observed": float("nan"),
        "expected": "a value",
        "severity": "error",
    }


def shown(check: dg.AssetCheckResult) -> list[object]:
    table = check.metadata["expectations"]
    return [record.data["expectation"] for record in table.records]  # type: ignore[union-attr]


def test_no_results_pass() -> None:
    check = table_check(KEY, [])
    assert check.passed
    assert "expectations" not in check.metadata


def test_one_failure_among_many_warns_and_stands_first() -> None:
    check = table_check(KEY, [result("a"), result("b", np.False_), result("c", np.True_)])
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert shown(check) == ["b", "a", "c"]
    assert check.description == "1 of 3 expectations did not hold"


def test_a_thousand_results_are_counted_in_full_and_shown_in_part() -> None:
    check = table_check(KEY, [result(str(n)) for n in range(1000)])
    assert check.metadata["checked"].value == 1000
    assert len(shown(check)) == SHOWN
