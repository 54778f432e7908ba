"""Formgrader's pages show what students wrote; nothing of it runs, loads or covers the page."""

from pathlib import Path

import nbformat
import nbgrader
import pandas as pd
import pytest
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config, PyFileConfigLoader

from greenlib.classroom.inert import inert
from tests.classroom.elements import Elements
from tests.conftest import ROOT

FORMGRADER = Path(nbgrader.__file__).parent / "server_extensions/formgrader"
HOSTILE = (
    "<script>alert('greenlib')</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">a</a>',
    '<svg onload="alert(1)"><animate onbegin="alert(1)"/></svg>',
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    '<object data="data:text/html;base64,PHNjcmlwdD4="></object>',
    '<div class="modal-backdrop" style="position:fixed">2/2</div>',
    '<form action="https://example.org"><input name="password"></form>',
    '<meta http-equiv="refresh" content="0;url=https://example.org">',
    '<base href="https://example.org">',
    '<link rel="stylesheet" href="https://example.org/a.css">',
    "<math><mtext></p><script>alert(1)</script></math>",
    "<style>body { display: none }</style>",
    "<scr<script></script>ipt>alert(1)</script>",
)
LINKS = "[a](javascript:alert(1)) ![b](https://example.org/seen.png) [c](vbscript:a)"


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_in_html_runs_loads_or_covers_the_page(html):
    for tag, attributes in Elements(inert(html)).found:
        assert tag in {"p", "a", "img", "div"}
        assert not attributes.keys() - {"alt", "title"}


def test_a_table_of_pandas_stays_a_table():
    html = inert(pd.DataFrame({"kWh": [0.5]})._repr_html_())
    assert "<th>kWh</th>" in html and "<td>0.5</td>" in html
    assert "vertical-align" not in html


def page(*cells):
    """These cells as nbgrader shows them, with the course's configuration."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    config.merge(Config({"HTMLExporter": {
        "template_name": "formgrade",
        "extra_template_basedirs": [str(FORMGRADER / "templates")],
        "extra_template_paths": [str(FORMGRADER / "static/node_modules/bootstrap/dist/css")],
    }}))  # fmt: skip
    about = {"notebook": "a", "score": 0, "max_score": 1, "late_penalty": 0}
    resources = {"nbgrader": about, "base_url": "", "index": 0, "total": 1}
    nb = nbformat.v4.new_notebook(cells=list(cells))
    return Elements(HTMLExporter(config=config).from_notebook_node(nb, resources)[0]).found


def handlers(elements):
    return [e for e in elements if any(name.startswith("on") for name in e[1])]


def cells_with(*texts):
    mark = {"grade": True, "solution": True, "grade_id": "why", "points": 1, "locked": False,
            "schema_version": 3, "task": False, "score": 0, "comment": texts[0]}  # fmt: skip
    shown = [nbformat.v4.new_output("display_data", {kind: "\n".join(texts)})
             for kind in ("text/html", "text/markdown", "text/latex", "image/svg+xml",
                          "application/javascript", "text/plain")]  # fmt: skip
    shown += [nbformat.v4.new_output("stream", text=text) for text in texts]
    text = "\n\n".join(texts)
    return (
        nbformat.v4.new_markdown_cell(text),
        nbformat.v4.new_markdown_cell(text, metadata={"nbgrader": mark}),
        nbformat.v4.new_code_cell(text, outputs=shown),
        nbformat.v4.new_raw_cell(text),
    )


def test_formgraders_page_gains_nothing_that_could_act_from_what_a_student_wrote():
    plain = page(*cells_with("kWh"))
    found = page(*cells_with(LINKS, *HOSTILE))
    assert len(found) > len(plain) + 20
    for tag in ("script", "style", "iframe", "object", "form", "input", "base", "meta", "link",
                "animate", "svg"):  # fmt: skip
        assert [e for e in found if e[0] == tag] == [e for e in plain if e[0] == tag]
    assert handlers(found) == handlers(plain)
    for _, attributes in found:
        link = attributes.get("href") or attributes.get("src") or ""
        assert not link.startswith(("javascript:", "vbscript:", "https://example"))
