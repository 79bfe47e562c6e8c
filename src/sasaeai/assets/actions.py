"""Writing down what the town has; keeping true whatever is listed, activities above included."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import may_name
from sasaeai.assets import freshness, keeping
from sasaeai.assets.models import Asset, HalfLife
from sasaeai.assets.models.freshness import CheckOf, Listed, SuggestionOf
from sasaeai.assets.rules import hides_place
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.organisations.models import Organisation
from sasaeai.photos import keeping as photos
from sasaeai.search import actions as search
from sasaeai.vocabulary.models import Term
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Voice

KIND = "asset"
AnyCheck = TypeVar("AnyCheck", bound=CheckOf)
AnySuggestion = TypeVar("AnySuggestion", bound=SuggestionOf)


@transaction.atomic
def add(
    viewer: Viewer,
    asset: Asset,
    *,
    categories: Iterable[Term] = (),
    photo: ContentFile[bytes] | None = None,
    voice: Voice | None = None,
) -> Asset:
    """Write down an asset that somebody found or told us about; the voice learns where it went."""
    asset.municipality_id = viewer.municipality
    if voice is not None:
        url = asset.get_absolute_url()
        sent = voices.send(viewer, voice, destination=Voice.Destination.ASSET, url=url)
        asset.source_voice = sent
    _keep_rules(asset)
    photos.put(asset, photo)
    asset.save()
    asset.categories.set(categories)
    index([asset])
    audit.record(viewer.actor, "assets.add", kind=KIND, subjects=[asset.pk])
    return asset


@transaction.atomic
def change(
    viewer: Viewer,
    asset: Asset,
    *,
    changed: Sequence[str],
    categories: Iterable[Term] | None = None,
    photo: ContentFile[bytes] | None = None,
    drops_photo: bool = False,
) -> Asset:
    """Save what was changed of an asset."""
    _keep_rules(asset)
    photos.put(asset, photo, drops=drops_photo)
    asset.save()
    if categories is not None:
        asset.categories.set(categories)
    if changed:
        keeping.note_corrected(asset)
    index([asset])
    audit.record(viewer.actor, "assets.change", kind=KIND, subjects=[asset.pk], fields=changed)
    return asset


def _keep_rules(asset: Asset) -> None:
    if asset.kind == Asset.Kind.PERSON:
        # A person's card is never a pin (look book, principle 6).
        asset.longitude = asset.latitude = None
    if (asset.longitude is None) != (asset.latitude is None):
        raise DomainError(_("緯度と経度は、両方とも入れるか、両方とも空けてください。"))
    if asset.area.municipality_id != asset.municipality_id:
        raise DomainError(_("同じ市町村の地区を選んでください。"))
    hold_owners([asset])


def hold_owners(assets: Collection[Asset]) -> None:
    """Give the assets their owners as they are now and stay until the words of both are put."""
    owners = held(Organisation.objects.all(), (asset.owner_id for asset in assets))
    for asset in assets:
        if asset.owner_id in owners:
            asset.owner = owners[asset.owner_id]


@transaction.atomic
def retire(viewer: Viewer, asset: Asset, *, on: date) -> Asset:
    """Take an asset out of the lists; it can come back. One that is out keeps its day."""
    on = asset.retired_on or on
    return _set_retired(viewer, asset, on=on, verb="assets.retire")


@transaction.atomic
def bring_back(viewer: Viewer, asset: Asset) -> Asset:
    """Put a retired asset back into the lists."""
    return _set_retired(viewer, asset, on=None, verb="assets.bring_back")


def _set_retired(viewer: Viewer, asset: Asset, *, on: date | None, verb: str) -> Asset:
    asset.retired_on = on
    asset.save(update_fields=["retired_on", "updated_at"])
    audit.record(viewer.actor, verb, kind=KIND, subjects=[asset.pk], fields=["retired_on"])
    return asset


@transaction.atomic
def check(viewer: Viewer, listed: Listed, check: AnyCheck) -> AnyCheck:
    """Write down that somebody made sure of what is listed; its confidence is renewed."""
    check.listed = listed
    check.by_id = viewer.actor.user  # type: ignore[assignment]  # only people who signed in check
    check.save()
    keeping.renew(listed)
    _record(viewer.actor, "check", listed, fields=check.fields)
    return check


@transaction.atomic
def take_back_check(viewer: Viewer, check: CheckOf) -> None:
    """Take a check back that was written by mistake."""
    check.delete()
    keeping.renew(check.listed)
    _record(viewer.actor, "take_back_check", check.listed)


@transaction.atomic
def suggest(listed: Listed, suggestion: AnySuggestion) -> AnySuggestion:
    """Keep what a resident tells us about what is listed until somebody answers it."""
    suggestion.listed = listed
    suggestion.municipality_id = listed.municipality_id
    suggestion.save()
    _record(Actor(municipality=listed.municipality_id), "suggest", listed)
    return suggestion


@transaction.atomic
def answer(viewer: Viewer, suggestion: SuggestionOf, *, state: str, words: str) -> None:
    """Say what became of what a resident told us; put back to new, nobody has answered it."""
    is_new = state == SuggestionOf.State.NEW
    suggestion.state = state
    suggestion.answer = words
    suggestion.answered_by_id = None if is_new else viewer.user
    suggestion.answered_at = None if is_new else timezone.now()
    suggestion.save()
    _record(viewer.actor, "answer", suggestion.listed)


def _record(actor: Actor, verb: str, listed: Listed, *, fields: Iterable[str] = ()) -> None:
    """Write the entry in the words of the room whose row it is: "activities.check"."""
    of = listed._meta  # noqa: SLF001 -- Django's public name for it
    audit.record(
        actor,
        f"{of.app_label}.{verb}",
        kind=str(of.model_name),
        subjects=[listed.pk],
        fields=fields,
    )


@transaction.atomic
def set_half_lives(viewer: Viewer, days: dict[str, int]) -> None:
    """Set how soon half of what is known of each kind of field no longer holds."""
    labels = {kind.field: kind.label for kind in freshness.USUAL}
    for field, number in days.items():
        HalfLife.objects.update_or_create(
            municipality_id=viewer.municipality,
            field=field,
            defaults={"label": labels[field], "days": number},
        )
    audit.record(
        viewer.actor,
        "assets.set_half_lives",
        kind="municipality",
        subjects=[viewer.municipality],
        fields=sorted(days),
    )


def index(assets: Iterable[Asset]) -> None:
    """Bring the text index up to date inside the caller's transaction; private words stay out."""
    search.put_many(map(wording, assets))


def wording(asset: Asset) -> search.Wording:
    """Return the words that everybody may find it by who sees it."""
    return search.Wording(
        kind=KIND,
        subject=asset.pk,
        municipality=asset.municipality_id,
        area=asset.area_id,
        visibility=asset.visibility,
        words=_words(asset),
        numbers=[asset.public_phone],
    )


def renew_owned(owners: Collection[UUID]) -> None:
    """Put the words of all that these organisations own anew, inside the caller's transaction."""
    owned = Asset.objects.filter(owner__in=owners).order_by("pk")
    # Held first and their owners read after: whoever changes one of them meanwhile is awaited.
    assets = list(owned.select_for_update(no_key=True))
    prefetch_related_objects(assets, "owner")
    if assets:
        index(assets)


def _words(asset: Asset) -> list[str]:
    words = [
        asset.name,
        asset.kana,
        asset.description,
        asset.times_words,
        asset.terms,
        asset.owner_words,
        asset.owner.name
        if asset.owner and may_name(asset.owner.visibility, within=asset.visibility)
        else "",
    ]
    return words if hides_place(asset) else [*words, asset.address]
