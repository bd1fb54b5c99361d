"""A TLS server as old machines have it: no secure renegotiation (RFC 5746), no extensions, RSA key exchange, CBC.

Python's own `ssl` cannot serve in this way any more, so the handshake is written out here: RFC 5246 (TLS 1.2) and
RFC 2246 (TLS 1.0), the one suite TLS_RSA_WITH_AES_128_CBC_SHA. For tests on loopback only.
"""

import hashlib
import hmac
import os
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader, BufferedWriter, RawIOBase

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SUITE = b"\x00\x2f"
TLS_1_0, TLS_1_2 = b"\x03\x01", b"\x03\x03"
CHANGE, ALERT, HANDSHAKE, DATA = 20, 21, 22, 23
FRAGMENT = 1 << 14


@dataclass(frozen=True, slots=True)
class Keys:
    """What both sides sign and encrypt with in one direction."""

    mac: bytes
    key: bytes
    first: bytes


class OldTls(RawIOBase):
    """A tunnel of `version` over a connected socket; raises ConnectionError where the client wants another one."""

    def __init__(self, connection: socket.socket, version: bytes, key: RSAPrivateKey, certificate: bytes):
        super().__init__()
        self._socket = connection
        self._in = connection.makefile("rb")
        self._version = version
        self._said = b""
        self._reads: tuple[Keys, int, bytes] | None = None
        self._writes: tuple[Keys, int, bytes] | None = None
        self._left = b""
        self._shake(key, certificate)

    def makefile(self, mode: str) -> BufferedReader | BufferedWriter:
        """One direction, as a socket gives it."""
        return BufferedReader(self) if "r" in mode else BufferedWriter(self, FRAGMENT)

    def readable(self) -> bool:
        """Yes."""
        return True

    def writable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stub's buffer has no slices
        """Bytes of the client; none at its end."""
        while not self._left:
            kind, data = self._read()
            if kind != DATA:
                return 0
            self._left = data
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count

    def write(self, data: bytes) -> int:  # type: ignore[override]  # as above
        """Send bytes to the client."""
        for start in range(0, len(data), FRAGMENT):
            self._send(DATA, bytes(data[start : start + FRAGMENT]))
        return len(data)

    def close(self) -> None:
        """Say goodbye, as a closed connection without it would be an attack."""
        if not self.closed:
            with suppress(OSError):
                self._send(ALERT, b"\x01\x00")
            super().close()
            self._in.close()
            self._socket.close()

    def _shake(self, key: RSAPrivateKey, certificate: bytes) -> None:
        hello = self._message(1)
        theirs, at = hello[2:34], 35 + hello[34]
        offered = hello[at + 2 : at + 2 + int.from_bytes(hello[at : at + 2])]
        known = {offered[place : place + 2] for place in range(0, len(offered), 2)}
        if SUITE not in known or hello[:2] < self._version:
            self._send(ALERT, b"\x02\x28")
            raise ConnectionError("the client is too young")
        ours = os.urandom(32)
        self._say(2, self._version + ours + b"\x00" + SUITE + b"\x00")
        self._say(11, _sized(_sized(certificate)))
        self._say(14, b"")
        master = self._prf(key.decrypt(self._message(16)[2:], PKCS1v15()), b"master secret" + theirs + ours, 48)
        block = self._prf(master, b"key expansion" + ours + theirs, 104)
        cut = [block[start:end] for start, end in ((0, 20), (20, 40), (40, 56), (56, 72), (72, 88), (88, 104))]
        if self._read()[0] != CHANGE:
            raise ConnectionError("the client changes nothing")
        self._reads = Keys(cut[0], cut[2], cut[4]), 0, cut[4]
        expected = self._finished(master, b"client finished")
        if self._message(20) != expected:
            raise ConnectionError("the client counts otherwise")
        self._send(CHANGE, b"\x01")
        self._writes = Keys(cut[1], cut[3], cut[5]), 0, cut[5]
        self._say(20, self._finished(master, b"server finished"))

    def _finished(self, master: bytes, label: bytes) -> bytes:
        if self._version == TLS_1_2:
            return self._prf(master, label + hashlib.sha256(self._said).digest(), 12)
        return self._prf(master, label + hashlib.md5(self._said).digest() + hashlib.sha1(self._said).digest(), 12)

    def _prf(self, secret: bytes, seed: bytes, length: int) -> bytes:
        if self._version == TLS_1_2:
            return _expand("sha256", secret, seed, length)
        half = (len(secret) + 1) // 2
        pair = zip(
            _expand("md5", secret[:half], seed, length), _expand("sha1", secret[-half:], seed, length), strict=True
        )
        return bytes(one ^ other for one, other in pair)

    def _say(self, kind: int, body: bytes) -> None:
        message = bytes([kind]) + _sized(body)
        self._said += message
        self._send(HANDSHAKE, message)

    def _message(self, kind: int) -> bytes:
        """The body of the client's next handshake message, which must be of that kind."""
        record, data = self._read()
        while record == HANDSHAKE and len(data) < 4 + int.from_bytes(data[1:4]):
            data += self._read()[1]
        if record != HANDSHAKE or data[0] != kind:
            raise ConnectionError(f"the client says {data[:2].hex()}")
        self._said += data
        return data[4:]

    def _read(self) -> tuple[int, bytes]:
        head = self._in.read(5)
        if len(head) < 5:
            return ALERT, b""
        data = self._in.read(int.from_bytes(head[3:]))
        if self._reads is not None:
            keys, number, before = self._reads
            start, data = (data[:16], data[16:]) if self._version == TLS_1_2 else (before, data)
            self._reads = keys, number + 1, data[-16:]
            plain = Cipher(algorithms.AES(keys.key), modes.CBC(start)).decryptor().update(data)
            data = plain[: -plain[-1] - 1 - 20]
        return head[0], data

    def _send(self, kind: int, data: bytes) -> None:
        if self._writes is not None:
            keys, number, before = self._writes
            signed = struct.pack(">QB2sH", number, kind, self._version, len(data)) + data
            data += hmac.digest(keys.mac, signed, "sha1")
            pad = 15 - len(data) % 16
            start = os.urandom(16) if self._version == TLS_1_2 else before
            sealed = (
                Cipher(algorithms.AES(keys.key), modes.CBC(start)).encryptor().update(data + bytes([pad] * (pad + 1)))
            )
            self._writes = keys, number + 1, sealed[-16:]
            data = start + sealed if self._version == TLS_1_2 else sealed
        self._socket.sendall(struct.pack(">B2sH", kind, self._version, len(data)) + data)


def _sized(body: bytes) -> bytes:
    return len(body).to_bytes(3) + body


def _expand(digest: str, secret: bytes, seed: bytes, length: int) -> bytes:
    made, turn = b"", seed
    while len(made) < length:
        turn = hmac.digest(secret, turn, digest)
        made += hmac.digest(secret, turn + seed, digest)
    return made[:length]
