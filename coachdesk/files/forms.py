"""Signals and sections of one file with those of the packs it includes, and the form they make."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.engine.signals import Signal
from coachdesk.core.form import Briefing, CriticalScore, Fact, Form, Method, NaPolicy, Scoring
from coachdesk.core.location import Location
from coachdesk.files.audits import briefing_from, facts_from
from coachdesk.files.criteria import WrittenSection, say_undefined, sections_from
from coachdesk.files.faults import Faults, fraction, strings
from coachdesk.files.signals import ScriptOf, signal_from
from coachdesk.files.yaml_nodes import MappingNode, ScalarNode


class WrittenSignal(msgspec.Struct, frozen=True, kw_only=True):
    """A signal with the place where it is defined."""

    signal: Signal
    location: Location


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one scorecard, audit or pack says, and all that it takes in."""

    key: str
    root: MappingNode
    signals: Mapping[str, WrittenSignal]
    """Its own."""
    sections: tuple[WrittenSection, ...]
    """Its own."""
    included: tuple[str, ...] = ()
    """Keys of the packs it takes in, directly or not, innermost first."""
    depth: int = 0
    """How deep its packs nest."""
    scripts: tuple[str, ...] = ()
    """Keys of the scripts behind it and its packs, sorted."""
    all_signals: Mapping[str, WrittenSignal] = msgspec.field(default_factory=dict)
    all_sections: tuple[WrittenSection, ...] = ()
    """Its own, then those of its packs."""
    facts: tuple[Fact, ...] = ()
    """Of an audit."""
    briefing: Briefing | None = None
    """Of an audit."""


def part_from(
    root: MappingNode,
    written: MappingNode,
    key: str,
    packs: tuple[Part, ...],
    script_of: ScriptOf,
    faults: Faults,
) -> Part:
    """The signals and sections of one file; its faults are noted.

    Args:
        root: what the schema left of it.
        written: all of it, so that a faulty signal still counts as defined.
        key: of the file.
        packs: all that it includes, directly or not, innermost first.
        script_of: finds scripts.
        faults: takes the problems.
    """
    script = root.get("script")
    if isinstance(script, ScalarNode):
        script_of(script)
    own = _signals(root, written, script_of, faults)
    all_signals: dict[str, WrittenSignal] = {}
    for pack in packs:
        for name, signal in pack.signals.items():
            if name in all_signals:
                include = root.key("include") or ScalarNode(
                    value="", raw="", location=root.location
                )
                message = f"two packs define '{name}': {all_signals[name].location}"
                message += f" and {signal.location}"
                faults.add("R105", include.location, message, "rename one of them")
            all_signals.setdefault(name, signal)
    for name, signal in own.items():
        if name in all_signals:
            message = f"signal '{name}' hides that of {all_signals[name].location}"
            faults.add("R105", signal.location, message, "give it another name")
        all_signals[name] = signal
    sections = sections_from(root.get("sections"), script_of, faults)
    every = (*sections, *(section for pack in packs for section in pack.sections))
    _unique(every, len(sections), root, faults)
    defined = written.get("signals")
    names = {name: None for name in all_signals}
    if isinstance(defined, MappingNode):
        names |= {name.value: None for name, _ in defined.entries}
    say_undefined(sections, names, faults)
    return Part(
        key=key,
        root=root,
        signals=own,
        sections=sections,
        included=tuple(pack.key for pack in packs),
        depth=max((pack.depth + 1 for pack in packs), default=0),
        scripts=tuple(dict.fromkeys(each for pack in packs for each in pack.scripts)),
        all_signals=all_signals,
        all_sections=every,
        facts=facts_from(root, sections, every, faults),
        briefing=briefing_from(root, faults),
    )


def form_from(root: MappingNode, kind: str, part: Part, digest: str) -> Form:
    """The form that a sound file and its packs make.

    Args:
        root: the checked file.
        kind: its first key.
        part: its signals and sections.
        digest: SHA-256 over all texts behind it.
    """
    return Form(
        kind=kind,
        id=root.text(kind),
        version=int(root.text("version", "1")),
        title=root.text("title"),
        language=root.text("language"),
        sections=tuple(each.section for each in part.all_sections),
        signals={name: each.signal for name, each in part.all_signals.items()},
        scoring=_scoring(root.get("scoring")),
        applies_to=_applies_to(root.get("applies_to")),
        script=root.text("script"),
        facts=part.facts,
        briefing=part.briefing,
        sha256=digest,
    )


def _signals(
    root: MappingNode, written: MappingNode, script_of: ScriptOf, faults: Faults
) -> dict[str, WrittenSignal]:
    defined, whole = root.get("signals"), written.get("signals")
    if not isinstance(defined, MappingNode) or not isinstance(whole, MappingNode):
        return {}
    language = root.text("language")
    signals = {}
    for key, node in defined.entries:
        full = whole.get(key.value)
        if isinstance(node, MappingNode) and isinstance(full, MappingNode):
            signal = signal_from(key, node, full, language, script_of, faults)
            signals[key.value] = WrittenSignal(signal=signal, location=key.location)
    return signals


def _unique(
    sections: tuple[WrittenSection, ...], own: int, root: MappingNode, faults: Faults
) -> None:
    """Note ids of sections and criteria that stand twice, also across packs."""
    seen: dict[tuple[str, str], Location] = {}
    include = root.key("include")
    for index, section in enumerate(sections):
        nodes = [
            ("section", section.node),
            *(("criterion", each.node) for each in section.criteria),
        ]
        for what, node in nodes:
            name = node.get("id")
            if not isinstance(name, ScalarNode):
                continue
            first = seen.setdefault((what, name.value), name.location)
            if first == name.location:
                continue
            foreign = index >= own and include is not None
            place = include.location if foreign and include is not None else name.location
            message = f"{what} '{name.value}' is also defined at {first}"
            faults.add("R102", place, message, "give each its own id")


def _scoring(node: object) -> Scoring:
    if not isinstance(node, MappingNode):
        return Scoring()
    return Scoring(
        method=Method(node.text("method", "sections")),
        na=NaPolicy(node.text("na", "exclude")),
        pass_mark=fraction(node, "pass_mark"),
        critical_score=CriticalScore(node.text("critical_score", "keep")),
        max_unknown_weight_pct=fraction(node, "max_unknown_weight")
        or Scoring().max_unknown_weight_pct,
        clamp=node.text("clamp", "true") == "true",
    )


def _applies_to(node: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(node, MappingNode):
        return {}
    return {key.value: strings(value) for key, value in node.entries}
