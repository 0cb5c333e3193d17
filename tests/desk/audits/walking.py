"""A desk with places, shoppers and people of every role, and a small audit form."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree

from coachdesk.core.audits import Step
from coachdesk.core.audits.opened import Opened
from coachdesk.desk.audits import (
    appeal,
    assign,
    attach_proof,
    begin,
    give,
    open_visit,
    plan_visits,
    step,
)
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.init import init_desk

NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)

PEOPLE = """\
name: Harbour Shops
time_zone: UTC
places:
  - {id: land, name: The Land, level: nation}
  - {id: port, name: Port, level: city, within: land}
  - {id: quay, name: Quay Store, within: port}
  - {id: 'xinjie', name: 新街店, within: port}
people:
  - {id: ana, name: Ana Silva, team: North, place: quay}
  - {id: bo, name: 陈波, team: South, place: xinjie}
  - {id: grace, name: Grace Lind, role: supervisor, team: North}
  - {id: hong, name: Hong Wei, role: supervisor, team: South}
  - {id: ruth, name: Ruth Adler, role: auditor}
  - {id: rex, name: Rex Moore, role: auditor}
  - {id: sam, name: Sam Ito, role: trainer}
  - {id: max, name: Max Berg, role: manager}
  - {id: ada, name: Ada Byron, role: admin}
  - {id: mia.vogel, name: Mia Vogel, role: shopper, aliases: [Mimi]}
  - {id: zhao.min, name: 赵敏, role: shopper}
"""

FORM = """\
audit: counter
version: 1
title: At the counter
language: en
channel: shop
persona: A first-time buyer.
scenario: Asks for a gift, hesitates over the price, leaves without buying.
scoring: {method: flat, pass_mark: 60}
signals:
  greets: {says: [good morning, hello], by: agent}
sections:
  - id: all
    title: All
    weight: 1
    criteria:
      - id: greets
        ask: Did somebody greet?
        points: 5
        pass_when: greets
        examples:
          - {expect: pass, call: "A: hello"}
          - {expect: fail, call: "A: well"}
      - id: shelf
        ask: Was the shelf tidy?
        points: 5
        proof: a photo of the shelf
      - id: listens
        ask: How well did they listen?
        points: 5
        scale: {low: 1, high: 5}
    facts:
      - {id: story, ask: What happened?, entry: text}
      - {id: wait, ask: How long was the wait?, entry: number, unit: min, low: 0, high: 90}
"""


def being(person: str | None, after: timedelta = timedelta(0)) -> Acting:
    """Somebody who acts as this person, so long after noon."""
    return Acting(actor="root", clock=lambda: NOON + after, named=person)


def make_desk(folder: Path) -> Desk:
    """A desk with one audit form."""
    made = init_desk(folder, Acting(actor="root", clock=lambda: NOON))
    rmtree(made.rules)
    (made.rules / "audits").mkdir(parents=True)
    (made.rules / "audits" / "counter.yaml").write_text(FORM, encoding="utf-8")
    (folder / "desk.yaml").write_text(PEOPLE, encoding="utf-8")
    return find_desk(folder, folder)


class Walk:
    """Takes a visit along its life, each step by somebody who may."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.photo = folder / "mimi-shelf.jpg"
        self.photo.write_bytes(b"a photo")
        self.at = timedelta(0)

    def acting(self, person: str | None) -> Acting:
        """This person, a minute after whoever acted last."""
        self.at += timedelta(minutes=1)
        return being(person, self.at)

    def plan(self) -> tuple[int, ...]:
        """Both stores get a visit."""
        return plan_visits(
            self.desk, self.acting("max"), "counter", "2026Q4", seed="spring"
        ).numbers

    def shopper(self, number: int) -> str:
        """Whoever was drawn for it."""
        return str(open_visit(self.desk, self.acting("max"), f"V{number}").visit.shopper)

    def fill(self, number: int, listens: str = "2") -> None:
        """Begun, and everything answered."""
        shopper = self.shopper(number)
        begin(self.desk, self.acting(shopper), number)
        for question, answer, words in (
            ("greets", "pass", "a nod and good morning"),
            ("shelf", "fail", "boxes in front of it; Mia could not pass"),
            ("listens", listens, "looked at the screen"),
            ("story", "I, Mimi, waited; then 赵敏 asked for a gift.", ""),
            ("wait", "４", ""),
            ("ended", f"{NOON + self.at:%H:%M}", ""),
        ):
            give(self.desk, self.acting(shopper), number, question, answer, words)
        attach_proof(self.desk, self.acting(shopper), number, "shelf", self.photo)

    def to(self, number: int, stage: str) -> Opened:
        """From planned to this stage."""
        shopper = self.shopper(number)
        deeds: list[tuple[str, Callable[[], object]]] = [
            ("assigned", lambda: assign(self.desk, self.acting("max"), number)),
            ("in progress", lambda: self.fill(number)),
            ("submitted", lambda: self.take(shopper, number, Step.SUBMIT)),
            ("in edit", lambda: self.take("ruth", number, Step.TAKE)),
            *self._branch(number, stage, shopper),
        ]
        for name, deed in deeds:
            deed()
            if name == stage:
                break
        return open_visit(self.desk, self.acting("max"), f"V{number}")

    def take(self, person: str, number: int, wanted: Step) -> Opened:
        """One step with a reason."""
        return step(self.desk, self.acting(person), number, wanted, "because of Mimi")

    def _branch(
        self, number: int, stage: str, shopper: str
    ) -> list[tuple[str, Callable[[], object]]]:
        rejected: list[tuple[str, Callable[[], object]]] = [
            ("rejected", lambda: self.take("ruth", number, Step.REJECT)),
            ("objected", lambda: self.take(shopper, number, Step.OBJECT)),
        ]
        if stage in ("rejected", "objected"):
            return rejected
        if stage == "returned":
            return [("returned", lambda: self.take("ruth", number, Step.RETURN))]
        accepted: list[tuple[str, Callable[[], object]]] = [
            ("accepted", lambda: self.take("ruth", number, Step.ACCEPT))
        ]
        if stage == "on hold":
            return [*accepted, ("on hold", lambda: self.take("max", number, Step.HOLD))]
        if stage == "excluded":
            return [*accepted, ("excluded", lambda: self.take("max", number, Step.EXCLUDE))]
        return [
            *accepted,
            ("released", lambda: self.take("max", number, Step.RELEASE)),
            ("appealed", lambda: self.appealed(number)),
            ("final", lambda: self.take("rex", number, Step.DENY)),
        ]

    def appealed(self, number: int) -> Opened:
        """The supervisor of the place objects to the score for listening."""
        place = open_visit(self.desk, self.acting("max"), f"V{number}").visit.place
        person = "hong" if place == "xinjie" else "grace"
        claims = [("listens", "5", "they took notes")]
        return appeal(self.desk, self.acting(person), number, claims)
