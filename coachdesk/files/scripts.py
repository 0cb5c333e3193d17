"""Scripts from nodes, and the shared blocks that they include."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

import msgspec

from coachdesk.core.scripts import Block, Branch, Change, LineAt, Script, Step
from coachdesk.files.digest import digest_of
from coachdesk.files.faults import Faults, mappings, strings
from coachdesk.files.schema import nearest
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, scalars


class WrittenBlocks(msgspec.Struct, frozen=True, kw_only=True):
    """What one file of shared blocks says."""

    key: str
    text: str
    languages: tuple[str, ...]
    blocks: tuple[Block, ...]
    """Its own."""
    nodes: Mapping[LineAt, ScalarNode]
    """Where each of its lines stands."""
    thens: Mapping[str, ScalarNode]
    """Block id to where it names the step to go on with."""
    slots: Mapping[str, str] = msgspec.field(default_factory=dict)
    terms: tuple[str, ...] = ()
    included: tuple[str, ...] = ()
    """Keys of the files it takes in, directly or not, innermost first."""
    depth: int = 0
    """How deep its files nest."""


class WrittenScript(msgspec.Struct, frozen=True, kw_only=True):
    """A script with what it was made of."""

    script: Script
    nodes: Mapping[LineAt, ScalarNode]
    """Where each of its lines stands, those of included blocks too."""
    teams: tuple[ScalarNode, ...] = ()
    """The names of teams, with their places."""
    texts: Mapping[str, str]
    """Key to exact text of its file and of every file it includes."""


def blocks_from(
    root: MappingNode, text: str, key: str, included: Sequence[WrittenBlocks], faults: Faults
) -> WrittenBlocks:
    """The shared blocks that a checked file holds; its faults are noted."""
    reading = _Reading(strings(root.get("languages")), faults)
    items = _items(root.get("objections"))
    reading.unique("block", items)
    blocks = tuple(reading.block(item) for item in items)
    return WrittenBlocks(
        key=key,
        text=text,
        languages=reading.languages,
        blocks=blocks,
        nodes=reading.nodes,
        thens=reading.thens,
        slots=_slots(root.get("slots")),
        terms=strings(root.get("terms")),
        included=tuple(each.key for each in included),
        depth=max((each.depth + 1 for each in included), default=0),
    )


def script_from(
    root: MappingNode, text: str, key: str, included: Sequence[WrittenBlocks], faults: Faults
) -> WrittenScript:
    """The script that a checked file and its shared blocks make; its faults are noted.

    Args:
        root: the checked file.
        text: the file as written.
        key: of the file.
        included: all that it includes, directly or not, innermost first.
        faults: takes the problems.
    """
    reading = _Reading(strings(root.get("languages")), faults)
    steps, objections = _items(root.get("steps")), _items(root.get("objections"))
    reading.unique("step", steps)
    reading.unique("block", objections)
    made = tuple(reading.step(step) for step in steps)
    blocks = tuple(reading.block(block) for block in objections)
    step_ids = [step.id for step in made]
    for then in reading.thens.values():
        _say_unknown_step(then, then, step_ids, "", faults)
    place = root.key("include")
    for each in included:
        if place is not None:
            _take_in(each, place, reading, step_ids)
    texts = {key: text, **{each.key: each.text for each in included}}
    effective = root.get("effective")
    begins, ends = _days(effective, faults)
    script = Script(
        id=root.text("script"),
        version=int(root.text("version", "1")),
        title=root.text("title"),
        languages=reading.languages,
        steps=made,
        blocks=(*blocks, *(_spoken_in(reading.languages, b) for e in included for b in e.blocks)),
        change=Change(root.text("change", "minor")),
        effective_from=begins,
        effective_until=ends,
        owner=root.text("owner"),
        campaigns=strings(root.get("campaign")),
        teams=strings(root.get("teams")),
        slots={
            name: where
            for slots in (*(each.slots for each in included), _slots(root.get("slots")))
            for name, where in slots.items()
        },
        terms=(*strings(root.get("terms")), *(term for each in included for term in each.terms)),
        sha256=digest_of(texts.values()) if included else sha256(text.encode()).hexdigest(),
    )
    teams = tuple(scalars(root.get("teams")))
    return WrittenScript(script=script, nodes=reading.nodes, teams=teams, texts=texts)


class _Reading:
    """Steps and blocks of one file, and the places of what they say."""

    def __init__(self, languages: tuple[str, ...], faults: Faults) -> None:
        self.languages = languages
        self.faults = faults
        self.ids: dict[str, ScalarNode] = {}
        self.nodes: dict[LineAt, ScalarNode] = {}
        self.thens: dict[str, ScalarNode] = {}
        """Where a step, a branch or a block names the step to go on with, by its own place."""

    def unique(self, what: str, items: Sequence[MappingNode]) -> None:
        """Note ids that stand twice."""
        for item in items:
            key = item.get("id")
            if not isinstance(key, ScalarNode):
                continue
            if key.value in self.ids:
                first = self.ids[key.value].location.line
                message = f"{what} '{key.value}' stands twice, first in line {first}"
                self.faults.add("S101", key.location, message, f"give each {what} its own id")
            self.ids.setdefault(key.value, key)

    def step(self, node: MappingNode) -> Step:
        name = node.text("id")
        branches = _items(node.get("if_customer"))
        self.then(node, name)
        end = node.get("end")
        if isinstance(end, ScalarNode) and end.value == "true" and node.key("then"):
            message = f"step '{name}' ends the call and goes on with '{node.text('then')}'"
            self.faults.add("S107", end.location, message, "take one of the two out")
        return Step(
            id=name,
            title=node.text("title"),
            required=node.text("required", "true") == "true",
            say=self.lines(node, name),
            why=node.text("why"),
            if_customer=tuple(self.branch(each, name, at) for at, each in enumerate(branches)),
            then=node.text("then"),
            end=node.text("end", "false") == "true",
            law=strings(node.get("law")),
            location=node.location,
        )

    def branch(self, node: MappingNode, step: str, number: int) -> Branch:
        self.then(node, f"{step}/{number}")
        return Branch(
            when=node.text("when"), say=self.lines(node, step, number), then=node.text("then")
        )

    def block(self, node: MappingNode) -> Block:
        name = node.text("id")
        self.then(node, name)
        self.faults.phrases(node.get("hears"))
        return Block(
            id=name,
            title=node.text("title"),
            when=node.text("when"),
            hears=strings(node.get("hears")),
            say=self.lines(node, name),
            why=node.text("why"),
            then=node.text("then"),
            law=strings(node.get("law")),
            location=node.location,
        )

    def then(self, node: MappingNode, name: str) -> None:
        then = node.get("then")
        if isinstance(then, ScalarNode):
            self.thens[name] = then

    def lines(
        self, node: MappingNode, part: str, branch: int | None = None
    ) -> dict[str, tuple[str, ...]]:
        """The lines by language; a bare list belongs to the script's only language."""
        by_language = self.by_language(node.get("say"))
        for language, value in by_language.items():
            for index, line in enumerate(scalars(value)):
                self.nodes[LineAt(part, language, index, branch)] = line
        return {language: strings(value) for language, value in by_language.items()}

    def by_language(self, say: Node | None) -> dict[str, Node]:
        languages, faults = self.languages, self.faults
        if say is None:
            return {}
        if not isinstance(say, MappingNode):
            if len(languages) > 1:
                hint = "write " + ", ".join(f"{each}: [...]" for each in languages)
                faults.add("S103", say.location, "it does not say in which language", hint)
            return {languages[0]: say} if languages else {}
        for key, _ in say.entries:
            if languages and key.value not in languages:
                hint = "add it to languages, or take it out"
                message = f"language '{key.value}' is not one of the script's"
                faults.add("S103", key.location, message, hint)
        missing = [each for each in languages if say.get(each) is None]
        if missing:
            message = f"there are no lines in {', '.join(missing)}"
            faults.add("S104", say.location, message, "write them, or take it out of languages")
        return {key.value: value for key, value in say.entries}


def _take_in(
    shared: WrittenBlocks, place: ScalarNode, reading: _Reading, step_ids: Sequence[str]
) -> None:
    """Note what of a file of shared blocks does not fit the script that includes it."""
    faults = reading.faults
    missing = [each for each in reading.languages if each not in shared.languages]
    if missing:
        message = f"the blocks of '{shared.key}' have no lines in {', '.join(missing)}"
        hint = "write them there, or include a file that has them"
        faults.add("S104", place.location, message, hint)
    for block in shared.blocks:
        first = reading.ids.get(block.id)
        if first is not None:
            message = f"block '{block.id}' of {block.location} is also defined at {first.location}"
            faults.add("S101", place.location, message, "give one of them another id")
        reading.ids.setdefault(
            block.id, ScalarNode(value=block.id, raw=block.id, location=block.location)
        )
        then = shared.thens.get(block.id)
        if then is not None:
            whose = f"block '{block.id}' of {block.location} goes on with a step of your script: "
            _say_unknown_step(then, place, step_ids, whose, faults)
    for at, node in shared.nodes.items():
        if at.language in reading.languages:
            reading.nodes.setdefault(at, node)


def _say_unknown_step(
    then: ScalarNode, place: ScalarNode, steps: Sequence[str], whose: str, faults: Faults
) -> None:
    if then.value not in steps:
        hint = nearest(then.value, steps) or f"steps: {', '.join(steps)}"
        faults.add("S102", place.location, f"{whose}there is no step '{then.value}'", hint)


def _spoken_in(languages: Sequence[str], block: Block) -> Block:
    """The block without the languages that the script does not have."""
    say = {language: block.say[language] for language in languages if language in block.say}
    return msgspec.structs.replace(block, say=say)


def _days(node: Node | None, faults: Faults) -> tuple[date | None, date | None]:
    """The first and the last day on which a script is used."""
    if not isinstance(node, MappingNode):
        return None, None
    begins, ends = (
        date.fromisoformat(node.text(key)) if node.text(key) else None for key in ("from", "until")
    )
    if begins and ends and ends < begins:
        message = f"it would be used until {ends}, before it begins on {begins}"
        faults.add("S106", node.location, message, "change one of the two days")
    return begins, ends


def _slots(node: Node | None) -> dict[str, str]:
    if not isinstance(node, MappingNode):
        return {}
    return {key.value: node.text(key.value) for key, _ in node.entries}


def _items(node: Node | None) -> tuple[MappingNode, ...]:
    return mappings(node.items) if isinstance(node, SequenceNode) else ()
