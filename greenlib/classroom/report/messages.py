"""Group messages that say the same about different numbers, and count whom each one reached."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CALL = re.compile(r"\b(\w+)\(.*?\)(?= (?:returned|raised|changed)\b)", re.DOTALL)
_RESULT = re.compile(
    r"\breturned .+?(?=, (?:which|and)\b|\. (?:Expected|That|It|Run|Call)\b|\.?$)", re.DOTALL
)
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
# A number, but for the factor in "1000 times too large": that tells one mistake from another.
_NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:[.,]\d+)*(?:e[-+]?\d+)?(?!\w| times\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Message:
    """A message that students got.

    Parameters
    ----------
    question : the question it is about; "" if it is about the whole notebook.
    words : the message, its numbers, arguments and results replaced by "…".
    count : how many students got it.
    student, example : one of them, and the message as it was.
    """

    question: str
    words: str
    count: int
    student: str
    example: str


def same_words(message: str) -> str:
    """Return `message` without what differs from one student or call to the next.

    >>> same_words("energy_kwh(80, 12) returned 960, which is 1000 times too large. Check it.")
    'energy_kwh(…) returned …, which is 1000 times too large. Check it.'
    >>> same_words("best([3, (1, 2)]) raised KeyError: 'a b'. It has 2 rows.")
    "best(…) raised KeyError: '…'. It has … rows."
    >>> same_words("'energy_kwh' and 'pue' are not defined.")
    "'energy_kwh' and 'pue' are not defined."
    """
    message = _CALL.sub(r"\1(…)", message)
    message = _RESULT.sub("returned …", message)
    return _NUMBER.sub("…", _QUOTED.sub(_unless_a_name, message))


def _unless_a_name(quoted: re.Match) -> str:
    mark, text = quoted[0][0], quoted[0][1:-1]
    return quoted[0] if text.isidentifier() else f"{mark}…{mark}"


def most_frequent(said: Iterable[tuple[str, str, str]]) -> list[Message]:
    """Return the messages in `said` by how many students got them, the most frequent first.

    `said` is (question, student, message). A student who got the same words twice counts once.

    >>> most_frequent([("q", "student-01", "f(1) raised A"), ("q", "student-02", "f(2) raised A")])
    [Message(question='q', words='f(…) raised A', count=2, student='student-01', \
example='f(1) raised A')]
    """
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for question, student, message in said:
        groups.setdefault((question, same_words(message)), {}).setdefault(student, message)
    messages = [
        Message(question, words, len(students), *min(students.items()))
        for (question, words), students in groups.items()
    ]
    return sorted(messages, key=lambda each: (-each.count, each.question, each.words))
