"""What a student is told about a failing test helps, is short, and gives nothing away.

Every answer of the bank is judged; each message, and each feedback page, is looked at.
"""

import functools
import html
import re
import textwrap

import pytest

from greenlib.classroom.build import assignment_slugs
from greenlib.classroom.feedback import write_pages
from greenlib.classroom.masters import BEGIN_HIDDEN, END_HIDDEN, is_test
from greenlib.classroom.matrix import deal, grade_class
from tests.conftest import ROOT
from tests.graders import desk

UNITS = assignment_slugs(ROOT)
every_unit = pytest.mark.parametrize("slug", UNITS)

# Said where no call can be shown: the name is missing, or the function is not there yet.
NO_CALL = ("is not defined", "is not written yet", "is not a function", "did not come to an end")
MACHINERY = (
    "AssertionError",
    "CheckFailed",
    "Traceback",
    'File "',
    "greenlib/",
    "checks.",
    "<test",
)


@functools.cache
def told(slug):
    """Return (submission, all that fails in it) for the untouched release and every hand."""
    bank = desk.bank_of(slug)
    submissions = [bank.submission(rest="untouched")]
    submissions += [bank.submission(hand) for hand in deal(bank).values()]
    return [(submission, desk.failures(bank, submission)) for submission in submissions]


def messages(slug):
    """Return every failing check of the bank whose message a student may come to see."""
    return [failure for _, found in told(slug) for failure in found]


def about_calls(slug):
    return [each for each in messages(slug) if not any(text in each.words for text in NO_CALL)]


def around(failure):
    """Return the message without the call and without what came back."""
    text = failure.words
    for part in sorted({failure.called, *failure.came_back}, key=len, reverse=True):
        text = text.replace(part, "…") if part else text
    return text


def assert_none(failures, is_bad):
    found = sorted({failure.words for failure in failures if is_bad(failure)})
    assert found == [], "\n".join(found)


@every_unit
def test_a_message_says_what_was_called_with_its_arguments(slug):
    def is_incomplete(failure):
        name, _, arguments = failure.called.partition("(")
        short = [text for text in failure.arguments if len(text) <= 12 and "." not in text]
        all_there = name.isidentifier() and all(text in arguments for text in short)
        return not (all_there and failure.words.startswith(failure.called))

    assert_none(about_calls(slug), is_incomplete)


@every_unit
def test_a_message_says_what_came_back(slug):
    def says_nothing(failure):
        came_back = any(
            f" {verb} {text}" in failure.words
            for text in failure.came_back
            for verb in ("returned", "is")
        )
        return not (came_back or " raised " in failure.words or " changed its " in failure.words)

    assert_none(about_calls(slug), says_nothing)


@every_unit
def test_a_message_says_what_was_expected_in_kind_and_unit(slug):
    assert_none(
        about_calls(slug),
        lambda each: "Expected " not in each.words or each.unit not in each.words,
    )


@every_unit
def test_where_none_may_be_right_the_kind_is_said_in_words(slug):
    optional = {
        check.of
        for check in desk.reference_checks(slug)
        if check.keywords.get("expected", "") is None
    }
    checks = [check for check in desk.reference_checks(slug) if check.of in optional]
    assert [check.of for check in checks if "or None" not in check.keywords["kind"]] == []


@every_unit
def test_a_message_ends_with_the_next_thing_to_look_at(slug):
    def has_none(failure):
        sentences = re.split(r"(?<=[.?!]) ", around(failure))
        return not [each for each in sentences[1:] if not each.startswith("Expected ")]

    assert_none(messages(slug), has_none)


@every_unit
def test_a_message_is_at_most_four_lines(slug):
    assert_none(messages(slug), lambda each: len(textwrap.wrap(each.words, 100)) > 4)


@every_unit
def test_a_message_shows_nothing_of_the_machinery(slug):
    assert_none(messages(slug), lambda each: any(text in around(each) for text in MACHINERY))


def spellings(right):
    """Return the ways in which a right answer could be written in a message."""
    if isinstance(right, str):
        return {right} if len(right) > 1 else set()
    forms = {repr(right), f"{right:.10g}", f"{right:,.10g}", f"{right:,}"}
    forms |= {f"{right:.{digits}f}" for digits in (2, 3, 4)}
    forms |= {f"{right:.{digits}g}" for digits in (3, 4)}
    return {form for form in forms if len(form.strip("0.-")) > 1}


def gives_away(failure, released):
    """Return whether a message of a hidden check contains a part of the right answer.

    What the student's own answer contains does not count, nor does a key that the question names.
    """
    own = " ".join(failure.came_back)
    keys = [key for key in failure.right_keys if key not in released]
    return any(
        re.search(rf"(?<![\w.]){re.escape(form)}(?![\w%]|\.\d)", around(failure))
        for right in (*failure.right, *keys)
        for form in spellings(right)
        if form not in own
    )


@every_unit
def test_no_message_of_a_hidden_check_gives_its_value_away(slug):
    hidden = [failure for failure in messages(slug) if failure.hidden]
    assert len(hidden) > 20
    released = "\n".join(cell.source for cell in desk.bank_of(slug).released.cells)
    assert_none(hidden, lambda each: gives_away(each, released))


def hidden_lines(bank):
    """Return the lines of the hidden tests that are long enough to be recognised."""
    sources = [cell.source for cell in bank.master.nb.cells if is_test(cell)]
    visible = "\n".join(source.partition(BEGIN_HIDDEN)[0] for source in sources)
    hidden = [
        line.strip()
        for source in sources
        for line in source.partition(BEGIN_HIDDEN)[2].partition(END_HIDDEN)[0].splitlines()
    ]
    return {line for line in hidden if len(line) > 15 and line not in visible}


def shown_text(page):
    """Return what a reader sees of an HTML page, on one line."""
    body = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", body)).split())


def assert_page_tells_only(page, submission, messages, secrets):
    """Check that a page has all messages and, outside of them and the answers, no secrets."""
    text = shown_text(page)
    assert [message for message in messages if message not in text] == []
    for message in sorted(messages, key=len, reverse=True):
        text = text.replace(message, "")
    own = " ".join(" ".join(cell.source for cell in submission.cells).split())
    assert [secret for secret in secrets if secret in text and secret not in own] == []


@every_unit
def test_a_feedback_page_has_each_message_and_nothing_that_is_hidden(slug):
    bank = desk.bank_of(slug)
    secrets = hidden_lines(bank)
    assert len(secrets) > 20
    page = desk.feedback_page(bank, bank.released, messages(slug))
    said = {failure.words for failure in messages(slug)}
    assert_page_tells_only(page, bank.released, said, {*secrets, *MACHINERY})


def test_the_real_feedback_page_says_the_same(tmp_path):
    bank = desk.bank_of("06-caching-and-batching")
    submission, found = told(bank.slug)[1]
    grade_class(ROOT, bank, {"student-01": submission}, tmp_path)
    write_pages(tmp_path, bank.slug)
    page = tmp_path / f"feedback/student-01/{bank.slug}/{bank.slug}.html"
    said = {reason for reasons in desk.reasons(bank, found).values() for reason in reasons}
    secrets = {*hidden_lines(bank), *MACHINERY}
    assert_page_tells_only(page.read_text(encoding="utf-8"), submission, said, secrets)
