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
        "ゆくえ不明", "行方ふめい", "虐(ぎゃく)待", "虐（ギャク）待を受けて", "虐たい", "ぎゃく待", "行方《ゆくえ》不明", "死（し）にたい",
        "首を吊りたい", "首をつりたい", "くびつり", "首吊り", "首をつってしまう", "死ぬしかない", "生きていても仕方がない", "生きててもしょうがない",
        "息をしていない", "息をしてないんです", "三日食べていない", "三日も食べてない", "二日たべていません", "新聞がたまっていて", "新聞が溜まって",
        "母がいなくなった", "お父さんがいなくなった", "朝からいないんです", "姿が見えない", "夜中にいなくなりました", "年金を取り上げられ", "お金をとり上げられて", "通帳を取りあげられて", "腕に青あざ", "青痣",
    ],
)  # fmt: skip
def test_word_is_found_however_it_is_written(words: str) -> None:
    assert alarms.found_in([words], NATIONAL)


@pytest.mark.parametrize(
    "words",
    [
        "庭の草取り", "週2回のゴミ出し", "高いところの電球", "死角の鏡を拭く", "",
        "買い物に出かけられない", "声をかけられた", "片付けられない", "助けられてばかり",
        "首を突っ込む", "首をつっこむ", "免許を取り上げられた", "新聞に取り上げられた", "毎日食べています", "毎日食べてな、元気だ", "同じ殺虫剤",
        "会う人がいなくなっちゃった", "話し相手がいなくなった", "友だちもいなくなって", "百まで生きていても元気", "ため息をつく", "行方（ゆくえ）の山", "母（はは）が待つ", "新聞を束ねて出す",
    ],
)  # fmt: skip
def test_what_is_none_raises_none(words: str) -> None:
    assert alarms.found_in([words], NATIONAL) == []


def test_only_those_of_many_in_which_a_word_stands_are_named() -> None:
    told = [(1, "庭の草取り"), (2, "むねが痛い"), (3, "しにたーい")]

    assert (alarms.alarmed(told, NATIONAL), alarms.alarmed(told, [])) == ([2, 3], [])
