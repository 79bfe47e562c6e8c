"""What words speak of, and why; all words are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sasaeai.calc.filing import Filed, Learned, Lexicon, Typical

LEXICON = Lexicon(
    {
        "trash": Typical(clear=["ゴミ", "ゴミ出し", "集積所"], hint=["階段"]),
        "snow": Typical(clear=["雪かき", "雪"], hint=["階段"]),
        "salon": Typical(clear=["お茶"]),
    }
)
SAID = [
    Filed("1", "朝のゴミ出しがつらい", frozenset({"trash"})),
    Filed("2", "五階からゴミを下ろせない", frozenset({"trash"})),
    Filed("3", "玄関の雪かきを頼みたい", frozenset({"snow"})),
    Filed("4", "坂道の雪がこわい", frozenset({"snow"})),
    Filed("5", "みんなで将棋をさしたい", frozenset({"men"})),
    Filed("6", "まだどこにも分けていない声"),
]
said = st.lists(
    st.tuples(
        st.text("ゴミ出雪かき階段を茶", max_size=10),
        st.frozensets(st.sampled_from(["trash", "snow", "salon"]), max_size=2),
    ),
    max_size=7,
)


def codes(learned, words):
    return [one.code for one in learned.propose(words, LEXICON)]


def test_town_begins_with_the_typical_words():
    assert Learned([]).propose("ゴミ出しに行けない", LEXICON) == [
        ("trash", 1.0, ("ゴミ出し",), ()),
    ]


def test_longest_of_the_words_inside_one_another_counts_alone():
    assert Learned([]).propose("雪かきとお茶", LEXICON)[0].score == 1.0


@pytest.mark.parametrize("words", ["", "　", "はい、どうも", "階段"])
def test_words_that_speak_of_nothing_in_particular_propose_nothing(words):
    assert codes(Learned(SAID[:0]), words) == []


def test_what_is_faint_beside_the_first_is_not_proposed():
    lexicon = Lexicon(
        {"trash": Typical(clear=["ゴミ", "袋"]), "snow": Typical(hint=["階段", "坂"])}
    )
    found = Learned([]).propose("ゴミの袋を持って坂と階段", lexicon)
    assert [(one.code, round(one.score, 2)) for one in found] == [("trash", 2.0), ("snow", 0.67)]
    more = Lexicon(
        {"trash": Typical(clear=["ゴミ", "袋", "日"]), "snow": Typical(hint=["階段", "坂"])}
    )
    assert [one.code for one in Learned([]).propose("ゴミの日、袋、坂、階段", more)] == ["trash"]


def test_earlier_texts_teach_what_no_typical_word_tells():
    found = Learned(SAID).propose("五階から下ろせなくて", LEXICON)
    assert [(one.code, one.because, one.earlier) for one in found] == [
        ("trash", ("五階", "下"), ("2",))
    ]


def test_earlier_texts_can_outweigh_a_typical_word():
    many = [Filed(f"{number}", "お茶の袋が重い", frozenset({"trash"})) for number in range(9)]
    assert codes(Learned([]), "お茶の袋が重い") == ["salon"]
    assert codes(Learned(many), "お茶の袋が重い")[0] == "trash"


def test_what_speaks_for_every_category_is_no_reason():
    learned = Learned(
        [
            Filed("1", "三年前から紙袋が重い", frozenset({"trash"})),
            Filed("2", "三年前から坂道が凍る", frozenset({"snow"})),
        ]
    )
    first = learned.propose("三年前から紙袋を", LEXICON)[0]
    assert (first.code, first.because) == ("trash", ("紙袋",))


def test_nothing_is_proposed_that_is_not_on_the_list():
    assert codes(Learned(SAID), "将棋をさしたい") == []


def test_no_more_are_proposed_than_asked_for():
    assert len(Learned(SAID).propose("ゴミと雪とお茶", LEXICON, most=2)) == 2


def test_alike_are_named_the_most_alike_first():
    learned = Learned(SAID)
    assert learned.alike("雪かきを頼みたい", least=0.1) == ["3", "4"]
    assert learned.alike("雪かきを頼みたい", least=0.5) == ["3"]


@settings(deadline=None)
@given(said, st.text("ゴミ出雪かき階段を茶", max_size=12), st.randoms())
def test_order_of_the_earlier_texts_changes_nothing(told, words, chance):
    rows = [Filed(f"{number}", text, filed) for number, (text, filed) in enumerate(told)]
    other = chance.sample(rows, len(rows))
    assert Learned(other).propose(words, LEXICON) == Learned(rows).propose(words, LEXICON)
    assert Learned(other).alike(words, least=0.1) == Learned(rows).alike(words, least=0.1)


@settings(deadline=None)
@given(said, st.text("ゴミ出雪かき階段を茶", max_size=12))
def test_reasons_stand_in_the_words_and_among_the_earlier_texts(told, words):
    rows = [Filed(f"{number}", text, filed) for number, (text, filed) in enumerate(told)]
    filed_so = {row.key: row.codes for row in rows}
    for one in Learned(rows).propose(words, LEXICON):
        assert all(stretch in words for stretch in one.because)
        assert all(one.code in filed_so[key] for key in one.earlier)


def test_text_teaches_nothing_about_itself():
    learned = Learned(SAID)
    assert "1" in learned.propose(SAID[0].words, LEXICON)[0].earlier
    (first,) = learned.propose(SAID[0].words, LEXICON, besides="1")
    assert (first.code, first.earlier) == ("trash", ("2",))
    assert learned.alike(SAID[0].words, least=0.9) == ["1"]
    assert learned.alike(SAID[0].words, least=0.9, besides="1") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ほうれん草が高い", []),
        ("牧草がほしい", []),
        ("草曜の会", []),
        ("草が伸びた", ["garden"]),
        ("お草が伸びた", ["garden"]),
        ("ほうれん草と、草のこと", ["garden"]),
        ("ほうれん草を庭に", ["garden"]),
        ("中庭がほしい", ["garden"]),
        ("道草と花見", ["garden"]),
        ("花見に行きたい", ["garden"]),
    ],
)
def test_hint_of_one_kanji_inside_another_word_is_chance(words, found):
    lexicon = Lexicon({"garden": Typical(clear=["庭"], hint=["草", "花見"])})

    assert [one.code for one in Learned([]).propose(words, lexicon)] == found


def test_kanji_inside_another_word_counts_where_the_town_confirmed_it():
    lexicon = Lexicon({"garden": Typical(hint=["草"])})
    told = [
        Filed(str(number), "ほうれん草を育てたい", frozenset({"garden"})) for number in range(3)
    ]

    proposed = Learned(told).propose("ほうれん草を育てる", lexicon)

    assert [one.code for one in proposed] == ["garden"]
