"""Signals from nodes."""

from collections.abc import Callable

from coachdesk.core.engine.conditions import METRICS, SignalTrue
from coachdesk.core.engine.parsing import parse_condition
from coachdesk.core.engine.signals import Edge, Like, Party, Signal
from coachdesk.core.errors import SyntaxFault
from coachdesk.core.scripts import Script
from coachdesk.files.faults import Faults, strings
from coachdesk.files.schema import nearest
from coachdesk.files.yaml_nodes import MappingNode, ScalarNode, locate

ScriptOf = Callable[[ScalarNode], Script | None]
"""The script named by the text before the slash; notes a problem where there is none."""

_CONTENTS = ("says", "regex", "script", "like")


def signal_from(
    key: ScalarNode,
    node: MappingNode,
    written: MappingNode,
    language: str,
    script_of: ScriptOf,
    faults: Faults,
) -> Signal:
    """One signal; its faults are noted.

    Args:
        key: its name.
        node: what the schema left of it.
        written: all of it.
        language: of the form, to choose among a script's lines; empty: all.
        script_of: finds scripts.
        faults: takes the problems.
    """
    name = key.value
    if not _can_be_named(name):
        message = f"a signal cannot be called '{name}': conditions use that word"
        faults.add("R205", key.location, message, f"call it such as 'says_{name}'")
    contents = [each for each in _CONTENTS if written.key(each)]
    if len(contents) != 1:
        found = " and ".join(contents) if contents else "none"
        message = f"signal '{name}' needs exactly one of says, regex, script and like, has {found}"
        hint = "make one signal for each" if contents else "add says with a list of phrases"
        faults.add("R205", key.location, message, hint)
    at_least = node.key("at_least")
    if at_least and not {"script", "like"} & set(contents):
        faults.add("R205", at_least.location, "'at_least' goes with script or like only")
    windows = (
        faults.window(node.get("first"), Edge.FIRST),
        faults.window(node.get("last"), Edge.LAST),
    )
    return Signal(
        name=name,
        phrases=faults.phrases(node.get("says")),
        regex=_regex(node, faults),
        like=_like(node, language, script_of, faults),
        unless=faults.phrases(node.get("unless")),
        by=Party(node.text("by", "agent")),
        windows=tuple(each for each in windows if each is not None),
    )


def step_lines(
    node: ScalarNode, language: str, script_of: ScriptOf, faults: Faults
) -> tuple[str, ...]:
    """The lines of the step or block that `script-id/step-id` names, in that language if it can."""
    script = script_of(node)
    if script is None:
        return ()
    step_id = node.value.partition("/")[2]
    for step in script.parts():
        if step.id == step_id:
            chosen = step.say.get(language) or step.say.get(language.partition("-")[0])
            return chosen or tuple(line for lines in step.say.values() for line in lines)
    place = locate(node, node.value.find("/") + 1)
    hint = nearest(step_id, [step.id for step in script.parts()])
    faults.add("R107", place, f"script '{script.id}' has no step '{step_id}'", hint)
    return ()


def _like(node: MappingNode, language: str, script_of: ScriptOf, faults: Faults) -> Like | None:
    at_least = int(node.text("at_least", "80"))
    script = node.get("script")
    if isinstance(script, ScalarNode):
        lines = step_lines(script, language, script_of, faults)
        return Like(lines=lines, at_least=at_least, source=script.value)
    lines = strings(node.get("like"))
    return Like(lines=lines, at_least=at_least) if lines else None


def _regex(node: MappingNode, faults: Faults) -> str | None:
    written = node.get("regex")
    if not isinstance(written, ScalarNode):
        return None
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        matches_nothing = re2.compile(written.value, options).search("") is not None
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        part = reason.rpartition(": ")[2]
        place = locate(written, max(written.value.find(part), 0))
        faults.add("R203", place, f"the expression cannot be used: {reason}", _why(reason))
        return None
    if matches_nothing:
        message = "the expression matches the empty text, so it would be found everywhere"
        faults.add("R203", written.location, message, "write + for *, or more words")
        return None
    return written.value


def _why(reason: str) -> str:
    if "perl operator" in reason:
        return "the linear-time engine has no lookaround; use 'unless', or a condition"
    if "escape" in reason:
        return "the linear-time engine has no back-references; write the words out"
    if "repetition" in reason:
        return "a smaller number of repetitions"
    return ""


def _can_be_named(name: str) -> bool:
    if name in METRICS:
        return False
    try:
        return parse_condition(name) == SignalTrue(name, 0)
    except SyntaxFault:
        return False
