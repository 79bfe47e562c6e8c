"""Folding Japanese text for search, and cutting it into one- and two-character grams.

Two texts a reader would take for the same word fold to the same characters. What is folded:

- NFKC and case: half-width kana, full-width letters and digits, ligatures, circled figures;
- katakana becomes hiragana, small ゕ and ゖ become か and け (三ケ月・三ヶ月), ゐ and ゑ become い and え;
- every hyphen, dash and wave dash becomes the long-vowel mark ー (2-3、2−3、２ー３);
- white space, middle dots, control and invisible characters and variation selectors are dropped,
  so a folded text holds none of them and any of them can separate two folded texts;
- old and variant kanji of names and places become today's common form (`KANJI`).

The long-vowel mark itself is kept: without it ビール would find ビル.
Combining marks that Unicode cannot compose, emoji and rare kanji stay as they are.
"""

import re
import unicodedata
from itertools import groupby

SHORT, MOST_MARKS = 1000, 30
# Today's form: the old and variant forms that are read as the same name.
KANJI = {
    "辺": "邊邉",
    "沢": "澤",
    "高": "髙",
    "崎": "﨑嵜",
    "斎": "齋齊斉",
    "浜": "濱濵",
    "桜": "櫻",
    "広": "廣",
    "国": "國",
    "島": "嶋嶌",
    "滝": "瀧",
    "恵": "惠",
    "栄": "榮",
    "真": "眞",
    "竜": "龍",
    "蔵": "藏",
    "徳": "德",
    "淵": "渕",
    "曽": "曾",
    "弥": "彌",
    "富": "冨",
    "吉": "𠮷",
    "槙": "槇",
    "円": "圓",
    "会": "會",
    "学": "學",
    "区": "區",
    "体": "體",
    "関": "關",
    "鉄": "鐵",
    "駅": "驛",
    "医": "醫",
    "寿": "壽",
    "万": "萬",
    "団": "團",
    "黒": "黑",
    "増": "增",
    "渋": "澁",
    "遥": "遙",
    "亜": "亞",
    "戸": "戶",
    "内": "內",
    "条": "條",
    "静": "靜",
    "礼": "禮",
    "桑": "桒",
    "与": "與",
    "館": "舘",
    "桧": "檜",
    "薮": "藪",
}
HYPHENS = "-‐‑‒–—―−─━〜~∼⁓〰゠ｰ"
MIDDLE_DOTS = "・·•‧∙⋅"
INVISIBLE = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
# A mark is nothing to see without a letter under it; the fillers of Hangul and the empty Braille
# cell are letters and a sign by their category, and blank.
MARKS, BLANKS = {"Mn", "Me"}, "\u115f\u1160\u2800\u3164\uffa0"
# Whatever is invisible is among what is neither letter nor number.
NO_LETTER = re.compile(r"\W")
VARIATION_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x180E))


def _folding_table() -> dict[int, str]:
    table = {code: chr(code - 0x60) for code in range(ord("ァ"), ord("ヶ") + 1)}
    table |= {ord("ヽ"): "ゝ", ord("ヾ"): "ゞ"}
    table |= {
        ord(small): large
        for small, large in zip("ゕゖヵヶゐゑヰヱ", "かけかけいえいえ", strict=True)
    }
    table |= {ord(old): new for new, olds in KANJI.items() for old in olds}
    table |= {ord(hyphen): "ー" for hyphen in HYPHENS}
    table |= {ord(dot): "" for dot in MIDDLE_DOTS}
    table |= dict.fromkeys(VARIATION_SELECTORS, "")
    return table


_TABLE = _folding_table()


def _visible(sign: re.Match[str]) -> str:
    return "" if unicodedata.category(sign[0]) in INVISIBLE else sign[0]


def _plain(text: str) -> str:
    return nfkc(nfkc(text).casefold())


def nfkc(text: str) -> str:
    """Return text in NFKC, in a time that grows with its length however it is made.

    Putting the marks on one letter in order takes the square of their number: of a run of them
    only the first thirty count, which no tongue exceeds (Unicode Standard Annex 15, stream-safe).
    """
    if len(text) > SHORT:
        runs = groupby(text, key=lambda sign: unicodedata.combining(sign) > 0)
        pieces = ((is_marks, "".join(signs)) for is_marks, signs in runs)
        text = "".join(piece[:MOST_MARKS] if is_marks else piece for is_marks, piece in pieces)
    return unicodedata.normalize("NFKC", text)


def fold(text: str) -> str:
    """Returns the text as search compares it; folding a folded text changes nothing."""
    plain = _plain(text)
    while True:
        folded = NO_LETTER.sub(_visible, plain.translate(_TABLE))
        # Dropping a space can bring a letter and a combining mark together, so fold until it is still.
        if (plain := _plain(folded)) == folded:
            return folded


def is_seen(text: str) -> bool:
    """Returns whether a reader would see anything of a text: one letter, figure or sign is enough."""
    unseen = INVISIBLE | MARKS
    return any(unicodedata.category(sign) not in unseen and sign not in BLANKS for sign in text)


def bigrams(text: str) -> list[str]:
    """Returns the pairs of neighbouring characters in order, or the one character there is."""
    if len(text) == 1:
        return [text]
    return [text[start : start + 2] for start in range(len(text) - 1)]


def grams(text: str) -> list[str]:
    """Returns each character and each pair of neighbours once: every `bigrams` of every substring."""
    return list(dict.fromkeys([*text, *bigrams(text)]))


# What a name or nickname may end in already.
POLITE = ("さん", "ちゃん", "くん", "君", "様", "先生", "大将")


def addressed(name: str) -> str:
    """Returns a name with さん, unless it ends in such a word already."""
    return name if name.endswith(POLITE) else f"{name}さん"
