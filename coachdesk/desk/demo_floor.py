"""The card floors of the demo desk: their calls, composed line by line from samples/floor.json.

An effect of coaching takes ten people on each side, and more calls than anybody wants to write. So
these calls are put together from lines that were written by hand; which agent asks about the need
on which call is written there too, and is what the demo's story is about.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

_LENGTH_OF_WORD_MS, _PAUSE_MS = 400, 600
_OPENS = time(10)
_MINUTES_OPEN = 400


class Span(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Working days over which calls are spread."""

    since: date
    until: date

    def days(self) -> list[date]:
        """Monday to Friday."""
        every = (self.since + timedelta(days=n) for n in range((self.until - self.since).days + 1))
        return [day for day in every if day.weekday() < 5]


class Agent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One agent's calls, a sign each: `P` asks about the need before the offer, `F` does not."""

    agent: str
    asked: tuple[str, ...]
    """As many as there are spans."""


class Floor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said, by whom and when."""

    lines: Mapping[str, tuple[str, ...]]
    """Speaker and kind of line, such as `agent greeting`, to the ways in which it is said."""
    customers: tuple[str, ...]
    spans: tuple[Span, ...]
    agents: tuple[Agent, ...]


def write_floor_calls(samples: Path, target: Path, time_zone: str) -> None:
    """Writes the calls as JSON Lines, the same each time.

    Args:
        samples: the folder with floor.json.
        target: the file to be written.
        time_zone: of the floors.
    """
    floor = msgspec.json.decode((samples / "floor.json").read_bytes(), type=Floor)
    calls = _calls(floor, ZoneInfo(time_zone))
    target.write_bytes(b"".join(msgspec.json.encode(call) + b"\n" for call in calls))


def _calls(floor: Floor, zone: ZoneInfo) -> Iterator[dict[str, object]]:
    number = 0
    for agent in floor.agents:
        for span, asked in zip(floor.spans, agent.asked, strict=True):
            days = span.days()
            for place, sign in enumerate(asked):
                number += 1
                day = days[place * len(days) // len(asked)]
                yield _call(floor, agent.agent, f"floor-{number:04}", day, sign == "P", zone)


def _call(
    floor: Floor, agent: str, id: str, day: date, asks: bool, zone: ZoneInfo
) -> dict[str, object]:
    chance = _Chance(id)
    began = datetime.combine(day, _OPENS, zone) + timedelta(minutes=chance.below(_MINUTES_OPEN))
    customer = floor.customers[chance.below(len(floor.customers))]
    sells = chance.below(3) > 0
    turns: list[dict[str, object]] = []
    at_ms = 900
    for part in _course(asks, sells, chance):
        said = floor.lines[part]
        text = said[chance.below(len(said))].format(agent=agent, customer=customer)
        ends_ms = at_ms + _LENGTH_OF_WORD_MS * len(text.split())
        turns.append(
            {
                "index": len(turns),
                "speaker": part.split()[0],
                "start_ms": at_ms,
                "end_ms": ends_ms,
                "text": text,
            }
        )
        at_ms = ends_ms + _PAUSE_MS + chance.below(900)
    return {
        "id": id,
        "started_at": began.isoformat(),
        "time_zone": str(zone),
        "agent": agent,
        "customer": customer,
        "direction": "outbound",
        "campaign": "card-2026",
        "disposition": "sale" if sells else "refusal",
        "language": "en",
        "duration_ms": at_ms,
        "meta": {"company": "Larkfield Bank"},
        "turns": turns,
    }


def _course(asks: bool, sells: bool, chance: "_Chance") -> Iterator[str]:
    """Who says which kind of line, from the greeting to the goodbye."""
    yield from ("agent greeting", "customer answers")
    # One in twelve forgets the recording, one in nine the time; one in four leaves no number.
    if chance.below(12):
        yield from ("agent notice", "customer fine")
    yield "agent purpose"
    if chance.below(9):
        yield from ("agent permission", "customer yes-time")
    if asks:
        yield from ("agent needs", "customer told-needs")
    else:
        yield from ("agent instead", "customer to-instead")
    yield from ("agent offer", "customer to-offer")
    yield "agent cost" if chance.below(15) else "agent half-cost"
    yield "customer to-cost"
    yield "agent consent"
    if sells:
        yield from ("customer agrees", "agent next", "customer to-next")
    else:
        yield from ("customer refuses", "agent accepts-no")
    yield "agent close" if chance.below(4) else "agent short-close"
    yield "customer bye"


class _Chance:
    """Numbers that look like chance, the same for one call each time."""

    def __init__(self, seed: str) -> None:
        self._seed, self._drawn = seed, 0

    def below(self, limit: int) -> int:
        """A number from 0 to one under the limit."""
        self._drawn += 1
        return int.from_bytes(sha256(f"{self._seed} {self._drawn}".encode()).digest()[:4]) % limit
