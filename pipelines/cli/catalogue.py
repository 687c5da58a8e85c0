"""The page of the reference on commands: every command with its options, examples and exit codes.

Belongs here: the page, made from the tree of commands alone. Not here: what a command says of itself, which stands
beside it. `make docs` writes it; a test tells when it is no longer what they say.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from pipelines.cli.main import PANELS, PROGRAM, app
from pipelines.cli.manual import HELP_NAMES, examples_of, exits_of, walk
from smm_assets.kpis.documentation import table

_MADE = "<!-- Made by `make docs` from the commands themselves; change their help, not this page. -->"
_INTRO = """\
`smm COMMAND --help` says the same on a terminal. `--home` may also stand before the command. What `--json` prints:
[JSON](json.md). `smm --install-completion` teaches your shell (bash, zsh, fish) commands, options, and names of tables,
channels, KPIs, advice and what is held back."""


def commands_page() -> str:
    """Markdown: all commands by what one wants to do, then each in full."""
    tree = typer.main.get_command(app)
    lines = ["# Commands", "", _MADE, "", tree.help or "", "", _INTRO]
    for panel in PANELS:
        below = [(path, one) for path, one in walk(tree) if len(path) == 1 and one.rich_help_panel == panel]
        lines += ["", f"## {panel}", ""]
        lines += table(("command", "does"), [(_link(path), _summary(one)) for path, one in below])
        lines += [text for path, one in below for name, part in walk(one, *path) for text in _section(name, part)]
    return "\n".join(lines) + "\n"


def _link(path: tuple[str, ...]) -> str:
    return f"[`{' '.join((PROGRAM, *path))}`](#{'-'.join((PROGRAM, *path))})"


def _summary(command: Any) -> str:
    return str(command.help).split("\n\n")[0]


def _section(path: tuple[str, ...], command: Any) -> Iterator[str]:
    context = typer.Context(command, info_name=" ".join((PROGRAM, *path)), help_option_names=HELP_NAMES)
    yield from ("", f"### {' '.join((PROGRAM, *path))}", "", str(command.help), "")
    yield from ("```text", command.get_usage(context).removeprefix("Usage: "), "```", "")
    given = [one for one in command.get_params(context) if one.name != "help"]
    if given:
        yield from table(("argument or option", "value", "meaning"), [_row(one, context) for one in given])
        yield ""
    yield from ("```sh", *examples_of(command, said=True), "```", "")
    yield f"Exit codes: {' · '.join(exits_of(command))}"


def _row(given: Any, context: typer.Context) -> tuple[str, str, str]:
    is_argument = given.param_type_name == "argument"
    name = given.display_name_raw if is_argument else ", ".join(given.opts)
    value = "" if is_argument else given.display_type_rich(ctx=context) or ""
    limits = f" {found}" if (found := given._get_number_range_help_str()) else ""
    default = given.default if given.show_default and isinstance(given.default, (str, int)) else None
    notes = ["required"] if given.required else []
    notes += [f"default {default}"] if default not in (None, "", False) else []
    meaning = " ".join([given.help or "", f"({', '.join(notes)})" if notes else ""]).strip()
    return f"`{name}`", f"`{value}{limits}`" if value else "", meaning


PAGES = {"commands.md": commands_page}


def write(folder: Path) -> None:
    """Write the page into the folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
