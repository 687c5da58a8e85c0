"""The how-to on what was held back: its commands are run as they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/release-quarantine.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_commands_lead_from_a_held_file_to_its_sums(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "smm"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipelines.cli.main "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    env = {key: value for key, value in os.environ.items() if key != "SMM_HOME"}
    env |= {"PATH": f"{tmp_path / 'bin'}:{env['PATH']}", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    script = "set -e\n" + "\necho ======\n".join(blocks)
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=500, check=False
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    listed, corrected, shown, released, proof = done.stdout.split("======\n")
    assert re.search(r"^[0-9a-f]{8}  mugs\.csv  held · meta", listed, re.MULTILINE)
    assert re.search(r"^[0-9a-f]{8}  cups\.csv  1 row of a loaded file", listed, re.MULTILINE)
    assert "question: which currency are the amounts in?" in shown
    assert re.search(r"^loaded +mugs\.csv +1 loaded$", released, re.MULTILINE)
    assert "1 thing more a corrected file has made needless" in corrected
    assert re.search(r"^[0-9a-f]{8}  mugs\.csv  held", corrected, re.MULTILINE)
    assert "cups.csv  1 row" not in corrected
    sums = {name: float(value) for name, value in re.findall(r"^(Cups|Mugs) +([\d.]+)$", proof, re.MULTILINE)}
    assert sums == {"Cups": 12.0, "Mugs": 10.25}
