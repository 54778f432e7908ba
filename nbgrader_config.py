"""nbgrader's configuration: the repository root is the course directory.

The ordinary commands work here as any nbgrader user expects: nbgrader generate_assignment,
validate, autograde, generate_feedback, export, and the formgrader tab of JupyterLab.
"""

from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbgrader import preprocessors as steps

from greenlib.classroom.preprocessors import (
    HideSecrets,
    QuietTests,
    ShowRemarks,
    SubmissionExporter,
)  # fmt: skip

c = get_config()  # noqa: F821  (provided by traitlets)

c.CourseDirectory.course_id = "greenlib"
# The text half of a master holds its solutions, the rubric its mark scheme: never copied.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints", "__pycache__", "*.pyc", "feedback", "*.py", "rubric.yml",
]  # fmt: skip

# A submission is first put back into the order of its release, then graded as nbgrader does.
c.Autograde.exporter_class = SubmissionExporter
c.Autograde.sanitize_preprocessors = [
    steps.ClearOutput, steps.DeduplicateIds, steps.OverwriteKernelspec,
    steps.OverwriteCells, steps.CheckCellMetadata,
]  # fmt: skip
c.Autograde.autograde_preprocessors = [
    steps.Execute, QuietTests, steps.IgnorePattern, ClearMetadataPreprocessor, steps.LimitOutput,
    steps.SaveAutoGrades, steps.AssignLatePenalties, steps.CheckCellMetadata,
]  # fmt: skip

# The kernel warns on every start that it listens on TCP; that is of no use to a grader.
c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--IPKernelApp.log_level=40"]

# What was hidden stays hidden in feedback, and what was repaired is said.
c.GenerateFeedback.preprocessors = [
    steps.GetGrades, HideSecrets, ShowRemarks, CSSHTMLHeaderPreprocessor,
]  # fmt: skip
