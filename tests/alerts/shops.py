"""A small published project with two targets for its alerts: one for HTTP, one for mail."""

from pathlib import Path

import pandas as pd

from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from tests.alerts.receivers import HOST, Received
from tests.report.conftest import marts, ops

SETTINGS = """name: "Shop & <b>Sons</b>"
currency: EUR
timezone: Europe/Berlin
as_of: 2026-11-22
alerts:
  smallest_amount: 25
  quiet_hours: "20:00-07:30"
  targets:
    - name: chat
      url: ${CHAT}
      digests: []
    - name: mail
      url: ${MAIL}
"""


def make_shop(home: Path) -> Path:
    """As a run leaves it: a damaged file, a held row, advice, and a line of the plan likely to end far over it."""
    (home / "smm.yaml").write_text(SETTINGS.split("alerts:")[0], encoding="utf-8")
    (home / "inbox").mkdir()
    with open_store(Project.open(home)) as store:
        for name, frame in marts().items():
            store.replace("marts", name, _video_over(frame) if name == "budget_adherence" else frame)
        for name, frame in ops().items():
            store.load("ops", name, frame)
        store.publish()
    return home


def _video_over(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(status=["on_track", "over"])


def surroundings(chat: Received, mail: Received) -> dict[str, str]:
    """The environment its settings are read with."""
    sender = f"mailto://{HOST}:{mail.port}?from=smm@example.org&to=team@example.org"
    return {"CHAT": f"json://{HOST}:{chat.port}/", "MAIL": sender}


def project_at(home: Path, servers: tuple[Received, Received], settings: str = SETTINGS) -> Project:
    """The project with these settings."""
    (home / "smm.yaml").write_text(settings, encoding="utf-8")
    return Project.open(home, environ=surroundings(*servers))
