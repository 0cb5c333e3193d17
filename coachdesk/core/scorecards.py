"""Screening: forms and calls in, scored evaluations out. The whole way from DESIGN in one place."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.evaluation import Evaluation
from coachdesk.core.form import Form
from coachdesk.core.score import Score


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """One form about one call, answered and scored."""

    call: Call
    form: Form
    evaluation: Evaluation
    score: Score


class Assumptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk holds true for every call."""

    role_threshold: float = 0.8
    """Below this role confidence, rules that need roles answer UNKNOWN."""
    company: str | None = None
    """The value of `{company}` for calls whose metadata has none."""


class Rulebook:
    """Forms compiled for screening; make it once, use it for many calls."""

    def __init__(self, forms: Sequence[Form], assumptions: Assumptions | None = None) -> None:
        self.forms = tuple(forms)
        self.assumptions = assumptions or Assumptions()

    def screen(self, calls: Iterable[Call], *, regardless: bool = False) -> Iterator[Scored]:
        """Every call under every form that applies to it, in order, as a stream.

        Args:
            calls: consumed in batches; may be endless.
            regardless: use every form even where its `applies_to` excludes the call.
        """
        raise NotImplementedError
