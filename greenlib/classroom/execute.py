"""Run notebooks and keep what repeats: outputs without times, paths or version numbers."""

from __future__ import annotations

import atexit
import contextlib
import copy
import os
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from .errors import CourseError, NotebookFailed
from .files import signals_later
from .notebooks import TextNotebook
from .words import line_in_cell

CELL_TIMEOUT_S = 60
_ADDRESS = re.compile(r"\b0x[0-9a-f]{8,}\b")


@dataclass(frozen=True)
class Run:
    """A notebook to run, and the folder to run it in."""

    notebook: TextNotebook
    folder: Path


def run_all(runs: list[Run], done: Callable[[Path], None], jobs: int | None = None) -> None:
    """Run notebooks in place, several at a time; call `done` with each one's path as it ends.

    Raises NotebookFailed for the first that fails, after stopping the kernels of the others; the
    same happens on Ctrl-C and SIGTERM, so no kernel is left behind.
    """
    clients: list[NotebookClient] = []
    stopped = threading.Event()
    with signals_later(stopped.set), ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        waiting = {pool.submit(_run, run, clients, stopped, done) for run in runs}
        failure: BaseException | None = None
        while waiting and failure is None and not stopped.is_set():
            finished, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
            failure = next((future.exception() for future in finished if future.exception()), None)
        interrupted = stopped.is_set()
        stopped.set()
        while waiting:  # a kernel that is only now starting is caught in the next round
            _kill_kernels(clients)
            waiting = wait(waiting, timeout=0.2).not_done
    if failure is not None:
        raise failure
    if interrupted:
        raise KeyboardInterrupt


def _run(
    run: Run,
    clients: list[NotebookClient],
    stopped: threading.Event,
    done: Callable[[Path], None],
) -> None:
    if stopped.is_set():
        return
    nb = run.notebook.nb
    metadata = copy.deepcopy(nb.metadata)
    client = NotebookClient(
        nb, timeout=CELL_TIMEOUT_S, coalesce_streams=True, record_timing=False,
        resources={"metadata": {"path": str(run.folder)}},
    )  # fmt: skip
    clients.append(client)
    with _in_words(run.notebook, client), _forgotten_at_exit(client):
        client.execute(stderr=subprocess.DEVNULL)  # the kernel says there that it listens on TCP
    nb.metadata = metadata  # the kernel writes its version there
    for number, cell in enumerate(nb.cells):
        if cell.cell_type == "code":
            cell.outputs = [_canonical(output) for output in cell.outputs]
            _check_outputs(run, number)
    done(run.notebook.path)


@contextlib.contextmanager
def _in_words(notebook: TextNotebook, client: NotebookClient) -> Iterator[None]:
    from jupyter_client.kernelspec import NoSuchKernel

    try:
        yield
    except CellExecutionError as error:
        number = _failed_cell(notebook.nb)
        raise _failure(notebook, number, f"{error.ename}: {error.evalue}") from None
    except CellTimeoutError:
        number = _failed_cell(notebook.nb)
        raise _failure(notebook, number, f"no end after {CELL_TIMEOUT_S} s") from None
    except (DeadKernelError, RuntimeError):
        raise NotebookFailed(f"{notebook.path.as_posix()}: the kernel stopped") from None
    except NoSuchKernel as error:
        raise CourseError(
            f"{notebook.path.as_posix()}: there is no Jupyter kernel called {error.name!r} here. "
            "Next: run 'make test' or 'pip install ipykernel' in the environment you build with."
        ) from None


@contextlib.contextmanager
def _forgotten_at_exit(client: NotebookClient) -> Iterator[None]:
    """Drop the exit hook that nbclient leaves behind where a kernel dies while starting."""
    try:
        yield
    finally:
        atexit.unregister(client._cleanup_kernel)


def _failed_cell(nb: NotebookNode) -> int:
    executed = [n for n, cell in enumerate(nb.cells) if cell.get("execution_count") is not None]
    failed = [
        n
        for n, cell in enumerate(nb.cells)
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    return failed[-1] if failed else (executed[-1] if executed else 0)


def _failure(notebook: TextNotebook, number: int, problem: str) -> NotebookFailed:
    cell = notebook.nb.cells[number]
    errors = [out for out in cell.get("outputs", []) if out.output_type == "error"]
    path, line = notebook.place(number, (errors and line_in_cell(errors[0].traceback)) or 1)
    return NotebookFailed(f"{path.as_posix()}:{line}: cell {number + 1} ({cell.id}): {problem}")


def _canonical(output: NotebookNode) -> NotebookNode:
    if output.output_type == "error":
        output.traceback = [f"{output.ename}: {output.evalue}"]
    return output


def _check_outputs(run: Run, number: int) -> None:
    cell = run.notebook.nb.cells[number]
    texts = [_text_of(output) for output in cell.outputs]
    problem = None
    if any(_ADDRESS.search(text) for text in texts):
        problem = "its output holds a memory address, which is different every time"
    if any(str(place) in text for text in texts for place in (Path.home(), run.folder)):
        problem = "its output holds a path of this machine"
    raises = any(output.output_type == "error" for output in cell.outputs)
    if "raises-exception" in cell.metadata.get("tags", []) and not raises:
        problem = "it is tagged raises-exception but raises nothing"
    if cell.metadata.get("nbgrader", {}).get("grade") and cell.outputs:
        problem = "a test cell must be silent, or nbgrader misreads its score"
    if problem:
        raise _failure(run.notebook, number, problem)


def _text_of(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return output.evalue
    return "\n".join(str(value) for mime, value in output.data.items() if "text" in mime)


def _kill_kernels(clients: list[NotebookClient]) -> None:
    for client in clients:
        process = getattr(getattr(client.km, "provisioner", None), "process", None)
        if process is not None and process.poll() is None:
            process.kill()
