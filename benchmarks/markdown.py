"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first column is text and whose others are numbers.

    >>> print(markdown_table(("stage", "ms"), [("fork", "11.0")]), end="")
    | stage | ms |
    | --- | ---: |
    | fork | 11.0 |
    """
    lines = [header, ("---", *["---:"] * (len(header) - 1)), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
