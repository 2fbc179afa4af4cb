"""Values as the store keeps them: msgpack, compressed, and their hashes."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any, TypeVar

import msgspec

from khabar.errors import StoreProblem

_Shape = TypeVar("_Shape")
_LEVEL = 3  # three quarters of what level 9 saves, in a sixth of its time


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """A value as it is stored, and the hash of its unpacked bytes."""

    body: bytes
    sha256: str


def pack(value: Any) -> Packed:
    """Return a value in its stored form."""
    raw = msgspec.msgpack.encode(value)
    return Packed(zlib.compress(raw, _LEVEL), digest(raw))


def unpack(body: bytes, shape: type[_Shape]) -> _Shape:
    """Return the value of a stored form. Raises `StoreProblem` where it is damaged."""
    try:
        return msgspec.msgpack.decode(inflate(body), type=shape)
    except msgspec.MsgspecError as problem:
        raise StoreProblem(f"a stored {shape.__name__} is damaged ({problem}): see `khabar verify`") from None


def deflate(data: bytes) -> bytes:
    """Return bytes compressed."""
    return zlib.compress(data, _LEVEL)


def inflate(body: bytes) -> bytes:
    """Return the bytes that `deflate` was given. Raises `StoreProblem` where they are damaged."""
    try:
        inflating = zlib.decompressobj()
        data = inflating.decompress(body)
    except (zlib.error, TypeError) as problem:  # SQLite holds text where bytes are due, if somebody puts it there
        raise StoreProblem(f"stored bytes are damaged ({problem}): see `khabar verify`") from None
    if not inflating.eof or inflating.unused_data:
        wrong = "something was added to them" if inflating.eof else "they end too early"
        raise StoreProblem(f"stored bytes are damaged ({wrong}): see `khabar verify`")
    return data


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: Any) -> str:
    """Return the one JSON text of a value: keys sorted, no spaces, characters as they are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest_record(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    return digest(canonical(value).encode("utf-8", "surrogatepass"))
