"""What stands beside a person's or team's figures, as rows that lead to where it comes from."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo

from msgspec.structs import replace

from coachdesk.core.audits.opened import Line
from coachdesk.core.certification.state import State
from coachdesk.core.coaching import OPEN
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.core.profile import Profile, TeamProfile
from coachdesk.core.trend import Period
from coachdesk.core.visible import visible
from coachdesk.report.audits import figure_text
from coachdesk.report.certification import STATE_TONE, next_text, state_text, until_of
from coachdesk.report.people import fact_rows, figure_rows, legend_rows
from coachdesk.report.roster import spell_words
from coachdesk.report.rows import BLANK, Row, leading, paragraph, row, table
from coachdesk.report.teams import member_rows, team_figure_rows
from coachdesk.report.tone import Tone

_BELOW = " " * 6
"""Before what of a row has no room in its first line."""
_MOST = 8
"""So many lines of each kind stand on a page."""
_NEXT = 4
"""Cells further in than the line above."""


def profile_rows(
    profile: Profile, names: Mapping[str, str], columns: int = 80, *, ascii_only: bool = False
) -> Iterator[Row]:
    """One person, whole; `names` of places and people by id."""
    yield from head_rows(profile, columns, ascii_only=ascii_only)
    yield from beside_rows(profile, names, columns)
    yield from fact_rows(profile.page, columns, ascii_only=ascii_only)
    yield from legend_rows(columns)


def head_rows(profile: Profile, columns: int, *, ascii_only: bool = False) -> Iterator[Row]:
    """Who it is and where they stand in a line, then the figures."""
    title, *rest = figure_rows(profile.page, columns, ascii_only=ascii_only)
    yield title
    states = Counter(each.standing.state for each in profile.certificates)
    told = [f"{states[state]} {state_text(state)}" for state in State if state in states]
    parts = [f"certificates: {', '.join(told)}"] if told else []
    if profile.actions:
        parts.append(f"coaching: {_counted(profile.actions)}")
    if parts:
        yield from paragraph("; ".join(parts), columns)
    yield from rest


def beside_rows(profile: Profile, names: Mapping[str, str], columns: int) -> Iterator[Row]:
    """Certificates, coaching, visits and spells; nothing of what there is none of."""
    if profile.certificates:
        yield BLANK
        yield row("Certificates", Tone.STRONG)
        yield from _certificate_rows(profile, columns)
    yield from action_rows(profile.actions, {}, columns)
    yield from visit_rows(profile.visits, {}, names, profile.page.period, columns)
    if any(spell.since or spell.until for spell in profile.spells):
        yield BLANK
        yield row("On the roster", Tone.STRONG)
        for spell in reversed(profile.spells):
            about = Row(spell=str(spell.since or "always"))
            words = spell_words(spell, names)
            yield from leading(words, columns, "  ", to=about, further=" " * 26)
    if profile.withheld:
        yield BLANK
        text = f"Left out, because your role does not read it: {', '.join(profile.withheld)}."
        yield from paragraph(text, columns, tone=Tone.QUIET)


def _certificate_rows(profile: Profile, columns: int) -> Iterator[Row]:
    lines = [
        (each.programme.id, state_text(each.standing.state), str(until_of(each.standing) or ""))
        for each in profile.certificates
    ]
    for text, each in zip(table(lines), profile.certificates, strict=True):
        name = f"{each.programme.id} {each.person.id}"
        tone = STATE_TONE[each.standing.state]
        yield Row(pieces=((f"  {text.rstrip()}", tone),), view="certificate", name=name)
        if each.needs or each.standing.decision or each.standing.challenged:
            told = f"next: {next_text(each)}"
            yield from paragraph(told, columns, " " * _NEXT, Tone.QUIET)


def action_rows(
    actions: Sequence[ActionLine], names: Mapping[str, str], columns: int
) -> Iterator[Row]:
    """Coaching actions, with the person where `names` has them."""
    if not actions:
        return
    yield BLANK
    yield row(f"Coaching  {_counted(actions)}", Tone.STRONG)
    lines = [
        (
            each.name,
            *([visible(names.get(each.action.person, each.action.person))] if names else []),
            visible(str(each.action.topic)),
            each.stage.value,
            _due(each),
        )
        for each in actions[:_MOST]
    ]
    for text, each in zip(table(lines), actions, strict=False):
        tone = Tone.BAD if each.overdue else None if each.stage in OPEN else Tone.QUIET
        for made in paragraph(text.rstrip(), columns, "  ", tone, further=_BELOW):
            yield replace(made, view="action", name=each.name)
    yield from _more(len(actions))


def _counted(actions: Sequence[ActionLine]) -> str:
    late = sum(each.overdue for each in actions)
    told = f"{sum(each.stage in OPEN for each in actions)} open"
    return told + (f", {late} overdue" if late else "")


def _due(each: ActionLine) -> str:
    if each.stage not in OPEN:
        return f"{each.changed:%Y-%m-%d}"
    return f"due {each.action.due}{' overdue' if each.overdue else ''}"


def visit_rows(
    visits: Sequence[Line],
    people: Mapping[str, str],
    names: Mapping[str, str],
    period: Period,
    columns: int,
) -> Iterator[Row]:
    """Released visits, with the person where `people` has them."""
    if not visits:
        return
    yield BLANK
    yield row("Mystery visits", Tone.STRONG)
    lines = [
        (
            each.name,
            *([visible(people.get(each.visit.agent or "", "–"))] if people else []),
            _day(each, period.now.tzinfo),
            visible(names.get(each.visit.place, each.visit.place)),
            each.visit.form,
            figure_text(each.visit.figures),
        )
        for each in visits[:_MOST]
    ]
    for text, each in zip(table(lines), visits, strict=False):
        for made in paragraph(text.rstrip(), columns, "  ", further=_BELOW):
            yield replace(made, view="visit", name=each.name)
    yield from _more(len(visits))


def _day(each: Line, zone: tzinfo | None) -> str:
    at = each.visit.contact_at
    return "–" if at is None else f"{at.astimezone(zone):%Y-%m-%d}"


def _more(count: int) -> Iterator[Row]:
    if count > _MOST:
        yield row(f"  and {count - _MOST} more", Tone.QUIET)


def team_profile_rows(
    profile: TeamProfile,
    names: Mapping[str, str],
    columns: int = 80,
    *,
    ascii_only: bool = False,
) -> Iterator[Row]:
    """One team, whole; `names` of places and people by id."""
    yield from team_figure_rows(profile.page, columns, ascii_only=ascii_only)
    yield from member_rows(profile.page, columns, ascii_only=ascii_only)
    yield from team_beside_rows(profile, names, columns)


def team_beside_rows(profile: TeamProfile, names: Mapping[str, str], columns: int) -> Iterator[Row]:
    """Certificates by state, open coaching, and visits; nothing of what there is none of."""
    if profile.certificates:
        yield BLANK
        yield row("Certificates", Tone.STRONG)
    for programme, states in profile.certificates.items():
        told = ", ".join(f"{states[s]} {state_text(s)}" for s in State if s in states)
        words = f"programme:{programme} team:{_quoted(profile.page.name)}"
        for each in paragraph(f"{programme}  {told}", columns, "  ", further="    "):
            yield Row(pieces=each.pieces, view="certs", filter=words)
    yield from action_rows(profile.actions, names, columns)
    yield from visit_rows(profile.visits, names, names, profile.page.period, columns)


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
