"""A reader's language: what the address asks for, what was chosen before, what the browser prefers; else Chinese."""

from gipcrawler.browse.words import LANGUAGES, Language


def language_of(asked: str | None, chosen: str | None, accepted: str | None) -> Language:
    """The language of a page; `accepted` is the header Accept-Language (RFC 9110, section 12.5.4)."""
    for given in (asked, chosen, *_by_weight(accepted or "")):
        for language in LANGUAGES:
            if given == language:
                return language
    return LANGUAGES[0]


def _by_weight(accepted: str) -> list[str]:
    """The primary languages of a header, the most wanted first; a weight that is none counts as nought."""
    weighed = []
    for part in accepted.split(",")[:20]:
        tag, _, weight = part.partition(";")
        weighed.append((-_number(weight.strip().removeprefix("q=") or "1"), tag.strip().lower().partition("-")[0]))
    return [tag for weight, tag in sorted(weighed, key=lambda pair: pair[0]) if weight]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
