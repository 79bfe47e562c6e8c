"""Writing down organisations, their members and ties, and what was asked of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, once
from sasaeai.base.models import held
from sasaeai.organisations.models import Approach, Membership, Organisation, Tie
from sasaeai.people.cards import Card
from sasaeai.search import actions as search
from sasaeai.vocabulary.models import Term

KIND = "organisation"


@transaction.atomic
def add(
    viewer: Viewer, organisation: Organisation, *, categories: Iterable[Term] = ()
) -> Organisation:
    """Write down an organisation and what it can help with."""
    organisation.municipality_id = viewer.municipality
    _save(organisation)
    organisation.categories.set(categories)
    audit.record(viewer.actor, "organisations.add", kind=KIND, subjects=[organisation.pk])
    return organisation


@transaction.atomic
def change(
    viewer: Viewer,
    organisation: Organisation,
    *,
    changed: Sequence[str],
    categories: Iterable[Term] | None = None,
) -> Organisation:
    """Save what was changed of an organisation."""
    _save(organisation)
    if categories is not None:
        organisation.categories.set(categories)
    audit.record(
        viewer.actor, "organisations.change", kind=KIND, subjects=[organisation.pk], fields=changed
    )
    return organisation


def _save(organisation: Organisation) -> None:
    if organisation.area.municipality_id != organisation.municipality_id:
        raise DomainError(_("同じ市町村の地区を選んでください。"))
    organisation.save()
    index([organisation])


@transaction.atomic
def retire(viewer: Viewer, organisation: Organisation, *, on: date) -> Organisation:
    """Take an organisation out of the lists; what it did stays, and the day if it is out."""
    on = organisation.retired_on or on
    return _set_retired(viewer, organisation, on=on, verb="organisations.retire")


@transaction.atomic
def bring_back(viewer: Viewer, organisation: Organisation) -> Organisation:
    """Put a retired organisation back into the lists."""
    return _set_retired(viewer, organisation, on=None, verb="organisations.bring_back")


def _set_retired(
    viewer: Viewer, organisation: Organisation, *, on: date | None, verb: str
) -> Organisation:
    organisation.retired_on = on
    organisation.save(update_fields=["retired_on", "updated_at"])
    audit.record(viewer.actor, verb, kind=KIND, subjects=[organisation.pk], fields=["retired_on"])
    return organisation


@transaction.atomic
def join(viewer: Viewer, membership: Membership) -> Membership:
    """Write down that a person has a part in an organisation."""
    if membership.person.municipality_id != membership.organisation.municipality_id:
        raise DomainError(_("同じ市町村の人を選んでください。"))
    _require_begun(viewer, membership.since)
    with once(_("この方はもう会員になっています。役を直すときは、いったん外してください。")):
        membership.save()
    _note_membership(viewer, "organisations.join", membership)
    return membership


@transaction.atomic
def leave(viewer: Viewer, membership: Membership) -> None:
    """Take a person off an organisation's members."""
    _note_membership(viewer, "organisations.leave", membership)
    membership.delete()


def _note_membership(viewer: Viewer, verb: str, membership: Membership) -> None:
    # Under the person, so that the person's own record shows it.
    audit.record(
        viewer.actor, verb, kind="person", subjects=[membership.person_id], fields=["memberships"]
    )


@transaction.atomic
def tie(viewer: Viewer, tie: Tie) -> Tie:
    """Write down that two organisations do something together; either way round it is one tie."""
    if tie.one_id == tie.other_id:
        raise DomainError(_("別の団体を選んでください。"))
    if tie.one.municipality_id != tie.other.municipality_id:
        raise DomainError(_("同じ市町村の団体を選んでください。"))
    _require_begun(viewer, tie.since)
    # Of two that tie the same at once the second waits here and then sees the first.
    held(Organisation.objects.all(), [tie.one_id, tie.other_id])
    if Tie.objects.filter(one__in=(tie.one, tie.other), other__in=(tie.one, tie.other)).exists():
        raise DomainError(
            _(
                "この二つの団体のつながりは、もう書いてあります。変えるときは、いちど外してから書いてください。"
            )
        )
    tie.save()
    audit.record(viewer.actor, "organisations.tie", kind=KIND, subjects=[tie.one_id, tie.other_id])
    return tie


def _require_begun(viewer: Viewer, since: date | None) -> None:
    # What stands on a page is read as true today.
    if since is not None and since > viewer.today:
        raise DomainError(
            _(
                "「いつから」は、今日か、それより前の日にしてください。これからのことは、始まってから書きます。"
            )
        )


@transaction.atomic
def untie(viewer: Viewer, tie: Tie) -> None:
    """Take a tie away that no longer holds."""
    audit.record(
        viewer.actor, "organisations.untie", kind=KIND, subjects=[tie.one_id, tie.other_id]
    )
    tie.delete()


@transaction.atomic
def approach(viewer: Viewer, approach: Approach) -> Approach:
    """Note a 働きかけ: what it is about, how it stands, when to speak again."""
    approach.municipality_id = viewer.municipality
    approach.by_id = viewer.actor.user  # type: ignore[assignment]  # only people who signed in approach
    approach.save()
    audit.record(
        viewer.actor, "organisations.approach", kind=KIND, subjects=[approach.organisation_id]
    )
    return approach


@transaction.atomic
def change_approach(viewer: Viewer, approach: Approach, *, changed: Sequence[str]) -> Approach:
    """Save how a 働きかけ stands now."""
    approach.save()
    audit.record(
        viewer.actor,
        "organisations.change_approach",
        kind=KIND,
        subjects=[approach.organisation_id],
        fields=changed,
    )
    return approach


@transaction.atomic
def look(
    viewer: Viewer,
    organisations: Collection[Organisation] = (),
    *,
    cards: Collection[Card] = (),
    fields: Collection[str],
) -> None:
    """Note, in one entry, that a response shows contacts, notes, 働きかけ or members.

    With persons in sight the entry is of kind "person" and names them and then the organisations,
    so that each person's record shows the look and nothing of it is lost (an organisation's id is
    no person's); without, it is of kind "organisation". Where nothing private is shown, none.
    """
    if not fields:
        return
    audit.record(
        viewer.actor,
        "organisations.look",
        kind="person" if cards else KIND,
        subjects=[card.id for card in cards] + [organisation.pk for organisation in organisations],
        fields=fields,
    )


@transaction.atomic
def write_out(
    viewer: Viewer, organisations: Collection[Organisation], *, fields: Collection[str]
) -> None:
    """Note that a list of organisations was written out to a file, and which private fields."""
    audit.record(
        viewer.actor,
        "organisations.export",
        kind=KIND,
        subjects=[organisation.pk for organisation in organisations],
        fields=fields,
    )


@transaction.atomic
def write_out_approaches(viewer: Viewer, approaches: Collection[Approach]) -> None:
    """Note that 働きかけ were written out to a file, with the organisations they ask."""
    audit.record(
        viewer.actor,
        "organisations.export_approaches",
        kind=KIND,
        subjects=sorted({approach.organisation_id for approach in approaches}),
        fields=["approaches"],
    )


def index(organisations: Iterable[Organisation]) -> None:
    """Bring the text index up to date inside the caller's transaction; private words stay out."""
    search.put_many(map(wording, organisations))


def wording(organisation: Organisation) -> search.Wording:
    """Return the words that everybody may find it by who sees it."""
    return search.Wording(
        kind=KIND,
        subject=organisation.pk,
        municipality=organisation.municipality_id,
        area=organisation.area_id,
        visibility=organisation.visibility,
        words=[
            organisation.name,
            organisation.kana,
            organisation.description,
            organisation.address,
            organisation.kind.label,
        ],
        numbers=[organisation.phone],
    )
