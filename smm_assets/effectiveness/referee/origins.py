"""Which columns each column of state.test_verdict is made from.

Belongs here: what `kept` and `judge` read for it, told one step back. Not here: lineage of SQL (`sqlmodels.lineage`).
"""

from collections.abc import Mapping

Origins = tuple[tuple[str, str], ...]


def _of(table: str, *columns: str) -> Origins:
    return tuple((table, column) for column in columns)


_TEST = "staging.seed_test"
_PRIOR = (
    *_of("intermediate.int_test_day", "date", "is_test", "spend", "result", "completeness"),
    *_of(_TEST, "date_from", "date_to", "benchmark"),
)
_JUDGED = (*_PRIOR, *_of(_TEST, "test_budget"), *_of("intermediate.int_test_measure", "result_metric", "comparability"))

ORIGINS: Mapping[str, Origins] = {
    "test_id": _of(_TEST, "test_id"),
    "channel": _of(_TEST, "channel"),
    **dict.fromkeys(("rate", "rate_low", "rate_high", "dispersion"), _PRIOR),
    **dict.fromkeys(("probability_best", "expected_loss", "spend_needed", "verdict"), _JUDGED),
    "reason": (*_JUDGED, *_of("staging.seed_channel", "label")),
    **dict.fromkeys(("prior_rate", "prior_basis"), _PRIOR),
}
