"""Names in smm.yaml that lead nowhere are told with their line and the name that was probably meant."""

from pathlib import Path

import pytest

from smm_assets.budget.user_files import read_files
from smm_assets.errors import ConfigurationError
from smm_assets.settings import Project

LOADED = {"autumn"}  # the channel of a campaign in the data


def _problems(tmp_path: Path, content: str) -> list[str]:
    (tmp_path / "smm.yaml").write_text(content)
    try:
        read_files(Project.open(tmp_path), LOADED)
    except ConfigurationError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("accounts:\n  - {name: a, network: vk}\n  - {name: b, network: facebok}\n", 3, "network is called 'facebok'"),
        ("accounts:\n  - name: a\n    network: tiktk\n", 3, "Did you mean tiktok?"),
        ("accounts:\n  - name: a\n    network: meta\n    channel: nowhere\n", 4, "Declare it under channels:"),
        ("outcome_rules:\n  - {source: x, channel: meta}\n  - {source: y, channel: nope}\n", 3, "'nope'"),
        ("outcome_rules:\n  - channel: metta\n    source: x\n", 2, "Did you mean meta?"),
        ("objective_rules:\n  - {objective: leads, channel: vkk}\n", 2, "Did you mean vk?"),
        ("channels:\n  brand:\n    match:\n      - {network: gogle}\n", 4, "Did you mean google?"),
    ],
)  # fmt: skip
def test_a_name_nobody_knows_is_told(tmp_path: Path, content: str, line: int, words: str) -> None:
    (said,) = _problems(tmp_path, content)
    assert said.startswith(f"smm.yaml line {line}, key ")
    assert words in said


def test_declared_shipped_and_loaded_names_are_known(tmp_path: Path) -> None:
    assert _problems(
        tmp_path,
        "channels:\n  brand: {match: [{network: 'goo*'}]}\n  newsletter:\n"
        "accounts:\n  - {name: a, network: meta, channel: brand}\n"
        "outcome_rules:\n  - {source: mail, channel: newsletter}\n  - {source: x, channel: autumn}\n"
        "  - {source: y, channel: youtube}\n  - {source: z, channel: unattributed}\n"
        "objective_rules:\n  - {objective: leads, channel: 'b*'}\n",
    ) == []  # fmt: skip


def test_problems_of_several_files_come_in_the_order_of_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(
        "period_start,period_end,channel,category,item,amount,currency\n"
        "2026-11-01,2026-11-30,autumn,promotion,ads,5,EUR\n2026-11-02,2026-11-30,autumn,promotion,ads,5,EUR\n"
        "2026-12-01,2026-12-31,autmn,promotion,ads,5,EUR\n" + "2026-12-01,2026-12-31,autumn,content,x,5,\n" * 7
    )
    (tmp_path / "kpis.yml").write_text("- name: a\n")
    found = _problems(tmp_path, "accounts: [{name: a, network: nope}]\n")
    places = [said.split(",")[0].split(":")[0] for said in found]
    lines = [int(place.split(" line ")[1]) for place in places if place.startswith("plan.csv")]
    assert [place.split(" ")[0] for place in places] == sorted(place.split(" ")[0] for place in places)
    assert lines == sorted(lines)
    assert {3, 4, 10} <= set(lines)
