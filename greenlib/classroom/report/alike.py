"""Find answers that are alike for no ordinary reason: long, rare in the class, and not ours.

Short answers are alike by nature, and so are those that a lesson leads to. What is left is a
reason to talk to two students, never a proof.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ...near_duplicates import near_duplicates
from ..masters import Question

# Of runs of five tokens: one name or number in forty may differ.
LIKENESS = 0.8
# In normalised letters: an answer below the first says nothing; a pair needs the second in all.
ANSWER_LETTERS, PAIR_LETTERS = 120, 300
# Longer answers are compared by their beginning.
_MOST_LETTERS = 20_000
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_TOKEN = re.compile(r"\w+|[^\w\s]")
# Letters beyond those that people write, none of them half of a pair.
_FIRST_LETTER, _LETTERS = 0x10000, 0x100000


@dataclass(frozen=True)
class Shared:
    """An answer that two students share.

    Parameters
    ----------
    question : its question.
    likeness : shared runs of five tokens over all runs of both, normalised; from 0 to 1.
    letters : the length of the normalised answer.
    to_the_letter : whether the answers are the same as written, comments and names included.
    """

    question: str
    likeness: float
    letters: int
    to_the_letter: bool


@dataclass(frozen=True)
class Pair:
    """Two students, by name, and the answers that they share."""

    first: str
    second: str
    shared: tuple[Shared, ...]

    @property
    def letters(self) -> int:
        """How much they share."""
        return sum(shared.letters for shared in self.shared)

    @property
    def to_the_letter(self) -> int:
        """How many answers are the same as written."""
        return sum(shared.to_the_letter for shared in self.shared)


def most_that_share(students: int) -> int:
    """Return how many of a class may have an answer that still counts as rare: 2 %, 4 at least.

    >>> most_that_share(30), most_that_share(500)
    (4, 10)
    """
    return max(4, students // 50)


def alike_pairs(
    answers: Mapping[str, Mapping[str, str]],
    questions: Iterable[Question],
    known: Mapping[str, Iterable[str]],
    *,
    done: Callable[[], None] = lambda: None,
) -> list[Pair]:
    """Return the pairs of students whose answers are alike, those who share most first.

    Parameters
    ----------
    answers : student -> question -> what the student wrote.
    questions : those to compare.
    known : question -> answers that anybody may come to; who gives one of them is left out.
    done : called after each question.
    """
    found: dict[tuple[str, str], list[Shared]] = {}
    for question in questions:
        written = {student: given.get(question.name, "") for student, given in answers.items()}
        for pair, shared in _shared(question, written, known.get(question.name, ())):
            found.setdefault(pair, []).append(shared)
        done()
    pairs = [Pair(*students, tuple(shared)) for students, shared in found.items()]
    enough = [pair for pair in pairs if pair.letters >= PAIR_LETTERS]
    return sorted(
        enough, key=lambda pair: (-pair.letters, -pair.to_the_letter, pair.first, pair.second)
    )


def _shared(
    question: Question, written: Mapping[str, str], known: Iterable[str]
) -> Iterator[tuple[tuple[str, str], Shared]]:
    pieces = prose_pieces if question.is_prose else code_pieces
    most = most_that_share(len(written))
    known_pieces = [pieces(source) for source in known]
    ours = {"\n".join(each) for each in known_pieces}
    dull = {piece for each in known_pieces for piece in each}
    authors: dict[str, list[str]] = {}
    for student, source in sorted(written.items()):
        own = "\n".join(piece for piece in pieces(source) if piece not in dull)
        authors.setdefault(own, []).append(student)
    texts = [text for text in authors if len(text) >= ANSWER_LETTERS]
    near = _near(texts, sorted(ours))
    families = {text: authors[text] + [s for other in near[text] for s in authors.get(other, ())]
                for text in texts if not ours & near[text].keys()}  # fmt: skip
    rare = [text for text in families if len(families[text]) <= most]
    for text in rare:
        pairs = [(first, second, 1.0) for first, second in combinations(authors[text], 2)]
        for other, likeness in near[text].items():
            if text < other and other in rare:
                pairs += [(a, b, likeness) for a in authors[text] for b in authors[other]]
        for first, second, likeness in pairs:
            same = written[first].strip() == written[second].strip()
            students = (min(first, second), max(first, second))
            yield students, Shared(question.name, likeness, len(text), same)


def _near(texts: list[str], ours: list[str]) -> dict[str, dict[str, float]]:
    """Return text -> those that are nearly the same -> how alike they are."""
    near: dict[str, dict[str, float]] = {text: {} for text in (*texts, *ours)}
    every = list(near)
    pairs = near_duplicates(_letter_per_token(every), threshold=LIKENESS) if texts else ()
    for one, other, likeness in pairs:
        near[every[one]][every[other]] = near[every[other]][every[one]] = likeness
    return near


def _letter_per_token(texts: list[str]) -> list[str]:
    """Return the texts with each token as one letter, so that runs of tokens are compared."""
    numbers: dict[str, int] = {}
    return [
        "".join(
            chr(_FIRST_LETTER + numbers.setdefault(token, len(numbers)) % _LETTERS)
            for token in _TOKEN.findall(text)
        )
        for text in texts
    ]


def prose_pieces(text: str) -> list[str]:
    """Return the paragraphs of a text without what makes no difference: case, width of spaces.

    >>> prose_pieces("Say  it\\nHonestly.\\n\\nAll of it.")
    ['say it honestly.', 'all of it.']
    """
    paragraphs = re.split(r"\n\s*\n", text[:_MOST_LETTERS].casefold())
    return [" ".join(paragraph.split()) for paragraph in paragraphs]


def code_pieces(source: str) -> list[str]:
    """Return the statements of code without what is changed easily: comments, layout, names ...

    What is not Python is one piece as it stands, but for its spaces.

    >>> code_pieces("import math\\ndef f(a, b=1):  # why\\n    'Doc.'\\n    return len(a) + b")
    ['import math', 'def n0(n1, n2=1):\\n    return len(n1) + n2']
    >>> code_pieces("def g(x, y=1): return (len(x)+y)")
    ['def n0(n1, n2=1):\\n    return len(n1) + n2']
    >>> code_pieces("%timeit  f(1)")
    ['%timeit f(1)']
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            statements = ast.parse(source[:_MOST_LETTERS]).body
        for statement in statements:
            _make_plain(list(ast.walk(statement)))
        return [ast.unparse(statement) for statement in statements]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [" ".join(source[:_MOST_LETTERS].split())]


def _make_plain(nodes: list[ast.AST]) -> None:
    """Number the names that the nodes of a tree bind, in their order; drop docstrings."""
    bound = {name for node in nodes if (name := _binds(node))}
    new: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in bound:
            node.id = new.setdefault(node.id, f"n{len(new)}")
        elif isinstance(node, ast.arg):
            node.arg, node.annotation = new.setdefault(node.arg, f"n{len(new)}"), None
        elif isinstance(node, _FUNCTIONS):
            node.name, node.returns = new.setdefault(node.name, f"n{len(new)}"), None
            if ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:] or [ast.Pass()]


def _binds(node: ast.AST) -> str | None:
    """Return the name that a node binds; what is imported keeps its name."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    if isinstance(node, ast.arg):
        return node.arg
    return node.name if isinstance(node, _FUNCTIONS) else None
