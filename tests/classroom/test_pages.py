"""The classroom's pages show what people wrote and let none of it run."""

from html import unescape
from html.parser import HTMLParser

import pytest

from greenlib.classroom.pages import code, markdown, page


def elements(html):
    """The elements of `html` as a browser finds them: (tag, attributes)."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, attributes))
    parser.feed(html)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">a</a>',
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        '<svg onload="alert(1)"></svg>',
        '<iframe src="//example.org"></iframe>',
        '<p style="position:fixed" onclick="alert(1)">a</p>',
        "<style>body{display:none}</style>",
        "![a](https://example.org/seen.png)",
        '<form action="//example.org"><input></form>',
    ],
)
def test_nothing_in_markdown_runs_or_loads(text):
    for tag, attributes in elements(str(markdown(text))):
        assert tag in {"p", "a", "img", "span"}
        for name, value in attributes:
            assert (tag, name) in {("a", "href"), ("img", "alt")}
            assert not value.startswith(("javascript:", "data:"))


def test_markdown_keeps_what_a_person_means():
    html = markdown("## Why\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n[source](https://example.org)")
    assert "<h4>Why</h4>" in html
    assert "<td><code>2</code></td>" in html
    assert '<a href="https://example.org">source</a>' in html


def test_an_embedded_picture_is_kept():
    assert 'src="data:image/png;base64,AAAA"' in markdown("![curve](data:image/png;base64,AAAA)")


def test_source_is_shown_not_run():
    assert "<script" not in code("x = '<script>alert(1)</script>'")


def test_a_page_lets_no_script_run_but_its_own():
    html = page("A <page>", "base.html.jinja").decode()
    assert "script-src 'none'" in unescape(html)
    assert "<title>A &lt;page&gt;</title>" in html
