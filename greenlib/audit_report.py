"""An audit as a page: Markdown, or HTML that needs no other file.

Everything that came from a person's file is escaped. The rows are made once, by `sections`, and
both forms show the same text.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Sequence

from . import plots
from .audit import Audit, total
from .footprint import Range

Table = tuple[Sequence[str], list[Sequence[str]]]
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;"
    "color:#222;background:#fff}table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;"
    "overflow-wrap:anywhere}"
    "img{max-width:100%}"
)


def sections(audit: Audit) -> list[tuple[str, Table | list[str]]]:
    """Return the report's parts: heading, and a table (header, rows) or a list of sentences."""
    parts: list[tuple[str, Table | list[str]]] = [
        ("Result", [_result(audit)]),
        ("Baseline per year", baseline_table(audit)),
        ("Issues", list(audit.issues) or ["none found in the record"]),
        ("Fixes, one after the other", steps_table(audit)),
    ]
    if audit.refused:
        refused = [(name, reason) for name, reason in audit.refused.items()]
        parts.append(("Fixes that the limits forbid", (("fix", "why"), refused)))
    parts.append(("What the numbers leave out", [_LEFT_OUT]))
    return parts


_LEFT_OUT = (
    "Running energy only: making and scrapping hardware is not counted. Low and high put every "
    "input at its low or high end at once, which is wider than what is likely. "
    "A fix's factors are what its author stated, not measurements."
)


def baseline_table(audit: Audit) -> Table:
    """Return header and rows of the baseline: driver, kWh and kgCO2e per year, range, share."""
    all_kwh, all_kg = total(audit.energy_kwh), audit.before_kg
    spans = {
        **{name: (audit.energy_kwh[name], audit.emissions_kg[name]) for name in audit.energy_kwh},
        "total": (all_kwh, all_kg),
    }
    rows = [
        (
            name,
            f"{kwh.best:,.0f}",
            f"{kg.best:,.0f}",
            _span(kg),
            f"{kg.best / all_kg.best:.1%}" if all_kg.best else "–",
        )
        for name, (kwh, kg) in spans.items()
    ]
    return ("driver", "kWh (IT, network)", "kgCO2e", "low to high, kgCO2e", "share"), rows


def steps_table(audit: Audit) -> Table:
    """Return header and rows of the steps: what each saves in its turn, what it costs."""
    rows = [
        (
            step.fix.name,
            f"{step.saved_kg:,.0f}",
            f"{step.after_kg.best:,.0f}",
            _span(step.after_kg),
            f"{step.fix.days:g}",
            step.fix.cost or "–",
        )
        for step in audit.steps
    ]
    header = ("fix", "saves, kgCO2e", "left, kgCO2e", "low to high, kgCO2e", "days", "cost")
    return header, rows


def waterfall_png(audit: Audit) -> bytes:
    """Return the waterfall of the audit as a PNG picture; long names are shortened."""
    scale, unit = (1000, "tCO2e") if audit.before_kg.best >= 1000 else (1, "kgCO2e")
    changes = {
        _short(name, number): change / scale
        for number, (name, change) in enumerate(audit.changes_kg().items(), 1)
    }
    start = ("today", audit.before_kg.best / scale)
    return plots.png_bytes(plots.waterfall(start, changes, "emissions per year", unit))


def to_markdown(audit: Audit) -> str:
    """Return the report in Markdown."""
    lines = [f"# Audit: {_md(audit.pipeline.name)}", ""]
    for heading, content in sections(audit):
        lines += [f"## {heading}", ""]
        if isinstance(content, list):
            lines += [f"- {_md(text)}" for text in content]
        else:
            header, rows = content
            lines += [_md_row(header), _md_row(["---"] * len(header), raw=True)]
            lines += [_md_row(row) for row in rows]
        lines.append("")
    return "\n".join(lines)


def to_html(audit: Audit) -> str:
    """Return the report as one HTML page with its picture inside."""
    title = html.escape(f"Audit: {audit.pipeline.name}")
    body = [f"<h1>{title}</h1>"]
    for heading, content in sections(audit):
        body.append(f"<h2>{html.escape(heading)}</h2>")
        body.append(_html_list(content) if isinstance(content, list) else _html_table(content))
        if heading == "Fixes, one after the other" and audit.steps:
            picture = base64.b64encode(waterfall_png(audit)).decode()
            alt = html.escape(f"Waterfall of yearly emissions. {_result(audit)}", quote=True)
            body.append(f'<img alt="{alt}" src="data:image/png;base64,{picture}">')
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "img-src data:; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _result(audit: Audit) -> str:
    before, after = audit.before_kg, audit.after_kg
    text = f"{before.best:,.0f} kgCO2e per year today ({_span(before)})"
    if not audit.steps:
        return f"{text}; no fix was applied."
    change = f", {1 - after.best / before.best:.1%} less" if before.best else ""
    return f"{text}, {after.best:,.0f} after the fixes ({_span(after)}){change}."


def _span(span: Range) -> str:
    return f"{span.low:,.0f} to {span.high:,.0f}"


def _short(name: str, number: int) -> str:
    plain = " ".join(name.split())
    cut = plain if len(plain) <= 28 else f"{plain[:27]}…"
    return f"{number}. {cut}".replace("$", r"\$")  # a bare $ starts a formula in Matplotlib


def _md(text: str) -> str:
    flat = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]()#+!|~$-])", r"\\\1", html.escape(flat, quote=False))


def _md_row(cells: Sequence[str], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else _md(cell) for cell in cells) + " |"


def _html_list(sentences: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{html.escape(text)}</li>' for text in sentences)}</ul>"


def _html_table(table: Table) -> str:
    header, rows = table
    head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
