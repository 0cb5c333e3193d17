"""Desks with scripts on the day of `tests/desk/day.py`: a bilingual script, and a plain one.

Eighteen calls have the script: it was published on the first of May, and Ana has read it.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.scripts.versions import laws_of
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.screen import screen
from coachdesk.desk.scripts import confirm, publish, sign
from coachdesk.desk.scripts.library import written
from coachdesk.files.calls.plain import parse_plain
from tests.desk.day import being, empty_desk

CARD = """\
script: card
version: 1
title: Card by phone
languages: [en, zh]
slots: {customer_name: the first line of your screen, fee: the price list}
steps:
  - id: greeting
    title: Say who you are
    say:
      en:
        - Hello {customer_name}, this is {agent_name} calling from {company}. Is now a good time?
        - Good morning, my name is {agent_name}, and I'm with {company}.
      zh: ["{customer_name}您好，我是{company}的{agent_name}。现在方便听我说两分钟吗？"]
    why: People listen once they know who is talking.
    if_customer:
      - when: Is driving
        say: {en: ["No problem. When may I call you back?"], zh: ["好的，那您几点方便？"]}
        then: close
      - when: Asks how you got the number
        say: {en: ["You already bank with us."], zh: ["您是我们的老客户。"]}
  - id: offer
    title: Name the one benefit that fits
    say:
      en: ["You get two percent back on groceries."]
      zh: ["买菜返现百分之二。"]
    why: One benefit that fits beats five that do not.
    law: [us.tsr.nature-of-goods]
  - id: cost
    title: Say the whole cost
    required: false
    say:
      en: ["The card costs {fee} a year."]
      zh: ["年费是{fee}。"]
  - id: close
    title: Thank them
    say:
      en: ["Thank you for your time."]
      zh: ["感谢您接听。"]
objections:
  - id: too-expensive
    title: Too expensive
    when: Says it is too expensive
    hears: ["too expensive"]
    say:
      en: ["I understand. May I show you what you would get back in a year?"]
      zh: ["理解。我给您算一下，一年能拿回多少，好吗？"]
    why: The price is only high beside what it gives.
  - id: has-one
    when: Has a card already
    say:
      en: ["Good to know. What do you like about it?"]
      zh: ["那很好。您最喜欢它哪一点？"]
    then: offer
  - id: stop-calling
    title: Stop calling
    when: Asks you to stop calling
    say:
      en: ["Of course. I'll take you off our list right now."]
      zh: ["好的，我马上登记，以后不再打给您。"]
    then: close
"""

CHANGED = CARD.replace("version: 1", "version: 2").replace(
    "Thank you for your time.", "Thank you. Call us at any time."
)
"""The next version, with another goodbye."""

FAULTY = CARD.replace("    then: offer\n", "    then: ofer\n")
"""It goes on with a step that there is not."""

PLAIN = """\
script: visit-plain
version: 2
title: A visit
languages: [en]
steps:
  - id: hello
    say: Hello.
"""

RULES = """\
scorecard: card-call
version: 1
title: Card by phone
language: en
script: card
scoring: {method: flat, pass_mark: 60}
signals:
  offers: {script: card/offer, at_least: 80}
sections:
  - id: all
    title: All
    weight: 1
    criteria:
      - id: names-benefit
        ask: Did the agent name one benefit?
        points: 5
        pass_when: offers
        examples:
          - {expect: pass, call: "A: You get two percent back on groceries."}
          - {expect: fail, call: "A: well"}
"""

GREETING = "A: Hello Mia Ross, this is Ana Silva calling from Harbour. Is now a good time?"
OFFER = "A: You get two percent back on groceries."
DEAR = "C: That is too expensive."
ANSWER = "A: I understand. May I show you what you would get back in a year?"
SAID = f"{GREETING}\nC: yes\n{OFFER}"
PUBLISHED = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


def library_desk(folder: Path, **scripts: str) -> Desk:
    """A desk without calls whose library has these scripts, by id, and no others.

    Args:
        folder: where to make it.
        scripts: id to text, `_` for `-`.
    """
    desk = empty_desk(folder)
    write_library(desk, **scripts)
    (desk.rules / "scorecards" / "visit.yaml").unlink()
    (desk.rules / "scorecards" / "card-call.yaml").write_text(RULES, encoding="utf-8")
    return find_desk(folder, folder)


def write_library(desk: Desk, **scripts: str) -> None:
    """The library has these scripts from now on, and no others."""
    library = desk.root / "scripts_library"
    rmtree(library)
    library.mkdir()
    for id, text in scripts.items():
        (library / f"{id.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")


def used_desk(folder: Path) -> Desk:
    """The card script published and used, its next version in the library, beside a plain one.

    The greeting is said on 15 of 18 calls and nearly on one, the answer to the price on 1 of 3; the
    cost is never said.
    """
    desk = library_desk(folder, card=CARD, visit_plain=PLAIN)
    texts = [SAID] * 12
    texts += [f"{SAID}\n{DEAR}\n{ANSWER}", f"{SAID}\n{DEAR}\nA: well", f"{SAID}\n{DEAR}\nA: no"]
    texts += ["A: hi there\nC: yes", f"A: yes?\nC: who is it\n{OFFER}"]
    texts.append("A: Hello Mia, this is Ana from Harbour. Is it a good time for you?\nC: yes")
    calls = [_call(number, text) for number, text in enumerate(texts, start=1)]
    keep_calls(desk, being(None), [(call, "calls.txt") for call in calls], say=_never)
    screen(desk, being(None))
    for law in laws_of(written(desk, "card").script):
        sign(desk, being("ruth", PUBLISHED), "card", law, "read with counsel")
    publish(desk, being("max", PUBLISHED), "card", "spring")
    confirm(desk, being("ana", PUBLISHED + timedelta(days=2)), "card")
    write_library(desk, card=CHANGED, visit_plain=PLAIN)
    return desk


def _never(problem: object) -> None:
    raise AssertionError(problem)


def _call(number: int, text: str) -> Call:
    return msgspec.structs.replace(
        parse_plain(text, call_id=f"ana-{number:02}"),
        agent="Ana Silva",
        customer="Mia Ross",
        disposition="sale" if number % 3 else "refusal",
        started_at=datetime(2026, 5, 4, 8, 0, tzinfo=UTC) + timedelta(hours=20 * number),
        duration_ms=60_000,
        meta={"company": "Harbour"},
    )
