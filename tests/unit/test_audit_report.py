import pytest
import typer
from typer.testing import CliRunner

from greenlib.audit import Fix, Pipeline, audit
from greenlib.audit_report import baseline_table, steps_table, to_html, to_markdown
from greenlib.classroom.audit_cli import audit_command

NASTY = "<script>alert(1)</script> | [bold]x[/bold] $x$"
YAML = f"""\
name: {NASTY!r}
intensity_g_per_kwh: 480
pue: 1.2
tb_per_day: 1
kept_days: 100
countries: [US]
fixes:
  - {{name: "a | b", storage: 0.4, cost: "[red]$5$"}}
  - {{name: move, intensity_g_per_kwh: 15, country: SE}}
"""
app = typer.Typer()
app.command()(audit_command)


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


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_command_prints_the_table_and_writes_the_report(tmp_path, suffix):
    (tmp_path / "p.yml").write_text(YAML, encoding="utf-8")
    output = tmp_path / f"report{suffix}"
    done = CliRunner().invoke(app, [str(tmp_path / "p.yml"), "--output", str(output)])
    assert done.exit_code == 0, done.output
    assert "storage" in done.output and "[bold]x[/bold]" in done.output.replace("\n", "")
    assert "refused" in done.output
    assert output.read_text(encoding="utf-8")


def test_command_names_the_line_of_a_bad_field(tmp_path):
    (tmp_path / "p.yml").write_text(YAML.replace("1.2", "0.8"), encoding="utf-8")
    done = CliRunner().invoke(app, [str(tmp_path / "p.yml")])
    assert done.exit_code == 1
    assert "p.yml:3: pue must be 1 or more, got 0.8" in done.output


def test_command_refuses_other_suffixes_and_to_overwrite_its_input(tmp_path):
    (tmp_path / "p.md").write_text(YAML, encoding="utf-8")
    for output in ("report.pdf", "p.md"):
        done = CliRunner().invoke(app, [str(tmp_path / "p.md"), "-o", str(tmp_path / output)])
        assert done.exit_code == 2
        assert "--output must" in done.output
    assert (tmp_path / "p.md").read_text(encoding="utf-8") == YAML


def test_command_says_when_the_report_cannot_be_written(tmp_path):
    (tmp_path / "p.yml").write_text(YAML, encoding="utf-8")
    output = tmp_path / "no" / "such.md"
    done = CliRunner().invoke(app, [str(tmp_path / "p.yml"), "-o", str(output)])
    assert done.exit_code == 1
    assert "cannot be written" in done.output
