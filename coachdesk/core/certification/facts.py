"""What happened that a certificate rests on: facts with a time, only ever added."""

from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

import msgspec


class Happened(msgspec.Struct, frozen=True, kw_only=True, tag_field="fact", omit_defaults=True):
    """Something at a time."""

    at: datetime
    """Aware."""
    by: str = ""
    """The id of whoever did it."""


class Enrolled(Happened, frozen=True, kw_only=True, tag="enrolled"):
    """Training began, or began anew."""

    due: date | None = None
    """The day by which it should be over."""


class Read(Happened, frozen=True, kw_only=True, tag="read"):
    """The person confirmed that they have read a version of a script."""

    script: str
    version: int


class About(StrEnum):
    """What was scored."""

    EXAM = "exam"
    ROLE_PLAY = "role-play"
    CALL = "call"
    VISIT = "visit"


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """The exact thing that evidence is: which evaluation, under which text."""

    name: str
    """Such as `E17`, `X3`, or a call's id."""
    form: str
    version: int
    sha256: str
    percent: str | None = None
    """What it came to, exact, as a fraction; None: no point score, or not kept then."""
    said: int | None = None
    """Of a call that was due to keep to a script: lines said, of those `due`."""
    due: int | None = None


class Scored(Happened, frozen=True, kw_only=True, tag="scored"):
    """A form about the person was answered and scored."""

    about: About
    link: Link
    percent: Fraction | None = None
    """None: there is no point score."""
    passed: bool | None = None
    """By the form's own mark; None: it has neither mark nor score."""
    critical: bool = False
    """A critical criterion failed the whole of it."""
    failed_by: tuple[str, ...] = ()
    """Ids of the critical criteria that did, where they are kept."""


class Followed(Happened, frozen=True, kw_only=True, tag="followed"):
    """How a call kept to a script, by the automatic answers."""

    script: str
    link: Link
    said: int
    """Lines said, of those due; what cannot be told is in neither."""
    due: int


class Assessed(Happened, frozen=True, kw_only=True, tag="assessed"):
    """An assessor found everything shown."""

    evidence: tuple[Link, ...] = ()


class Passed(Happened, frozen=True, kw_only=True, tag="passed"):
    """A certificate was given, on the terms of the programme as it was then."""

    months: int
    grace_days: int
    window_days: int
    version: int = 1
    """Of the programme."""
    sha256: str = ""


class Failed(Happened, frozen=True, kw_only=True, tag="failed"):
    """The assessor did not give it."""


class RevocationProposed(Happened, frozen=True, kw_only=True, tag="revocation proposed"):
    """One person wants it revoked; it holds until another confirms."""


class RevocationWithdrawn(Happened, frozen=True, kw_only=True, tag="revocation withdrawn"):
    """It was not confirmed."""


class Revoked(Happened, frozen=True, kw_only=True, tag="revoked"):
    """A second person confirmed the revocation."""


class Appealed(Happened, frozen=True, kw_only=True, tag="appealed"):
    """The person appeals; it stays revoked meanwhile."""


class Reinstated(Happened, frozen=True, kw_only=True, tag="reinstated"):
    """The appeal was right: the certificate is as it was before."""


class AppealDenied(Happened, frozen=True, kw_only=True, tag="appeal denied"):
    """The appeal was not right."""


class Published(Happened, frozen=True, kw_only=True, tag="published"):
    """A version of a script came into force; about everybody."""

    script: str
    version: int
    major: bool


Deed = (
    Enrolled
    | Assessed
    | Passed
    | Failed
    | RevocationProposed
    | RevocationWithdrawn
    | Revoked
    | Appealed
    | Reinstated
    | AppealDenied
)
"""What people did about one certificate: kept with it."""

Fact = Deed | Read | Scored | Followed | Published
"""Anything that a standing is told from."""
