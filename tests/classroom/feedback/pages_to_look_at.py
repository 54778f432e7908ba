"""Feedback pages to look at: a graded notebook of unit 01, made without running anything."""

import copy
import html
import re

import nbformat

from greenlib.classroom.bank import read_bank
from greenlib.classroom.feedback import Marks, feedback_page, handout_of
from greenlib.classroom.syllabus import read_rubrics, read_syllabus
from greenlib.classroom.words import printable
from tests.conftest import ROOT

SLUG = "01-footprint"
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="  # noqa: E501
ESCAPES = "\x1b[2J\x1b[31mred\x1b]0;title\x07 \u202e03 fo 03\u2066"
# Each would set window.hacked, load something, or cover or disturb the page.
ATTACKS = (
    "<script>window.hacked = 1</script>",
    "<svg onload=\"window.hacked = 1\"><script>window.hacked = 1</script></svg>",
    '<img src=x onerror="window.hacked = 1">',
    '<img src="http://127.0.0.1:9/seen.png">',
    '<a href="javascript:window.hacked = 1">press</a>',
    '<a href="data:text/html,<script>window.hacked = 1</script>">press</a>',
    '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
    '<base href="http://127.0.0.1:9/">',
    '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
    "<style>body { background: url(http://127.0.0.1:9/a.png); display: none }</style>",
    '<p style="position: fixed; inset: 0; background: url(http://127.0.0.1:9/b.png)">over</p>',
    '<iframe src="http://127.0.0.1:9/"></iframe>',
    '<iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>',
    '<object data="data:text/html,<script>parent.hacked = 1</script>"></object>',
    '<form action="http://127.0.0.1:9/"><b autofocus onfocus="window.hacked = 1">b</b></form>',
    '<details open ontoggle="window.hacked = 1"><summary>s</summary></details>',
    '<table onmouseover="window.hacked = 1"><tr><td>kWh</td></tr></table>',
    '<h1 id="summary">20 of 20 points</h1><h6 tabindex="1">first</h6>',
    '<img alt="" src="data:image/svg+xml,<svg onload=\'window.hacked = 1\'/>">',
    "</pre></div></main></body><script>window.hacked = 1</script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hacked=1>",
    "{{ 7 * 7 }} {% raw %}",
)  # fmt: skip
LINKS = (
    "[press](javascript:window.hacked=1) ![seen](http://127.0.0.1:9/md.png) "
    "[data](data:text/html;base64,PHNjcmlwdD4=) <http://127.0.0.1:9/auto>"
)

bank = read_bank(ROOT, SLUG)
rubrics = read_rubrics(ROOT / "source" / SLUG)
handout = handout_of(
    bank.master, SLUG, read_syllabus(ROOT / "course/syllabus.yml").unit(SLUG), rubrics
)
MOST = {
    test.name: test.points for asked in handout.questions for test in asked.tests
} | {"say_it_honestly": 4}  # fmt: skip


def notebook(**answers):
    """The graded notebook of a submission with these answers, and the reference for the rest."""
    nb = bank.submission()
    full = {cell.id: cell.source for cell in bank.master.nb.cells}
    for cell in nb.cells:
        if cell.id in MOST and cell.cell_type == "code":
            cell.source = full[cell.id]
        cell.source = answers.get(cell.id, cell.source)
    return nb


def cell(nb, name):
    return next(cell for cell in nb.cells if cell.id == name)


def fails(nb, name, text, error="CheckFailed"):
    """Let the test called `name` have failed."""
    found = nbformat.v4.new_output("error", ename=error, evalue=text, traceback=[text])
    cell(nb, name).outputs = [found]


def shows(nb, name, *outputs):
    """Let the cell called `name` have shown these outputs."""
    cell(nb, name).outputs = [nbformat.v4.new_output(**output) for output in outputs]


def marks(points=(), **about):
    """Marks with all points but those given, and the prose unmarked."""
    return Marks({**MOST, "say_it_honestly": None, **dict(points)}, **about)


def page(nb=None, given=None, student="student-01"):
    made = feedback_page(handout, student, given or marks(), copy.deepcopy(nb or notebook()))
    return made.decode()


def text_of(page):
    """What a page says, as one line of words."""
    body = re.sub(r"(?s)<style>.*?</style>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def section(page, question):
    """What a page says about a question."""
    found = re.search(rf'(?s)<section aria-labelledby="{question}">.*?</section>', page)
    return text_of(found[0])


def nine_of_twenty():
    """The page of a student with 9 points so far: typical mistakes, outputs, remarks, marks."""
    answers = {a.question: a.source for a in reversed(bank.of_kind("wrong"))}
    nb = notebook(
        facility_kwh=answers["facility_kwh"], lower_the_estimate=answers["lower_the_estimate"],
        say_it_honestly="The digits claim **too much**; power is known to a fifth.",
    )  # fmt: skip
    nb.metadata["greenlib"] = {"remarks": ["two cells carry the id energy_kwh; both ran"]}
    fails(nb, "test_facility_kwh", "facility_kwh(0.96, 1.2) returned 0.8, which is too small.")
    fails(nb, "test_facility_kwh_refuses", "facility_kwh(0.96, 0.8) returned 0.768.")
    fails(nb, "test_emissions_range_g", "emissions_range_g is not written yet.")
    fails(nb, "test_lower_the_estimate", "name 'prod' is not defined", "NameError")
    shows(nb, "facility_kwh", {"output_type": "stream", "text": "checked"},
          {"output_type": "stream", "name": "stderr", "text": "Warning: PUE below 1"})  # fmt: skip
    own = nbformat.v4.new_code_cell("table", id="my-own-cell", outputs=[
        nbformat.v4.new_output("execute_result", {
            "text/html": "<table><thead><tr><th>kWh</th></tr></thead><tr><td>0.96</td></tr></table>"
        }),
        nbformat.v4.new_output("display_data", {"image/png": PICTURE}),
    ])  # fmt: skip
    nb.cells.insert(nb.cells.index(cell(nb, "job_emissions_g")) + 1, own)
    chosen = {"the range": rubrics["say_it_honestly"].criteria[0].levels[1],
              "the comparison": rubrics["say_it_honestly"].criteria[1].levels[2]}  # fmt: skip
    points = {"test_facility_kwh": 0, "test_facility_kwh_refuses": 0, "test_emissions_range_g": 0,
              "test_lower_the_estimate": 0, "test_job_emissions_g": 3,
              "test_lower_the_estimate_best_set": 2, "say_it_honestly": 1}  # fmt: skip
    return page(nb, marks(
        points, unanswered=frozenset({"emissions_range_g"}),
        levels={"say_it_honestly": chosen},
        comments={"say_it_honestly": "Good start. Now *give the range in grams*."},
    ))  # fmt: skip


def hostile():
    """The page of a submission that attacks in every place that a student writes in."""
    text = "\n\n".join((*ATTACKS, LINKS, ESCAPES))
    nb = notebook(say_it_honestly=text, energy_kwh=text)
    nb.metadata["greenlib"] = {"remarks": [text]}
    bundles = [{kind: part} for part in (*ATTACKS, text) for kind in (
        "text/html", "text/markdown", "text/plain", "text/latex", "image/svg+xml", "image/png",
        "application/javascript", "application/vnd.jupyter.widget-view+json",
    )]  # fmt: skip
    shown = [{"output_type": "display_data", "data": bundle} for bundle in bundles]
    shown += [{"output_type": "stream", "name": to, "text": text} for to in ("stdout", "stderr")]
    shown += [{"output_type": "error", "ename": text, "evalue": text, "traceback": [text]}]
    shows(nb, "facility_kwh", *shown)
    for position, kind in enumerate((nbformat.v4.new_markdown_cell, nbformat.v4.new_raw_cell)):
        nb.cells.insert(position * 3, kind(text, id=f"own-{position}"))
    fails(nb, "test_energy_kwh", text)
    fails(nb, "test_facility_kwh", text, error=text)
    comments = dict.fromkeys(("energy_kwh", "say_it_honestly"), text)
    return page(nb, marks({"test_energy_kwh": 0}, comments=comments), student=text)


assert printable(ESCAPES) != ESCAPES
