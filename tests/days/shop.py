"""The shop whose days are lived through: its world, its plan of deliveries, its project folder.

Belongs here: what does not change over the days, and what plan.csv says. Not here: the deliveries (`plan`).
"""

from collections.abc import Sequence
from datetime import date, time
from functools import cache
from pathlib import Path

from smm_assets.simulator import World, simulate
from smm_assets.simulator.cast import META, TIKTOK, VK
from smm_assets.simulator.settings_files import fx_csv, plan_csv
from tests.alerts.receivers import HOST, Received
from tests.days.plan import AFTERNOON, EARLY, JUST_BEFORE_SIX, MORNING, NIGHT, Plan, make_plan

LAST = date(2026, 11, 20)  # a Friday; on 25 October, within sixty days before it, clocks are set back
HISTORY = 80
FIVE, FEW_RUNS = 42331, (JUST_BEFORE_SIX, JUST_BEFORE_SIX, JUST_BEFORE_SIX, EARLY)
MANY, ALL_HOURS = (
    5,
    (
        *(JUST_BEFORE_SIX, EARLY, JUST_BEFORE_SIX, MORNING, JUST_BEFORE_SIX, JUST_BEFORE_SIX),
        *(AFTERNOON, JUST_BEFORE_SIX, NIGHT, JUST_BEFORE_SIX, JUST_BEFORE_SIX),
    ),
)
RAISED = 60
STALE_DAYS, DIGEST_WEEKDAY = 2, 3
QUIET = time(20), time(7, 30)
SETTINGS = f"""name: Mugs
currency: EUR
timezone: Europe/Berlin
channels:
  meta: {{label: Meta, objective: sales}}
  tiktok: {{label: TikTok, objective: sales}}
  vk: {{label: VK, objective: sales}}
thresholds:
  stale_days: {STALE_DAYS}
alerts:
  smallest_amount: 1
  quiet_hours: "{QUIET[0]:%H:%M}-{QUIET[1]:%H:%M}"
  digests: {{morning: true, weekly: true, weekday: {DIGEST_WEEKDAY}}}
  targets:
    - name: chat
      url: ${{CHAT}}
      digests: []
    - name: mail
      url: ${{MAIL}}
"""


def planned(days: int) -> Plan:
    """The plan of so many days; in five all kinds of deliveries happen, and in few runs."""
    seed, hours = (FIVE, FEW_RUNS) if days == 5 else (MANY, ALL_HOURS)
    return make_plan(seed=seed, days=days, history=HISTORY, last=LAST, hours=hours)


@cache
def world_of(days: int) -> World:
    """What really happens in the history and these days."""
    return simulate(seed=3, days=HISTORY + days - 1, as_of=LAST, channels=(META, TIKTOK, VK))


def make_shop(home: Path, world: World) -> None:
    """The project folder with an empty inbox."""
    (home / "inbox").mkdir(parents=True)
    (home / "smm.yaml").write_text(SETTINGS, encoding="utf-8")
    (home / "fx.csv").write_text(fx_csv(world), encoding="utf-8")
    (home / "plan.csv").write_text(media_plan(world, []), encoding="utf-8")


def media_plan(world: World, mended: Sequence[date]) -> str:
    """Text of plan.csv: each time it was mended, TikTok's month of that day got more money."""
    lines = plan_csv(world).splitlines()
    for day in mended:
        place = next(n for n, line in enumerate(lines) if line.startswith(f"{day:%Y-%m}-01,") and ",tiktok," in line)
        before, amount, after = lines[place].partition(",ads,")[0], *lines[place].partition(",ads,")[2].split(",", 1)
        lines[place] = f"{before},ads,{float(amount) + RAISED:.2f},{after}"
    return "\n".join(lines) + "\n"


def spoilt(text: str) -> str:
    """Its first amount is no number any more."""
    return text.replace(".00,EUR,", ".00 or so,EUR,", 1)


def surroundings(home: Path, chat: Received, mail: Received) -> dict[str, str]:
    """The environment its servers run in."""
    sender = f"mailto://{HOST}:{mail.port}?from=smm@example.org&to=team@example.org"
    return {"SMM_HOME": str(home), "CHAT": f"json://{HOST}:{chat.port}/", "MAIL": sender}
