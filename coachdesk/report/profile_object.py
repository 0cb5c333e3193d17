"""A person or a team, whole, for machines."""

from coachdesk.core.profile import Profile, TeamProfile
from coachdesk.report.audit_object import line_object
from coachdesk.report.certification_object import held_object
from coachdesk.report.coaching_object import line_object as action_object
from coachdesk.report.people_object import person_object, team_object
from coachdesk.report.roster import spell_object

_Object = dict[str, object]


def profile_object(profile: Profile) -> _Object:
    """The page, and what stands beside it."""
    return {
        **person_object(profile.page),
        "spells": [spell_object(each) for each in profile.spells],
        "certificates": [held_object(each) for each in profile.certificates],
        "coaching": [action_object(each) for each in profile.actions],
        "visits": [line_object(each) for each in profile.visits],
        "withheld": list(profile.withheld),
    }


def team_profile_object(profile: TeamProfile) -> _Object:
    """The page, and what stands beside it."""
    return {
        **team_object(profile.page),
        "certificates": {
            programme: {state.value: count for state, count in states.items()}
            for programme, states in profile.certificates.items()
        },
        "coaching": [action_object(each) for each in profile.actions],
        "visits": [line_object(each) for each in profile.visits],
    }
