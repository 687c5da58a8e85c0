"""Reading smm.yaml: variables of the environment filled in, every problem with its line, unknown keys with a guess.

Belongs here: from text to `Settings`. Not here: YAML itself (`documents`), what the keys mean (`model`), nor the words
for a value that does not fit (`wording`).
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from smm_assets.errors import ConfigurationError, Problem
from smm_assets.masking import holds_secret
from smm_assets.settings.documents import Document, read_document
from smm_assets.settings.model import Settings
from smm_assets.settings.wording import in_words, once

PROJECT_FILE = "smm.yaml"
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_URL = re.compile(r"\b(url|store|runs|inbox)['\"]?\s*:")
_SECTION = re.compile(r"['\"]?(\w+)['\"]?\s*:")
_SECRET = re.compile(r"\b(password|key_password|secret|token)['\"]?\s*:\s*['\"]?[^\s'\",}]")


def read_settings(path: Path, env: Mapping[str, str]) -> Settings:
    """Parse smm.yaml; ${NAME} is replaced from the environment. Raises ConfigurationError with all problems."""
    problems: list[Problem] = []
    missing: list[Problem] = []

    def filled(text: str) -> str:
        replaced, unset = _substitute(text, env)
        missing.extend(unset)
        return replaced

    document = read_document(path, problems, filled=filled)
    if missing:
        raise ConfigurationError(missing)
    if document is not None and not isinstance(document.content, dict | None):
        problems.append(Problem(where=f"{path.name} line 1", seen="not a list of keys", expected="key: value lines"))
    elif document is not None:
        problems += _wrong(document) + _written_secrets(path)
    if problems or document is None:
        raise ConfigurationError(problems)
    return Settings.model_validate(document.content or {})


def place(path: Path, keys: Sequence[object]) -> str:
    """File, line and key of what a readable smm.yaml says, for problems found when it is held against other things."""
    document = read_document(path, []) if path.is_file() else None
    return document.where(keys) if document else f"{path.name}, key {'.'.join(map(str, keys))}"


def _wrong(document: Document) -> list[Problem]:
    try:
        Settings.model_validate(document.content or {})
    except ValidationError as error:
        return [in_words(document, item) for item in once(error.errors())]
    return []


def _written_secrets(path: Path) -> list[Problem]:
    """Passwords, alone or in URLs, and whom alerts go to, where they stand in the file itself; what ${NAME} stands for
    is not looked at.
    """
    found, section = [], ""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        written = _VARIABLE.sub("", _COMMENT.sub("", line)).replace(":@", "@")
        key, bare, top = _URL.search(written), _SECRET.search(written), _SECTION.match(written)
        section = top[1] if top else section
        if section == "alerts" and "://" in written:
            seen = "an address for alerts is written into the file, and most are secrets"
            cure = "Put the whole address into an environment variable NAME and write url: ${NAME}"
            found.append(Problem(where=f"{path.name} line {number}", seen=seen, cure=cure))
            continue
        cure = ""
        if key and holds_secret(written):
            cure = f"Put the whole URL into an environment variable NAME and write {key[1]}: ${{NAME}}"
            if key[1] == "inbox":
                cure = "Take it out of the URL and write inbox_access: {password: '${NAME}'}"
        elif bare:
            cure = f"Put it into an environment variable NAME and write {bare[1]}: '${{NAME}}'"
        if cure:
            found.append(
                Problem(where=f"{path.name} line {number}", seen="a password is written into the file", cure=cure)
            )
    return found


def _substitute(text: str, env: Mapping[str, str]) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        plain = line.lstrip().startswith("#")
        names = [] if plain else _VARIABLE.findall(line)
        where = f"{PROJECT_FILE} line {number}"
        problems += [
            Problem(where=where, seen=f"${{{name}}} is not set", cure=f"export {name}=… before running")
            for name in names
            if name not in env
        ]
        lines.append(_VARIABLE.sub(lambda match: env.get(match[1], ""), line) if names else line)
    return "\n".join(lines), problems
