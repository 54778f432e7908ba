"""Energy and carbon of data and machine-learning work: the helpers of the course.

Importing greenlib is cheap: pandas and Matplotlib are imported by the functions that need them.
"""

from .errors import GreenlibError, InvalidQuantityError, UnknownNameError, WrongTypeError
from .footprint import Impact, Job, Range, estimate_job_impact
from .units import convert, format_bytes, format_emissions, format_energy

__all__ = [
    "GreenlibError",
    "Impact",
    "InvalidQuantityError",
    "Job",
    "Range",
    "UnknownNameError",
    "WrongTypeError",
    "convert",
    "estimate_job_impact",
    "format_bytes",
    "format_emissions",
    "format_energy",
]
__version__ = "0.1.0"
