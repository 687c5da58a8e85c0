"""Why a campaign got its verdict and what to do with its money, in words.

Belongs here: the sentences of one campaign. Not here: the rules (`verdict`) or the split (`split`).
"""

from dataclasses import dataclass
from decimal import Decimal

from smm_assets.campaigns.evidence import Campaign, Tally
from smm_assets.campaigns.verdict import BAND, Around, Finding
from smm_assets.report.words import Words, noun, plural, quantity, share, short_day

DAYS = {"28d": "28 days", "90d": "90 days"}


@dataclass(frozen=True, kw_only=True)
class Case:
    """A judged campaign. verdict and budget_to as they are shown; rest: money a day of its channel left over.

    frozen: whether the user keeps its money as it is; falls, rises: whether its channel's money is lowered or raised.
    """

    campaign: Campaign
    around: Around
    finding: Finding
    verdict: str
    budget_to: Decimal
    rest: Decimal
    label: str
    words: Words
    frozen: bool = False
    falls: bool = False
    rises: bool = False


def reason(case: Case) -> str:
    """One to three sentences."""
    if case.finding.why == "held":
        return case.around.held
    told = [_found(case), _do(case)]
    return " ".join(sentence for sentence in told if sentence)


def _found(case: Case) -> str:
    campaign, finding = case.campaign, case.finding
    tally = campaign.month if finding.why in ("clicks_only", "dried_up") else campaign.told
    if finding.why == "wasted":
        tally = campaign.quarter
    return _SAYS[finding.why](case, tally)


def _untold(case: Case, _: Tally) -> str:
    return f"{case.label}'s export does not tell campaigns of this money: one with campaign names lets it be judged."


def _silent(case: Case, _: Tally) -> str:
    since = short_day(case.campaign.last_spent)
    return (
        f"Nothing was spent since {since} though there is money for it: look whether it ended, was paused or rejected, "
        "or bids too little."
    )


def _young(case: Case, tally: Tally) -> str:
    until = case.around.patience_until
    if until is not None and case.around.as_of < until:
        return f"{_brought(case, tally)} Its channel has patience until {short_day(until)}."
    return f"{_brought(case, tally)} It first ran on {short_day(case.campaign.first_day)} and is still learning."


def _dried_up(case: Case, tally: Tally) -> str:
    what = noun(case.campaign.result_metric, many=True)
    return f"{_brought(case, tally)} It brought {what} before: check its tracking and the page it leads to."


def _wasted(case: Case, tally: Tally) -> str:
    return f"{_brought(case, tally)} That is at least three times {_aim(case)}."


def _clicks_only(case: Case, tally: Tally) -> str:
    usual = quantity(case.finding.needed or 0)
    what = noun(case.campaign.result_metric, many=True)
    return (
        f"{quantity(tally.clicks)} clicks in {DAYS[tally.window]} brought no {what}; so many on the channel's other "
        f"campaigns bring about {usual}: check its tracking and the page it leads to."
    )


def _unknown(case: Case, _: Tally) -> str:
    what = noun(case.campaign.result_metric, many=True)
    return f"No {what} are known of it: an export that tells them lets it be judged."


def _no_yardstick(case: Case, tally: Tally) -> str:
    return (
        f"{_brought(case, tally)} There is neither a target nor another campaign of the channel to hold it against: "
        "give its plan line a target_cost."
    )


def _cheap(case: Case, tally: Tally) -> str:
    _, high = tally.bounds()
    worst = f", at worst {case.words.money(high)}" if high and case.campaign.target else ""
    sure = "" if case.campaign.target else ", surely less than the others"
    return f"{_brought(case, tally, worst + sure)} {_against(case)}"


def _dear(case: Case, tally: Tally) -> str:
    low, _ = tally.bounds()
    best = f", at best {case.words.money(low)}" if low and case.campaign.target else ""
    sure = "" if case.campaign.target else ", surely more than the others"
    return f"{_brought(case, tally, best + sure)} {_against(case)}"


def _dear_alone(case: Case, tally: Tally) -> str:
    return f"{_dear(case, tally)} No other campaign here can take its money: change its audience, its ad or its bid."


def _off_target(case: Case, tally: Tally) -> str:
    off = share(case.campaign.off_target_share)
    return f"{_brought(case, tally)} {off} of its money went to people you do not want to reach: narrow ages or places."


def _overlooked(case: Case, tally: Tally) -> str:
    own, others = case.campaign.month, case.around.month
    rates = share(own.clicks / own.impressions, 2), share(others.clicks / others.impressions, 2)
    seen = f"{rates[0]} of its impressions are clicked, {rates[1]} on the channel's others: renew its ads."
    return f"{_brought(case, tally)} {seen}"


def _inside(case: Case, tally: Tally) -> str:
    return f"{_brought(case, tally)} {_against(case)} Chance alone could make that difference."


def _above(case: Case, tally: Tally) -> str:
    return f"{_dear(case, tally)} That is above it, but not surely by more than {share(BAND)}."


def _thin(case: Case, tally: Tally) -> str:
    needed = case.finding.needed or 0.0
    days = max(1, -int(-needed // float(case.campaign.budget))) if case.campaign.budget > 0 else 0
    more = case.words.money(needed, exact=needed < 10)
    what = noun(case.campaign.result_metric, many=True)
    wait = f"About {more} more, {plural(days, 'day')} at today's spend, and there are {what} enough to tell."
    if not tally.results:
        wait = f"After about {more} more without any, {plural(days, 'day')} at today's spend, it is to be stopped."
    return f"{_brought(case, tally)} {_against(case)} {wait}"


_SAYS = {
    "untold": _untold, "silent": _silent, "young": _young, "dried_up": _dried_up, "wasted": _wasted,
    "clicks_only": _clicks_only, "unknown_results": _unknown, "no_yardstick": _no_yardstick, "cheap": _cheap,
    "dear": _dear, "dear_alone": _dear_alone, "off_target": _off_target, "overlooked": _overlooked, "inside": _inside,
    "above": _above, "thin": _thin,
}  # fmt: skip


def _brought(case: Case, tally: Tally, more: str = "") -> str:
    """ "12 orders for €120.00 in 28 days, €10.00 each": as the figures stand beside it."""
    words, metric = case.words, case.campaign.result_metric
    if tally.results is None:
        return f"{words.money(tally.spend)} in {DAYS[tally.window]}."
    for_ = f"for {words.money(tally.spend)} in {DAYS[tally.window]}"
    if not tally.results:
        return f"No {noun(metric, many=True)} {for_}."
    late = ", late ones allowed for" if tally.settled < 0.98 * float(tally.spend) else ""
    about = "About " if case.campaign.result_source != "platform" else ""
    return f"{about}{words.results(metric, tally.results)} {for_}, {words.money(tally.cost)} each{late}{more}."


def _aim(case: Case) -> str:
    if case.campaign.target is not None:
        return f"the target of {case.words.money(case.campaign.target)}"
    return f"the {case.words.money(case.finding.aim)} of the channel's other campaigns"


def _against(case: Case) -> str:
    if case.campaign.target is not None:
        return f"The target is {case.words.money(case.campaign.target)}."
    return f"The channel's other campaigns pay {case.words.money(case.finding.aim)}."


def _do(case: Case) -> str:
    """What becomes of its money."""
    words, before, after = case.words, case.campaign.budget, case.budget_to
    if case.frozen:
        return f"Its money stays as it is: {case.label} is frozen by you."
    if case.verdict == "scale":
        return f"Raise it from {words.money(before)} to {words.money(after)} a day."
    if case.finding.role == "raise" and after <= before:
        less = "spends less from now on" if case.falls else "has no more money for it this week"
        return f"{case.label} {less}."
    if case.verdict == "pause" and after == 0:
        left = f" {words.money(case.rest)} a day then wait for a new campaign." if case.rest > 0 else ""
        return f"Switch it off.{left}"
    if case.verdict == "pause":
        return f"The others can take no more at once: lower it to {words.money(after)} a day, the rest next week."
    if after > before:
        return f"It takes {f'its part of the raise of {case.label}' if case.rises else 'over money of the others'}."
    return f"It gives its part of the cut of {case.label}." if after < before else ""
