"""smm.yaml: everything wrong is told at once, each with its real line and in plain words."""

from pathlib import Path

import pytest

from smm_assets.effectiveness import DEFINITIONS
from smm_assets.errors import ConfigurationError
from smm_assets.settings import RESULT_METRICS, Account, read_settings

_OWN = {"conversions": "orders", "conversion_value": "revenue", "link_clicks": "sessions"}
READ_AS = {
    ("platform", "orders"): "conversions",
    ("platform", "revenue"): "conversion_value",
    **{(source, metric): own for source in ("crm", "analytics") for metric, own in _OWN.items()},
}  # as int_result_source reads them


def _problems(tmp_path: Path, content: str | bytes, env: dict[str, str] | None = None) -> list[str]:
    path = tmp_path / "smm.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ConfigurationError) as caught:
        read_settings(path, env or {})
    assert caught.value.exit_code == 2
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "day", ["2026-13-40", "2026-02-30", "soon", "[1]", "0", "20261122", "'20261122'", "2026-11-22 10:00:00"]
)
def test_a_day_that_does_not_exist_is_told_with_its_line(tmp_path: Path, day: str) -> None:
    (said,) = _problems(tmp_path, f"name: A\nas_of: {day}\n")
    assert said.startswith("smm.yaml line 2, key as_of: ")
    assert "a day such as 2026-11-30" in said


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("name: Кофе\n".encode("utf-16"), 1),
        ("currency: EUR\nname: Café\n".encode("latin-1"), 2),
        (b"name: A\n\x89PNG\r\n\x1a\n\x00\x00", 2),
        (b"name: A\ncurrency: EUR\ninbox: a\x00b\n", 3),
    ],
)
def test_a_file_that_is_not_utf8_text_is_told_with_line_and_cure(tmp_path: Path, content: bytes, line: int) -> None:
    (said,) = _problems(tmp_path, content)
    assert said.startswith(f"smm.yaml line {line}: ")
    assert "UTF-8" in said


@pytest.mark.parametrize(
    "content", ["a: [1", "name: A\n\tcurrency: EUR", "- a\n- b", "words", "as_of: !!int x", "[" * 3000, "? {a: b}\n: c"]
)
def test_what_is_no_yaml_of_keys_is_one_problem(tmp_path: Path, content: str) -> None:
    (said,) = _problems(tmp_path, content)
    assert said.startswith("smm.yaml")


def test_the_line_is_that_of_the_key_however_deep_it_lies(tmp_path: Path) -> None:
    found = _problems(
        tmp_path,
        "channels:\n  meta:\n    label: Meta\n  other:\n    lable: Other\n"
        "accounts:\n  - name: a\n    network: meta\n  - name: b\n    netwrk: meta\n"
        "decision:\n  max_step: 3\n",
    )
    assert [said.split(":")[0] for said in found] == [
        "smm.yaml line 5, key channels.other.lable",
        "smm.yaml line 9, key accounts.1.network",
        "smm.yaml line 10, key accounts.1.netwrk",
        "smm.yaml line 12, key decision.max_step",
    ]
    assert "Did you mean label?" in found[0]
    assert "a number at most 1" in found[3]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("channels:\n  meta: {low: 50, high: 20}\n", 2, "low 50 is above high 20. Swap the two"),
        ("channels:\n  meta:\n    high: .inf\n", 3, "a number"),
        ("channels:\n  meta:\n    low: .nan\n", 3, "a number"),
        ("channels:\n  '\"; drop table x': {}\n", 2, "letters, digits, _ and - only"),
        ("accounts:\n  - {name: a, network: n}\n  - {name: A, network: m}\n", 1, "two accounts are named 'A'"),
        ("outcome_rules:\n  - {channel: a b}\n", 2, "letters, digits"),
        (
            "objectives:\n  engagement:\n    metric: engagements\n    source: crm\n",
            2,
            "metric engagements with source crm, which does not count them; expected source platform for engagements. "
            "Write source: platform, or leave source out",
        ),
        (
            "objectives:\n  sales: {metric: orders}\n  traffic: {metric: sessions, source: platform}\n",
            3,
            "expected source analytics or crm for sessions. Write source: analytics",
        ),
        ("split: {content: 1.2, promotion: -0.2}\n", 1, "a number at most 1"),
        ("split: {content: .nan}\n", 1, "a number"),
        ("split: {content: 0.5}\n", 1, "add up to 0.5"),
        ("split:\n  contents: 1\n", 2, "Did you mean content?"),
        ("name: A\ncurrency: EUR\nname: B\n", 3, "is already on line 1"),
        ("channels:\n  meta: {}\n  vk: {}\n  meta: {}\n", 4, "is already on line 2"),
        ("accounts: meta\n", 1, "a list: lines that start with"),
        ("channels: meta\n", 1, "keys with values"),
        ("thresholds:\n  split_tolerance: -1\n", 2, "at least 0"),
        ("5: name\n", 1, "put it in quotes"),
        ("channels:\n  a:\n    patience_until: 20261122\n", 3, "a day such as"),
        ("name: 5\n", 1, "put it in quotes"),
        ("decision: {profile: savr}\n", 1, "one of balanced, safe"),
        (
            "decision:\n  reallocate: [promotion, promotoin]\n",
            2,
            "'promotoin' is no kind of plan money. Known: content, promotion, research, training, or one with an item",
        ),
        ("decision: {reallocate: [promotion, research/]}\n", 1, "names no item. Write one, such as research/contest"),
        ("decision: {reallocate: [promotion/ads]}\n", 1, "is what promotion means. Write promotion"),
        ("decision: {reallocate: [research]}\n", 1, "promotion is missing, which is what ads are paid from"),
        ("decision: {reallocate: [promotion, research, Research]}\n", 1, "'Research' is no kind of plan money"),
        ("decision: {reallocate: [promotion, promotion/Gift, promotion/gift]}\n", 1, "is named twice. Keep one"),
        ("decision: {reallocate: [promotion, research/x, research]}\n", 1, "'research/x' is part of research"),
        ("decision: {reallocate: promotion}\n", 1, "a list: lines that start with"),
        ("decision: {exploration_share: 5}\n", 1, "a number at most 0.5"),
        ("objectives:\n  sale: {metric: orders}\n", 2, "Did you mean sales?"),
        ("store: ${NOT_SET}\n", 1, "${NOT_SET} is not set"),
    ],
)
def test_wrong_settings_are_told_in_plain_words(tmp_path: Path, content: str, line: int, words: str) -> None:
    found = _problems(tmp_path, content)
    assert any(said.startswith(f"smm.yaml line {line}") and words in said for said in found), found
    assert not any("Input should" in said for said in found), found


@pytest.mark.parametrize("source", ["platform", "analytics", "crm"])
@pytest.mark.parametrize("metric", RESULT_METRICS)
def test_a_result_may_be_counted_by_those_that_have_a_definition_of_it(
    tmp_path: Path, metric: str, source: str
) -> None:
    path = tmp_path / "smm.yaml"
    path.write_text(f"objectives: {{sales: {{metric: {metric}, source: {source}}}}}\n")
    counted = {(one.source, one.metric) for one in DEFINITIONS}
    if (source, READ_AS.get((source, metric), metric)) in counted:
        assert read_settings(path, {}).objectives["sales"].metric == metric
    else:
        with pytest.raises(ConfigurationError, match="which does not count them"):
            read_settings(path, {})


def test_right_settings_are_taken_as_written(tmp_path: Path) -> None:
    path = tmp_path / "smm.yaml"
    path.write_text(
        "# ${NOT_READ}\nname: ${WHO}\naccounts:\n  - {name: old, network: n, ended: 2026-11-10}\n"
        "channels:\n  newsletter:\n  щука-2: {low: 5, high: 5}\n",
        encoding="utf-8",
    )
    settings = read_settings(path, {"WHO": "Me"})
    assert settings.name == "Me"
    assert isinstance(settings.accounts[0], Account)
    assert str(settings.accounts[0].ended) == "2026-11-10"
    assert settings.channels["newsletter"].low is None
    assert settings.channels["щука-2"].high == 5
    path.write_text("", encoding="utf-8")
    assert read_settings(path, {}).currency == "EUR"
