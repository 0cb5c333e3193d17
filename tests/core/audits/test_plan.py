"""The draw of visits: fair by its seed, the same again from it, and never against the rules."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coachdesk.core.audits.plan import APART_DAYS, Drawn, Earlier, Frame, Plan, planned
from coachdesk.core.audits.quarter import Quarter, quarter_named, quarter_of
from coachdesk.core.people import Channel, Level, Person, Place

AUTUMN = Quarter(2026, 4)


def frame(
    stores: int, shoppers: int = 3, earlier: tuple[Earlier, ...] = (), first: date = AUTUMN.first
) -> Frame:
    places = (
        Place(id="land", name="Land", level=Level.NATION),
        *(Place(id=f"s{at}", name=f"Store {at}", within="land") for at in range(stores)),
    )
    agents = [
        Person(id=f"a{at}-{each}", name=f"A {at} {each}", team=f"T{at}", place=f"s{at}")
        for at in range(stores)
        for each in range(1 + at % 3)
    ]
    visitors = [Person(id=f"m{at}", name=f"M {at}", role="shopper") for at in range(shoppers)]
    return Frame(
        form="shop",
        quarter=AUTUMN,
        first=first,
        places=places,
        people=(*agents, *visitors),
        earlier=earlier,
    )


def as_earlier(plan: Plan) -> tuple[Earlier, ...]:
    return tuple(
        Earlier(place=each.place, agent=each.agent, shopper=each.shopper, on=each.on)
        for each in plan.visits
    )


_seeds = st.text(max_size=8)


@given(seed=_seeds, stores=st.integers(1, 8), wanted=st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_every_rule_holds(seed: str, stores: int, wanted: int) -> None:
    assume(wanted >= stores)
    plan = planned(frame(stores, shoppers=4), seed, wanted)
    assume(not plan.refused)
    assert len(plan.visits) == wanted
    assert {each.place for each in plan.visits} == {f"s{at}" for at in range(stores)}
    assert len({each.draw for each in plan.visits}) == wanted
    for each in plan.visits:
        assert AUTUMN.first <= each.on <= AUTUMN.last
        assert each.agent is not None
        assert each.agent.startswith(f"a{each.place[1:]}-")
        same = [
            other
            for other in plan.visits
            if (other.agent, other.shopper) == (each.agent, each.shopper) and other != each
        ]
        assert all(abs(other.on - each.on) >= timedelta(days=APART_DAYS) for other in same)


@given(seed=_seeds, stores=st.integers(1, 6))
@settings(max_examples=40, deadline=None)
def test_one_more_place_moves_no_visit_of_another(seed: str, stores: int) -> None:
    before = planned(frame(stores), seed).visits
    after = planned(frame(stores + 1), seed).visits
    assert set(before) < set(after)


@given(seed=_seeds)
@settings(max_examples=30, deadline=None)
def test_the_same_seed_draws_the_same(seed: str) -> None:
    assert planned(frame(5), seed, 7) == planned(frame(5), seed, 7)


@given(seed=_seeds, again=_seeds)
@settings(max_examples=40, deadline=None)
def test_later_draws_keep_away_from_earlier_ones(seed: str, again: str) -> None:
    first = planned(frame(4), seed)
    second = planned(frame(4, earlier=as_earlier(first)), again, 4)
    assume(not second.refused)
    for each in second.visits:
        for other in first.visits:
            if (each.agent, each.shopper) == (other.agent, other.shopper):
                assert abs((each.on - other.on).days) >= APART_DAYS


def test_a_store_that_was_visited_in_the_quarter_needs_no_other() -> None:
    done = planned(frame(3), "x").visits[:1]
    left = planned(frame(3, earlier=as_earlier(Plan(visits=done))), "y").visits
    assert {each.place for each in left} == {"s0", "s1", "s2"} - {done[0].place}


def test_seeds_spread_the_visits() -> None:
    drawn = [planned(frame(1, shoppers=2), str(seed)).visits[0] for seed in range(400)]
    # 79 days without Sundays, two shoppers, three parts of the day.
    assert len({each.on for each in drawn}) == 79
    assert 160 <= sum(each.shopper == "m0" for each in drawn) <= 240
    assert {each.part.name for each in drawn} == {"MORNING", "NOON", "AFTERNOON"}
    assert not any(each.on.weekday() == 6 for each in drawn)


def told(plan: Plan) -> dict[str, str]:
    assert plan.visits == ()
    return {each.place: each.reason for each in plan.refused}


def test_what_is_impossible_is_told_place_by_place() -> None:
    assert told(planned(frame(2, shoppers=0), "x")) == {
        "s0": "desk.yaml lists no shopper",
        "s1": "desk.yaml lists no shopper",
    }
    over = frame(1, first=AUTUMN.last + timedelta(days=1))
    assert told(planned(over, "x")) == {"s0": "2026Q4 is over"}
    late = date(2026, 11, 1)
    seen = tuple(Earlier(place="s0", agent="a0-0", shopper=f"m{at}", on=late) for at in range(3))
    assert "within 90 days" in told(planned(frame(1, earlier=seen), "x", 1))["s0"]
    assert "2 stores have no visit" in told(planned(frame(2), "x", 1))[""]
    assert told(planned(frame(0), "x")) == {"": "desk.yaml lists no place of level store"}


def test_a_form_goes_only_where_customers_meet_the_place_in_its_way() -> None:
    given = frame(4)
    ways = (None, Channel.SHOP, Channel.CALL, Channel.CHAT)
    land, *stores = given.places
    places = [
        msgspec.structs.replace(each, channel=way) for each, way in zip(stores, ways, strict=True)
    ]
    shop = msgspec.structs.replace(given, places=(land, *places), channel=Channel.SHOP)
    plan = planned(shop, "x")
    assert {each.place for each in plan.visits} == {"s0", "s1"}
    assert [(each.place, each.reason) for each in plan.left_out] == [
        ("s2", "its channel is call, that of the form shop"),
        ("s3", "its channel is chat, that of the form shop"),
    ]
    none = msgspec.structs.replace(shop, places=(land, *places[2:]))
    assert told(planned(none, "x")) == {
        "": "desk.yaml lists only stores of another channel than shop"
    }


def test_a_store_that_has_its_visit_is_left_out_and_told_by_its_name() -> None:
    on = date(2026, 11, 3)
    seen = Earlier(place="s1", agent=None, shopper="m0", on=on, name="V7", form="shop")
    before = msgspec.structs.replace(seen, place="s0", on=on - timedelta(days=90), name="V1")
    plan = planned(frame(2, earlier=(before, seen)), "x")
    assert [each.place for each in plan.visits] == ["s0"]
    assert [(each.place, each.reason) for each in plan.left_out] == [
        ("s1", "has its visit in 2026Q4: V7 shop, 2026-11-03")
    ]
    # Who asks for more visits than are needed leaves it out no longer.
    assert planned(frame(2, earlier=(before, seen)), "x", 2).left_out == ()


def test_shoppers_of_the_place_stay_away() -> None:
    given = frame(1, shoppers=1)
    known = Person(id="m0", name="M 0", role="shopper", team="T0")
    people = (*(each for each in given.people if each.role != "shopper"), known)
    plan = planned(
        Frame(
            form="shop",
            quarter=AUTUMN,
            first=AUTUMN.first,
            places=given.places,
            people=people,
        ),
        "x",
    )
    assert told(plan) == {"s0": "every shopper works there"}


def test_a_place_without_people_is_visited_whoever_serves() -> None:
    only = Frame(
        form="shop",
        quarter=AUTUMN,
        first=AUTUMN.first,
        places=(Place(id="kiosk", name="Kiosk"),),
        people=(Person(id="m", name="M", role="shopper"),),
    )
    (visit,) = planned(only, "x").visits
    assert isinstance(visit, Drawn)
    assert (visit.place, visit.agent, visit.shopper) == ("kiosk", None, "m")
    assert "within 90 days" in told(planned(only, "x", 3))["kiosk"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026Q4", AUTUMN),
        (" 2026-q4 ", AUTUMN),
        ("2026Q5", None),
        ("autumn", None),
        ("２０２６Q4", None),
    ],
)
def test_quarters_are_read(text: str, found: Quarter | None) -> None:
    assert quarter_named(text) == found


def test_quarters_hold_their_days() -> None:
    assert len(list(AUTUMN.days())) == 92
    assert {quarter_of(day) for day in AUTUMN.days()} == {AUTUMN}
    assert (AUTUMN.first, AUTUMN.last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert str(AUTUMN) == "2026Q4"
