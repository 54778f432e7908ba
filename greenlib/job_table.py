"""The jobs that `greenlib.scheduling` plans, as arrays, each checked against its window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .errors import InvalidQuantityError, WrongTypeError
from .footprint import Job
from .quantities import whole_quantity


@dataclass(frozen=True, eq=False)
class JobTable:
    """Jobs as arrays of shape (jobs,), each with a window that it fits into.

    Parameters
    ----------
    hours : durations, in whole hours.
    power_kw : in kW.
    earliest_h, deadline_h, baseline_h : in whole hours since the start of the series.
    single : whether all was given as plain numbers, for one job.
    """

    hours: np.ndarray
    power_kw: np.ndarray
    earliest_h: np.ndarray
    deadline_h: np.ndarray
    baseline_h: np.ndarray
    single: bool

    @classmethod
    def of(
        cls, job: Job, *, earliest_h: Any, deadline_h: Any, baseline_h: Any, length_h: int
    ) -> JobTable:
        """Return `job` with its window in a series of `length_h` hours, as checked arrays.

        The other parameters, and what is raised, are those of `scheduling.plan`.

        >>> job = Job("report", hours=2, power_w=500)
        >>> table = JobTable.of(job, earliest_h=[0, 3], deadline_h=9, baseline_h=None, length_h=9)
        >>> table.baseline_h.tolist(), table.deadline_h.tolist(), table.power_kw.tolist()
        ([0, 3], [9, 9], [0.5, 0.5])
        """
        if not isinstance(job, Job):
            raise WrongTypeError(f"job must be a Job, got {job!r} ({type(job).__name__})")
        given = [
            _hours("hours", job.hours, length_h, minimum=1),
            np.asarray(job.power_w, dtype=float) / 1000,
            _hours("earliest_h", earliest_h, length_h),
            _hours("deadline_h", deadline_h, length_h),
            _hours("baseline_h", earliest_h if baseline_h is None else baseline_h, length_h),
        ]
        jobs = cls(*_per_job(given), single=all(array.ndim == 0 for array in given))
        jobs._check_windows(length_h)
        return jobs

    def _check_windows(self, length_h: int) -> None:
        short = self.deadline_h - self.earliest_h < self.hours
        if short.any():
            number = int(np.argmax(short))
            raise InvalidQuantityError(
                f"job {number} needs {self.hours[number]} h, its window from hour "
                f"{self.earliest_h[number]} to hour {self.deadline_h[number]} is too short"
            )
        late = self.baseline_h + self.hours > length_h
        if late.any():
            number = int(np.argmax(late))
            raise InvalidQuantityError(
                f"baseline_h of job {number}: {self.hours[number]} h from hour "
                f"{self.baseline_h[number]} do not fit into a series of {length_h} h"
            )


def _hours(name: str, value: Any, length_h: int, *, minimum: int = 0) -> np.ndarray:
    hours = whole_quantity(name, value, "h", minimum=minimum, maximum=length_h)
    return np.asarray(hours).astype(np.int64)


def _per_job(given: list[np.ndarray]) -> list[np.ndarray]:
    try:
        arrays = np.broadcast_arrays(*(np.atleast_1d(array) for array in given))
    except ValueError:
        shapes = ", ".join(str(np.shape(array)) for array in given)
        raise InvalidQuantityError(
            "hours, power_w, earliest_h, deadline_h and baseline_h must have one value per job "
            f"or a single one, got shapes {shapes}"
        ) from None
    if arrays[0].ndim != 1 or not arrays[0].size:
        raise InvalidQuantityError(f"jobs must be a list, got shape {arrays[0].shape}")
    return list(arrays)
