"""How commands explain themselves: examples and exit codes at the end of a help page, paragraphs that flow.

Belongs here: the form of these texts, and reading them back. Not here: what they say, which stands beside each command.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import typer

HELP_NAMES = ["-h", "--help"]
HEAD, EXITS = "Examples:", "Exit codes:"
DONE, FAILED, WRONG_USE, NEEDS_HELP = (
    "0 done",
    "1 failed",
    "2 wrong use or configuration",
    "3 done, but something needs a person",
)


def more(*examples: str, exits: Sequence[str] = (DONE, FAILED, WRONG_USE)) -> str:
    """The end of a help page. examples: command lines as typed, each with "  # what it does" where it needs saying."""
    return "\n".join([HEAD, *(f"  {_escaped(line)}" for line in examples), f"{EXITS} {' · '.join(exits)}"])


def examples_of(command: Any, *, said: bool = False) -> list[str]:
    """The example lines of a command. said: with what is said of each."""
    lines = (command.epilog or "").replace("\\[", "[").split("\n")
    shown = [line.strip() for line in lines if line.startswith("  smm ")]
    return shown if said else [line.partition("  # ")[0].rstrip() for line in shown]


def exits_of(command: Any) -> list[str]:
    """The exit codes a command names, each with its meaning."""
    lines = [line for line in (command.epilog or "").split("\n") if line.startswith(EXITS)]
    return [text for line in lines for text in line.removeprefix(EXITS).strip().split(" · ")]


def walk(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command below one, itself first, each with its words."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from walk(below, *path, name)


def tidied(command: Any) -> None:
    """Make a help page flow at any width: paragraphs without line breaks, no type beside a flag."""
    if command.help:
        command.help = "\n\n".join(" ".join(part.split()) for part in command.help.split("\n\n"))
    for option in command.get_params(typer.Context(command, help_option_names=HELP_NAMES)):
        untyped(option)


def untyped(option: Any) -> None:
    """Show a flag without the type of its value."""
    if getattr(option, "is_flag", False) and option.metavar is None:
        option.metavar = ""


def _escaped(text: str) -> str:
    return text.replace("[", "\\[")
