"""Days, times and kinds as residents read them, with ふりがな as {漢字|かんじ}."""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from sasaeai.assets.models import Asset
from sasaeai.assets.models.freshness import Listed, Means
from sasaeai.calc import dates
from sasaeai.calc.schedule import Schedule, schedule_from_json

WEEKDAYS = (
    ("mon", "{月|げつ}", "月"),
    ("tue", "{火|か}", "火"),
    ("wed", "{水|すい}", "水"),
    ("thu", "{木|もく}", "木"),
    ("fri", "{金|きん}", "金"),
    ("sat", "{土|ど}", "土"),
    ("sun", "{日|にち}", "日"),
)
READ_WEEKDAY = {sign: marked for _code, marked, sign in WEEKDAYS}
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
}
TIMES = re.compile(r"午前|午後|正午|毎日|最終|第|時|(\d+)分|([月火水木金土日])(曜?)")

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


def schedule_of(listed: Listed) -> Schedule:
    """Return when something happens or is open; never, where what is kept cannot be read."""
    try:
        return schedule_from_json(listed.times)
    except ValueError:
        return Schedule()


def read(text: str) -> str:
    """Return times in calc's words with their readings."""
    return TIMES.sub(_marked, text)


def _marked(found: re.Match[str]) -> str:
    if minutes := found[1]:
        return f"{minutes}{{分|{'ぷん' if minutes[-1] in '013468' else 'ふん'}}}"
    if sign := found[2]:
        marked = READ_WEEKDAY[sign]
        return f"{marked[:2]}曜|{marked[3:-1]}よう}}" if found[3] else marked
    return FIXED[found[0]]


def day(on: date) -> str:
    """Return the day as it is said, 「25{日|にち}」."""
    if kana := DAYS_OF_MONTH.get(on.day):
        return f"{{{on.day}日|{kana}}}"
    return f"{on.day}{{日|{'か' if on.day in ENDING_IN_KA else 'にち'}}}"


def weekday(on: date) -> str:
    """Return the day's weekday, 「{水曜|すいよう}」."""
    return read(f"{dates.WEEKDAYS[on.weekday()]}曜")


def whole_day(on: date) -> str:
    """Return the day with month and weekday, 「11{月|がつ}25{日|にち}（{水|すい}）」."""
    return f"{on.month}{{月|がつ}}{day(on)}（{WEEKDAYS[on.weekday()][1]}）"


def hours(schedule: Schedule, on: date) -> str:
    """Return from when until when it happens on a day, as it is said."""
    return read(
        "、".join(
            f"{dates.spoken_minutes(start)}〜{dates.spoken_minutes(end)}"
            for start, end in schedule.hours_on(on)
        )
    )


def when(listed: Listed) -> str:
    """Return when it happens, in the words somebody wrote or else as the times say, with readings."""
    return listed.times_words or read(schedule_of(listed).words())


def checked(listed: Listed) -> str:
    """Return when and how somebody last made sure, or nothing."""
    if listed.checked_on is None or listed.checked_means not in CHECKED:
        return ""
    return str(CHECKED[Means(listed.checked_means)]) % {"day": whole_day(listed.checked_on)}
