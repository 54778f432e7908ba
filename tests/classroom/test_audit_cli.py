"""greenlib audit: what it prints, the report it writes, and what it refuses."""

import pytest
import typer
from typer.testing import CliRunner

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
    assert done.stderr == "greenlib: p.yml:3: pue must be 1 or more, got 0.8\n"


def test_command_refuses_other_suffixes_and_to_overwrite_its_input(tmp_path):
    (tmp_path / "p.md").write_text(YAML, encoding="utf-8")
    for output in ("report.pdf", "p.md"):
        done = CliRunner().invoke(app, [str(tmp_path / "p.md"), "-o", str(tmp_path / output)])
        assert done.exit_code == 2
        assert done.stderr.startswith("greenlib: --output must")
    assert (tmp_path / "p.md").read_text(encoding="utf-8") == YAML


def test_command_says_when_the_report_cannot_be_written(tmp_path):
    (tmp_path / "p.yml").write_text(YAML, encoding="utf-8")
    (tmp_path / "no").write_text("a file where the folder should be")
    output = tmp_path / "no" / "such.md"
    done = CliRunner().invoke(app, [str(tmp_path / "p.yml"), "-o", str(output)])
    assert done.exit_code == 1
    assert f"greenlib: cannot write {output}" in done.stderr


def test_an_audit_stopped_with_ctrl_c_says_so(tmp_path, monkeypatch):
    def stop(path):
        raise KeyboardInterrupt

    monkeypatch.setattr("greenlib.audit_file.read_pipeline", stop)
    done = CliRunner().invoke(app, [str(tmp_path / "p.yml")])
    assert done.exit_code == 130
    assert done.stderr.startswith("greenlib: stopped; an earlier report is as it was. Next:")
