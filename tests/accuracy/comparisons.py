"""Which rule is held against which label, and the cells that come out.

A label is a source label (somebody else's) or an own count (a regular expression from the note
beside the data). A rule is compared call by call; nothing is averaged.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.scorecards import Rulebook
from coachdesk.core.scored import Scored
from coachdesk.files.rulebook import load
from tests.accuracy.sources import CALLS, Row, truth_of

RULES = Path(__file__).parent / "rules"

Label = Callable[[Row, Call], bool | None]
"""What the label says of a call; None where it says nothing."""


class Comparison(NamedTuple):
    """One rule against one label."""

    data_set: str
    rule: str
    label: str
    is_source: bool
    says: Label
    only: str = ""
    """Which calls are compared, in words; empty: all."""
    chosen: Callable[[Row], bool] = lambda row: True

    @property
    def key(self) -> str:
        parts = (self.data_set, self.rule, self.label, *([self.only] if self.only else []))
        return " / ".join(parts)


class Outcome(NamedTuple):
    """The cells of a comparison, and the calls in the two that disagree."""

    cells: Mapping[tuple[bool | None, State], int]
    missed: tuple[str, ...]
    """The label says yes, the rule says no."""
    extra: tuple[str, ...]
    """The label says no, the rule says yes."""


def column(name: str) -> Label:
    """Yes where the count in the column is above zero; nothing where it is empty."""

    def says(row: Row, call: Call) -> bool | None:
        return None if row[name] == "" else float(row[name]) > 0

    return says


def lists(name: str, *values: str) -> Label:
    """Yes where the column, a list with bars between, holds one of the values."""

    def says(row: Row, call: Call) -> bool | None:
        if name not in row:
            return None
        return any(value in row[name].split("|") for value in values)

    return says


def pattern(text: str) -> Label:
    """Yes where the regular expression is found in any turn."""
    compiled = re.compile(text, re.IGNORECASE)
    return lambda row, call: any(compiled.search(turn.text) for turn in call.turns)


def nobody(row: Row, call: Call) -> bool | None:
    """No: nobody but the recorded message speaks."""
    return False


def _english(row: Row) -> bool:
    return row["language"] == "en"


def _clean(row: Row) -> bool:
    return row["n_wizard_free_text"] == "0" and row["completion"] == "Complete" and _bank(row)


def _bank(row: Row) -> bool:
    return row["multi_task"] == "0" and row["tasks"] in ("bank_balance", "bank_fraud_report")


CLEAN = "the 43 clean bank rows"

_STAR_LABELS = {
    "says-hello": "label_hello",
    "asks-name": "label_ask_name",
    "asks-account": "label_ask_account",
    "asks-pin": "label_ask_pin",
    "asks-second-factor": "label_second_factor",
    "says-cannot-authenticate": "label_cannot_authenticate",
    "gives-result": "label_result_given",
    "asks-anything-else": "label_anything_else",
    "says-goodbye": "label_goodbye",
    "name-before-account": "name_before_account",
    "authentication-before-result": "auth_asked_before_result",
}


def _comparisons() -> Iterable[Comparison]:
    for rule, name in (
        ("presses-key", "own_press_n"),
        ("offers-opt-out", "own_opt_out"),
        ("legal-threat", "own_legal"),
        ("says-do-not-call", "own_says_do_not_call"),
        ("reads-phone-number", "own_phone_number"),
    ):
        yield Comparison("robocalls", rule, name, False, column(name), "English", _english)
    pressed = pattern(r"按\s*[0-9一二三四五六七八九]")
    yield Comparison(
        "robocalls", "presses-key", "按 and a digit", False, pressed, "Chinese",
        lambda row: row["language"] == "zh",
    )  # fmt: skip
    for rule in ("customer-opt-out", "confirms-opt-out", "greets-in-30-seconds"):
        yield Comparison("robocalls", rule, "one speaker, no times", True, nobody)
    yield Comparison("robocalls", "lets-listener-talk", "one speaker, no times", True, nobody)
    for rule, name in _STAR_LABELS.items():
        yield Comparison("star", rule, name, True, column(name), CLEAN, _clean)
    for rule, name in _STAR_LABELS.items():
        yield Comparison("star", rule, name, True, column(name))
    for rule, name in (
        ("asks-to-donate", "src_er_proposition"),
        ("explains-procedure", "src_er_procedure"),
        ("greets", "src_er_greeting"),
        ("thanks", "src_er_thank"),
        ("takes-leave", "src_er_closing"),
        ("customer-agrees", "src_ee_agree"),
    ):
        yield Comparison("persuasion", rule, name, True, column(name))
    proposition = ("persuader:proposition-of-donation", "persuader:ask-donation-amount")
    agreement = ("persuadee:agree-donation", "persuadee:provide-donation-amount")
    yield Comparison(
        "persuasion", "asks-to-donate", "proposition or ask-donation-amount", True,
        lists("labels", *proposition),
    )  # fmt: skip
    yield Comparison(
        "persuasion", "customer-agrees", "agree or provide-donation-amount", True,
        lists("labels", *agreement),
    )  # fmt: skip
    for rule, name in (
        ("names-charity", "own_er_says_save_the_children"),
        ("names-charity-nearly", "own_er_says_save_the_children"),
        ("asks-to-donate", "own_er_asks_donate"),
        ("explains-procedure", "own_er_procedure"),
    ):
        yield Comparison("persuasion", rule, name, False, column(name))
    for rule, name in (
        ("customer-greets", "src_usr_greet"),
        ("customer-thanks", "src_usr_thank"),
        ("customer-leaves", "src_usr_bye"),
        ("agent-welcomes", "src_sys_welcome"),
        ("agent-leaves", "src_sys_bye"),
        ("agent-asks-more", "src_sys_reqmore"),
    ):
        yield Comparison("crosswoz", rule, name, True, column(name))
    for rule, name in (
        ("customer-greets", "own_usr_greet"),
        ("customer-thanks", "own_usr_thanks"),
        ("customer-leaves", "own_usr_bye"),
        ("agent-welcomes", "own_sys_welcome"),
        ("agent-leaves", "own_sys_bye"),
    ):
        yield Comparison("crosswoz", rule, name, False, column(name))
    for rule, actions in (
        ("asks-name-or-account", ("pull-up-account",)),
        ("asks-purchase", ("validate-purchase",)),
        ("asks-membership", ("membership",)),
        ("asks-details", ("enter-details",)),
        ("escalates", ("notify-team",)),
        ("looks-up", ("search-faq",)),
        ("log-line-is-there", ("pull-up-account", "validate-purchase")),
    ):
        label = lists("actions", *actions)
        yield Comparison("abcd", rule, "actions has " + "|".join(actions), True, label)
    yield Comparison(
        "abcd", "asks-membership", "kb_expected has membership", True,
        lists("kb_expected", "membership"),
    )  # fmt: skip
    yield Comparison(
        "abcd", "account-before-purchase", "actions in that order", True, _pulled_up_first
    )


def _pulled_up_first(row: Row, call: Call) -> bool | None:
    actions = row["actions"].split("|")
    if "pull-up-account" not in actions or "validate-purchase" not in actions:
        return None
    return actions.index("pull-up-account") < actions.index("validate-purchase")


COMPARISONS: tuple[Comparison, ...] = tuple(_comparisons())
"""Every rule with every label that it is held against, in the order of the report."""


def distinct(comparison: Comparison, folder: Path) -> Comparison:
    """The same comparison over the first call of each group of equal texts."""
    first: dict[str, str] = {}
    for call_id, row in truth_of(folder, comparison.data_set).items():
        first.setdefault(row["dup_group"], call_id)
    chosen = comparison.chosen
    return comparison._replace(
        chosen=lambda row: chosen(row) and first[row["dup_group"]] == row["id"]
    )


@lru_cache(maxsize=8)
def scored(folder: Path, data_set: str) -> tuple[Scored, ...]:
    """Every call of the data set under its scorecard."""
    loaded = load(RULES / f"{data_set}.yaml")
    assert not loaded.has_errors, [str(problem) for problem in loaded.problems]
    return tuple(Rulebook(loaded.forms).screen(CALLS[data_set](folder)))


def states_of(folder: Path, data_set: str, rule: str) -> dict[str, State]:
    """The rule's answer for every call."""
    return {
        each.call.id: answer.state
        for each in scored(folder, data_set)
        for answer in each.evaluation.answers
        if answer.criterion == rule
    }


def compare(folder: Path, comparison: Comparison) -> Outcome:
    """The cells of the comparison over its calls."""
    truth = truth_of(folder, comparison.data_set)
    states = states_of(folder, comparison.data_set, comparison.rule)
    cells: Counter[tuple[bool | None, State]] = Counter()
    missed: list[str] = []
    extra: list[str] = []
    for each in scored(folder, comparison.data_set):
        row = truth[each.call.id]
        if not comparison.chosen(row):
            continue
        label, state = comparison.says(row, each.call), states[each.call.id]
        cells[label, state] += 1
        if label is True and state is State.FAIL:
            missed.append(each.call.id)
        elif label is False and state is State.PASS:
            extra.append(each.call.id)
    return Outcome(cells, tuple(missed), tuple(extra))
