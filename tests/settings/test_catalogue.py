"""The reference on settings leaves no key out, and its examples are taken."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from smm_assets.settings import Settings
from smm_assets.settings.catalogue import VARIABLES, Key, keys, meanings, settings_page

ROOT = Path(__file__).parents[2]
KEYS = {key.name: key for key in keys()}
FILLED = {"store": "postgresql+psycopg://u:p@host/shop", "runs": "postgresql+psycopg://u:p@host/shop"}


def written(key: Key) -> str:
    """The example as it would stand in smm.yaml, its variables filled in."""
    text = key.example.split("`, `")[0].strip("`")
    return re.sub(r"\$\{\w+\}", FILLED.get(key.name, "json://127.0.0.1"), text)


def models(model: type[BaseModel] = Settings, before: str = "") -> dict[str, tuple[type[BaseModel], str]]:
    """Dotted name → the model the key belongs to, and the key's name there; found by walking the page's own names."""
    found = {}
    for name in KEYS:
        parts = re.split(r"\[\]\.|\.NAME\.|\.", name)
        owner: Any = Settings
        for part in parts[:-1]:
            owner = inner(owner.model_fields[part if part in owner.model_fields else f"{part}_name"].annotation)
        found[name] = owner, parts[-1]
    return found


def inner(annotation: Any) -> Any:
    """The model a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((one for part in getattr(annotation, "__args__", ()) if (one := inner(part))), None)


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: key.name)
def test_a_key_has_a_meaning_and_an_example(key: Key) -> None:
    assert len(key.meaning) > 3
    assert key.meaning.endswith(".")
    assert key.meaning[0].isupper() or key.meaning[0].isdigit()
    assert key.example.startswith("`")
    assert key.type
    assert key.default


@pytest.mark.parametrize("name", KEYS)
def test_an_example_is_taken(name: str) -> None:
    owner, field = models()[name]
    needed = {
        part.name.rpartition(".")[2]: yaml.safe_load(written(part))
        for part in KEYS.values()
        if part.default == "needed" and models()[part.name][0] is owner
    }
    if owner.__name__ == "Naming" and field in ("values", "ignore"):
        needed["campaign"] = "{market}_{audience}"
    if field == "move_to" or written(KEYS[name]) == "move":
        needed |= {"taken": "move", "move_to": "Taken"}
    kept = owner.model_validate(needed | {field: yaml.safe_load(written(KEYS[name]))})
    assert field in {*kept.model_fields_set, *(one.alias for one in owner.model_fields.values())}


def test_no_model_of_the_settings_is_left_out() -> None:
    told = {models()[name][0] for name in KEYS}
    for model in told:
        assert set(meanings(model)) == set(model.model_fields)
    assert len(told) > 12


def test_types_and_defaults_are_those_of_the_models() -> None:
    assert (KEYS["decision.max_step"].type, KEYS["decision.max_step"].default) == ("number above 0 to 1", "`0.2`")
    assert KEYS["blended.smm_share_of_revenue_target"].type == "number from 0 to 1"
    assert KEYS["daily_at"].default == '`"06:00"`'
    assert KEYS["tables[].schema"].type == "text"
    assert KEYS["accounts[].name"].default == "needed"
    assert KEYS["split"].default == "`{content: 0.6, promotion: 0.3, research: 0.05, training: 0.05}`"
    assert KEYS["channels.NAME.match[].network"].type == "text"
    assert KEYS["mailbox.password"].type == "text, secret"


def test_every_variable_of_ours_that_the_code_reads_stands_on_the_page() -> None:
    reads = re.compile(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"|env\.get\(\"([A-Z_]+)\"")
    found = {
        name
        for folder in ("smm_assets", "pipelines")
        for path in (ROOT / folder).rglob("*.py")
        for pair in reads.findall(path.read_text(encoding="utf-8"))
        for name in pair
        if name
    }
    told = {name for name, _, _ in VARIABLES}
    assert {name for name in found if name.startswith("SMM_")} <= told
    assert {"SMM_HOME", "NO_COLOR", "FORCE_COLOR"} <= found & told
    assert "`SMM_HOME`" in settings_page()
