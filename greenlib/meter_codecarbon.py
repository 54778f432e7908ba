"""CodeCarbon as an instrument of `greenlib.meter`: offline, silent, and by a counter or not at all.

Left to itself, CodeCarbon reads settings from files and the environment, writes a table, may ask
the network where it is, and estimates where it cannot measure. None of that may happen here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from .meter import MeterUnavailable

# Every setting that could write, send or change the figure is given, because CodeCarbon otherwise
# takes it from ~/.codecarbon.config or the environment. Its emissions are not used: greenlib
# multiplies energy by an intensity of its own.
_CODECARBON_SETTINGS = {
    "country_iso_code": "FRA",
    "force_carbon_intensity_g_co2e_kwh": 0.0,
    "cloud_provider": None,
    "cloud_region": None,
    "output_methods": [],
    "output_handlers": [],
    "output_dir": ".",
    "emissions_endpoint": None,
    "electricitymaps_api_token": "",
    "tracking_mode": "machine",
    "allow_multiple_runs": True,  # its lock file in /tmp would stop a second notebook
    "force_cpu_power": None,
    "force_ram_power": None,
    "force_mode_cpu_load": False,
    "pue": 1.0,
    "wue": 0.0,
    "log_level": "critical",
}


class CodeCarbon:
    """CodeCarbon without its network, its files and its log lines.

    Raises MeterUnavailable where it is not installed or finds no counter: it would then estimate
    from the processor's name and the load, and the reading would not say so.
    """

    method = "codecarbon"
    ends = None  # CodeCarbon states no range

    def __init__(self) -> None:
        if not has_energy_counter():
            raise MeterUnavailable(
                "CodeCarbon finds no processor energy counter that it may read here. On Linux "
                "that is /sys/class/powercap, which virtual machines do not have; "
                "meter(name) without an instrument uses the power model"
            )
        self.source = (
            f"CodeCarbon {version('codecarbon')} offline, whole machine: processor by its "
            "counter, memory by a model"
        )

    def start(self) -> None:
        """Begin to measure; the first time in a process takes about a second."""
        from codecarbon import OfflineEmissionsTracker

        _silence_codecarbon()
        with _explained():
            self._tracker = OfflineEmissionsTracker(**_CODECARBON_SETTINGS)
            self._tracker.start_task("block")

    def stop(self, cpu_seconds: float) -> float:
        """Return the energy since `start`, in kWh; `cpu_seconds` is not needed.

        Raises MeterUnavailable if the processor's counter gave nothing: CodeCarbon reports one that
        could not be read, or went backwards, as zero.
        """
        with _explained():
            data = self._tracker.stop_task()
        if data is None or not data.cpu_energy > 0:
            raise MeterUnavailable("CodeCarbon could not read the processor's counter; try again")
        return data.energy_consumed


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise MeterUnavailable(f"CodeCarbon could not measure: {error!r}") from error


def has_energy_counter() -> bool:
    """Return whether CodeCarbon is installed and finds a processor counter that it may read."""
    try:
        from codecarbon.core.cpu import is_rapl_available
    except ImportError:
        return False
    _silence_codecarbon()
    return is_rapl_available()


def _silence_codecarbon() -> None:
    # Its setting log_level comes too late for what it logs while it reads its settings.
    logging.getLogger("codecarbon").setLevel(logging.CRITICAL)
