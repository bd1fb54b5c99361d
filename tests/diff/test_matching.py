from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipcrawler.diff import matching
from gipcrawler.diff.matching import in_order, match_words

WORDS = st.lists(st.sampled_from("abcde"), max_size=30)
PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([1.0, 2.5, 4.0])), max_size=9)


def holds(left, right, edits):
    assert [word for edit in edits for word in left[edit.i : edit.i_end]] == list(left)
    assert [word for edit in edits for word in right[edit.j : edit.j_end]] == list(right)
    assert all(edit.equal == (left[edit.i : edit.i_end] == right[edit.j : edit.j_end]) for edit in edits)
    assert all(one.equal != other.equal for one, other in pairwise(edits))


@given(WORDS, WORDS)
def test_edits_cover_both_sides_and_say_what_is_equal(left, right):
    holds(left, right, match_words(left, right))


@pytest.mark.parametrize("small", [0, 1, 20, 300])
def test_so_they_do_where_only_anchors_are_left(monkeypatch, small):
    monkeypatch.setattr(matching, "SMALL", small)
    for seed in range(300):
        random = Random(seed)
        left = [random.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(random.randrange(60))]
        right = left.copy()
        for _ in range(random.randrange(5)):
            right.insert(random.randrange(len(right) + 1), random.choice("abcXYZ"))
            del right[random.randrange(len(right)) :][:1]
        holds(left, right, match_words(left, right))


def test_a_change_in_a_long_text_is_found_where_it_is():
    random = Random(1)
    left = [f"w{random.randrange(3000)}" for _ in range(30_000)]
    right = [*left[:9_000], "new", *left[9_000:20_000], *left[20_003:]]
    edits = [edit for edit in match_words(left, right) if not edit.equal]
    assert [(edit.i, edit.i_end, edit.j, edit.j_end) for edit in edits] == [
        (9_000, 9_000, 9_000, 9_001),
        (20_000, 20_003, 20_001, 20_001),
    ]


def test_work_grows_with_the_text_not_with_its_square(monkeypatch):
    compared = []
    real = matching.SequenceMatcher

    def counted(junk, left, right, **options):
        compared.append(len(left) * len(right))
        return real(junk, left, right, **options)

    monkeypatch.setattr(matching, "SequenceMatcher", counted)
    random = Random(2)
    left = [random.choice(["的", ",", f"w{random.randrange(900)}"]) for _ in range(20_000)]
    right = [random.choice(["的", ",", word]) for word in left]
    holds(left, right, match_words(left, right))
    assert sum(compared) < matching.SMALL * 20_000 / 100


@given(PAIRS)
def test_the_heaviest_chain_is_taken(pairs):
    chain = in_order(pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(chain))

    def weight(links):
        return sum(max(w for i, j, w in pairs if (i, j) == link) for link in links)

    links = sorted({(i, j) for i, j, _ in pairs})
    chains = (
        chosen
        for size in range(len(links) + 1)
        for chosen in combinations(links, size)
        if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chosen))
    )
    assert weight(chain) == max(map(weight, chains))
