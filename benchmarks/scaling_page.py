"""docs/scaling.md: the plan for a million submissions, from what was measured here."""

from __future__ import annotations

from .grading_plan import CORES, SUBMISSIONS, Costs, most_workers, plan, plan_rows, storage_rows
from .markdown import markdown_table

_TEXT = """\
# Past this machine: a million submissions

Written by `python -m benchmarks grading --write`, from the same run as
[grading-speed.md](grading-speed.md). Everything here is that run times a million, not a run of a
million.

## What one more submission costs

{costs}
## What {submissions:,} cost

{plans}
Energy is CPU time times the factor `meter.cpu.power`; a processor that is half as good needs twice
as much. Emissions and price are of `eu-central-1`; the price is a course assumption for a machine
with four virtual processors (see `greenlib/data/regions.csv`), with nothing idle and no discount.

{storage}
Prices are for a month in object storage (factor `storage.price.standard`). A submission with
pictures is larger: a plot adds some 20 to 60 kB to both notebooks. Writing a feedback page takes
{page:.0f} ms of CPU time on top, in one process; the machines above are without it.

## What breaks first

1. **SQLite, at about {workers} workers.** One writer at a time holds the file, and a transaction
   takes {record:.1f} ms: {writes:,.0f} writes per second at most. Next: PostgreSQL, where writers
   lock rows and not the file; a million submissions in an hour are 278 transactions per second, of
   some {rows} rows each, which one server with a solid-state disk takes.
2. **Memory, on machines with many cores.** A worker keeps two warm processes. Where a core has less
   than {worker} of memory, start fewer workers than cores.
3. **One machine's cores, after that.** Submissions do not depend on each other, so twice the
   machines take half the time. Workers need the assignment (less than 1 MB, sent once) and a
   submission ({submitted}), and send a graded notebook back: at 1,000 submissions per second that
   is {network} Mbit/s.
4. **The process that hands out the work, at some millions.** It keeps each result, without its
   notebook, for the summary: a few kB each, some GB for a million. Next: grade by course or by
   hundred thousand; a run that follows skips what has not changed.
5. **The list of students in one folder.** A million folders in `submitted/` are slow to list on
   network file systems. Next: one course directory for each course, as nbgrader has it.

Money is not what breaks: grading a million costs about as much as keeping their notebooks for a
month. What costs is a person's time, on prose answers and on submissions that could not be graded.
"""


def scaling_page(costs: Costs, rows_each: int) -> str:
    """Return docs/scaling.md; `rows_each` is how many rows of the gradebook a submission has."""
    plans = [plan(costs, cores) for cores in CORES]
    each = [
        ("CPU time", f"{1000 * costs.cpu_s:.0f} ms"),
        ("its transaction in the gradebook", f"{1000 * costs.record_s:.1f} ms"),
        ("memory of a worker", f"{costs.worker_mb:.0f} MB"),
    ]
    header = ("", *("a small machine", "a large one", "eight of those"))
    traffic_mbit = 8 * 1000 * (costs.submitted_bytes + costs.graded_bytes) / 1e6
    return _TEXT.format(
        costs=markdown_table(("what", "one"), each),
        submissions=SUBMISSIONS,
        plans=markdown_table(header, plan_rows(plans)),
        storage=markdown_table(("stored", "one", "a million", "a month"), storage_rows(costs)),
        workers=most_workers(costs),
        record=1000 * costs.record_s,
        writes=1 / costs.record_s,
        rows=rows_each,
        page=1000 * costs.page_cpu_s,
        worker=f"{costs.worker_mb:.0f} MB",
        submitted=f"{costs.submitted_bytes / 1000:.0f} kB",
        network=f"{traffic_mbit:.0f}",
    )
