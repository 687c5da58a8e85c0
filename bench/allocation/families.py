"""The families of worlds: what is special about each, as knobs.

Belongs here: recipes. Not here: how a world is made from one (worlds, twists).
"""

from dataclasses import dataclass

from bench.allocation.shapes import BANK, CONCAVE, S_SHAPED


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Knobs; the defaults are a plain small advertiser. Ranges are uniform unless said otherwise.

    shapes: kinds to draw from; fill: log-normal (mean, sd) of usual spend over audience size; efficiency: sd of the log
    return of the first unit of money; lean: how far budgets already go where the first unit returns more; results: per
    day in all channels, log-uniform; steps, jitter: size of planned and of daily changes of spend; follow: elasticity
    of spend to demand; scatter: overdispersion (gamma variance); drift: sd of the log own walk of a channel per day;
    sound: the result counts what is wanted.
    """

    days: tuple[int, int] = (60, 301)
    channels: tuple[int, int] = (3, 9)
    shapes: tuple[str, ...] = CONCAVE
    fill: tuple[float, float] = (-0.3, 0.8)
    efficiency: float = 0.35
    lean: float = 1.0
    results: tuple[float, float] = (20.0, 200.0)
    steps: tuple[float, float] = (0.1, 0.4)
    jitter: float = 0.1
    walk: float = 0.015
    season: float = 0.12
    shock: float = 0.03
    weekday: float = 0.12
    follow: float = 0.0
    carry: tuple[float, float] = (0.0, 0.25)
    scatter: float = 0.05
    drift: float = 0.004
    twists: tuple[str, ...] = ()
    sound: bool = True
    total: float = 1.0


FAMILIES: dict[str, Recipe] = {
    "plain": Recipe(),
    "bank_shapes": Recipe(shapes=BANK),
    "two_audiences": Recipe(shapes=("two_audiences",)),
    "plateau": Recipe(shapes=("parabola",), fill=(-0.1, 0.5)),
    "late_start": Recipe(shapes=S_SHAPED),
    "nearly_straight": Recipe(shapes=("line",)),
    "two_channels": Recipe(channels=(2, 3)),
    "ten_channels": Recipe(channels=(10, 16), days=(120, 366)),
    "fifty_channels": Recipe(channels=(40, 51), days=(150, 300), results=(100.0, 600.0)),
    "thin_days": Recipe(days=(30, 31)),
    "low_counts": Recipe(results=(0.7, 4.0), days=(60, 181)),
    "scattered_counts": Recipe(scatter=0.5, shock=0.1),
    "heavy_revenue": Recipe(twists=("revenue",)),
    "small_variation": Recipe(steps=(0.02, 0.08), jitter=0.04),
    "no_variation": Recipe(steps=(0.0, 0.01), jitter=0.02),
    "already_best": Recipe(twists=("already_best",)),
    "little_to_gain": Recipe(twists=("nearly_best",)),
    "saturated_best": Recipe(twists=("saturated_best",)),
    "hidden_gem": Recipe(twists=("hidden_gem",)),
    "dead_channel": Recipe(twists=("dead_channel",)),
    "season": Recipe(season=0.4),
    "confounded": Recipe(season=0.3, walk=0.025, follow=0.9),
    "confounded_sessions": Recipe(season=0.3, walk=0.025, follow=0.9, twists=("sessions",)),
    "promotions": Recipe(twists=("promotions",)),
    "faults_declared": Recipe(twists=("faults",)),
    "fault_untold": Recipe(twists=("untold_fault",)),
    "chased_returns": Recipe(twists=("chasing",)),
    "late_results": Recipe(twists=("late",)),
    "late_untold": Recipe(twists=("late_untold",)),
    "outliers": Recipe(twists=("outliers",)),
    "spend_typos": Recipe(twists=("typos",)),
    "missing_days": Recipe(twists=("missing",)),
    "pauses": Recipe(twists=("pauses",)),
    "regime_shift": Recipe(twists=("regime",)),
    "wearing_out": Recipe(drift=0.015),
    "carry_over": Recipe(carry=(0.4, 0.85)),
    "slow_effect": Recipe(twists=("slow",)),
    "tiny_tests": Recipe(twists=("tiny",)),
    "new_channel": Recipe(twists=("new",)),
    "frozen_and_tight": Recipe(twists=("frozen",)),
    "more_money": Recipe(total=1.15),
    "part_without_spend": Recipe(twists=("base",)),
    "bot_clicks": Recipe(twists=("bots",), sound=False),
    "double_counting": Recipe(twists=("claims",), sound=False),
}
