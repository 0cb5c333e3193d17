"""Two versions beside each other: every change is told with its old and new words."""

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.location import Location
from coachdesk.core.scripts import Block, Branch, Script, Step
from coachdesk.core.scripts.differences import Difference, Turn, differences

HERE = Location("scripts_library/card.yaml")


def step(id: str, *lines: str, **more: object) -> Step:
    made = Step(id=id, say={"en": lines or (f"The line of {id}.",)}, location=HERE)
    return msgspec.structs.replace(made, **more)


def block(id: str, *lines: str) -> Block:
    return Block(id=id, when=f"Says {id}", say={"en": lines}, location=HERE)


def script(*steps: Step, blocks: tuple[Block, ...] = (), **more: object) -> Script:
    made = Script(id="card", version=1, title="Card", languages=("en",), steps=steps, blocks=blocks)
    return msgspec.structs.replace(made, **more)


HELLO, COST, CLOSE = step("hello", "Hello."), step("cost", "It costs ten."), step("close", "Bye.")


def test_a_reworded_line_shows_both_wordings_and_its_neighbours_do_not() -> None:
    old = script(step("hello", "Hello.", "Good day."), COST)
    new = script(step("hello", "Hello.", "Good morning."), COST)
    assert differences(old, new) == (
        Difference(
            turn=Turn.CHANGED,
            part="step hello",
            what="says [en]",
            old=("Good day.",),
            new=("Good morning.",),
        ),
    )


def test_steps_and_blocks_come_and_go_with_their_words() -> None:
    old = script(HELLO, CLOSE, blocks=(block("too-dear", "I see."),))
    new = script(HELLO, COST, CLOSE, blocks=(block("busy", "When may I call?"),))
    assert [(each.turn, each.part, each.old, each.new) for each in differences(old, new)] == [
        (Turn.ADDED, "step cost", (), ("It costs ten.",)),
        (Turn.ADDED, "block busy", (), ("When may I call?",)),
        (Turn.REMOVED, "block too-dear", ("I see.",), ()),
    ]


def test_a_step_that_stands_elsewhere_is_moved_and_not_reworded() -> None:
    found = differences(script(HELLO, COST, CLOSE), script(COST, HELLO, CLOSE))
    assert [each.turn for each in found] == [Turn.MOVED]


def test_branches_law_tags_and_the_script_itself_are_compared() -> None:
    branch = Branch(when="Is busy", say={"en": ("I see.",)})
    other = Branch(when="Is busy", say={"en": ("When is better?",)}, then="close")
    old = script(msgspec.structs.replace(HELLO, if_customer=(branch,)), CLOSE, title="Card")
    new = script(
        msgspec.structs.replace(HELLO, if_customer=(other,), law=("us.tcpa.identify",)),
        CLOSE,
        title="The card",
        effective_from=date(2026, 6, 1),
    )
    assert [(each.part, each.what, each.old, each.new) for each in differences(old, new)] == [
        ("", "title", ("Card",), ("The card",)),
        ("", "effective_from", (), ("2026-06-01",)),
        ("step hello", "if customer: Is busy – says [en]", ("I see.",), ("When is better?",)),
        ("step hello", "if customer: Is busy – then", (), ("close",)),
        ("step hello", "law", (), ("us.tcpa.identify",)),
    ]


def test_the_order_of_slots_means_nothing() -> None:
    slots = {"price": "on the tag", "days": "beside the till"}
    again = dict(reversed(slots.items()))
    assert differences(script(HELLO, slots=slots), script(HELLO, slots=again)) == ()


def test_the_first_version_adds_everything() -> None:
    found = differences(None, script(HELLO, blocks=(block("busy", "Oh."),)))
    assert [(each.turn, each.part) for each in found] == [
        (Turn.ADDED, "step hello"),
        (Turn.ADDED, "block busy"),
    ]


WORDS = st.lists(st.sampled_from(["Yes.", "No.", "Perhaps."]), min_size=1, max_size=3).map(tuple)
STEPS = st.lists(
    st.builds(
        lambda id, words, required: step(id, *words, required=required),
        st.sampled_from("abcd"),
        WORDS,
        st.booleans(),
    ),
    max_size=4,
    unique_by=lambda each: each.id,
)
SCRIPTS = st.builds(lambda steps: script(*steps), STEPS)


@given(SCRIPTS, SCRIPTS)
def test_nothing_differs_exactly_where_the_scripts_are_equal(old: Script, new: Script) -> None:
    assert (differences(old, new) == ()) == (old == new)


@given(SCRIPTS, SCRIPTS)
def test_what_one_way_adds_the_other_way_removes(old: Script, new: Script) -> None:
    def parts(found: tuple[Difference, ...], turn: Turn) -> set[str]:
        return {each.part for each in found if each.turn is turn and not each.what}

    there, back = differences(old, new), differences(new, old)
    assert parts(there, Turn.ADDED) == parts(back, Turn.REMOVED)
    assert parts(there, Turn.REMOVED) == parts(back, Turn.ADDED)
