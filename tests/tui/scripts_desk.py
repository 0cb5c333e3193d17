"""The desk of `tests/desk/day.py` with a small library: a bilingual script, and a plain one."""

from pathlib import Path
from shutil import rmtree

from coachdesk.desk.folder import Desk, find_desk
from tests.desk.day import busy_desk

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
      zh: ["{customer_name}您好，我是{company}的{agent_name}，现在方便听我说两分钟吗？"]
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

PLAIN = """\
script: visit-plain
version: 2
title: A visit
languages: [en]
steps:
  - id: hello
    say: Hello.
"""


def with_scripts(folder: Path, **scripts: str) -> Desk:
    """A busy desk whose library has these scripts, by id, and no others.

    Args:
        folder: where to make it.
        scripts: id to text, `_` for `-`; none: the two above.
    """
    desk = busy_desk(folder)
    library = desk.root / "scripts_library"
    rmtree(library)
    library.mkdir()
    for id, text in (scripts or {"card": CARD, "visit_plain": PLAIN}).items():
        (library / f"{id.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return find_desk(folder, folder)
