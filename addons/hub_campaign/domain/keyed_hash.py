"""A keyed hash (HMAC, RFC 2104, with SHA-256): whoever has no key learns nothing from it, not even by trying addresses.

The two pads are all that depends on the key, so that PostgreSQL computes the same from them, for many rows at once:
``sha256(outer || sha256(inner || message))``.
"""

from __future__ import annotations

import hashlib
import hmac

_BLOCK = 64


def pads(key: bytes) -> tuple[bytes, bytes]:
    r"""Return the inner and the outer pad of a key.

    >>> inner, outer = pads(b"key")
    >>> hashlib.sha256(outer + hashlib.sha256(inner + b"text").digest()).hexdigest() == keyed_hash(b"key", "text")
    True
    """
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def keyed_hash(key: bytes, text: str) -> str:
    """Return the keyed hash of a text, as hexadecimal digits.

    >>> keyed_hash(b"key", "The quick brown fox jumps over the lazy dog")
    'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8'
    """
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
