"""Digests as archives write them: an algorithm, a colon, and the value in base 16 or 32."""

from __future__ import annotations

import base64
import binascii
import hashlib

_ALGORITHMS = {"sha1": 20, "sha-1": 20, "sha256": 32, "sha-256": 32, "sha512": 64, "sha-512": 64, "md5": 16}


def agrees(stated: str, data: bytes) -> bool | None:
    """Say whether `data` has the stated digest; None where the digest is of a kind that cannot be checked."""
    algorithm, _, value = stated.strip().partition(":")
    size = _ALGORITHMS.get(algorithm.lower())
    wanted = _decode(value.strip(), size) if size else None
    if wanted is None:
        return None
    return hashlib.new(algorithm.lower().replace("-", ""), data, usedforsecurity=False).digest() == wanted


def _decode(value: str, size: int) -> bytes | None:
    try:
        found = bytes.fromhex(value) if len(value) == 2 * size else base64.b32decode(value.upper())
    except (ValueError, binascii.Error):
        return None
    return found if len(found) == size else None
