"""nbgrader's configuration: the repository root is the course directory.

The ordinary commands work here as any nbgrader user expects: nbgrader generate_assignment,
validate, autograde, generate_feedback, export, and the formgrader tab of JupyterLab.
"""

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader import preprocessors as steps

from greenlib.classroom.feedback.exporter import FeedbackExporter
from greenlib.classroom.inert import inert
from greenlib.classroom.late import PointsPerDay
from greenlib.classroom.preprocessors import RunInEngine, SubmissionExporter

c = get_config()  # noqa: F821  (provided by traitlets)

c.CourseDirectory.course_id = "greenlib"
# The text half of a master holds its solutions, the rubric its mark scheme: never copied.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints", "__pycache__", "*.pyc", "feedback", "*.py", "rubric.yml", "comments.yml",
    "graded.json",
]  # fmt: skip

# A submission is put back into the order of its release; its code then runs contained, and the
# tests where no student code runs.
c.Autograde.exporter_class = SubmissionExporter
c.Autograde.sanitize_preprocessors = [
    steps.ClearOutput, steps.DeduplicateIds, steps.OverwriteKernelspec,
    steps.OverwriteCells, steps.CheckCellMetadata,
]  # fmt: skip
c.Autograde.autograde_preprocessors = [
    RunInEngine, steps.IgnorePattern, ClearMetadataPreprocessor, steps.LimitOutput,
    steps.SaveAutoGrades, steps.AssignLatePenalties, steps.CheckCellMetadata,
]  # fmt: skip

# What a submission may use; these are the defaults, for `greenlib grade` and formgrader alike.
c.RunInEngine.cell_seconds = 30
c.RunInEngine.notebook_seconds = 180
c.RunInEngine.memory_mb = 1500  # each process of it
c.RunInEngine.together_mb = 3000  # all of them

# Where the machine stands that grades: a country (DE, FR, GB, IN, PL, SE, US) or a cloud region of
# lesson 03 (europe-west3). `greenlib grade` multiplies its energy with what the grid emits there.
c.Grading.region = "DE"

# What students wrote is shown and does not run in formgrader: `clean_html` is the last filter of
# outputs there, `strip_files_prefix` that of Markdown.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {"clean_html": inert, "strip_files_prefix": inert}

# What being late costs: nothing. Due dates and extra time are in schedule.yml.
c.AssignLatePenalties.plugin_class = PointsPerDay
c.PointsPerDay.points_per_day = 0
c.PointsPerDay.most_points = 100

# Feedback is the page that `greenlib grade` writes: nothing hidden is in it, and nothing runs.
c.GenerateFeedback.exporter_class = FeedbackExporter
c.GenerateFeedback.preprocessors = []
