"""Words after which nobody waits are found however they are written."""

import pytest

from sasaeai.contacts import alarms
from sasaeai.vocabulary import national
from sasaeai.vocabulary.models import Kind, Term

NATIONAL = [
    Term(code=one.code, label=one.label, kana=one.kana)
    for one in national.terms()
    if one.kind == Kind.ALARM_WORD
]


@pytest.mark.parametrize(
    "words",
    [
        "もう死にたい", "もう、しにたい", "シニタイ", "死 に た い", "死、に…た・い", "死\u200bにた\u3164い",
        "死\u034fにたい", "消えてなくなりたい", "父が母をなぐる。母はあざだらけです",
        "お金を息子に全部とられた", "三日も何も食べていない", "胸が苦しくて息ができん", "ガスのにおいがする",
        "自殺", "夫にけられた", "夫に蹴られた", "叩かれる", "たたかれる", "まだ帰ってこない", "息がくるしい", "いきが苦しい", "むねが痛い",
        "三日、なにも食べていない", "死にた〜い", "しにたーい", "死ーにたい", "死にたぃ", "ｼﾆﾀ-ｲ", "ゆくえが分からない",
    ],
)  # fmt: skip
def test_word_is_found_however_it_is_written(words: str) -> None:
    assert alarms.found_in([words], NATIONAL)


@pytest.mark.parametrize(
    "words",
    [
        "庭の草取り", "週2回のゴミ出し", "高いところの電球", "死角の鏡を拭く", "",
        "買い物に出かけられない", "声をかけられた", "片付けられない", "助けられてばかり",
    ],
)  # fmt: skip
def test_what_is_none_raises_none(words: str) -> None:
    assert alarms.found_in([words], NATIONAL) == []


def test_only_those_of_many_in_which_a_word_stands_are_named() -> None:
    told = [(1, "庭の草取り"), (2, "むねが痛い"), (3, "しにたーい")]

    assert (alarms.alarmed(told, NATIONAL), alarms.alarmed(told, [])) == ([2, 3], [])
