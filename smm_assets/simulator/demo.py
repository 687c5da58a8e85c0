"""The example project: a folder with exports in real formats, plan, costs and settings, and its known answer.

Belongs here: writing the folder. Not here: its content (`inbox_ads`, `inbox_own`, `settings_files`).
"""

from datetime import date
from pathlib import Path

from smm_assets.errors import UsageError
from smm_assets.simulator.inbox_own import export_files
from smm_assets.simulator.settings_files import project_files
from smm_assets.simulator.truth import Truth, truth_of
from smm_assets.simulator.world import simulate


def make_demo(folder: Path, *, seed: int = 7, days: int = 120, as_of: date = date(2026, 11, 22)) -> Truth:
    """Write the example project of that seed into `folder` and return what its tables must say.

    The same arguments give the same bytes. Raises UsageError when the folder already holds something, or when `days` is
    below 28.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty", cure="Name a new or an empty folder for the example")
    world = simulate(seed=seed, days=days, as_of=as_of)
    files = export_files(world)
    for file in files:
        path = folder / "inbox" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    for name, text in project_files(world).items():
        (folder / name).write_bytes(text.encode("utf-8"))
    return truth_of(world, files)
