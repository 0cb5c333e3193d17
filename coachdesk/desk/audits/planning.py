"""Plan visits, by a draw or by hand."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.audits import Stage, Step
from coachdesk.core.audits.plan import Drawn, Frame, Without, planned
from coachdesk.core.audits.quarter import Quarter, quarter_named
from coachdesk.core.audits.visit import Visit
from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.form import Form
from coachdesk.core.people import Place
from coachdesk.desk.audits.assigning import earlier_of, person_named, refuse_unfit
from coachdesk.desk.audits.forms import AuditForm, audit_form, channel_of
from coachdesk.desk.audits.room import VisitRecord, line_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.steps import hand_of
from coachdesk.files.schema import nearest
from coachdesk.store import forms, records
from coachdesk.store.audits import VISITS
from coachdesk.store.connect import Db, write
from coachdesk.store.hand import Hand


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What a draw came to."""

    form: str
    version: int
    quarter: Quarter
    seed: str
    first: date
    """The first day that was drawn."""
    within: tuple[str, ...]
    """The places that it was about; empty: all."""
    frame_sha256: str
    """What was drawn from."""
    visits: tuple[Drawn, ...]
    left_out: tuple[Without, ...] = ()
    """Stores that it was about and that got none, and why."""
    numbers: tuple[int, ...] = ()
    """Of the visits, in their order; empty: nothing was written."""
    kept: bool = False
    """This seed's visits are on the desk already; they were drawn again, and `changed` says
    whether from the same people, places and earlier visits."""
    changed: bool = False


def plan_visits(
    desk: Desk,
    acting: Acting,
    form: str,
    quarter: str,
    *,
    wanted: int | None = None,
    seed: str | None = None,
    within: Sequence[str] = (),
    frame: str | None = None,
    dry_run: bool = False,
) -> Planned:
    """Draws visits and keeps them as planned: at least one for each store in the quarter.

    A seed that was used for the form and quarter before draws the same again (with `dry_run`).

    Args:
        desk: where.
        acting: who plans.
        form: id of the audit form.
        quarter: such as `2026Q4`.
        wanted: how many visits; None: no more than the stores need.
        seed: None: a fresh one.
        within: ids of places; only stores that are one of them, or lie in one; none: all.
        frame: SHA-256 of what was drawn from when the person saw the draw; None: whatever it is.
        dry_run: write nothing.

    Raises:
        BadInput: there is no such form (D716), quarter (U408) or place (U411), or the rules have
            errors.
        DeskRefused: the draw is not possible (D710), was kept before (D717), is not what the
            person saw (D703), or this person may not plan visits.
    """
    actor = allowed(desk, acting, Action.VISIT_PLAN)
    meant = quarter_named(quarter)
    if meant is None:
        message = f"'{quarter}' is no quarter"
        raise BadInput(Problem(code="U408", message=message, hint="such as 2026Q4"))
    audit = audit_form(desk, form)
    seed = secrets.token_hex(4) if seed is None else seed
    inside = tuple(sorted({_place(desk, each) for each in within}))
    with desk.opened(acting) as db, write(db):
        found, same = _drawn(desk, acting, db, audit.form, meant, seed, wanted, inside)
        if same is not None and not dry_run:
            message = f"the seed '{seed}' has drawn visits by '{form}' in {meant} before"
            hint = "--dry-run shows them again; another seed draws anew"
            raise DeskRefused(Problem(code="D717", message=message, hint=hint))
        if same is not None:
            return msgspec.structs.replace(
                found, kept=True, changed=same.frame_sha256 != found.frame_sha256
            )
        _refuse_own_line(desk, acting, found.visits)
        if dry_run:
            return found
        if frame not in (None, found.frame_sha256):
            message = "people, places or visits have changed since this was drawn"
            hint = "nothing was written; draw it again"
            raise DeskRefused(Problem(code="D703", message=message, hint=hint))
        hand = hand_of(acting, actor)
        forms.keep(db, audit.form, audit.texts, at=hand.at, actor=hand.actor)
        numbers = []
        for each in found.visits:
            content = _content(desk, audit, found, each, hand.at)
            key = f"{form} {meant} {seed} {each.draw}"
            numbers.append(kept_as_planned(db, hand, content, key).number)
        return msgspec.structs.replace(found, numbers=tuple(numbers))


def pick_visit(
    desk: Desk,
    acting: Acting,
    audit: AuditForm,
    place: str,
    *,
    since: datetime,
    until: datetime,
    agent: str | None = None,
    shopper: str | None = None,
) -> int:
    """Plans one visit that somebody picked, and gives its number; figures tell such visits apart.

    Args:
        desk: where.
        acting: who plans.
        audit: the form.
        place: id of a place.
        since: when it may be made, aware.
        until: by when, aware.
        agent: an id, name or alias; None: whoever serves.
        shopper: likewise; None: to be named when it is assigned.

    Raises:
        BadInput: there is no such place (U411) or person (U107), or the times are the wrong way
            round (U409).
        DeskRefused: the shopper can't make it (D712), or this person may not plan visits.
    """
    allowed(desk, acting, Action.VISIT_PLAN)
    where = _place(desk, place)
    about = None if agent is None else person_named(desk, agent).id
    made_by = None if shopper is None else person_named(desk, shopper)
    if until <= since:
        hint = "the first time comes first"
        problem = Problem(code="U409", message="a visit ends before it may begin", hint=hint)
        raise BadInput(problem)
    content = visit_of(
        desk,
        audit,
        place=where,
        agent=about,
        shopper=made_by.id if made_by else None,
        window=(since, until),
        at=acting.clock(),
    )
    subject = line_of(desk.settings, about, where, since)
    with desk.opened(acting) as db, write(db):
        hand = hand_of(acting, allowed(desk, acting, Action.VISIT_PLAN, subject))
        if made_by is not None:
            refuse_unfit(desk, db, content, made_by)
        forms.keep(db, audit.form, audit.texts, at=hand.at, actor=hand.actor)
        return kept_as_planned(db, hand, content).number


def _drawn(
    desk: Desk,
    acting: Acting,
    db: Db,
    form: Form,
    quarter: Quarter,
    seed: str,
    wanted: int | None,
    inside: tuple[str, ...],
) -> tuple[Planned, Visit | None]:
    """The draw, and a visit that the same seed drew before."""
    zone = ZoneInfo(desk.settings.time_zone)
    kept = records.listed(db, VISITS)
    before = [
        each
        for each in kept
        if (each.content.form, each.content.quarter, each.content.seed)
        == (form.id, str(quarter), seed)
    ]
    first = max(quarter.first, acting.clock().astimezone(zone).date())
    if before:
        # As it was then: what was planned since does not count.
        kept = tuple(each for each in kept if each.number < before[0].number)
        first = date.fromisoformat(before[0].content.drawn_from)
        wanted = len(before) if wanted is None else wanted
        inside = before[0].content.drawn_within
    frame = Frame(
        form=form.id,
        quarter=quarter,
        first=first,
        places=tuple(_inside(desk, inside)),
        people=desk.settings.people,
        earlier=tuple(earlier_of(kept, zone)),
        channel=form.briefing.channel if form.briefing else None,
    )
    plan = planned(frame, seed, wanted)
    if plan.refused:
        raise DeskRefused(
            *(
                Problem(
                    code="D710",
                    message=f"no visit to '{each.place}': {each.reason}"
                    if each.place
                    else each.reason,
                    hint="nothing was planned",
                )
                for each in plan.refused
            )
        )
    found = Planned(
        form=form.id,
        version=form.version,
        quarter=quarter,
        seed=seed,
        first=first,
        within=inside,
        frame_sha256=frame.sha256,
        visits=plan.visits,
        left_out=plan.left_out,
    )
    return found, before[0].content if before else None


def _inside(desk: Desk, wanted: tuple[str, ...]) -> Iterator[Place]:
    """The places that are among these, or lie in one of them; of none wanted, all."""
    for place in desk.settings.places:
        outer: Place | None = place
        while outer is not None and outer.id not in wanted:
            outer = desk.settings.place_of(outer.within)
        if outer is not None or not wanted:
            yield place


def _refuse_own_line(desk: Desk, acting: Acting, visits: Iterable[Drawn]) -> None:
    """Nobody plans a visit to their own team."""
    for each in visits:
        subject = line_of(desk.settings, each.agent, each.place, _window(desk, each)[0])
        allowed(desk, acting, Action.VISIT_PLAN, subject)


def visit_of(
    desk: Desk,
    audit: AuditForm,
    *,
    place: str,
    agent: str | None,
    shopper: str | None,
    window: tuple[datetime, datetime],
    at: datetime,
) -> Visit:
    """A visit that nobody drew, as it is kept."""
    since, until = window
    return Visit(
        form=audit.form.id,
        version=audit.form.version,
        form_sha256=audit.form.sha256,
        assumptions=desk.settings.assumptions,
        channel=channel_of(audit.form),
        script=audit.script,
        place=place,
        agent=agent,
        window_from=since,
        window_until=until,
        since=at,
        shopper=shopper,
    )


def kept_as_planned(db: Db, hand: Hand, content: Visit, key: str | None = None) -> VisitRecord:
    """The visit as a record: planned, and about whoever is visited."""
    return records.create(
        db,
        VISITS,
        hand,
        step=Step.PLAN.value,
        stage=Stage.PLANNED.value,
        content=content,
        key=key,
        subject=content.agent,
    )


def _content(desk: Desk, audit: AuditForm, plan: Planned, drawn: Drawn, at: datetime) -> Visit:
    picked = visit_of(
        desk,
        audit,
        place=drawn.place,
        agent=drawn.agent,
        shopper=drawn.shopper,
        window=_window(desk, drawn),
        at=at,
    )
    return msgspec.structs.replace(
        picked,
        seed=plan.seed,
        draw=drawn.draw,
        quarter=str(plan.quarter),
        drawn_from=plan.first.isoformat(),
        drawn_within=plan.within,
        frame_sha256=plan.frame_sha256,
    )


def _window(desk: Desk, drawn: Drawn) -> tuple[datetime, datetime]:
    zone = ZoneInfo(desk.settings.time_zone)
    start, end = drawn.part.value
    return datetime.combine(drawn.on, start, zone), datetime.combine(drawn.on, end, zone)


def _place(desk: Desk, wanted: str) -> str:
    found = desk.settings.place_of(wanted)
    if found is None:
        known = [place.id for place in desk.settings.places]
        hint = nearest(wanted, known) or f"known: {', '.join(known) or 'none'}"
        message = f"there is no place '{wanted}'"
        raise BadInput(Problem(code="U411", message=message, hint=hint))
    return found.id
