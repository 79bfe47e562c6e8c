"""Gathering what several people of an area have in common, putting it right, bringing it before others."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen
from sasaeai.needs import issues, rules
from sasaeai.needs.models import Issue, Need
from sasaeai.needs.now import issues_now, whoever
from sasaeai.voices import actions as voices
from sasaeai.voices import queries as voice_queries
from sasaeai.voices import rules as voice_rules
from sasaeai.voices.models import Voice

ISSUE = issues.KIND
MERGED = ("state", "merged_into", "merging")
COUNTED = ("figure", "figure_on")
# What mending writes: all else of the row may have been changed by others meanwhile.
MENDED_ISSUE = ("title", "words")


@transaction.atomic
def note_issue(
    viewer: Viewer, issue: Issue, *, needs: Sequence[UUID], heard: Sequence[UUID]
) -> Issue:
    """Gather needs and voices into an issue; its figure stays as counted today."""
    if not rules.may_take_up_in(viewer, issue.area, issue.employer_id):
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))
    issue.municipality_id = viewer.municipality
    issue.noted_by_id = whoever(viewer)
    _count(viewer, issue, needs, heard)
    issue.save()
    issue.needs.set(Need.objects.filter(pk__in=needs))
    issue.voices.set(Voice.objects.filter(pk__in=heard))
    send(viewer, issue, heard)
    record_issue(viewer, "needs.note_issue", issue)
    return issue


@transaction.atomic
def change_issue(viewer: Viewer, issue: Issue, *, seen: datetime, changed: Sequence[str]) -> Issue:
    """Save what was put right of an issue, unless it was changed after it was `seen`."""
    (current,) = issues_now(issue)
    keep_seen(current.updated_at, seen)
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
    away = issues.away_from(issue, into)
    issue.merging, issue.merged_into = {}, None
    issue.state = Issue.State.RAISED if issue.raised_on else Issue.State.NOTED
    issue.save(update_fields=[*MERGED, "updated_at"])
    into.needs.remove(*Need.objects.filter(pk__in=brought["needs"]))
    into.voices.remove(*Voice.objects.filter(pk__in=brought["voices"]))
    if any(away.values()):
        issue.needs.remove(*Need.objects.filter(pk__in=away["needs"]))
        issue.voices.remove(*Voice.objects.filter(pk__in=away["voices"]))
        count_anew(viewer, issue)
    _count_as_before(viewer, into, stood)
    record_issue(viewer, "needs.take_back_merging", issue, into, fields=["merged_into"])
    return issue


@transaction.atomic
def split_issue(
    viewer: Viewer, issue: Issue, *, title: str, needs: Iterable[Need], heard: Iterable[Voice] = ()
) -> Issue:
    """Take some needs and voices out of an issue into one of their own; both are counted, a raised one stays."""
    (issue,) = issues_now(issue)
    asked, told = {need.pk for need in needs}, {voice.pk for voice in heard}
    kept = {UUID(one) for ids in issues.held_by(issue).values() for one in ids}
    if issue.state == Issue.State.MERGED:
        raise DomainError(_("ほかの課題に合わせてあります。合わせた先を分けてください。"))
    if not asked | told or not asked | told < kept:
        raise DomainError(_("分けるニーズか声を、一部だけ選んでください。"))
    own = Issue(
        area=issue.area, employer_id=issue.employer_id, title=title, category=issue.category,
        split_from=issue,
    )  # fmt: skip
    issue.needs.remove(*Need.objects.filter(pk__in=asked))
    let_go(viewer, issue, Voice.objects.filter(pk__in=told))
    count_anew(viewer, issue)
    record_issue(viewer, "needs.split_issue", issue, fields=["needs", "voices"])
    return note_issue(viewer, own, needs=sorted(asked), heard=sorted(told))


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


def let_go(viewer: Viewer, issue: Issue, heard: Iterable[Voice]) -> None:
    """Take voices out of an issue; those it was their way wait for another."""
    for voice in heard:
        voices.take_back_sending(viewer, voice, url=issue.get_absolute_url())
        issue.voices.remove(voice)


def send(viewer: Viewer, issue: Issue, heard: Iterable[UUID]) -> None:
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
