"""The views there are, and the way by which somebody came to where they are."""

from collections.abc import Mapping
from importlib import import_module

from coachdesk.tui.looks import Looks
from coachdesk.tui.view import Place, View

VIEWS = {
    "welcome": "coachdesk.tui.views.welcome:Welcome",
    "home": "coachdesk.tui.views.home:Home",
    "queue": "coachdesk.tui.views.queue:QueueView",
    "review": "coachdesk.tui.views.review:ReviewView",
    "evaluations": "coachdesk.tui.views.evaluations:EvaluationsView",
    "workbench": "coachdesk.tui.views.workbench:WorkbenchView",
    "person": "coachdesk.tui.views.person:PersonView",
    "team": "coachdesk.tui.views.team:TeamView",
    "places": "coachdesk.tui.views.places:PlacesView",
    "coaching": "coachdesk.tui.views.coaching:CoachingView",
    "action": "coachdesk.tui.views.coaching_action:ActionView",
    "proposals": "coachdesk.tui.views.coaching_proposals:ProposalsView",
    "effect": "coachdesk.tui.views.coaching_effect:EffectView",
    "scripts": "coachdesk.tui.views.scripts:ScriptsView",
    "script": "coachdesk.tui.views.scripts_open:ScriptView",
    "teleprompter": "coachdesk.tui.views.teleprompter:Teleprompter",
    "audits": "coachdesk.tui.views.audits:AuditsView",
    "visit": "coachdesk.tui.views.visit:VisitView",
    "visit_results": "coachdesk.tui.views.audits_results:ResultsView",
    "certs": "coachdesk.tui.views.certs:CertsView",
    "certificate": "coachdesk.tui.views.certificate:CertificateView",
    "role_play": "coachdesk.tui.views.role_play:RolePlayView",
    "exam": "coachdesk.tui.views.exam:ExamView",
    "cohorts": "coachdesk.tui.views.cohorts:CohortsView",
    "questions": "coachdesk.tui.views.exam_questions:QuestionsView",
}
"""Imported when somebody first goes there."""
LISTS = ("queue", "evaluations", "workbench", "script", "action")
"""Views that are lists of calls, or have one."""
READ_AGAIN = ("queue", "evaluations")
"""Those that can be read behind a review after a restart; to try rules takes too long for that."""


def made(name: str, looks: Looks) -> View:
    """A new view of this name."""
    module, _, kind = VIEWS[name].partition(":")
    view = getattr(import_module(module), kind)(looks)
    assert isinstance(view, View)
    return view


class Trail(list[Place]):
    """Where somebody was before, the last place at the end."""

    @property
    def list_behind(self) -> Place | None:
        """The list from which somebody came, or None."""
        return next((place for place in reversed(self) if place.view in LISTS), None)

    def neighbour(self, views: Mapping[str, View], call: str, step: int) -> str | None:
        """The call so many steps further in the list from which somebody came.

        Args:
            views: that were made, by name.
            call: where they are.
            step: so many further.
        """
        for place in reversed(self):
            found = getattr(views.get(place.view), "neighbour", None)
            if callable(found):
                other = found(call, step)
                return other if isinstance(other, str) else None
        return None
