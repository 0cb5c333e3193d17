"""A desk with fifteen scored calls, and a way to change its scorecard."""

from collections.abc import Callable

import pytest

from coachdesk.core.calls import Call
from coachdesk.desk.drafts import DraftFile, save_draft
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.screen import screen

GREETING = "scorecards/greeting.yaml"
Change = Callable[..., DraftFile]


@pytest.fixture
def scored(desk: Desk, acting: Acting, make_calls: Callable[[int], list[tuple[Call, str]]]) -> Desk:
    """The desk with calls 0 to 14: every third begins with "well", every fifth is refused."""
    keep_calls(desk, acting, make_calls(15), say=lambda problem: None)
    screen(desk, acting)
    return desk


@pytest.fixture
def change(scored: Desk, acting: Acting) -> Change:
    """Replaces words of the scorecard in a draft: `change(("hello", "hello, well"), ...)`."""

    def made(*replacements: tuple[str, str]) -> DraftFile:
        text = (scored.rules / GREETING).read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        return save_draft(scored, acting, GREETING, text)

    return made
