"""What a folder of rules comes to: all that can be used, and all that is wrong."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.certification.exam import Exam
from coachdesk.core.certification.programme import Programme
from coachdesk.core.coaching.policy import Policy
from coachdesk.core.errors import Problem, Severity
from coachdesk.core.form import Form
from coachdesk.core.location import Location
from coachdesk.core.scripts import Script
from coachdesk.files.forms import Part
from coachdesk.files.scripts import WrittenScript
from coachdesk.files.yaml_nodes import MappingNode


class LoadedForm(msgspec.Struct, frozen=True, kw_only=True):
    """A form with what it was made of."""

    form: Form
    part: Part
    """With the places that the checks need."""
    texts: Mapping[str, str]
    """Key to exact text of every file behind it; `load_sources(texts)` gives the form again."""


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """All that could be used, and all that is wrong."""

    forms: tuple[Form, ...]
    """Forms without any error in their files, by id."""
    scripts: Mapping[str, Script]
    written_scripts: Mapping[str, WrittenScript]
    """The same scripts by id, with their texts and the places of their lines."""
    problems: tuple[Problem, ...]
    """Sorted by file and place."""
    details: Mapping[str, LoadedForm]
    """The same forms by id, with their texts."""
    parts: tuple[Part, ...] = ()
    """Every scorecard, audit, role-play and pack that could be read, faulty or not."""
    exams: Mapping[str, Exam] = msgspec.field(default_factory=dict)
    """Exams by id, sound ones only; `programmes` likewise."""
    programmes: Mapping[str, Programme] = msgspec.field(default_factory=dict)
    written_exams: tuple[Exam, ...] = ()
    """Every exam that could be read, faulty or not; `written_programmes` likewise."""
    written_programmes: tuple[Programme, ...] = ()
    exam_texts: Mapping[str, Mapping[str, str]] = msgspec.field(default_factory=dict)
    """Key to exact text of the file behind each exam, by the exam's id."""
    policies: tuple[Policy, ...] = ()
    """Coaching policies without any error in their files, by id."""
    policy_roots: tuple[MappingNode, ...] = ()
    """Every coaching policy that could be read, faulty or not, as nodes."""

    def texts_of(self, form_id: str) -> Mapping[str, str]:
        """Key to exact text of the files behind a form: what a desk stores.

        Raises:
            KeyError: there is no such form.
        """
        return self.details[form_id].texts

    def of_kind(self, kind: str) -> tuple[Form, ...]:
        """The forms of one kind, such as `scorecard`, by id."""
        return tuple(form for form in self.forms if form.kind == kind)

    @property
    def has_errors(self) -> bool:
        """Whether any problem makes a file unusable."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def place_of(problem: Problem) -> tuple[str, int, int, str, str]:
    """The order in which problems are shown."""
    place = problem.location or Location("")
    return place.path, place.line, place.column, problem.code, problem.message
