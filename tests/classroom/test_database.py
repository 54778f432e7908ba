"""The gradebook's database: which one is used, and what is said where none can be."""

import pytest
from sqlalchemy import create_engine, text

from greenlib.classroom.database import create_schema
from greenlib.classroom.errors import CourseError, UsageError
from greenlib.classroom.gradebook import config_of
from tests.classroom.small_class import gradebook, url_of

NAMED = "postgresql+psycopg://grader@host/grades"


def test_the_gradebook_is_where_the_command_says_then_the_settings_then_in_the_course(small_course):
    def url(**options):
        return config_of(small_course, **options).CourseDirectory.db_url

    assert url() == f"{url_of(small_course)}?timeout=60"
    settings = small_course / "nbgrader_config.py"
    settings.write_text(f"{settings.read_text()}\nc.CourseDirectory.db_url = {NAMED!r}\n")
    assert url() == NAMED
    assert url(db="sqlite:////elsewhere.db") == "sqlite:////elsewhere.db"


def test_a_course_that_borrows_settings_does_not_write_to_the_other_ones_gradebook(small_course):
    settings = small_course / "nbgrader_config.py"
    settings.write_text(f"{settings.read_text()}\nc.CourseDirectory.db_url = {NAMED!r}\n")
    demo = small_course / "demo"
    config = config_of(demo, settings_from=small_course)
    assert config.CourseDirectory.db_url == f"{url_of(demo)}?timeout=60"


def test_tables_that_a_killed_run_left_without_their_version_are_mended(tmp_path):
    from nbgrader import api

    whole, broken = f"sqlite:///{tmp_path / 'whole.db'}", f"sqlite:///{tmp_path / 'broken.db'}"
    api.Gradebook(whole, "greenlib").close()
    engine = create_engine(broken)
    api.Base.metadata.create_all(engine, tables=[api.Student.__table__])
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    engine.dispose()
    create_schema(broken)
    api.Gradebook(broken, "greenlib").close()
    assert gradebook(broken) == gradebook(whole)
    assert gradebook(whole)["alembic_version"].total() == 1


def test_a_server_that_does_not_answer_is_named_without_its_password():
    url = "postgresql+psycopg://grader:secret@127.0.0.1:9/grades"
    with pytest.raises(
        CourseError, match=r"gradebook postgresql\+psycopg://grader:\*\*\*@"
    ) as said:
        create_schema(url)
    assert "refused" in str(said.value) and "secret" not in str(said.value)


@pytest.mark.parametrize("url", ["gradebook.db", "nosuch://host/grades", "postgresql+nosuch://h/g"])
def test_a_url_that_is_none_shows_what_one_looks_like(url):
    with pytest.raises(UsageError, match=r"Next: use one like sqlite:////folder/gradebook\.db or"):
        create_schema(url)


def test_a_driver_that_is_not_installed_is_named():
    with pytest.raises(UsageError, match="needs MySQLdb, which is not installed"):
        create_schema("mysql://grader@127.0.0.1/grades")
