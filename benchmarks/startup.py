"""How long the small jobs take that a person waits for, and what the database costs.

`python -m benchmarks.startup`. Prints Markdown.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import corpus
from benchmarks.children import COACHDESK, Ran, run
from benchmarks.timing import machine, per_second, table
from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call
from coachdesk.core.form import Form
from coachdesk.core.scorecards import Rulebook
from coachdesk.store import calls as kept_calls
from coachdesk.store import connect, evaluations, forms

ROUNDS = 15
STARTER = corpus.ROOT / "rules"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ACTOR = "benchmark"


def main() -> None:
    """Measure, and print the tables."""
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        starting(Path(folder))
        testing(Path(folder))
        storing(Path(folder))
    print(f"At the end: {machine()}")


def starting(folder: Path) -> None:
    """The commands beside an interpreter that does nothing, in turns; medians."""
    card = STARTER / "scorecards" / "outbound-card-sale.yaml"
    call = folder / "call.txt"
    call.write_text("A: Hello, this is Ana.\nC: Hello.\n", encoding="utf-8")
    jobs = {
        "python -c pass": ("-c", "pass"),
        "coachdesk --help": (*COACHDESK, "--help"),
        "rules check, one scorecard": (*COACHDESK, "rules", "check", str(card)),
        "rules check, the starter": (*COACHDESK, "rules", "check", str(STARTER)),
        "score, one call": (*COACHDESK, "score", str(call), "--rules", str(card)),
    }
    for arguments in jobs.values():
        _refuse_heavy(arguments)
    taken: dict[str, list[Ran]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, arguments in jobs.items():
            taken[name].append(run(arguments))
    rows = []
    bare = taken["python -c pass"]
    for name, each in taken.items():
        over = _median_ms([ran.seconds for ran in each]) - _median_ms([r.seconds for r in bare])
        least = min(ran.processor for ran in each) - min(ran.processor for ran in bare)
        rows.append(
            (
                name,
                f"+{over:.0f}",
                f"{_median_ms([ran.seconds for ran in each]):.0f}",
                f"+{1000 * least:.0f}",
            )
        )
    print(f"## Starting (medians of {ROUNDS} in turns; compiled modules kept)\n")
    head = ("", "ms over Python", "ms on the clock", "least processor ms over Python")
    print(table(head, rows))
    print("None of these imports Textual; `--help` and `rules check` import no matching engine.\n")


def _refuse_heavy(arguments: Sequence[str]) -> None:
    """Ends the run where a command imports what it must not. Also warms the compiled modules."""
    heavy = {"textual"}
    if "score" not in arguments:
        heavy |= {"hyperscan", "rapidfuzz", "jinja2", "numpy"}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, check=False
    )
    names = {
        line.rpartition(b"|")[2].strip().partition(b".")[0].decode()
        for line in done.stderr.splitlines()
        if line.startswith(b"import time:")
    }
    if heavy & names:
        raise SystemExit(f"{' '.join(arguments)} imports {', '.join(sorted(heavy & names))}")


def _median_ms(seconds: Sequence[float]) -> float:
    return 1000 * statistics.median(seconds)


def testing(folder: Path) -> None:
    """`rules test` of 100 criteria with 10 examples each."""
    path = folder / "examples.yaml"
    path.write_text(_with_examples(100, 10), encoding="utf-8")
    rows = []
    for options in ((), ("--mutate",)):
        ran = run((*COACHDESK, "rules", "test", str(path), *options))
        if ran.code not in (0, 1):
            raise SystemExit(f"rules test ended with {ran.code}")
        rows.append((f"rules test {' '.join(options)}".strip(), f"{ran.seconds:.2f}"))
    print("## Testing rules: 100 criteria, 1,000 examples\n")
    print(table(("", "s"), rows))


def _with_examples(criteria: int, each: int) -> str:
    phrases = corpus.phrases(4 * criteria)
    lines = ["scorecard: many", "version: 1", "title: Many", "signals:"]
    for number in range(criteria):
        says = phrases[4 * number : 4 * number + 4]
        lines.append(f"  s{number}: {{says: {json.dumps(says)}}}")
    lines += ["sections:", "  - id: all", "    title: All", "    weight: 1", "    criteria:"]
    for number in range(criteria):
        lines.append(f"      - id: c{number}")
        lines += ["        ask: Is it said?", "        points: 5"]
        lines += [f"        pass_when: s{number}", "        examples:"]
        for at in range(each):
            # Words that no phrase has: every example is a FAIL, and each is another text.
            said = f"A: zyx{number} wvu{at} tsr.\nC: qpo nml.\nA: kji {at}."
            lines.append(f"          - {{expect: fail, call: {json.dumps(said)}}}")
    return "\n".join([*lines, ""])


def storing(folder: Path) -> None:
    """Evaluations a second into a new desk's database, and bytes of it each."""
    rows = []
    for phrases, criteria in ((100, 12), (1_000, 60)):
        form = corpus.form(phrases, criteria)
        calls = list(corpus.english_calls(5_000))
        path = folder / f"{criteria}.db"
        seconds, size = _store(path, form, phrases, criteria, calls)
        rows.append((f"{criteria} criteria", per_second(seconds), f"{size:.0f}"))
    print("## Storing 5,000 evaluations of 64-turn calls, 256 a transaction, synchronous FULL\n")
    head = ("", "evaluations/s", "bytes each, indexes and failures included")
    print(table(head, rows))


def _store(
    path: Path, form: Form, phrases: int, criteria: int, calls: Sequence[Call]
) -> tuple[float, float]:
    connect.create(path, at=NOON, actor=ACTOR)
    texts = {"scorecards/bench.yaml": corpus.form_text(phrases, criteria)}
    rulebook = Rulebook([form])
    with connect.opened(path, at=NOON, actor=ACTOR) as db:
        bases = forms.put_in_force(db, [(form, texts)], Assumptions(), at=NOON, actor=ACTOR)
        kept_calls.add(db, [(call, "bench") for call in calls], at=NOON, actor=ACTOR)
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = path.stat().st_size
        spent = 0.0
        for batch in evaluations.unscored(db, bases):
            results = list(rulebook.screen([call for _, call in batch]))
            begin = time.perf_counter()
            evaluations.keep(db, batch, bases, results, at=NOON, actor=ACTOR)
            spent += time.perf_counter() - begin
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        grown = path.stat().st_size - before
    return spent / len(calls), grown / len(calls)


if __name__ == "__main__":
    main()
