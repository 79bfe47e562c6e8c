"""月報 that two bodies have sent, month by month, and one entry that was put right since."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from sasaeai.areas.viewer import Viewer, viewer_of
from sasaeai.calc import periods
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.journal import actions as journal
from sasaeai.journal.deed import Deed
from sasaeai.journal.models import Entry
from sasaeai.reports import actions, freezing
from sasaeai.reports.models import Report, ReportKind
from sasaeai.vocabulary.models import Kind

# Three months, the newest first, of whoever reports; what happened, what is hard, what comes.
WORDS = """
sasae-staff-1006|swc-kawasemi|kawanishi-area|木曜の手しごと便で、頼みに来た方がそのまま糸を選ぶ側に座りました。|朝市のいすが足りません。雨の日の置き場所も、まだ決まっていません。|坂の上の朝市をふりかえる日をひらき、続けるかどうかを皆さんと話します。
sasae-staff-1006|swc-kawasemi|kawanishi-area|団地の集会所の水曜に、八百屋さんとパン屋さんが台車を並べました。|帰り便の荷台に、冬のあいだ乗せられる数が読めません。|朝市を三回ひらき、来た方に、次もあったらいいものをひとつずつ聞きます。
sasae-staff-1006|swc-kawasemi|kawanishi-area|電球の日に、直した方と直してもらった方が、となりの家の戸も見に行きました。|坂の途中のゴミ出しは、雨の日の分がまだ決まりません。|集会所の空いている水曜を、使ってみたい方といっしょに見に行きます。
sasae-staff-1011|shakyo|honmachi-area|見守り隊の「窓の係」が七人になり、子どもたちが窓を見上げてから角を曲がります。|夕方の体操は、暗くなる時刻が早く、終わりをどこにするかで迷っています。|夕方の体操をふりかえり、長いすの持ち主の方と、読み合わせの話を進めます。
sasae-staff-1011|shakyo|honmachi-area|靴店のあとで、試しの店番が始まりました。名札をつけた方の背すじがのびました。|若葉の台所は、借りられる朝が限られています。|夕方四時の体操を、まず二か月ためします。
sasae-staff-1011|shakyo|honmachi-area|毛糸の日に、編み図を描ける方が見つかり、教える側が二人になりました。|集まりの戸を、はじめの一度あけるのがむずかしいという声が続いています。|商店会の長いすの持ち主の方に、会いに行きます。
"""
SENT_AFTER = 3  # days into the next month
AT = time(16, 40)


@dataclass(frozen=True)
class _Told:
    viewer: Viewer
    report: Report
    at: datetime


def send(loaded: Loaded) -> int:
    """Send the reports of the last three months of two bodies; return how many."""
    seen: dict[str, int] = {}
    for line in WORDS.strip().splitlines():
        staff, body, area, story, trouble, coming = line.split("|")
        month = periods.before(periods.month_of(loaded.today))
        for _ in range(seen.get(staff, 0)):
            month = periods.before(month)
        seen[staff] = seen.get(staff, 0) + 1
        at = timezone.make_aware(datetime.combine(month.until, AT)) + timedelta(days=SENT_AFTER)
        report = Report(
            kind=ReportKind.MONTHLY, area=loaded.areas[area], employer=loaded.employers[body],
            since=month.since, until=month.until, story=story, trouble=trouble, coming=coming,
        )  # fmt: skip
        viewer = viewer_of(loaded.users[staff], loaded.today)
        _send(_Told(viewer, report, min(at, timezone.now())))
    _put_right(loaded, periods.before(periods.before(periods.month_of(loaded.today))))
    return sum(seen.values())


def _send(told: _Told) -> None:
    """Send a report as if it were the day on which that was done."""
    report = actions.write(told.viewer, told.report, changed=["story", "trouble", "coming"])
    sent = actions.send(told.viewer, report, freezing.frozen(told.viewer, report, at=told.at))
    Report.objects.filter(pk=sent.pk).update(created_at=told.at)


def _put_right(loaded: Loaded, month: periods.Period) -> None:
    """Let one visit of a month that was reported turn out to have been a telephone call."""
    user = loaded.users["sasae-staff-1006"]
    entry = Entry.objects.filter(
        by=user,
        employer=loaded.employers["swc-kawasemi"],
        area__path__startswith=loaded.areas["kawanishi-area"].path,
        on__range=(month.since, month.until),
        means__code="visit",
    ).order_by("-on", "pk")[0]
    entry.means = loaded.term("sasae", Kind.CONTACT_MEANS, "phone")
    viewer = viewer_of(user, loaded.today)
    journal.change(viewer, entry, Deed(), seen=entry.updated_at, changed=["means"])
