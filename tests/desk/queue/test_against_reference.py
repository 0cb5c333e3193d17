"""The queue's answers are those of plain Python over the same calls."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.core.queue import Sort, Status, wanted_by
from coachdesk.desk.folder import HeldDesk
from coachdesk.desk.queue import first_rows, open_queue, rows, vocabulary
from tests.desk.queue.reference import key, meets, top
from tests.desk.queue.small_desk import ACTING, NOON, Fact

Small = tuple[HeldDesk, list[Fact]]

PLAIN = (
    "agent:ana agent:wang,bo agent:王 agent:Zoe team:north team:south campaign:spring "
    "campaign:autumn language:en language:zh assigned:me assigned:grace assigned:nobody "
    "status:new status:unscored status:new,draft scorecard:sale scorecard:greeting outcome:pass "
    "outcome:fail outcome:not-scored,pass failed:waits failed:no-pressure failed:price,greets "
    "score<80 score>=50 score:100 score>33.33 critical>0 critical:1 failing>=2 failing:0 "
    "unknown>0 unknown<1 length>2m length<=1m30s length:5m since:today since:7d since:12h "
    "before:2026-04-25 before:yesterday id:C-0 id:c-1 text:consent text:您好 text:十元 hello 王 "
    "zoe c-2 ana"
)
CLAUSES = [
    *PLAIN.split(),
    'text:"wait for"',
    'text:"do not you"',
    'text:"consent it"',
    "text:小明",
    '"price is"',
]
FILTERS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(CLAUSES)).map(
        lambda pair: ("-" if pair[0] else "") + pair[1]
    ),
    max_size=4,
).map(" ".join)


def expected(held: HeldDesk, facts: list[Fact], text: str, sort: Sort) -> list[int]:
    wanted = wanted_by(
        text,
        vocabulary(held, ACTING),
        now=NOON,
        zone=ZoneInfo("Asia/Shanghai"),
        me="root",
    )
    found = sorted((fact for fact in facts if meets(wanted, fact)), key=key(sort))
    return [fact.number for fact in found]


@settings(max_examples=300)
@given(text=FILTERS, sort=st.sampled_from(Sort))
def test_every_filter_and_order(small: Small, text: str, sort: Sort) -> None:
    held, facts = small
    numbers = expected(held, facts, text, sort)
    found = open_queue(held, ACTING, text, sort)
    assert list(found.numbers) == numbers
    assert found.total == len(facts)
    first = first_rows(held, ACTING, text, sort, limit=7)
    assert [item.number for item in first.items] == numbers[:7]
    assert first.more == (len(numbers) > 7)


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_and_its_negation_part_the_calls(small: Small, clause: str) -> None:
    held, facts = small
    own = set(open_queue(held, ACTING, clause).numbers)
    rest = set(open_queue(held, ACTING, f"-{clause}").numbers)
    assert own | rest == {fact.number for fact in facts}
    assert not own & rest
    assert own == set(expected(held, facts, clause, Sort.URGENT))


def test_every_line_tells_of_the_most_urgent_evaluation(small: Small) -> None:
    held, facts = small
    items = rows(held, ACTING, [fact.number for fact in facts])
    assert [item.number for item in items] == [fact.number for fact in facts]
    for item, fact in zip(items, facts, strict=True):
        judged = top(fact)
        assert item.status is (Status.NEW if fact.judged else Status.UNSCORED)
        assert item.others == max(0, len(fact.judged) - 1)
        assert (item.critical, item.failing, item.unknown) == (
            judged.critical,
            len(judged.failed),
            judged.unknown,
        )
        assert (item.call, item.campaign) == (fact.call.id, fact.call.campaign)
        assert item.started_at == fact.call.started_at
        assert item.assigned == (fact.assigned or None)
        first = item.why.split(" ")[0] if judged.failed else ""
        assert not judged.failed or first in judged.failed


def test_a_line_shows_the_scorecard_that_was_asked_for(small: Small) -> None:
    held, facts = small
    found = open_queue(held, ACTING, "scorecard:sale")
    items = rows(held, ACTING, found.numbers, scorecards=found.scorecards)
    assert len(items) == sum(
        any(each.scorecard == "sale" for each in fact.judged) for fact in facts
    )
    assert {item.scorecard for item in items} == {"sale"}
