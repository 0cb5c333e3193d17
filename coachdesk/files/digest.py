"""One name for several texts: what they hash to together."""

from collections.abc import Iterable
from hashlib import sha256


def digest_of(texts: Iterable[str]) -> str:
    """One SHA-256 over texts in order, each with its length, so that no two lists collide."""
    digest = sha256()
    for text in texts:
        data = text.encode()
        digest.update(f"{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()
