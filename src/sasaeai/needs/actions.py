"""Taking up what somebody could be helped with, handing it on, and closing it with words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.contacts import alarms
from sasaeai.needs import issues, queries, rules
from sasaeai.needs.models import Issue, Need, Referral
from sasaeai.needs.now import issues_now, keep_seen, need_now
from sasaeai.vocabulary.models import Term
from sasaeai.voices import actions as voices
from sasaeai.voices import queries as voice_queries
from sasaeai.voices import rules as voice_rules
from sasaeai.voices.models import Voice

KIND = queries.KIND
ISSUE = "issue"
CLOSED = ("state", "closed_on", "closing", "closing_words")
MERGED = ("state", "merged_into", "merging")
COUNTED = ("figure", "figure_on")
# What mending writes: all else of the row may have been changed by others meanwhile.
MENDED = (
    "what", "category", "area", "times", "dates", "often", "minutes", "person", "place_words",
    "coping", "urgency", "consent", "answer_by",
)  # fmt: skip
MENDED_ISSUE = ("title", "words")


@transaction.atomic
def take_up(
    viewer: Viewer,
    need: Need,
    *,
    voice: Voice | None = None,
    has: Iterable[Term] = (),
    avoids: Iterable[Term] = (),
) -> Need:
    """Write down a need; the voice it came from learns where it went."""
    need.municipality_id = viewer.municipality
    need.owner_id = need.owner_id or _user(viewer)
    _check_place(viewer, need)
    need.save(force_insert=True)
    need.has.set(has)
    need.avoids.set(avoids)
    if voice is not None:
        need.voices.add(voice)
        words = alarms.listed(need.municipality_id, viewer.today)
        need.alarms.set(alarms.found_in([voice.words], words))
        url = need.get_absolute_url()
        voices.send(viewer, voice, destination=Voice.Destination.NEED, url=url)
    _record(viewer, "needs.take_up", need)
    return need


@transaction.atomic
def change(
    viewer: Viewer,
    need: Need,
    *,
    seen: datetime,
    changed: Sequence[str],
    has: Iterable[Term],
    avoids: Iterable[Term],
) -> Need:
    """Save what was put right of a need, unless it was taken back, closed or changed meanwhile.

    `seen` is when the need had last been changed as whoever mends it saw it.
    """
    current = _open_now(need)
    keep_seen(current, seen)
    _check_place(viewer, need)
    need.save(update_fields=[*MENDED, "updated_at"])
    need.has.set(has)
    need.avoids.set(avoids)
    _record(viewer, "needs.change", need, changed)
    return need


def _check_place(viewer: Viewer, need: Need) -> None:
    if not rules.may_take_up_in(viewer, need.area, need.employer_id):
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))


@transaction.atomic
def refer(viewer: Viewer, referral: Referral) -> Referral:
    """Note whom a need was handed to."""
    _open_now(referral.need)
    if not (referral.contact_id or referral.to_words):
        raise DomainError(_("どこへつないだかを選ぶか、書いてください。"))
    if referral.on > viewer.today:
        raise DomainError(_("つないだ日は、今日か、それより前の日にしてください。"))
    referral.referred_by_id = _user(viewer)
    referral.save()
    _record(viewer, "needs.refer", referral.need, ["referrals"])
    return referral


@transaction.atomic
def take_back_referral(viewer: Viewer, referral: Referral) -> None:
    """Take back that a need was handed on."""
    _record(viewer, "needs.take_back_referral", referral.need, ["referrals"])
    referral.delete()


@transaction.atomic
def overrule(viewer: Viewer, need: Need, *, because: str) -> Need:
    """Let neighbours be asked although the list says to call somebody else; the reason stays.

    It counts for what it was given for, and for nothing that is written or decided later.
    """
    current = _open_now(need)
    why = rules.why_referred(
        current,
        policy=queries.helped_by(viewer, current).policy,
        alarms=queries.alarms_of(current, viewer.today),
    )
    if not why:
        raise DomainError(_("これは、わけを書かなくても、近所の方に頼めます。"))
    need.overruled_because, need.overruled_for = because, why
    return _set(viewer, need, "needs.overrule", ["overruled_because", "overruled_for"])


@transaction.atomic
def set_state(viewer: Viewer, need: Need, state: str) -> Need:
    """Move an open need on; the room where people are asked calls this."""
    _open_now(need)
    need.state = state
    return _set(viewer, need, "needs.set_state", ["state"])


@transaction.atomic
def close(
    viewer: Viewer, need: Need, *, state: str, closing: Term | None, words: str, tells: bool = False
) -> Need:
    """End a need, met or not; where it `tells`, the words answer the voices it came from."""
    need = _open_now(need)
    if state == Need.State.LET_GO and not words.strip():
        raise DomainError(_("つなげなかったわけを、ご本人が読む言葉で書いてください。"))
    if closing is not None and not rules.is_reason_of(closing, state):
        raise DomainError(_("このわけは、この終わり方には合いません。わけを選びなおしてください。"))
    need.state, need.closed_on = state, viewer.today
    need.closing, need.closing_words = closing, words
    if tells and words.strip():
        for voice in queries.unanswered(viewer, need):
            voices.answer(viewer, voice, words=words, on=viewer.today)
    return _set(viewer, need, "needs.close", CLOSED)


@transaction.atomic
def reopen(viewer: Viewer, need: Need) -> Need:
    """Take up a closed need again; one that is open stays as it is."""
    need = need_now(need)
    if need.is_open:
        return need
    need.state, need.closed_on = Need.State.RECEIVED, None
    need.closing, need.closing_words = None, ""
    return _set(viewer, need, "needs.reopen", CLOSED)


@transaction.atomic
def hand_over(viewer: Viewer, need: Need, *, owner: UUID, answer_by: date) -> Need:
    """Give a need to somebody else of the body, with the day by which they answer."""
    _open_now(need)
    if answer_by < viewer.today:
        raise DomainError(_("お返事の期限は、今日か、これからの日にしてください。"))
    need.owner_id, need.answer_by = owner, answer_by
    return _set(viewer, need, "needs.hand_over", ["owner", "answer_by"])


@transaction.atomic
def write_out(viewer: Viewer, needs: Sequence[Need]) -> None:
    """Note that these needs were written out to a file."""
    audit.record(
        viewer.actor,
        "needs.export",
        kind=KIND,
        subjects=[need.pk for need in needs],
        fields=["what"],
    )


@transaction.atomic
def note_issue(
    viewer: Viewer, issue: Issue, *, needs: Sequence[UUID], heard: Sequence[UUID]
) -> Issue:
    """Gather needs and voices into an issue; its figure stays as counted today."""
    if not rules.may_take_up_in(viewer, issue.area, issue.employer_id):
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))
    issue.municipality_id = viewer.municipality
    issue.noted_by_id = _user(viewer)
    _count(viewer, issue, needs, heard)
    issue.save()
    issue.needs.set(Need.objects.filter(pk__in=needs))
    issue.voices.set(Voice.objects.filter(pk__in=heard))
    _send(viewer, issue, heard)
    record_issue(viewer, "needs.note_issue", issue)
    return issue


@transaction.atomic
def change_issue(viewer: Viewer, issue: Issue, *, seen: datetime, changed: Sequence[str]) -> Issue:
    """Save what was put right of an issue, unless it was changed after it was `seen`."""
    (current,) = issues_now(issue)
    keep_seen(current, seen)
    issue.save(update_fields=[*MENDED_ISSUE, "updated_at"])
    record_issue(viewer, "needs.change_issue", issue, fields=changed)
    return issue


@transaction.atomic
def merge_issue(viewer: Viewer, issue: Issue, *, into: Issue) -> Issue:
    """Let one issue go into another, with its needs and voices; what it changes there stays known.

    The other is counted anew, unless it was raised: then its figure stays as others were told it.
    """
    issue, into = issues_now(issue, into)
    if issue.pk == into.pk or Issue.State.MERGED in {issue.state, into.state}:
        raise DomainError(_("合わせる先に、ほかの地域課題を選んでください。"))
    _check_both(viewer, issue, into)
    stood = issues.held_by(into)
    brought = issues.brought_by(issue, into, held=stood)
    issue.merging = {"brought": brought, "stood": {**stood, **_figure_of(into)}}
    issue.state, issue.merged_into = Issue.State.MERGED, into
    issue.save(update_fields=[*MERGED, "updated_at"])
    into.needs.add(*Need.objects.filter(pk__in=brought["needs"]))
    into.voices.add(*Voice.objects.filter(pk__in=brought["voices"]))
    count_anew(viewer, into)
    record_issue(viewer, "needs.merge_issue", issue, into, fields=["merged_into"])
    return into


@transaction.atomic
def take_back_merging(viewer: Viewer, issue: Issue) -> Issue:
    """Take a merged issue out again, with what it alone brought; both stand as they did before.

    What was split away from both meanwhile stays where it went.
    """
    into = Issue.objects.filter(merged=issue.pk).first() or issue
    issue, into = issues_now(issue, into)
    if not issue.merging or issue.merged_into_id != into.pk:
        raise DomainError(_("合わせたときの記録がないので、元に戻せません。"))
    _check_both(viewer, issue, into)
    if into.state == Issue.State.MERGED:
        raise DomainError(
            _("合わせた先も、ほかの課題に合わせてあります。先に、そちらを元に戻してください。")
        )
    stood, brought = issue.merging["stood"], issues.brought_alone(issue, into)
    away = list(issue.needs.exclude(pk__in=into.needs.values("pk")))
    issue.merging, issue.merged_into = {}, None
    issue.state = Issue.State.RAISED if issue.raised_on else Issue.State.NOTED
    issue.save(update_fields=[*MERGED, "updated_at"])
    into.needs.remove(*Need.objects.filter(pk__in=brought["needs"]))
    into.voices.remove(*Voice.objects.filter(pk__in=brought["voices"]))
    if away:
        issue.needs.remove(*away)
        count_anew(viewer, issue)
    _count_as_before(viewer, into, stood)
    record_issue(viewer, "needs.take_back_merging", issue, into, fields=["merged_into"])
    return issue


@transaction.atomic
def split_issue(viewer: Viewer, issue: Issue, *, title: str, needs: Iterable[Need]) -> Issue:
    """Take some needs out of an issue into one of their own; both are counted, a raised one stays."""
    (issue,) = issues_now(issue)
    chosen = {need.pk for need in needs}
    kept = set(issue.needs.values_list("pk", flat=True))
    if issue.state == Issue.State.MERGED:
        raise DomainError(_("ほかの課題に合わせてあります。合わせた先を分けてください。"))
    if not chosen or not chosen < kept:
        raise DomainError(_("分けるニーズを、一部だけ選んでください。"))
    own = Issue(
        area=issue.area, employer_id=issue.employer_id, title=title, category=issue.category,
        split_from=issue,
    )  # fmt: skip
    issue.needs.remove(*Need.objects.filter(pk__in=chosen))
    count_anew(viewer, issue)
    record_issue(viewer, "needs.split_issue", issue, fields=["needs"])
    return note_issue(viewer, own, needs=sorted(chosen), heard=[])


@transaction.atomic
def raise_issue(viewer: Viewer, issue: Issue) -> Issue:
    """Bring an issue before those who talk it over."""
    (issue,) = issues_now(issue)
    if issue.state == Issue.State.MERGED:
        raise DomainError(_("ほかの課題に合わせてあります。合わせた先を上げてください。"))
    issue.state, issue.raised_on = Issue.State.RAISED, viewer.today
    return _set_issue(viewer, issue, "needs.raise_issue")


@transaction.atomic
def take_back_raising(viewer: Viewer, issue: Issue) -> Issue:
    """Take back that an issue was raised."""
    (issue,) = issues_now(issue)
    if issue.state == Issue.State.MERGED:
        raise DomainError(_("ほかの課題に合わせてあります。先に、合わせたのを元に戻してください。"))
    issue.state, issue.raised_on = Issue.State.NOTED, None
    return _set_issue(viewer, issue, "needs.take_back_raising")


def _set_issue(viewer: Viewer, issue: Issue, verb: str) -> Issue:
    issue.save(update_fields=["state", "raised_on", "updated_at"])
    record_issue(viewer, verb, issue, fields=["state", "raised_on"])
    return issue


def _count(viewer: Viewer, issue: Issue, needs: Sequence[UUID], heard: Sequence[UUID]) -> None:
    issue.figure = issues.figure(viewer, area=issue.area, needs=needs, heard=heard)
    issue.figure_on = viewer.today


def _figure_of(issue: Issue) -> dict[str, Any]:
    return {"figure": issue.figure, "figure_on": issue.figure_on.isoformat()}


def _count_as_before(viewer: Viewer, issue: Issue, stood: Mapping[str, Any]) -> None:
    """Give an issue back the figure it had, where it holds again what was counted then."""
    same = all(stood[name] == ids for name, ids in issues.held_by(issue).items())
    if not same or issue.state == Issue.State.RAISED:
        count_anew(viewer, issue)
        return
    issue.figure, issue.figure_on = stood["figure"], date.fromisoformat(stood["figure_on"])
    issue.save(update_fields=[*COUNTED, "updated_at"])


def count_anew(viewer: Viewer, issue: Issue) -> None:
    """Count an issue as it is today; what was raised stays as others were told it."""
    if issue.state == Issue.State.RAISED:
        return
    needs = list(issue.needs.values_list("pk", flat=True))
    heard = list(issue.voices.values_list("pk", flat=True))
    _count(viewer, issue, needs, heard)
    issue.save(update_fields=[*COUNTED, "updated_at"])


def _send(viewer: Viewer, issue: Issue, heard: Sequence[UUID]) -> None:
    """Let the voices of the viewer's own body know where they went: others decide that for themselves."""
    url = issue.get_absolute_url()
    for voice in voice_queries.visible_to(viewer).filter(pk__in=heard, destination=""):
        if voice_rules.may_change(viewer, voice):
            voices.send(viewer, voice, destination=Voice.Destination.ISSUE, url=url)


def _check_both(viewer: Viewer, issue: Issue, into: Issue) -> None:
    if not all(rules.may_change_issue(viewer, one) for one in (issue, into)):
        raise DomainError(_("合わせる課題も、合わせた先も、ご自分の受け持ちのときだけできます。"))


def record_issue(viewer: Viewer, verb: str, *about: Issue, fields: Sequence[str] = ()) -> None:
    """Write down what was done to issues."""
    audit.record(viewer.actor, verb, kind=ISSUE, subjects=[one.pk for one in about], fields=fields)


def _open_now(need: Need) -> Need:
    current = need_now(need)
    if not current.is_open:
        raise DomainError(
            _("このニーズは終わっています。つづけるときは「もう一度ひらく」を押してください。")
        )
    return current


def _set(viewer: Viewer, need: Need, verb: str, fields: Sequence[str]) -> Need:
    need.save(update_fields=[*fields, "updated_at"])
    _record(viewer, verb, need, fields)
    return need


def _record(viewer: Viewer, verb: str, need: Need, fields: Sequence[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[need.pk], fields=fields)


def _user(viewer: Viewer) -> UUID:
    if viewer.user is None:
        raise DomainError(_("サインインしてから、もう一度おためしください。"))
    return viewer.user
