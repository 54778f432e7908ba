"""Run a submission's code contained, and judge it from outside.

::

    grade ──► Engine.run(cells) ──► judge process ──calls──► student process (sandbox)
                                    test cells, hidden       what the student wrote,
                                    ones too                 nothing else

The test cells never run where the student's code runs. The judge holds them; the student's names
are proxies there, whose calls travel to the student process and whose results come back as plain
data (`values`). Both processes are forked from warm parents (`warm`) and thrown away.
"""

from .limits import Limits
from .runner import Engine, EngineError
from .work import CellOutcome, RunReport, StudentCell, TestCell

__all__ = ["CellOutcome", "Engine", "EngineError", "Limits", "RunReport", "StudentCell", "TestCell"]
