"""What is to be done with each campaign of a channel, before any money is split.

Belongs here: the rules, in the order an experienced buyer goes through them. Not here: the split (`split`), which may
turn a raise down, or the sentences (`words`). Campaigns are held against their target; without one against the other
campaigns of the channel with the same objective, never against another objective.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smm_assets.campaigns.evidence import (
    DOUBT,
    Campaign,
    Tally,
    chance_of_so_few,
    chance_of_so_many,
    share_bounds,
    together,
)
from smm_assets.campaigns.split import Role

BAND = 0.25  # a result may cost so much more than its target before its campaign is ended
WASTED = 3.0  # targets spent without a result that are enough: by chance alone one campaign in twenty
LEARNING_DAYS = 7  # the networks' learning phase: about a week (Meta: some 50 results in 7 days)
SILENT_DAYS = 3  # complete days without spend after which something keeps a campaign from running
ENOUGH = 8  # results from which the 90 % interval spans less than four times
OFF_TARGET = 0.2  # share of its money on people nobody wants to reach
SHOWN_LESS = 2 / 3  # click rate against the others' from which it is worth a repair
SEEN = 30  # clicks of the others below which their click rate says little
BY_CLICKS = ("traffic", "leads", "sales")


@dataclass(frozen=True, kw_only=True)
class Around:
    """What surrounds a campaign. held: why its channel's data carry no decision, empty when they do.

    month, quarter: what the channel's other campaigns of the objective brought in 28 and 90 days; takers: whether one
    of them may take its money; objective: what the channel's money is moved for; patience_until: of the channel.
    """

    as_of: date
    held: str
    month: Tally
    quarter: Tally
    takers: bool
    objective: str
    patience_until: date | None = None

    def beside(self, tally: Tally) -> Tally:
        return self.month if tally.window == "28d" else self.quarter


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found. why: the rule that settled it; aim: cost it is held against; needed: see the rule."""

    role: Role
    why: str
    aim: float | None = None
    needed: float | None = None


def find(campaign: Campaign, around: Around) -> Finding:
    """The first rule that fits."""
    aim = campaign.target or around.beside(campaign.told).cost
    if around.held:
        return Finding(role="fixed", why="held")
    if not campaign.campaign_key:
        return Finding(role="spare", why="untold")
    if (campaign.last_day - campaign.last_spent).days >= SILENT_DAYS:
        return Finding(role="mend", why="silent", aim=aim)
    if is_young(campaign, around):
        return _only_clicked(campaign, around, aim) or Finding(role="spare", why="young", aim=aim)
    found = _without_results(campaign, around, aim) or _by_cost(campaign, around, aim)
    if found.role in ("keep", "open") and campaign.objective != around.objective:
        return Finding(role="spare", why=found.why, aim=found.aim, needed=found.needed)
    return found


def is_young(campaign: Campaign, around: Around) -> bool:
    """Whether it is still learning, or its channel has been given patience."""
    patient = around.patience_until is not None and around.as_of < around.patience_until
    return patient or around.as_of < campaign.first_day + timedelta(days=LEARNING_DAYS)


def _without_results(campaign: Campaign, around: Around, aim: float | None) -> Finding | None:
    """Money or clicks that brought nothing; None when there are results or too little was spent to say."""
    month, quarter = campaign.month, campaign.quarter
    if month.results is None or month.results > 0 or aim is None:
        return None
    if month.settled >= WASTED * aim and (quarter.results or 0) > 0:
        return Finding(role="mend", why="dried_up", aim=aim)
    if not (quarter.results or 0) > 0 and quarter.settled >= WASTED * aim:
        sure = campaign.target is not None or chance_of_so_few(quarter, around.quarter) <= DOUBT
        return Finding(role="stop", why="wasted", aim=aim) if sure else None
    return _only_clicked(campaign, around, aim)


def _only_clicked(campaign: Campaign, around: Around, aim: float | None) -> Finding | None:
    """Clicks that brought nothing, where the channel's others would have some results: tracking, or the page."""
    month, others = campaign.month, around.month
    if month.results is None or month.results > 0:
        return None
    usual = (others.results or 0) / others.clicks if others.clicks else 0.0
    beyond_clicks = campaign.objective in BY_CLICKS and campaign.result_metric not in ("link_clicks", "sessions")
    if beyond_clicks and month.clicks * usual >= WASTED:
        return Finding(role="mend", why="clicks_only", aim=aim, needed=month.clicks * usual)
    return None


def _by_cost(campaign: Campaign, around: Around, aim: float | None) -> Finding:
    told = campaign.told
    if told.results is None or told.settled <= 0:
        return Finding(role="open", why="unknown_results", aim=aim)
    if aim is None:
        return Finding(role="open", why="no_yardstick")
    if _is_cheap(campaign, around):
        return Finding(role="raise", why="cheap", aim=aim)
    if _is_dear(campaign, around, BAND):
        return (
            Finding(role="end", why="dear", aim=aim)
            if around.takers
            else Finding(role="mend", why="dear_alone", aim=aim)
        )
    if (campaign.off_target_share or 0) >= OFF_TARGET:
        return Finding(role="mend", why="off_target", aim=aim)
    if _is_overlooked(campaign, around):
        return Finding(role="mend", why="overlooked", aim=aim)
    if _is_dear(campaign, around, 0.0):
        return Finding(role="keep", why="above", aim=aim)
    if (told.events or 0) >= ENOUGH:
        return Finding(role="keep", why="inside", aim=aim)
    return Finding(role="open", why="thin", aim=aim, needed=_needed(told, aim))


def _needed(told: Tally, aim: float) -> float:
    """Money until there are enough results to judge by, at what one costs; without any, until that says enough."""
    if not told.results:
        return max(0.0, WASTED * aim - told.settled)
    return max(0.0, ENOUGH - (told.events or 0.0)) * told.worth * (told.cost or aim)


def _is_cheap(campaign: Campaign, around: Around) -> bool:
    if campaign.target is None:
        return chance_of_so_many(campaign.told, around.beside(campaign.told)) <= DOUBT
    _, high = campaign.told.bounds()
    return high is not None and high < campaign.target


def _is_dear(campaign: Campaign, around: Around, band: float) -> bool:
    if campaign.target is None:
        return chance_of_so_few(campaign.told, around.beside(campaign.told), 1 + band) <= DOUBT
    low, _ = campaign.told.bounds()
    return low is not None and low > campaign.target * (1 + band)


def _is_overlooked(campaign: Campaign, around: Around) -> bool:
    """Whether surely far fewer of those who see it click than of those who see the others."""
    own, others = campaign.month, around.month
    if campaign.objective not in BY_CLICKS or not own.impressions or not others.impressions or others.clicks < SEEN:
        return False
    if own.clicks > own.impressions or others.clicks > others.impressions:
        return False
    _, most = share_bounds(own.clicks, own.impressions)
    return most < SHOWN_LESS * others.clicks / others.impressions


def surroundings(
    campaigns: Sequence[Campaign], as_of: date, held: str, objective: str, patience_until: date | None
) -> dict[str, Around]:
    """What surrounds each campaign of one channel, by its name."""
    found: dict[str, Around] = {}
    for one in campaigns:
        peers = [other for other in campaigns if other.objective == one.objective and other.name != one.name]
        peers = [other for other in peers if other.result_metric == one.result_metric and other.campaign_key]
        found[one.name] = Around(
            as_of=as_of,
            held=held,
            month=together([other.month for other in peers]),
            quarter=together([other.quarter for other in peers]),
            takers=any(_may_take(other, as_of) for other in peers),
            objective=objective,
            patience_until=patience_until,
        )
    return found


def _may_take(campaign: Campaign, as_of: date) -> bool:
    """Whether money may go to the campaign: it runs, has learnt, and is not itself surely dearer than its target."""
    if as_of < campaign.first_day + timedelta(days=LEARNING_DAYS):
        return False
    if (campaign.last_day - campaign.last_spent).days >= SILENT_DAYS:
        return False
    low, _ = campaign.told.bounds()
    return bool(campaign.told.results) and (
        campaign.target is None or low is None or low <= campaign.target * (1 + BAND)
    )
