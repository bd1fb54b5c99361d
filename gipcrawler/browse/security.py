"""Put on every answer the headers by which nothing is loaded from elsewhere, framed, sniffed or told to others."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]

OURS = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# Datasette's own pages have styles and scripts within them, and icons as data
DATASETTES = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def is_ours(path: str) -> bool:
    """Whether a page of ours answers at a path, and not one of Datasette's."""
    return path == "/" or path.startswith("/gip/")


def secured(app: App) -> App:
    """The same application with the headers on all it answers."""

    async def asgi(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = OURS if is_ours(scope["path"]) else DATASETTES
                told = HEADERS | {"content-security-policy": policy}
                kept = [pair for pair in message.get("headers", []) if pair[0].decode("latin-1").lower() not in told]
                message["headers"] = [*kept, *((name.encode(), value.encode()) for name, value in told.items())]
            await send(message)

        await app(scope, receive, with_headers)

    return asgi
