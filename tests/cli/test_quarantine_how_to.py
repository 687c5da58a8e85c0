"""The how-to on what was held back: its commands are run as they stand there."""

import re
from pathlib import Path

import pytest

from tests.how_to import page, said

PAGE = page("release-quarantine")


@pytest.mark.long
def test_the_commands_lead_from_a_held_file_to_its_sums(tmp_path: Path) -> None:
    listed, corrected, shown, released, proof = said(PAGE, tmp_path)
    assert re.search(r"^[0-9a-f]{8}  mugs\.csv  held · meta", listed, re.MULTILINE)
    assert re.search(r"^[0-9a-f]{8}  cups\.csv  1 row of a loaded file", listed, re.MULTILINE)
    assert "question: which currency are the amounts in?" in shown
    assert re.search(r"^loaded +mugs\.csv +1 loaded$", released, re.MULTILINE)
    assert "1 thing more a corrected file has made needless" in corrected
    assert re.search(r"^[0-9a-f]{8}  mugs\.csv  held", corrected, re.MULTILINE)
    assert "cups.csv  1 row" not in corrected
    sums = {name: float(value) for name, value in re.findall(r"^(Cups|Mugs) +([\d.]+)$", proof, re.MULTILINE)}
    assert sums == {"Cups": 12.0, "Mugs": 10.25}
