"""Spells of one person: in order, without overlaps, and the days before a change as they were."""

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.people import Person, Spell, as_of
from coachdesk.core.roster import Entry, on_the_roster
from coachdesk.core.spells import (
    Correction,
    NoFirstDay,
    NoSuchSpell,
    OnlySpell,
    Overlap,
    corrected,
    ended,
    joined,
    moves,
    said_of,
    struck,
    with_spell,
)

NORTH = Spell(team="North")
DAY = date(2026, 1, 1)


def south(since: int, until: int | None = None, team: str = "South") -> Spell:
    last = None if until is None else DAY + timedelta(days=until)
    return Spell(since=DAY + timedelta(days=since), until=last, team=team)


def team_on(spells: tuple[Spell, ...], day: int) -> str | None:
    person = Person(id="a", name="A", spells=spells)
    return as_of(person, DAY + timedelta(days=day)).team


def test_a_move_ends_what_was_open_on_the_day_before() -> None:
    spells = with_spell([NORTH], south(10))
    assert [team_on(spells, day) for day in (-400, 9, 10, 99)] == [
        "North",
        "North",
        "South",
        "South",
    ]
    assert spells[0].until == DAY + timedelta(days=9)


def test_a_move_found_out_later_takes_only_the_days_until_the_next_one() -> None:
    spells = with_spell(with_spell([NORTH], south(30)), south(10, team="West"))
    assert [team_on(spells, day) for day in (9, 10, 29, 30)] == ["North", "West", "West", "South"]


def test_who_left_and_came_back_was_in_no_team_between() -> None:
    gone = ended([NORTH], DAY + timedelta(days=5))
    spells = with_spell(gone, south(20))
    assert [team_on(spells, day) for day in (5, 6, 19, 20)] == ["North", None, None, "South"]
    person = Person(id="a", name="A", spells=spells)
    assert as_of(person, DAY + timedelta(days=7)).left


def test_a_spell_with_an_end_that_runs_into_the_next_is_refused() -> None:
    with pytest.raises(Overlap) as refused:
        with_spell(with_spell([NORTH], south(30)), south(10, until=30))
    assert refused.value.day == DAY + timedelta(days=30)
    with pytest.raises(NoFirstDay):
        with_spell([south(3)], NORTH)


def test_the_same_first_day_puts_a_spell_right() -> None:
    spells = with_spell(with_spell([NORTH], south(10)), south(10, team="West"))
    assert [each.team for each in spells] == ["North", "West"]
    assert with_spell(spells, spells[1]) == spells


_CHANGES = st.lists(
    st.tuples(
        st.integers(-50, 50), st.one_of(st.none(), st.integers(0, 30)), st.sampled_from("XYZ")
    ),
    max_size=8,
)


@given(_CHANGES)
def test_a_day_belongs_to_the_last_change_said_of_it_and_to_one_spell_at_most(
    changes: list[tuple[int, int | None, str]],
) -> None:
    spells: tuple[Spell, ...] = (NORTH,)
    for since, length, team in changes:
        before = spells
        until = None if length is None else since + length
        try:
            spells = with_spell(spells, south(since, until, team))
        except Overlap:
            assert spells == before
            continue
        assert team_on(spells, since) == team
        assert all(team_on(spells, day) == team_on(before, day) for day in range(-60, since))
    for day in range(-60, 90):
        holding = [each for each in spells if each.holds_on(DAY + timedelta(days=day))]
        assert len(holding) <= 1
    assert list(spells) == sorted(spells, key=lambda each: each.since or date.min)


def test_desk_yaml_keeps_the_accounts_and_the_roster_says_the_rest() -> None:
    known = Person(id="ana", name="Ana", team="North", account=("ap",), aliases=("A. P.",))
    entries = [
        Entry(id="ana", name="Ana Price", aliases=("Ana P",), spells=(NORTH,)),
        Entry(id="bo", name="Bo", spells=(msgspec.structs.replace(NORTH, role="supervisor"),)),
    ]
    ana, bo = on_the_roster([known], entries)
    assert (ana.name, ana.account, ana.aliases) == ("Ana Price", ("ap",), ("A. P.", "Ana P"))
    assert (bo.id, bo.role, bo.team, bo.account) == ("bo", "supervisor", "North", ())


def on(day: int) -> date:
    return DAY + timedelta(days=day)


def test_a_spell_that_began_on_another_day_takes_or_gives_the_days_between() -> None:
    spells = with_spell([NORTH], south(10))
    for day in (7, 12):
        moved = corrected(spells, on(10), Correction(since=on(day)))
        assert [team_on(moved, each) for each in (day - 1, day)] == ["North", "South"]
    shorter = corrected(spells, None, Correction(until=on(3)))
    assert [team_on(shorter, each) for each in (3, 4)] == ["North", "South"]


def test_a_spell_put_right_says_something_else_of_its_own_days_alone() -> None:
    spells = with_spell(with_spell([NORTH], south(10)), south(20, team="West"))
    found = corrected(spells, on(10), Correction(team="East", manager="hong"))
    assert [team_on(found, each) for each in (9, 10, 19, 20)] == ["North", "East", "East", "West"]
    assert found[1].manager == "hong"
    assert corrected(spells, on(10), Correction(team="North"))[0].until == on(19), "one with it"
    assert corrected(found, on(10), Correction(manager=""))[1].manager is None


def test_who_left_by_mistake_is_still_here() -> None:
    gone = ended(with_spell([NORTH], south(10)), on(15))
    assert team_on(corrected(gone, on(10), Correction(until=None)), 99) == "South"


@pytest.mark.parametrize(
    ("first", "wanted", "error"),
    [
        (on(11), Correction(team="East"), NoSuchSpell),
        (on(10), Correction(since=None), NoFirstDay),
        (on(20), Correction(since=on(9)), Overlap),
        (on(10), Correction(until=None), Overlap),
        (on(10), Correction(since=on(25)), Overlap),
        (on(20), Correction(until=on(19)), Overlap),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(
    first: date, wanted: Correction, error: type[Exception]
) -> None:
    spells = with_spell(with_spell([NORTH], south(10)), south(20, team="West"))
    with pytest.raises(error):
        corrected(spells, first, wanted)


def test_a_spell_that_never_was_gives_its_days_to_the_one_it_ended() -> None:
    spells = with_spell(with_spell([NORTH], south(10)), south(20, team="West"))
    assert [team_on(struck(spells, on(10)), each) for each in (10, 19, 20)] == [
        "North",
        "North",
        "West",
    ]
    assert team_on(struck(spells, on(20)), 99) == "South"
    with pytest.raises(OnlySpell):
        struck([NORTH], None)


def made_of(changes: list[tuple[int, int | None, str]]) -> tuple[Spell, ...]:
    spells: tuple[Spell, ...] = ()
    for since, length, team in changes:
        try:
            spells = with_spell(
                spells, south(since, None if length is None else since + length, team)
            )
        except Overlap:
            continue
    return spells


@given(_CHANGES, _CHANGES)
def test_what_changed_is_told_of_the_days_on_which_it_did_and_of_no_other(
    first: list[tuple[int, int | None, str]], second: list[tuple[int, int | None, str]]
) -> None:
    before, after = made_of(first), made_of(second)
    told = moves(before, after)
    for day in range(-60, 99):
        of = [
            each for each in told if (each.since or date.min) <= on(day) <= (each.until or date.max)
        ]
        was, now = (
            next((said_of(each) for each in spells if each.holds_on(on(day))), None)
            for spells in (before, after)
        )
        assert [(each.before, each.after) for each in of] == ([] if was == now else [(was, now)])
    assert moves(before, joined(before)) == ()


@given(_CHANGES)
def test_no_two_spells_that_follow_on_each_other_say_the_same(
    changes: list[tuple[int, int | None, str]],
) -> None:
    found = joined(made_of(changes))
    for one, following in pairwise(found):
        touch = one.until is not None and one.until + timedelta(days=1) == following.since
        assert not (touch and said_of(one) == said_of(following))
