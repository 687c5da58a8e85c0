"""What `read_ahead:` of smm.yaml may say: who reads the exports of a large round before their turn.

Belongs here: the keys and their checks. Not here: reading (`smm_assets/ingest/landing`), nor starting workers
(`pipelines/reading_ahead.py`).
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, ValidationInfo

from smm_assets.settings.kinds import Strict

Executor = Literal["multiprocess", "celery", "celery_k8s", "docker", "k8s"]


class ReadAhead(Strict):
    """Who reads large rounds of exports before their turn. by: "processes" of the machine that loads them, or steps of
    a run of Dagster, which its executor puts on whatever machines it has.
    """

    by: Literal["processes", "dagster"] = "processes"
    """Who reads large rounds of exports before their turn: processes of the machine that loads them, or workers of
    Dagster, such as `dagster`.
    """
    executor: Executor = "multiprocess"
    """What starts the workers, each with the package of Dagster's that bears its name, such as `k8s`."""
    executor_config: Mapping[str, object] = Field(default_factory=dict)
    """Configuration of the executor, by its own keys, such as `{max_concurrent: 4}`."""
    pieces: int = Field(default=8, ge=1, le=200)
    """Into how many pieces of work a round is cut at most; each is a step of its own, such as `8`."""
    wait_minutes: int = Field(default=30, ge=1, le=240)
    """How long loading waits for workers at most; what they have not read by then it reads itself, such as `30`."""


def fits(value: ReadAhead, given: ValidationInfo) -> ReadAhead:
    """The same, where the inbox and the books are where workers reach them. Raises ValueError."""
    if value.by == "processes":
        return value
    inbox, runs = given.data.get("inbox"), given.data.get("runs")
    if inbox is not None and "://" in inbox:
        raise ValueError("by: dagster reads exports of a folder, but inbox is a URL; Leave by out, or name a folder")
    if value.executor != "multiprocess" and runs is not None and runs.get_secret_value() == "embedded":
        raise ValueError(
            f"executor {value.executor} starts workers that write Dagster's books from other machines, but these are "
            "files of the project folder; Name a database under runs: too"
        )
    return value
