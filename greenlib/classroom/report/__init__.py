"""Insight into a graded class: what it did not understand, who needs a word, which question fails.

`gather` reads, `insights` computes, `report_files` makes a page and CSV files of it.
"""

from .gather import Class, gather, read_list
from .numbers import Insights, insights
from .page import report_files

__all__ = ["Class", "Insights", "gather", "insights", "read_list", "report_files"]
