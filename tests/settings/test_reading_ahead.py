"""Who reads ahead, as smm.yaml says it: what fits, and what a person is told where it does not."""

from pathlib import Path

import pytest

from smm_assets.errors import ConfigurationError, Problem
from smm_assets.settings import read_settings

RUNS = "runs: postgresql://host/shop"


def said(folder: Path, text: str) -> list[Problem]:
    """What is wrong with a smm.yaml."""
    (folder / "smm.yaml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as wrong:
        read_settings(folder / "smm.yaml", {})
    return list(wrong.value.problems)


def test_without_a_word_processes_of_the_machine_read(tmp_path: Path) -> None:
    (tmp_path / "smm.yaml").write_text("name: Shop\n", encoding="utf-8")
    found = read_settings(tmp_path / "smm.yaml", {}).read_ahead
    assert (found.by, found.executor, found.pieces, found.wait_minutes) == ("processes", "multiprocess", 8, 30)


def test_workers_and_their_executor_are_named_with_its_own_configuration(tmp_path: Path) -> None:
    keys = "by: dagster, executor: k8s, executor_config: {max_concurrent: 4, job_image: smm}"
    text = f"{RUNS}\nread_ahead: {{{keys}}}\n"
    (tmp_path / "smm.yaml").write_text(text, encoding="utf-8")
    found = read_settings(tmp_path / "smm.yaml", {}).read_ahead
    assert (found.by, found.executor, dict(found.executor_config)) == (
        "dagster", "k8s", {"max_concurrent": 4, "job_image": "smm"}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "seen", "expected"),
    [
        ("read_ahead: {by: dagstr}", "'dagstr'", "one of processes, dagster"),
        ("read_ahead: {by: dagster, executor: kubernetes}", "'kubernetes'", "one of multiprocess, celery"),
        ("read_ahead: {by: dagster, executor: os.system}", "'os.system'", "one of multiprocess, celery"),
        ("read_ahead: {pieces: 0}", "0", "a number at least 1"),
        ("read_ahead: {wait_minutes: 1000}", "1000", "a number at most 240"),
        ("read_ahead: dagster", "'dagster'", "keys with values"),
        ("read_ahead: {executor_config: 4}", "4", "keys with values"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_what_is_expected(
    tmp_path: Path, line: str, seen: str, expected: str
) -> None:
    (problem,) = said(tmp_path, f"name: Shop\n{line}")
    assert problem.where.startswith("smm.yaml line 2")
    assert seen in problem.seen
    assert expected in problem.expected
    assert problem.cure


def test_workers_need_an_inbox_they_can_reach(tmp_path: Path) -> None:
    (problem,) = said(tmp_path, "inbox: s3://bucket/exports\nread_ahead: {by: dagster}")
    assert problem.where.startswith("smm.yaml line 2")
    assert problem.seen == "by: dagster reads exports of a folder, but inbox is a URL"
    assert problem.cure == "Leave by out, or name a folder"


def test_workers_on_other_machines_need_books_they_can_reach(tmp_path: Path) -> None:
    (problem,) = said(tmp_path, "read_ahead: {by: dagster, executor: k8s}")
    assert "files of the project folder" in problem.seen
    assert problem.cure == "Name a database under runs: too"
