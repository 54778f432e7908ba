"""greenlib.audit_report: tables that add up, and pages that escape what a file says."""

from greenlib.audit import Fix, Pipeline, audit
from greenlib.audit_report import baseline_table, steps_table, to_html, to_markdown

NASTY = "<script>alert(1)</script> | [bold]x[/bold] $x$"


def nasty():
    fixes = [Fix(NASTY, storage=0.5, cost=NASTY), Fix("move", pue=1.1, country="SE")]
    return audit(Pipeline(NASTY, 480, 1.2, 1, 100, countries=["US"], fixes=fixes))


def test_html_escapes_and_needs_no_other_file():
    page = to_html(nasty())
    assert "<script" not in page and "&lt;script&gt;" in page
    assert "http://" not in page and "https://" not in page
    assert 'src="data:image/png;base64,' in page


def test_markdown_escapes_cells_and_html():
    page = to_markdown(nasty())
    assert "<script" not in page and "\\| \\[bold\\]" in page


def test_shares_add_up_and_total_stands_last():
    _, rows = baseline_table(nasty())
    assert rows[-1][0] == "total" and rows[-1][-1] == "100.0%"


def test_steps_say_what_is_left():
    result = nasty()
    _, rows = steps_table(result)
    assert rows[-1][2] == f"{result.after_kg.best:,.0f}"


def test_a_pipeline_without_energy_has_a_report():
    empty = audit(Pipeline("idle", 0, 1, 0, 0))
    assert "no fix was applied" in to_markdown(empty)
    assert "<img" not in to_html(empty)
