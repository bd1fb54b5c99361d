"""Compose the sections of a report from our own sentences, the same for the same seed, and true to its tables."""

from collections.abc import Mapping
from random import Random

from tests.press import sentences
from tests.press.sheet import Figures, Row, Section, amount

HEADINGS: tuple[tuple[str | None, str, str, str], ...] = (
    ("overview", "一", "、", "总体情况"),
    ("active_disclosure", "二", "、", "主动公开政府信息情况"),
    ("applications", "三", "、", "收到和处理政府信息公开申请情况"),
    ("review_litigation", "四", "、", "政府信息公开行政复议、行政诉讼情况"),
    ("problems", "五", "、", "存在的主要问题及改进情况"),
    ("other_matters", "六", "、", "其他需要报告的事项"),
)
NUMERALS = "一二三四五六"
# Who a report calls itself, by the end of its issuer's name
OURSELVES = (
    ("街道办事处", "我街道"),
    ("镇人民政府", "我镇"),
    ("乡人民政府", "我乡"),
    ("县人民政府", "我县"),
    ("区人民政府", "我区"),
    ("市人民政府", "我市"),
    ("省人民政府", "我省"),
)


class Composer:
    """Writes one report's sections; `style` picks the kind of sub-heads: run-in, own-line, or nested."""

    def __init__(self, issuer: str | None, year: int, figures: Mapping[str, Figures], seed: str) -> None:
        self.random = Random(f"{issuer}|{year}|{seed}")
        self.figures = figures
        self.slots = {
            "we": next((we for end, we in OURSELVES if issuer and issuer.endswith(end)), "我单位"),
            "office": f"{issuer}办公室" if issuer else "本单位办公室",
            "year": str(year),
            **self._counts(),
        }

    def preamble(self) -> str:
        """The paragraph between the title and the first section."""
        return self._one(sentences.PREAMBLE)

    def section(self, heading: tuple[str | None, str, str, str], style: str) -> Section:
        """One section with paragraphs fit for its key; the sections of tables two to four mostly have none."""
        key, number, mark, title = heading
        paragraphs: tuple[str, ...] = ()
        if key == "overview":
            paragraphs = self._overview(style)
        elif key == "problems":
            paragraphs = self._problems()
        elif key == "other_matters":
            paragraphs = (self._one(sentences.NO_FEES),)
        elif key == "review_litigation" and self.random.random() < 0.3:
            paragraphs = (self._one(sentences.NOTES),)
        elif key is None:
            paragraphs = tuple(self._fill(sentence) for sentence in sentences.EXTRA_TOPIC)
        return Section(key, number, title, paragraphs, mark)

    def _overview(self, style: str) -> tuple[str, ...]:
        paragraphs = [self._one(sentences.LEAD)]
        for numeral, (topic, pool) in zip(NUMERALS, sentences.TOPICS, strict=False):
            chosen = self.random.sample(pool[1:], 3)
            text = "".join(self._fill(sentence) for sentence in (pool[0], *chosen))
            if style == "run-in":
                paragraphs.append(f"（{numeral}）{topic}情况。{text}")
            elif style == "nested" and topic == "依申请公开":
                # The official titles of sections three and four stand here once more, one level down.
                paragraphs += [f"（{numeral}）{topic}", "1.收到和处理政府信息公开申请情况", text]
                paragraphs += ["2.政府信息公开行政复议、行政诉讼情况", self._one(sentences.DISPUTES)]
            else:
                paragraphs += [f"（{numeral}）{topic}", text]
        return tuple(paragraphs)

    def _problems(self) -> tuple[str, ...]:
        chosen = self.random.sample(range(len(sentences.PROBLEMS)), 3)
        faults = "；".join(f"{NUMERALS[i]}是{sentences.PROBLEMS[n]}" for i, n in enumerate(chosen))
        cures = "；".join(f"{NUMERALS[i]}是{sentences.REMEDIES[n]}" for i, n in enumerate(chosen))
        return (f"（一）存在的问题。{faults}。", f"（二）改进的办法。{cures}。")

    def _one(self, pool: tuple[str, ...]) -> str:
        return self._fill(self.random.choice(pool))

    def _fill(self, sentence: str) -> str:
        if sentence == "{requests}":
            busy = any(self.slots[name] != "0" for name in ("new", "over"))
            sentence = self.random.choice(sentences.REQUESTS if busy else sentences.NO_REQUESTS)
        draws = {name: str(self.random.randint(low, high)) for name, (low, high) in DRAWS.items()}
        return sentence.format(**draws, **self.slots)

    def _counts(self) -> dict[str, str]:
        """What the prose may say of the tables: FORMATS section 10.2 wants both to agree."""
        applications = self.figures["applications"].rows
        review = self.figures["review_litigation"].rows
        return {
            "new": _total(applications["new_requests"]),
            "over": _total(applications["carried_over"]),
            "done": _total(applications["result_total"]),
            "on": _total(applications["carried_forward"]),
            "review": _total(review["review"]),
            "litigation": str(
                int(_total(review["litigation_direct"])) + int(_total(review["litigation_after_review"]))
            ),
        }


DRAWS = {"a": (24, 96), "b": (11, 23), "c": (2, 9)}


def _total(row: Row) -> str:
    return str(amount(row["total"]) or 0)
