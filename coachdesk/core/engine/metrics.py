"""Talk measures of a call, from its turns' times alone. Definitions: docs/metrics.md.

A measure that can't be computed, because times or speakers are missing, is None and never 0.
"""

import re
from collections.abc import Sequence

import msgspec

from coachdesk.core.calls import Call, Speaker, Turn, runs_of
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
    """By the agent."""
    customer_interruptions: int | None = None
    overtalk_ms: int | None = None
    words_per_minute: float | None = None
    """Of the agent; Chinese and Japanese characters count one each."""
    longest_monologue_ms: int | None = None
    """Of the agent."""
    questions: int | None = None
    """Turns of the agent that end in a question mark."""
    turns: int = 0
    """Runs: neighbouring turns of one speaker count once."""
    first_agent_word_ms: int | None = None

    def of(self, name: str) -> float | int | None:
        """The measure by its name in the rule language, in its unit there."""
        value: float | int | None = getattr(self, _FIELDS[name])
        return value


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
_QUESTION = re.compile("[?？؟][\"'”’)\\s]*$")


class _Talk:
    """A stretch of talk by one party."""

    __slots__ = ("end", "speaker", "start")

    def __init__(self, speaker: Speaker, start: int, end: int) -> None:
        self.speaker = speaker
        self.start = start
        self.end = end


def metrics_of(call: Call) -> Metrics:
    """The measures of the call."""
    spoken = [turn for turn in call.turns if turn.text.strip()]
    roles_known = bool(spoken) and all(turn.speaker is not Speaker.UNKNOWN for turn in spoken)
    timed = bool(spoken) and all(
        turn.start_ms is not None and turn.end_ms is not None for turn in spoken
    )
    agent = [turn for turn in spoken if turn.speaker is Speaker.AGENT]
    questions = sum(1 for turn in agent if _QUESTION.search(turn.text)) if roles_known else None
    counted = len(runs_of(call))
    if not timed:
        return Metrics(duration_ms=call.duration_ms, questions=questions, turns=counted)
    talks = _joined(spoken)
    duration = call.duration_ms
    if duration is None:
        duration = max(talk.end for talk in talks)
    silences = _silences(talks)
    measures = Metrics(
        duration_ms=duration,
        longest_silence_ms=max(silences, default=0),
        total_silence_ms=sum(silences),
        questions=questions,
        turns=counted,
    )
    if not roles_known:
        return measures
    overtalk, interruptions = _overtalk(talks)
    agent_ms = _talk_ms(talks, Speaker.AGENT)
    both_ms = agent_ms + _talk_ms(talks, Speaker.CUSTOMER)
    return msgspec.structs.replace(
        measures,
        talk_ratio_pct=100 * agent_ms / both_ms if both_ms else None,
        interruptions=interruptions[Speaker.AGENT],
        customer_interruptions=interruptions[Speaker.CUSTOMER],
        overtalk_ms=overtalk,
        words_per_minute=_words_per_minute(agent, agent_ms),
        longest_monologue_ms=_longest_monologue(talks),
        first_agent_word_ms=min(
            (t.start for t in talks if t.speaker is Speaker.AGENT), default=None
        ),
    )


def _joined(turns: Sequence[Turn]) -> list[_Talk]:
    """Stretches of talk by start; turns of one speaker closer than JOINED_MS are one."""
    talks: list[_Talk] = []
    latest: dict[Speaker, _Talk] = {}
    for turn in sorted(turns, key=lambda turn: turn.start_ms or 0):
        assert turn.start_ms is not None
        assert turn.end_ms is not None
        end = max(turn.end_ms, turn.start_ms)
        before = latest.get(turn.speaker)
        if before is not None and turn.start_ms - before.end < JOINED_MS:
            before.end = max(before.end, end)
            continue
        talk = latest[turn.speaker] = _Talk(turn.speaker, turn.start_ms, end)
        talks.append(talk)
    return talks


def _silences(talks: Sequence[_Talk]) -> list[int]:
    """Gaps longer than DEAD_AIR_MS in which nobody speaks."""
    found = []
    reached = talks[0].end
    for talk in talks[1:]:
        if talk.start - reached > DEAD_AIR_MS:
            found.append(talk.start - reached)
        reached = max(reached, talk.end)
    return found


def _overtalk(talks: Sequence[_Talk]) -> tuple[int, dict[Speaker, int]]:
    """Total talk-over in ms, and interruptions by who cut in (who started second)."""
    total = 0
    cut_in = dict.fromkeys(Speaker, 0)
    for at, talk in enumerate(talks):
        for other in reversed(talks[max(0, at - 8) : at]):
            if other.speaker is talk.speaker or other.end <= talk.start:
                continue
            shared = min(other.end, talk.end) - talk.start
            if shared >= TALK_OVER_MS:
                total += shared
                if other.end - talk.start >= INTERRUPTED_MS:
                    cut_in[talk.speaker] += 1
    return total, cut_in


def _talk_ms(talks: Sequence[_Talk], speaker: Speaker) -> int:
    return sum(talk.end - talk.start for talk in talks if talk.speaker is speaker)


def _words_per_minute(turns: Sequence[Turn], talk_ms: int) -> float | None:
    if talk_ms <= 0:
        return None
    return sum(len(words_of(turn.text).texts) for turn in turns) / (talk_ms / 60000)


def _longest_monologue(talks: Sequence[_Talk]) -> int:
    """The agent's longest time with the floor, from a first word to the last before the other."""
    longest = 0
    start: int | None = None
    end = 0
    for talk in talks:
        if talk.speaker is Speaker.AGENT:
            start = talk.start if start is None else start
            end = max(end, talk.end)
            longest = max(longest, end - start)
        elif talk.end - talk.start > AGREEMENT_MS:
            start, end = None, 0
    return longest
