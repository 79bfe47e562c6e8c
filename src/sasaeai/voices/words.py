"""What those who write themselves are asked and told, with ふりがな as {漢字|かんじ}."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.ui import dates
from sasaeai.voices.models import Reach, Voice, VoiceAnswer

REACHES: dict[Reach, Promise] = {
    Reach.OWN: gettext_lazy("お{返事|へんじ}をする{担当者|たんとうしゃ}だけ"),
    Reach.STAFF: gettext_lazy("{町|まち}の{支|ささ}え{合|あ}いの{担当者|たんとうしゃ}みんな"),
    Reach.COUNCIL: gettext_lazy(
        "{地域|ちいき}の{話|はな}し{合|あ}いの{場|ば}にも（{名前|なまえ}は{出|だ}しません）"
    ),
    Reach.PUBLIC: gettext_lazy("どなたにでも（{名前|なまえ}は{出|だ}しません）"),
}


class News(NamedTuple):
    """One thing that happened or is promised: when, what, and what was answered."""

    when: str
    sentence: str
    answer: str = ""


def news(voice: Voice, answers: Iterable[VoiceAnswer], *, today: date) -> list[News]:
    """Return what became of a voice, the oldest first; of one that was taken back only that."""

    def day(on: date) -> str:
        return dates.near_day(on, today=today)

    if voice.withdrawn_on:
        gone = _("{取|と}り{下|さ}げました。{言葉|ことば}はだれにも{見|み}えません。")
        return [News(day(voice.withdrawn_on), gone)]
    told = [News(day(voice.heard_on), _("{声|こえ}をおあずかりしました。"))]
    if voice.read_on:
        told.append(News(day(voice.read_on), _("{担当|たんとう}の{者|もの}が{読|よ}みました。")))
    elif not (voice.destination or voice.answered_on):
        told.append(News("", _("これから{担当|たんとう}の{者|もの}が{読|よ}みます。")))
    if voice.destination not in ("", Voice.Destination.ANSWERED):
        told.append(News("", _("つぎの{一歩|いっぽ}につなげています。")))
    told += [News(day(one.on), _("お{返事|へんじ}しました。"), one.words) for one in answers]
    if voice.answered_on is None and voice.follow_up_on and voice.follow_up_on >= today:
        told.append(News(day(voice.follow_up_on), _("この{日|ひ}までにお{返事|へんじ}します。")))
    return told
