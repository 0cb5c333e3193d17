"""Text reaches the screen through one function, and the commands never load the screens."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "coachdesk"
FILES = sorted((SOURCE / "tui").rglob("*.py"))
WIDGETS = {
    "Static", "Label", "OptionList", "Option", "DataTable", "Markdown", "RichLog", "Log",
    "ListView", "Digits", "Pretty", "TextArea", "Input", "Button", "Tree", "Footer",
    "Header", "Toast", "Tooltip", "Select", "SelectionList", "Sparkline", "Link", "MaskedInput",
}  # fmt: skip
"""Each takes a string as markup somewhere, or draws text that did not pass our own function."""
PARSES = {"from_markup", "markup", "notify", "render_markup", "console", "tooltip", "border_title",
          "border_subtitle", "sub_title"}  # fmt: skip
DRAWS = {"Segment", "Text", "Content", "Syntax", "Table", "Panel"}


def names_of(tree: ast.AST) -> set[str]:
    """Every name that is imported, called, passed or set."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            found.add(node.arg)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in (
            "rich", "textual",
        ):  # fmt: skip
            found |= {each.name for each in node.names}
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.relative_to(SOURCE).as_posix())
def test_nothing_is_drawn_but_through_the_one_function(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    used = names_of(tree)
    assert used & WIDGETS == set()
    assert used & PARSES == set()
    if file.name != "drawing.py":
        assert used & DRAWS == set()


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.relative_to(SOURCE).as_posix())
def test_every_strip_is_made_by_that_function_or_put_together_of_such(file: Path) -> None:
    made = [
        node.lineno
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Strip"
        and not (
            len(node.args) == 1 and isinstance(node.args[0], ast.List) and not node.args[0].elts
        )
    ]
    assert made == [] or file.name == "drawing.py"


LOADS = """
import sys

class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("textual", "rich", "asyncio"):
            raise AssertionError(f"{name} was loaded")

sys.meta_path.insert(0, Nothing())
from coachdesk.cli.main import run
run()
"""


@pytest.mark.parametrize(
    "words",
    [
        "--help",
        "open --help",
        "calls",
        "calls --where score<80",
        "show coll-0011",
        "evaluations list",
        "rules check",
        "log verify",
        "today",
    ],
)
def test_the_commands_load_nothing_of_the_screens(demo_original: Path, words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS, *words.split()],
        cwd=demo_original,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "was loaded" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1), done.stderr
