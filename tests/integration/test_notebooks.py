"""The example notebooks, run from the first cell to the last on the example as a reader's Jupyter would run them."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from .conftest import Example

FOLDER = Path(__file__).parents[2] / "examples" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SAID = {
    "01-first-look": "cost_per_conversion",
    "02-check-the-advice": "better than today's split with a chance of",
    "03-your-own-kpi": "alt.Chart",
}


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_runs_on_the_example(example: Example, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMM_HOME", str(example.project.home))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=100, kernel_name="python3").execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    texts = [output.get("text") or output["data"]["text/plain"] for output in shown]
    assert SAID[path.stem] in "\n".join(texts)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []
    assert cells[0].cell_type == "markdown"
