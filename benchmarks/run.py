"""The speed of screening beside other ways of the same work, in one run; prints Markdown."""

import io
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec

from benchmarks import corpus
from benchmarks.naive import Pipeline, Script
from benchmarks.others import raw_scan, spacy_matcher
from benchmarks.timing import (
    Timed,
    Way,
    interleaved,
    machine,
    micros,
    per_second,
    table,
    times,
)
from coachdesk.core.calls import Call
from coachdesk.core.form import Form
from coachdesk.core.redact import redact
from coachdesk.core.scorecards import Rulebook
from coachdesk.core.scored import Scored
from coachdesk.files.calls.jsonl import read_lines
from coachdesk.files.calls.reading import ReadCall, Roles
from coachdesk.report.calls import call_object

HYPERSCAN, FALLBACK = 0, 10**12
"""Bytes of text after which Hyperscan is used: at once, or never."""
NAIVE = "naive pipeline, `\\b`"
OURS = "Coachdesk, Hyperscan"
FLOOR = "raw Hyperscan scan"


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """How much is measured."""

    calls: int
    slow_calls: int
    """For the ways that go through the text once a phrase."""
    rounds: int
    most: int
    """The longest row of calls in the table of growth."""


QUICK = Size(calls=512, slow_calls=16, rounds=3, most=1_000)
FULL = Size(calls=2_048, slow_calls=64, rounds=7, most=10_000)


def main(*, quick: bool) -> None:
    """Check that all ways agree, measure them, and print the tables."""
    size = QUICK if quick else FULL
    print(f"{machine()}\n")
    print(
        f"Processor time of one process, least of {size.rounds} interleaved rounds (median in"
        " brackets); the calls are left out of garbage collection.\n"
    )
    english = list(corpus.english_calls(size.calls))
    for phrases, criteria in ((100, 12), (1_000, 60)):
        print(f"## {phrases:,} phrases, {criteria} criteria, English, {corpus.TURNS} turns\n")
        side_by_side(corpus.form(phrases, criteria), english, size)
    chinese = list(corpus.chinese_calls(size.calls))
    turns = sum(len(call.turns) for call in chinese) / len(chinese)
    print(f"## 100 literal phrases, 12 criteria, Chinese, {turns:.0f} turns\n")
    side_by_side(corpus.form(100, 12, corpus.chinese_phrases(100)), chinese, size)
    print("## Growth\n")
    growth(size)
    print(f"At the end: {machine()}")


def side_by_side(form: Form, calls: Sequence[Call], size: Size) -> None:
    """The table of one form."""
    few = calls[: size.slow_calls]
    print(agreement(form, few) + "\n")
    lines = [msgspec.json.encode(call_object(call)) for call in calls]
    text = b"\n".join(lines)
    fast, exact = (Rulebook([form], enough_bytes=enough) for enough in (HYPERSCAN, FALLBACK))
    ways = [
        Way(name=OURS, work=partial(_screen, fast, calls), items=len(calls)),
        Way(
            name="from JSON Lines, Hyperscan",
            work=partial(_screen_text, fast, text),
            items=len(calls),
        ),
        Way(
            name="from JSON Lines, card data masked, Hyperscan",
            work=partial(_screen_text, fast, text, masked=True),
            items=len(calls),
        ),
        Way(
            name="Coachdesk, exact fallback",
            work=partial(_screen, exact, calls[:256]),
            items=min(256, len(calls)),
        ),
        Way(name=NAIVE, work=_naive(form, few, careful=False), items=len(few)),
        Way(
            name="naive pipeline, literal first",
            work=_naive(form, few, careful=True),
            items=len(few),
        ),
        Way(name="script of `re.I` searches", work=_script(form, few), items=len(few)),
    ]
    notes = []
    floor = raw_scan(form, calls)
    if floor is not None:
        ways.insert(0, Way(name=FLOOR, work=floor, items=len(calls)))
    if all(turn.text.isascii() or "’" in turn.text for call in few for turn in call.turns):
        spacy = spacy_matcher(form, few)
        if spacy is None:
            notes.append("spaCy is not installed, so its Matcher is not in the table.")
        else:
            ways.append(Way(name="spaCy Matcher, no scoring", work=spacy[0], items=len(few)))
            notes.append(f"{spacy[1]}.")
    measured = interleaved(ways, size.rounds)
    print(_speeds(measured))
    print("\n".join(notes) + "\n" if notes else "")


def _speeds(measured: Mapping[str, Timed]) -> str:
    naive, floor = measured[NAIVE], measured.get(FLOOR)
    ours = measured[OURS]
    return table(
        (
            "",
            "ours is faster by",
            "time / raw scan",
            "faster than naive by",
            "us a call",
            "calls/s",
        ),
        [
            (
                name,
                times(each.least / ours.least),
                times(each.least / floor.least) if floor else "",
                times(naive.least / each.least),
                f"{micros(each.least)} ({micros(each.median)})",
                per_second(each.least),
            )
            for name, each in measured.items()
        ],
    )


def agreement(form: Form, calls: Sequence[Call]) -> str:
    r"""That all exact ways give the same states, spans and scores; ends the run where they don't.

    The naive pipeline with `\b` is compared too, but may differ: its differences are counted.
    """
    wanted = [_spans(each) for each in Rulebook([form], enough_bytes=HYPERSCAN).screen(calls)]
    spans = sum(len(places) for verdicts, _ in wanted for _, _, places in verdicts)
    exact = [_spans(each) for each in Rulebook([form], enough_bytes=FALLBACK).screen(calls)]
    if wanted != exact:
        raise SystemExit("Hyperscan and the exact fallback do not agree")
    careful, loose = (
        [
            ([(v.criterion, v.passed, v.evidence) for v in verdicts], score)
            for verdicts, score in Pipeline(form, careful=careful).screen(calls)
        ]
        for careful in (True, False)
    )
    differing = [at for at, each in enumerate(careful) if each != wanted[at]]
    if differing:
        raise SystemExit(f"the naive pipeline does not agree about {len(differing)} calls")
    different = sum(
        mine != theirs
        for (verdicts, _), (others, _) in zip(wanted, loose, strict=True)
        for mine, theirs in zip(verdicts, others, strict=True)
    )
    return (
        f"Checked before timing: {len(calls)} calls, {spans} spans; Hyperscan, the exact fallback "
        "and the naive pipeline give the same states, spans and scores (the naive pipeline with "
        f"`\\b` differs in {different} of {len(calls) * len(wanted[0][0])} verdicts)."
    )


def _spans(
    scored: Scored,
) -> tuple[list[tuple[str, bool, tuple[tuple[tuple[int, int, int], ...], ...]]], float | None]:
    verdicts = [
        (
            answer.criterion,
            answer.state.value == "pass",
            tuple(
                tuple((span.turn, span.start, span.end) for span in each.spans)
                for each in (answer.verdict.evidence if answer.verdict else ())
            ),
        )
        for answer in scored.evaluation.answers
    ]
    return verdicts, None if scored.score.calc is None else float(scored.score.calc)


def _screen(rulebook: Rulebook, calls: Iterable[Call]) -> None:
    deque(rulebook.screen(calls), maxlen=0)


def _screen_text(rulebook: Rulebook, text: bytes, *, masked: bool = False) -> None:
    read = (
        found.call
        for found in read_lines(io.BytesIO(text), "-", Roles())
        if isinstance(found, ReadCall)
    )
    _screen(rulebook, (redact(call).call for call in read) if masked else read)


def _naive(form: Form, calls: Sequence[Call], *, careful: bool) -> Callable[[], object]:
    pipeline = Pipeline(form, careful=careful)
    return lambda: deque(pipeline.screen(calls), maxlen=0)


def _script(form: Form, calls: Sequence[Call]) -> Callable[[], object]:
    script = Script(form)
    return lambda: deque(script.search(calls), maxlen=0)


def growth(size: Size) -> None:
    """How the cost of a call grows with calls, turns and phrases."""
    hundred = Rulebook([corpus.form(100, 12)], enough_bytes=HYPERSCAN)
    rows: list[tuple[str, str, Way]] = []
    many = list(corpus.english_calls(size.most))
    for count in (100, 1_000, 10_000):
        if count <= size.most:
            rows.append(("calls", f"{count:,}", _way(hundred, many[:count], f"calls {count}")))
    for turns in (10, 60, 600, 3_000):
        calls = list(corpus.english_calls(max(60_000 // turns, 20), turns))
        rows.append(("turns a call", f"{turns:,}", _way(hundred, calls, f"turns {turns}")))
    for phrases in (10, 100, 1_000):
        book = Rulebook([corpus.form(phrases, 10)], enough_bytes=HYPERSCAN)
        rows.append(
            ("phrases in 10 criteria", f"{phrases:,}", _way(book, many[:512], f"phrases {phrases}"))
        )
    measured = interleaved([way for _, _, way in rows], max(size.rounds // 2, 2))
    first = {what: measured[way.name].least for what, _, way in reversed(rows)}
    print(
        table(
            ("what grows", "to", "time a call / first row", "us a call", "calls/s"),
            [
                (
                    what,
                    to,
                    times(measured[way.name].least / first[what]),
                    f"{micros(measured[way.name].least)} ({micros(measured[way.name].median)})",
                    per_second(measured[way.name].least),
                )
                for what, to, way in rows
            ],
        )
    )


def _way(rulebook: Rulebook, calls: Sequence[Call], name: str) -> Way:
    return Way(name=name, work=partial(_screen, rulebook, calls), items=len(calls))
