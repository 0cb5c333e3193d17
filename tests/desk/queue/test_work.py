"""Work on many calls at once, views on digits, and what a person may see."""

import threading

import pytest

from coachdesk.core.errors import BadInput, SyntaxFault
from coachdesk.core.queue import Sort, Status
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.queue import (
    Interrupted,
    assign,
    assign_back,
    call_off,
    open_queue,
    recalled,
    remember,
    rows,
    save_view,
    saved_views,
    screen_calls,
    vocabulary,
)
from coachdesk.desk.reviews import give
from tests.desk.queue.small_desk import ACTING, NOON, made


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return made(tmp_path_factory.mktemp("work") / "desk")[0]


def by(person: str) -> Acting:
    return Acting(actor="root", clock=lambda: NOON, named=person)


def numbers(desk: Desk, text: str, acting: Acting = ACTING) -> list[int]:
    return list(open_queue(desk, acting, text).numbers)


def test_assigning_back_is_an_event_more_and_all_as_before(desk: Desk) -> None:
    before = {each: numbers(desk, f"assigned:{each}") for each in ("grace", "me", "nobody")}
    events = verify_log(desk, ACTING).head.seq
    was = assign(desk, ACTING, [1, 2, 3, 8], "Bo Singh")
    assert set(was) == {1, 2, 3, 8}
    assert set(numbers(desk, "assigned:bo.singh")) == {1, 2, 3, 8}
    assert assign(desk, ACTING, [1, 2], "bo.singh") == {}, "nothing changed, nothing is told"
    assign_back(desk, ACTING, was)
    done = verify_log(desk, ACTING)
    assert (done.head.seq, done.faults, done.mended) == (events + 2, (), 0)
    assert {each: numbers(desk, f"assigned:{each}") for each in before} == before


def test_nobody_of_that_name_changes_nothing(desk: Desk) -> None:
    with pytest.raises(BadInput, match="did you mean 'grace'"):
        assign(desk, ACTING, [1], "graze")


def test_only_the_calls_chosen_are_screened(desk: Desk) -> None:
    lacking = numbers(desk, "status:unscored")
    assert len(lacking) == 6
    assert screen_calls(desk, ACTING, lacking[:2]).calls == 2
    assert set(numbers(desk, "status:unscored")) == set(lacking[2:])


def test_an_evaluation_by_people_shows_in_the_line_from_the_first_answer_on(desk: Desk) -> None:
    (number,) = numbers(desk, "id:c-02")
    (line,) = rows(desk, ACTING, [number])
    card = line.scorecard
    assert card is not None
    opened = give(desk, ACTING, line.call, card, "waits", "fail", "never", seen=0)
    assert number in numbers(desk, f"status:draft scorecard:{card}")
    assert number in numbers(desk, "failed:waits status:draft")
    assert number not in numbers(desk, f"-status:draft scorecard:{card}")
    (line,) = rows(desk, ACTING, [number])
    assert line.status is Status.DRAFT
    assert opened.review is not None
    assert verify_log(desk, ACTING).mended == 0


def test_views_are_kept_per_person_in_their_plainest_form(desk: Desk) -> None:
    save_view(desk, by("grace"), 3, "mine", "assigned：me  status:new", Sort.NEWEST)
    (view,) = saved_views(desk, by("grace"))
    assert (view.digit, view.filter, view.sort) == (3, "assigned:me status:new", Sort.NEWEST)
    assert saved_views(desk, by("bo.singh")) == ()
    with pytest.raises(SyntaxFault):
        save_view(desk, by("grace"), 4, "bad", "statsu:new", Sort.NEWEST)


def test_what_is_remembered_writes_no_event(desk: Desk) -> None:
    head = verify_log(desk, ACTING).head
    remember(desk, ACTING, "place", {"view": "queue", "row": 17, "filter": "王"})
    assert recalled(desk, ACTING, "place") == {"view": "queue", "row": 17, "filter": "王"}
    remember(desk, ACTING, "place", None)
    assert recalled(desk, ACTING, "place") is None
    assert verify_log(desk, ACTING).head == head


def test_a_supervisor_sees_their_team_and_an_agent_nothing_unpublished(desk: Desk) -> None:
    every = {"ana price", "a. price"}
    found = rows(desk, by("grace"), numbers(desk, "", by("grace")))
    assert {item.agent for item in found} == {"Ana Price"}
    assert {name.casefold() for name in vocabulary(desk, by("grace")).agents} == every
    assert numbers(desk, "", by("ana.price")) == []
    others = numbers(desk, "agent:wang")
    assert rows(desk, by("grace"), others) == []


def search_on(desk: Desk) -> None:
    for _ in range(1000):
        open_queue(desk, ACTING, "text:consent -text:hello")


def test_a_search_can_be_called_off_from_another_thread(desk: Desk) -> None:
    with desk.held(ACTING) as held:
        stopping = threading.Event()

        def stop() -> None:
            while not stopping.is_set():
                call_off(held)

        thread = threading.Thread(target=stop)
        thread.start()
        try:
            with pytest.raises(Interrupted):
                search_on(held)
        finally:
            stopping.set()
            thread.join()
        assert len(open_queue(held, ACTING).numbers) == 60
