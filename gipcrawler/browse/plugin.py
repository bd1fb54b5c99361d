"""The hooks that Datasette calls: our pages beside its own, the menu, and the headers of all answers."""

import asyncio
import re
import sys
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar, cast
from urllib.parse import parse_qsl

import datasette  # type: ignore[import-untyped]  # Datasette has no types
from datasette.app import Datasette  # type: ignore[import-untyped]  # as above
from datasette.utils.asgi import Request  # type: ignore[import-untyped]  # as above
from datasette.utils.asgi import Response as DatasetteResponse

from gipcrawler.browse.language import language_of
from gipcrawler.browse.pages import error
from gipcrawler.browse.request import Asked, Page
from gipcrawler.browse.response import Response, redirect
from gipcrawler.browse.routes import POSTED, ROUTES
from gipcrawler.browse.security import App, secured
from gipcrawler.browse.site import Site

LANGUAGE, WRITER = "gip_language", "gip_write"
"""The cookies: the language that was chosen last, and the token of who may write."""
MOST_FIELDS = 100
LONGEST_ADDRESS = 4000
"""Characters of a path or a query; what is longer is no address of ours, and is repeated nowhere."""
MOST_POSTED = 64 * 1024
"""Bytes of a form that are read."""
Hook = TypeVar("Hook", bound=Callable[..., object])
hook = cast("Callable[[Hook], Hook]", datasette.hookimpl)
Answer = Callable[[Request], Awaitable[DatasetteResponse]]


class Plugin:
    """The plugin of one Datasette; `site` is what its pages show."""

    __name__ = "gipcrawler_browse"  # what Datasette calls it

    def __init__(self, served: Datasette, site: Site) -> None:
        self._served = served
        self._site = site

    @hook
    def register_routes(self, datasette: Datasette) -> Sequence[tuple[str, Answer]]:
        """Our addresses, and last everything else below `/gip/`, which is not found in the reader's language."""
        if datasette is not self._served:
            return ()
        routes = [(f"^{pattern}$", page) for pattern, page in ROUTES]
        return [
            ("^/gip/write$", self._open_for_writing),
            *((pattern, self._answering(page)) for pattern, page in routes),
            ("^/gip(?:/.*)?$", self._answering(error.not_found)),
            (r"^/-/databases(?:\.json)?$", self._answering(error.not_found)),  # it tells where the file lies
        ]

    @hook
    def asgi_wrapper(self, datasette: Datasette) -> Callable[[App], App]:
        """The headers that every answer bears."""
        return secured if datasette is self._served else lambda app: app

    @hook
    def menu_links(self, datasette: Datasette) -> Sequence[dict[str, str]]:
        """The way back from Datasette's own pages."""
        ours = {"/": "首页 Home", "/gip/coverage": "收录 Coverage", "/gip/metric": "指标 Metrics"}
        return [{"href": href, "label": label} for href, label in ours.items()] if datasette is self._served else ()

    def _answering(self, page: Page) -> Answer:
        async def answer(request: Request) -> DatasetteResponse:
            return await self._answer(page, request)

        return answer

    async def _answer(self, page: Page, request: Request) -> DatasetteResponse:
        form: dict[str, str] = {}
        if request.method == "POST" and request.path in POSTED:
            form = dict(parse_qsl((await request.post_body())[:MOST_POSTED].decode(errors="replace")))
        elif request.method not in {"GET", "HEAD"}:
            page = error.only_read
        asked = self._asked(request, form)
        if len(asked.query) > MOST_FIELDS or max(len(request.path), len(request.query_string)) > LONGEST_ADDRESS:
            page, asked = error.too_long, replace(asked, path="/", query={})
        response = await asyncio.to_thread(self._safely, page, asked)
        cookies = dict(response.cookies)
        if asked.query.get("lang") == asked.language:
            cookies[LANGUAGE] = asked.language
        return _sent(response, cookies)

    def _asked(self, request: Request, form: dict[str, str]) -> Asked:
        query = dict(parse_qsl(request.query_string, keep_blank_values=True, errors="replace"))
        cookies = request.cookies
        parts = {name: part for name, part in request.url_vars.items() if part is not None}
        return Asked(
            site=self._site,
            language=language_of(query.get("lang"), cookies.get(LANGUAGE), request.headers.get("accept-language")),
            path=request.path,
            parts=parts,
            query=query,
            form=form,
            may_write=self._site.opens(cookies.get(WRITER)),
            csrf=partial(_csrf, request.scope),
            origin=f"{request.scheme}://{request.host}",
        )

    def _safely(self, page: Page, asked: Asked) -> Response:
        """What the page answers, or the page that says what is wrong with the question."""
        try:
            return page(asked)
        except Exception as problem:  # noqa: BLE001 - a reader gets a page, and the terminal what happened
            if not error.is_the_readers(problem):
                traceback.print_exc(file=sys.stderr)
            return error.page(asked, problem)

    async def _open_for_writing(self, request: Request) -> DatasetteResponse:
        """The link that is printed on start: it sets the cookie of who may write, and leads home."""
        token = dict(parse_qsl(request.query_string)).get("token")
        return _sent(redirect("/"), {WRITER: token} if token and self._site.opens(token) else {})


def _csrf(scope: dict[str, Any]) -> str:
    return str(scope["csrftoken"]())


def _sent(response: Response, cookies: dict[str, str]) -> DatasetteResponse:
    sent = DatasetteResponse(response.body, response.status, dict(response.headers), response.media_type)
    sent.headers.setdefault("cache-control", "no-cache")
    if response.status == 200 and not response.headers.get("vary"):
        sent.headers["vary"] = "Accept-Language, Cookie"
    for name, value in cookies.items():
        sent.set_cookie(name, re.sub(r"[^\w-]", "", value), httponly=True, samesite="strict", max_age=365 * 86400)
    return sent
