"""Talk measures of a call, from its turns' times and speakers. Definitions: docs/metrics.md.

A measure that can't be computed, because times or speakers are missing, is None and never 0.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

from coachdesk.core.calls import Call, Gap, Speaker, Turn, runs_of
from coachdesk.core.text import words_of

DEAD_AIR_MS = 3000
"""A gap longer than this is silence; shorter ones are the breath of a conversation."""
TALK_OVER_MS = 500
"""Both speak at least this long at once."""
INTERRUPTED_MS = 1000
"""Talk-over is an interruption when the other had at least this much left to say."""
JOINED_MS = 300
"""Turns of one speaker closer than this are one stretch of talk."""
AGREEMENT_MS = 1000
"""A turn of the other up to this long ("mhm") does not end a monologue."""


class Metrics(msgspec.Struct, frozen=True, kw_only=True):
    """The measures of one call; None where one can't be computed."""

    talk_ratio_pct: float | None = None
    """Agent talk / (agent + customer talk)."""
    duration_ms: int | None = None
    longest_silence_ms: int | None = None
    total_silence_ms: int | None = None
    interruptions: int | None = None
    """Of the customer by the agent."""
    customer_interruptions: int | None = None
    """Of the agent by the customer."""
    overtalk_ms: int | None = None
    longest_monologue_ms: int | None = None
    """Of the agent."""
    questions: int | None = None
    """Turns of the agent that end in a question mark."""
    turns: int | None = None
    """Runs: neighbouring turns of one speaker count once."""
    first_agent_word_ms: int | None = None
    agent_talk_ms: int | None = None
    agent_texts: tuple[str, ...] = ()
    """What `words_per_minute` counts."""

    @property
    def words_per_minute(self) -> float | None:
        """Of the agent; Chinese and Japanese characters count one each. Counted when asked for."""
        if not self.agent_talk_ms:
            return None
        # The words opened from one contraction share a span: don't is one word as spoken.
        words = sum(len(set(words_of(text).starts)) for text in self.agent_texts)
        return words / (self.agent_talk_ms / 60000)

    def of(self, name: str) -> float | int | None:
        """The measure by its name in the rule language, in its unit there."""
        value: float | int | None = getattr(self, _FIELDS[name])
        return value

    def named(self) -> Mapping[str, float | int | None]:
        """Every measure by its name, as programs read it."""
        return {name: getattr(self, name) for name in _NAMED}


_FIELDS = {
    "talk_ratio": "talk_ratio_pct",
    "duration": "duration_ms",
    "longest_silence": "longest_silence_ms",
    "total_silence": "total_silence_ms",
    "interruptions": "interruptions",
    "overtalk": "overtalk_ms",
    "words_per_minute": "words_per_minute",
    "longest_monologue": "longest_monologue_ms",
    "questions": "questions",
    "turns": "turns",
}
_NAMED = (*_FIELDS.values(), "customer_interruptions", "first_agent_word_ms")
_QUESTION = re.compile("[?？؟][\"'”’)\\s]*$")
_ENDS_OF_QUESTIONS = frozenset("?？؟\"'”’)")


_Talk = tuple[int, int]
"""Start and end of a stretch of talk by one party."""


def metrics_of(call: Call) -> Metrics:
    """The measures of the call."""
    spoken = [turn for turn in call.turns if _speaks(turn.text)]
    speakers = [turn.speaker for turn in spoken]
    roles_known = bool(spoken) and Speaker.UNKNOWN not in speakers
    agent_is = Speaker.AGENT
    agent = tuple([turn.text for turn in spoken if turn.speaker is agent_is])
    questions = sum(map(_asks, agent)) if roles_known else None
    counted = _runs(call)
    if not _timed(spoken):
        return Metrics(duration_ms=call.duration_ms, questions=questions, turns=counted)
    talks = _joined(spoken)
    duration = call.duration_ms
    if duration is None:
        duration = max(row[-1][1] for row in talks.values())
    silences = _silences(talks, call.gaps)
    if not roles_known:
        return Metrics(
            duration_ms=duration,
            longest_silence_ms=max(silences, default=0),
            total_silence_ms=sum(silences),
            turns=counted,
        )
    by_agent, by_customer = talks.get(Speaker.AGENT, []), talks.get(Speaker.CUSTOMER, [])
    overtalk, interruptions, customer_interruptions = _overtalk(by_agent, by_customer)
    agent_ms, customer_ms = _length(by_agent), _length(by_customer)
    both_ms = agent_ms + customer_ms
    return Metrics(
        duration_ms=duration,
        longest_silence_ms=max(silences, default=0),
        total_silence_ms=sum(silences),
        questions=questions,
        turns=counted,
        talk_ratio_pct=100 * agent_ms / both_ms if both_ms else None,
        interruptions=interruptions,
        customer_interruptions=customer_interruptions,
        overtalk_ms=overtalk,
        longest_monologue_ms=_longest_monologue(talks),
        first_agent_word_ms=by_agent[0][0] if by_agent else None,
        agent_talk_ms=agent_ms,
        agent_texts=agent,
    )


def _speaks(text: str) -> bool:
    """Whether the text holds a word; `[hold music]`, `...` and nothing hold none."""
    return text[:1].isalnum() or bool(words_of(text).texts)


def _asks(text: str) -> bool:
    end = text[-1:]
    return (end in _ENDS_OF_QUESTIONS or end.isspace()) and _QUESTION.search(text) is not None


def _runs(call: Call) -> int | None:
    """How many runs the call has; None where unknown speakers without labels hide it."""
    unknown = Speaker.UNKNOWN
    if any([turn.speaker is unknown and not turn.label for turn in call.turns]):
        return None
    return len(runs_of(call))


def _timed(turns: Sequence[Turn]) -> bool:
    """Whether every turn has both times, and none ends before it starts."""
    for turn in turns:
        if turn.start_ms is None or turn.end_ms is None or turn.end_ms < turn.start_ms:
            return False
    return bool(turns)


def _joined(turns: Sequence[Turn]) -> dict[Speaker, list[_Talk]]:
    """Stretches of talk of each party by start; those closer than JOINED_MS are one."""
    talks: dict[Speaker, list[_Talk]] = {}
    for party in Speaker:
        said = [(turn.start_ms or 0, turn.end_ms or 0) for turn in turns if turn.speaker is party]
        if said:
            talks[party] = _closed(said)
    return talks


def _closed(said: list[_Talk]) -> list[_Talk]:
    said.sort()
    row: list[_Talk] = []
    first, last = said[0]
    for start, end in said:
        if start - last >= JOINED_MS:
            row.append((first, last))
            first, last = start, end
        elif end > last:
            last = end
    row.append((first, last))
    return row


def _length(talks: Sequence[_Talk]) -> int:
    return sum([end - start for start, end in talks])


def _silences(talks: Mapping[Speaker, Sequence[_Talk]], unheard: Sequence[Gap]) -> list[int]:
    """Gaps longer than DEAD_AIR_MS between talk in which nobody speaks.

    Nobody knows what was said where nothing was transcribed: no silence reaches into it.
    """
    stretches = [talk for row in talks.values() for talk in row]
    first, last = min(stretches)[0], max([row[-1][1] for row in talks.values()])
    stretches += [
        (max(gap.start_ms, first), min(gap.end_ms, last))
        for gap in unheard
        if gap.start_ms < last and gap.end_ms > first
    ]
    found = []
    reached = first
    for start, end in sorted(stretches):
        if start - reached > DEAD_AIR_MS:
            found.append(start - reached)
        if end > reached:
            reached = end
    return found


def _overtalk(agent: Sequence[_Talk], customer: Sequence[_Talk]) -> tuple[int, int, int]:
    """Talk-over in ms, and interruptions by agent and by customer: by who started second.

    Where both start in the same millisecond nobody cut in.
    """
    total = by_agent = by_customer = 0
    at_agent = at_customer = 0
    while at_agent < len(agent) and at_customer < len(customer):
        start, end = agent[at_agent]
        other_start, other_end = customer[at_customer]
        both = (end if end < other_end else other_end) - (
            start if start > other_start else other_start
        )
        if both >= TALK_OVER_MS:
            total += both
            by_agent += start > other_start and other_end - start >= INTERRUPTED_MS
            by_customer += other_start > start and end - other_start >= INTERRUPTED_MS
        if end <= other_end:
            at_agent += 1
        else:
            at_customer += 1
    return total, by_agent, by_customer


def _longest_monologue(talks: Mapping[Speaker, Sequence[_Talk]]) -> int:
    """The agent's longest time with the floor: first word to last, between turns of others."""
    agent = talks.get(Speaker.AGENT, ())
    longest = at = 0
    for opens, closes in _floor(talks):
        while at < len(agent) and agent[at][1] <= opens:
            at += 1
        here = at
        while here < len(agent) and (closes is None or agent[here][0] < closes):
            here += 1
        if here > at:
            start, end = max(agent[at][0], opens), agent[here - 1][1]
            longest = max(longest, (end if closes is None else min(end, closes)) - start)
    return longest


def _floor(talks: Mapping[Speaker, Sequence[_Talk]]) -> list[tuple[int, int | None]]:
    """The stretches of the call that no longer turn of another than the agent takes up."""
    taken = sorted(
        [
            talk
            for speaker, row in talks.items()
            if speaker is not Speaker.AGENT
            for talk in row
            if talk[1] - talk[0] > AGREEMENT_MS
        ]
    )
    free: list[tuple[int, int | None]] = []
    reached = 0
    for start, end in taken:
        if start > reached:
            free.append((reached, start))
        reached = max(reached, end)
    free.append((reached, None))
    return free
