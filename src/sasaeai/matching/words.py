"""Reasons in plain words: what speaks for somebody, what bars a pair, what would have to change."""

from collections.abc import Sequence
from datetime import date
from math import isnan

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sasaeai.activities.models import Opening
from sasaeai.calc.geography import walk_minutes
from sasaeai.calc.hours import Week, week_from_json
from sasaeai.calc.matching import DID, WOULD_TRY, Bar, Change
from sasaeai.calc.matching import Kind as Way
from sasaeai.matching.bodies import Body
from sasaeai.matching.models import SAID_SOMEWHERE, Ask, Invitation, Match
from sasaeai.matching.queries import Candidate
from sasaeai.needs.models import Need
from sasaeai.people.cards import Card
from sasaeai.people.models import Person
from sasaeai.people.weeks import DAY_NAMES
from sasaeai.ui import dates, wording

NEAR_MINUTES = 60
WHY: dict[Bar, Promise] = {
    Bar.SELF: gettext_lazy("ご本人です"),
    Bar.APART: gettext_lazy("この組み合わせは、前に見送りました"),
    Bar.PAUSED: gettext_lazy("いまはお休み中です"),
    Bar.SKILL: gettext_lazy("頼めることの一覧に、このことがありません"),
    Bar.TRUST: gettext_lazy("会って話すか、学んでいただいてからお願いします"),
    Bar.WISH: gettext_lazy("どちらかが、できれば避けたいことに当たります"),
    Bar.REACH: gettext_lazy("通える範囲より遠くです"),
    Bar.TIME: gettext_lazy("都合のよい曜日と時間が重なりません"),
    Bar.WEEK: gettext_lazy("今週はもう、目安の回数に届いています"),
    Bar.BUDGET: gettext_lazy("この4週間は、もう十分にお願いしました"),
    Bar.REST: gettext_lazy("お願いしたばかりです。少しお休みしていただきます"),
}
WHY_OF_BODY: dict[Bar, Promise] = {
    Bar.APART: gettext_lazy("このお願いは、前に見送りました"),
    Bar.REACH: gettext_lazy("受け持つ地区の外で、遠いです"),
}
CHANGED: dict[Bar, Promise] = {
    Bar.PAUSED: gettext_lazy("お休みが終われば"),
    Bar.TRUST: gettext_lazy("会って話すか、学んでいただければ"),
    Bar.WISH: gettext_lazy("「できれば避けたいこと」をゆるめられれば"),
    Bar.REACH: gettext_lazy("送り迎えがあれば"),
    Bar.TIME: gettext_lazy("時間をずらせれば"),
    Bar.WEEK: gettext_lazy("来週なら"),
    Bar.BUDGET: gettext_lazy("前のお願いから4週間たてば"),
    Bar.SKILL: gettext_lazy("このことも頼めるか、聞いてみれば"),
}


def why_nobody(need: Need, *, is_referred: bool) -> str:
    """Return what to do before anybody is asked for a need; nothing where people may be asked."""
    if not need.is_open:
        return _("このニーズは終わっています。頼む前に「もう一度ひらく」を押してください。")
    if not need.consent:
        return _(
            "ご本人に「お手伝いの方に伝えてよいか」を聞いてから頼みます。「直す」で記録してください。"
        )
    if is_referred:
        return _("専門のところへつなぐことです。近所の方に頼むときは、わけを残してください。")
    return ""


def why_nobody_for(*, is_looking: bool, is_referred: bool) -> str:
    """Return what to do before anybody is asked for an opening; nothing where people may be asked."""
    if not is_looking:
        return _(
            "この出番は、いまはさがしていません。声をかけるときは、先に出番のページでひらいてください。"
        )
    if is_referred:
        return _(
            "専門の方の仕事と、町で決めてあることです。出番の「どんなこと」をたしかめてください。"
        )
    return ""


def reasons(candidate: Candidate) -> list[str]:
    """Return what speaks for asking somebody, the nearest to daily life first."""
    said = [
        distance(candidate.metres),
        _times(candidate),
        _skill(candidate),
        _("前にもこの方のお手伝いをしました") if candidate.met else "",
        _lightly(candidate.asks),
        _("手伝ってもらうことが多かった方です。出番になります") if candidate.only_received else "",
    ]
    return [one for one in said if one]


def distance(metres: float) -> str:
    """Return how far two areas lie apart, as a walk or in kilometres; nothing where nobody knows."""
    if isnan(metres):
        return ""
    minutes = max(1, walk_minutes(metres))
    if minutes <= NEAR_MINUTES:
        return _("歩いて約%(minutes)s分") % {"minutes": minutes}
    return _("%(kilometres)sキロほど") % {"kilometres": round(metres / 1000, 1)}


def _times(candidate: Candidate) -> str:
    if not candidate.common:
        return _("時間はいつでも")
    if not candidate.is_timed:
        return _("都合のよいのは%(times)s") % {"times": dates.week(candidate.common)}
    return _("%(times)sが重なります") % {"times": dates.week(candidate.common)}


def _skill(candidate: Candidate) -> str:
    if candidate.skill == DID:
        return _("前にもしてくださったことがあります")
    return (
        _("「やってみたい」と話していました")
        if candidate.skill == WOULD_TRY
        else _("「できる」と話していました")
    )


def _lightly(asks: int) -> str:
    if not asks:
        return _("この4週間のお願いは、まだありません")
    return ngettext("この4週間のお願いは%(number)s回", "この4週間のお願いは%(number)s回", asks) % {
        "number": asks
    }


def reasons_of_body(body: Body) -> list[str]:
    """Return what speaks for asking an organisation."""
    said = [
        _("受け持つ地区の中です") if body.is_inside else distance(body.metres),
        _("「%(category)s」を手伝えます") % {"category": body.category},
        _("前にもお願いしたことがあります") if body.did else "",
        _lightly(body.asks),
    ]
    return [one for one in said if one]


def why_not(candidate: Candidate) -> str:
    """Return what bars a pair, all of it."""
    return wording.told(str(word) for bar, word in WHY.items() if bar in candidate.bars)


def why_not_body(body: Body) -> str:
    """Return what keeps an organisation from a need, all of it."""
    return wording.told(str(word) for bar, word in WHY_OF_BODY.items() if bar in body.bars)


def no_consent() -> str:
    """Return that a helper's data may be used no more."""
    return _(
        "お手伝いの方の情報を使う同意が、いまはありません。ご本人に聞いて、記録してからつづけてください。"
    )


def why_apart(bars: Bar) -> str:
    """Return that two may not meet as they are now, and why."""
    why = wording.told(str(word) for bar, word in WHY.items() if bar in bars)
    return _(
        "このままでは、お二人をつなげません。%(why)s。ニーズか、この方の記録をたしかめてください。"
    ) % {"why": why}


def who(match: Match, card: Card | None) -> str:
    """Return who or what answers a need, without a name that the viewer may not see."""
    if match.person_id is not None:
        return (card.nickname if card else "") or _("お手伝いの方")
    return str(match.organisation or match.asset or match.activity)


def shared(other: Match, *, is_seen: bool) -> str:
    """Return that a place is promised at that time to another need as well; which only where one may see it."""
    if not is_seen:
        return _("この場所は、同じ時間にほかでも使うことになっています。たしかめてください。")
    return _(
        "この場所は、同じ時間に「%(what)s」でも使うことになっています。たしかめてください。"
    ) % {"what": other.need.what}


def promised_twice() -> str:
    """Return that two have said yes to what is asked once."""
    return _(
        "一度だけのお願いに、もう引き受けた方がいます。どちらかの方に、もう大丈夫ですと伝えましょう。"
    )


def resting(person: Person) -> str:
    """Return that a helper rests on the day that was chosen, and until when."""
    if person.paused_until is None:
        return _("この方は、その日はお休みです。いつまでかは決まっていません。")
    return _("この方は、%(day)sまでお休みです。そのあとの日を選んでください。") % {
        "day": dates.day_label(person.paused_until)
    }


def outside(free: Week) -> str:
    """Return that a promise stands at a time which the helper did not name."""
    return _(
        "お手伝いの方は、都合のよい時間を「%(times)s」と話していました。ご本人に確かめてください。"
    ) % {"times": dates.week(free)}


def taken(other: Match, *, is_seen: bool) -> str:
    """Return that a helper has promised the time to somebody else; for what only where one may see it."""
    if not is_seen:
        return _("この方は、その時間にほかの約束があります。別の時間にしてください。")
    return _(
        "この方は、その時間にほかの約束があります。「%(what)s」とは別の時間にしてください。"
    ) % {"what": other.need.what}


def when(need: Need) -> str:
    """Return when, how often and for how long something is asked, as one says it in a row."""
    told = (
        wording.told(map(dates.day_label, need.days_on)) or need.get_often_display(),
        dates.week(week_from_json(need.times)),
        (_("%(minutes)s分") if need.often == Need.Often.ONCE else _("1回%(minutes)s分"))
        % {"minutes": need.minutes},
    )
    return wording.told(one for one in told if one)


def _told_first(need: Need) -> str:
    """Return when it is, where, and what one should know before, in sentences to be read out."""
    has = wording.told(need.has.all())
    said = [
        _("%(when)sです。") % {"when": when(need)},
        _("場所は%(place)sです。") % {"place": need.place_words} if need.place_words else "",
        _("先に知っておいていただきたいのは、%(has)sです。") % {"has": has} if has else "",
    ]
    return "".join(said)


def heard(match: Match, *, today: date) -> str:
    """Return that an answer was noted, and when to call again where there is none yet."""
    if match.state != Match.State.ASKED or match.answer_by is None:
        return _("お返事を残しました。")
    if match.answer_by <= today:
        return _("残しました。お返事の約束は今日です。今日のうちに、もう一度聞いてみましょう。")
    return _("残しました。%(day)sに、もう一度聞いてみましょう。") % {
        "day": dates.day_label(match.answer_by)
    }


def answers(match: Match) -> list[tuple[str, str]]:
    """Return what somebody may say when asked, with words that fit what was asked."""
    return [
        (value, str(SAID_SOMEWHERE.get(value, label)) if match.is_somewhere else str(label))
        for value, label in Ask.Said.choices
    ]


def whys(match: Match) -> list[tuple[str, str]]:
    """Return why it may be difficult; only of two persons is it said that they should not meet."""
    return [
        (value, str(label))
        for value, label in Match.Why.choices
        if value != Match.Why.NOT_THEM or match.person_id is not None
    ]


def if_changed_of_body(body: Body) -> str:
    """Return what would make an organisation possible; nothing where it is to be let be."""
    if Bar.REACH in body.bars:
        return _("「地区」を、受け持つ広さに直せば")
    return ""


def if_changed(candidate: Candidate) -> str:
    """Return what would make possible a pair that one thing bars."""
    if Bar.REST in candidate.bars and candidate.rest_days:
        return _("あと%(days)s日たてば") % {"days": candidate.rest_days}
    return wording.told(str(word) for bar, word in CHANGED.items() if bar in candidate.bars)


def change(found: Change, *, area: str) -> str:
    """Return the smallest change as a sentence: 「送り迎えがあれば、3人に頼めます」."""
    number = len(found.helpers)
    when = _when(found)
    said = {
        Way.LIFT: _("送り迎えがあれば、%(number)s人に頼めます"),
        Way.TIME: _("%(when)sからにもできれば、%(number)s人に頼めます"),
        Way.TRUST: _("会って話すか、学んでいただければ、%(number)s人に頼めます"),
        Way.WAIT: _("もう少し間をあければ、%(number)s人に頼めます")
        if found.days is None
        else _("%(days)s日待てば、%(number)s人に頼めます"),
        Way.MORE: _("%(when)sから、%(area)sでもう一人いれば、かないます")
        if when
        else _("%(area)sでもう一人いれば、かないます"),
    }[found.kind]
    return said % {"number": number, "when": when, "area": area, "days": found.days}


def _when(found: Change) -> str:
    if found.day is None or found.half_hour is None:
        return ""
    at = {"day": DAY_NAMES[found.day][1], "time": dates.spoken_minutes(found.half_hour * 30)}
    return _("%(day)s曜日の%(time)s") % at


def script(need: Need, *, office: str, name: str) -> Sequence[tuple[str, str]]:
    """Return what one says on the telephone, step by step, so that a no comes easily."""
    return (
        (
            _("名乗る"),
            _("%(office)sの%(name)sです。いま、2、3分よろしいですか。")
            % {"office": office, "name": name},
        ),
        (
            _("お願いの中身を、そのまま"),
            _("%(area)sの方のことで、「%(what)s」をお願いできる方をさがしています。")
            % {"area": need.area.name, "what": need.what},
        ),
        (_("いつ、どのくらい"), _told_first(need)),
        (
            _("断りやすくする"),
            _("ご都合が合わなければ、遠慮なくおっしゃってくださいね。ほかの方にも伺えますので。"),
        ),
    )


def opening_script(opening: Opening, *, office: str, name: str) -> Sequence[tuple[str, str]]:
    """Return what one says on the telephone about an opening, so that a no comes easily."""
    activity = opening.activity
    told = (
        dates.week(week_from_json(opening.times)) if opening.times else _("いつでも"),
        _("1回%(minutes)s分") % {"minutes": opening.minutes},
    )
    learned = opening.first == Opening.First.LEARNED
    return (
        (
            _("名乗る"),
            _("%(office)sの%(name)sです。いま、2、3分よろしいですか。")
            % {"office": office, "name": name},
        ),
        (
            _("出番のことを、そのまま"),
            _("%(area)sの「%(activity)s」で、「%(what)s」をしてくださる方をさがしています。")
            % {"area": activity.area.name, "activity": activity.name, "what": opening.what},
        ),
        (
            _("いつ、どのくらい"),
            _("%(when)sです。") % {"when": wording.told(told)}
            + (_("はじめる前に、いっしょに学ぶ時間があります。") if learned else ""),
        ),
        (_("まず見るだけでも"), _("一度、のぞくだけでもかまいません。はじめはごいっしょします。")),
        (
            _("断りやすくする"),
            _("ご都合が合わなければ、遠慮なくおっしゃってくださいね。ほかの方にも伺えますので。"),
        ),
    )


def replies(invitation: Invitation) -> list[tuple[str, str]]:
    """Return what somebody may say when asked for an opening and has not said yet."""
    return [(value, str(label)) for value, label in Ask.Said.choices if value != invitation.said]


def replied(invitation: Invitation) -> str:
    """Return that a reply was noted, and what it came to."""
    if invitation.said == Ask.Said.YES:
        return _("引き受けてくださったと記録しました。はじめの日を、いっしょに決めましょう。")
    if invitation.said == Ask.Said.NO:
        return _("お返事を残しました。この方には、この出番の声をもうかけません。")
    return _("お返事を残しました。日をあけて、もう一度聞いてみましょう。")
