"""Terms that cannot do what they say: refused where they are asked for now, told in the advice where they stand.

Belongs here: terms of a scenario for channels that cannot move or are not decided about, and limits of smm.yaml and the
plan that today's spend of such a channel breaks. Not here: terms in conflict with each other (`feasible`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from smm_assets.decisions.bounds import Own, Scenario, find_holds, locked_channels, own_limits
from smm_assets.decisions.cents import cents
from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.errors import ConfigurationError, Problem
from smm_assets.report.words import listed
from smm_assets.settings import Settings

SIDES = {"low": ("below", "least"), "high": ("above", "most")}


@dataclass(frozen=True, kw_only=True)
class Still:
    """Why a channel keeps today's spend: a reason that goes on after "it is", and what lets it move."""

    why: str
    cure: str


def refuse_idle_terms(scenario: Scenario, found: Sequence[Inputs], settings: Settings) -> None:
    """Raises ConfigurationError with every term of the scenario that no recommendation could keep to."""
    if not found:
        return
    problems = [*_of_objective(scenario, found)]
    for term in ("frozen", "spends", "low", "high"):
        for channel in getattr(scenario, term):
            problems += _of_channel(scenario, term, channel, found, settings)
    if problems:
        raise ConfigurationError(problems)


def _of_objective(scenario: Scenario, found: Sequence[Inputs]) -> Iterator[Problem]:
    """An objective nothing is decided for, or one total for several."""
    names = [inputs.objective for inputs in found]
    if scenario.objective and scenario.objective not in names:
        yield Problem(
            where=f"{scenario.file}, objective",
            seen=f"no recommendation is made for {scenario.objective}",
            expected=listed(names),
            cure="Name one of them; others wait for spend or promotion money",
        )
    asked = "a target cost" if scenario.target else "a total" if scenario.total is not None else ""
    if asked and not scenario.objective and len(names) > 1:
        yield Problem(
            where=scenario.file,
            seen=f"{asked} for {listed(names)} together",
            expected="one objective, as money does not move between them",
            cure=f"Say which: objective: {names[0]} in a scenario file, or --objective {names[0]}",
        )


def _of_channel(
    scenario: Scenario, term: str, channel: str, found: Sequence[Inputs], settings: Settings
) -> Iterator[Problem]:
    where = f"{scenario.file}, {term}.{channel}" if term != "frozen" else f"{scenario.file}, frozen {channel}"
    inputs = next((one for one in found if channel in one.names()), None)
    if inputs is None:
        names = listed([name for one in found for name in one.names()])
        seen = f"{channel} is in no recommendation: it has neither spend nor promotion money"
        yield Problem(where=where, seen=seen, expected=f"one of {names}", cure="Leave it out, or drop its exports")
    elif scenario.objective not in ("", inputs.objective):
        seen = f"{channel} works for {inputs.objective}, not for {scenario.objective}"
        cure = f"Leave it out, or ask for objective {inputs.objective}"
        yield Problem(where=where, seen=seen, expected=f"a channel of {scenario.objective}", cure=cure)
    elif term in SIDES and (still := still_channels(inputs, settings, scenario).get(channel)):
        (state,) = (one for one in inputs.channels if one.channel == channel)
        seen = f"{state.label} keeps {cents(state.current):,.2f} a day, as it is {still.why}"
        cure = f"Leave it out, or {still.cure}"
        yield Problem(where=where, seen=seen, expected="a channel whose money may move", cure=cure)


def still_channels(inputs: Inputs, settings: Settings, scenario: Scenario) -> dict[str, Still]:
    """Channels that keep what they spend, with the reason."""
    locked, found = locked_channels(inputs), {}
    holds = find_holds(inputs, settings)
    for state in inputs.channels:
        name = state.channel
        if name in holds:
            why = f"held: {holds[name][:1].lower()}{holds[name][1:]}"
            found[name] = Still(why=why, cure="ask again when its data are in order")
        elif name in scenario.frozen:
            found[name] = Still(why="frozen by the same terms", cure="do not freeze it")
        elif state.frozen:
            found[name] = Still(why="frozen in smm.yaml", cure="take its frozen: true out of smm.yaml")
        elif name in locked:
            found[name] = Still(why="locked in the plan", cure="unlock its line of the plan")
    return found


def standing_limits(inputs: Inputs, settings: Settings, scenario: Scenario) -> str:
    """A sentence for every limit of smm.yaml or the plan that no recommendation can keep to; empty without one."""
    still, own = still_channels(inputs, settings, scenario), own_limits(inputs, scenario)
    said = [
        sentence
        for state in inputs.channels
        if state.channel in still
        for sentence in _broken(state, still[state.channel], own[state.channel])
    ]
    return " ".join([*said, *(_not_decided(state) for state in inputs.idle)])


def _broken(state: ChannelState, still: Still, own: Own) -> Iterator[str]:
    """Today's spend beyond a limit, in a channel that keeps it."""
    current = cents(state.current)
    for side, limit in zip(SIDES, own, strict=True):
        beyond, what = SIDES[side]
        if limit is not None and (current < cents(limit) if side == "low" else current > cents(limit)):
            keeps, reason = f"{state.label} keeps {current:,.2f} a day", still.why.split(":")[0]
            yield f"{keeps}, {beyond} its {what} of {limit:,.2f}, because it is {reason}."


def _not_decided(state: ChannelState) -> str:
    bounds = {"least": state.low, "most": state.high}
    amounts = listed([f"{what} {Decimal(str(value)):,.2f}" for what, value in bounds.items() if value is not None])
    return f"The limits of {state.label} ({amounts} a day) wait: it has neither spend nor promotion money."
