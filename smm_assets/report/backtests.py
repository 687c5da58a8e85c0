"""Back-tests in words: shown where advice is shown, as long as there is no record of advice that was really given.

Belongs here: collecting them and their sentences. Not here: making back-tests (`smm_assets/backtest`).
"""

from smm_assets.language import gettext, ngettext
from smm_assets.report.backtest_facts import BackTest
from smm_assets.report.tables import Tables, certain_day, number, text, whole
from smm_assets.report.words import grouped, share, short_day, status


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
    said = [_made_again(one, several)]
    said.append(
        gettext(
            "What came in the week after lay in the range called likely on {inside} of {count} "
            "(9 of 10 would be as said).",
            inside=grouped(one.inside),
            count=grouped(one.mornings),
        )
    )
    if one.error is not None:
        said.append(_missed(one.error, one.error_last_week))
    if one.hindsight:
        said.append(_known_later(one))
    said.append(gettext("The advice was not followed, so this says nothing of what it would have brought."))
    return " ".join(said)


def _made_again(one: BackTest, several: bool) -> str:
    first, last = short_day(one.first), short_day(one.last)
    values = {
        "objective": status(one.objective),
        "count": grouped(one.mornings),
        "days": first if first == last else gettext("{first} to {last}", first=first, last=last),
    }
    if several:
        return ngettext(
            "The advice for {objective} was made again for {count} past morning, {days}, with the data known then.",
            "The advice for {objective} was made again for {count} past mornings, {days}, with the data known then.",
            one.mornings,
            **values,
        )
    return ngettext(
        "The advice was made again for {count} past morning, {days}, with the data known then.",
        "The advice was made again for {count} past mornings, {days}, with the data known then.",
        one.mornings,
        **values,
    )


def _missed(error: float, last_week: float | None) -> str:
    if last_week is None:
        return gettext("Expectations missed by {error} on average.", error=share(error))
    return gettext(
        "Expectations missed by {error} on average; “the same as last week” missed by {other}.",
        error=share(error),
        other=share(last_week),
    )


def _known_later(one: BackTest) -> str:
    if one.hindsight < one.mornings:
        return ngettext(
            "But {count} of them knew days only from exports written later, more than one could have known.",
            "But {count} of them knew days only from exports written later, more than one could have known.",
            one.hindsight,
            count=grouped(one.hindsight),
        )
    if one.mornings > 1:
        return gettext("But all of them knew days only from exports written later, more than one could have known.")
    return gettext("But it knew days only from exports written later, more than one could have known.")
