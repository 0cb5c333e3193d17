"""What a person has to do, as lines for people and as an object for machines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from shlex import quote
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.rates import Mean, Rate, Refusal
from coachdesk.core.reviews import Manner, Step
from coachdesk.core.today import Deed, Doing, Duty, Task, Teams, TeamWeek, Today, Trial
from coachdesk.core.visible import visible
from coachdesk.report.charts import Gap, sparkline
from coachdesk.report.figures import number
from coachdesk.report.layout import padded, width, wrapped

DUTY: Mapping[Duty, tuple[str, str]] = {
    Duty.DRAFTS: ("draft to finish", "drafts to finish"),
    Duty.CRITICAL: ("critical call to review", "critical calls to review"),
    Duty.PUBLISH: ("evaluation to publish", "evaluations to publish"),
    Duty.DISPUTES: ("dispute to decide", "disputes to decide"),
    Duty.ASSIGNED: ("call assigned to you", "calls assigned to you"),
    Duty.UNASSIGNED: ("critical call to assign", "critical calls to assign"),
    Duty.ANSWER: ("evaluation to answer", "evaluations to answer"),
    Duty.DECIDED: ("decided dispute to read", "decided disputes to read"),
    Duty.MAKE_VISIT: ("visit to make", "visits to make"),
    Duty.ASSIGN_VISIT: ("visit to assign", "visits to assign"),
    Duty.CHECK_VISIT: ("visit's report to check", "visits' reports to check"),
    Duty.VISIT_OBJECTION: ("objection to decide", "objections to decide"),
    Duty.RELEASE_VISIT: ("visit to release", "visits to release"),
    Duty.VISIT_APPEAL: ("appeal to decide", "appeals to decide"),
    Duty.READ_VISIT: ("visit to read", "visits to read"),
    Duty.READ_SCRIPT: ("script to read", "scripts to read"),
    Duty.UNSCORED: ("call not scored yet", "calls not scored yet"),
    Duty.COACHING_DUE: ("coaching under way", "coaching under way"),
    Duty.COACHING_AGREE: ("coaching to agree to", "coaching to agree to"),
    Duty.COACHING_CHECK: ("coaching to verify", "coaching to verify"),
    Duty.COACHING_DECLINED: ("coaching declined", "coaching declined"),
    Duty.MATTERS: ("rule or script to mend", "rules or scripts to mend"),
    Duty.EXAM: ("exam to sit", "exams to sit"),
    Duty.RENEW: ("certificate to renew", "certificates to renew"),
    Duty.REVOKED: ("revoked certificate", "revoked certificates"),
    Duty.ASSESS: ("person to assess", "people to assess"),
    Duty.OVER: ("expired certificate", "expired certificates"),
    Duty.RUNNING_OUT: ("certificate running out", "certificates running out"),
    Duty.REVOCATION: ("revocation to confirm", "revocations to confirm"),
    Duty.OUTDATED: ("exam question on a changed line", "exam questions on changed lines"),
    Duty.CERTIFICATE_APPEAL: ("appeal about a certificate", "appeals about certificates"),
}
"""One, and more of it."""

_STEP: Mapping[Step, str] = {
    Step.CREATE: "began",
    Step.SUBMIT: "submitted",
    Step.RETURN: "handed back",
    Step.PUBLISH: "published",
    Step.ACKNOWLEDGE: "acknowledged",
    Step.EXPIRE: "time to dispute ended",
    Step.DISPUTE: "disputed",
    Step.UPHOLD: "upheld",
    Step.AMEND: "amended",
    Step.RETRACT: "retracted",
}
_STATE: Mapping[State, str] = {
    State.PASS: "PASS",
    State.FAIL: "FAIL",
    State.NA: "N/A",
    State.UNKNOWN: "UNKNOWN",
    State.OPEN: "open",
}


def duty_text(task: Task) -> str:
    """What the work is called, for one or for many."""
    one, many = DUTY[task.duty]
    return one if task.count == 1 else many


def waits(task: Task, at: datetime) -> str:
    """How long the work has waited, or how long is left for it, in a few words."""
    if task.until is not None:
        return f"{age(at, task.until)} left" if task.until > at else "time is over"
    told = "" if task.oldest is None else f"oldest {age(task.oldest, at)}"
    if task.late and task.oldest is not None:
        return f"{task.late} late, {age(task.oldest, at)}"
    return told


def age(since: datetime, until: datetime) -> str:
    """A stretch of time in whole minutes, hours or days."""
    minutes = max(0, int((until - since).total_seconds())) // 60
    if minutes < 60:
        return f"{minutes} min"
    hours = minutes // 60
    return f"{hours} h" if hours < 48 else f"{hours // 24} d"


def deed_text(deed: Deed) -> str:
    """What somebody did, in a few words."""
    if deed.step is not None:
        return _STEP[deed.step]
    if deed.manner is Manner.TAKEN_BACK:
        return f"{deed.criterion}: took it back"
    answer = "the automatic answer" if deed.state is None else _STATE[deed.state]
    return f"{deed.criterion}: {answer}" + (" again" if deed.manner is Manner.GIVEN_AGAIN else "")


def clock(at: datetime, now: datetime, time_zone: str) -> str:
    """The time of day, or the date where that is another day; both in five cells."""
    zone = ZoneInfo(time_zone)
    there, today = at.astimezone(zone), now.astimezone(zone)
    return f"{there:%H:%M}" if there.date() == today.date() else f"{there:%m-%d}"


def agreement_text(agreed: Rate) -> str:
    """How many of how many agree, with the interval or the reason for none."""
    told = f"{agreed.count} of {agreed.of} agree"
    if agreed.low is None or agreed.high is None:
        return f"{told}, too few"
    return f"{told}, {100 * agreed.low:.0f}–{100 * agreed.high:.0f} %"


TOO_SMALL = "too few people: a figure would be that of one person"


def team_heading(week: TeamWeek) -> tuple[str, str]:
    """The team, and which week it is about."""
    when = f"week of {week.monday:%Y-%m-%d} (newest)" if week.past else "this week"
    return week.team, when


def score_text(mean: Mean | None) -> str:
    """A score with its interval, or why there is none; at most 14 cells."""
    if mean is None:
        # There may well be calls that another scorecard judges.
        return "no such calls"
    if not mean.of:
        return "no calls"
    if mean.value is None:
        return _REFUSED.get(mean.refusal, "no figure") if mean.refusal else "no figure"
    told = f"{float(mean.value):.0f}"
    if mean.low is None or mean.high is None:
        return f"{told} all alike"
    return f"{told}  {mean.low:.0f}–{mean.high:.0f}"


def figure_of(doing: Doing) -> tuple[Mean | None, int]:
    """The figure of the week, else that of all its weeks, and of how many weeks it is."""
    week, whole = doing.mean, doing.whole
    if (week is None or week.value is None) and whole is not None and whole.value is not None:
        return whole, len(doing.weeks)
    return week, 1


_REFUSED: Mapping[Refusal, str] = {
    Refusal.TOO_FEW: "too few",
    Refusal.TOO_MANY_UNKNOWN: "many unknown",
    Refusal.MIXED_VERSIONS: "mixed versions",
}


def trend_text(doing: Doing, cells: int, *, ascii_only: bool = False) -> str:
    """The scores of the weeks as blocks: a dot where there were too few calls for a figure."""
    values = [_height(each) for each in doing.weeks]
    return sparkline(values, cells, ascii_only=ascii_only)


def _height(mean: Mean) -> float | Gap:
    if mean.value is not None:
        return float(mean.value)
    return Gap.REFUSED if mean.of else Gap.NOTHING


def as_lines(
    today: Today,
    teams: Teams,
    trials: Sequence[Trial],
    time_zone: str,
    columns: int = 80,
) -> Iterator[str]:
    """One person's day as text, within so many columns."""
    at = today.at.astimezone(ZoneInfo(time_zone))
    yield f"{visible(today.actor.name)} ({today.actor.role.value}), {at:%Y-%m-%d %H:%M} {at:%Z}"
    yield ""
    if today.empty:
        yield "This desk has no calls yet. First:"
        yield "  coachdesk import FOLDER    bring calls in"
        yield "  coachdesk screen           let the rules judge them"
    elif not today.tasks:
        yield "Nothing waits for you."
    else:
        yield "TO DO"
        yield from _task_lines(today, columns)
    for week in teams.weeks:
        yield ""
        yield from _team_lines(week, columns)
    if teams.more:
        yield ""
        yield f"{teams.more} more teams: coachdesk team NAME"
    if trials:
        yield ""
        yield f"RULES IN TRIAL  {len(trials)}, not in any score"
        yield from _trial_lines(trials, columns)
    if today.last:
        yield ""
        yield "LAST"
        yield from _last_lines(today, time_zone, columns)


def _task_lines(today: Today, columns: int) -> Iterator[str]:
    counts = max(len(f"{task.count:,}") for task in today.tasks)
    names = max(width(duty_text(task)) for task in today.tasks)
    for task in today.tasks:
        mark = "! " if task.late else "  "
        told = f"{task.count:>{counts},}  {padded(duty_text(task), names)}"
        yield f"{mark}{told}  {waits(task, today.at)}".rstrip()
        indent = " " * (counts + 4)
        for line in wrapped(command_of(task, today.actor.id), columns - len(indent)):
            yield indent + line


def _team_lines(week: TeamWeek, columns: int) -> Iterator[str]:
    team, when = team_heading(week)
    yield f"TEAM {visible(team)}, {when}"
    if not week.lines:
        yield f"  {TOO_SMALL}"
        return
    names = min(max(width(visible(each.name)) for each in week.lines), columns - 44)
    # A row of dots for everybody tells nothing.
    has_trend = any(mean.value is not None for each in week.lines for mean in each.weeks)
    trends = max((len(each.weeks) for each in week.lines), default=0) if has_trend else 0
    names = max(names, min(width(week.scorecard or ""), columns - 44))
    card = padded(week.scorecard or "", names)
    yield f"  {card}  {'score  95 %':<14}  {'n':>5}  weeks" + ("  by week" if trends else "")
    for each in week.lines:
        mean, span = figure_of(each)
        n = mean.of if mean is not None else 0
        told = f"  {padded(visible(each.name), names)}  {score_text(mean):<14}  {n:>5}  {span:>5}"
        yield (f"{told}  {trend_text(each, trends)}" if trends else told).rstrip()


_COACHING = {
    Duty.COACHING_DUE: "list --waiting --stage agreed --stage 'in progress'",
    Duty.COACHING_AGREE: "list --waiting --stage proposed",
    Duty.COACHING_CHECK: "list --waiting --stage 'done claimed'",
    Duty.COACHING_DECLINED: "list --waiting --stage declined",
    Duty.MATTERS: "matters",
}


def command_of(task: Task, person: str) -> str:
    """The command that lists just this work of this person."""
    if task.view == "queue":
        return f"coachdesk calls --where {quote(task.filter)}"
    if task.view == "certs":
        return f"coachdesk certs {task.filter}"
    if task.view == "scripts":
        return "coachdesk scripts list"
    if task.view == "audits":
        stages = " ".join(f"--stage {quote(stage)}" for stage in task.filter.split(","))
        mine = f" --shopper {quote(person)}" if task.duty is Duty.MAKE_VISIT else ""
        return f"coachdesk audits list {stages}{mine}"
    if task.view == "coaching":
        return f"coachdesk coaching {_COACHING[task.duty]}"
    if task.duty in (Duty.ANSWER, Duty.DECIDED):
        return "coachdesk evaluations mine"
    stage, _, mine = task.filter.partition(" ")
    command = f"coachdesk evaluations list --stage {stage}"
    return f"{command} --scorer {quote(person)}" if mine else command


def _trial_lines(trials: Sequence[Trial], columns: int) -> Iterator[str]:
    compared = [each for each in trials if each.people]
    if not compared:
        yield "  nobody has answered the same questions yet"
    names = max((width(each.criterion) for each in compared), default=0)
    for each in compared:
        told = f"  {padded(each.criterion, names)}  {agreement_text(each.agreed)}"
        if each.undecided:
            told += f", {each.undecided} undecided"
        yield told if width(told) <= columns else told.rsplit(",", 1)[0]


def _last_lines(today: Today, time_zone: str, columns: int) -> Iterator[str]:
    for each in today.last:
        told = f"  {clock(each.at, today.at, time_zone)}  {visible(each.call)}  {deed_text(each)}"
        yield from wrapped(told, columns)


def as_object(today: Today, teams: Teams, trials: Iterable[Trial]) -> Mapping[str, object]:
    """The same for machines: times in UTC, ISO 8601."""
    return {
        "at": today.at,
        "person": today.actor.id,
        "role": today.actor.role,
        "tasks": msgspec.to_builtins(today.tasks),
        "teams": [_team_object(each) for each in teams.weeks],
        "more_teams": teams.more,
        "rules_in_trial": msgspec.to_builtins(tuple(trials)),
        "last": msgspec.to_builtins(today.last),
    }


def _team_object(week: TeamWeek) -> Mapping[str, object]:
    return {
        "team": week.team,
        "monday": week.monday,
        "past": week.past,
        "scorecard": week.scorecard,
        "lines": [
            {
                "name": each.name,
                "person": each.person,
                "score": None if each.mean is None else _mean_object(each.mean),
                "weeks": [_mean_object(mean) for mean in each.weeks],
                "all_weeks": None if each.whole is None else _mean_object(each.whole),
                "waiting": each.waiting,
            }
            for each in week.lines
        ],
    }


def _mean_object(mean: Mean) -> Mapping[str, object]:
    return {
        "of": mean.of,
        "value": number(mean.value),
        "low": None if mean.low is None else round(mean.low, 2),
        "high": None if mean.high is None else round(mean.high, 2),
        "refusal": mean.refusal,
    }
