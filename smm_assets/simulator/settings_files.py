"""The example's own files beside the exports: smm.yaml, plan.csv, costs.csv, kpis.yml, events.csv, tests.csv, fx.csv,
mood.csv, post_tags.csv.

Belongs here: their text for a world. Not here: reading such files (`settings`, `budget/`, `kpis/`).
"""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from smm_assets.simulator.attribution import RULES
from smm_assets.simulator.costs import cost_rows
from smm_assets.simulator.demand import events
from smm_assets.simulator.entities import Channel
from smm_assets.simulator.inbox_pages import PROFILE_ID, post_tag_rows
from smm_assets.simulator.pages import mood_rows
from smm_assets.simulator.spending import planned
from smm_assets.simulator.world import World
from smm_assets.simulator.writers.delimited import table

PLAN_HEADER = [
    *("period_start", "period_end", "channel", "category", "item", "amount", "currency", "objective", "target_cost"),
    *("min", "max", "locked", "posts_per_week", "follower_goal", "goal_date"),
]
TARGET_COST = {"meta": "13.00", "youtube": "16.00", "google": "13.00", "tiktok": "13.00", "vk": "14.00"}
OTHER_LINES = (
    ("content", "posts and page upkeep", 6000),
    ("research", "surveys and tools", 500),
    ("training", "courses", 500),
)
GOALS = {
    "meta": ("5", "12650"),
    "tiktok": ("4", "6600"),
    "vk": ("", "5400"),
}  # posts a week, followers at the year's end
MONTHS_BACK = 3


def project_files(world: World) -> dict[str, str]:
    """Text of every file of the project folder by its name."""
    return {
        "smm.yaml": smm_yaml(world),
        "plan.csv": plan_csv(world),
        "costs.csv": table(cost_rows(world.first, world.last)),
        "events.csv": events_csv(world),
        "tests.csv": tests_csv(world),
        "fx.csv": fx_csv(world),
        "mood.csv": table(mood_rows(world)),
        "post_tags.csv": table(post_tag_rows(world)),
        "kpis.yml": KPIS,
    }


def months(world: World) -> Iterator[tuple[date, date]]:
    """First and last day of the months of the plan: up to three before the month of as_of, it, and the next."""
    start = world.as_of.year * 12 + world.as_of.month - 1
    for number in range(start - MONTHS_BACK, start + 2):
        year, month = divmod(number, 12)
        yield date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def plan_csv(world: World) -> str:
    """Media plan: promotion by channel, and the other categories of the whole budget, month by month in EUR."""
    rows = [PLAN_HEADER]
    for first, last in months(world):
        period = [first.isoformat(), last.isoformat()]
        for channel in world.channels:
            rows.append([*period, channel.name, "promotion", "ads", *_promotion(channel, first, world.as_of)])
        for category, item, amount in OTHER_LINES:
            rows.append([*period, "", category, item, f"{amount:.2f}", "EUR", *[""] * 8])
    return table(rows)


def _promotion(channel: Channel, month: date, as_of: date) -> list[str]:
    """Amount, currency, objective, target cost, least and most of the month, locked, posts a week, follower goal."""
    amount = planned(channel, month, as_of)
    locked = "yes" if channel.name == "google" else ""
    posts, goal = GOALS.get(channel.name, ("", ""))
    rhythm = (posts, goal, f"{month.year}-12-31" if goal else "")
    return [f"{amount:.2f}", "EUR", "sales", TARGET_COST.get(channel.name, ""), "", "", locked, *rhythm]


def events_csv(world: World) -> str:
    """What happened and what is planned."""
    rows = [("from", "to", "channel", "kind", "text")]
    for event in events(world.as_of):
        if event.last >= world.first:
            rows.append((event.first.isoformat(), event.last.isoformat(), event.channel, event.kind, event.text))
    return table(rows)


def tests_csv(world: World) -> str:
    """Two small tests of the channels of video: one ended and judged by visits, one under way and judged by orders."""
    rows = [("id", "channels", "from", "to", "budget", "result")]
    for name, first, last, budget, result in (
        ("clips-visits", -16, -10, "300.00", "link_clicks"),
        ("clips-orders", -7, 6, "600.00", "orders"),
    ):
        days = [(world.as_of + timedelta(days=offset)).isoformat() for offset in (first, last)]
        rows.append((name, "youtube;tiktok", days[0], days[1], budget, result))
    return table(rows)


def fx_csv(world: World) -> str:
    """EUR for one unit of a currency on every working day."""
    rows = [("date", "currency", "rate")]
    for day, currency, rate in zip(*(world.rates[name] for name in rows[0]), strict=True):
        rows.append((day.isoformat(), currency, f"{rate:.6f}"))
    return table(rows)


def smm_yaml(world: World) -> str:
    """Commented settings. as_of is pinned, so that the example never grows stale."""
    rules = "\n".join(f"  - {{{_rule(rule)}}}" for rule in RULES)
    return SMM_YAML.format(as_of=world.as_of.isoformat(), rules=rules, profile=PROFILE_ID)


def _rule(rule: object) -> str:
    parts = {name: value for name, value in vars(rule).items() if value is not None and not (name == "paid" and value)}
    return ", ".join(f"{name}: {str(value).lower() if value is False else value}" for name, value in parts.items())


SMM_YAML = """\
# A small shop for handmade mugs that advertises on four networks. Every key but the name has a default.
name: Example shop
currency: EUR              # everything is reported in it; fx.csv converts the rest
timezone: Europe/Berlin
as_of: {as_of}          # the morning the example stands still at; leave it out for a real project

# Accounts supply what their files do not say. Most exports need none.
accounts:
  - name: tiktok           # its Japanese export does not name the account
    network: tiktok
    account_id: "7318205544120934401"
  - name: analytics        # GA4 never names the currency of revenue
    network: ga4
    currency: EUR
  - name: ads              # the ad account; its files name their currency
    network: meta
    currency: EUR
  - name: instagram        # "Views" does not say whose views: files in inbox/instagram/ are this profile's
    network: meta
    account_id: "{profile}"
    publisher: instagram

# Where money can be moved. low and high: EUR a day the advice must respect.
channels:
  meta: {{label: Meta, objective: sales, low: 25}}
  youtube: {{label: YouTube, objective: sales, low: 8}}
  google: {{label: Google search, objective: sales, frozen: true}}   # brand search is not up for debate
  tiktok: {{label: TikTok, objective: sales, high: 40}}
  vk: {{label: VK, objective: sales}}

# Which orders count for which channel, by promo code and utm tags; the first rule that fits wins.
# Orders that fit none stay visible as unattributed; found by Google without an ad is nobody's ad.
outcome_rules:
{rules}

# What goes into social media, held against revenue and the shop's whole marketing budget (table blended).
blended:
  smm_share_of_revenue_target: 0.2
  smm_share_of_marketing_target: 0.8
  marketing_budget_per_month: 12000

# Who should see the ads: what is spent on others is shown as money in doubt.
target_audience:
  ages: 18-64
  countries: [DE, AT]

decision:
  max_step: 0.2            # no channel changes by more than 20 % a week
  profile: balanced        # or safe
  # reallocate: [promotion, promotion/contest]   # plan money that may move; ads only unless more is named
  # exploration_share: 0.05                      # of the day's money, kept for trying something new

thresholds:
  stale_days: 2            # a channel without data for longer is not touched
"""

KPIS = """\
# The shop's own KPIs, added to the shipped ones. formula: sums over the window, then divided.
- name: orders_per_thousand_views
  title: Orders per 1,000 impressions
  formula: 1000 * conversions / impressions
  unit: orders
  direction: up
  target: 0.35
  warn: 0.25
  breach: 0.1
  level: channel
  min_sample: {impressions: 5000}
  owner: Marketing
"""
