"""Commands of files and pages that are not run here, held against the command line there is.

Belongs here: finding them and having them parsed. Not here: what each must say.
"""

import re
import shlex
from typing import Any

import typer

from pipelines.cli.main import app

_SMM = re.compile(r"(?:^|[\s;&|(])((?:/opt/smm/bin/)?smm [^|&;)\n]*)")


def parsed(words: list[str]) -> dict[str, Any]:
    """What the command line makes of the words after `smm`; raises where it does not know an option or a command."""
    name, *arguments = words
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    with command.make_context(name, arguments) as context:
        return dict(context.params)


def smm_commands(block: str) -> list[list[str]]:
    """The words after `smm` of each time a block of shell commands calls it."""
    return [shlex.split(found)[1:] for found in _SMM.findall(block)]
