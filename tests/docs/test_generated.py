"""What the documentation takes from the code is up to date, and its examples are sound."""

import importlib.util
import re
from pathlib import Path

from coachdesk.core.codes import CODES
from coachdesk.core.engine.conditions import METRICS
from coachdesk.core.engine.phrases import SLOTS
from coachdesk.files.rulebook import load_sources

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_tables_and_codes_are_as_the_generator_writes_them() -> None:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec
    assert spec.loader
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    for path, text in generate.pages().items():
        assert path.read_text("utf-8") == text, f"run: python docs/generate.py ({path.name})"


def test_the_first_example_of_the_language_loads() -> None:
    text = (DOCS / "rules.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.+?)```", text, re.DOTALL)
    assert example
    loaded = load_sources(
        {
            "scorecards/example.yaml": example[1],
            "packs/us-telemarketing.yaml": "pack: us-telemarketing\nversion: 1\ntitle: T\n",
            "scripts_library/outbound-card-sale.yaml": "script: outbound-card-sale\nversion: 1\n"
            "title: T\nlanguages: [en]\nsteps: [{id: a, say: Hello.}]\n",
        }
    )
    assert list(map(str, loaded.problems)) == []


def test_every_slot_and_metric_is_described() -> None:
    text = (DOCS / "rules.md").read_text("utf-8")
    assert [slot for slot in SLOTS if f"`{{{slot}}}`" not in text] == []
    assert [metric for metric in METRICS if f"`{metric}`" not in text] == []


def test_every_code_is_listed() -> None:
    text = (DOCS / "codes.md").read_text("utf-8")
    assert [code for code in CODES if f"### {code}: " not in text] == []
