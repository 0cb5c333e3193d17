"""F: YAML as text. R: the rule language. S: scripts."""

from coachdesk.core.codes.entry import Code

RULE_CODES: tuple[Code, ...] = ()
