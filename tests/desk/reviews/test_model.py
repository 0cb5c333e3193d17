"""Random people take random steps: the desk agrees with a plain model of the rules after each."""

import itertools
from collections.abc import Callable, Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.core.errors import CoachdeskError
from coachdesk.core.reviews import Opened, Step
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.rescore import rescore
from coachdesk.desk.reviews import (
    amend,
    dispute,
    give,
    give_again,
    open_review,
    step,
    take_back,
)
from coachdesk.store import events

Being = Callable[..., Acting]
Say = tuple[str, str]
"""An answer and its note."""

SCORERS = {"grace", "ruth", "rex"}
MAY = {
    "answer": SCORERS,
    "undo": SCORERS,
    "redo": SCORERS,
    "submit": SCORERS,
    "return": {"grace"},
    "publish": {"grace"},
    "acknowledge": {"ana"},
    "dispute": {"ana", "grace"},
    "uphold": {"ruth", "rex"},
    "amend": {"ruth", "rex"},
}
"""FIELD 4.1 for a call of Ana's; Grace leads her team, Ruth and Rex are auditors."""
ENGINE = {"greets": "fail", "thanks": "na", "calm": "fail", "empathy": "open"}
WORDS = {
    "greets": ("pass", "fail", "na", "unknown", "engine"),
    "thanks": ("pass", "na", "engine"),
    "calm": ("pass", "fail", "engine"),
    "empathy": ("5", "1", "unknown", "engine"),
}


class Model:
    """What should be true of one evaluation."""

    def __init__(self) -> None:
        self.stage = "none"
        self.answers: dict[str, Say] = {}
        self.done: dict[str, list[tuple[str, Say | None, Say | None, int]]] = {}
        self.undone: dict[str, list[tuple[str, Say | None, Say | None, int]]] = {}
        self.wrote_on: dict[str, list[tuple[str, int]]] = {}
        self.wrote: set[str] = set()
        self.disputed: tuple[str, ...] = ()
        self.revision, self.clock = 1, 0

    def state(self, criterion: str) -> str:
        word = self.answers.get(criterion, (ENGINE[criterion], ""))[0]
        if criterion == "empathy":
            return {"5": "pass", "1": "fail"}.get(word, word)
        return word

    def complete(self) -> bool:
        for criterion in ENGINE:
            state, given = self.state(criterion), self.answers.get(criterion)
            if state in ("open", "unknown"):
                return False
            if given is not None and not given[1]:
                engine = ENGINE[criterion]
                if engine not in ("open", state) or (engine == "open" and state == "fail"):
                    return False
                if state == "na":
                    continue
        return True

    def put(self, criterion: str, say: Say | None) -> None:
        if say is None:
            self.answers.pop(criterion, None)
        else:
            self.answers[criterion] = say

    def answer(self, who: str, criterion: str, word: str, note: str) -> bool:
        if who not in MAY["answer"] or self.stage not in ("none", "draft"):
            return False
        say = None if word == "engine" else (word, note)
        before = self.answers.get(criterion)
        if say == before:
            return True
        self.stage = "draft"
        self.clock += 1
        self.put(criterion, say)
        self.done.setdefault(who, []).append((criterion, before, say, self.clock))
        self.undone[who] = []
        self.wrote_on.setdefault(criterion, []).append((who, self.clock))
        self.wrote.add(who)
        return True

    def turn(self, who: str, back: bool) -> bool:
        mine, other = (self.done, self.undone) if back else (self.undone, self.done)
        if who not in SCORERS or self.stage != "draft" or not mine.get(who):
            return False
        criterion, before, say, at = mine[who][-1]
        if any(writer != who and when > at for writer, when in self.wrote_on[criterion]):
            return False
        mine[who].pop()
        self.clock += 1
        self.put(criterion, before if back else say)
        other.setdefault(who, []).append((criterion, before, say, self.clock))
        self.wrote_on.setdefault(criterion, []).append((who, self.clock))
        return True

    def step(self, who: str, what: str) -> bool:
        leads = {
            ("draft", "submit"): "submitted",
            ("submitted", "return"): "draft",
            ("submitted", "publish"): "published",
            ("published", "acknowledge"): "acknowledged",
            ("resolved", "acknowledge"): "acknowledged",
            ("published", "dispute"): "disputed",
            ("disputed", "uphold"): "resolved",
            ("disputed", "amend"): "resolved",
        }
        if who not in MAY[what] or (self.stage, what) not in leads:
            return False
        if what == "submit" and not self.complete():
            return False
        if what in ("uphold", "amend") and who in self.wrote:
            return False
        if what == "amend":
            self.put("calm", ("pass" if self.state("calm") == "fail" else "fail", "amended"))
            self.wrote.add(who)
            self.revision += 1
        self.stage = leads[self.stage, what]
        return True


_people = st.sampled_from(["ana", "grace", "grace", "ruth", "rex", "hong", "sam", "max"])
_answers = st.sampled_from(sorted(WORDS)).flatmap(
    lambda criterion: st.tuples(
        st.just("answer"),
        _people,
        st.just(criterion),
        st.sampled_from(WORDS[criterion]),
        st.sampled_from(["", "heard it"]),
    )
)
_turns = st.tuples(st.sampled_from(["undo", "undo", "redo"]), _people)
_steps = st.sampled_from(sorted(set(MAY) - {"answer", "undo", "redo"})).flatmap(
    lambda what: st.tuples(st.just(what), st.one_of(st.sampled_from(sorted(MAY[what])), _people))
)
_fill = st.tuples(st.just("fill"), st.sampled_from(sorted(SCORERS)))
_likely = st.tuples(st.just("likely"), st.integers(0, 7).map(str))
_moves = st.lists(
    st.one_of(_answers, _turns, _steps, _fill, _likely, _likely, _likely), min_size=6, max_size=24
)
_LIKELY = {
    "none": (("fill", "grace"), ("answer", "grace", "calm", "pass", "x")),
    "draft": (
        ("undo", "grace"),
        ("redo", "grace"),
        ("answer", "ruth", "calm", "pass", "I heard"),
        ("answer", "grace", "greets", "pass", "in the lift"),
        ("fill", "grace"),
        ("submit", "grace"),
    ),
    "submitted": (("publish", "grace"), ("return", "grace"), ("publish", "grace")),
    "published": (("dispute", "ana"), ("dispute", "grace"), ("acknowledge", "ana")),
    "disputed": (("uphold", "ruth"), ("amend", "ruth"), ("uphold", "rex"), ("amend", "grace")),
    "resolved": (("acknowledge", "grace"), ("acknowledge", "ana")),
    "acknowledged": (("dispute", "ana"),),
}
"""By stage, what somebody would do there; else hardly an example would go far."""
_numbers: Iterator[int] = itertools.count()


def plain(move: tuple[str, ...], model: Model) -> list[tuple[str, ...]]:
    """The single moves that a move stands for."""
    if move[0] == "fill":
        return [("answer", move[1], each, WORDS[each][0], "heard it") for each in sorted(WORDS)]
    if move[0] == "likely":
        options = _LIKELY[model.stage]
        return plain(options[int(move[1]) % len(options)], model)
    return [move]


def look(desk: Desk, being: Being, call: str) -> Opened:
    found = open_review(desk, being("max"), call)
    assert found is not None
    return found


def do(desk: Desk, being: Being, call: str, move: tuple[str, ...], before: Opened) -> bool:
    acting = being(move[1])
    seen = before.review.seen if before.review else 0
    number = before.review.number if before.review else 9999
    try:
        if move[0] == "answer":
            written = None if move[3] == "engine" else move[3]
            give(desk, acting, call, "visit", move[2], written, move[4], seen=seen)
        elif move[0] in ("undo", "redo"):
            (take_back if move[0] == "undo" else give_again)(desk, acting, call, "visit")
        elif move[0] == "dispute":
            calm = next(a for a in before.scored.evaluation.answers if a.criterion == "calm")
            claim = "pass" if calm.state == "fail" else "fail"
            dispute(desk, acting, number, [("calm", claim, "no")], seen=seen)
        elif move[0] == "amend":
            calm = next(a for a in before.scored.evaluation.answers if a.criterion == "calm")
            new = "pass" if calm.state == "fail" else "fail"
            amend(desk, acting, number, [("calm", new, "amended")], "so it is", seen=seen)
        else:
            step(desk, acting, number, Step(move[0]), "because", seen=seen)
    except CoachdeskError:
        return False
    return True


def agree(model: Model, move: tuple[str, ...]) -> bool:
    if move[0] == "answer":
        return model.answer(*move[1:])
    if move[0] in ("undo", "redo"):
        return model.turn(move[1], move[0] == "undo")
    return model.step(move[1], move[0])


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=_moves)
def test_the_desk_does_what_the_model_says(
    desk: Desk, being: Being, moves: list[tuple[str, ...]]
) -> None:
    call, model = f"call-{next(_numbers) % 60}", Model()
    with desk.held(being("ruth")) as held:
        _freed(held, being, call)
        for wanted in moves:
            for move in plain(wanted, model):
                before = look(held, being, call)
                head = _head(held, being)
                expected = agree(model, move)
                assert do(held, being, call, move, before) is expected, move
                after = look(held, being, call)
                if not expected:
                    assert after == before
                    assert _head(held, being) == head
                review = after.review
                assert (review.stage if review else "none") == model.stage
                assert {
                    each.criterion: each.state.value for each in after.scored.evaluation.answers
                } == {criterion: model.state(criterion) for criterion in ENGINE}
                assert (review.revision if review else 1) == model.revision
        assert verify_log(held, being("ruth")).faults == ()


def _freed(desk: Desk, being: Being, call: str) -> None:
    """Retracts what an earlier example left, as far as it can be; else takes it there."""
    review = look(desk, being, call).review
    while review is not None:
        if review.stage == "draft":
            for criterion, words in WORDS.items():
                done = give(
                    desk, being("rex"), call, "visit", criterion, words[0], "x", seen=review.seen
                )
                review = done.review or review
            step(desk, being("rex"), review.number, Step.SUBMIT, seen=review.seen)
        else:
            step(desk, being("ada"), review.number, Step.RETRACT, "again", seen=review.seen)
        review = look(desk, being, call).review


def _head(desk: Desk, being: Being) -> str:
    with desk.opened(being("ruth")) as db:
        return str(events.head(db))


def test_scores_still_come_out_bit_for_bit_afterwards(desk: Desk, being: Being) -> None:
    give(desk, being("grace"), "call-0", "visit", "greets", "pass", "heard", seen=0)
    done = rescore(desk, being("ruth"))
    assert (done.evaluations, done.differences) == (60, ())
