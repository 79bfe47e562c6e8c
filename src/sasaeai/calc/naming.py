"""Names of people as they are said in passing: 「鈴木ヨネさん」, 「田中様」.

Whom a list knows is found by the list; this finds the others by how one speaks of them. What is said
so of a trade or of kin (看護師さん, 息子さん) is no name. A method of our own, meant for asking once.
"""

import re

from sasaeai.calc.text import nfkc

POLITE = re.compile(
    r"([一-鿿々]{2,5}[ぁ-ゖァ-ヺー]{0,4}?|[ァ-ヺー]{2,4})(?:さん|さま|様|氏|ちゃん|くん|君)"
)
TRADES = tuple("員師者屋会生士長係家所店社役手隊")
KIN_AND_SUCH = """
息子 旦那 主人 奥方 孫娘 祖母 祖父 叔母 伯母 叔父 伯父 兄弟 姉妹 子供 大家 近所 隣人 先方 本人 皆 仲間 友人 客 神 仏 地蔵
町内 自治 警察 市役所 役場 病院 薬局 郵便 新聞 酒店 ヘルパー ケアマネ スタッフ パート オーナー ドクター ナース ワン ネコ
ニャン バス タクシー
"""
NOBODY = frozenset(KIN_AND_SUCH.split())


def named_politely(text: str) -> list[str]:
    """Return the names in a text that are said with さん, 様 and the like, each once, in their order."""
    found = (match[1] for match in POLITE.finditer(nfkc(text)))
    return list(
        dict.fromkeys(one for one in found if one not in NOBODY and not one.endswith(TRADES))
    )
