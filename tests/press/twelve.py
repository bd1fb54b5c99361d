"""Twelve reports for every carrier: the six with the samples' figures, and six made up, over all forms and years."""

from tests.press import forms
from tests.press.library import sheets
from tests.press.sheet import Sheet
from tests.press.synthetic import synthetic

MIXED = {**dict.fromkeys(forms.TABLES, "2019"), "active_disclosure": "2021"}
MADE_UP = (
    ("清河县双桥镇人民政府", 2020, "2019"),
    ("临江市东湖区人民政府", 2022, "2021"),
    ("某省人民政府", 2024, "2021"),
    ("平原市人民政府", 2021, MIXED),
    ("云山县财政局", 2023, "2021"),
    ("滨海市教育局", 2019, "2019"),
)

reports: dict[str, Sheet] = {
    **sheets,
    **{f"made_{seed}": synthetic(issuer, year, form, seed) for seed, (issuer, year, form) in enumerate(MADE_UP)},
}
