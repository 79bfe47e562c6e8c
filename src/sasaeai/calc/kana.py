"""The row of the kana table a word begins with: あ for アオキ, か for がくと, は for パン."""

from sasaeai.calc.text import fold

ROWS = {
    "あ": "ぁあぃいぅうぇえぉおゔ",
    "か": "かがきぎくぐけげこご",
    "さ": "さざしじすずせぜそぞ",
    "た": "ただちぢっつづてでとど",
    "な": "なにぬねの",
    "は": "はばぱひびぴふぶぷへべぺほぼぽ",
    "ま": "まみむめも",
    "や": "ゃやゅゆょよ",
    "ら": "らりるれろ",
    "わ": "ゎわをん",
}
_ROW_OF = {sign: row for row, signs in ROWS.items() for sign in signs}


def row_of(word: str) -> str:
    """Return the row's first kana, or nothing for a word that does not begin with kana."""
    return _ROW_OF.get(fold(word)[:1], "")
