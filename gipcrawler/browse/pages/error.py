"""What a reader is told where there is no page, or where the address asks for what cannot be."""

from collections.abc import Mapping

from gipcrawler.browse.render import render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response, json_response
from gipcrawler.errors import ArgumentError, GipcrawlerError, NotFoundError

STATUS: Mapping[type[Exception], int] = {NotFoundError: 404, ArgumentError: 400}
TITLES = {404: "base.not_found", 400: "base.wrong", 405: "base.wrong", 500: "base.failed"}


def is_the_readers(problem: Exception) -> bool:
    """Whether what went wrong is what was asked, and no fault of ours."""
    return isinstance(problem, GipcrawlerError)


def page(asked: Asked, problem: Exception) -> Response:
    """One clear line, with the status that fits; an error of the program is told as such, without its words."""
    status = STATUS.get(type(problem), 400) if is_the_readers(problem) else 500
    says = str(problem) if is_the_readers(problem) else asked.t("base.failed_says")
    return _told(asked, status, says)


def not_found(asked: Asked) -> Response:
    """The page for every address below `/gip/` that no page has."""
    raise asked.missing(asked.path[:80])


def only_read(asked: Asked) -> Response:
    """The page for whoever wants to write where nothing can be written."""
    return _told(asked, 405, asked.t("base.wrong_method"))


def too_long(asked: Asked) -> Response:
    """The page for more parameters than any page of ours has."""
    raise ArgumentError(asked.t("base.too_long"))


def _told(asked: Asked, status: int, says: str) -> Response:
    if asked.format == "html":
        told = render(asked, "error.html", title=asked.t(TITLES[status]), says=says)
    else:
        told = json_response({"error": says})
    return Response(told.body, told.media_type, status)
