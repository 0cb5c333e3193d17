"""What every room that keeps things with a life shares: who writes, and what an event seals."""

import hashlib
from datetime import datetime
from typing import Any

import msgspec


class Changed(Exception):
    """Somebody changed the row since it was read; the transaction must not be kept."""


class Hand(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes, and when."""

    at: datetime
    actor: str
    """The account, for the log."""
    by: str
    """The person's id."""


def sealed(fields: tuple[Any, ...]) -> str:
    """SHA-256 of the fields as MessagePack: what an event says of a row."""
    return hashlib.sha256(msgspec.msgpack.encode(fields)).hexdigest()
