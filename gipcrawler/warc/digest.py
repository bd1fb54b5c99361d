"""Digests of record blocks and payloads, as `sha256:<hex>`, and the check of those that others wrote."""

import base64
import hashlib


def digest(data: bytes) -> str:
    """The digest that our records carry: the name of the algorithm, a colon, lower-case hexadecimal."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def agrees(said: str, data: bytes) -> bool:
    """Tell whether a labelled digest is that of the data; base32, as most tools write SHA-1, counts too.

    A label that names no known algorithm agrees with nothing.
    """
    name, _, value = said.partition(":")
    if name.lower() not in hashlib.algorithms_guaranteed - {"shake_128", "shake_256"}:
        return False
    found = hashlib.new(name.lower(), data, usedforsecurity=False).digest()
    return value.lower() == found.hex() or value.upper() == base64.b32encode(found).decode("ascii")
