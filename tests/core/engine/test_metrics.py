"""Talk measures, each expected value counted by hand from docs/metrics.md."""

import pytest

from coachdesk.core.calls import Call, Gap, Speaker, Turn
from coachdesk.core.engine.metrics import Metrics, metrics_of

A, C, OTHER, UNKNOWN = Speaker.AGENT, Speaker.CUSTOMER, Speaker.OTHER, Speaker.UNKNOWN
Said = tuple[Speaker, int | None, int | None] | tuple[Speaker, int | None, int | None, str]


def measured(*said: Said, duration_ms: int | None = None, gaps: tuple[Gap, ...] = ()) -> Metrics:
    """The measures of turns as (speaker, start ms, end ms, text)."""
    turns = tuple(
        Turn(
            index=at,
            speaker=each[0],
            start_ms=each[1],
            end_ms=each[2],
            text=each[3] if len(each) == 4 else "hello",
        )
        for at, each in enumerate(said)
    )
    return metrics_of(Call(id="c", turns=turns, duration_ms=duration_ms, gaps=gaps))


def test_talk_ratio_is_the_agents_share_of_the_talk_of_both() -> None:
    """Agent 6 s, customer 2 s: 6 / 8 = 75 %. The 4 s of a voice menu are nobody's share."""
    found = measured((OTHER, 0, 4000), (A, 5000, 11000), (C, 11500, 13500))
    assert found.talk_ratio_pct == 75
    assert found.first_agent_word_ms == 5000


def test_turns_closer_than_300_ms_are_one_stretch_of_talk() -> None:
    """0-1000 and 1299-2000 are 299 ms apart: 2000 ms of talk. 300 ms apart: 1000 + 700."""
    customer = (C, 9000, 10000)
    assert measured((A, 0, 1000), (A, 1299, 2000), customer).agent_talk_ms == 2000
    assert measured((A, 0, 1000), (A, 1300, 2000), customer).agent_talk_ms == 1700


def test_silence_is_a_gap_of_more_than_three_seconds() -> None:
    """Gaps 3000 (breath), 3001 and 5000: longest 5000, together 8001."""
    found = measured((A, 0, 1000), (C, 4000, 5000), (A, 8001, 9000), (C, 14000, 15000))
    assert (found.longest_silence_ms, found.total_silence_ms) == (5000, 8001)


def test_a_call_without_long_gaps_has_no_silence() -> None:
    found = measured((A, 0, 1000), (C, 1200, 2000), duration_ms=60000)
    assert (found.longest_silence_ms, found.total_silence_ms) == (0, 0)


def test_the_gap_after_a_turn_inside_another_counts_from_the_later_end() -> None:
    """The customer's 2-3 s lies inside the agent's 0-10 s: the gap is 10 to 14 s, not 3 to 14."""
    assert measured((A, 0, 10000), (C, 2000, 3000), (A, 14000, 15000)).longest_silence_ms == 4000


def test_a_turn_without_words_is_not_talk() -> None:
    """Nobody speaks from 1 s to 6 s; the agent talks 1 s of 2 s in all."""
    found = measured((A, 0, 1000), (A, 1000, 6000, "[noise]"), (C, 6000, 7000))
    assert found.total_silence_ms == 5000
    assert found.talk_ratio_pct == 50


def test_nothing_is_called_silence_where_nothing_was_transcribed() -> None:
    """0-1 s talk, 2-20 s lost, talk from 24 s: 1 s before the loss and 4 s after it are heard."""
    found = measured((A, 0, 1000), (C, 24000, 25000), gaps=(Gap(2000, 20000),))
    assert (found.longest_silence_ms, found.total_silence_ms) == (4000, 4000)


@pytest.mark.parametrize(
    ("agent_starts", "overtalk", "interruptions"),
    [(4501, 0, 0), (4500, 500, 0), (4001, 999, 0), (4000, 1000, 1)],
)
def test_cutting_in_needs_half_a_second_of_talk_over_and_a_whole_one_left(
    agent_starts: int, overtalk: int, interruptions: int
) -> None:
    """The customer speaks until 5000; the agent starts 499, 500, 999 or 1000 ms before that."""
    found = measured((C, 0, 5000), (A, agent_starts, 9000))
    assert (found.overtalk_ms, found.interruptions) == (overtalk, interruptions)
    assert found.customer_interruptions == 0


def test_an_interruption_counts_against_who_started_second() -> None:
    """The customer starts at 2 s into the agent's 0-5 s: 3 s left, 2 s of talk-over."""
    found = measured((A, 0, 5000), (C, 2000, 4000))
    assert (found.interruptions, found.customer_interruptions) == (0, 1)
    assert found.overtalk_ms == 2000


def test_nobody_cuts_in_where_both_start_at_once() -> None:
    found = measured((A, 0, 5000), (C, 0, 4000))
    assert (found.interruptions, found.customer_interruptions) == (0, 0)
    assert found.overtalk_ms == 4000


def test_every_turn_inside_a_long_one_is_seen() -> None:
    """Twenty turns of 600 ms, 2 s apart, all inside the agent's minute: 20 x 600 ms."""
    inside = [(C, at * 2000, at * 2000 + 600) for at in range(1, 21)]
    found = measured((A, 0, 60000), *inside)
    assert (found.customer_interruptions, found.overtalk_ms) == (20, 12000)


def test_talking_over_a_voice_menu_interrupts_nobody() -> None:
    found = measured((OTHER, 0, 10000), (A, 2000, 6000), (C, 11000, 12000))
    assert (found.interruptions, found.overtalk_ms) == (0, 0)


def test_a_short_word_of_the_other_does_not_end_a_monologue_and_a_longer_does() -> None:
    """The agent's 0-10 and 11.5-20 s: 20 s over a turn of 1000 ms, else the first 10 s."""
    assert measured((A, 0, 10000), (C, 10200, 11200), (A, 11500, 20000)).longest_monologue_ms == (
        20000
    )
    assert measured((A, 0, 10000), (C, 10200, 11201), (A, 11500, 20000)).longest_monologue_ms == (
        10000
    )


def test_a_longer_turn_inside_a_monologue_cuts_it_in_two() -> None:
    """0-60 s with the customer at 20-25 s: 20 s before, 35 s after."""
    assert measured((A, 0, 60000), (C, 20000, 25000)).longest_monologue_ms == 35000


def test_words_per_minute_counts_words_as_spoken() -> None:
    """I'm sorry I don't know: 5 words in 3 s of talk are 100 a minute."""
    found = measured((A, 0, 3000, "I'm sorry, I don't know."), (C, 3000, 9000))
    assert found.words_per_minute == 100
    assert found.of("words_per_minute") == 100


def test_chinese_characters_are_words_of_the_rate() -> None:
    """您好请问您是王先生吗: 10 characters in 3 s are 200 a minute."""
    assert measured((A, 0, 3000, "您好，请问您是王先生吗？")).words_per_minute == 200


def test_questions_are_the_agents_turns_that_end_in_a_question_mark() -> None:
    """Three of the agent's four; the customer's does not count."""
    found = measured(
        (A, 0, 1, "Is that so?"),
        (A, 1, 2, "您好吗？"),
        (A, 2, 3, 'You said "why?" '),
        (A, 3, 4, "Why? Because."),
        (C, 4, 5, "Why?"),
    )
    assert found.questions == 3


def test_turns_are_runs_of_one_speaker() -> None:
    """A A C A: three."""
    assert measured((A, 0, 1), (A, 1, 2), (C, 2, 3), (A, 3, 4)).turns == 3


def test_the_stated_duration_goes_before_the_last_word() -> None:
    assert measured((A, 0, 1000), duration_ms=5000).duration_ms == 5000
    assert measured((A, 0, 1000)).duration_ms == 1000


@pytest.mark.parametrize("times", [(None, 3000), (2000, None), (None, None), (3000, 2000)])
def test_one_turn_without_sound_times_leaves_every_measure_of_time_unknown(
    times: tuple[int | None, int | None],
) -> None:
    found = measured((A, 0, 1000, "Hello?"), (C, *times), (A, 4000, 5000))
    known = {name: value for name, value in found.named().items() if value is not None}
    assert known == {"questions": 1, "turns": 3}


def test_an_unknown_speaker_leaves_only_what_needs_no_parts() -> None:
    """Talk at 0-1 s and 5-6 s: 4 s of silence whoever spoke."""
    found = measured((A, 0, 1000, "Hello?"), (UNKNOWN, 5000, 6000))
    known = {name: value for name, value in found.named().items() if value is not None}
    assert known == {"duration_ms": 6000, "longest_silence_ms": 4000, "total_silence_ms": 4000}


def test_a_call_without_talk_has_no_rates() -> None:
    found = measured()
    assert (found.talk_ratio_pct, found.words_per_minute, found.longest_silence_ms) == (None,) * 3
    assert found.turns == 0


def test_an_agent_who_says_nothing_has_no_pace_and_no_first_word() -> None:
    found = measured((C, 0, 1000))
    assert (found.words_per_minute, found.first_agent_word_ms) == (None, None)
    assert (found.talk_ratio_pct, found.longest_monologue_ms) == (0, 0)
