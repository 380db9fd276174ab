"""The analyst's notebook runs from its first cell to its last, and shows what it is stored with.

It is stored as it ran, since readers of the repository look at its pictures. `KG_NOTEBOOK=1` stores it anew:

    KG_NOTEBOOK=1 python -m pytest tests/examples/test_notebook.py
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "examples" / "analyst.ipynb"
MISSING = "the extra is missing: pip install 'kg-claims[notebook]'"


@pytest.fixture(scope="module")
def stored() -> Any:
    nbformat = pytest.importorskip("nbformat", reason=MISSING)
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def ran() -> Any:
    """The notebook, run in a kernel of its own, without anything that another run would give otherwise."""
    nbformat = pytest.importorskip("nbformat", reason=MISSING)
    nbclient = pytest.importorskip("nbclient", reason=MISSING)
    for library in ("ipykernel", "matplotlib", "pandas"):
        pytest.importorskip(library, reason=MISSING)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    client = nbclient.NotebookClient(
        notebook, timeout=400, record_timing=False, resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    )
    client.execute(env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"})
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def outputs(notebook: Any) -> dict[str, list[str]]:
    """Cell → the kinds of what it shows."""
    return {
        cell.id: [kind for out in cell.outputs for kind in sorted(out.get("data", {out.get("name", "error"): 0}))]
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def test_it_runs_and_shows_what_it_is_stored_with(ran: Any, stored: Any) -> None:
    if os.environ.get("KG_NOTEBOOK"):
        import nbformat  # noqa: PLC0415

        nbformat.write(ran, NOTEBOOK)
        stored = ran
    assert outputs(ran) == outputs(stored)
    assert [cell.source for cell in ran.cells] == [cell.source for cell in stored.cells]


def test_it_has_pictures_and_tables_and_no_warnings(ran: Any) -> None:
    kinds = [kind for shown in outputs(ran).values() for kind in shown]
    assert kinds.count("image/png") >= 3
    assert kinds.count("text/html") >= 4
    assert "stderr" not in kinds
    assert "error" not in kinds


def test_it_finds_the_route(ran: Any) -> None:
    (trace,) = (cell for cell in ran.cells if cell.id == "trace")
    said = trace.outputs[0].text
    assert "Singapore → Malaysia → China" in said
    assert "alleged, " in said


def test_it_names_nothing_of_the_machine_that_it_ran_on(stored: Any) -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert str(Path.home()) + "/" not in text
    assert NOTEBOOK.stat().st_size < 1_000_000
