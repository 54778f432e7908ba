"""The comments to use again belong to prose questions and are short enough to be read."""

import pytest

from greenlib.classroom.build import assignment_slugs
from greenlib.classroom.syllabus import read_comments, read_rubrics
from tests.conftest import ROOT


@pytest.mark.parametrize("slug", assignment_slugs(ROOT))
def test_every_prose_question_has_comments_to_begin_with(slug):
    folder = ROOT / "source" / slug
    comments = read_comments(folder)
    assert {comment.question for comment in comments} == read_rubrics(folder).keys()
    assert all(len(comment.text) < 200 for comment in comments)
    assert not (ROOT / "release" / slug / "comments.yml").exists()
