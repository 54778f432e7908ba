"""One browser for the tests that look at pages as people do: Debian's Chromium, headless."""

import shutil

import pytest


@pytest.fixture(scope="session")
def browser():
    """A running Chromium; tests that need it are skipped where it is not installed."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    # Whoever is root, as in a container, has no sandbox of Chromium's own.
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=options)
        yield browser
        browser.close()


@pytest.fixture(params=["light", "dark"])
def page(browser, request):
    """An empty page that notes what it asks for and what goes wrong on it."""
    with browser.new_context(color_scheme=request.param) as context:
        page = context.new_page()
        page.asked, page.wrong = [], []
        page.on("request", lambda asked: page.asked.append(asked.url))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda message: page.wrong.append(message.text))
        page.on("dialog", lambda dialog: page.wrong.append(dialog.message))
        yield page
