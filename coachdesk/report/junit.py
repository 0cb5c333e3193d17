"""Scores as JUnit XML, which continuous integration servers show: a suite per call and form."""

from collections.abc import Iterable, Iterator
from xml.sax import saxutils

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, Section, scored
from coachdesk.core.visible import visible
from coachdesk.report.reported import Reported
from coachdesk.report.verdicts import Looks, criterion_lines, head_lines

_PLAIN = Looks()


def junit_chunks(all_reported: Iterable[Reported]) -> Iterator[str]:
    """The XML text, a suite at a time.

    FAIL of a criterion that counts is a failure, UNKNOWN an error, NA, open and what does not
    count are skipped.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="coachdesk">\n'
    for reported in all_reported:
        yield _suite(reported)
    yield "</testsuites>\n"


def _suite(reported: Reported) -> str:
    cases = [_case(reported, *each) for each in reported.answered()]
    counts = {
        name: sum(f"<{element}" in case for case in cases)
        for name, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }
    numbers = " ".join(f'{name}="{count}"' for name, count in counts.items())
    name = _attribute(f"{_subject(reported)} {reported.form.id} v{reported.form.version}")
    said = _escape("\n".join(head_lines(reported, _PLAIN)))
    return (
        f'<testsuite name={name} tests="{len(cases)}" {numbers}>\n{"".join(cases)}'
        f"<system-out>{said}</system-out>\n</testsuite>\n"
    )


def _subject(reported: Reported) -> str:
    call = reported.evaluation.call
    return "form filled by hand" if call is None else visible(call)


def _case(reported: Reported, section: Section, criterion: Criterion, answer: Answer) -> str:
    group = _attribute(f"{reported.form.id}.{section.id}")
    said = "\n".join(criterion_lines(reported, criterion, answer, _PLAIN))
    message = _attribute(visible(reported.reason(answer) or criterion.ask))
    inner = ""
    if not scored(criterion):
        inner = f'<skipped message="{criterion.status.value}, not scored"/>'
    elif answer.state is State.FAIL:
        inner = f'<failure type="fail" message={message}>{_escape(said)}</failure>'
    elif answer.state is State.UNKNOWN:
        inner = f'<error type="unknown" message={message}>{_escape(said)}</error>'
    elif answer.state in (State.NA, State.OPEN):
        inner = f"<skipped message={message}/>"
    return f"<testcase classname={group} name={_attribute(criterion.id)}>{inner}</testcase>\n"


def _escape(text: str) -> str:
    return saxutils.escape(_without_noncharacters(text))


def _attribute(text: str) -> str:
    return saxutils.quoteattr(_without_noncharacters(text))


def _without_noncharacters(text: str) -> str:
    """XML 1.0 has no place for these two, even escaped."""
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
