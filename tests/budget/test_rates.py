"""Exchange rates: the files they come in, the days they hold, and what is said of those that cannot be read."""

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.budget.rates import Rates, rate_rows, read_rates
from smm_assets.errors import Problem

HISTORY = "Date,USD,JPY,RUB,\n2026-06-12,1.25,180,N/A,\n2026-06-11,1.20,179,N/A,\n"
FRIDAY, MONDAY = dt.date(2026, 6, 12), dt.date(2026, 6, 15)


def _packed(text: str, *names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, text)
    return out.getvalue()


def _read(folder: Path, reporting: str = "EUR") -> tuple[Rates, list[str]]:
    problems: list[Problem] = []
    return read_rates(folder, reporting, problems), [str(problem) for problem in problems]


@pytest.mark.parametrize("name", ["fx.csv", "eurofxref-hist.csv", "eurofxref-hist.zip"])
def test_the_history_of_the_ecb_is_read_as_it_is_downloaded(tmp_path: Path, name: str) -> None:
    """1 EUR is 1.25 USD, so 1 USD is 0.8 EUR; the weekend goes on with Friday's rate."""
    data = _packed(HISTORY, "eurofxref-hist.csv") if name.endswith(".zip") else HISTORY.encode()
    (tmp_path / name).write_bytes(data)
    rates, said = _read(tmp_path)
    assert said == []
    assert [rates.rate("USD", day) for day in (FRIDAY, MONDAY)] == [Decimal("0.8"), Decimal("0.8")]
    assert rates.rate("RUB", FRIDAY) is None
    assert rates.rate("USD", dt.date(2026, 6, 10)) is None


def test_rates_in_another_reporting_currency_go_over_the_euro(tmp_path: Path) -> None:
    """180 JPY are 1 EUR are 1.25 USD."""
    (tmp_path / "eurofxref-hist.csv").write_text(HISTORY)
    rates, _ = _read(tmp_path, "USD")
    assert rates.rate("EUR", FRIDAY) == Decimal("1.25")
    assert rates.rate("JPY", FRIDAY) == Decimal("0.006944444444")


def test_what_is_written_by_hand_counts_before_what_was_downloaded(tmp_path: Path) -> None:
    (tmp_path / "eurofxref-hist.csv").write_text(HISTORY)
    (tmp_path / "fx.csv").write_text("date,currency,rate\n2026-06-12,USD,0.9\n2026-06-12,RUB,0.01\n")
    rates, said = _read(tmp_path)
    assert said == []
    assert (rates.rate("USD", FRIDAY), rates.rate("RUB", FRIDAY)) == (Decimal("0.9"), Decimal("0.01"))
    assert rates.rate("USD", dt.date(2026, 6, 11)) == Decimal("0.833333333333")


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (b"no archive", "cannot be read"),
        (_packed(HISTORY, "a.csv", "b.csv"), "holds 2 tables"),
        (_packed(HISTORY, "readme.txt"), "holds 0 tables"),
    ],
)
def test_an_archive_that_holds_no_one_table_is_a_problem(tmp_path: Path, data: bytes, seen: str) -> None:
    (tmp_path / "eurofxref-hist.zip").write_bytes(data)
    rates, said = _read(tmp_path)
    assert rates.quotes == {}
    assert len(said) == 1
    assert said[0].startswith("eurofxref-hist.zip")
    assert seen in said[0]


@given(
    st.dictionaries(st.integers(0, 60), st.decimals(min_value="0.01", max_value=9, places=4), max_size=12),
    st.integers(-10, 80),
)
def test_a_day_has_the_newest_rate_of_the_seven_days_before_or_none(quotes: dict[int, Decimal], asked: int) -> None:
    start = dt.date(2026, 1, 1)
    days = sorted(quotes)
    kept = (tuple(start + dt.timedelta(days=day) for day in days), tuple(quotes[day] for day in days))
    rates = Rates(reporting="EUR", quotes={"USD": kept})
    expected = next((quotes[asked - age] for age in range(8) if asked - age in quotes), None)
    day = start + dt.timedelta(days=asked)
    assert rates.rate("USD", day) == expected
    assert rates.rate("EUR", day) == 1
    rows = [row["rate"] for row in rate_rows(rates, ["USD"], [day]) if row["currency"] == "USD"]
    assert rows == ([] if expected is None else [expected])
