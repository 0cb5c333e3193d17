"""A person's and a team's page for machines: the same figures, none of the drawings."""

from collections.abc import Mapping

from coachdesk.core.reviews import Stage
from coachdesk.core.trend import (
    Failing,
    Known,
    Latest,
    Member,
    Period,
    PersonPage,
    Series,
    TeamPage,
    Week,
)
from coachdesk.report.figures import number
from coachdesk.report.people import score_of
from coachdesk.report.rates import change_object, mean_object, rate_object
from coachdesk.report.said import said

_Object = dict[str, object]


def person_object(page: PersonPage) -> _Object:
    """The page as plain values."""
    return {
        "name": page.name,
        "id": page.id,
        "role": page.role,
        "team": page.team,
        **_period(page.period),
        "calls": page.calls,
        "undated": page.undated,
        "released_only": page.released_only,
        "words_withheld": page.words_withheld,
        "series": [_series(each) for each in page.series],
        "failing": [_failing(each) for each in page.failing],
        "holding": [_failing(each) for each in page.holding],
        "latest": [_latest(each) for each in page.latest],
        "open": _open(page.waiting),
    }


def team_object(page: TeamPage) -> _Object:
    """The page as plain values."""
    return {
        "team": page.name,
        **_period(page.period),
        "agents": page.agents,
        "calls": page.calls,
        "few": page.few,
        "series": [_series(each) for each in page.series],
        "members": [_member(each) for each in page.members],
        "open": _open(page.waiting),
    }


def known_object(known: Known) -> _Object:
    """A person as plain values."""
    return {"name": known.name, "id": known.id, "role": known.role, "team": known.team}


def _period(period: Period) -> _Object:
    return {
        "weeks": [monday.isoformat() for monday in period.mondays],
        "last_call": None if period.last_call is None else period.last_call.isoformat(),
    }


def _member(member: Member) -> _Object:
    return {
        "name": member.name,
        "id": member.id,
        "calls": member.calls,
        "series": [_series(each) for each in member.series],
        "open": _open(member.waiting),
    }


def _series(series: Series) -> _Object:
    return {
        "source": series.source,
        "scorecard": series.scorecard,
        "versions": series.versions,
        "pass_mark": number(series.pass_mark),
        "calls": series.calls,
        "not_scored": series.not_scored,
        "score": mean_object(series.mean),
        "passed": rate_object(series.passed),
        "change": change_object(series.change),
        "weeks": [_week(each) for each in series.weeks],
    }


def _week(week: Week) -> _Object:
    return {
        "monday": week.monday.isoformat(),
        "calls": week.calls,
        "not_scored": week.not_scored,
        "score": mean_object(week.mean),
        "passed": rate_object(week.passed),
    }


def _failing(each: Failing) -> _Object:
    example = each.example
    return {
        "scorecard": each.scorecard,
        "version": each.version,
        "criterion": each.criterion.id,
        "ask": each.criterion.ask,
        "failed": rate_object(each.failed),
        "weeks": [{"failed": failed, "applied": applied} for failed, applied in each.weeks],
        "example": None if example is None else {"call": example.call.id, "said": said(example)},
    }


def _latest(each: Latest) -> _Object:
    return {
        "call": each.call,
        "started_at": None if each.started_at is None else each.started_at.isoformat(),
        "scorecard": each.scorecard,
        "version": each.version,
        "outcome": each.outcome,
        "score": score_of(each),
        "failing": each.failing,
        "unknown": each.unknown,
        "stage": each.stage,
    }


def _open(waiting: Mapping[Stage, int]) -> dict[str, int]:
    return {stage.value: count for stage, count in waiting.items()}
