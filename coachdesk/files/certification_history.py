"""The lines of an example's history, as facts.

A line is a day and what happened: `2026-02-05 exam card-sale-theory 85%`. Things of one day happen
in the order in which they stand.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from coachdesk.core.certification.facts import (
    About,
    Assessed,
    Enrolled,
    Fact,
    Failed,
    Followed,
    Link,
    Passed,
    Published,
    Read,
    Reinstated,
    Revoked,
    Scored,
)
from coachdesk.files.faults import Faults
from coachdesk.files.yaml_nodes import ScalarNode, locate

_LINE = re.compile(r"(\S+)\s+(.*?)(?:\s+x([1-9][0-9]{0,2}))?\s*")
_NAME = r"([^\s%]+)"
_RESULT = r"([0-9]{1,3}(?:\.[0-9]+)?%|passed|failed|critical)"
_HINT = (
    "a day, then such as: enrolled; read SCRIPT v2; exam NAME 85%; role-play NAME passed; "
    "call SCORECARD critical; visit NAME failed; said SCRIPT 9 of 10; assessed; passed; failed; "
    "revoked; reinstated; script NAME v2 major"
)
_Made = Callable[[datetime, str, "re.Match[str]"], Fact]


def facts_from(line: ScalarNode, faults: Faults) -> list[Fact]:
    """The facts of one line: one, or as many as `x3` at its end says; a fault is noted."""
    whole = _LINE.fullmatch(line.value.strip())
    day = _day(whole[1]) if whole else None
    if whole is None or day is None:
        faults.add("R603", line.location, f"'{line.value}' does not begin with a day", _HINT)
        return []
    for pattern, make in _KINDS.items():
        said = re.fullmatch(pattern, whole[2])
        if said is None:
            continue
        # The line number keeps what is of one day in the order of the file.
        start = datetime.combine(day, time(12), UTC) + timedelta(seconds=line.location.line)
        return [
            make(
                start + timedelta(milliseconds=number), f"line {line.location.line}.{number}", said
            )
            for number in range(int(whole[3] or 1))
        ]
    place = locate(line, line.value.find(whole[2]))
    faults.add("R603", place, f"'{whole[2]}' is nothing that can happen", _HINT)
    return []


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _scored(about: About) -> _Made:
    def make(at: datetime, name: str, said: "re.Match[str]") -> Fact:
        words = said[2]
        return Scored(
            at=at,
            about=about,
            link=Link(name=name, form=said[1], version=1, sha256=""),
            percent=Fraction(words[:-1]) if words.endswith("%") else None,
            passed={"passed": True, "failed": False}.get(words),
            critical=words == "critical",
        )

    return make


def _followed(at: datetime, name: str, said: "re.Match[str]") -> Fact:
    link = Link(name=name, form="", version=1, sha256="")
    return Followed(at=at, script=said[1], link=link, said=int(said[2]), due=int(said[3]))


_KINDS: Mapping[str, _Made] = {
    "enrolled": lambda at, name, said: Enrolled(at=at),
    rf"read {_NAME} v([0-9]+)": lambda at, name, said: Read(
        at=at, script=said[1], version=int(said[2])
    ),
    rf"exam {_NAME} {_RESULT}": _scored(About.EXAM),
    rf"role-play {_NAME} {_RESULT}": _scored(About.ROLE_PLAY),
    rf"call {_NAME} {_RESULT}": _scored(About.CALL),
    rf"visit {_NAME} {_RESULT}": _scored(About.VISIT),
    rf"said {_NAME} ([0-9]+) of ([0-9]+)": _followed,
    "assessed": lambda at, name, said: Assessed(at=at),
    "passed": lambda at, name, said: Passed(at=at, months=0, grace_days=0, window_days=0),
    "failed": lambda at, name, said: Failed(at=at),
    "revoked": lambda at, name, said: Revoked(at=at),
    "reinstated": lambda at, name, said: Reinstated(at=at),
    rf"script {_NAME} v([0-9]+) (major|minor)": lambda at, name, said: Published(
        at=at, script=said[1], version=int(said[2]), major=said[3] == "major"
    ),
}
