"""Which version is used on a day, and what a signature vouches for."""

from datetime import UTC, date, datetime

import msgspec

from coachdesk.core.location import Location
from coachdesk.core.scripts import Branch, Change, Script, Step
from coachdesk.core.scripts.life import LIFE, Stage
from coachdesk.core.scripts.life import Step as LifeStep
from coachdesk.core.scripts.versions import (
    Version,
    in_use,
    laws_of,
    lines_under,
    signature_key,
)

HERE = Location("scripts_library/card.yaml")
HELLO = Step(
    id="hello",
    say={"en": ("Hello.", "Hi."), "zh": ("您好。",)},
    if_customer=(Branch(when="Is busy", say={"en": ("Later?",), "zh": ("什么时候方便？",)}),),
    law=("us.tcpa.identify",),
    location=HERE,
)
CLOSE = Step(id="close", say={"en": ("Bye.",), "zh": ("再见。",)}, location=HERE)


def version(number: int, **more: object) -> Version:
    script = Script(
        id="card", version=number, title="Card", languages=("en", "zh"), steps=(HELLO, CLOSE)
    )
    made = msgspec.structs.replace(script, **more)
    at = datetime(2026, 5, number, 12, tzinfo=UTC)
    return Version(script=made, texts={}, at=at, by="ruth")


def test_the_newest_version_that_has_begun_and_not_ended_is_used() -> None:
    first, second = version(1), version(2, effective_from=date(2026, 6, 1))
    third = version(3, effective_from=date(2026, 7, 1), effective_until=date(2026, 7, 31))
    known = (first, second, third)
    used = [in_use(known, date(2026, month, 15)) for month in (5, 6, 7, 8)]
    assert used == [first, second, third, second]
    assert in_use((third,), date(2026, 8, 1)) is None


def test_a_major_version_renews_certificates() -> None:
    assert not version(1).renews
    assert version(2, change=Change.MAJOR).renews


def test_a_signature_vouches_for_every_word_under_the_tag_and_no_other() -> None:
    script = version(1).script
    assert laws_of(script) == ("us.tcpa.identify",)
    lines = lines_under(script, "us.tcpa.identify")
    assert {text for _, _, text in lines} == {"Hello.", "Hi.", "您好。", "Later?", "什么时候方便？"}
    reworded = msgspec.structs.replace(HELLO, say={"en": ("Hello.", "Hey."), "zh": ("您好。",)})
    other = msgspec.structs.replace(script, steps=(reworded, CLOSE))
    key = signature_key("us.tcpa.identify", lines)
    assert signature_key("us.tcpa.identify", lines_under(other, "us.tcpa.identify")) != key
    elsewhere = msgspec.structs.replace(script, steps=(HELLO,), version=9)
    assert signature_key("us.tcpa.identify", lines_under(elsewhere, "us.tcpa.identify")) == key


def test_nothing_published_confirmed_or_signed_goes_on_anywhere() -> None:
    assert {LIFE.after(None, step) for step in LifeStep} == set(Stage)
    assert all(LIFE.steps_from(stage) == () for stage in Stage)
