"""The judge gives every honest answer the points that nbgrader's own kernels give it."""

import shutil

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from greenlib.classroom import gradebook
from greenlib.classroom.bank import read_bank
from greenlib.classroom.build import read_master
from greenlib.classroom.grade import grade
from greenlib.classroom.matrix import deal
from greenlib.classroom.notebooks import to_bytes
from tests.conftest import ROOT

# The unit whose functions take and return data frames, arrays, dicts and text.
SLUG = "05-data-diet"
# nbgrader's own way of adding a submission makes SQLAlchemy warn; it is none of ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def a_class(folder):
    """A course of its own in `folder`, with the bank's answers handed in."""
    bank = read_bank(ROOT, SLUG)
    for step in ("source", "release"):
        shutil.copytree(ROOT / step / SLUG, folder / step / SLUG)
    for student, hand in deal(bank).items():
        path = folder / "submitted" / student / SLUG / f"{SLUG}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(to_bytes(bank.submission(hand)))
    return folder


def scores(folder):
    """(student, cell) -> what the gradebook says: points and whether a person has to mark."""
    with Gradebook(gradebook.db_url(folder), "greenlib") as book:
        return {
            (submission.student.id, grade.name): (grade.auto_score, grade.needs_manual_grade)
            for submission in book.find_assignment(SLUG).submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def comments(folder):
    with Gradebook(gradebook.db_url(folder), "greenlib") as book:
        return {
            (submission.student.id, comment.name): comment.auto_comment
            for submission in book.find_assignment(SLUG).submissions
            for notebook in submission.notebooks
            for comment in notebook.comments
        }


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The course graded by nbgrader with its own steps, and by the engine."""
    plain, ours = (a_class(tmp_path_factory.mktemp(name)) for name in ("plain", "ours"))
    config = Config()
    config.CourseDirectory.root = str(plain)
    config.CourseDirectory.db_url = gradebook.db_url(plain)
    gradebook.put_tools_on_path()
    gradebook.register(config, SLUG, read_master(plain, SLUG))
    api = gradebook.api_for(config)
    for path in sorted((plain / "submitted").iterdir()):
        result = api.autograde(SLUG, path.name)
        assert result["success"], result
    grade(ours, SLUG, source_root=ROOT)
    return plain, ours


def test_every_score_is_the_same(both):
    plain, ours = map(scores, both)
    assert len(plain) > 50
    assert ours == plain


def test_the_comments_on_empty_answers_are_the_same(both):
    plain, ours = map(comments, both)
    assert ours == plain
