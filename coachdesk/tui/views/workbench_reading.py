"""What the workbench shows of the rules: a file, its problems, and which files are drafts."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from coachdesk.core.errors import BadInput, Problem, Severity, SyntaxFault
from coachdesk.desk.calls import unanswerable
from coachdesk.desk.drafts import RuleText, draft_of, read_rule, rule_files
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.publishing import problems_of_draft
from coachdesk.desk.versions import rules_in_force
from coachdesk.tui.views.workbench_text import line_of, scorecard_of

T = TypeVar("T")
_MENDED_BY_PUBLISHING = frozenset({"D604", "D605"})
"""A draft with these can be tried all the same."""


class RulesRead(msgspec.Struct, frozen=True, kw_only=True):
    """A rule file as the screen needs it."""

    rule: RuleText | None
    files: tuple[str, ...]
    drafted: frozenset[str]
    changed: bool
    """Some draft differs from the rules."""
    problems: tuple[Problem, ...]
    criteria: Mapping[str, tuple[str, ...]]
    """Criteria of the rules in force, each with the scorecards that have it."""

    @property
    def errors(self) -> list[Problem]:
        """What stands against publishing."""
        return [each for each in self.problems if each.severity is Severity.ERROR]

    @property
    def broken(self) -> list[Problem]:
        """Errors with which the draft can't even be tried."""
        return [each for each in self.errors if each.code not in _MENDED_BY_PUBLISHING]


def read_rules(desk: Desk, acting: Acting, key: str | None, wanted: str | None) -> RulesRead:
    """The rule file meant, and how the draft stands.

    Args:
        desk: whose rules.
        acting: who looks.
        key: of the file that was open, or None.
        wanted: a file's key, or a criterion; None: neither.
    """
    files = rule_files(desk, acting)
    drafts = draft_of(desk, acting)
    in_force = rules_in_force(desk, acting)
    criteria: dict[str, tuple[str, ...]] = {}
    for form in in_force.forms:
        for _, criterion in form.criteria():
            criteria[criterion.id] = (*criteria.get(criterion.id, ()), form.id)
    rule = _rule(desk, acting, files, key, wanted, tuple(each.key for each in drafts))
    return RulesRead(
        rule=rule,
        files=files,
        drafted=frozenset(each.key for each in drafts),
        changed=any(each.changed for each in drafts),
        problems=problems_of_draft(desk, acting),
        criteria=criteria,
    )


def _rule(
    desk: Desk,
    acting: Acting,
    files: tuple[str, ...],
    key: str | None,
    wanted: str | None,
    drafted: tuple[str, ...],
) -> RuleText | None:
    """The file meant: by name, by a criterion in it, the one that was open, a draft, the first."""
    if wanted in files:
        return read_rule(desk, acting, wanted)
    if wanted is not None:
        scorecard, _, criterion = wanted.rpartition("/")
        for name in files:
            found = read_rule(desk, acting, name)
            lines = found.text.split("\n")
            # A pack's criterion stands in the pack, whatever scorecard it was named with.
            own = scorecard_of(lines)
            if (not scorecard or own in (scorecard, None)) and line_of(
                lines, criterion
            ) is not None:
                return found
    first = next((each for each in (key, *drafted, *files) if each in files), None)
    return None if first is None else read_rule(desk, acting, first)


def searched(
    job: Callable[[Desk, Callable[[], bool]], T], where: str
) -> Callable[[Desk, Callable[[], bool]], T]:
    """The job, with what is wrong with the filter as a refusal like any other."""

    def run(desk: Desk, stale: Callable[[], bool]) -> T:
        try:
            return job(desk, stale)
        except SyntaxFault as fault:
            raise BadInput(unanswerable(fault, where, 0)) from None

    return run
