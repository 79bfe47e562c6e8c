"""How names, the days and times of calc's Japanese, and 丁目, are read."""

import re

from sasaeai.calc import furigana

WEEKDAY_READINGS = {
    "月": "げつ",
    "火": "か",
    "水": "すい",
    "木": "もく",
    "金": "きん",
    "土": "ど",
    "日": "にち",
}
WHOLE_READINGS = {"": "", "曜": "よう", "曜日": "ようび"}
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
    "年": "{年|ねん}",
    "令和": "{令和|れいわ}",
    "平成": "{平成|へいせい}",
    "毎週": "{毎週|まいしゅう}",
    "毎月": "{毎月|まいつき}",
    "平日": "{平日|へいじつ}",
    "祝日": "{祝日|しゅくじつ}",
}
# A number before 月 is a month only where a day follows: 「第1月曜」 is a Monday.
SIGNS = re.compile(
    r"午前|午後|正午|毎日|最終|第|時|令和|平成|(?<=\d)年|(?<=\d)月(?=\d)|(?P<minutes>\d+)分|(?P<day>\d+)日"
    r"|(?P<weekday>[月火水木金土日])(?P<whole>曜?)"
)
# In what somebody wrote, a sign is read only where nothing else can be meant: 「日の出」 is no Sunday.
OWN_SIGNS = re.compile(
    r"午前|午後|正午|毎日|毎週|毎月|平日|祝日|第(?=\d)|(?<=\d)時(?!間)|(?<=\d)月(?=\d)|(?P<minutes>\d+)分(?![の間])"
    r"|(?P<day>\d+)日(?!間)|(?P<weekday>[月火水木金土日])(?P<whole>曜日?)"
)

CHOME = re.compile(r"(?P<stem>.+?)(?P<number>[一二三四五六七八九])丁目")
CHOME_READINGS = {
    "一": "いっちょうめ",
    "二": "にちょうめ",
    "三": "さんちょうめ",
    "四": "よんちょうめ",
    "五": "ごちょうめ",
    "六": "ろくちょうめ",
    "七": "ななちょうめ",
    "八": "はっちょうめ",
    "九": "きゅうちょうめ",
}
# What follows a name in an address: 「桜台2-8-1」, 「桜台二丁目」.
BEHIND_NAME = re.compile(r"[0-9０-９].*|[一二三四五六七八九十]+丁目.*")


def marked(name: str, kana: str) -> str:
    """Return a name with its reading as {漢字|かんじ}."""
    return "".join(
        f"{{{text}|{kana}}}" if kana else text for text, kana in furigana.aligned(name, kana)
    )


def read_own(text: str) -> str:
    """Return what somebody wrote with the readings of its days and times."""
    return OWN_SIGNS.sub(_marked, text)


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
        return f"{{{sign}{found['whole']}|{kana}{WHOLE_READINGS[found['whole']]}}}"
    return FIXED[found[0]]


def _day(number: int) -> str:
    if kana := DAYS_OF_MONTH.get(number):
        return f"{{{number}日|{kana}}}"
    return f"{number}{{日|{'か' if number in ENDING_IN_KA else 'にち'}}}"
