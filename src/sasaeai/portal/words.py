"""Days, times and kinds as residents read them, with ふりがな as {漢字|かんじ}."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sasaeai.activities import rests
from sasaeai.activities.models import Activity
from sasaeai.assets import times
from sasaeai.assets.models import Asset
from sasaeai.assets.models.freshness import Listed, Means
from sasaeai.calc.schedule import Schedule
from sasaeai.portal.readings import read, read_own
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

UNKNOWN = _("また{始|はじ}まる{日|ひ}は、お{電話|でんわ}でおたずねください。")
TRIAL = _("いまはお{試|ため}しで{開|ひら}いています")
KINDS = {
    Asset.Kind.PLACE: _("{場所|ばしょ}"),
    Asset.Kind.THING: _("モノ"),
    Asset.Kind.PERSON: _("{人|ひと}"),
    Asset.Kind.MONEY: pgettext_lazy("種類", "お{金|かね}"),
    Asset.Kind.INFO: _("{情報|じょうほう}"),
}

CHECKED = {
    Means.VISIT: _("%(day)sに、{行|い}って{確|たし}かめました。"),
    Means.PHONE: _("%(day)sに、{電話|でんわ}で{確|たし}かめました。"),
    Means.MET: _("%(day)sに、{会|あ}って{確|たし}かめました。"),
    Means.PAPER: _("%(day)sに、{紙|かみ}のお{返事|へんじ}で{確|たし}かめました。"),
    Means.IMPORT: _("%(day)sの{名簿|めいぼ}によります。"),
}


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
    """Return when it happens, with readings: the times, and what somebody wrote beside them."""
    schedule = read(dates.schedule(times.schedule_of(listed)))
    return "　".join(filter(None, (schedule, read_own(times.own_words(listed)))))


def rest(activity: Activity, *, today: date) -> str:
    """Return that an activity is on trial, or when it begins to rest and goes on again, with readings."""
    found = rests.rest_of(activity, today)
    if found is None:
        return str(TRIAL) if activity.state == Activity.State.TRIAL else ""
    back = _near(found.resumes, today) if found.resumes else ""
    if found.is_to_come(today) and found.since:
        said = {"day": _near(found.since, today), "back": back}
        with_end = _("%(day)sからお{休|やす}みします。%(back)sからまた{始|はじ}まります。")
        return str(with_end if back else _("%(day)sからお{休|やす}みします。")) % said
    return str(_("%(back)sからまた{始|はじ}まります。")) % {"back": back} if back else str(UNKNOWN)


def is_resting(activity: Activity, *, today: date) -> bool:
    """Return whether an activity rests today."""
    return rests.state_on(activity, today) == Activity.State.PAUSED


def rest_tag(activity: Activity, *, today: date) -> str:
    """Return `rest` as short as a line of a list is: that it rests, and when that changes."""
    found = rests.rest_of(activity, today)
    if found is None or not found.holds(today):
        return rest(activity, today=today)
    if not found.resumes:
        return str(_("いまはお休み中"))
    tag = _("いまはお{休|やす}み{中|ちゅう}。%(back)sからまた{始|はじ}まります。")
    return str(tag) % {"back": _near(found.resumes, today)}


def _near(day: date, today: date) -> str:
    return read(dates.near_day(day, today=today))


def checked(listed: Listed, *, today: date) -> str:
    """Return when, with the year where it is another, and how somebody last made sure, or nothing."""
    if listed.checked_on is None or listed.checked_means not in CHECKED:
        return ""
    return str(CHECKED[Means(listed.checked_means)]) % {
        "day": read(dates.near_day(listed.checked_on, today=today))
    }
