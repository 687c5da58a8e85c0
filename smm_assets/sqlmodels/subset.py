"""What SQL of models consists of: constructs shown, by running them, to mean the same on every engine.

Belongs here: the list of what is inside, and what to write instead of what is not. Not here: how a model is looked
through (`portable`), rules that need types (`typed`). `tests/conformance/test_subset.py` runs each function.
"""

from collections.abc import Mapping

from sqlglot import exp

STRUCTURE: tuple[type[exp.Expr], ...] = (
    exp.Select, exp.From, exp.Join, exp.Where, exp.Group, exp.Having, exp.Order, exp.Ordered, exp.Limit, exp.With,
    exp.CTE, exp.Subquery, exp.Union, exp.Distinct, exp.Values, exp.Tuple, exp.Table, exp.TableAlias, exp.Alias,
    exp.Column, exp.Identifier, exp.Star, exp.Literal, exp.Null, exp.Boolean, exp.Paren, exp.Var, exp.Interval,
    exp.DataType, exp.DataTypeParam, exp.Window, exp.WindowSpec,
)  # fmt: skip
OPERATORS: tuple[type[exp.Expr], ...] = (
    exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Between, exp.Like,
    exp.Exists, exp.NullSafeEQ, exp.NullSafeNEQ, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.Neg, exp.DPipe,
    exp.Case, exp.If, exp.Cast, exp.Coalesce, exp.Nullif,
)  # fmt: skip
FUNCTIONS: tuple[type[exp.Expr], ...] = (
    exp.Count, exp.Sum, exp.Min, exp.Max, exp.Avg, exp.GroupConcat,
    exp.RowNumber, exp.Rank, exp.DenseRank, exp.Lag, exp.Lead, exp.FirstValue,
    exp.Abs, exp.Sqrt, exp.Exp, exp.Ln, exp.Pow, exp.Round, exp.Floor, exp.Ceil, exp.Least, exp.Greatest,
    exp.Lower, exp.Upper, exp.Trim, exp.Length, exp.Replace, exp.Substring, exp.StrPosition, exp.Pad,
    exp.Concat, exp.ConcatWs, exp.DateDiff, exp.TimestampTrunc, exp.Extract,
)  # fmt: skip
INSIDE = frozenset((*STRUCTURE, *OPERATORS, *FUNCTIONS))
TYPES = frozenset(
    (exp.DType.TEXT, exp.DType.VARCHAR, exp.DType.DATE, exp.DType.TIMESTAMP, exp.DType.TIMESTAMPNTZ, exp.DType.BOOLEAN)
) | {exp.DType.BIGINT, exp.DType.INT, exp.DType.DOUBLE, exp.DType.DECIMAL}
PARTS = frozenset(("YEAR", "MONTH", "DAY", "HOUR"))
SPANS = frozenset(("DAY", "HOUR", "MINUTE"))

_PATTERNS = "a pattern of one engine: LIKE with a written text, STRPOS, REPLACE"
_MIDDLE = "quantile_cont: ROW_NUMBER() and COUNT(*) OVER, then take the rows in the middle"
_NESTED = "a list or a structure: a row for each element"
_CLOCK = "the clock: as_of of ref('seed_settings')"
_WEEKDAY = "day of week: DATE_DIFF('day', DATE '1970-01-05', d) % 7 is 0 on a Monday"
INSTEAD: Mapping[type[exp.Expr], str] = {
    exp.TryCast: "TRY_CAST: CAST, of values that CASE WHEN lets through",
    exp.ArgMax: "arg_max: ROW_NUMBER() OVER (… ORDER BY …) in a step of its own, then the rows that are first",
    exp.ArgMin: "arg_min: ROW_NUMBER() OVER (… ORDER BY …) in a step of its own, then the rows that are first",
    **dict.fromkeys(
        (exp.GenerateSeries, exp.GenerateDateArray, exp.ExplodingGenerateSeries),
        "generate_series: days of ref('seed_calendar')",
    ),
    **dict.fromkeys((exp.PercentileCont, exp.PercentileDisc, exp.Quantile, exp.ApproxQuantile, exp.Median), _MIDDLE),
    exp.Pivot: "PIVOT: SUM(CASE WHEN … THEN … END) for each column",
    **dict.fromkeys((exp.DayOfWeek, exp.DayOfWeekIso), _WEEKDAY),
    **dict.fromkeys(
        (exp.Rollup, exp.Cube, exp.GroupingSets), "ROLLUP, CUBE or GROUPING SETS: UNION ALL of one query for each"
    ),
    exp.Qualify: "QUALIFY: the window in a CTE, the condition in the WHERE after it",
    **dict.fromkeys((exp.Unnest, exp.Lateral), "UNNEST: a join with a table that has a row for each"),
    exp.IntDiv: "//: FLOOR(CAST(a AS DOUBLE) / b)",
    **dict.fromkeys(
        (exp.ILike, exp.SimilarTo, exp.RegexpLike, exp.RegexpILike, exp.Glob, exp.RegexpExtract), _PATTERNS
    ),
    **dict.fromkeys((exp.RegexpReplace, exp.RegexpFullMatch, exp.RegexpSplit), _PATTERNS),
    **dict.fromkeys((exp.CurrentDate, exp.CurrentTimestamp, exp.CurrentTime), _CLOCK),
    **dict.fromkeys((exp.Array, exp.Struct, exp.Map, exp.Bracket, exp.Lambda, exp.Dot, exp.ArrayAgg), _NESTED),
    exp.Filter: "FILTER (WHERE …): CASE WHEN … END inside the sum",
    exp.Collate: "COLLATE: texts are compared byte by byte on every engine",
    exp.IgnoreNulls: "IGNORE NULLS: a running MAX or SUM that leaves them out",
    exp.TableSample: "a sample of rows: all of them",
    exp.DateTrunc: "DATE_TRUNC of a day: CAST it AS TIMESTAMP first, and the result AS DATE",
}


def outside(node: exp.Expr) -> str:
    """What to write instead of the node's construct, in words; empty where it is inside."""
    kind = type(node)
    if kind in INSIDE:
        return ""
    if isinstance(node, exp.Anonymous):
        return f"{str(node.this).lower()}(): a function of one engine, or one nobody has run on all of them"
    if kind in INSTEAD:
        return INSTEAD[kind]
    name = node.sql_name() if isinstance(node, exp.Func) else kind.__name__
    return f"{name}: not among the constructs that were run on every engine (sqlmodels/subset.py)"
