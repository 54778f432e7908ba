"""greenlib.environment: what is missing is said with its remedy."""

from greenlib import environment


def test_here_everything_is_ready(capsys):
    environment.print_environment()
    assert capsys.readouterr().out.endswith("Ready.\n")


def test_a_missing_package_is_named_with_the_command_to_install_it(monkeypatch, capsys):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    environment.print_environment()
    out = capsys.readouterr().out
    assert "MISSING  pandas: tables\n         In the folder that holds pyproject.toml: pip" in out
    assert "to put right" in out


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 7))
    first = environment.check_environment()[0]
    assert not first.ok and first.remedy.startswith("This is Python 3.9. Install a newer one")
