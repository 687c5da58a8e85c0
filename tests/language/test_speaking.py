"""The language of the moment: chosen within a block, English outside it, plural forms by its own rule."""

import ast
from pathlib import Path

from smm_assets.language import gettext, ngettext, speaking, spoken

ROOT = Path(__file__).resolve().parents[2]
SPEAKERS = ["smm_assets/report/__init__.py"]  # what writes for people


def test_english_is_spoken_unless_somebody_says_otherwise() -> None:
    assert spoken().code == "en"
    with speaking("ru"):
        assert spoken().code == "ru"
        with speaking("ka"):
            assert spoken().code == "ka"
        assert spoken().code == "ru"
    assert spoken().code == "en"


def test_russian_has_three_forms_for_one_few_and_many() -> None:
    with speaking("ru"):
        said = [ngettext("{count} order", "{count} orders", n) for n in (1, 2, 5, 11, 21, 22, 112)]
    assert said == [
        "1 заказ", "2 заказа", "5 заказов", "11 заказов", "21 заказ", "22 заказа", "112 заказов",
    ]  # fmt: skip


def test_georgian_has_one_form_beside_a_number() -> None:
    with speaking("ka"):
        assert [ngettext("{count} order", "{count} orders", n) for n in (1, 5)] == ["1 შეკვეთა", "5 შეკვეთა"]


def test_a_message_nobody_translated_stays_english() -> None:
    with speaking("ru"):
        assert gettext("no such message {value}", value=1) == "no such message 1"


def _speaks(path: Path) -> bool:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return any(isinstance(call.func, ast.Name) and call.func.id == "speaking" for call in calls)


def test_only_what_writes_for_people_speaks_so_that_no_table_ever_does() -> None:
    found = [
        path for top in ("pipelines", "smm_assets") for path in sorted((ROOT / top).rglob("*.py")) if _speaks(path)
    ]
    assert [path.relative_to(ROOT).as_posix() for path in found] == SPEAKERS
