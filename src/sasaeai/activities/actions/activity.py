"""Writing down activities and changing them, with the words by which they are found."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext as _

from sasaeai.activities.actions import growth, people
from sasaeai.activities.models import Activity, Organiser, Origin
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import may_name
from sasaeai.assets import keeping, times
from sasaeai.assets.models import Asset
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.organisations.models import Organisation
from sasaeai.people.models import Person
from sasaeai.photos import keeping as photos
from sasaeai.search import actions as search
from sasaeai.vocabulary.models import Term
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Voice

KIND = growth.KIND


@dataclass(frozen=True, slots=True)
class First:
    """What is known of a new activity beside its voice: what it was born from, a resident who runs it."""

    origin: Origin | None = None
    person: Person | None = None


NOTHING = First()


@transaction.atomic
def add(
    viewer: Viewer,
    activity: Activity,
    *,
    categories: Iterable[Term] = (),
    photo: ContentFile[bytes] | None = None,
    voice: Voice | None = None,
    first: First = NOTHING,
) -> Activity:
    """Write down an activity, what it was born from and who runs it; its voice learns where it went."""
    activity.municipality_id = viewer.municipality
    if activity.state == Activity.State.TRIAL:
        growth.require_review(viewer, activity.review_on)
    if voice is not None:
        url = activity.get_absolute_url()
        voices.send(viewer, voice, destination=Voice.Destination.ACTIVITY, url=url)
    _save(activity, photo, drops_photo=False)
    if voice is not None:
        activity.voices.add(voice)
    activity.categories.set(categories)
    growth.begin(viewer, activity)
    if first.origin is not None:
        growth.keep_origin(viewer, activity, first.origin)
    if first.person is not None:
        people.join(viewer, Organiser(activity=activity, person=first.person))
    index([activity])
    audit.record(viewer.actor, "activities.add", kind=KIND, subjects=[activity.pk])
    return activity


@transaction.atomic
def change(
    viewer: Viewer,
    activity: Activity,
    *,
    changed: Sequence[str],
    categories: Iterable[Term] | None = None,
    photo: ContentFile[bytes] | None = None,
    drops_photo: bool = False,
) -> Activity:
    """Save what was changed of an activity."""
    _save(activity, photo, drops_photo=drops_photo)
    if categories is not None:
        activity.categories.set(categories)
    if changed:
        keeping.note_corrected(activity)
    index([activity])
    audit.record(
        viewer.actor, "activities.change", kind=KIND, subjects=[activity.pk], fields=changed
    )
    return activity


def _save(activity: Activity, photo: ContentFile[bytes] | None, *, drops_photo: bool) -> None:
    homes = {activity.area.municipality_id}
    homes |= {part.municipality_id for part in (activity.organiser, activity.place) if part}
    if homes != {activity.municipality_id}:
        raise DomainError(_("同じ市町村の地区・団体・場所を選んでください。"))
    hold_parts([activity])
    activity.weekdays = times.weekdays_of(activity.times)
    photos.put(activity, photo, drops=drops_photo)
    activity.save()


def hold_parts(activities: Collection[Activity]) -> None:
    """Give the activities organiser and place as they are now and stay until all words are put."""
    # The lower room's rows first, as an asset holds its owner before it is changed itself.
    organisers = held(Organisation.objects.all(), (one.organiser_id for one in activities))
    places = held(Asset.objects.all(), (one.place_id for one in activities))
    for activity in activities:
        if activity.organiser_id in organisers:
            activity.organiser = organisers[activity.organiser_id]
        if activity.place_id in places:
            activity.place = places[activity.place_id]


def index(activities: Iterable[Activity]) -> None:
    """Bring the text index up to date inside the caller's transaction; private words stay out."""
    search.put_many(map(wording, activities))


def wording(activity: Activity) -> search.Wording:
    """Return the words that everybody may find it by who sees it."""
    return search.Wording(
        kind=KIND,
        subject=activity.pk,
        municipality=activity.municipality_id,
        area=activity.area_id,
        visibility=activity.visibility,
        words=_words(activity),
        numbers=[activity.public_phone],
    )


def renew_naming(parts: Collection[UUID]) -> None:
    """Put the words of all activities of these organisers and places anew, as `renew_owned` does."""
    naming = Activity.objects.filter(Q(organiser__in=parts) | Q(place__in=parts)).order_by("pk")
    # Held first and their parts read after: whoever changes one of them meanwhile is awaited.
    activities = list(naming.select_for_update(no_key=True))
    prefetch_related_objects(activities, "organiser", "place")
    if activities:
        index(activities)


def _words(activity: Activity) -> list[str]:
    parts = [part for part in (activity.place, activity.organiser) if part]
    return [
        activity.name,
        activity.kana,
        activity.description,
        activity.times_words,
        activity.who_may_come,
        activity.place_words,
        activity.organiser_words,
        *(part.name for part in parts if may_name(part.visibility, within=activity.visibility)),
    ]
