"""Asking somebody, a body or a place for a need, by telephone or on paper."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, once
from sasaeai.base.models import held
from sasaeai.matching import bodies, places, queries, words
from sasaeai.matching.models import Match
from sasaeai.matching.now import (
    answer_days,
    ask_once,
    go_on_without,
    keep_askable,
    keep_room,
    match_now,
    record,
    wait_until,
)
from sasaeai.needs import actions as needs
from sasaeai.needs.models import Need
from sasaeai.needs.now import whoever
from sasaeai.organisations.models import Organisation
from sasaeai.people.models import Person

OF_NEED = needs.KIND
# What is kept as a sentence is kept in one language, whoever wrote it.
KEPT_IN = "ja"
# What a request on paper tells of its need.
ON_PAPER = ("what", "area", "often", "times", "minutes", "place_words", "has")


@transaction.atomic
def ask(viewer: Viewer, need: Need, person: UUID) -> Match:
    """Note that somebody is being asked; what bars the pair at this moment is refused."""
    asked = held(Person.objects.all(), [person]).get(person)
    need = queries.held_need(need)
    keep_askable(viewer, need)
    if asked is None:
        raise DomainError(_("この方の記録が見つかりません。一覧から選びなおしてください。"))
    found = queries.candidates(viewer, need)
    candidate = found.by_person(person)
    if candidate is None or candidate.bars:
        why = (
            words.why_not(candidate) if candidate else _("頼めることの一覧に、このことがありません")
        )
        raise DomainError(_("いまはこの方に頼めません。%(why)s。") % {"why": why})
    keep_room(need)
    with override(KEPT_IN):
        reasons = words.reasons(candidate)
    match = _new(viewer, need, reasons=reasons, person_id=person)
    ask_once(viewer, match)
    return match


@transaction.atomic
def ask_organisation(viewer: Viewer, need: Need, organisation: UUID) -> Match:
    """Note that an organisation is being asked; what keeps it at this moment is refused."""
    held(Organisation.objects.all(), [organisation])
    need = queries.held_need(need)
    keep_askable(viewer, need)
    body = bodies.bodies(viewer, need).by_id(organisation)
    if body is None:
        raise DomainError(
            _("この団体は、このことの一覧にありません。一覧から選びなおしてください。")
        )
    if body.is_asked:
        raise DomainError(_("この団体には、もう頼んであります。お返事を待ってください。"))
    if body.bars:
        raise DomainError(
            _("いまはこの団体に頼めません。%(why)s。") % {"why": words.why_not_body(body)}
        )
    with override(KEPT_IN):
        reasons = words.reasons_of_body(body)
    match = _new(viewer, need, reasons=reasons, organisation_id=organisation)
    ask_once(viewer, match)
    return match


@transaction.atomic
def turn_to(
    viewer: Viewer, need: Need, *, kind: str, target: UUID, reasons: Sequence[str]
) -> Match:
    """Note that a place, a thing or an activity is being asked; what only tells cannot answer."""
    row = places.row_of(viewer, kind, target)
    if row is None:
        raise DomainError(_("一覧の中から選んでください。"))
    if not places.can_answer(row):
        raise DomainError(
            _("これは情報なので、お返事はもらえません。ご本人に伝えて、ニーズを終えてください。")
        )
    need = queries.held_need(need)
    keep_askable(viewer, need)
    if queries.living(need).filter(**{kind: target}).exists():
        raise DomainError(_("ここには、もうたずねてあります。お返事を待ってください。"))
    match = _new(viewer, need, reasons=reasons, **{f"{kind}_id": target})
    ask_once(viewer, match)
    return match


def _new(viewer: Viewer, need: Need, *, reasons: Sequence[str], **target: UUID) -> Match:
    today = viewer.today
    match = Match(
        municipality_id=need.municipality_id,
        need=need,
        state=Match.State.ASKED,
        reasons=list(reasons),
        asked_on=today,
        answer_by=wait_until(need, since=today, days=answer_days(need)),
        asked_by_id=whoever(viewer),
        **target,
    )
    with once(_("この方には、もう頼んであります。")):
        match.save(force_insert=True)
    record(viewer, "matching.ask", match)
    if need.state == Need.State.RECEIVED:
        needs.set_state(viewer, need, Need.State.ARRANGING)
    return match


@transaction.atomic
def print_slip(viewer: Viewer, need: Need) -> None:
    """Note that a request is printed: paper leaves the house, so only where people may be asked."""
    need = queries.held_need(need)
    keep_askable(viewer, need)
    audit.record(
        viewer.actor, "matching.print_slip", kind=OF_NEED, subjects=[need.pk], fields=ON_PAPER
    )


@transaction.atomic
def take_back_ask(viewer: Viewer, match: Match) -> Need:
    """Throw away that somebody was asked, on the same day and before anything was heard of it."""
    match = match_now(match)
    is_of_today = match.asked_on == viewer.today
    if match.state != Match.State.ASKED or not is_of_today or queries.last_answer(match):
        raise DomainError(_("取り消せるのは、今日頼んで、まだお返事を聞いていないお願いだけです。"))
    need = queries.held_need(match.need)
    record(viewer, "matching.take_back_ask", match)
    match.delete()
    go_on_without(viewer, need)
    return need
