"""Turn what the ends of pages cut apart into pieces of one table: with its columns, and without boxes that are none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gipcrawler.documents.pdf_flow import Flow, Item
from gipcrawler.documents.pdf_lattice import SNAP, Lattice
from gipcrawler.documents.pdf_tables import Table


def opened(flows: Sequence[Flow]) -> list[Flow]:
    """The flows without boxes that are no table.

    A box that is no table by itself is one where it stands at a page's end and a table as wide goes on from it; else
    its lines join the text around it.
    """
    return [replace(page, items=tuple(_opened(flows, at))) for at, page in enumerate(flows)]


def whole(flows: Sequence[Flow]) -> list[Flow]:
    """The flows with each table's columns counted over all its pages."""
    columns: dict[int, Table] = {}
    for run in _runs(flows):
        columns.update((id(piece), one) for piece, one in zip(run, aligned(run), strict=True))
    return [
        replace(
            page, items=tuple(columns.get(id(item), item) if isinstance(item, Table) else item for item in page.items)
        )
        for page in flows
    ]


def _opened(flows: Sequence[Flow], at: int) -> Iterator[Item]:
    items = flows[at].items
    before = flows[at - 1].items[-1:] if at else ()
    after = flows[at + 1].items[:1] if at + 1 < len(flows) else ()
    for index, item in enumerate(items):
        beside = (before if index == 0 else ()) + (after if index == len(items) - 1 else ())
        if (
            isinstance(item, Table)
            and not item.whole
            and not any(isinstance(other, Table) and item.as_wide_as(other) for other in beside)
        ):
            yield from (line for text in item.texts for line in text)
        else:
            yield item


def _runs(flows: Sequence[Flow]) -> Iterator[list[Table]]:
    """The tables that go on over the ends of pages: a page's last item and the next one's first, equally wide."""
    run: list[Table] = []
    for page in flows:
        first, last = page.items[:1], page.items[-1:]
        if run and not (first and isinstance(first[0], Table) and run[-1].as_wide_as(first[0])):
            yield run
            run = []
        if first and isinstance(first[0], Table) and run:
            run.append(first[0])
            if len(page.items) > 1:
                yield run
                run = []
        if not run and last and isinstance(last[0], Table):
            run = [last[0]]
    if run:
        yield run


def aligned(run: Sequence[Table]) -> list[Table]:
    """The pieces of one table with the columns of all: a rule that only one page shows counts on each."""
    edges = sorted(
        edge - table.lattice.box[0]
        for table in run
        for region in table.lattice.regions
        for edge in (region.x0, region.x1)
    )
    columns: list[float] = []
    for edge in edges:
        if not columns or edge - columns[-1] > 2 * SNAP:
            columns.append(edge)
    aligned: list[Table] = []
    for table in run:
        left = table.lattice.box[0]
        places = [
            tuple(
                max(at for at, column in enumerate(columns) if column <= edge - left) for edge in (region.x0, region.x1)
            )
            for region in table.lattice.regions
        ]
        regions = tuple(
            replace(region, column=start, column_span=max(1, end - start))
            for region, (start, end) in zip(table.lattice.regions, places, strict=True)
        )
        aligned.append(replace(table, lattice=Lattice(regions)))
    return aligned
