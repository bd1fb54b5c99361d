"""The provinces of the replica: a new one is a module here and its spider's name below."""

from collections.abc import Callable, Mapping

from tests.replica import beijing, gansu, jilin, shandong, sichuan
from tests.replica.content import Portal

PROVINCES: Mapping[str, Callable[[], Portal]] = {
    "beijing": beijing.portal,
    "gansu": gansu.portal,
    "jilin": jilin.portal,
    "shandong": shandong.portal,
    "sichuan": sichuan.portal,
}
