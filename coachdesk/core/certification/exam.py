"""An exam: pools of questions with keys, a draw from them, and what answers earn.

What was drawn is a form like any other, so that `core/score` scores it. A question with several
right options earns its points for exactly those, and nothing for some of them.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer, Source
from coachdesk.core.form import Criterion, Form, Method, Scoring, Section
from coachdesk.core.location import Location
from coachdesk.core.score import Score, score


class Option(msgspec.Struct, frozen=True):
    """One thing that can be chosen."""

    key: str
    """What is typed, such as `a`."""
    text: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question with its key."""

    id: str
    """Unique in the exam."""
    ask: str
    options: tuple[Option, ...]
    right: frozenset[str]
    """Keys of the right options, at least one."""
    several: bool = False
    """More than one may be chosen."""
    points: Fraction = Fraction(1)
    why: str = ""
    """Shown after the exam."""
    line: str = ""
    """`script-id/step-id` that the question teaches, or empty."""
    source: str = ""
    location: Location


class Pool(msgspec.Struct, frozen=True, kw_only=True):
    """Questions about one thing, of which some are drawn."""

    id: str
    title: str
    draw: int
    questions: tuple[Question, ...]


class Exam(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an exam."""

    id: str
    version: int
    title: str
    language: str = ""
    pass_mark: Fraction
    """Percent."""
    minutes: int | None = None
    """The time for it; None: as long as it takes."""
    pools: tuple[Pool, ...]
    written_for: Mapping[str, int] = msgspec.field(default_factory=dict)
    """Script to its version that the questions were last held against; absent: none is named."""
    sha256: str = ""
    location: Location

    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        for pool in self.pools:
            yield from pool.questions

    def question(self, id: str) -> Question | None:
        """The question of this id."""
        return next((each for each in self.questions() if each.id == id), None)


def with_mark(exam: Exam, mark: Fraction | None) -> Exam:
    """The exam as a programme asks for it: with this mark; None: with its own."""
    return exam if mark is None else msgspec.structs.replace(exam, pass_mark=mark)


class NotAChoice(Exception):
    """What was typed chooses nothing that the question offers."""

    def __init__(self, hint: str) -> None:
        super().__init__(hint)
        self.hint = hint


def drawn(exam: Exam, seed: str) -> tuple[str, ...]:
    """The ids of the questions that this seed draws, in the order in which they are asked.

    Pools keep their order. Within one, questions are sorted by SHA-256 of seed and id, so that a
    question that is added moves none of the others.
    """
    return tuple(
        id
        for pool in exam.pools
        for id in sorted((each.id for each in pool.questions), key=lambda id: _lot(seed, id))[
            : pool.draw
        ]
    )


def _lot(seed: str, id: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{id}".encode()).digest()


def chosen(question: Question, written: str) -> frozenset[str]:
    """The keys that the words choose: one, or several with commas or blanks between.

    Raises:
        NotAChoice: there is no such option, or more than one where only one may be.
    """
    keys = {each.key.casefold(): each.key for each in question.options}
    words = written.casefold().replace(",", " ").replace("，", " ").split()
    offered = ", ".join(keys.values())
    if not words or any(word not in keys for word in words):
        raise NotAChoice(f"choose from {offered}")
    found = frozenset(keys[word] for word in words)
    if len(found) > 1 and not question.several:
        raise NotAChoice(f"choose one of {offered}")
    return found


def form_of(exam: Exam, ids: Collection[str]) -> Form:
    """The form that these questions make."""
    wanted = set(ids)
    return Form(
        kind="exam",
        id=exam.id,
        version=exam.version,
        title=exam.title,
        language=exam.language,
        sections=tuple(
            Section(
                id=pool.id,
                title=pool.title,
                weight=Fraction(1),
                criteria=tuple(_criterion(each) for each in pool.questions if each.id in wanted),
            )
            for pool in exam.pools
        ),
        scoring=Scoring(method=Method.FLAT, pass_mark=exam.pass_mark),
        sha256=exam.sha256,
    )


def _criterion(question: Question) -> Criterion:
    return Criterion(
        id=question.id,
        ask=question.ask,
        points=question.points,
        coach=question.why,
        source=question.source,
        line=question.line,
        location=question.location,
    )


def marked(
    exam: Exam, ids: Sequence[str], given: Mapping[str, Collection[str]]
) -> tuple[Answer, ...]:
    """What the answers earn, one for each question asked; a question left out earns nothing."""
    answers = []
    for question in exam.questions():
        if question.id not in ids:
            continue
        right = frozenset(given.get(question.id, ())) == question.right
        answers.append(
            Answer(
                criterion=question.id,
                state=State.PASS if right else State.FAIL,
                points=question.points if right else Fraction(0),
                source=Source.PERSON,
            )
        )
    return tuple(answers)


def score_of(exam: Exam, ids: Sequence[str], given: Mapping[str, Collection[str]]) -> Score:
    """The score of an exam that is over."""
    return score(form_of(exam, ids), marked(exam, ids, given))
