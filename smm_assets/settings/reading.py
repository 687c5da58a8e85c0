"""Reading smm.yaml: variables of the environment filled in, every problem with its line, unknown keys with a guess.

Belongs here: from text to `Settings`. Not here: what the keys mean (`model`).
"""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from smm_assets.errors import ConfigurationError, Problem
from smm_assets.settings import model
from smm_assets.settings.model import Settings

PROJECT_FILE = "smm.yaml"


def read_settings(path: Path, env: Mapping[str, str]) -> Settings:
    """Parse smm.yaml; ${NAME} is replaced from the environment. Raises ConfigurationError with all problems."""
    text, problems = _substitute(path.read_text(encoding="utf-8-sig"), env)
    if problems:
        raise ConfigurationError(problems)
    try:
        content = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{PROJECT_FILE} line {mark.line + 1}" if mark else PROJECT_FILE
        seen = str(getattr(error, "problem", error))
        raise ConfigurationError([Problem(where=where, seen=seen, cure="Check indentation and quotes")]) from None
    if not isinstance(content, dict):
        raise ConfigurationError([Problem(where=PROJECT_FILE, seen="not a list of keys", expected="key: value lines")])
    try:
        return Settings.model_validate(content)
    except ValidationError as error:
        raise ConfigurationError([_problem(item, text) for item in error.errors()]) from None


def _substitute(text: str, env: Mapping[str, str]) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []

    def value(match: re.Match[str]) -> str:
        if match[1] not in env:
            line = text.count("\n", 0, match.start()) + 1
            cure = f"export {match[1]}=… before running"
            problems.append(Problem(where=f"{PROJECT_FILE} line {line}", seen=f"{match[0]} is not set", cure=cure))
        return env.get(match[1], "")

    lines = [
        line if line.lstrip().startswith("#") else re.sub(r"\$\{(\w+)\}", value, line) for line in text.split("\n")
    ]
    return "\n".join(lines), problems


def _problem(item: Any, text: str) -> Problem:
    keys = [str(part) for part in item["loc"]]
    name = next((key for key in reversed(keys) if not key.isdigit()), "")
    line = next(
        (
            n
            for n, row in enumerate(text.split("\n"), 1)
            if re.match(rf"\s*(-\s+)?['\"]?{re.escape(name)}['\"]?\s*:", row)
        ),
        1,
    )
    where = f"{PROJECT_FILE} line {line}, key {'.'.join(keys)}"
    if item["type"] == "extra_forbidden":
        close = difflib.get_close_matches(name, sorted(_KEYS), n=1)
        return Problem(where=where, seen="unknown key", cure=f"Did you mean {close[0]}?" if close else "Remove it")
    return Problem(
        where=where, seen=f"{item['input']!r}: {item['msg'].removeprefix('Value error, ')}", cure="Correct the value"
    )


_KEYS = {
    key
    for shape in (
        model.Settings,
        model.Account,
        model.Channel,
        model.ChannelRule,
        model.ResultRule,
        model.OutcomeRule,
        model.ObjectiveRule,
        model.Decision,
        model.Thresholds,
    )
    for key in shape.model_fields
}
