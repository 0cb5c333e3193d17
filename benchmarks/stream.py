"""Calls streamed through `coachdesk score - --format jsonl` as a process: memory and speed.

`python -m benchmarks.stream [--quick]`. The calls are made while they are read, so nothing but the
process itself holds any. Prints Markdown.
"""

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks import corpus
from benchmarks.children import COACHDESK, run
from benchmarks.timing import machine, per_second, table
from coachdesk.report.calls import call_object

DISTINCT = 2_000
"""Calls made from the data; after them they come again under other ids."""
CHECKED = 200


def main(*, quick: bool) -> None:
    """Stream more and more calls, and print what each took."""
    print(f"{machine()}\n")
    patterns = list(_patterns())
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "bench.yaml"
        rules.write_text(corpus.form_text(100, 12), encoding="utf-8")
        arguments = (*COACHDESK, "score", "-", "--rules", str(rules), "--format", "jsonl")
        rows = []
        for count in (1_000, 10_000) if quick else (1_000, 10_000, 100_000):
            ran = run(arguments, stdin=_lines(patterns, count))
            if ran.code not in (0, 1):
                raise SystemExit(f"coachdesk ended with {ran.code}")
            rows.append(
                (
                    f"{count:,}",
                    f"{ran.peak_mib:.0f}",
                    f"{ran.seconds:.1f}",
                    f"{ran.processor:.1f}",
                    per_second(ran.processor / count),
                    per_second(ran.seconds / count),
                )
            )
        written = Path(folder) / "out.jsonl"
        run(arguments, stdin=_lines(patterns, CHECKED), output=written)
        digest = hashlib.sha256(written.read_bytes()).hexdigest()
    head = ("calls", "peak MiB", "s", "processor s", "calls / processor s", "calls/s")
    print(table(head, rows))
    print(f"SHA-256 of the output for {CHECKED} calls: {digest[:16]}")


def _patterns() -> Iterator[tuple[bytes, bytes]]:
    """Each call as a line of JSON, before and after the number in its id."""
    mark = b"@NUMBER@"
    for call in corpus.english_calls(DISTINCT):
        numbered = msgspec.structs.replace(call, id=mark.decode())
        before, _, after = msgspec.json.encode(call_object(numbered)).partition(mark)
        yield before, after + b"\n"


def _lines(patterns: list[tuple[bytes, bytes]], count: int) -> Iterator[bytes]:
    for number in range(count):
        before, after = patterns[number % len(patterns)]
        yield before + str(number).encode() + after


if __name__ == "__main__":
    main(quick="--quick" in sys.argv[1:])
