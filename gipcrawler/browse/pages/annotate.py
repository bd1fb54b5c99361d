"""Write what a reader says: a verdict on a finding, or a note with tags on a change; nothing is ever written over."""

import re
from functools import partial
from typing import TYPE_CHECKING, get_args

from gipcrawler.browse.request import LONGEST, Asked
from gipcrawler.browse.response import Response, redirect
from gipcrawler.errors import ArgumentError
from gipcrawler.store import Human

if TYPE_CHECKING:
    from gipcrawler.store import Store

# A path of ours with its query: nothing that leads to another host
OURS = re.compile(r"/gip/[a-z]+(?:/[\w.-]*)*(?:[?][^\s\\#]*)?(?:#[\w-]*)?", re.ASCII)
TAGS = re.compile(r"[,，、;；\s]+")
LONGEST_NOTE, LONGEST_NAME = 4000, 100


def page(asked: Asked) -> Response:
    """Write it, and lead back to where it was written; raises `ArgumentError` for who may not or says too little."""
    if not asked.may_write:
        raise ArgumentError(asked.t("base.may_not_write"))
    form = asked.form
    who, note = form.get("who", "").strip(), form.get("note", "").strip()
    if len(who) > LONGEST_NAME or len(note) > LONGEST_NOTE:
        raise ArgumentError(asked.t("base.too_long"))
    if "finding" in form:
        verdict = next((one for one in get_args(Human) if one == form.get("verdict")), None)
        if verdict is None:
            raise ArgumentError(asked.t("annotate.what"))
        asked.site.write(partial(_judge, form["finding"], verdict, note or None, who))
    elif "left" in form and "right" in form:
        tags = [tag for tag in TAGS.split(form.get("tags", "")) if tag]
        asked.site.write(partial(_note, _edition(asked, "left"), _edition(asked, "right"), note or None, tags, who))
    else:
        raise ArgumentError(asked.t("annotate.what"))
    back = form.get("back", "")
    return redirect(back if OURS.fullmatch(back) else "/")


def _judge(finding_id: str, verdict: Human, note: str | None, who: str, store: "Store") -> None:
    store.judge(finding_id, verdict, note, who)


def _note(left: int, right: int, note: str | None, tags: list[str], who: str, store: "Store") -> None:
    store.note(left, right, note, tags, who)


def _edition(asked: Asked, name: str) -> int:
    given = asked.form.get(name, "")
    if not (given.isascii() and given.isdecimal() and len(given) <= LONGEST):
        raise ArgumentError(asked.t("base.wrong_number", name=name, given=given[:40]))
    return int(given)
