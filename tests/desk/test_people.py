"""Pages of people and teams, on a desk whose calls are counted by hand."""

import sqlite3
from contextlib import closing
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from coachdesk.core.errors import BadInput, DeskRefused
from coachdesk.core.rates import Refusal
from coachdesk.core.reviews import Stage, Step
from coachdesk.core.trend import PersonPage, Series, Source
from coachdesk.desk.folder import Desk
from coachdesk.desk.people import people, person_page, team_page, teams
from coachdesk.report.said import said
from tests.desk.day import being, empty_desk
from tests.desk.weeks import evaluated, weeks_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Only read."""
    return weeks_desk(tmp_path_factory.mktemp("weeks") / "desk")


def automatic(page: PersonPage) -> Series:
    (found,) = (each for each in page.series if each.source is Source.AUTOMATIC)
    return found


def test_a_person_s_calls_are_found_under_every_spelling_of_their_names(desk: Desk) -> None:
    page = person_page(desk, being("ruth"), "ana", weeks=8)
    assert (page.name, page.id, page.role, page.team) == ("Ana Silva", "ana", "agent", "North")
    assert page.calls == 25
    assert page.undated == 1


def test_the_figures_are_those_counted_by_hand(desk: Desk) -> None:
    """22 of 25 at 100 and 3 at 50: 94. s = root(6600 / 24) = 16.583, half = 2.064 s / 5 = 6.845."""
    found = automatic(person_page(desk, being("ruth"), "Ana Silva", weeks=8))
    assert found.mean.value == Fraction(94)
    assert found.mean.low == pytest.approx(94 - 6.845, abs=2e-3)
    assert found.mean.high == 100
    assert (found.passed.count, found.passed.of) == (22, 25)


def test_each_week_has_its_own_n_and_refuses_for_itself(desk: Desk) -> None:
    page = person_page(desk, being("ruth"), "ana", weeks=8)
    found = automatic(page)
    assert page.period.mondays[-3:] == (date(2026, 5, 4), date(2026, 5, 11), date(2026, 5, 18))
    assert [week.calls for week in found.weeks] == [0, 0, 0, 0, 0, 12, 10, 3]
    assert [week.mean.refusal for week in found.weeks[-3:]] == [
        None,
        Refusal.ALL_ALIKE,
        Refusal.TOO_FEW,
    ]
    # Nine of 100 and three of 50.
    assert found.weeks[5].mean.value == Fraction(1050, 12)
    assert found.weeks[7].scores == ((100.0, 3),)


def test_what_fails_most_comes_with_its_n_its_weeks_and_words_of_the_newest(desk: Desk) -> None:
    page = person_page(desk, being("ruth"), "ana", weeks=8)
    (failing,) = page.failing
    assert failing.criterion.id == "calm"
    assert (failing.failed.count, failing.failed.of) == (3, 25)
    assert failing.weeks[-3:] == ((3, 12), (0, 10), (0, 3))
    assert failing.example is not None
    assert failing.example.call.id == "ana-19-11"
    assert "shut up" in said(failing.example)


def test_picked_evaluations_count_once_published_and_not_once_retracted(desk: Desk) -> None:
    page = person_page(desk, being("ruth"), "ana", weeks=8)
    (picked,) = (each for each in page.series if each.source is Source.PICKED)
    assert picked.calls == 1
    assert picked.mean.refusal is Refusal.NOT_RANDOM
    assert page.waiting == {Stage.SUBMITTED: 1, Stage.PUBLISHED: 1}


def test_evaluations_of_calls_drawn_at_random_make_figures_of_their_own(tmp_path: Path) -> None:
    """Ten published evaluations, all PASS at 100 but one that a person answered FAIL: 50."""
    desk = weeks_desk(tmp_path / "desk")
    for n in range(10):
        evaluated(desk, f"ana-20-{n:02}", Step.PUBLISH, answer="pass" if n else "fail")
    with closing(sqlite3.connect(desk.database)) as db, db:
        # Nothing draws at random yet; this is how a draw will be noted.
        db.execute(
            "UPDATE reviews SET selected_by = 'seed 7' WHERE call IN"
            " (SELECT number FROM calls WHERE id LIKE 'ana-20-%')"
        )
    page = person_page(desk, being("ruth"), "ana", weeks=8)
    (drawn,) = (each for each in page.series if each.source is Source.REVIEWED)
    assert drawn.mean.value == 95
    assert (drawn.passed.count, drawn.passed.of) == (9, 10)
    assert [week.calls for week in drawn.weeks[-3:]] == [0, 10, 0]
    # The engine's figures stay what they were.
    assert automatic(page).mean.value == 94


def test_the_last_calls_say_what_was_said_last(desk: Desk) -> None:
    page = person_page(desk, being("ruth"), "ana", weeks=8)
    assert [each.call for each in page.latest[:4]] == [
        "ana-21-02",
        "ana-21-01",
        "ana-21-00",
        "ana-20-09",
    ]
    assert len(page.latest) == 10
    assert all(each.stage is None for each in page.latest)


def test_a_person_in_calls_alone_has_a_page_too(desk: Desk) -> None:
    page = person_page(desk, being("ruth"), "zoe", weeks=8)
    assert (page.name, page.id, page.calls) == ("Zoe", None, 1)
    assert automatic(page).mean.refusal is Refusal.TOO_FEW


def test_an_unknown_name_is_refused_with_the_nearest(desk: Desk) -> None:
    with pytest.raises(BadInput, match=r"U107.*did you mean 'Ana Silva'"):
        person_page(desk, being("ruth"), "Ana Silvia")
    with pytest.raises(BadInput, match=r"U108.*did you mean 'North'"):
        team_page(desk, being("ruth"), "Nort")


def test_an_agent_sees_what_was_published_to_them_and_nothing_else(desk: Desk) -> None:
    page = person_page(desk, being("ana"), "ana", weeks=8)
    assert page.released_only
    assert [(each.source, each.calls) for each in page.series] == [(Source.PICKED, 1)]
    assert page.failing == ()
    assert [each.call for each in page.latest] == ["ana-19-00"]
    assert page.waiting == {Stage.PUBLISHED: 1}
    assert (page.calls, page.undated) == (1, 0)


@pytest.mark.parametrize(
    ("who", "whom"), [("ana", "wang"), ("bo", "ana"), ("ada", "ana"), ("grace", "bo")]
)
def test_others_are_refused_and_told_why(desk: Desk, who: str, whom: str) -> None:
    with pytest.raises(DeskRefused, match="D403"):
        person_page(desk, being(who), whom)


def test_a_trainer_sees_figures_and_no_words_of_calls(desk: Desk) -> None:
    page = person_page(desk, being("sam"), "bo", weeks=8)
    assert page.words_withheld
    assert page.latest == ()
    assert all(each.example is None for each in page.failing)


def test_a_team_adds_up_its_members_and_names_them_in_order(desk: Desk) -> None:
    page = team_page(desk, being("grace"), "north", weeks=8)
    assert (page.name, page.agents, page.calls) == ("North", 2, 29)
    assert [(each.name, each.calls) for each in page.members] == [("Ana Silva", 25), ("王小明", 4)]
    whole = page.series[0]
    # 26 of 29 at 100, three at 50.
    assert whole.mean.value == Fraction(2750, 29)
    assert whole.calls == sum(each.series[0].calls for each in page.members)
    assert page.waiting == {Stage.SUBMITTED: 1, Stage.PUBLISHED: 1}


def test_a_manager_gets_no_few_people_side_by_side(desk: Desk) -> None:
    north = team_page(desk, being("max"), "North", weeks=8)
    assert north.few
    assert north.members == ()
    assert north.series[0].calls == 29
    # South has one agent: its figures would be that person's.
    south = team_page(desk, being("max"), "South", weeks=8)
    assert south.few
    assert south.series == ()


def test_everybody_is_listed_whose_page_one_may_open(desk: Desk) -> None:
    def names(who: str) -> list[str]:
        return [each.name for each in people(desk, being(who))]

    assert names("ana") == ["Ana Silva"]
    assert names("grace") == ["Ana Silva", "王小明", "Grace Lind"]
    assert names("ruth")[-1] == "Zoe"
    assert teams(desk, being("grace")) == ("North",)
    assert teams(desk, being("ruth")) == ("North", "South")


def test_weeks_end_with_the_newest_call_where_calls_ended_before(desk: Desk) -> None:
    later = being("ruth", at=being(None).clock().replace(month=9))
    page = person_page(desk, later, "ana", weeks=8)
    assert page.period.mondays[-1] == date(2026, 5, 18)
    assert page.period.last_call is not None
    assert page.calls == 25


def test_an_empty_desk_has_pages_without_figures(tmp_path: Path) -> None:
    made = empty_desk(tmp_path / "desk")
    page = person_page(made, being("ruth"), "ana")
    assert (page.calls, page.series, page.failing, page.latest) == (0, (), (), ())
    assert team_page(made, being("ruth"), "North").members[0].calls == 0
