"""Whether words count the doing of a means: 「協議体を年6回開く」 says nothing of what changes by it."""

import re

from sasaeai.calc.text import nfkc

NUMBER = r"[0-9〇一二三四五六七八九十百千数]+"
# What one does oneself; 「買い物に行ける回数」 is somebody's life and no doing of ours.
HELD = r"(?:開催|実施|発行|配布|訪問|会議|会合|研修|講座|広報|周知|打ち?合わ?せ)"
DONE = r"(?:開催|実施|発行|配布|開く|ひらく|開いた|開き|催す|催し|行う|おこなう|行なう|配る|出す|作る|つくる|やる|する)"
COUNTED = re.compile(
    rf"{HELD}(?:の|した)?(?:回数|件数|部数|枚数|数)"
    rf"|{NUMBER}(?:回|度|部|枚|通|冊|号)(?:以上|ずつ|は)?、?(?:を)?{DONE}"
    rf"|(?:開いた|ひらいた|行った|出した|配った|つくった|作った)(?:回数|部数|枚数|数)"
    rf"|{HELD}(?:を)?(?:年|月|週){NUMBER}回$"
)


def counts_doing(words: str) -> bool:
    """Return whether these words count how often or how much something was done."""
    return bool(COUNTED.search(nfkc(words).replace(" ", "")))
