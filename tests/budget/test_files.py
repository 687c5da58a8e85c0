"""Plan, costs, rates and events: everything wrong is told at once with its line, and right files mean what they say."""

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest

from smm_assets.budget.costs import read_costs
from smm_assets.budget.events import read_events
from smm_assets.budget.plan import read_plan
from smm_assets.budget.rates import Rates, rate_rows, read_rates

CHANNELS = ("alpha", "beta")
EUR = Rates(reporting="EUR", quotes={"USD": ((dt.date(2026, 6, 1),), (Decimal("0.9"),))})
HEAD = "period_start,period_end,channel,category,item,amount,currency,objective,target_cost,min,max,locked\n"


def _plan(tmp_path, text, name="plan.csv"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    problems = []
    return read_plan(tmp_path, CHANNELS, EUR, problems), [str(problem) for problem in problems]


def test_a_plan_line_in_another_currency_is_converted(tmp_path):
    rows, problems = _plan(
        tmp_path, HEAD + '2026-06-05,2026-06-30,Alpha,promotion,ads,"1.000,50",usd,sales,10,100,2000,yes\n'
    )
    assert problems == []
    row = rows[0]
    assert (row["plan_line"], row["channel"], row["amount"], row["amount_original"], row["currency"]) == (
        2, "alpha", Decimal("900.45"), Decimal("1000.50"), "USD",
    )  # fmt: skip
    assert (row["target_cost"], row["low_amount"], row["high_amount"], row["locked"]) == (9, 90, 1800, True)


def test_every_problem_of_a_plan_is_told_with_line_and_column(tmp_path):
    _, problems = _plan(
        tmp_path,
        HEAD + "2026-06-01,2026-06-30,alfa,promotion,ads,100,EUR,,,,,\n"
        "2026-06-30,2026-06-01,alpha,promotion,ads,100,EUR,,,,,\n"
        "2026-07-01,2026-07-31,alpha,promotions,ads,ten,EUR,,,,,\n"
        "2026-07-01,2026-07-31,beta,promotion,ads,-5,,,,,,\n"
        "june,2026-07-31,beta,promotion,ads,5,XXY,sails,,9,3,maybe\n"
        "2026-08-01,2026-08-31,beta,promotion,ads,5,GBP,,,,,\n"
        "2026-09-01,2026-09-30,beta,promotion,ads,5,EUR,,,,,\n"
        "2026-09-15,2026-10-15,beta,promotion,Ads,5,EUR,,,,,\n",
    )
    expected = [
        ("plan.csv line 2, column channel", "Did you mean alpha?"),
        ("plan.csv line 3, column period_end", "lies before"),
        ("plan.csv line 4, column category", "Did you mean promotion?"),
        ("plan.csv line 4, column amount", "'ten'"),
        ("plan.csv line 5, column amount", "at least 0"),
        ("plan.csv line 5, column currency", "blank"),
        ("plan.csv line 6, column period_start", "'june'"),
        ("plan.csv line 6, column currency", "ISO 4217"),
        ("plan.csv line 6, column objective", "Did you mean sales?"),
        ("plan.csv line 6, column min", "above max"),
        ("plan.csv line 6, column locked", "yes or no"),
        ("plan.csv line 7, column currency", "no exchange rate for GBP on 2026-08-01"),
        ("plan.csv line 9", "overlaps line 8"),
    ]
    assert len(problems) == len(expected), problems
    for where, what in expected:
        assert any(problem.startswith(where) and what in problem for problem in problems), (where, what, problems)


@pytest.mark.parametrize("other", ["beta,promotion,ads", "alpha,content,ads", "alpha,promotion,contest"])
def test_lines_that_share_days_but_not_channel_category_and_item_stand_side_by_side(tmp_path, other):
    line = "2026-06-01,2026-06-30,{},5,EUR,,,,,\n"
    assert _plan(tmp_path, HEAD + line.format("alpha,promotion,ads") + line.format(other))[1] == []


def test_a_plan_may_be_a_spreadsheet_and_lines_are_those_it_shows(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Media plan"][:0], ["period_start", "period_end", "category", "amount", "currency"],
        [dt.datetime(2026, 6, 1), dt.date(2026, 6, 30), "content", 1234.567, "EUR"],
        [dt.datetime(2026, 7, 1), "2026-07-31", "content", "some", "EUR"],
    ):  # fmt: skip
        book.active.append(row or [None])
    book.save(tmp_path / "plan.xlsx")
    problems = []
    rows = read_plan(tmp_path, CHANNELS, EUR, problems)
    assert (rows[0]["period_start"], rows[0]["amount"]) == (dt.date(2026, 6, 1), Decimal("1234.567"))
    assert str(problems[0]).startswith("plan.xlsx line 4, column amount: 'some'")


def test_two_plans_are_one_too_many(tmp_path):
    openpyxl.Workbook().save(tmp_path / "plan.xlsx")
    assert "both are there" in _plan(tmp_path, HEAD)[1][0]


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("period_start,period_end,category,amont,currency\n", "Did you mean amount?"),
        ("period_start,period_end,category,currency\n", "no column 'amount'"),
    ],
)
def test_a_missing_or_misspelt_column_is_told(tmp_path, head, what):
    assert any(what in problem for problem in _plan(tmp_path, head)[1])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_semicolons_and_encodings_of_spreadsheet_programs_are_read(tmp_path, encoding):
    text = "period_start;period_end;category;item;amount;currency\n01.06.2026;30.06.2026;content;тексты;1000,50;EUR\n"
    (tmp_path / "plan.csv").write_bytes(text.encode(encoding))
    problems = []
    rows = read_plan(tmp_path, CHANNELS, EUR, problems)
    assert problems == []
    assert (rows[0]["item"], rows[0]["amount"]) == ("тексты", Decimal("1000.50"))


def test_no_files_are_no_rows(tmp_path):
    problems = []
    assert read_plan(tmp_path, CHANNELS, EUR, problems) == []
    assert read_costs(tmp_path, CHANNELS, EUR, problems) == []
    assert read_events(tmp_path, CHANNELS, problems) == []
    assert read_rates(tmp_path, "EUR", problems).quotes == {}
    assert problems == []


def test_costs_are_for_a_day_or_a_period_and_hours_make_an_amount(tmp_path):
    (tmp_path / "costs.csv").write_text(
        "date,period_start,period_end,category,kind,who,hours,rate,amount,currency\n"
        "2026-06-03,,,content,people,freelancer,4,25,,EUR\n,2026-06-01,2026-06-30,content,tool,,,,30,EUR\n"
        "2026-06-03,,,content,tool,,,,-12,EUR\n,,,content,tol,,,,30,EUR\n"
    )
    problems = []
    rows = read_costs(tmp_path, CHANNELS, EUR, problems)
    assert [(row["period_start"], row["period_end"], row["amount"]) for row in rows[:3]] == [
        (dt.date(2026, 6, 3), dt.date(2026, 6, 3), 100),
        (dt.date(2026, 6, 1), dt.date(2026, 6, 30), 30),
        (dt.date(2026, 6, 3), dt.date(2026, 6, 3), -12),
    ]
    assert {str(problem).split(":")[0] for problem in problems} == {
        "costs.csv line 5, column period_start", "costs.csv line 5, column period_end", "costs.csv line 5, column kind",
    }  # fmt: skip


def test_an_event_without_end_is_one_day(tmp_path):
    (tmp_path / "events.csv").write_text(
        "from,to,channel,kind,text\n2026-06-03,,alpha,holiday,Feast\n2026-06-05,2026-06-04,,sale,\n"
    )
    problems = []
    rows = read_events(tmp_path, CHANNELS, problems)
    assert (rows[0]["date_from"], rows[0]["date_to"], rows[0]["kind"]) == (dt.date(2026, 6, 3),) * 2 + ("holiday",)
    assert len(problems) == 2


def test_every_kind_of_event_is_read_and_all_problems_are_told(tmp_path):
    kinds = ("promotion", "holiday", "stock_out", "tracking", "creative", "price", "note")
    text = "".join(f"2026-06-0{day},2026-06-09,,{kind.upper()},a\n" for day, kind in enumerate(kinds, 1))
    wrong = "2026-06-09,2026-06-08,alfa,stockout,\n,,alpha,,b\n"
    (tmp_path / "events.csv").write_text(f"# a; b; c; d; e\nfrom,to,channel,kind,text\n{text}{wrong}")
    problems = []
    rows = read_events(tmp_path, CHANNELS, problems)
    assert [row["kind"] for row in rows[:7]] == list(kinds)
    assert {(row["date_to"], row["channel"]) for row in rows[:7]} == {(dt.date(2026, 6, 9), None)}
    assert [str(problem).split(". ")[0] for problem in problems] == [
        "events.csv line 10, column to: 2026-06-08 lies before 2026-06-09; expected the last day",
        "events.csv line 10, column channel: unknown channel 'alfa'; expected one of alpha, beta",
        f"events.csv line 10, column kind: unknown kind 'stockout'; expected one of {', '.join(kinds)}",
        "events.csv line 11, column from: blank; expected a day such as 2026-11-30",
        f"events.csv line 11, column kind: blank; expected one of {', '.join(kinds)}",
    ]


def test_a_wrong_header_is_told_with_its_own_line(tmp_path):
    (tmp_path / "events.csv").write_text("# made by hand, in 2026; mine\n\nfrom,to,kinds,from\n2026-06-01,,note,\n")
    problems = []
    assert read_events(tmp_path, CHANNELS, problems) == []
    assert [str(problem) for problem in problems] == [
        "events.csv line 3: unknown column 'kinds'. Did you mean kind?",
        "events.csv line 3: two columns are called 'from'. Keep one of them",
        "events.csv line 3: no column 'kind'; expected from, kind. Add the column",
    ]


def test_a_follower_goal_is_a_whole_number(tmp_path):
    head = HEAD.strip() + ",follower_goal\n"
    rows, problems = _plan(tmp_path, head + "2026-06-01,2026-06-30,,content,,5,EUR,,,,,,4000\n")
    assert (rows[0]["follower_goal"], problems) == (4000, [])
    _, problems = _plan(tmp_path, head + "2026-06-01,2026-06-30,,content,,5,EUR,,,,,,4000.5\n")
    assert problems[0].startswith("plan.csv line 2, column follower_goal: '4000.5'; expected a whole number")


def test_rates_hold_at_most_seven_days(tmp_path):
    (tmp_path / "fx.csv").write_text('date,currency,rate\n2026-06-01,USD,0.9\n2026-06-02,USD,"0,91"\n')
    problems = []
    rates = read_rates(tmp_path, "EUR", problems)
    assert problems == []
    known = {day: rates.rate("USD", dt.date(2026, 6, day)) for day in (1, 2, 9, 10)}
    assert known == {1: Decimal("0.9"), 2: Decimal("0.91"), 9: Decimal("0.91"), 10: None}
    assert rates.rate("USD", dt.date(2026, 5, 31)) is None
    assert rates.rate("EUR", dt.date(1999, 1, 1)) == 1
    rows = rate_rows(rates, {"USD", "GBP"}, [dt.date(2026, 6, 9), dt.date(2026, 6, 10)])
    assert [(row["currency"], row["date"].day) for row in rows] == [("EUR", 9), ("EUR", 10), ("USD", 9)]


def test_the_ecb_history_file_is_turned_into_rates_of_the_reporting_currency(tmp_path):
    (tmp_path / "fx.csv").write_text("Date,USD,JPY,RUB,\n2026-06-02,1.25,160,N/A,\n2026-06-01,1.2,150,100,\n")
    problems = []
    euro, dollar = (read_rates(tmp_path, name, problems) for name in ("EUR", "USD"))
    day = dt.date(2026, 6, 2)
    assert problems == []
    assert euro.rate("USD", day) == Decimal("0.8")
    assert euro.rate("JPY", day) == Decimal("0.00625")
    assert euro.rate("RUB", day) == Decimal("0.01")
    assert (dollar.rate("EUR", day), dollar.rate("JPY", day)) == (Decimal("1.25"), Decimal("0.0078125"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("date,currency,rate\n2026-06-01,USD,zero\n", "'zero'"),
        ("date,currency,rate\n2026-06-01,USD,0\n", "above 0"),
        ("date,currency,rate\n2026-06-01,USD,-1\n", "above 0|at least"),
        ("date,currency,rate\n2026-06-01,USD,0.9\n2026-06-01,USD,0.8\n", "a second rate for USD on 2026-06-01"),
        ("date,currency,rate\n2026-06-01,EUR,2\n", "the reporting currency"),
        ("day,price\n2026-06-01,2\n", "ECB history file"),
    ],
)
def test_wrong_rates_are_told(tmp_path, text, what):
    (tmp_path / "fx.csv").write_text(text)
    problems = []
    read_rates(tmp_path, "EUR", problems)
    assert len(problems) == 1
    assert any(part in str(problems[0]) for part in what.split("|"))


def test_a_value_beyond_the_last_column_is_told_and_empty_cells_there_are_not(tmp_path):
    text = "period_start,period_end,category,amount,currency\n"
    line = "2026-06-{:02},2026-06-{:02},content,{},EUR{}\n"
    text += line.format(1, 1, 5, ",,") + line.format(2, 2, "1,000.00", "") + line.format(3, 3, 5, ",,note")
    problems = _plan(tmp_path, text)[1]
    assert any(p.startswith("plan.csv line 3") and "'EUR' stands beyond the last column" in p for p in problems)
    assert any(p.startswith("plan.csv line 4: 'note' stands beyond the last column") for p in problems)
    assert not any("line 2" in p for p in problems)


def test_a_note_beside_the_table_of_a_spreadsheet_is_told(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["period_start", "period_end", "category", "amount", "currency"],
        [dt.date(2026, 6, 1), dt.date(2026, 6, 30), "content", 5, "EUR", None, "to be confirmed"],
    ):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    problems = []
    assert len(read_plan(tmp_path, CHANNELS, EUR, problems)) == 1
    assert str(problems[0]).startswith("plan.xlsx line 2: 'to be confirmed' stands beyond the last column")
