"""A certificate for the replica's hosts, made when it is needed and forgotten with the folder it lies in."""

import ssl
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import Certificate
from cryptography.x509.oid import NameOID


def tls_context(hosts: Iterable[str], ends: timedelta = timedelta(days=2)) -> ssl.SSLContext:
    """A server context whose self-signed certificate names every one of `hosts`; `ends` from now on."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _signed(key, hosts, ends)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:  # the ssl module reads key and certificate from a file only
        chain = Path(folder) / "chain.pem"
        chain.touch(mode=0o600)
        chain.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context.load_cert_chain(chain)
    return context


def rsa_pair(hosts: Iterable[str], bits: int) -> tuple[rsa.RSAPrivateKey, bytes]:
    """An RSA key of so many bits, and its self-signed certificate (DER)."""
    key = rsa.generate_private_key(65537, bits)
    return key, _signed(key, hosts, timedelta(days=2)).public_bytes(serialization.Encoding.DER)


def _signed(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, hosts: Iterable[str], ends: timedelta) -> Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "replica")])
    until = datetime.now(UTC) + ends
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - timedelta(days=3))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in sorted(hosts)]), critical=False)
        .sign(key, hashes.SHA256())
    )
