"""R4: audit forms. A2: doubts about a report of a visit."""

from coachdesk.core.codes.entry import Code

_HEAD = (
    "audit: shop\nversion: 1\ntitle: Shop visit\nchannel: shop\n"
    "persona: A first-time buyer.\nscenario: Looks for a gift.\n"
)
_STORY = "facts: [{id: story, ask: What happened?, entry: text}]"
_SECTIONS = f"sections:\n  - id: told\n    title: Told\n    {_STORY}\n"

AUDIT_FORM_CODES: tuple[Code, ...] = (
    Code(
        id="R401",
        title="proof outside an audit",
        cause="Only a visit has a report to which something can be attached.",
        example="- {id: greets, ask: Was there a greeting?, points: 5, proof: a photo}",
        cure="- {id: greets, ask: Was there a greeting?, points: 5}",
    ),
    Code(
        id="R402",
        title="the bounds of a fact make no sense",
        cause="Unit and bounds are for numbers, and low must be below high.",
        example=_HEAD + f"sections:\n  - id: told\n    title: Told\n    {_STORY[:-1]},\n"
        "      {id: wait, ask: How long was the wait?, entry: number, low: 60, high: 0}]",
        cure="{id: wait, ask: How long was the wait?, entry: number, low: 0, high: 60}",
    ),
    Code(
        id="R403",
        title="the bounds of a visit make no sense",
        cause="A visit takes at least `low` and at most `high` minutes, and a place opens before "
        "it closes.",
        example=_HEAD + "minutes: {low: 30, high: 10}\n" + _SECTIONS,
        cure="minutes: {low: 10, high: 30}",
    ),
    Code(
        id="R404",
        title="the script version under test is not the one in the library",
        cause="The audit says which version of its script it tests. Without a script that is an "
        "error; where the library has another version it is a warning: lines may have changed.",
        example=_HEAD + "script_version: 2\n" + _SECTIONS,
        cure="script: outbound-card-sale\nscript_version: 1",
    ),
    Code(
        id="R405",
        title="a section judges nothing and asks nothing",
        cause="Without criteria and facts there is nothing to fill in.",
        example=_HEAD + _SECTIONS + "  - {id: shelf, title: The shelf}",
        cure="  - id: shelf\n    title: The shelf\n    criteria:\n"
        "      - {id: tidy, ask: Was the shelf tidy?, points: 5}",
    ),
    Code(
        id="R406",
        title="an audit without a narrative (warning)",
        cause="No required fact is a text. Without the shopper's own words an editor has nothing "
        "to check answers against, and copied reports can't be noticed.",
        example=_HEAD + "sections:\n  - id: shelf\n    title: The shelf\n    criteria:\n"
        "      - {id: tidy, ask: Was the shelf tidy?, points: 5}",
        cure="    facts:\n      - {id: story, ask: What happened?, entry: text}",
    ),
    Code(
        id="R407",
        title="an id that tables of visits use",
        cause="A table of visits has the columns place, agent, shopper, date, began and ended, and "
        "one for each criterion and fact by its id; two columns of one name can't be told apart.",
        example=_HEAD + "sections:\n  - id: told\n    title: Told\n    facts:\n"
        "      - {id: story, ask: What happened?, entry: text}\n"
        "      - {id: date, ask: Which date is on the receipt?, entry: date}",
        cure="      - {id: receipt-date, ask: Which date is on the receipt?, entry: date}",
    ),
)
"""Faults of audit forms."""

VISIT_CODES: tuple[Code, ...] = (
    Code(
        id="A201",
        title="nearly the words of an earlier report (warning)",
        cause="The same shopper handed in nearly the same words before, about another visit. Two "
        "visits differ; two reports of one text may be one visit.",
        example="the narrative of visit V12 pasted into V19 with another date",
        cure="The editor compares both reports and their proofs, and asks the shopper.",
    ),
    Code(
        id="A202",
        title="a visit that ends before it begins (warning)",
        cause="One of the two times is wrong, or the visit went past midnight.",
        example="began 2026-11-22 15:40, ended 2026-11-22 15:10",
        cure="The shopper corrects the time; a receipt or a call list shows it.",
    ),
    Code(
        id="A203",
        title="a visit outside its window (warning)",
        cause="It was planned for other days, so it does not stand for them.",
        example="planned for 2026-11-16 to 2026-11-22, made on 2026-11-24",
        cure="Accept it with a reason, or plan another.",
    ),
    Code(
        id="A204",
        title="a visit outside opening hours (warning)",
        cause="The form says between which hours a visit makes sense.",
        example="hours: {from: '10:00', to: '21:30'} and a visit that began at 22:05",
        cure="Correct the time, or ask the shopper how that was possible.",
    ),
    Code(
        id="A205",
        title="a visit shorter or longer than its form allows (warning)",
        cause="The form says how long such a visit takes. Four minutes are not enough for a sale.",
        example="minutes: {low: 15, high: 60} and a visit of 4 minutes",
        cure="Correct the times, or ask what was left out.",
    ),
    Code(
        id="A206",
        title="two visits of one shopper at the same time (warning)",
        cause="Nobody is in two places at once.",
        example="V12 from 15:00 to 15:40 and V13 from 15:20 to 15:50, both by one shopper",
        cure="Correct the times; where both stand, hold both visits.",
    ),
    Code(
        id="A207",
        title="all answers alike (warning)",
        cause="Every scale and choice of the report has the same position between worst and best, "
        "which hardly any report of this form has. The shopper may not have read the questions.",
        example="seven questions from 1 to 5, all answered 3",
        cure="The editor compares answers with narrative and proof.",
    ),
)
"""Doubts about a report; none of them stops it."""
