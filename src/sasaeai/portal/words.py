"""Days, times and kinds as residents read them, with ふりがな as {漢字|かんじ}."""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sasaeai.assets import times
from sasaeai.assets.models import Asset
from sasaeai.assets.models.freshness import Listed, Means
from sasaeai.calc.schedule import Schedule
from sasaeai.ui import dates

WEEKDAYS = {
    "mon": pgettext_lazy("曜日", "{月|げつ}"),
    "tue": pgettext_lazy("曜日", "{火|か}"),
    "wed": pgettext_lazy("曜日", "{水|すい}"),
    "thu": pgettext_lazy("曜日", "{木|もく}"),
    "fri": pgettext_lazy("曜日", "{金|きん}"),
    "sat": pgettext_lazy("曜日", "{土|ど}"),
    "sun": pgettext_lazy("曜日", "{日|にち}"),
}
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

KINDS = {
    Asset.Kind.PLACE: _("{場所|ばしょ}"),
    Asset.Kind.THING: _("モノ"),
    Asset.Kind.PERSON: _("{人|ひと}"),
    Asset.Kind.MONEY: _("お{金|かね}"),
    Asset.Kind.INFO: _("{情報|じょうほう}"),
}

CHECKED = {
    Means.VISIT: _("%(day)sに、{行|い}って{確|たし}かめました。"),
    Means.PHONE: _("%(day)sに、{電話|でんわ}で{確|たし}かめました。"),
    Means.MET: _("%(day)sに、{会|あ}って{確|たし}かめました。"),
    Means.PAPER: _("%(day)sに、{紙|かみ}のお{返事|へんじ}で{確|たし}かめました。"),
    Means.IMPORT: _("%(day)sの{名簿|めいぼ}によります。"),
}


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


def day(on: date) -> str:
    """Return the day as it is said, 「25{日|にち}」."""
    return read(dates.day_of_month(on))


def weekday(on: date) -> str:
    """Return the day's weekday, 「{水曜|すいよう}」."""
    return read(dates.weekday(on))


def whole_day(on: date) -> str:
    """Return the day with month and weekday, 「11{月|がつ}25{日|にち}（{水|すい}）」."""
    return read(dates.day_label(on))


def hours(schedule: Schedule, on: date) -> str:
    """Return from when until when it happens on a day, as it is said."""
    return read(dates.hours(schedule.hours_on(on)))


def when(listed: Listed) -> str:
    """Return when it happens, in the words somebody wrote or else as the times say, with readings."""
    return times.own_words(listed) or read(dates.schedule(times.schedule_of(listed)))


def checked(listed: Listed) -> str:
    """Return when and how somebody last made sure, or nothing."""
    if listed.checked_on is None or listed.checked_means not in CHECKED:
        return ""
    return str(CHECKED[Means(listed.checked_means)]) % {"day": whole_day(listed.checked_on)}
