"""The wheel: the same bytes whoever builds it, and everything the software needs in it."""

import zipfile
from pathlib import Path

from deploy.supply.wheel import build, copied, digest

MADE_AT = 1_767_225_600  # 1 January 2026


def test_two_builds_in_different_folders_under_different_rights_are_the_same_bytes(tmp_path: Path) -> None:
    open_source, closed_source = copied(tmp_path / "one"), copied(tmp_path / "another" / "place", umask=0o077)
    assert (open_source / "pyproject.toml").stat().st_mode != (closed_source / "pyproject.toml").stat().st_mode
    first = build(open_source, tmp_path / "first", made_at=MADE_AT)
    second = build(closed_source, tmp_path / "second", made_at=MADE_AT, umask=0o077)
    assert digest(first) == digest(second)
    with zipfile.ZipFile(first) as wheel:
        names = set(wheel.namelist())
        assert {one.date_time for one in wheel.infolist()} == {(2026, 1, 1, 0, 0, 0)}
    for name in ("pipelines/cli/main.py", "smm_assets/networks/meta/__init__.py", "dbt_like_sql/staging/stg_post.sql"):
        assert name in names
    assert not [name for name in names if name.startswith(("tests/", "deploy/", "bench/")) or name.endswith(".pyc")]
