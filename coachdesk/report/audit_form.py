"""What an audit form asks, for whoever answers it: in words, and as an object."""

from collections.abc import Iterator
from typing import Any

from coachdesk.core.answers import allowed, plainly
from coachdesk.core.audits.facts import wanted
from coachdesk.core.form import Briefing, Criterion, Fact, Form, Section, scored
from coachdesk.core.visible import visible
from coachdesk.report.layout import wrapped


def form_lines(form: Form, *, columns: int) -> Iterator[str]:
    """The briefing, then every question by section, within so many columns.

    A criterion has its id, its question, what it earns and what answers it; a fact likewise, with
    its unit. What proof is wanted stands below.
    """
    yield f"{form.id} v{form.version}: {visible(form.title)}"
    if form.briefing is not None:
        for line in _briefing(form.briefing):
            yield from _indented(line, "  ", columns)
    for section in form.sections:
        yield ""
        yield visible(section.title)
        for criterion in _criteria(form, section):
            yield from _question(criterion.id, criterion.ask, _of_criterion(criterion), columns)
        for fact in _facts(form, section):
            yield from _question(fact.id, fact.ask, _of_fact(fact), columns)


def form_object(form: Form) -> dict[str, Any]:
    """The same for machines; `answers` are the words that answer a criterion."""
    return {
        "form": form.id,
        "version": form.version,
        "title": form.title,
        "persona": form.briefing and form.briefing.persona,
        "scenario": form.briefing and form.briefing.scenario,
        "duties": list(form.briefing.duties) if form.briefing else [],
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "criteria": [
                    {
                        "id": each.id,
                        "ask": each.ask,
                        "points": float(each.points),
                        "answers": list(allowed(each)),
                        "proof": each.proof or None,
                    }
                    for each in _criteria(form, section)
                ],
                "facts": [
                    {
                        "id": each.id,
                        "ask": each.ask,
                        "entry": each.entry.value,
                        "unit": each.unit or None,
                        "required": each.required,
                        "proof": each.proof or None,
                    }
                    for each in _facts(form, section)
                ],
            }
            for section in form.sections
        ],
    }


def _briefing(briefing: Briefing) -> Iterator[str]:
    yield f"who: {visible(briefing.persona.strip())}"
    yield f"what: {visible(briefing.scenario.strip())}"
    yield from (f"- {visible(duty)}" for duty in briefing.duties)
    yield "also asked of every visit: began and ended, such as 15:10"


def _criteria(form: Form, section: Section) -> Iterator[Criterion]:
    yield from (criterion for owner, criterion in form.criteria() if owner is section)


def _facts(form: Form, section: Section) -> Iterator[Fact]:
    yield from (fact for fact in form.facts if fact.section == section.id)


def _of_criterion(criterion: Criterion) -> Iterator[str]:
    earns = f"{plainly(criterion.points)} points" if scored(criterion) else "not scored"
    if criterion.choices:
        earned = {choice.key: plainly(choice.points) for choice in criterion.choices}
        ways = [f"{key} ({earned[key]})" if key in earned else key for key in allowed(criterion)]
    else:
        ways = list(allowed(criterion))
    yield f"{earns}: {visible(', '.join(ways))}"
    if criterion.proof:
        yield f"proof wanted: {visible(criterion.proof)}"


def _of_fact(fact: Fact) -> Iterator[str]:
    yield f"{wanted(fact)}{'' if fact.required else '; may stay empty'}"
    if fact.proof:
        yield f"proof wanted: {visible(fact.proof)}"


def _question(name: str, ask: str, more: Iterator[str], columns: int) -> Iterator[str]:
    yield from _indented(f"{name}: {visible(ask)}", "  ", columns)
    for line in more:
        yield from _indented(line, "    ", columns)


def _indented(text: str, before: str, columns: int) -> Iterator[str]:
    first, *others = list(wrapped(text, max(30, columns - len(before) - 2))) or [""]
    yield before + first
    yield from (f"{before}  {each}" for each in others)
