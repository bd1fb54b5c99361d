"""Name the control words of Rich Text (RTF 1.9.1) that say where text goes, what is printed, and where things end."""

from typing import Final

# Where text goes: it is printed, it is the number that a list prints, it names fonts or styles, or it goes nowhere
BODY, NUMBER, FONTS, STYLES, NOWHERE = range(5)
UNPRINTED = """
    annotation atnauthor atndate atnid atnref atrfend atrfstart background bkmkend bkmkstart colortbl comment fldinst
    footer footerf footerl footerr ftncn ftnsep ftnsepc header headerf headerl headerr info nonesttables nonshppict
    pict private1 rxe sp tc tcn template themedata txe upr xe
"""
DESTINATIONS: Final = {
    "fonttbl": FONTS,
    "stylesheet": STYLES,
    "listtext": NUMBER,
    "pntext": NUMBER,
    **dict.fromkeys(UNPRINTED.split(), NOWHERE),
}
# Destinations that readers may ignore, and whose text is printed all the same
STARRED: Final = frozenset(("shpinst", "nesttableprops", "do", "fldrslt", "ud"))
CHARACTERS: Final = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "page": "\n",
    "column": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "\\~": "\u00a0",
    "\\_": "-",
}
ROWS: Final = frozenset(("row", "nestrow"))
CELLS: Final = frozenset(("cell", "nestcell"))
ENDS: Final = ROWS | CELLS | {"par", "sect", "\\\r", "\\\n"}
