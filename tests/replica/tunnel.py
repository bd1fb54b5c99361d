"""How a replica's host speaks TLS: as today, with a certificate that has ended, or as machines did long ago."""

import socket
import ssl
from collections.abc import Callable, Iterable
from datetime import timedelta

from tests.replica.certificate import rsa_pair, tls_context
from tests.replica.old_tls import TLS_1_0, TLS_1_2, OldTls
from tests.replica.site import Site

Open = Callable[[socket.socket], ssl.SSLSocket | OldTls]


class Tunnels:
    """The ends of all tunnels of one replica; a kind is made when a site has it."""

    def __init__(self, sites: Iterable[Site]):
        hosts: dict[str, list[str]] = {}
        for site in sites:
            hosts.setdefault(site.tls, []).append(site.host)
        self._kinds = {kind: KINDS[kind](named) for kind, named in hosts.items()}

    def open(self, site: Site, connection: socket.socket) -> ssl.SSLSocket | OldTls:
        """Speak TLS on a connection as that site does; raises OSError where the client does not."""
        return self._kinds[site.tls](connection)


def _modern(hosts: Iterable[str], ends: timedelta = timedelta(days=2)) -> Open:
    context = tls_context(hosts, ends)
    return lambda connection: context.wrap_socket(connection, server_side=True)


def _old(hosts: Iterable[str], version: bytes, bits: int) -> Open:
    key, certificate = rsa_pair(hosts, bits)
    return lambda connection: OldTls(connection, version, key, certificate)


KINDS: dict[str, Callable[[list[str]], Open]] = {
    "modern": _modern,
    "ended": lambda hosts: _modern(hosts, timedelta(days=-1)),
    "foreign": lambda _: _modern(["elsewhere.example.com"]),
    "legacy": lambda hosts: _old(hosts, TLS_1_2, 2048),  # no secure renegotiation (RFC 5746)
    "ancient": lambda hosts: _old(hosts, TLS_1_0, 1024),  # nor anything that today's OpenSSL would call secure
}
