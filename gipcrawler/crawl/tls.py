"""How the crawl speaks TLS to a host: as Scrapy does, with less where a host knows no better, and saying what is amiss.

An archive is evidence of what was served, so neither an old machine nor a bad certificate ends it (PORTALS section 8:
legacy renegotiation in 赣 and on hosts in 川 and 吉). Scrapy itself allows servers without secure renegotiation.
"""

# Twisted's policies and pyOpenSSL's connections bear no types:
# mypy: allow-untyped-calls

from typing import Any, Final
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from service_identity.exceptions import CertificateError, VerificationError
from service_identity.hazmat import DNS_ID, IPAddress_ID, ServiceID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.internet.ssl import CertificateOptions, TLSVersion
from twisted.python.failure import Failure
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from gipcrawler.crawl.remarks import Remarks, remarks_of

OLD: Final = "spoke TLS as only old machines do, and was answered so"
UNTRUSTED: Final = "archived though its certificate cannot be trusted"
OP_LEGACY_SERVER_CONNECT: Final = 0x4  # which pyOpenSSL has no name for
EVERY_CIPHER: Final = b"ALL:@SECLEVEL=0"  # short keys, SHA-1 and 3DES included; nothing secret is sent
# What OpenSSL finds wrong (X509_V_ERR_…), in words; others keep their number
WRONG: Final = {
    9: "not valid yet",
    10: "its time has ended",
    18: "signed by itself",
    19: "its chain ends in an unknown root",
    20: "its issuer is unknown",
    21: "its issuer is unknown",
}


@implementer(IPolicyForHTTPS)
class HostPolicy:
    """Scrapy's policy `usual`, lowered for the hosts that failed with it; certificates are looked at and never refused.

    With DOWNLOAD_VERIFY_CERTIFICATES it is Scrapy's own in everything.
    """

    def __init__(self, crawler: Crawler, usual: Any) -> None:  # noqa: ANN401  # a policy; its interface has no types
        self._usual = usual
        self._strict = crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
        self._remarks = remarks_of(crawler)
        self._old: set[str] = set()
        self._seen: set[str] = set()
        self._lowered: CertificateOptions | None = None

    def lowers(self, url: str, error: DownloadFailedError) -> bool:
        """True, once for a host, where a handshake failed that may do with less; from then on it is asked for less."""
        host = urlsplit(url).hostname or ""
        failed = any(isinstance(reason, SSL.Error) for reason in reasons(error))
        if self._strict or not failed or host in self._old:
            return False
        self._old.add(host)
        self._seen.discard(host)
        return True

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: ANN401, N802  # Twisted's
        """Make what opens a connection's TLS."""
        creator = self._usual.creatorForNetloc(hostname, port)
        if self._strict:
            return creator
        host = hostname.decode("ascii")
        first = host not in self._seen
        self._seen.add(host)
        if host in self._old:
            creator._createConnection = self._options()._makeTLSConnection  # noqa: SLF001  # as Scrapy's own sets it
        elif first:  # reading the roots of trust takes a while
            creator._createConnection.__self__.getContext().set_default_verify_paths()  # noqa: SLF001  # as Scrapy's does
        return _Looking(creator, host, self._remarks, first=first, old=host in self._old)

    def _options(self) -> Any:  # noqa: ANN401  # Twisted's options have no types
        if self._lowered is None:
            self._lowered = CertificateOptions(fixBrokenPeers=True, insecurelyLowerMinimumTo=TLSVersion.TLSv1_0)
            context = self._lowered.getContext()
            context.set_options(OP_LEGACY_SERVER_CONNECT)
            context.set_cipher_list(EVERY_CIPHER)
            context.set_default_verify_paths()
        return self._lowered


def reasons(error: BaseException) -> tuple[BaseException, ...]:
    """What Twisted knows of why a download failed."""
    failures: Any = getattr(error.__cause__, "reasons", ())
    return tuple(failure.value for failure in failures if isinstance(failure, Failure) and failure.value)


@implementer(IOpenSSLClientConnectionCreator)
class _Looking:
    """Opens connections as `creator` does, and remarks what is wrong with the certificate of the first."""

    def __init__(self, creator: Any, host: str, remarks: Remarks, *, first: bool, old: bool) -> None:  # noqa: ANN401
        self._creator = creator
        self._host = host
        self._remarks = remarks
        self._first = first
        self._old = old

    def clientConnectionForTLS(self, protocol: Any) -> SSL.Connection:  # noqa: ANN401, N802  # Twisted's
        """Open one."""
        connection: SSL.Connection = self._creator.clientConnectionForTLS(protocol)
        connection.set_verify(SSL.VERIFY_PEER, self._look)
        return connection

    def _look(self, _connection: SSL.Connection, certificate: Any, error: int, depth: int, ok: int) -> bool:  # noqa: ANN401
        if self._old:
            self._remarks.add(OLD, self._host)
        if self._first and not ok:
            self._remarks.add(UNTRUSTED, self._host, WRONG.get(error, f"OpenSSL's error {error}"))
        if depth == 0:
            try:
                verify_service_identity(extract_patterns(certificate), [_identity(self._host)], [])
            except (CertificateError, VerificationError):
                self._remarks.add(UNTRUSTED, self._host, "made out to another name")
        return True


def _identity(host: str) -> ServiceID:
    return IPAddress_ID(host) if isIPAddress(host) or isIPv6Address(host) else DNS_ID(host)
