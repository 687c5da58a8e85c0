"""A channel's money split between its campaigns: sums, bounds, order, and who gets or gives first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smm_assets.campaigns.split import Share, split

ROLES = ("raise", "keep", "open", "mend", "spare", "end", "stop", "fixed")


def share(name, now, role, least=0):
    return Share(name=name, now=now, role=role, least=least)


def test_money_taken_from_a_campaign_goes_first_to_those_that_pay_up_to_their_step():
    """10.00 are freed: the proven one of 20.00 takes 4.00, that near target of 40.00 the other 6.00 of its 8.00."""
    done = split([share("bad", 1000, "stop"), share("good", 2000, "raise"), share("fair", 4000, "keep")], 7000, 0.2)
    assert (done.amounts, done.rest) == ({"bad": 0, "good": 2400, "fair": 4600}, 0)


def test_what_nobody_may_take_is_the_rest_and_a_dear_one_keeps_what_the_others_cannot_take():
    others = [share("good", 2000, "raise"), share("held", 1000, "fixed")]
    assert split([share("bad", 1000, "stop"), *others], 4000, 0.2).rest == 600
    done = split([share("dear", 1000, "end"), *others], 4000, 0.2)
    assert (done.amounts, done.rest) == ({"dear": 600, "good": 2400, "held": 1000}, 0)
    done = split([share("dear", 1000, "end", least=700), *others], 4000, 0.2)
    assert (done.amounts["dear"], done.rest) == (0, 600)  # 6.00 is less than its network takes


def test_a_cut_falls_on_those_to_be_ended_then_on_faults_then_on_the_rest_in_proportion_last_on_the_proven():
    campaigns = [share("good", 2000, "raise"), share("a", 1000, "keep"), share("b", 500, "open")]
    # 5.00 of 40.00 less, steps reach down to 0.8 · 35 / 40: the faulty one gives 1.50, the others 3.50 as 2 to 1
    done = split([*campaigns, share("torn", 500, "mend")], 3500, 0.2)
    assert done.amounts == {"good": 2000, "a": 1000 - 233, "b": 500 - 117, "torn": 350}
    done = split(
        [*campaigns, share("dear", 500, "end")], 3600, 0.2
    )  # 1.00 of its 5.00 is left: the proven one takes it
    assert done.amounts == {"good": 2100, "a": 1000, "b": 500, "dear": 0}


def test_between_campaigns_of_a_channel_that_keeps_its_money_nothing_moves_without_a_reason():
    done = split([share("good", 2000, "raise"), share("a", 1000, "keep"), share("new", 300, "spare")], 3300, 0.2)
    assert (done.amounts, done.rest) == ({"good": 2000, "a": 1000, "new": 300}, 0)


@pytest.mark.parametrize("role", ["raise", "keep", "open", "mend", "spare"])
def test_a_single_campaign_takes_what_its_channel_is_recommended(role):
    for total in (800, 1000, 1150):
        assert split([share("one", 1000, role)], total, 0.2).amounts == {"one": total}


SHARES = st.lists(
    st.tuples(st.integers(0, 5000), st.sampled_from(ROLES), st.sampled_from([0, 0, 500, 2000])), min_size=1, max_size=7
).map(lambda rows: [share(f"c{number}", *row) for number, row in enumerate(rows)])


@settings(max_examples=150, deadline=None)
@given(SHARES, st.floats(0.5, 1.6), st.sampled_from([0.1, 0.2, 1.0]), st.randoms(use_true_random=False))
def test_the_split_adds_up_keeps_its_bounds_and_knows_no_order(shares, factor, step, luck):
    spent = sum(one.now for one in shares)
    total = round(spent * factor)
    done = split(shares, total, step)
    assert sum(done.amounts.values()) + done.rest == total
    scale = total / spent if spent else 1
    for one in shares:
        amount = done.amounts[one.name]
        assert amount >= 0
        if one.role == "fixed":
            assert amount == one.now
        elif one.role == "stop":
            assert amount == 0
        elif one.role == "end":
            assert amount <= one.now
            assert amount == 0 or amount >= one.least
        else:
            assert amount >= min(one.now, max(one.now * min(1, scale) * (1 - step), one.least)) - 1
            assert amount <= one.now * max(1, scale) * (1 + step) + 1
    shuffled = luck.sample(shares, len(shares))
    assert split(shuffled, total, step) == done
    free = [one for one in shares if one.role in ("raise", "keep", "open", "mend", "spare")]
    if len(free) == len(shares) and not any(one.least for one in shares) and spent:
        assert done.rest == 0
