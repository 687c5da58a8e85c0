"""The help of every command: a line in the list, examples that work, at the width of a small terminal."""

import re
import shlex
from collections.abc import Callable
from typing import Any

import pytest
import typer
from typer.testing import Result

from pipelines.cli.main import PROGRAM, app
from pipelines.cli.manual import EXITS, examples_of, exits_of, walk

Smm = Callable[..., Result]
TREE = typer.main.get_command(app)
COMMANDS = dict(walk(TREE))
WIDTH = 80

every = pytest.mark.parametrize("path", COMMANDS, ids=" ".join)


def words_of(line: str) -> list[str]:
    """The words of an example after smm, without where its output goes."""
    return shlex.split(line.partition(" > ")[0])[1:]


def reached(words: list[str]) -> tuple[str, ...]:
    """Parse the words down the tree, as a call would, and return the command they reach. Runs nothing."""
    command, path = TREE, []
    context = command.make_context(PROGRAM, list(words))
    while hasattr(command, "commands"):
        rest = [*context._protected_args, *context.args]
        if not rest:
            break
        name, command, rest = command.resolve_command(context, rest)
        path.append(name)
        context = command.make_context(name, rest, parent=context)
    return tuple(path)


def section(path: tuple[str, ...]) -> Any:
    return COMMANDS[path]


@every
def test_a_command_says_in_one_line_what_it_is_for(path: tuple[str, ...]) -> None:
    summary, *more = section(path).help.split("\n\n")
    assert 10 < len(summary) <= (62 if path else 120)
    assert summary.endswith(".")
    assert all("\n" not in part for part in (summary, *more)), "paragraphs flow at any width"


@every
def test_a_command_has_examples_and_exit_codes(path: tuple[str, ...]) -> None:
    assert 2 <= len(examples_of(section(path))) <= 4
    assert exits_of(section(path))[0].startswith("0 ")
    assert all(len(line) <= WIDTH - 1 for line in section(path).epilog.split("\n") if not line.startswith(EXITS))


@pytest.mark.parametrize(
    ("path", "line"), [(path, line) for path, command in COMMANDS.items() for line in examples_of(command)]
)
def test_an_example_is_a_call_of_its_command(path: tuple[str, ...], line: str) -> None:
    assert reached(words_of(line))[: len(path)] == path


@every
def test_a_help_page_fits_a_small_terminal(smm: Smm, path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    monkeypatch.setenv("TERMINAL_WIDTH", str(WIDTH))
    result = smm(*path, "--help")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= WIDTH
    assert "<bool>" not in result.stdout
    for line in examples_of(section(path)):
        assert line in result.stdout


def test_the_list_of_commands_takes_a_line_each_below_what_one_wants_to_do(
    smm: Smm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    shown = smm("--help").stdout
    for name, command in TREE.commands.items():  # type: ignore[attr-defined]
        assert f"{command.help.split(chr(10))[0]} " in shown, name
    titles = re.findall(r"^╭─ (.+?) ─+╮$", shown, re.MULTILINE)
    assert titles[1:] == list(
        dict.fromkeys(
            command.rich_help_panel for _, command in list(COMMANDS.items())[1:] if command in TREE.commands.values()
        )
    )  # type: ignore[attr-defined]
    assert "Commands" not in titles
