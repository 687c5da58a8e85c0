"""A reader of the published tables in a process of its own: opens them again and again until it is told to stop.

Belongs here: reading, and what was read. Not here: what is done to the project meanwhile.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.attacks.dying import FORKED

REST = 9  # so many times as long as a look takes, for it is others who are to get on
ONE_LOOK = """
SELECT (SELECT COUNT(*) FROM marts.ad_daily) AS ads, (SELECT SUM(spend) FROM marts.ad_daily) AS spend,
    (SELECT COUNT(*) FROM marts.channel_daily) AS days, (SELECT SUM(spend) FROM marts.channel_daily) AS spend_of_days,
    (SELECT COUNT(*) FROM marts.budget_recommendation) AS lines, (SELECT MAX(as_of) FROM marts.recommendation) AS as_of
"""


@dataclass
class Seen:
    """What a reader saw. looks: how often it opened the tables; versions: what it read there, each once, in order;
    error: why he could not, "" when he always could.
    """

    looks: int = 0
    versions: list[tuple[str, ...]] = field(default_factory=list)
    error: str = ""


@contextmanager
def watched(home: Path, kept_in: str) -> Iterator[Seen]:
    """Somebody reads the published tables of the project for the length of the block."""
    mine, other = FORKED.Pipe()
    process = FORKED.Process(target=_read_on, args=(home, kept_in, other))
    process.start()
    other.close()
    assert mine.recv() == "reading"
    seen = Seen()
    try:
        yield seen
    finally:
        mine.send("stop")
        seen.looks, seen.versions, seen.error = mine.recv()
        process.join()


def look(home: Path, kept_in: str) -> tuple[str, ...]:
    """One look at the published tables."""
    from smm_assets.warehouse import open_published
    from tests.attacks.morning import project_in

    project = project_in(home, kept_in)
    with open_published(project) as reader:
        found = tuple(str(value) for value in reader.read(ONE_LOOK).iloc[0])
    page = project.report / "index.html"
    assert not page.exists() or page.read_bytes().rstrip().endswith(b"</html>"), "the page is cut off"
    return found


def _read_on(home: Path, kept_in: str, told: Connection) -> None:
    versions: dict[tuple[str, ...], Any] = {}
    looks, error = 0, ""
    while True:
        begun = time.process_time()
        try:
            versions[look(home, kept_in)] = None
            looks += 1
        except BaseException as caught:  # noqa: BLE001 whatever it is, the test is told
            error = f"at look {looks + 1}: {type(caught).__name__}: {caught}"
        if looks + bool(error) == 1:
            told.send("reading")
        if error or told.poll(REST * (time.process_time() - begun)):
            break
    told.recv()
    told.send((looks, list(versions), error))
