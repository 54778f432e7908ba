"""Review pages show all that belongs to a unit, whose sign-off holds, and let nothing run."""

import datetime
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from typer.testing import CliRunner

from greenlib.classroom.cli import app
from greenlib.classroom.errors import CourseError, UsageError
from greenlib.classroom.review_pages import read_units, sign_unit, write_review_pages
from tests.classroom.reviewed_course import HOSTILE, SLUG, complete, prove

DAY = datetime.date(2026, 1, 31)


@pytest.fixture
def course(small_course):
    """A course of one unit, its pages written, nobody's sign-off on it."""
    complete(small_course)
    write_review_pages(small_course)
    return small_course


def html_of(course, page=f"{SLUG}/review.html"):
    return (course / "solutions" / page).read_text(encoding="utf-8")


def text_of(course, page=f"{SLUG}/review.html"):
    """What a page shows, as one line."""
    shown = re.sub(r"<(style|script)>.*?</\1>", "", html_of(course, page), flags=re.S)
    shown = re.sub(r"</?(span|b|code|time|strong|em)\b[^>]*>", "", shown)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def sign(course, by="reviewer-1", on=DAY):
    return sign_unit(course, SLUG, by, on)


def edit(course, name, old, new):
    path = course / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    "words",
    [
        "Question 1 · Double · 2 points",
        "return number + number",
        "test_double · 2 points",
        "checks.returns(double, 21, expected=42)",
        "Hidden from students checks.returns(double, -3.5, expected=-7.0)",
        "double assesses: double a number of any size",
        "say when doubling is wrong no question",
        "Slips made to the reference: 9. The visible tests catch 4, the hidden ones 7; "
        "1 computes the same as the reference. Mutation score: 87.5 %.",
        "Why is 42 the double?",
        "Because 21 and 21 are 42.",
        "the reason 2 adds the number to itself",
        "Anchor answer, for 2 points Twenty-one and twenty-one are forty-two",
        "42 is the double because it is.",
        "Typical wrong answers (2)",
        "Common alternatives that are right (1) By shifting",
        f"0 of 2 too large {HOSTILE}",
        "2 of 2",
    ],
)
def test_a_page_shows_what_belongs_to_the_unit(course, words):
    assert words in text_of(course)


def test_hidden_tests_stand_only_where_they_are_marked(course):
    marked = re.findall(r'<div class="hidden-tests">.*?</div>\s*</div>', html_of(course), re.S)
    assert [block.count("7.0") for block in marked] == [1]
    assert html_of(course).count("7.0") == 1


def test_an_answer_that_is_not_graded_as_it_must_be_stands_out(course):
    words = "Not graded as it must be: Text twice got 1.0 of 0.0; must say: is text; says: The test"
    assert words in text_of(course)


def test_a_unit_that_nobody_has_signed_says_so_on_its_page_and_in_the_index(course):
    content = read_units(course)[0].review.content
    assert "Sign-off: not reviewed yet" in text_of(course)
    assert "0 of 1 units are signed as they are now" in text_of(course, "index.html")
    assert f"not reviewed yet {content}" in text_of(course, "index.html")


def test_a_sign_off_shows_who_when_and_which_version(course):
    sign(course)
    content = read_units(course)[0].review.content
    words = f"holds: reviewer-1, 2026-01-31, at {content}"
    assert f"Sign-off: signed {words}" in text_of(course)
    assert f"signed {words}" in text_of(course, "index.html")
    assert "1 of 1 units are signed as they are now" in text_of(course, "index.html")


MASTER, BANK = f"source/{SLUG}/{SLUG}.py", f"tests/answers/{SLUG}"


@pytest.mark.parametrize(
    ("name", "old", "new", "part"),
    [
        (MASTER, "return number + number", "return 2 * number", "master: double"),
        (MASTER, "-3.5, expected=-7.0", "-4.5, expected=-9.0", "master: double"),
        (MASTER, "Why is 42", "Why is forty-two", "master: why"),
        (MASTER, "# ## Question 1", "# Welcome\n\n# %% [markdown]\n# ## Question 1",
         "master: introduction"),
        (f"source/{SLUG}/rubric.yml", "repeats", "restates", "rubric: why"),
        (f"{BANK}/double.py", "number << 1", "number * 2", "answers: double"),
        (f"{BANK}/why.py", "points=0", "points=1", "answers: why"),
    ],
)  # fmt: skip
def test_a_change_makes_the_sign_off_stale_and_is_named(course, name, old, new, part):
    sign(course)
    edit(course, name, old, new)
    write_review_pages(course)
    assert "Sign-off: stale" in text_of(course)
    for page in (f"{SLUG}/review.html", "index.html"):
        assert re.search(rf"changed since then: {part} ", text_of(course, page) + " ")
    assert "1 changed after the sign-off" in text_of(course, "index.html")


def test_a_new_data_file_makes_the_sign_off_stale(course):
    sign(course)
    (course / "source" / SLUG / "jobs.csv").write_text("hours\n12\n")
    write_review_pages(course)
    assert "changed since then: data: jobs.csv (new)" in text_of(course)


def test_blank_lines_between_cells_leave_the_sign_off_as_it_is(course):
    sign(course)
    edit(course, MASTER, "\n# %% nbgrader", "\n\n\n# %% nbgrader")
    assert read_units(course)[0].review.state == "signed"


def test_one_sign_off_that_holds_is_enough(course):
    sign(course, "reviewer-1")
    edit(course, f"source/{SLUG}/rubric.yml", "repeats", "restates")
    write_review_pages(course)
    sign(course, "reviewer-2")
    review = read_units(course)[0].review
    assert review.state == "signed"
    assert [review.holds(each) for each in review.sign_offs] == [False, True]
    assert "stale: reviewer-1" in text_of(course)


def test_the_same_person_signs_again_instead_of_twice(course):
    sign(course)
    sign(course, on=datetime.date(2026, 2, 1))
    (only,) = read_units(course)[0].review.sign_offs
    assert only.date == datetime.date(2026, 2, 1)


def test_what_was_not_on_the_page_cannot_be_signed(course):
    edit(course, MASTER, "Why is 42", "Why is forty-two")
    with pytest.raises(CourseError, match="Next: greenlib review pages 01-footprint, read"):
        sign(course)
    (course / "solutions" / SLUG / "review.html").unlink()
    with pytest.raises(CourseError, match=r"review\.html does not show 01-footprint as it is now"):
        sign(course)
    assert not (course / "reviews").exists()


def test_a_version_whose_answers_were_not_tried_cannot_be_signed(course):
    edit(course, f"{BANK}/double.py", "number << 1", "number * 2")
    write_review_pages(course)
    assert "mutation scores are of an earlier version. Next: greenlib prove" in text_of(course)
    with pytest.raises(CourseError, match=r"version\. Next: greenlib prove 01-footprint"):
        sign(course)
    prove(course)
    write_review_pages(course)
    sign(course)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\u202eb", "x" * 81])
def test_a_name_is_one_line_that_shows_as_it_is(course, name):
    with pytest.raises(UsageError, match="is no name"):
        sign(course, by=name)


@pytest.mark.parametrize(
    ("pattern", "new", "words"),
    [
        (r"content: \S+", "content: '012345678901'", r"signed\.0: .*do not belong together"),
        (r"date: \S+", "date: some day", r"signed\.0\.date"),
        (r"reviewer: .*", "reviewer: ''", r"signed\.0\.reviewer"),
        (r"reviewer: ", "colour: green\n  reviewer: ", r"signed\.0\.colour"),
        (r"signed:", "signed: [", "is not YAML"),
        (r"(?s).+", "", "the file: "),
    ],
)
def test_sign_offs_that_are_not_well_formed_are_named(course, pattern, new, words):
    sign(course)
    path = course / "reviews" / f"{SLUG}.yml"
    path.write_text(re.sub(pattern, new, path.read_text(), count=1))
    with pytest.raises(CourseError, match=rf"(?s)reviews/{SLUG}.yml.*{words}.*Next: "):
        read_units(course)


def test_a_proof_that_is_damaged_is_named(course):
    (course / BANK / "proof.json").write_text('{"rows": 3}')
    with pytest.raises(CourseError, match=r"proof\.json .*Next: greenlib prove 01-footprint"):
        read_units(course)


def test_the_same_course_gives_the_same_bytes(course):
    before = html_of(course)
    assert write_review_pages(course) == []
    (course / "solutions" / SLUG / "review.html").unlink()
    write_review_pages(course, [SLUG])
    assert html_of(course) == before


def test_nothing_that_people_wrote_runs_and_nothing_is_loaded(course):
    sign(course, by=HOSTILE)
    for page in (f"{SLUG}/review.html", "index.html"):
        assert HOSTILE not in html_of(course, page)
        assert HOSTILE in text_of(course, page)
        for tag, attributes in elements(html_of(course, page)):
            assert tag not in {"link", "img", "iframe", "object", "form", "base"}
            assert not {name for name, _ in attributes if name == "src" or name.startswith("on")}


def elements(html):
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, attributes))
    parser.feed(html)
    return found


def test_every_link_inside_the_pages_leads_somewhere(course):
    """Those to notebooks are made by a build, which this course has not had."""
    for page in (f"{SLUG}/review.html", "index.html"):
        found = elements(html_of(course, page))
        ids = {dict(attributes).get("id") for _, attributes in found}
        for tag, attributes in found:
            target = dict(attributes).get("href", "") if tag == "a" else ""
            if target.startswith("#"):
                assert target[1:] in ids, target
            elif target.endswith(".html"):
                assert (course / "solutions" / page).parent.joinpath(target).is_file(), target


def run(course, monkeypatch, *arguments):
    monkeypatch.chdir(course)
    return CliRunner().invoke(app, ["review", *arguments])


def test_the_commands_write_sign_and_list(course, monkeypatch):
    assert "0 files changed" in run(course, monkeypatch, "pages").output
    assert "not reviewed yet" in run(course, monkeypatch, "status").output
    assert run(course, monkeypatch, "sign", SLUG, "--by", "reviewer-1").exit_code == 0
    status = run(course, monkeypatch, "status")
    assert (status.exit_code, "  reviewer-1, " in status.output) == (0, True)


def test_status_ends_with_1_when_something_changed_after_its_sign_off(course, monkeypatch):
    sign(course)
    edit(course, MASTER, "Why is 42", "Why is forty-two")
    status = run(course, monkeypatch, "status")
    assert status.exit_code == 1
    assert "stale" in status.output and "since then: master: why" in status.output


def test_without_by_the_name_is_that_of_git(course, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(course / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    refused = run(course, monkeypatch, "sign", SLUG)
    assert (refused.exit_code, "--by 'YOUR NAME'" in refused.output) == (2, True)
    (course / "gitconfig").write_text("[user]\nname = reviewer-2\n")
    assert run(course, monkeypatch, "sign", SLUG).exit_code == 0
    assert read_units(course)[0].review.sign_offs[0].reviewer == "reviewer-2"


@pytest.mark.parametrize("verb", ["pages", "sign"])
def test_a_unit_that_does_not_exist_ends_with_2(course, monkeypatch, verb):
    result = run(course, monkeypatch, verb, "99-none")
    assert (result.exit_code, "there is no assignment '99-none'" in result.output) == (2, True)
