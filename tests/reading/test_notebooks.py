"""Every notebook runs from top to bottom."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.mark.timeout(300)
@pytest.mark.filterwarnings("ignore")  # the kernel's own libraries, not ours
@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs(path):
    notebook = nbformat.read(path, as_version=4)
    place = {"metadata": {"path": str(NOTEBOOKS)}}
    NotebookClient(notebook, timeout=240, kernel_name="python3", resources=place).execute()
    told = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert told
    assert not [output for output in told if output.output_type == "error"]
    assert not [output for output in told if output.get("name") == "stderr"]


def test_there_is_a_notebook_to_begin_with():
    assert (NOTEBOOKS / "01_first_run.ipynb").is_file()
