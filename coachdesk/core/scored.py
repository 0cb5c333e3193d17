"""One form about one call, answered and scored: what screening gives, and what is stored."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.searches import Nearest, Searched
from coachdesk.core.evaluation import Evaluation
from coachdesk.core.form import Form
from coachdesk.core.score import Score


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind one verdict."""

    searched: Searched
    nearest: Nearest | None = None
    """The nearest miss, where it was asked for and there is one."""


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """One form about one call, answered and scored."""

    call: Call
    form: Form
    evaluation: Evaluation
    score: Score
    explained: Mapping[str, Explained] = msgspec.field(default_factory=dict)
    """Criterion to what stands behind its verdict, where that was asked for."""
