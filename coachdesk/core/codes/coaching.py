"""R5 and D75: coaching policies, and actions at the desk."""

from coachdesk.core.codes.entry import Code

_HEAD = "coaching: again\nversion: 1\ntitle: Again\n"
_CARD = (
    "# file: scorecards/sale.yaml\nscorecard: sale\nversion: 1\ntitle: Sale\nsections:\n"
    "  - {id: s, title: S, criteria: [{id: greets, ask: Greeted?, points: 5}]}\n"
    "# file: coaching/again.yaml\n"
)


def _policy(rest: str) -> str:
    return f"{_HEAD}finds: {{critical: {{scorecard: sale, criteria: greets}}}}\n{rest}"


COACHING_CODES: tuple[Code, ...] = (
    Code(
        id="R501",
        title="the policy looks at what is not there",
        cause="A coaching policy names its scorecard and criteria; one of them does not exist, so "
        "it would never find anything.",
        example=f"{_CARD}{_HEAD}finds: {{critical: {{scorecard: sale, criteria: greet}}}}",
        cure="finds: {critical: {scorecard: sale, criteria: greets}}",
    ),
    Code(
        id="R502",
        title="the policy can't be meant so",
        cause="It finds two kinds of things at once, counts more than there can be, or sends "
        "something to an owner whom it does not name.",
        example=f"{_HEAD}finds:\n"
        "  failed: {scorecard: sale, criteria: greets, at_least: 4, of_last: 3}",
        cure="  failed: {scorecard: sale, criteria: greets, at_least: 3, of_last: 10}",
    ),
    Code(
        id="R503",
        title="the example is about something else",
        cause="An example of a policy speaks of a criterion that the policy does not look at.",
        example=_policy(
            "examples:\n  - title: one fail\n    today: 2026-05-20\n"
            "    history: [{person: ana, criterion: thanks, calls: F}]\n    expect: []"
        ),
        cure="    history: [{person: ana, criterion: greets, calls: F}]",
    ),
    Code(
        id="R504",
        title="a waiver whose time is over (warning)",
        cause="A waiver excuses a finding until its last day. That day is over, so that it excuses "
        "nothing any more.",
        example=_policy(
            "waivers:\n  - {person: ana, criterion: greets, owner: grace, until: 2020-01-31,"
            " reason: New headset.}"
        ),
        cure="Take it out, or agree on a new last day.",
    ),
    Code(
        id="D751",
        title="there is an open action about it",
        cause="A person has one open action about one behaviour, so that two people do not coach "
        "the same thing side by side.",
        example="coachdesk coaching propose --person ana --criterion greets   (A7 is open)",
        cure="coachdesk coaching show A7",
    ),
    Code(
        id="D752",
        title="too few calls to verify it",
        cause="An action is verified on calls drawn at random from those that began after the "
        "claim. Too few of them have an answer about the behaviour yet.",
        example="coachdesk coaching verify A7   (two calls since the claim)",
        cure="Wait for more calls, answer the drawn ones that wait for a person, or let whoever "
        "may close it do so: coachdesk coaching close A7.",
    ),
    Code(
        id="D753",
        title="the calls do not show it",
        cause="Fewer of the drawn calls passed than the action asks for.",
        example="coachdesk coaching verify A7   (2 of 5 passed, 4 are asked for)",
        cure='coachdesk coaching not-effective A7 --reason "still begins with the price"',
    ),
    Code(
        id="D754",
        title="nobody coaches it",
        cause="The action names no coach, or one who can't be: somebody whom desk.yaml does not "
        "know, the person themselves, or a role that does not coach.",
        example="coachdesk coaching agree A7   (no coach is named)",
        cure="coachdesk coaching agree A7 --coach grace",
    ),
    Code(
        id="D755",
        title="it must go another way",
        cause="Three actions about this behaviour had no effect. The next one is led in another "
        "way than the last.",
        example='coachdesk coaching start A9 --method "one to one"   (the fourth one to one)',
        cure='coachdesk coaching start A9 --method "role play"',
    ),
    Code(
        id="D756",
        title="nothing to propose",
        cause="The person, the criterion or the calls named do not belong together, or no call of "
        "theirs failed the criterion.",
        example="coachdesk coaching propose --person ana --criterion greets   (she always greets)",
        cure="coachdesk person ana   (shows what fails)",
    ),
    Code(
        id="D757",
        title="no such policy",
        cause="The rules of the desk have no coaching policy of this name.",
        example="coachdesk coaching effect --policy opening",
        cure="coachdesk coaching effect --policy opening-again",
    ),
    Code(
        id="U415",
        title="what coaching needs is missing or wrong",
        cause="A date in the past, or an option that does not go with another.",
        example="coachdesk coaching agree A7 --due 2020-01-01",
        cure="coachdesk coaching agree A7 --due 2026-12-15",
    ),
)
"""All codes of coaching."""
