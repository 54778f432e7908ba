"""greenlib lint: each rule finds what it is for, names the place, and lets the rest alone."""

import subprocess
import sys

import pytest

from greenlib.classroom.lint import RULES, lint_units, outside_links, read_units
from tests.classroom.clean_course import (
    LESSON_PATH,
    MASTER_PATH,
    RUBRIC_PATH,
    SYLLABUS_PATH,
    make_clean_course,
)

L, M, S, R = LESSON_PATH, MASTER_PATH, SYLLABUS_PATH, RUBRIC_PATH
LAST_LINE = "# Nothing.\n"  # of the lesson, line 49


@pytest.fixture
def course(tmp_path):
    return make_clean_course(tmp_path)


def edit(course, name, old, new):
    text = (course / name).read_text(encoding="utf-8")
    assert old in text
    (course / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def found(course):
    return [str(finding) for finding in lint_units(read_units(course))]


def code(*lines):
    """Return more of the lesson: a code cell from line 51 on, with prose below it."""
    source = "\n".join(lines)
    return f"{LAST_LINE}\n# %%\n{source}\n\n# %% [markdown]\n# We see it.\n"


def prose(*lines):
    """Return more of the lesson's last cell; the first line is line 51."""
    return f"{LAST_LINE}#\n" + "".join(f"# {line}".rstrip() + "\n" for line in lines)


def test_a_clean_course_has_no_findings(course):
    assert found(course) == []


# Rule, file, text and what replaces it, and what the lint must say: place, rule, problem.
BROKEN = [
    ("readable", M, "return number + number", "!important",
     f"{M}:01-small:12: readable: Jupyter takes '!important' for a command, not for Python"),
    ("readable", M, "Double · 2 points", "Double · 9 points",
     f"{M}:01-small:7: readable: the heading says 9 points, the cells add up to 2"),
    ("readable", L, "from greenlib import", "from greenlib",
     f"{L}:01-small:12: readable: this cell is not Python"),
    ("points", M, "**5 points**", "**6 points**",
     f"{M}:1:4: points: the total says 6, the questions add up to 5. Next: correct the total"),
    ("points", M, "**5 points**", "5 points",
     f"{M}:1:2: points: no total. Next: write '**5 points**' below the title"),
    ("points", S, "points: 5", "points: 7",
     f"{S}:01-small:2: points: the syllabus says 7 points, the questions add up to 5"),
    ("rubrics", R, "points: 3", "points: 2",
     f"{R}:explain:2: rubrics: the best levels give 2 points, the question 3"),
    ("rubrics", R, "  explain:", "  explian:",
     f"{R}:explain:1: rubrics: no rubric for 'explain'"),
    ("rubrics", R, "  explain:", "  explian:",
     f"{R}:explian:2: rubrics: 'explian' is no prose question of the master. Next: name"),
    ("numbering", M, "Question 2", "Question 3",
     f"{M}:5:21: numbering: question 3 where question 2 is due"),
    ("objectives", L, "# 2. say what doubling leaves out.", "# 2. say what it leaves out.",
     f"{L}:1:8: objectives: objective 2 is 'say what it leaves out' here and 'say what doubling "
     "leaves out' in the syllabus"),
    ("objectives", L, "#\n# 1. double the energy of a job,", "#\n# - double the energy of a job,",
     f"{L}:1:9: objectives: objective 2 is missing here"),
    ("objectives", S, "slug: 01-small", "slug: 02-other",
     f"{L}:1:2: objectives: the syllabus has no unit '01-small'"),
    ("taught", L, "# ## Doubling", "# ## Doubling it",
     f"{S}:01-small:2: taught: objective 1 is taught in 'Doubling', and the lesson has no such "
     "section. Next: name one of: Learning objectives, Doubling it"),
    ("assessed", S, "        questions: [explain]\n", "",
     f"{S}:01-small:2: assessed: objective 2 has no question"),
    ("assessed", S, "        questions: [explain]\n", "",
     f"{S}:01-small:2: assessed: the question 'explain' serves no objective"),
    ("assessed", S, "[explain]", "[explain, defend]",
     f"{S}:01-small:2: assessed: the master has no question 'defend'. Next: name one of: dou"),
    ("recap", L, "# 2. said what doubling leaves out.\n", "",
     f"{L}:5:40: recap: a recap of 1 items for 2 objectives"),
    ("time", L, "30 minutes", "half an hour",
     f"{L}:1:2: time: no time to learn. Next: write '**Time to learn:** 45 minutes'"),
    ("time", S, "minutes: 30", "minutes: 45",
     f"{L}:1:4: time: 30 minutes here, 45 in the syllabus"),
    ("time", L, "**Before this:** nothing · ", "",
     f"{L}:1:2: time: it is not said what comes before ('Before this')"),
    ("time", M, "about 20 minutes", "not long",
     f"{M}:1:2: time: no time. Next: write 'about 60 minutes' beside the points"),
    ("parts", L, "# ### Try it", "# ### Do it",
     f"{L}:5:30: parts: no heading 'Try it'. Next: add the section"),
    ("short-cells", L, LAST_LINE, code(*["step()"] * 13),
     f"{L}:6:52: short-cells: 13 lines of code, at most 12. Next: split the cell"),
    ("between-cells", L, "# %% [markdown]\n# ## What", "# %%\n6 * 7\n\n# %% [markdown]\n# ## What",
     f"{L}:5:30: between-cells: a code cell right after another. Next: say between them"),
    ("alt-text", L, '    alt="One bar: the job uses 2.4 kWh, twice as much as before.",\n', "",
     f"{L}:4:24: alt-text: a picture without alternative text. Next: say in a sentence or two"),
    ("alt-text", L, "One bar: the job uses 2.4 kWh, twice as much as before.", "One bar",
     f"{L}:4:24: alt-text: the alternative text 'One bar' has 7 characters, at least 40"),
    ("alt-text", L, "One bar: the job", "One bar: the job, which is a very nice job, " * 10,
     f"{L}:4:24: alt-text: an alternative text of 478 characters, at most 400"),
    ("alt-text", L, '"One bar: the job uses 2.4 kWh, twice as much as before."', "words",
     f"{L}:4:24: alt-text: the alternative text is words, not written in the call"),
    ("alt-text", L, LAST_LINE, prose("A picture:", "![](syllabus.yml)"),
     f"{L}:5:52: alt-text: a picture without alternative text"),
    ("alt-text", M, "2 points\n", "2 points\n#\n# ![bars.PNG](../../course/01-small.py)\n",
     f"{M}:2:9: alt-text: the alternative text 'bars.PNG' is the name of a file"),
    ("alt-text", L, LAST_LINE, prose('<p>', '<img src="syllabus.yml">', '</p>'),
     f"{L}:5:52: alt-text: a picture without alternative text"),
    ("bare-factor", L, LAST_LINE, code("intensity_g_per_kwh = 450"),
     f"{L}:6:52: bare-factor: intensity_g_per_kwh gets the bare number 450. Next: look it up"),
    ("bare-factor", L, LAST_LINE, code("job(hours=3,", "    pue=1.2)"),
     f"{L}:6:53: bare-factor: pue gets the bare number 1.2"),
    ("bare-factor", L, LAST_LINE, code('{"idle_w": (60, 80)}'),
     f"{L}:6:52: bare-factor: idle_w gets the bare number (60, 80)"),
    ("bare-factor", L, LAST_LINE, code("def sent(gb, kwh_per_gb=0.06):", "    return gb"),
     f"{L}:6:52: bare-factor: kwh_per_gb gets the bare number 0.06"),
    ("bare-factor", L, LAST_LINE, code("grams = energy_kwh * 450"),
     f"{L}:6:52: bare-factor: energy_kwh gets the bare number 450"),
    ("bare-factor", L, LAST_LINE, code('"pue": Range(1.1, 1.2, 1.3)'.join("{}")),
     f"{L}:6:52: bare-factor: pue gets the bare number Range(1.1, 1.2, 1.3)"),
    ("links", L, "(syllabus.yml)", "(sylabus.yml)",
     f"{L}:5:32: links: there is no file 'sylabus.yml' beside this page. Next: correct the path"),
    ("links", M, "course/01-small.ipynb", "course/01-smal.ipynb",
     f"{M}:1:4: links: there is no file '../../course/01-smal.ipynb' beside this page"),
    ("links", L, "(#Doubling)", "(#doubling)",
     f"{L}:5:32: links: this page has no heading for '#doubling'. Next: did you mean '#Doubling'?"),
    ("links", M, "01-small.ipynb", "01-small.ipynb#Halving",
     f"{M}:1:4: links: ../../course/01-small.ipynb has no heading for '#Halving'. Next: name a"),
    ("links", L, "(#Doubling)", "(https://nohost)",
     f"{L}:5:32: links: 'https://nohost' is no address. Next: write https://host/page"),
    ("links", L, "(#Doubling)", "(ftp://example.org/a)",
     f"{L}:5:32: links: 'ftp://example.org/a' is no address"),
    ("links", L, "[the start]", "[]", f"{L}:5:32: links: the link to '#Doubling' has no words"),
    ("links", L, "(#Doubling)", "()", f"{L}:5:32: links: a link without a target"),
    ("links", L, "(#Doubling)", "(the start.md)",
     f"{L}:5:32: links: '[the start](the start.md)' is not read as a link"),
    ("title", L, "# # 01 · A small lesson", "# ## 01 · A small lesson",
     f"{L}:1:2: title: the page does not begin with a title. Next: begin it with '# Title'"),
    ("title", L, "# ## Doubling", "# # Doubling", f"{L}:3:17: title: a second title"),
    ("heading-order", L, "# ### Try it", "# #### Try it",
     f"{L}:5:34: heading-order: 'Try it' has level 4 below level 2. Next: begin it with '###'"),
    ("heading-order", M, "# ## Question 1", "# ### Question 1",
     f"{M}:2:7: heading-order: 'Question 1 · Double · 2 points' has level 3 below level 1"),
    ("table-header", L, "| word | meaning |", "| word | |",
     f"{L}:3:19: table-header: a column of a table without a name"),
    ("table-header", L, "# |---|---|\n", "",
     f"{L}:3:19: table-header: a column of a table without a name"),
    ("hollow-words", L, LAST_LINE, prose("You can", "simply double it."),
     f"{L}:5:52: hollow-words: 'simply' in the prose. Next: leave the word out"),
    ("hollow-words", M, "Double · 2 points\n",
     "Double · 2 points\n#\n# <details><summary>Hint</summary>Obviously.</details>\n",
     f"{M}:2:9: hollow-words: 'Obviously' in the prose"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "name", "old", "new", "words"), BROKEN)
def test_what_breaks_a_rule_is_named_with_its_place(course, rule, name, old, new, words):
    edit(course, name, old, new)
    said = found(course)
    assert [one for one in said if one.startswith(words)], said
    assert {one.split(": ")[1] for one in said} <= {rule, *CONSEQUENCES.get(rule, ())}, said


# A title that is no title leaves its sections a level too deep, and so on.
CONSEQUENCES = {"title": {"heading-order", "taught"}, "taught": {"links"}}

# What looks like a breach of a rule and is none.
FINE = [
    ("readable", L, 'pue = factors', 'note = """\n!important\n%time\n"""\npue = factors'),
    ("points", M, "**5 points**", "Do it well: **5 points**"),
    ("rubrics", R, "points: 0", "points: 1"),
    ("numbering", M, "# ## Question 2 · Explain", "# ## Question 2 · Explain question 1"),
    ("objectives", L, "# 1. double the energy of a job,", "# 1. double the energy\n#    of a job"),
    ("taught", L, "# ## Doubling", "# ## Before\n#\n# ## Doubling"),
    ("assessed", S, "[explain]", "[explain, double]"),
    ("recap", L, "# 1. doubled the energy of a job,", "# 1. doubled the energy:\n#    1. once,"),
    ("time", L, "· **You need:** Python", "·\n# **You need:**\n# Python"),
    ("parts", L, "# ### Try it", "# ## Try it"),
    ("short-cells", L, LAST_LINE, code(
        "from greenlib import (", "    units,", ")", "", "# A comment.", *["step()"] * 11,
        'print("""', *["a line of a document"] * 20, '""")')),
    ("between-cells", M, "# %% [markdown]\n# ## Q", "# %%\n6\n# %%\n9\n# %% [markdown]\n# ## Q"),
    ("alt-text", L, 'alt="One bar: the job', 'alt=f"One bar: the job {pue}'),
    ("alt-text", L, LAST_LINE, prose("`![](bars.png)` is how *not* to do it.")),
    ("alt-text", L, LAST_LINE, prose(
        "<p>", '<img alt="One bar: the job uses 2.4 kWh, twice as much." src="syllabus.yml">',
        "</p>")),
    ("bare-factor", L, LAST_LINE, code("intensity_g_per_kwh = 450  # made up")),
    ("bare-factor", L, LAST_LINE, prose("Suppose that the building has a PUE of 1.2.").rstrip("\n")
     + code("pue = 1.2").removeprefix(LAST_LINE.rstrip("\n"))),
    ("bare-factor", L, LAST_LINE, code(
        "pue = 1", 'intensity_g_per_kwh = factors.value("grid.se", "g/kWh")',
        "grams = energy_kwh * 1000", "pue = facility_kwh / energy_kwh", "hours = 12",
        'labels = {"pue": "PUE"}')),
    ("links", L, "(#Doubling)", "(01-small.ipynb#What-it-leaves-out)"),
    ("links", L, "(#Doubling)", "(https://example.org/a?b=c#d)"),
    ("links", L, LAST_LINE, prose("In code: `[words](nowhere.md)` and `x[0](1)`.")),
    ("title", L, LAST_LINE, prose("```python", "# a comment, no title", "```")),
    ("heading-order", L, "# ### Try it", "# ### Try it\n#\n# #### Deeper"),
    ("table-header", L, "whole building over equipment |", "|"),
    ("hollow-words", L, LAST_LINE, prose("It ends just before noon. `simply`; justice.")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "name", "old", "new"), FINE)
def test_what_only_looks_like_a_breach_is_let_alone(course, rule, name, old, new):
    edit(course, name, old, new)
    assert found(course) == []


def test_every_rule_is_broken_once_kept_once_and_has_a_reason():
    assert {case[0] for case in BROKEN} == set(RULES) == {case[0] for case in FINE}
    assert all(rule.reason.endswith(".") for rule in RULES.values())


def test_a_page_that_cannot_be_read_does_not_hide_what_is_wrong_elsewhere(course):
    edit(course, M, "return number + number", "return number +")
    edit(course, L, "# ### Try it", "# ### Do it")
    assert [line.split(": ")[1] for line in found(course)] == ["parts", "readable"]


def test_an_empty_lesson_is_a_finding_not_a_crash(course):
    (course / L).write_text("")
    assert found(course) == [
        f"{L}:01-small:1: readable: no cells. Next: begin with '# %% [markdown]' and a title."
    ]


def test_addresses_outside_are_listed_with_their_place(course):
    edit(course, L, "(#Doubling)", "(https://example.org)")
    listed = outside_links(read_units(course))
    assert [(address, str(place)) for address, place in listed] == [
        ("https://example.org", f"{L}:5:32")
    ]


def greenlib(folder, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "greenlib.classroom", *arguments],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip


def test_the_command_prints_findings_with_their_reason_and_exits_with_1(course):
    edit(course, L, "# ### Try it", "# ### Do it")
    done = greenlib(course, "lint", "01-small")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        f"{L}:5:30: parts: no heading 'Try it'. Next: add the section.",
        f"  parts: {RULES['parts'].reason}",
        f"units: 1, rules: {len(RULES)}, findings: 1",
    ]


def test_the_command_lists_outside_links_and_exits_with_0(course):
    edit(course, L, "(#Doubling)", "(https://example.org)")
    done = greenlib(course, "lint", "--links")
    assert done.returncode == 0, done.stdout
    assert f"{L}:5:32: https://example.org" in done.stdout.splitlines()


def test_linting_an_unknown_unit_lists_those_that_exist(course):
    done = greenlib(course, "lint", "99-nosuch")
    assert done.returncode == 2
    assert "there is no unit '99-nosuch'. Units: 01-small." in done.stderr
