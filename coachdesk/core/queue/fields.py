"""The fields that a filter can ask about, and what kind of value each takes."""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto

import msgspec


class Field(StrEnum):
    """What a clause asks about, as it is written before the colon."""

    WORD = ""
    """A bare word."""
    ID = "id"
    AGENT = "agent"
    TEAM = "team"
    CAMPAIGN = "campaign"
    LANGUAGE = "language"
    STATUS = "status"
    ASSIGNED = "assigned"
    SCORECARD = "scorecard"
    OUTCOME = "outcome"
    FAILED = "failed"
    SCORE = "score"
    CRITICAL = "critical"
    FAILING = "failing"
    UNKNOWN = "unknown"
    LENGTH = "length"
    SINCE = "since"
    BEFORE = "before"
    TEXT = "text"


class Kind(Enum):
    """What a field's value is."""

    NAME = auto()
    """One of the names that the desk knows."""
    CHOICE = auto()
    """One of a fixed few."""
    FIGURE = auto()
    COUNT = auto()
    LENGTH = auto()
    MOMENT = auto()
    TEXT = auto()


class About(msgspec.Struct, frozen=True):
    """A field for people."""

    kind: Kind
    meaning: str
    """In a few words, for completion."""
    example: str


ABOUT: Mapping[Field, About] = {
    Field.AGENT: About(Kind.NAME, "who took the call", "agent:ana"),
    Field.STATUS: About(Kind.CHOICE, "what people have done about it", "status:new,draft"),
    Field.SCORE: About(Kind.FIGURE, "percent", "score<80"),
    Field.FAILED: About(Kind.NAME, "a criterion answered FAIL", "failed:opt-out"),
    Field.SINCE: About(Kind.MOMENT, "began then or later", "since:7d"),
    Field.BEFORE: About(Kind.MOMENT, "began earlier", "before:2026-11-01"),
    Field.TEXT: About(Kind.TEXT, "words said in a row", 'text:"wait for consent"'),
    Field.CAMPAIGN: About(Kind.NAME, "the campaign", "campaign:spring"),
    Field.SCORECARD: About(Kind.NAME, "judged by this scorecard", "scorecard:collections"),
    Field.OUTCOME: About(Kind.CHOICE, "pass, fail or not-scored", "outcome:fail"),
    Field.LANGUAGE: About(Kind.NAME, "the call's language", "language:zh"),
    Field.ASSIGNED: About(Kind.NAME, "who is to look at it", "assigned:me"),
    Field.UNKNOWN: About(Kind.COUNT, "criteria that are unknown", "unknown>0"),
    Field.FAILING: About(Kind.COUNT, "criteria answered FAIL", "failing>=2"),
    Field.CRITICAL: About(Kind.COUNT, "critical fails, of the call or a section", "critical>0"),
    Field.LENGTH: About(Kind.LENGTH, "how long it took", "length>5m"),
    Field.ID: About(Kind.TEXT, "the beginning of its id", "id:C01"),
    Field.TEAM: About(Kind.NAME, "the team of who took it", "team:North"),
}
"""Every field that is written, the commonest first."""


class Compare(StrEnum):
    """How a value is compared."""

    IS = ":"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


COMPARABLE = frozenset({Kind.FIGURE, Kind.COUNT, Kind.LENGTH})
"""Kinds that may be less or more than another."""

OUTCOMES = ("pass", "fail", "not-scored")
ME = "me"
NOBODY = "nobody"
