"""What a run of the coaching policies raised, what went to owners, and why the rest was not."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from coachdesk.core.coaching import Topic, TopicKind
from coachdesk.core.coaching.pages import NotLooked, Raised
from coachdesk.core.coaching.policy import Waiver
from coachdesk.core.coaching.propose import Proposal, Why, WhyNot
from coachdesk.core.visible import visible
from coachdesk.report.coaching import baseline_words
from coachdesk.report.rows import BLANK, Row, leading, paragraph, row
from coachdesk.report.tone import Tone

NameOf = Callable[[str], str]


def raised_lines(found: Raised, columns: int = 100) -> Iterator[str]:
    """The rows as text; people by their ids."""
    yield from (each.text for each in raised_rows(found, columns))


def raised_rows(
    found: Raised, columns: int = 100, name_of: NameOf = str, *, every: bool = False
) -> Iterator[Row]:
    """Proposals first, then what is not one, with its reason.

    Args:
        found: what the policies made of the desk.
        columns: that no row exceeds.
        name_of: how a person's id is told.
        every: tell also of each finding that is not enough.
    """
    proposed = found.proposed
    if not found.policies:
        yield row("there are no coaching policies in the desk's rules/coaching")
        return
    count, policies = len(proposed.proposals), found.policies
    told = f"{count} proposal{'' if count == 1 else 's'}"
    told += f", by {policies} polic{'y' if policies == 1 else 'ies'}"
    unwritten = proposed.proposals and not found.names
    yield row(told + ("; nothing was written" if unwritten else ""), Tone.STRONG)
    for group in _together(found):
        yield from _proposals(group, columns, name_of)
    for owned in proposed.for_owners:
        share = (
            f"{len(owned.failing)} of {owned.judged} in {visible(owned.team)} fail {owned.topic}"
        )
        owner = visible(name_of(owned.policy.owner))
        yield from paragraph(f"to {owner}: {share}: look at the rule or the script", columns)
    yield from _not_raised(proposed.why_not, columns, name_of, every=every)
    yield from _not_looked(found.not_looked, columns)
    yield from _unknown(found.unknown_owners, columns)
    yield from _unused(proposed.unused, columns, name_of)


def _together(found: Raised) -> Iterable[Sequence[tuple[str, Proposal]]]:
    """Each proposal with its name; those from one visit to one person stand together."""
    groups: dict[object, list[tuple[str, Proposal]]] = {}
    names = found.names or ("–",) * len(found.proposed.proposals)
    for at, (name, each) in enumerate(zip(names, found.proposed.proposals, strict=True)):
        visit = each.topic.kind is TopicKind.VISITS and each.calls
        alike = (each.person, each.calls, each.policy.id, each.due) if visit else at
        groups.setdefault(alike, []).append((name, each))
    return groups.values()


def _proposals(
    group: Sequence[tuple[str, Proposal]], columns: int, name_of: NameOf
) -> Iterator[Row]:
    (name, first), *more = group
    to = _to(first.topic, first.person, first.calls)
    who = visible(name_of(first.person))
    if not more:
        told = f"{name}  {who}  {first.topic}  due {first.due}  ({first.policy.id})"
        yield from leading(told, columns, to=to)
        if first.baseline is not None:
            shown = ", ".join(map(visible, first.calls[:3]))
            text = f"failed {baseline_words(first.baseline)}: {shown}"
            yield from leading(text, columns, "  ", to=to)
        return
    shown = ", ".join(map(visible, first.calls[:3]))
    told = f"{who}  {len(group)} lines of {shown}  due {first.due}  ({first.policy.id})"
    yield from leading(told, columns, to=to)
    for name, each in group:
        failed = f": failed {baseline_words(each.baseline)}" if each.baseline is not None else ""
        yield from leading(f"{name}  {each.topic}{failed}", columns, "  ", to=to)


def _to(topic: Topic, person: str, calls: Sequence[str]) -> Row:
    """To the newest call that shows it, else to the person."""
    if topic.kind is not TopicKind.CALLS or not calls:
        return Row(person=person)
    return Row(call=calls[0], scorecard=topic.form, criterion=topic.criterion)


def _not_raised(
    why_not: Sequence[WhyNot], columns: int, name_of: NameOf, *, every: bool
) -> Iterator[Row]:
    told = [each for each in why_not if each.why is not Why.NOT_ENOUGH]
    if every:
        told += [each for each in why_not if each.why is Why.NOT_ENOUGH]
    if told:
        yield BLANK
        yield row(f"NOT RAISED  {len(told)}", Tone.STRONG)
    for each in told:
        who = visible(name_of(each.person))
        words = f"{who}  {each.topic}: {each.why.value}: {visible(each.words)}"
        yield from leading(words, columns, "  ", to=Row(person=each.person))
    rest = len(why_not) - len(told)
    if rest:
        text = f"{rest} more were looked at and are not enough; --format json tells of each"
        yield from paragraph(text, columns)


def _not_looked(not_looked: Sequence[NotLooked], columns: int) -> Iterator[Row]:
    if not_looked:
        yield BLANK
        yield row("POLICIES THAT COULD NOT LOOK", Tone.STRONG)
    for each in not_looked:
        yield from paragraph(f"{each.policy}: {each.why}", columns, "  ")


def _unknown(owners: Sequence[tuple[str, str]], columns: int) -> Iterator[Row]:
    if owners:
        yield BLANK
        yield row("POLICIES WHOSE OWNER IS NOBODY HERE", Tone.STRONG)
    for policy, owner in owners:
        told = f"{policy}: {visible(owner)}: what most of a team fails would wait for nobody"
        yield from paragraph(told, columns, "  ")


def _unused(waivers: Sequence[Waiver], columns: int, name_of: NameOf) -> Iterator[Row]:
    if waivers:
        yield BLANK
        yield row("WAIVERS THAT EXCUSED NOTHING", Tone.STRONG)
    for each in waivers:
        told = f"{visible(each.name)} of {visible(name_of(each.owner))} until {each.until}"
        yield from paragraph(told, columns, "  ")
