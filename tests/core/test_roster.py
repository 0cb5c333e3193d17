"""Spells of one person: in order, without overlaps, and the days before a change as they were."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.people import Person, Spell, as_of
from coachdesk.core.roster import Entry, NoFirstDay, Overlap, ended, on_the_roster, with_spell

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
