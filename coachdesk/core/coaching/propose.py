"""From a history to proposals: who is to be coached about what, and why others are not.

The same function raises the actions of a desk and runs the examples of a policy.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from coachdesk.core.coaching.action import Baseline, Topic
from coachdesk.core.coaching.findings import Finding, findings_of
from coachdesk.core.coaching.history import History, Past
from coachdesk.core.coaching.life import OPEN, Stage
from coachdesk.core.coaching.policy import FEWEST_OF_TEAM, Coach, Policy, Waiver
from coachdesk.core.people import Person


class Why(StrEnum):
    """Why a finding raises nothing."""

    NOT_ENOUGH = "not enough of it"
    UNCONFIRMED = "no person has confirmed it"
    OPEN = "there is an open action"
    TWICE = "another policy raises it"
    QUIET = "quiet after the last action"
    WAIVED = "waived"
    TEAM = "most of the team fails it"


class WhyNot(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody about whom nothing is raised, though the policy looked."""

    policy: str
    person: str
    topic: Topic
    why: Why
    words: str
    """In full, such as `2 of the last 7 failed, 3 are needed`."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One action to raise."""

    policy: Policy
    person: str
    topic: Topic
    baseline: Baseline | None
    calls: tuple[str, ...]
    """Ids of the calls, or names of the visits, that failed; the newest first."""
    coach: str | None
    due: date


class ForOwner(msgspec.Struct, frozen=True, kw_only=True):
    """What most of a team fails: a matter of the rule or the script, not of each of them."""

    policy: Policy
    team: str
    topic: Topic
    failing: tuple[str, ...]
    """Ids."""
    judged: int
    """People of the team with enough calls to tell."""
    calls: tuple[str, ...]
    """One failed call of each, the newest."""


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """What some policies make of a history."""

    proposals: tuple[Proposal, ...]
    """By policy, topic, person."""
    for_owners: tuple[ForOwner, ...]
    why_not: tuple[WhyNot, ...]
    unused: tuple[Waiver, ...]
    """Waivers in time that excused nothing."""


def propose(
    policies: Iterable[Policy], history: History, today: date, waivers: Sequence[Waiver] = ()
) -> Proposed:
    """What to raise, and why not what was looked at.

    Args:
        policies: an earlier one comes first where two find the same.
        history: of everybody whom the policies are for.
        today: in the zone of whoever asks.
        waivers: those that stand in no policy.
    """
    run = _Run(history, today, waivers)
    for policy in policies:
        run.look(policy)
    every = [*waivers, *(waiver for policy in run.seen for waiver in policy.waivers)]
    return Proposed(
        proposals=tuple(run.proposals),
        for_owners=tuple(run.for_owners),
        why_not=tuple(run.why_not),
        unused=tuple(each for each in every if each.until >= today and each.name not in run.used),
    )


def coach_of(person: Person, people: Iterable[Person], coach: Coach | None) -> str | None:
    """The id of whoever coaches this person; None where nobody fits or none is asked for.

    The supervisor who leads them, else one of the team; or a trainer of the team, else one who is
    in no team.
    """
    if coach is None:
        return None
    teams = {person.team, None} if coach is Coach.TRAINER else {person.team} - {None}
    fitting = [
        each
        for each in people
        if each.role == coach.value
        and each.id != person.id
        and not each.left
        and (each.team in teams or each.id == person.manager)
    ]
    order = sorted(fitting, key=lambda e: (e.id != person.manager, e.team is None, e.id))
    return order[0].id if order else None


class _Run:
    def __init__(self, history: History, today: date, waivers: Sequence[Waiver]) -> None:
        self.history = history
        self.today = today
        self.waivers = waivers
        self.people = {person.id: person for person in history.people}
        self.actions = {(each.person, str(each.topic)): each for each in history.actions}
        """The last one about each behaviour."""
        self.raised: dict[tuple[str, str], str] = {}
        self.used: set[str] = set()
        self.seen: list[Policy] = []
        self.proposals: list[Proposal] = []
        self.for_owners: list[ForOwner] = []
        self.why_not: list[WhyNot] = []

    def look(self, policy: Policy) -> None:
        self.seen.append(policy)
        found = [
            finding
            for finding in findings_of(policy.finds, self.history, self.actions, self.today)
            if self._is_for(policy, finding.person)
        ]
        of_teams = {(each.team, str(each.topic)): each for each in self._of_teams(policy, found)}
        self.for_owners += of_teams.values()
        for finding in found:
            team = self.people[finding.person].team
            why_not = self._why_not(policy, finding, of_teams.get((team or "", str(finding.topic))))
            if why_not is None:
                self._raise(policy, finding)
            else:
                self.why_not.append(why_not)

    def _is_for(self, policy: Policy, person: str) -> bool:
        known = self.people.get(person)
        return known is not None and (not policy.teams or known.team in policy.teams)

    def _of_teams(self, policy: Policy, found: Sequence[Finding]) -> Iterator[ForOwner]:
        if policy.team_share is None or not policy.owner:
            return
        members: dict[tuple[str, str], list[Finding]] = {}
        for finding in found:
            team = self.people[finding.person].team
            if team is not None and finding.enough:
                members.setdefault((team, str(finding.topic)), []).append(finding)
        for (team, _), judged in members.items():
            failing = [each for each in judged if each.raises]
            if len(judged) >= FEWEST_OF_TEAM and len(failing) >= policy.team_share * len(judged):
                yield ForOwner(
                    policy=policy,
                    team=team,
                    topic=judged[0].topic,
                    failing=tuple(each.person for each in failing),
                    judged=len(judged),
                    calls=tuple(each.calls[0] for each in failing if each.calls),
                )

    def _why_not(self, policy: Policy, finding: Finding, of_team: ForOwner | None) -> WhyNot | None:
        told = self._told(policy, finding, of_team)
        if told is None:
            return None
        why, words = told
        return WhyNot(
            policy=policy.id, person=finding.person, topic=finding.topic, why=why, words=words
        )

    def _told(
        self, policy: Policy, finding: Finding, of_team: ForOwner | None
    ) -> tuple[Why, str] | None:
        if not finding.raises:
            why = Why.UNCONFIRMED if finding.unconfirmed else Why.NOT_ENOUGH
            return why, finding.words
        waiver = self._waiver(policy, finding)
        if waiver is not None:
            return Why.WAIVED, f"waived until {waiver.until}: {waiver.name} of {waiver.owner}"
        key = (finding.person, str(finding.topic))
        last = self.actions.get(key)
        if last is not None and last.stage in OPEN:
            return Why.OPEN, f"{last.name} about it is {last.stage.value}"
        if last is not None and (until := _quiet_until(policy, last)) > self.today:
            return Why.QUIET, f"{last.name} about it ended; quiet until {until}"
        if of_team is not None:
            words = f"{len(of_team.failing)} of {of_team.judged} in {of_team.team} fail it"
            return Why.TEAM, f"{words}: it goes to {policy.owner}"
        if key in self.raised:
            return Why.TWICE, f"the policy {self.raised[key]} raises it"
        return None

    def _waiver(self, policy: Policy, finding: Finding) -> Waiver | None:
        for waiver in (*policy.waivers, *self.waivers):
            if waiver.excuses(finding.person, finding.topic, self.today):
                self.used.add(waiver.name)
                return waiver
        return None

    def _raise(self, policy: Policy, finding: Finding) -> None:
        person = self.people[finding.person]
        self.raised[finding.person, str(finding.topic)] = policy.id
        self.proposals.append(
            Proposal(
                policy=replace(policy, examples=()),
                person=person.id,
                topic=finding.topic,
                baseline=finding.baseline,
                calls=finding.calls,
                coach=coach_of(person, self.people.values(), policy.coach),
                due=self.today + timedelta(days=policy.due_days),
            )
        )


def _quiet_until(policy: Policy, last: Past) -> date:
    if last.stage is Stage.NOT_EFFECTIVE:
        return date.min
    return last.changed.date() + timedelta(days=policy.quiet_days)
