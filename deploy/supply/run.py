"""The supply chain at a glance: locks, licences, bill of materials, wheel, known vulnerabilities.

usage: python -m deploy.supply.run [--advisories FOLDER_OR_ZIP] [--into build]

Exit codes: 0 nothing is wrong · 1 something is · 2 the advisories cannot be read.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from deploy.supply.advisories import look
from deploy.supply.kept import contradictions
from deploy.supply.licences import licences, unexplained
from deploy.supply.locks import Locked, locked, names
from deploy.supply.sbom import count, faults, sbom
from deploy.supply.wheel import build, copied, digest

NONE_AT_HAND = (
    "vulnerabilities: NOT LOOKED FOR, no advisories are at hand. Check out https://github.com/pypa/advisory-database "
    "and say --advisories FOLDER (make supply-chain ADVISORIES=FOLDER)"
)


def main() -> int:
    """Print what was found, and write the bill of materials and the wheel."""
    parser = argparse.ArgumentParser(description="Locks, licences, bill of materials, wheel, known vulnerabilities.")
    parser.add_argument("--advisories", type=Path, help="folder or ZIP of advisories in the OSV format")
    parser.add_argument("--into", type=Path, default=Path("build"), help="where bill and wheel are written")
    asked = parser.parse_args()
    made_at = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    try:
        known = vulnerabilities(asked.advisories)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    wrong = [*known, *_locks(), *_bill(asked.into, made_at), *_wheel(asked.into, made_at)]
    for one in wrong:
        print(f"WRONG: {one}", file=sys.stderr)
    return 1 if wrong else 0


def _every() -> dict[tuple[str, str], Locked]:
    return {(one.name, one.version): one for name in names() for one in locked(name)}


def _locks() -> list[str]:
    print(f"locks: {', '.join(names())}; {len(_every())} versions of packages, every file by its SHA-256")
    return [one for name in names() for one in contradictions(name)]


def _bill(into: Path, made_at: int) -> list[str]:
    listed = licences()
    print(f"licences: {len(listed)} packages, {sum(not one.permissive for one in listed)} that need a reason")
    text, place = sbom(listed, made_at), into / "sbom.cdx.json"
    into.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    print(f"bill of materials: {place}, {count(text)} components")
    broken = faults(text)
    return [*unexplained(listed), *([f"{place}: {broken}"] if broken else [])]


def _wheel(into: Path, made_at: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        source = copied(Path(folder) / "source")
        first = build(source, Path(folder) / "first", made_at=made_at)
        second = build(
            copied(Path(folder) / "again", umask=0o077), Path(folder) / "second", made_at=made_at, umask=0o077
        )
        place = into / first.name
        same = digest(first) == digest(second)
        place.write_bytes(first.read_bytes())
    print(f"wheel: {place}, SHA-256 {digest(place)}, SOURCE_DATE_EPOCH={made_at}")
    return [] if same else [f"{first.name}: two builds of the same sources differ"]


def vulnerabilities(place: Path | None) -> list[str]:
    """Say what the advisories know of every locked version, or that there are none to ask."""
    if place is None:
        print(NONE_AT_HAND)
        return []
    found = look(place, _every().values())
    print(f"vulnerabilities: {len(found.findings)}, by {found.read} advisories, the newest of {found.newest}")
    return [str(one) for one in found.findings]


if __name__ == "__main__":
    sys.exit(main())
