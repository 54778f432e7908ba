"""Read a pipeline from a small YAML file, and say the line of whatever is wrong in it.

The file is read as nodes (`yaml.compose`), so that no object is ever constructed from it and every
value keeps its line. Aliases, tags, repeated keys, deep nesting and large files are refused.
Numbers are plain decimals; a list of three is a range, low, best, high.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from .audit_record import FIX_FIELDS, PIPELINE_FIELDS, Fix, Pipeline
from .errors import GreenlibError, UnknownNameError
from .footprint import Range

MAX_BYTES = 100_000
MAX_DEPTH = 6
MAX_FIXES = 50
MAX_TEXT = 300
_NUMBER = re.compile(r"[-+]?(\d[\d_]*(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_TEXTS = {"name", "tier", "route", "zone", "country", "cost"}
_PLAIN_NUMBERS = {"columns", "columns_used", "read_days", "start_hour_utc", "budget_days", "days"}
_NEEDED = ("name", "intensity_g_per_kwh", "pue", "tb_per_day", "kept_days")
_LISTS = {"countries", "fixes"}


class AuditFileError(GreenlibError, ValueError):
    """A pipeline file that cannot be used: file, line, what is wrong.

    >>> str(AuditFileError("pipeline.yml", 12, "pue must be 1 or more, got 0.8"))
    'pipeline.yml:12: pue must be 1 or more, got 0.8'
    """

    def __init__(self, name: str, line: int, problem: str):
        super().__init__(f"{name}:{line}: {problem}")


class _Problem(Exception):
    def __init__(self, node: yaml.Node, text: str):
        super().__init__(text)
        self.line = node.start_mark.line + 1


def read_pipeline(path: str | Path) -> Pipeline:
    """Return the pipeline in the YAML file at `path`.

    Keys are the fields of `Pipeline`, and of `Fix` under `fixes`. Raises AuditFileError, with file
    and line, for anything that is not such a record.

    >>> from tempfile import TemporaryDirectory
    >>> text = "name: logs\\nintensity_g_per_kwh: 480\\npue: 1.2\\ntb_per_day: 1\\nkept_days: 365"
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "p.yml").write_text(text, encoding="utf-8")
    ...     read_pipeline(Path(folder) / "p.yml").pue
    1.2
    """
    path = Path(path)
    text = _read_text(path)
    return parse_pipeline(text, path.name)


def parse_pipeline(text: str, name: str = "pipeline.yml") -> Pipeline:
    """Return the pipeline in YAML `text`; `name` is what messages call the file.

    >>> parse_pipeline("- name: logs")
    Traceback (most recent call last):
    greenlib.audit_file.AuditFileError: pipeline.yml:1: the file must be lines like key: value
    """
    try:
        _check_events(text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is None:
            raise AuditFileError(name, 1, "the file is empty; begin with name: my pipeline")
        return _pipeline(root)
    except _Problem as problem:
        raise AuditFileError(name, problem.line, str(problem)) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise AuditFileError(name, line, f"not valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise AuditFileError(name, 1, f"not valid YAML: {str(error).splitlines()[0]}") from None


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise AuditFileError(path.name, 1, f"cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise AuditFileError(path.name, 1, f"is larger than {MAX_BYTES:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise AuditFileError(path.name, line, "is not UTF-8 text; save it as UTF-8") from None


def _check_events(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _Problem(event, f"aliases such as *{event.anchor:.40} are not read; write it out")
        if getattr(event, "tag", None) is not None:
            raise _Problem(event, f"tags such as {event.tag:.60} are not read; leave it out")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _Problem(event, f"nested deeper than {MAX_DEPTH} levels")


def _pipeline(root: yaml.Node) -> Pipeline:
    nodes = _keys(root, PIPELINE_FIELDS, "the file")
    for key in _NEEDED:
        if key not in nodes:
            raise _Problem(root, f"{key} is missing")
    values = {key: _value(key, node) for key, node in nodes.items() if key not in _LISTS}
    if "countries" in nodes:
        values["countries"] = _countries(nodes["countries"])
    if "fixes" in nodes:
        values["fixes"] = [_fix(node) for node in _items("fixes", nodes["fixes"], MAX_FIXES)]
        _check_names(nodes["fixes"], values["fixes"])
    return _build(Pipeline, values, nodes, root)


def _fix(node: yaml.Node) -> Fix:
    nodes = _keys(node, FIX_FIELDS, "a fix")
    if "name" not in nodes:
        raise _Problem(node, "name of the fix is missing")
    values = {key: _value(key, part) for key, part in nodes.items()}
    if "country" in values:
        values["country"] = _country(nodes["country"])
    return _build(Fix, values, nodes, node)


def _build(
    kind: type, values: dict[str, Any], nodes: dict[str, yaml.Node], where: yaml.Node
) -> Any:
    try:
        return kind(**values)
    except UnknownNameError as error:
        key = next((key for key in nodes if str(error).startswith(f"unknown {key} ")), None)
        raise _Problem(nodes.get(key, where), str(error)) from None
    except GreenlibError as error:
        key = str(error).split(" ", 1)[0]
        raise _Problem(nodes.get(key, where), str(error)) from None


def _keys(node: yaml.Node, known: Sequence[str], what: str) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _Problem(node, f"{what} must be lines like key: value")
    found: dict[str, yaml.Node] = {}
    for key, part in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        if name not in known:
            raise _Problem(key, str(UnknownNameError("key", name[:60], known)))
        if name in found:
            raise _Problem(key, f"{name} is given twice")
        found[name] = part
    return found


def _value(key: str, node: yaml.Node) -> Any:
    if key in _TEXTS:
        return _text(key, node)
    if isinstance(node, yaml.SequenceNode) and key not in _PLAIN_NUMBERS:
        ends = [_number(key, part) for part in node.value]
        if len(ends) != 3 or ends != sorted(ends):
            raise _Problem(node, f"{key} must be a number or a range [low, best, high] that grows")
        if ends[0] < 0:
            raise _Problem(node, f"{key} must be 0 or more, got {ends[0]:g}")
        return Range(*ends)
    return _number(key, node)


def _number(key: str, node: yaml.Node) -> float:
    plain = isinstance(node, yaml.ScalarNode) and node.style is None
    if not plain or not _NUMBER.fullmatch(node.value):
        got = repr(node.value[:40]) if isinstance(node, yaml.ScalarNode) else "a list or a block"
        raise _Problem(node, f"{key} must be a finite decimal number, got {got}")
    number = float(node.value)
    if not math.isfinite(number):
        raise _Problem(node, f"{key} is too large, got {node.value[:40]!r}")
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _text(key: str, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _Problem(node, f"{key} must be text")
    if len(node.value) > MAX_TEXT:
        raise _Problem(node, f"{key} is longer than {MAX_TEXT} characters")
    if not node.value.replace("\n", " ").isprintable():
        raise _Problem(node, f"{key} holds characters that cannot be printed")
    return node.value


def _items(key: str, node: yaml.Node, most: int) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise _Problem(node, f"{key} must be a list; begin each item with a dash")
    if len(node.value) > most:
        raise _Problem(node, f"{key} has {len(node.value)} items; {most} are read")
    return node.value


def _countries(node: yaml.Node) -> list[str]:
    return [_country(part) for part in _items("countries", node, 250)]


def _country(node: yaml.Node) -> str:
    code = _text("country", node)
    if not re.fullmatch("[A-Z]{2}", code):
        raise _Problem(node, f"country must be a two-letter code such as SE, got {code[:40]!r}")
    return code


def _check_names(node: yaml.Node, fixes: Sequence[Fix]) -> None:
    seen: set[str] = set()
    for part, fix in zip(node.value, fixes, strict=True):
        if fix.name in seen:
            raise _Problem(part, f"two fixes are called {fix.name!r:.60}")
        seen.add(fix.name)
