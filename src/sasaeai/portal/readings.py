"""How the days and times of calc's Japanese are read, as {漢字|かんじ}."""

import re

WEEKDAY_READINGS = {
    "月": "げつ",
    "火": "か",
    "水": "すい",
    "木": "もく",
    "金": "きん",
    "土": "ど",
    "日": "にち",
}
# The days that are not read as a number and にち or か.
DAYS_OF_MONTH = {
    1: "ついたち",
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
    8: "ようか",
    9: "ここのか",
    10: "とおか",
    20: "はつか",
}
ENDING_IN_KA = (14, 24)
FIXED = {
    "午前": "{午前|ごぜん}",
    "午後": "{午後|ごご}",
    "正午": "{正午|しょうご}",
    "毎日": "{毎日|まいにち}",
    "最終": "{最終|さいしゅう}",
    "第": "{第|だい}",
    "時": "{時|じ}",
    "月": "{月|がつ}",
}
# A number before 月 is a month only where a day follows: 「第1月曜」 is a Monday.
SIGNS = re.compile(
    r"午前|午後|正午|毎日|最終|第|時|(?<=\d)月(?=\d)|(?P<minutes>\d+)分|(?P<day>\d+)日"
    r"|(?P<weekday>[月火水木金土日])(?P<whole>曜?)"
)


def read(text: str) -> str:
    """Return days and times with their readings; in English there is nothing to read out."""
    return SIGNS.sub(_marked, text)


def _marked(found: re.Match[str]) -> str:
    if minutes := found["minutes"]:
        return f"{minutes}{{分|{'ぷん' if minutes[-1] in '013468' else 'ふん'}}}"
    if number := found["day"]:
        return _day(int(number))
    if sign := found["weekday"]:
        kana = WEEKDAY_READINGS[sign]
        return f"{{{sign}曜|{kana}よう}}" if found["whole"] else f"{{{sign}|{kana}}}"
    return FIXED[found[0]]


def _day(number: int) -> str:
    if kana := DAYS_OF_MONTH.get(number):
        return f"{{{number}日|{kana}}}"
    return f"{number}{{日|{'か' if number in ENDING_IN_KA else 'にち'}}}"
