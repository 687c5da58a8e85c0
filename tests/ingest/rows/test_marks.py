"""Shares as percents or fractions, and what was read as not reported: settled by the column, or asked."""

from decimal import Decimal

import pytest

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, Report, Signature


def report(percent=""):
    return Report(
        network="tiktok",
        report="organic_audience",
        name="shares",
        title="Shares",
        table=schema.AUDIENCE,
        fields=(
            Field(to="bucket", names=("Place",), sets={"dimension": "country"}),
            Field(to="share", names=("Share",), percent=percent),
            Field(to="people", names=("People",)),
        ),
        signature=Signature(needs=("bucket", "share")),
        constants={"audience": "followers"},
        needs_currency=False,
        needs_period=False,
        missing=("", "undefined", "NAN"),
    )


def table(*shares):
    return "Place;Share\n" + "".join(f"place {number};{share}\n" for number, share in enumerate(shares))


def shares_of(found):
    return [
        None if share is None else Decimal(share)
        for share in found.frame["share"].astype(object).where(lambda s: s.notna(), None)
    ]


@pytest.mark.parametrize(
    ("written", "read", "said"),
    [
        (("0.59", "0.41", "0"), ("0.59", "0.41", "0"), "fractions"),
        (("59", "41", "0"), ("0.59", "0.41", "0"), "percents"),
        (("62.5", "0.4"), ("0.625", "0.004"), "percents"),
        (("59%", "41 %", "0.5%"), ("0.59", "0.41", "0.005"), "fractions"),
        (("0,625", "0,375"), ("0.625", "0.375"), "fractions"),
        (("62,5 %", "37,5 %"), ("0.625", "0.375"), "fractions"),
        (("1", "0"), ("1", "0"), "fractions"),
        (("100", "0"), ("1", "0"), "percents"),
    ],
)
def test_the_whole_column_tells_percents_from_fractions(read_as, written, read, said):
    found = read_as(report(), table(*written))
    assert shares_of(found) == [Decimal(share) for share in read]
    assert f"shares as {said}" in found.summary.evidence["Share"]


@pytest.mark.parametrize("written", [("0.3", "0.2"), ("0.5",), ("0", "0")])
def test_a_column_that_could_be_either_is_asked_about(read_as, written):
    with pytest.raises(FileRefused, match="percents or fractions") as refused:
        read_as(report(), table(*written))
    assert refused.value.status == "held"


def test_signs_on_some_shares_only_are_asked_about(read_as):
    with pytest.raises(FileRefused, match="1 of 2 shares have a percent sign") as refused:
        read_as(report(), table("59%", "41"))
    assert refused.value.status == "held"


@pytest.mark.parametrize(
    ("percent", "written", "read"),
    [
        ("percent", ("0.3", "0.2"), ("0.003", "0.002")),
        ("fraction", ("0.3", "0.2"), ("0.3", "0.2")),
        ("percent", ("0.3%", "0.2%"), ("0.003", "0.002")),
        ("fraction", ("30%", "20%"), ("0.3", "0.2")),
    ],
)
def test_the_networks_own_way_settles_it_and_a_sign_is_read_once(read_as, percent, written, read):
    assert shares_of(read_as(report(percent), table(*written))) == [Decimal(share) for share in read]


def test_two_columns_may_each_add_up_to_one_whole(read_as):
    both = Report(
        **{
            **{name: getattr(report(), name) for name in report().__dataclass_fields__},
            "fields": (
                Field(to="bucket", names=("Place",), sets={"dimension": "age+gender"}),
                Field(to="share", fact={"gender": "female"}, names=("Women",)),
                Field(to="share", fact={"gender": "male"}, names=("Men",)),
            ),
            "signature": Signature(needs=("bucket",)),
        }
    )
    found = read_as(both, "Place,Women,Men\n18-24,0.3,0.2\n25-34,0.4,0.1\n")
    assert [str(share) for share in found.frame["share"]] == ["0.300000", "0.200000", "0.400000", "0.100000"]


def test_marks_of_what_is_not_reported_are_null_and_told_per_column(read_as):
    text = "Place;Share;People\na;0.5;undefined\nb;0.5;NAN\nc;undefined;7\nd;;undefined\n"
    found = read_as(report(), text)
    assert found.frame["people"].isna().tolist() == [True, True, False, True]
    assert shares_of(found) == [Decimal("0.5"), Decimal("0.5"), None, None]
    assert "not reported: 'NAN' ×1, 'undefined' ×2" in found.summary.evidence["People"]
    assert "not reported: 'undefined' ×1" in found.summary.evidence["Share"]


def test_a_column_without_such_marks_says_nothing_of_them(read_as):
    assert "not reported" not in read_as(report(), table("0.6", "0.4")).summary.evidence["Share"]


def test_a_percent_sign_tells_more_than_the_habit_of_the_network(read_as):
    found = read_as(report(percent="percent"), table("12.5%", "40%"))
    assert shares_of(found) == [Decimal("0.125"), Decimal("0.4")]
