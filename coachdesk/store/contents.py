"""A whole call as bytes and back."""

import hashlib
import zlib

import msgspec

from coachdesk.core.calls import Call, with_speakers_swapped


def packed(call: Call) -> tuple[bytes, bytes]:
    """SHA-256 of the call's canonical form, and that form compressed."""
    canonical = msgspec.msgpack.encode(call, order="deterministic")
    return hashlib.sha256(canonical).digest(), zlib.compress(canonical, 1)


_CALL = msgspec.msgpack.Decoder(Call)


def unpacked(content: bytes, swapped: int = 0) -> Call:
    """The call that was kept in these bytes; its speakers swapped where a person said so."""
    call = _CALL.decode(zlib.decompress(content))
    return with_speakers_swapped(call) if swapped else call


def sha256_of(content: bytes) -> bytes | None:
    """The digest that these bytes should have; None where they are damaged."""
    try:
        return hashlib.sha256(zlib.decompress(content)).digest()
    except zlib.error:
        return None
