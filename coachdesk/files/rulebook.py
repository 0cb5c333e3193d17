"""Load rule files: every form, pack and script of a folder, with every problem at once.

The first key of a file names its kind and its id. A kind is one line in `KINDS`: its schema
stands beside this module, its builder makes the core value. `load_sources` is the one way in;
`load` reads a folder and uses it, and a desk hands it the texts that it has stored.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from coachdesk.core.certification.exam import Exam
from coachdesk.core.certification.programme import Programme
from coachdesk.core.coaching.policy import Policy
from coachdesk.core.errors import Severity
from coachdesk.core.location import Location
from coachdesk.core.scripts import Script
from coachdesk.files.coaching import policy_from
from coachdesk.files.digest import digest_of
from coachdesk.files.faults import Faults
from coachdesk.files.forms import Part, form_from, part_from
from coachdesk.files.inclusion import BLOCKS, PACKS, Included, Inclusion
from coachdesk.files.loaded import Loaded, LoadedForm, place_of
from coachdesk.files.rule_folder import SCRIPTS, Found, RuleFolder, Shelf, StoredTexts
from coachdesk.files.schema import check, nearest, schema_of
from coachdesk.files.scripts import WrittenBlocks, WrittenScript, blocks_from, script_from
from coachdesk.files.yaml_nodes import MappingNode, ScalarNode, locate, scalars
from coachdesk.files.yaml_source import parse

MOST_INCLUDES = 8
"""How deep files may include files."""


_I = TypeVar("_I", bound=Included)


def load(path: Path, scripts: Path | None = None) -> Loaded:
    """The rules at a path: one file with what it includes, or a whole folder.

    Args:
        path: a rule file, a rule folder, or a folder that holds `rules/`.
        scripts: the folder of scripts; None: `scripts_library` beside the rule folder.

    Raises:
        BadInput: F101 when the path itself cannot be read.
    """
    return _Loader(RuleFolder(path, scripts)).run()


def load_sources(texts: Mapping[str, str]) -> Loaded:
    """The rules in texts: key (path inside a rule folder, such as `packs/x.yaml`) to text."""
    return _Loader(StoredTexts(texts)).run()


def load_shelf(shelf: Shelf) -> Loaded:
    """The rules on a shelf, such as a draft over the rules in force."""
    return _Loader(shelf).run()


class _Document(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is a mapping of a known kind."""

    key: str
    text: str
    kind: str
    id: ScalarNode
    root: MappingNode
    """What the schema left."""
    written: MappingNode
    """All of it."""


class _Loader:
    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.documents: dict[str, _Document | None] = {}
        self.faults: dict[str, Faults] = {}
        """By file, so that a form knows whether what it includes is sound."""
        self.parts: dict[str, Part | None] = {}
        self.blocks: dict[str, WrittenBlocks | None] = {}
        self.scripts: dict[str, WrittenScript] = {}
        self.policies: dict[str, Policy] = {}
        """By file."""
        self.ids: dict[tuple[str, str], Location] = {}
        self.exams: dict[str, tuple[str, Exam]] = {}
        self.programmes: dict[str, tuple[str, Programme]] = {}

    def run(self) -> Loaded:
        asked = list(self.shelf.asked())
        for key in asked:
            document = self.document(key)
            if document is not None:
                KINDS[document.kind].build(self, document)
        details = {}
        for key, part in self.parts.items():
            document = self.documents[key]
            if part is None or document is None or not KINDS[document.kind].is_form:
                continue
            keys = (key, *part.included, *part.scripts)
            if any(self.broken(each) for each in keys):
                continue
            texts = {each: self.text(each) for each in keys}
            form = form_from(document.root, document.kind, part, digest_of(texts.values()))
            details[form.id] = LoadedForm(form=form, part=part, texts=texts)
        problems = {each for faults in self.faults.values() for each in faults.problems}
        return Loaded(
            forms=tuple(details[each].form for each in sorted(details)),
            scripts={name: each.script for name, each in self.scripts.items()},
            written_scripts=self.scripts,
            problems=tuple(sorted(problems, key=place_of)),
            details=details,
            parts=tuple(part for part in self.parts.values() if part is not None),
            exams={id: exam for id, (key, exam) in self.exams.items() if not self.broken(key)},
            exam_texts={id: {key: self.text(key)} for id, (key, _) in self.exams.items()},
            programmes={
                id: made for id, (key, made) in self.programmes.items() if not self.broken(key)
            },
            written_exams=tuple(exam for _, exam in self.exams.values()),
            written_programmes=tuple(made for _, made in self.programmes.values()),
            policies=tuple(
                sorted(
                    (each for key, each in self.policies.items() if not self.broken(key)),
                    key=lambda policy: policy.id,
                )
            ),
            policy_roots=tuple(
                document.root
                for document in self.documents.values()
                if document is not None and document.kind == "coaching"
            ),
        )

    def broken(self, key: str) -> bool:
        problems = self.faults[key].problems
        return any(problem.severity is Severity.ERROR for problem in problems)

    def text(self, key: str) -> str:
        document = self.documents[key]
        assert document is not None
        return document.text

    def faults_of(self, key: str) -> Faults:
        return self.faults.setdefault(key, Faults())

    def document(self, key: str) -> _Document | None:
        """The file of that key, read once."""
        if key not in self.documents:
            found = self.shelf.fetch(key)
            self.documents[key] = self._read(found) if found else None
        return self.documents[key]

    def _read(self, found: Found) -> _Document | None:
        faults = self.faults_of(found.key)
        faults.problems += found.problems
        if found.text is None:
            return None
        parsed = parse(found.text, found.shown)
        faults.problems += parsed.problems
        root = parsed.root
        if root is None:
            return None
        if not isinstance(root, MappingNode) or not root.entries:
            hint = "begin with such as 'scorecard: outbound-card-sale'"
            faults.add("F114", root.location, "a rule file must be a mapping", hint)
            return None
        kind, name = root.entries[0]
        if kind.value not in KINDS:
            known = ", ".join(KINDS)
            later = next((each for each, _ in root.entries if each.value in KINDS), None)
            hint = nearest(kind.value, KINDS) or f"kinds: {known}"
            if later is not None:
                hint = f"move '{later.value}' to the top"
            message = f"the first key must name the kind, and '{kind.value}' is none"
            faults.add("R101", kind.location, message, hint)
            return None
        checked = check(root, schema_of(kind.value))
        faults.problems += checked.problems
        kept = checked.node
        if not isinstance(kept, MappingNode) or not isinstance(name, ScalarNode):
            return None
        self._unique(kind.value, name, faults)
        return _Document(
            key=found.key, text=found.text, kind=kind.value, id=name, root=kept, written=root
        )

    def _unique(self, kind: str, name: ScalarNode, faults: Faults) -> None:
        first = self.ids.setdefault((kind, name.value), name.location)
        if first != name.location:
            message = f"{kind} '{name.value}' is also defined at {first}"
            faults.add("R102", name.location, message, "give each its own id")

    def build_script(self, document: _Document) -> None:
        """Make a script, once."""
        name = document.id.value
        if name in self.scripts:
            return
        faults = self.faults_of(document.key)
        _say_misnamed(document, faults)
        included = self._includes(document, (document.key,), BLOCKS, self.shared, self.blocks)
        root, text = document.root, document.text
        self.scripts[name] = script_from(root, text, document.key, included, faults)

    def build_blocks(self, document: _Document) -> None:
        """Make the blocks of a file of shared ones, once."""
        self.shared(document.key, ())

    def shared(self, key: str, chain: tuple[str, ...]) -> WrittenBlocks | None:
        """The shared blocks of that file; None where it cannot be read."""
        if key not in self.blocks:
            document = self.document(key)
            if document is None:
                self.blocks[key] = None
                return None
            faults = self.faults_of(key)
            _say_misnamed(document, faults)
            chain = (*chain, key)
            included = self._includes(document, chain, BLOCKS, self.shared, self.blocks)
            self.blocks[key] = blocks_from(document.root, document.text, key, included, faults)
        return self.blocks[key]

    def build_exam(self, document: _Document) -> None:
        """Make an exam."""
        from coachdesk.files.exams import exam_from

        faults = self.faults_of(document.key)
        made = exam_from(document.root, document.text, faults)
        _say_misnamed(document, faults)
        self.exams[made.id] = document.key, made

    def build_roleplay(self, document: _Document) -> None:
        """Make a form that an assessor answers."""
        from coachdesk.files.exams import say_conditions

        faults = self.faults_of(document.key)
        _say_misnamed(document, faults)
        self.build_part(document)
        say_conditions(document.root, faults)

    def build_programme(self, document: _Document) -> None:
        """Make a certification programme; what it names is looked for by the lint."""
        from coachdesk.files.certifications import programme_from

        made = programme_from(document.root, document.text, self.faults_of(document.key))
        self.programmes[made.id] = document.key, made

    def build_policy(self, document: _Document) -> None:
        """Make a coaching policy."""
        policy = policy_from(document.root, document.text, self.faults_of(document.key))
        if policy is not None:
            self.policies[document.key] = policy

    def build_part(self, document: _Document) -> None:
        """Make the signals and sections of a scorecard, audit or pack, once."""
        self.part(document.key, ())

    def part(self, key: str, chain: tuple[str, ...]) -> Part | None:
        if key in self.parts:
            return self.parts[key]
        document = self.document(key)
        if document is None:
            self.parts[key] = None
            return None
        included = self._includes(document, (*chain, key), PACKS, self.part, self.parts)
        used: dict[str, None] = {}
        part = part_from(
            document.root,
            document.written,
            key,
            tuple(included),
            partial(self._script, document.key, used),
            self.faults_of(key),
        )
        scripts = dict.fromkeys((*used, *(each for pack in included for each in pack.scripts)))
        self.parts[key] = part = msgspec.structs.replace(part, scripts=tuple(sorted(scripts)))
        return part

    def _includes(
        self,
        document: _Document,
        chain: tuple[str, ...],
        kind: Inclusion,
        take: Callable[[str, tuple[str, ...]], _I | None],
        taken: Mapping[str, _I | None],
    ) -> list[_I]:
        """The files that the file includes, each once, each after what it includes itself."""
        faults = self.faults_of(document.key)
        parts: dict[str, _I] = {}
        for node in scalars(document.root.get("include")):
            name = node.value if node.value.endswith((".yaml", ".yml")) else f"{node.value}.yaml"
            key = f"{kind.folder}{name}"
            if name.startswith("/") or "\\" in name or ":" in name or _leads_out(name):
                hint = f"write a path inside {kind.where}, such as {kind.such}"
                message = f"'{node.value}' is not a path inside {kind.where}"
                faults.add("R103", node.location, message, hint)
            elif key in chain:
                circle = " > ".join((*chain[chain.index(key) :], key))
                message = f"{kind.plural} include each other in a circle: {circle}"
                faults.add("R104", node.location, message, "take one of them out")
            elif len(chain) > MOST_INCLUDES:
                _say_too_deep(node, kind, faults)
            elif self._includable(node, key, kind, faults):
                part = take(key, chain)
                if part is not None and part.depth >= MOST_INCLUDES:
                    _say_too_deep(node, kind, faults)
                elif part is not None:
                    for inner in part.included:
                        found = taken[inner]
                        if found is not None:
                            parts.setdefault(inner, found)
                    parts.setdefault(key, part)
        return list(parts.values())

    def _includable(self, node: ScalarNode, key: str, kind: Inclusion, faults: Faults) -> bool:
        """Whether there is such a file of that kind; says why where there is not."""
        document = self.document(key)
        if document is not None and document.kind == kind.name:
            return True
        if document is not None:
            message = f"'{node.value}' is a {document.kind}, not {kind.one}"
            faults.add("R103", node.location, message, f"only {kind.plural} can be included")
        elif self.faults_of(key).problems:
            message = f"'{node.value}' cannot be used; see {self.shelf.shown(key)}"
            faults.add("R103", node.location, message)
        else:
            stems = (each.rpartition(".")[0] for each in self.shelf.asked())
            inside = [each.removeprefix(kind.folder) for each in stems if kind.holds(each)]
            hint = nearest(node.value, inside) or f"no file {self.shelf.shown(key)}"
            faults.add("R103", node.location, f"there is no '{node.value}'", hint)
        return False

    def _script(self, owner: str, used: dict[str, None], node: ScalarNode) -> Script | None:
        """The script named before the slash; the keys of its files are added to `used`."""
        name = node.value.partition("/")[0]
        key = f"{SCRIPTS}/{name}.yaml"
        safe = name not in ("", ".", "..") and "\\" not in name
        document = self.document(key) if safe else None
        if document is not None and document.kind == "script" and document.id.value == name:
            self.build_script(document)
            written = self.scripts[name]
            used |= dict.fromkeys(written.texts)
            return written.script
        faults = self.faults_of(owner)
        if self.faults_of(key).problems:
            message = f"script '{name}' cannot be used; see {self.shelf.shown(key)}"
            faults.add("R106", node.location, message)
            return None
        keys = (each for each in self.shelf.asked() if each.startswith(f"{SCRIPTS}/"))
        known = [each.rpartition("/")[2].rpartition(".")[0] for each in keys]
        hint = nearest(name, known) or f"it would be {self.shelf.shown(key)}"
        faults.add("R106", locate(node, 0), f"there is no script '{name}'", hint)
        return None


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of rule file. Its schema is `files/NAME.schema.json`."""

    build: Callable[[_Loader, _Document], None]
    is_form: bool = False
    """Whether somebody, or the engine, fills it."""


KINDS: Mapping[str, Kind] = {
    "scorecard": Kind(build=_Loader.build_part, is_form=True),
    "audit": Kind(build=_Loader.build_part, is_form=True),
    "pack": Kind(build=_Loader.build_part),
    "script": Kind(build=_Loader.build_script),
    "certification": Kind(build=_Loader.build_programme),
    "exam": Kind(build=_Loader.build_exam),
    "roleplay": Kind(build=_Loader.build_roleplay, is_form=True),
    "blocks": Kind(build=_Loader.build_blocks),
    "coaching": Kind(build=_Loader.build_policy),
}
"""Every kind by its first key."""


def _say_misnamed(document: _Document, faults: Faults) -> None:
    stem = document.key.rpartition("/")[2].rpartition(".")[0]
    name = document.id.value
    if stem != name:
        message = f"{document.kind} '{name}' stands in a file called '{stem}'"
        faults.add("S105", document.id.location, message, f"call the file {name}.yaml")


def _say_too_deep(node: ScalarNode, kind: Inclusion, faults: Faults) -> None:
    message = f"includes are nested deeper than {MOST_INCLUDES}"
    faults.add("R104", node.location, message, f"include the {kind.plural} directly")


def _leads_out(key: str) -> bool:
    return any(part in ("", ".", "..") for part in key.split("/"))
