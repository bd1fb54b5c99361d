"""Servers that answer byte for byte as told and log both directions, on plain sockets: TCP, TLS, CONNECT proxy."""

import datetime as dt
import ipaddress
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

PIECE = 977  # no round number, so that heads and chunks are cut anywhere


@dataclass(frozen=True)
class Answer:
    """What is sent before, as and after the message, and what is done then: keep, close, ragged, reset or stall."""

    wire: bytes
    then: str = "keep"
    interim: bytes = b""
    overrun: bytes = b""
    piece: int = PIECE
    only_fresh: bool = False  # a connection that has served before is closed without a byte instead


@dataclass
class Logged:
    request: bytes
    answer: Answer | None
    sent: bytes = b""


class Listener:
    """Takes connections on a port of loopback until it is closed, each served by a thread of its own."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # which wakes the thread that waits in accept
        self._listener.close()

    def serve(self, connection: socket.socket) -> None:
        raise NotImplementedError

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            self.serve(connection)


class Server(Listener):
    """Answers by path, or by path and request; `log` holds each path's exchanges in order."""

    def __init__(
        self, answers: dict[str, Answer | Callable[[bytes], Answer]], context: ssl.SSLContext | None = None
    ) -> None:
        self.answers = answers
        self.context = context
        self.log: dict[str, list[Logged]] = {}
        super().__init__()

    def serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.context:
            connection = self.context.wrap_socket(connection, server_side=True)
        served = 0
        while request := read_request(connection):
            path = urlsplit(request.split(b" ", 2)[1].decode("ascii")).path
            answer = self.answers[path]
            answer = answer if isinstance(answer, Answer) else answer(request)
            if answer.only_fresh and served:
                self.log.setdefault(path, []).append(Logged(request, None))
                break
            logged = Logged(request, answer, answer.wire)
            self.log.setdefault(path, []).append(logged)
            send(connection, answer)
            served += 1
            if answer.then != "keep":
                end(connection, answer.then)
                return
        connection.close()


def read_request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            return b""
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    missing = (int(lengths[0]) if lengths else 0) - len(body)
    while missing > 0:
        piece = connection.recv(missing)
        received += piece
        missing -= len(piece)
    return received


def send(connection: socket.socket, answer: Answer) -> None:
    data = answer.interim + answer.wire
    last = max(0, (len(data) - 1) // answer.piece * answer.piece)
    for start in range(0, last, answer.piece):
        connection.sendall(data[start : start + answer.piece])
    connection.sendall(data[last:] + answer.overrun)


def end(connection: socket.socket, how: str) -> None:
    if how == "stall":
        with suppress(OSError):
            connection.recv(1)  # until the client goes away
    if how == "reset":
        time.sleep(0.5)  # a reset discards what the client has not read yet
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    if how == "close" and isinstance(connection, ssl.SSLSocket):
        with suppress(OSError):
            connection.unwrap()
    connection.close()


class ConnectProxy(Listener):
    """An HTTP proxy that knows CONNECT alone and leads every tunnel to one port of this host."""

    def __init__(self, port: int) -> None:
        self.requests: list[bytes] = []
        self._target = port
        super().__init__()

    def serve(self, connection: socket.socket) -> None:
        self.requests.append(read_request(connection))
        server = socket.create_connection(("127.0.0.1", self._target))
        connection.sendall(b"HTTP/1.1 200 Tunnel built\r\nVia: proxy\r\n\r\n")
        threading.Thread(target=pipe, args=(connection, server), daemon=True).start()
        pipe(server, connection)


def pipe(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


def certify(folder: Path) -> tuple[ssl.SSLContext, bytes]:
    """A server context with a certificate made now, and the certificate's DER bytes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost"), address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context, certificate.public_bytes(serialization.Encoding.DER)
