"""A filter while it is typed: the list follows, and escape gives back what was before."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coachdesk.tui.views.queue_filter import LABEL
from coachdesk.tui.views.queue_listing import Listing
from coachdesk.tui.views.queue_reading import Asked

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp


def type_filter(app: "CoachdeskApp", listing: Listing) -> None:
    """Asks for a filter, from the one in force on."""
    before = listing.before()

    def left() -> None:
        listing.typing = False
        listing.give_back(before)

    listing.typing = True
    _ask(app, listing, listing.asked.text, left)
    if listing.fault is not None:
        listing.show_fault(listing.asked, listing.fault)


def _ask(app: "CoachdeskApp", listing: Listing, text: str, left: Callable[[], None]) -> None:
    app.ask(
        LABEL,
        lambda entered: _entered(app, listing, entered, left),
        text=text,
        changed=lambda typed: _changed(app, listing, typed),
        left=left,
        complete=app.filters.offers,
    )


def _changed(app: "CoachdeskApp", listing: Listing, text: str) -> None:
    asked, fault = Asked(text, listing.asked.sort), app.filters.fault(text)
    if fault is not None:
        listing.show_fault(asked, fault)
        return
    app.say("")
    if asked != listing.asked or listing.fault is not None:
        listing.read(asked, from_top=True)


def _entered(app: "CoachdeskApp", listing: Listing, text: str, left: Callable[[], None]) -> None:
    asked, fault = Asked(text, listing.asked.sort), app.filters.fault(text) or listing.fault
    if fault is not None:
        # It can't be kept like that: the line stays, with what is wrong above it.
        _ask(app, listing, text, left)
        listing.show_fault(asked, fault)
        return
    listing.typing, listing.kept = False, asked
    if asked != listing.listed.asked and not (asked == listing.asked and listing.reading):
        listing.read(asked, from_top=True)
