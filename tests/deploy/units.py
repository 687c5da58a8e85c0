"""The units of deploy/systemd as systemd reads them, for one client.

Belongs here: sections, keys, commands and variables of a unit. Not here: what they must be.
"""

import shlex
from pathlib import Path

ROOT = Path(__file__).parents[2]
SYSTEMD = ROOT / "deploy" / "systemd"
SERVICES = sorted(path.name for path in SYSTEMD.glob("*.service"))
Unit = dict[str, dict[str, list[str]]]


def read(name: str, client: str) -> Unit:
    """Section → key → its values in order, with %i filled in."""
    found: Unit = {}
    section: dict[str, list[str]] = {}
    for line in (SYSTEMD / name).read_text(encoding="utf-8").replace("%i", client).splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif line and line[0] not in "#;":
            key, _, value = line.partition("=")
            section.setdefault(key, []).append(value)
    return found


def variables(unit: Unit, file: Path) -> dict[str, str]:
    """What Environment= and then the file of EnvironmentFile= say."""
    told = [word for line in unit["Service"].get("Environment", []) for word in shlex.split(line)]
    told += [
        word for line in file.read_text(encoding="utf-8").splitlines() for word in shlex.split(line, comments=True)
    ]
    return dict(word.split("=", 1) for word in told)


def command(unit: Unit, known: dict[str, str]) -> list[str]:
    """ExecStart= as words, with ${NAME} filled in."""
    (line,) = unit["Service"]["ExecStart"]
    for name, value in known.items():
        line = line.replace(f"${{{name}}}", value)
    return shlex.split(line)
