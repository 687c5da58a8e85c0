"""What people change: their files, their decisions, and this software. Each lasting change is noted on its asset.

Belongs here: looking, and telling Dagster. Not here: what hangs on it (`automation`), reading any of the files, or
exports that arrive (`sensors`).

A change counts when two looks in a row show the same, so that a file is not read while it is being saved. The first
look of all notes nothing: what lies there then is read by the next run anyway.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import dagster as dg

from pipelines.located import NO_PROJECT, project_or_none
from smm_assets.assets.keys import DECISIONS, FILES, SOFTWARE
from smm_assets.marks import marked_at
from smm_assets.replay.files import user_files
from smm_assets.settings import Project

INTERVAL_SECONDS = 20
Seen = dict[str, str]


def build_watching(software: str, home: Path | str | None = None) -> dg.SensorDefinition:
    """Looks every 20 seconds. software: what tells one version of it from another. On from the start."""

    @dg.sensor(
        name="changes",
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Notes when smm.yaml, plan, KPIs or another file of the user's changed, when a recommendation was "
        "decided, and when this software is another version.",
    )
    def look(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        project = project_or_none(home)
        if project is None:  # also while smm.yaml is wrong: the change is noted once it is right again
            return dg.SensorResult(skip_reason=NO_PROJECT, cursor=context.cursor)
        try:
            now = {**seen(project), SOFTWARE.path[-1]: software}
        except OSError as error:  # a file that is being replaced, or may not be read
            return dg.SensorResult(skip_reason=f"{error.filename}: {error.strerror}", cursor=context.cursor)
        before = json.loads(context.cursor) if context.cursor else {"noted": now, "seen": now}
        changed = changes(before["noted"], now) if now == before["seen"] else {}
        noted = now if changed else before["noted"]
        return dg.SensorResult(
            asset_events=[_noted(key, names) for key, names in changed.items()],
            skip_reason=_said(changed),
            cursor=json.dumps({"noted": noted, "seen": now}, sort_keys=True),
        )

    return look


def seen(project: Project) -> Seen:
    """What lies there: each file of the user's by its content, and the mark of a decision no table shows."""
    files = {
        str(path.relative_to(project.home).as_posix()): sha256(path.read_bytes()).hexdigest()
        for path in user_files(project.home)
    }
    return {**files, DECISIONS.path[-1]: str(marked_at(project, "decided"))}


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> dict[dg.AssetKey, list[str]]:
    """What differs, by the asset it is noted on. A decision that was shown meanwhile is no change."""
    names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    own = {DECISIONS.path[-1]: DECISIONS, SOFTWARE.path[-1]: SOFTWARE}
    found: dict[dg.AssetKey, list[str]] = {}
    for name in names:
        if name != DECISIONS.path[-1] or now[name] != "0":
            found.setdefault(own.get(name, FILES), []).append(name)
    return found


def _noted(key: dg.AssetKey, names: Sequence[str]) -> dg.AssetMaterialization:
    return dg.AssetMaterialization(key, metadata={"changed": ", ".join(names)})


def _said(changed: Mapping[dg.AssetKey, Sequence[str]]) -> str:
    names = [name for found in changed.values() for name in found]
    return f"Changed: {', '.join(names)}" if names else "Nothing changed, or a change has not lasted yet"
