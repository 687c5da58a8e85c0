"""`smm status` is one screen: every part of it, in columns, in colours only where there are any."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from pipelines.cli.status_page import MOST_LINES, lines
from smm_assets.report.facts import ChannelData, Need, Run
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from tests.cli.on_terminal import COLOUR, on_terminal
from tests.cli.test_page import AS_OF, EMPTY, FULL, pacing, to_fetch

ZONE = ZoneInfo("Europe/Berlin")
RUN = Run(started_at=datetime(2026, 11, 22, 5, 30), finished_at=None, as_of=AS_OF, status="needs_person", message="")
ESCAPE = "\x1b["


def screen(summary: object = FULL, *, width: int = 100, **given: object) -> list[str]:
    console = Console(width=width, color_system=None, force_terminal=False)
    return lines(summary, console, home="shop", zone=ZONE, **given)  # type: ignore[arg-type]


def part(told: list[str], label: str) -> str:
    """What stands beside a label, as one text."""
    start = next(number for number, line in enumerate(told) if line.startswith(label))
    end = next((n for n, line in enumerate(told[start + 1 :], start + 1) if not line.startswith(" ")), len(told))
    return " ".join(" ".join(told[start:end]).removeprefix(label).split())


def test_every_part_stands_on_the_screen_once_in_its_order() -> None:
    told = screen(replace(FULL, run=RUN, fetch=(to_fetch(),)), next_steps=["smm report --open"])
    assert [line.split("  ")[0] for line in told[1:] if not line.startswith(" ")] == [
        "RUN", "FILES", "CHANNELS", "MONEY", "KPI", "ADVICE", "FETCH", "NEEDS YOU", "NEXT",
    ]  # fmt: skip
    assert told[0] == "Example shop · Sun 22 Nov 2026 · EUR · shop"
    assert part(told, "NEXT") == "smm report --open"


def test_the_last_run_is_told_in_the_time_zone_of_the_project() -> None:
    # 5:30 UTC is 6:30 in Berlin in November
    assert part(screen(replace(FULL, run=RUN)), "RUN") == "22 Nov 06:30, done, something needs a person"
    failed = replace(RUN, status="failed", message="the disk is full")
    assert part(screen(replace(FULL, run=failed)), "RUN") == "22 Nov 06:30, failed: the disk is full"
    assert part(screen(replace(FULL, run=None)), "RUN") == "none recorded: smm run"


def test_a_run_that_found_nothing_new_does_not_hide_what_still_waits_for_a_person() -> None:
    done = replace(RUN, status="done")
    waits = Need(topic="file", where="a.csv", what="it is cut off", cure="Export it again", unlocks="")
    assert part(screen(replace(FULL, run=done, needs=(waits,))), "RUN").endswith("done, something needs a person")
    assert part(screen(replace(FULL, run=done, needs=())), "RUN") == "22 Nov 06:30, done"


def test_a_long_lack_takes_a_second_line_and_no_word_of_the_row_is_cut() -> None:
    lacks = ChannelData(
        channel="a", label="Channel", network="a", data_through=AS_OF, late=True, missing_days=28, unpriced=("INR",)
    )
    told = screen(replace(FULL, data=(lacks,), pacing=()), width=70)
    assert "…" not in part(told, "CHANNELS")
    assert {"rate", "INR", "plan"} <= set(part(told, "CHANNELS").split())


def test_a_channel_has_its_data_and_its_money_in_one_row() -> None:
    late = ChannelData(channel="vk", label="VK", network="vk", data_through=AS_OF, late=True, missing_days=3)
    told = screen(replace(FULL, data=(late,), pacing=(pacing("VK"), pacing("Meta"))))
    rows = [re.split(r" {2,}", line.strip()) for line in told if re.match(r" +(VK|Meta) ", line)]
    assert rows[0] == ["VK", "22 Nov late", "3 days", "1,350", "960", "1.02", "1,374", "on track"]
    assert rows[1] == ["Meta", "none", "1,350", "960", "1.02", "1,374", "on track"], "planned, but without data"


def test_what_to_fetch_says_which_days_how_and_what_it_unlocks() -> None:
    text = part(screen(replace(FULL, fetch=(to_fetch(),))), "FETCH")
    assert "VK 17–21 Nov: 19–21 Nov: late, no export covers them · unlocks the advice for VK" in text
    assert "VK statistics: choose the grouping by day" in text


def test_advice_that_waits_says_what_approving_it_would_do() -> None:
    text = part(screen(where=" --home shop"), "ADVICE")
    assert "waits for you" in text
    assert f"smm approve --home shop {FULL.advice[0].recommendation_id}: the plan takes these amounts" in text
    settled = replace(FULL, advice=(replace(FULL.advice[0], status="approved"),))
    assert "smm approve" not in part(screen(settled), "ADVICE")


@pytest.mark.parametrize("width", [80, 100, 140])
def test_much_of_everything_still_is_one_screen_and_says_where_the_rest_is(width: int) -> None:
    needs = tuple(Need(topic="file", where=f"file{n}.csv", what="cut off", cure="Export it again") for n in range(30))
    fetch = tuple(to_fetch(account=f"Account {n}") for n in range(20))
    told = screen(replace(FULL, run=RUN, needs=needs, fetch=fetch), width=width)
    assert len(told) <= MOST_LINES
    assert max(map(len, told)) <= width
    assert "more things: smm status --full" in part(told, "NEEDS YOU")
    assert "more exports: smm status --full" in part(told, "FETCH")


def test_no_word_is_cut_at_the_end_of_a_line() -> None:
    words = set(" ".join(screen(width=140)).split())
    assert set(" ".join(screen(width=80)).split()) <= words


def test_an_empty_project_has_a_screen_too() -> None:
    told = screen(EMPTY)
    assert "drop the networks' exports into the inbox" in part(told, "CHANNELS")
    assert part(told, "NEEDS YOU") == "nothing"


def test_names_from_exports_cannot_colour_or_move_the_screen() -> None:
    nasty = pacing("\x1b[31mred\r[bold]x[/bold]")
    text = "\n".join(screen(replace(FULL, pacing=(nasty,))))
    assert "\x1b" not in text
    assert "\r" not in text
    assert "[bold]x[/bold]" in text, "names are no markup"


@pytest.fixture
def published(shop: Path) -> Path:
    with open_store(Project.open(shop)) as store:
        store.publish()
    return shop


def test_a_terminal_gets_colours_and_its_own_width(published: Path) -> None:
    told = on_terminal("status", "--home", published, columns=72)
    assert ESCAPE in told.text
    assert 66 < max(map(len, told.lines)) <= 72


@pytest.mark.parametrize(
    ("command", "environ"),
    [("status", {"NO_COLOR": "1"}), ("status", {"TERM": "dumb"}), ("--help", {"NO_COLOR": "1"})],
)
def test_a_terminal_that_wants_no_colours_gets_none(published: Path, command: str, environ: dict[str, str]) -> None:
    told = on_terminal("--home", published, command, environ=environ)
    assert "smm" in told.text
    assert ESCAPE not in told.text


def test_a_pipe_gets_no_colours_unless_they_are_asked_for(
    published: Path, process: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    asked = ("-m", "pipelines.cli.main", "status", "--home", published)
    piped = process(*asked, NO_COLOR="", FORCE_COLOR="").stdout
    assert ESCAPE not in piped
    assert max(map(len, piped.splitlines())) <= 100
    forced = process(*asked, NO_COLOR="", FORCE_COLOR="1").stdout
    assert ESCAPE in forced
    assert [line.rstrip() for line in COLOUR.sub("", forced).splitlines()] == piped.splitlines()
