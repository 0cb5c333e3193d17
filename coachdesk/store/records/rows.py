"""A record as its row has it."""

from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

C = TypeVar("C", bound=msgspec.Struct)


class Kind(msgspec.Struct, Generic[C], frozen=True, kw_only=True):
    """One kind of record."""

    name: str
    """In the log and in the tables, such as `visit`; never changed."""
    prefix: str
    """What its numbers begin with: `V` makes V12."""
    content: type[C]
    """A frozen struct whose later fields all have defaults, so that old rows can be read."""


class Record(msgspec.Struct, Generic[C], frozen=True, kw_only=True):
    """One thing with a life, as it stands."""

    kind: Kind[C]
    number: int
    """From 1, without holes within its kind."""
    key: str | None
    """What there is only one of, such as a script's id and version."""
    stage: str
    subject: str | None
    """The id of the person it is about, where there is one."""
    revision: int
    seen: int
    """Counts writes; a writer names the count that they saw, so that nothing is overwritten."""
    content: C

    @property
    def name(self) -> str:
        """What people call it: `V12`."""
        return f"{self.kind.prefix}{self.number}"


COLUMNS = "kind, number, key, stage, subject, revision, seen, content"


def row_of(kind: Kind[C], fields: tuple[Any, ...]) -> Record[C]:
    """The record read as `COLUMNS`."""
    _, number, key, stage, subject, revision, seen, content = fields
    return Record(
        kind=kind,
        number=number,
        key=key,
        stage=stage,
        subject=subject,
        revision=revision,
        seen=seen,
        content=_decoder(kind.content).decode(content),
    )


@cache
def _decoder(content: type[C]) -> msgspec.json.Decoder[C]:
    return msgspec.json.Decoder(content)


def fields_of(record: Record[Any]) -> tuple[Any, ...]:
    """What `COLUMNS` holds for the record."""
    return (
        record.kind.name,
        record.number,
        record.key,
        record.stage,
        record.subject,
        record.revision,
        record.seen,
        msgspec.json.encode(record.content, order="deterministic"),
    )
