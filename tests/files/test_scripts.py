"""Scripts and shared blocks from their files: every key, every fault, and the texts behind."""

from datetime import date

import pytest

from coachdesk.core.scripts import Change, LineAt, Script
from coachdesk.files.loaded import Loaded
from coachdesk.files.rulebook import load_sources

SCRIPT = """\
script: sale
version: 3
change: major
title: Sale
languages: [en]
effective: {from: 2026-12-01, until: 2027-11-30}
owner: Ana Silva
campaign: card
include: [blocks/common]
slots: {fee: The yearly fee on the price sheet}
terms: [APR]
steps:
  - id: hello
    say: Hello.
    if_customer:
      - {when: Is busy, say: When may I call back?, then: close}
  - {id: offer, say: ["It costs {fee}.", "The fee is {fee}."], then: close}
  - {id: detour, say: One moment.}
  - {id: close, say: Goodbye., end: true}
objections:
  - id: too-dear
    title: Price
    when: Says it is too dear
    hears: ["too (expensive|much)", "(can not|can't) afford"]
    say: What would you be sure of?
    why: A number can be talked about.
    then: offer
    law: us.tsr.total-cost-first
"""
BLOCKS = """\
blocks: common
version: 1
title: Common
languages: [en, zh]
slots: {branch: Your branch}
terms: [annuity]
objections:
  - id: not-now
    when: Has no time
    hears: no time
    say: {en: When suits you?, zh: 您什么时候方便？}
"""
KEYS = {"script": "scripts_library/sale.yaml", "blocks": "scripts_library/blocks/common.yaml"}


def loaded_with(**changes: str) -> Loaded:
    """The two files with texts replaced: `script=...`, `blocks=...`."""
    texts = {"script": SCRIPT, "blocks": BLOCKS, **changes}
    return load_sources({KEYS.get(name, name): text for name, text in texts.items()})


def told(loaded: Loaded) -> list[str]:
    return [f"{each.location}: {each.code} {each.message}" for each in loaded.problems]


@pytest.fixture(scope="module")
def script() -> Script:
    loaded = loaded_with()
    assert told(loaded) == []
    return loaded.scripts["sale"]


def test_a_script_says_when_for_whom_and_how_it_changed(script: Script) -> None:
    assert script.change is Change.MAJOR
    assert (script.effective_from, script.effective_until) == (
        date(2026, 12, 1),
        date(2027, 11, 30),
    )
    assert (script.owner, script.campaigns) == ("Ana Silva", ("card",))
    assert script.slots == {"fee": "The yearly fee on the price sheet", "branch": "Your branch"}
    assert script.terms == ("APR", "annuity")


def test_steps_may_go_on_elsewhere_or_end(script: Script) -> None:
    ways = {step.id: (step.then, step.end) for step in script.steps}
    assert ways == {
        "hello": ("", False),
        "offer": ("close", False),
        "detour": ("", False),
        "close": ("", True),
    }


def test_blocks_are_its_own_then_the_included_ones_in_its_languages(script: Script) -> None:
    own, shared = script.blocks
    assert (own.id, own.title, own.then) == ("too-dear", "Price", "offer")
    assert own.hears == ("too (expensive|much)", "(can not|can't) afford")
    assert own.law == ("us.tsr.total-cost-first",)
    assert (shared.id, shared.say) == ("not-now", {"en": ("When suits you?",)})
    assert str(shared.location) == "scripts_library/blocks/common.yaml:8:5"


def test_every_line_has_an_address_and_a_place() -> None:
    written = loaded_with().written_scripts["sale"]
    spoken = {line.at: line.text for line in written.script.spoken()}
    assert spoken[LineAt("hello", "en", 0, 0)] == "When may I call back?"
    assert spoken[LineAt("offer", "en", 1)] == "The fee is {fee}."
    assert {at: node.value for at, node in written.nodes.items()} == spoken
    place = written.nodes[LineAt("offer", "en", 1)].location
    assert str(place) == "scripts_library/sale.yaml:17:42"


FORM = "scorecard: card\nversion: 1\ntitle: T\nscript: sale\n"


def test_included_blocks_count_into_the_texts_and_hashes() -> None:
    loaded = loaded_with(**{"scorecards/card.yaml": FORM})
    texts = {KEYS["script"]: SCRIPT, KEYS["blocks"]: BLOCKS}
    assert loaded.written_scripts["sale"].texts == texts
    assert loaded.texts_of("card") == {"scorecards/card.yaml": FORM, **texts}
    assert load_sources(loaded.texts_of("card")).forms == loaded.forms
    other = loaded_with(**{"scorecards/card.yaml": FORM, "blocks": BLOCKS + "# end\n"})
    assert other.forms[0].sha256 != loaded.forms[0].sha256
    assert other.scripts["sale"].sha256 != loaded.scripts["sale"].sha256


def test_a_form_with_faulty_blocks_behind_it_is_not_used() -> None:
    faulty = BLOCKS.replace("hears: no time", "hears: '(no time'")
    loaded = loaded_with(**{"scorecards/card.yaml": FORM, "blocks": faulty})
    assert loaded.forms == ()
    assert [each.code for each in loaded.problems] == ["R201"]


def test_rules_may_listen_for_a_block() -> None:
    signals = "signals: {answers: {script: sale/too-dear}, other: {script: sale/too-deer}}\n"
    loaded = loaded_with(**{"scorecards/card.yaml": FORM + signals})
    assert [(each.code, each.hint) for each in loaded.problems] == [
        ("R107", "did you mean 'too-dear'?")
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("until: 2027-11-30", "until: 2026-11-30", "6:12", "S106"),
        ("from: 2026-12-01", "from: 2026-13-01", "6:19", "F208"),
        ("id: close", "id: close, then: hello", "19:50", "S107"),
        ("then: offer", "then: ofer", "27:11", "S102"),
        ("then: close}\n  - {id: d", "then: closse}\n  - {id: d", "17:70", "S102"),
        ("id: too-dear", "id: hello", "21:9", "S101"),
        ("id: too-dear", "id: not-now", "9:1", "S101"),
        ("(can not|can't) afford", "(can not afford", "24:38", "R201"),
        ("[blocks/common]", "[blocks/comon]", "9:11", "R103"),
        ("[blocks/common]", "[../rules/x]", "9:11", "R103"),
        ("[blocks/common]", "[sale]", "9:11", "R104"),
        ("change: major", "change: huge", "3:9", "F206"),
    ],
)
def test_a_fault_of_a_script_is_told_at_its_place(
    old: str, new: str, place: str, code: str
) -> None:
    assert old in SCRIPT
    (problem,) = loaded_with(script=SCRIPT.replace(old, new)).problems
    assert (str(problem.location), problem.code) == (f"scripts_library/sale.yaml:{place}", code)


def test_a_shared_block_must_fit_the_script_that_includes_it() -> None:
    with_then = BLOCKS.replace("hears: no time", "then: closing")
    (problem,) = loaded_with(blocks=with_then).problems
    assert problem.code == "S102"
    assert problem.hint == "did you mean 'close'?"
    assert str(problem.location) == "scripts_library/sale.yaml:9:1"
    french = SCRIPT.replace("languages: [en]", "languages: [fr]")
    assert told(loaded_with(script=french)) == [
        "scripts_library/sale.yaml:9:1: S104 the blocks of 'scripts_library/blocks/common.yaml' "
        "have no lines in fr"
    ]


def test_only_blocks_can_be_included_and_not_in_a_circle() -> None:
    circle = BLOCKS.replace("title: Common\n", "title: Common\ninclude: [blocks/common]\n")
    assert [each.code for each in loaded_with(blocks=circle).problems] == ["R104"]
    other = SCRIPT.replace("script: sale", "script: other").replace("blocks/common", "sale")
    loaded = loaded_with(**{"scripts_library/other.yaml": other})
    assert [(each.code, each.message) for each in loaded.problems] == [
        ("R103", "'sale' is a script, not a file of blocks")
    ]


def test_blocks_that_are_reached_twice_are_taken_in_once() -> None:
    more = (
        "blocks: more\nversion: 1\ntitle: More\nlanguages: [en]\ninclude: [blocks/common]\n"
        "objections: [{id: angry, when: Is angry, say: I am sorry.}]\n"
    )
    both = SCRIPT.replace("[blocks/common]", "[blocks/more, blocks/common]")
    loaded = loaded_with(script=both, **{"scripts_library/blocks/more.yaml": more})
    assert told(loaded) == []
    assert [each.id for each in loaded.scripts["sale"].blocks] == ["too-dear", "not-now", "angry"]


def test_a_file_of_blocks_is_called_after_its_id() -> None:
    loaded = load_sources({"scripts_library/blocks/x.yaml": BLOCKS})
    assert [each.code for each in loaded.problems] == ["S105"]
