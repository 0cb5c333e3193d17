"""The examples of a policy, run: a history in, proposals out."""

import msgspec

from coachdesk.core.coaching.policy import Expected, Policy, PolicyExample
from coachdesk.core.coaching.propose import Proposed, propose


class PolicyResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one example."""

    number: int
    """From 1, in the order of the file."""
    example: PolicyExample
    missing: tuple[Expected, ...]
    """Expected, and not raised."""
    surplus: tuple[Expected, ...]
    """Raised, and not expected."""
    proposed: Proposed

    @property
    def passed(self) -> bool:
        """Whether all that was expected was raised, and nothing else."""
        return not self.missing and not self.surplus


class PolicyRehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """All that the examples of one policy say."""

    policy: Policy
    results: tuple[PolicyResult, ...]
    unshown: tuple[str, ...]
    """What no example shows: `something raised`, `nothing raised`."""


def rehearse_policy(policy: Policy) -> PolicyRehearsal:
    """Runs every example of the policy."""
    results = tuple(
        _result(policy, number, example) for number, example in enumerate(policy.examples, start=1)
    )
    shown = {bool(each.example.expect) for each in results}
    words = {True: "something raised", False: "nothing raised"}
    return PolicyRehearsal(
        policy=policy,
        results=results,
        unshown=tuple(text for raised, text in words.items() if raised not in shown),
    )


def _result(policy: Policy, number: int, example: PolicyExample) -> PolicyResult:
    proposed = propose([policy], example.history, example.today)
    raised = [
        Expected(
            who=each.person,
            to_owner=False,
            topic=each.topic,
            baseline=(each.baseline.failed, each.baseline.of) if each.baseline else None,
        )
        for each in proposed.proposals
    ]
    raised += [
        Expected(who=each.team, to_owner=True, topic=each.topic) for each in proposed.for_owners
    ]
    return PolicyResult(
        number=number,
        example=example,
        missing=tuple(each for each in example.expect if not any(_same(each, r) for r in raised)),
        surplus=tuple(each for each in raised if not any(_same(e, each) for e in example.expect)),
        proposed=proposed,
    )


def _same(expected: Expected, raised: Expected) -> bool:
    return (expected.who, expected.to_owner, expected.topic) == (
        raised.who,
        raised.to_owner,
        raised.topic,
    ) and expected.baseline in (None, raised.baseline)
