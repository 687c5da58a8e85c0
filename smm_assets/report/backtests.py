"""Back-tests in words: shown where advice is shown, as long as there is no record of advice that was really given.

Belongs here: collecting them and their sentences. Not here: making back-tests (`smm_assets/backtest`).
"""

from smm_assets.report.backtest_facts import BackTest
from smm_assets.report.tables import Tables, certain_day, number, text, whole
from smm_assets.report.words import grouped, plural, share, short_day


def collect_before_record(tables: Tables) -> tuple[BackTest, ...]:
    """Judged back-tests; none once a recommendation that was really made has been judged by what came."""
    record = "marts.recommendation_scorecard"
    if tables.first(record, f"SELECT 1 AS one FROM {record} WHERE in_interval IS NOT NULL LIMIT 1"):  # noqa: S608
        return ()
    return collect_backtests(tables)


def collect_backtests(tables: Tables) -> tuple[BackTest, ...]:
    """Every objective with a judged back-test."""
    rows = tables.rows(
        "marts.backtest_summary",
        "SELECT * FROM marts.backtest_summary WHERE mornings_judged > 0 ORDER BY objective",
    )
    return tuple(
        BackTest(
            objective=text(row["objective"]),
            mornings=whole(row["mornings_judged"]),
            hindsight=whole(row["hindsight_mornings"]),
            first=certain_day(row["first_morning"]),
            last=certain_day(row["last_morning"]),
            inside=round((number(row["share_in_interval"]) or 0.0) * whole(row["mornings_judged"])),
            error=number(row["mean_error"]),
            error_last_week=number(row["last_week_mean_error"]),
        )
        for row in rows
    )


def in_words(one: BackTest, *, several: bool = False) -> str:
    """What the back-tests of an objective say, and what they cannot say. several: whether to name the objective."""
    of = f" for {one.objective}" if several else ""
    days = short_day(one.first) if one.first == one.last else f"{short_day(one.first)} to {short_day(one.last)}"
    said = [
        f"The advice{of} was made again for {plural(one.mornings, 'past morning')}, {days}, with the data known then",
        f"What came in the week after lay in the range called likely on {grouped(one.inside)} of "
        f"{grouped(one.mornings)} (9 of 10 would be as said)",
    ]
    if one.error is not None:
        than = (
            "" if one.error_last_week is None else f"; “the same as last week” missed by {share(one.error_last_week)}"
        )
        said.append(f"Expectations missed by {share(one.error)} on average{than}")
    if one.hindsight:
        said.append(f"But {_of_them(one)} knew days only from exports written later, more than one could have known")
    said.append("The advice was not followed, so this says nothing of what it would have brought")
    return ". ".join(said) + "."


def _of_them(one: BackTest) -> str:
    if one.hindsight == one.mornings:
        return "all of them" if one.mornings > 1 else "it"
    return f"{grouped(one.hindsight)} of them"
