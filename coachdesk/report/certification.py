"""Certificates as text: lists, the matrix, one person with the evidence, exams and figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.certification import Need, Programme, Standing, State
from coachdesk.core.certification.cohorts import Cohort, Share, Time
from coachdesk.core.certification.facts import Link, Scored
from coachdesk.core.certification.items import Discrimination, Item
from coachdesk.core.certification.life import Step
from coachdesk.core.certification.outdated import Outdated
from coachdesk.core.certification.programme import (
    KeepToScript,
    ObservedCalls,
    PassExam,
    PassRolePlay,
    PassVisit,
    ReadScript,
    Requirement,
)
from coachdesk.core.certification.roster import Checked
from coachdesk.core.certification.shown import Done, Held, Matrix
from coachdesk.core.rates import Rate, Refusal
from coachdesk.core.visible import visible
from coachdesk.report.figures import percent
from coachdesk.report.layout import padded, width, wrapped
from coachdesk.report.rows import Row, folded, paragraph, row, table
from coachdesk.report.tone import Tone

STATE_SIGN: Mapping[State, str] = {
    State.NONE: "·",
    State.IN_TRAINING: "○",
    State.ASSESSED: "?",
    State.CERTIFIED: "✓",
    State.CONFIRM_DUE: "R",
    State.EXPIRING: "!",
    State.RECERTIFY: "W",
    State.GRACE: "G",
    State.EXPIRED: "✗",
    State.REVOKED: "X",
}
"""One sign a state: what a matrix shows, always beside its key."""

_HEADS = ("PERSON", "TEAM", "CERTIFICATE", "STATE", "UNTIL", "NEXT")


def until_of(found: Standing) -> date | None:
    """The day that matters next: the last of validity, or of work where that comes first."""
    ends = [day for day in (found.valid_to, found.works_until) if day is not None]
    return min(ends, default=None)


def next_text(held: Held) -> str:
    """What comes next, in a few words."""
    if held.standing.challenged:
        return "a second person confirms that it is revoked, or it is withdrawn"
    if held.standing.decision:
        return "pass or fail to be decided"
    need = held.blocking
    if need is not None:
        return f"{need.requirement.id}: {lacking_text(need)}"
    if held.needs:
        return "to be assessed"
    return held.standing.because


def lacking_text(need: Need) -> str:
    """What a requirement lacks, with its figure; nothing where it is met."""
    if need.met:
        return ""
    told = visible(need.lacks)
    if need.figure is not None:
        told += f" ({percent(need.figure, cut=True)}"
        told += f", {percent(need.wants)} wanted)" if need.wants is not None else ")"
    return told


def list_lines(found: Sequence[Held], columns: int) -> Iterator[str]:
    """A table where it fits into so many columns, else two lines a certificate."""
    if not found:
        yield "no certificates"
        return
    rows = [
        (
            visible(each.person.name),
            visible(each.person.team or "–"),
            each.programme.id,
            state_text(each.standing.state),
            str(until_of(each.standing) or "–"),
            next_text(each),
        )
        for each in found
    ]
    yield from folded(_HEADS, rows, columns, keeps=(0, 2, 3, 4))


def state_text(state: State) -> str:
    """The state with its sign."""
    return f"{STATE_SIGN[state]} {state.value}"


def matrix_lines(found: Matrix, columns: int, *, narrowed: bool = False) -> Iterator[str]:
    """People by programmes, one sign a cell, and what each person lacks next.

    Args:
        found: the matrix.
        columns: of the terminal.
        narrowed: whether only some were asked for.
    """
    if not found.people:
        yield "nobody matches what was asked for" if narrowed else "nobody is enrolled"
        return
    names = min(max(width(visible(each.name)) for each in found.people), 24)
    yield f"{found.on}"
    for number, programme in enumerate(found.programmes, 1):
        yield f"  {number:>2}  {programme.id}  {visible(programme.title)}"
    yield ""
    yield padded("", names) + "".join(f"{at:>3}" for at in range(1, len(found.programmes) + 1))
    for person in found.people:
        cells = [found.cells.get((each.id, person.id)) for each in found.programmes]
        signs = "".join(
            f"  {STATE_SIGN[each.standing.state if each else State.NONE]}" for each in cells
        )
        line = f"{padded(_cut(visible(person.name), names), names)}{signs}"
        lacking = next((each for each in cells if each and each.blocking), None)
        if lacking is not None:
            then = f"{lacking.programme.id}, {next_text(lacking)}"
            front, line = f"{line}  ", ""
            for part in wrapped(then, columns - width(front)):
                yield f"{front}{part}"
                front = " " * width(front)
        if line:
            yield line.rstrip()
    yield ""
    used = {each.standing.state for each in found.cells.values()} | {State.NONE}
    key = "  ".join(state_text(state) for state in State if state in used)
    yield from wrapped(key, columns)
    for programme in found.programmes:
        if programme.id in found.outdated:
            told = outdated_text(found.outdated[programme.id])
            yield from wrapped(f"! {programme.id}: {told}", columns)


def _cut(text: str, columns: int) -> str:
    while width(text) > columns:
        text = text[:-1]
    return text


def outdated_text(questions: Sequence[Outdated]) -> str:
    """Which questions to read again, and why: `theory: fee (sale/cost, 1 → 2)`."""
    on_line: dict[tuple[str, str], list[str]] = {}
    for each in questions:
        gone = "" if each.new else ", gone"
        line = f"({visible(each.line)}, {each.was} → {each.now}{gone})"
        on_line.setdefault((each.exam, line), []).append(each.question)
    told = "; ".join(
        f"{exam}: {', '.join(asked)} {line}" for (exam, line), asked in on_line.items()
    )
    return f"exam questions on changed lines: {told}"


def programme_lines(
    found: Sequence[Programme], outdated: Mapping[str, Sequence[Outdated]], columns: int
) -> Iterator[str]:
    """What the desk certifies for, and which questions of its exams to read again."""
    if not found:
        yield "no programmes in rules/certifications/"
    for each in found:
        yield f"{each.id} v{each.version}  {visible(each.title)}"
        asked = ", ".join(requirement.id for requirement in each.requirements)
        yield f"    shown by: {visible(asked)}"
        yield f"    holds {each.months} months, {each.grace_days} days of grace"
        if each.scripts:
            yield f"    scripts: {visible(', '.join(script.script for script in each.scripts))}"
        if each.id in outdated:
            for line in wrapped(f"! {outdated_text(outdated[each.id])}", columns - 4):
                yield f"    {line}"


def page_rows(held: Held, zone: ZoneInfo, columns: int) -> Iterator[Row]:
    """One certificate: where its owner stands, why, on what evidence, and what was done."""
    found, name = held.standing, visible(held.person.name)
    title = f"{name}  {held.programme.id} v{held.programme.version}  {held.name or 'not enrolled'}"
    yield row(title, Tone.STRONG)
    told = f"{state_text(found.state)}: {visible(found.because)} (as of {found.on})"
    yield from paragraph(told, columns, "  ", STATE_TONE[found.state])
    if found.valid_from is not None:
        given = [each for each in held.done if each.step == Step.PASS]
        word = "given" if len(given) < 2 else "renewed"
        first = "" if len(given) < 2 else f", first given {given[0].at.astimezone(zone):%Y-%m-%d}"
        yield row(f"  {word} {found.valid_from}{first}, valid to {found.valid_to}")
    if found.revoked_term is not None:
        begins, ends = found.revoked_term
        yield row(f"  was given {begins}, valid to {ends}")
    if found.challenged:
        yield from paragraph(proposal_text(held, zone), columns, "  ", Tone.BAD)
    if found.works_until is not None:
        yield row(f"  may work until {found.works_until}, as far as is known now")
    if held.due is not None:
        late = held.due < found.on
        told = f"  training is due by {held.due}{', which is over' if late else ''}"
        yield row(told, Tone.DOUBT if late else None)
    if held.needs:
        yield row(f"  to be shown{' (short renewal)' if found.short else ''}, since {found.since}:")
    for need in held.needs:
        yield from _need_rows(held, need, zone, columns)
    if held.needs and held.blocking is None and not found.decision:
        yield row("  all is shown: to be assessed", Tone.GOOD)
    for done in held.done:
        at = done.at.astimezone(zone)
        reason = f": {visible(done.reason)}" if done.reason else ""
        word = visible(_STEP_WORDS.get(done.step, done.step))
        told = f"{at:%Y-%m-%d %H:%M}  {word} by {visible(done.by)}{reason}"
        yield from paragraph(told, columns, "  ", Tone.QUIET)
    yield from _rests_rows(held, zone)


_STEP_WORDS: Mapping[str, str] = {
    Step.CHALLENGE: "revocation proposed",
    Step.WITHDRAW: "proposal to revoke dropped",
}
"""Steps that people know by other words."""


def proposal(held: Held) -> Done | None:
    """The proposal to revoke that waits for a second person; None: there is none, or no history."""
    if not held.standing.challenged:
        return None
    return next((each for each in reversed(held.done) if each.step == Step.CHALLENGE), None)


def proposal_text(held: Held, zone: ZoneInfo) -> str:
    """Who proposed to revoke it, when and why, and what that means."""
    found, by = proposal(held), ""
    if found is not None:
        by = f" by {visible(found.by)} on {found.at.astimezone(zone):%Y-%m-%d}"
        by += f": {visible(found.reason)}" if found.reason else ""
    return f"! revocation proposed{by}; it holds until a second person confirms"


STATE_TONE: Mapping[State, Tone] = {
    State.NONE: Tone.QUIET,
    State.IN_TRAINING: Tone.QUIET,
    State.ASSESSED: Tone.DOUBT,
    State.CERTIFIED: Tone.GOOD,
    State.CONFIRM_DUE: Tone.DOUBT,
    State.EXPIRING: Tone.DOUBT,
    State.RECERTIFY: Tone.DOUBT,
    State.GRACE: Tone.BAD,
    State.EXPIRED: Tone.BAD,
    State.REVOKED: Tone.BAD,
}
_ROOMS: Mapping[type[Requirement], str] = {
    ReadScript: "script",
    PassExam: "exam",
    PassRolePlay: "role_play",
    ObservedCalls: "evaluation",
    PassVisit: "visit",
}
"""Where the evidence of a requirement can be looked at."""


def _need_rows(held: Held, need: Need, zone: ZoneInfo, columns: int) -> Iterator[Row]:
    asked = need.requirement
    told = f"{'✓' if need.met else '○'} {asked.id}"
    if not need.met:
        told += f": {lacking_text(need)}"
    elif need.read_at is not None:
        told += f": v{need.have} on {need.read_at.astimezone(zone):%Y-%m-%d}"
    elif isinstance(asked, KeepToScript):
        told += f": {percent(need.figure)} of lines said, {percent(need.wants)} wanted"
    view = name = None
    if isinstance(asked, ReadScript):
        view, name = "script", asked.script
    elif need.tried and not need.met:
        # What was failed last, for whoever asks why; keys lead to the next try.
        view, name = _ROOMS.get(type(asked)), need.tried[-1].link.name
    elif isinstance(asked, PassExam) and not need.met:
        view, name = "exam", held.programme.id
    elif isinstance(asked, PassRolePlay) and not need.met:
        view, name = "role_play", f"{held.programme.id} {held.person.id} {asked.form}"
    for each in paragraph(told, columns, "    ", Tone.GOOD if need.met else None):
        yield msgspec.structs.replace(each, view=view, name=name)
    for each_try in need.tried:
        yield _try_row(asked, each_try, zone)
    for link in need.evidence:
        yield _link_row(asked, link)


def _try_row(asked: Requirement, made: Scored, zone: ZoneInfo) -> Row:
    """One that did not reach the mark, leading to itself."""
    told = f"✗ {visible(made.link.name)} on {made.at.astimezone(zone):%Y-%m-%d}"
    told += f": {percent(made.percent, cut=True)}"
    if made.critical:
        told += (
            f", {visible(', '.join(made.failed_by) or 'a critical criterion')} failed critically"
        )
    view = _ROOMS.get(type(asked))
    return Row(pieces=((f"        {told}", Tone.BAD),), view=view, name=made.link.name)


def _link_row(asked: Requirement | None, link: Link, indent: str = "        ") -> Row:
    form = f" {link.form} v{link.version} {link.sha256[:12]}" if link.form else ""
    result = "" if link.percent is None else f"  {percent(Fraction(link.percent))}"
    if link.due is not None:
        result = f"  {link.said} of {link.due} lines"
    pieces = ((f"{indent}{visible(link.name)}{form}{result}", Tone.QUIET),)
    if isinstance(asked, KeepToScript):
        return Row(pieces=pieces, call=link.name)
    view = _ROOMS.get(type(asked)) if asked is not None else None
    return Row(pieces=pieces, view=view, name=link.name if view else None)


def _rests_rows(held: Held, zone: ZoneInfo) -> Iterator[Row]:
    """What the certificate was given for."""
    assessed = held.rests_on
    if assessed is None:
        return
    on = assessed.at.astimezone(zone)
    word = "rests" if held.standing.revoked_term is None else "rested"
    yield row(f"  {word} on what was shown by {on:%Y-%m-%d}, assessed by {visible(assessed.by)}:")
    for link in assessed.evidence:
        yield _link_row(_asked(held.programme, link), link, "    ")


def _asked(programme: Programme, link: Link) -> Requirement | None:
    """The requirement that such evidence shows."""
    for each in programme.requirements:
        match each:
            case PassExam(exam=form) | PassRolePlay(form=form) | PassVisit(form=form):
                if form == link.form:
                    return each
            case ObservedCalls() if re.fullmatch("E[0-9]+", link.name):
                return each
            case KeepToScript():
                return each
    return None


def roster_lines(rows: Sequence[Checked]) -> Iterator[str]:
    """Who may not, and why, and who may only in grace; then how many may."""
    for each in rows:
        duty = each.duty
        if each.grace is not None:
            until = f"in grace until {each.grace.works_until}"
            told = f"{visible(duty.name)} may, {until}: {visible(duty.what)} on {duty.on}"
            yield f"line {duty.line}: {told}"
        elif not each.may:
            what = f"{visible(duty.name)} may not: {visible(duty.what)} on {duty.on}"
            yield f"line {duty.line}: {what}: {visible(each.because)}"
    refused = sum(not each.may for each in rows)
    grace = sum(each.grace is not None for each in rows)
    flagged = f", {grace} of them in grace" if grace else ""
    yield f"{len(rows) - refused} of {len(rows)} may{flagged}"


def time_text(time: Time) -> str:
    """The median with its interval, or why there is none."""
    told = f"n {time.of}, {time.certified} certified"
    if time.refusal is Refusal.TOO_FEW:
        return f"{told}: too few for a median"
    if time.median is None:
        return f"{told}: fewer than half are, so there is no median yet"
    high = "?" if time.high is None else str(time.high)
    low = "?" if time.low is None else str(time.low)
    return f"{told}: median {time.median} days, 95 % {low}–{high}"


def share_text(share: Share) -> str:
    """The share by a day, or that there is none."""
    if share.value is None or share.low is None or share.high is None:
        return f"day {share.days}: too few"
    low, high = 100 * share.low, 100 * share.high
    return f"day {share.days}: {100 * share.value:.0f} % ({low:.0f}–{high:.0f})"


def cohort_lines(cohort: Cohort) -> Iterator[str]:
    """One cohort: the median, the shares by day 10, 20 and 30, and what blocks."""
    yield f"{visible(cohort.name)}: {time_text(cohort.time)}"
    yield "    certified by " + ", ".join(map(share_text, cohort.shares))
    if cohort.blocked:
        told = ", ".join(f"{visible(id)} ({count})" for id, count in cohort.blocked)
        yield f"    in training, lacking first: {told}"


def item_lines(items: Sequence[Item]) -> Iterator[str]:
    """One line a question: how often it is right, and how it goes with the rest."""
    rows = [("QUESTION", "RIGHT", "WITH THE REST")]
    rows += [
        (visible(each.question), rate_text(each.right), discrimination_text(each.discrimination))
        for each in items
    ]
    yield from (line.rstrip() for line in table(rows))


def rate_text(rate: Rate) -> str:
    """So many of so many with the interval, or that there are too few."""
    told = f"{rate.count} of {rate.of}"
    if rate.low is None or rate.high is None:
        return f"{told}, too few"
    return f"{told}, {100 * rate.low:.0f}–{100 * rate.high:.0f} %"


def discrimination_text(found: Discrimination) -> str:
    """The correlation with its interval and n, or why it is not told."""
    if found.value is None or found.low is None or found.high is None:
        why = "all alike" if found.refusal is Refusal.ALL_ALIKE else "too few"
        return f"n {found.of}, {why}"
    return f"{found.value:+.2f} ({found.low:+.2f} to {found.high:+.2f}), n {found.of}"


def result_text(value: Fraction | None, *, passed: bool) -> str:
    """The result of an exam, such as `PASS 85.00 %`."""
    return f"{'PASS' if passed else 'FAIL'} {percent(value, cut=not passed)}"
