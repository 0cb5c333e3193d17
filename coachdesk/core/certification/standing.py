"""Where somebody stands with a certificate on a day, told from what happened up to then.

Nothing here is kept. A missed nightly job cannot leave an expired person certified, because there
is no such job; and the standing of any day can be told again later.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from operator import attrgetter

import msgspec

from coachdesk.core.certification.dates import day_of, end_of, months_later
from coachdesk.core.certification.facts import (
    Assessed,
    Enrolled,
    Fact,
    Failed,
    Passed,
    Published,
    Read,
    Reinstated,
    RevocationProposed,
    RevocationWithdrawn,
    Revoked,
)
from coachdesk.core.certification.programme import Effect, Programme, Renewal
from coachdesk.core.certification.state import MAY_WORK, State

_WORSE = {state: rank for rank, state in enumerate(State)}


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody stands on a day."""

    state: State
    on: date
    because: str
    """Why, in a few words."""
    valid_from: date | None = None
    """The day of the pass that the certificate goes back to; None without one."""
    valid_to: date | None = None
    """The last day of validity."""
    revoked_term: tuple[date, date] | None = None
    """The first and the last day of what was revoked; None: it is not."""
    works_until: date | None = None
    """The last day of work as far as is known now; None: no certificate, or revoked."""
    since: date | None = None
    """From when on evidence counts for the next certificate; None: none can be earned now."""
    after: datetime | None = None
    """The last pass, or enrolment anew: what was shown before it does not count again."""
    short: bool = False
    """A short renewal is enough."""
    retaken: int = 0
    """Assessments failed since then."""
    failed_on: date | None = None
    """The last of them."""
    decision: bool = False
    """An assessment waits for pass or fail."""
    challenged: bool = False
    """One person wants it revoked; it holds until a second confirms."""

    @property
    def may_work(self) -> bool:
        """Whether the person may sell by the programme's scripts on that day."""
        return self.state in MAY_WORK


class _Certificate(msgspec.Struct, frozen=True):
    passed_at: datetime
    valid_from: date
    valid_to: date
    grace_days: int
    window_days: int


def in_order(facts: Iterable[Fact], on: date, zone: tzinfo) -> list[Fact]:
    """What had happened by the end of that day, in order; the order given does not matter."""
    until = end_of(on, zone)
    known = [fact for fact in facts if fact.at < until]
    known.sort(key=_AT)
    if any(one.at == other.at for one, other in pairwise(known)):
        # Of one instant and kind, any order will do, as long as it is always the same.
        known.sort(key=lambda fact: (fact.at, _RANK.get(type(fact), 0), repr(fact)))
    return known


_AT = attrgetter("at")
_RANK = {Enrolled: 1, Assessed: 2, Passed: 3, Failed: 3, Revoked: 4, Reinstated: 5}
"""Of one instant: the order in which things can happen."""


def standing(programme: Programme, facts: Iterable[Fact], on: date, zone: tzinfo) -> Standing:
    """Where somebody stands on that day.

    Args:
        programme: of the certificate.
        facts: all that is known of this person and certificate, and of the scripts; any order.
            What happened after that day is left aside.
        on: the day, in the desk's zone.
        zone: the desk's; a day begins and ends there.
    """
    known = in_order(facts, on, zone)
    certificate: _Certificate | None = None
    enrolled: date | None = None
    revoked = decision = challenged = False
    failures: list[date] = []
    anew: datetime | None = None
    begun = False
    for fact in known:
        match fact:
            case Enrolled():
                anew, begun = fact.at if begun else None, True
                if revoked:
                    certificate, revoked = None, False
                enrolled, decision, failures = day_of(fact.at, zone), False, []
            case Assessed():
                decision = True
            case Failed():
                decision = False
                failures.append(day_of(fact.at, zone))
            case Passed():
                before = None if revoked else certificate
                certificate = _given(fact, before, day_of(fact.at, zone))
                revoked, decision, failures = False, False, []
                enrolled = None
            case RevocationProposed():
                decision, challenged = False, True
            case RevocationWithdrawn():
                challenged = False
            case Revoked():
                revoked, decision, challenged = True, False, False
            case Reinstated():
                revoked = False
            case _:
                pass
    if revoked:
        return Standing(
            state=State.REVOKED,
            on=on,
            because="two people revoked it",
            revoked_term=(certificate.valid_from, certificate.valid_to) if certificate else None,
        )
    if certificate is None:
        found = _without(on, enrolled, decision, failures)
        return msgspec.structs.replace(found, after=anew)
    found = _with(programme, certificate, known, on, zone)
    since = found.since if enrolled is None or found.since is None else max(found.since, enrolled)
    return msgspec.structs.replace(
        found,
        since=since,
        after=max(certificate.passed_at, anew or certificate.passed_at),
        retaken=len(failures),
        failed_on=failures[-1] if failures else None,
        decision=decision,
        challenged=challenged,
    )


def _given(passed: Passed, before: _Certificate | None, day: date) -> _Certificate:
    """The certificate that a pass gives: the new term follows the old one inside its window."""
    until = months_later(day, passed.months)
    if before is not None:
        opens = before.valid_to - timedelta(days=before.window_days)
        if opens <= day <= before.valid_to:
            until = months_later(before.valid_to, passed.months)
        elif day < opens:
            until = max(until, before.valid_to)
    return _Certificate(passed.at, day, until, passed.grace_days, passed.window_days)


def _without(on: date, enrolled: date | None, decision: bool, failures: Sequence[date]) -> Standing:
    if enrolled is None:
        return Standing(state=State.NONE, on=on, because="not enrolled")
    because = f"enrolled on {enrolled}"
    if decision:
        because = "everything is shown; pass or fail is to be decided"
    return Standing(
        state=State.ASSESSED if decision else State.IN_TRAINING,
        on=on,
        because=because,
        since=enrolled,
        retaken=len(failures),
        failed_on=failures[-1] if failures else None,
        decision=decision,
    )


def _with(
    programme: Programme,
    certificate: _Certificate,
    known: Sequence[Fact],
    on: date,
    zone: tzinfo,
) -> Standing:
    state, because = _by_clock(programme, certificate, on)
    ends = certificate.valid_to + timedelta(days=certificate.grace_days)
    opens = certificate.valid_to - timedelta(days=certificate.window_days)
    changed, confirm = _changes(programme, certificate, known, zone)
    if confirm is not None:
        script, until = confirm[0], confirm[1] + timedelta(days=programme.confirm_days)
        late = on > until
        why = f"{script} is to be read and confirmed by {until}"
        if late:
            why = f"{script} was not confirmed by {until}"
        state, because = _worse(
            (state, because), State.EXPIRING if late else State.CONFIRM_DUE, why
        )
    if changed is not None:
        script, first, last = changed
        until = first + timedelta(days=programme.hold_days)
        ends, opens = min(ends, until), max(last, opens) if opens <= on else last
        over = on > until
        why = f"{script} asks to certify again by {until}"
        if over:
            why = f"{script} asked to certify again by {until}"
        state, because = _worse((state, because), State.EXPIRED if over else State.RECERTIFY, why)
    open_now = opens <= on
    return Standing(
        state=state,
        on=on,
        because=because,
        valid_from=certificate.valid_from,
        valid_to=certificate.valid_to,
        works_until=ends,
        since=max(opens, certificate.valid_from) if open_now else None,
        after=certificate.passed_at,
        short=programme.renewal is Renewal.SHORT and state is not State.EXPIRED,
    )


def _by_clock(programme: Programme, held: _Certificate, on: date) -> tuple[State, str]:
    left = (held.valid_to - on).days
    if left > programme.expiring_days:
        return State.CERTIFIED, f"valid to {held.valid_to}"
    if left >= 0:
        return State.EXPIRING, f"valid to {held.valid_to}, {left} days left"
    ends = held.valid_to + timedelta(days=held.grace_days)
    if on <= ends:
        return State.GRACE, f"over since {held.valid_to}; work until {ends}"
    return State.EXPIRED, f"over since {held.valid_to}"


def _changes(
    programme: Programme, held: _Certificate, known: Sequence[Fact], zone: tzinfo
) -> tuple[tuple[str, date, date] | None, tuple[str, date] | None]:
    """What changed since the pass: what to show again, and what to read.

    Of the first: the script, the first and the last day on which one changed so much. Of the
    second: the script that waits longest, and its day.
    """
    read: dict[str, int] = {}
    for fact in known:
        if isinstance(fact, Read):
            read[fact.script] = max(read.get(fact.script, 0), fact.version)
    again: list[tuple[str, date]] = []
    confirm: list[tuple[str, date]] = []
    for fact in known:
        if not isinstance(fact, Published) or fact.at <= held.passed_at:
            continue
        if not programme.covers(fact.script):
            continue
        effect = programme.major if fact.major else programme.minor
        told = f"{fact.script} v{fact.version}"
        if effect is Effect.RECERTIFY:
            again.append((told, day_of(fact.at, zone)))
        elif effect is Effect.CONFIRM and read.get(fact.script, 0) < fact.version:
            confirm.append((told, day_of(fact.at, zone)))
    first = (again[0][0], again[0][1], again[-1][1]) if again else None
    return first, confirm[0] if confirm else None


def _worse(found: tuple[State, str], state: State, because: str) -> tuple[State, str]:
    return (state, because) if _WORSE[state] > _WORSE[found[0]] else found
