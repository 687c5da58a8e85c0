"""What smm.yaml says of alerts: all problems at once with their lines, and no address is ever shown."""

from datetime import time
from pathlib import Path

import pytest

from smm_assets.errors import ConfigurationError
from smm_assets.settings import DIGESTS, EVENTS, QuietHours, Settings, read_settings

SECRET = "T0ken5ecret"
URL = f"slack://{SECRET}/Bbbbbbbb/cccc"
GOOD = """alerts:
  smallest_amount: 25
  quiet_hours: "20:00-07:30"
  digests: {weekly: true, weekday: 4}
  targets:
    - name: team
      url: ${TEAM}
    - name: boss
      url: ${TEAM}
      events: [run_failed, budget]
      digests:
"""


def read(folder: Path, content: str, url: str = URL) -> Settings:
    path = folder / "smm.yaml"
    path.write_text(content, encoding="utf-8")
    return read_settings(path, {"TEAM": url})


def problems(folder: Path, content: str, url: str = URL) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read(folder, content, url)
    said = [str(problem) for problem in caught.value.problems]
    assert SECRET not in " ".join(said)
    return said


def test_all_keys(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    alerts = found.alerts
    assert (alerts.smallest_amount, alerts.quiet_hours) == (25, QuietHours(start=time(20), end=time(7, 30)))
    assert (alerts.digests.morning, alerts.digests.weekly, alerts.digests.weekday) == (True, True, 4)
    team, boss = alerts.targets
    assert (team.events, team.digests) == (EVENTS, DIGESTS)
    assert (boss.events, boss.digests) == (("run_failed", "budget"), ())
    assert team.url.get_secret_value() == URL
    assert SECRET not in f"{found!r} {found} {found.model_dump_json()}"


def test_without_the_key_nobody_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, "name: Shop\n").alerts.targets == ()


def test_every_problem_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    content = (
        "alerts:\n  smallest_amount: -1\n  quiet_hours: 20:00\n  digests: {wekly: true, weekday: 7}\n  targets:\n"
        "    - {name: a b, url: nothing, events: [kpis]}\n    - {name: c}\n"
    )
    said = problems(tmp_path, content)
    for line, words in (
        (2, "a number at least 0"),
        (3, 'Write quiet_hours: "20:00-07:30"'),
        (4, "Did you mean weekly?"),
        (4, "a number at most 6"),
        (6, "no name of a target"),
        (6, "is no address"),
        (6, "Did you mean kpi?"),
        (7, "no url"),
    ):
        assert any(f"line {line}, " in text and words in text for text in said), (line, words, said)
    assert len(said) == 8


@pytest.mark.parametrize(
    "line", [f"url: {URL}", f"url: '{URL}'", f"url: json://127.0.0.1/${{TEAM}}/{SECRET}", f"\n        url: {URL}"]
)
def test_an_address_written_into_the_file_is_refused(tmp_path: Path, line: str) -> None:
    said = problems(tmp_path, f"alerts:\n  targets:\n    - name: a\n      {line.strip()}\n", "x")
    assert any("an address for alerts is written into the file" in text and "url: ${NAME}" in text for text in said)


def test_an_address_of_another_section_or_in_a_comment_is_none_of_alerts(tmp_path: Path) -> None:
    content = GOOD + "      # url: slack://a/b/c\ninbox: s3://bucket/folder\n"
    assert read(tmp_path, content).inbox == "s3://bucket/folder"


@pytest.mark.parametrize(
    "content",
    [
        "alerts: ${TEAM}",
        "alerts:\n  targets: ${TEAM}",
        "alerts:\n  targets:\n    - ${TEAM}",
        "alerts:\n  quiet_hours: ${TEAM}",
        "alerts:\n  targets:\n    - name: ${TEAM}\n      url: ${TEAM}",
        "alerts:\n  targets:\n    - name: a\n      url: [${TEAM}]",
        "alerts:\n  targets:\n    - name: a\n      url: ${TEAM}\n      events: ['${TEAM}']",
        "alerts:\n  smallest_amount: ${TEAM}",
    ],
)
def test_an_address_in_the_wrong_place_is_not_shown(tmp_path: Path, content: str) -> None:
    assert len(problems(tmp_path, content)) == 1


def test_an_address_that_yaml_cuts_in_two_shows_no_piece_of_it(tmp_path: Path) -> None:
    url = f"json://host/ab, {SECRET}: 1"
    (said,) = problems(tmp_path, "alerts:\n  targets:\n    - {name: a, url: ${TEAM}}\n", url)
    assert "one key a line" in said


@pytest.mark.parametrize(
    ("hours", "words"), [("07:00-07:00", "begin and end at the same time"), ("25:00-07:00", "are no hours of a day")]
)
def test_hours_that_are_none_are_told(tmp_path: Path, hours: str, words: str) -> None:
    (said,) = problems(tmp_path, f'alerts:\n  quiet_hours: "{hours}"\n')
    assert words in said


def test_two_targets_of_one_name_are_told(tmp_path: Path) -> None:
    one = "    - name: {}\n      url: ${{TEAM}}\n"
    (said,) = problems(tmp_path, "alerts:\n  targets:\n" + one.format("a") + one.format("A"))
    assert "two targets are named" in said
