"""May this person write down what was said, mend it, hear whose words they are?"""

from uuid import UUID

from django.utils import timezone

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Post, Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.voices.models import Reach, Slip, Voice, VoiceAnswer

# From those who heard it to everybody.
NARROWEST_FIRST = (Reach.OWN, Reach.STAFF, Reach.COUNCIL, Reach.PUBLIC)


def may_hear(viewer: Viewer) -> bool:
    """Return whether the viewer writes down what residents say, and reads it."""
    return bool(posts(viewer))


def posts(viewer: Viewer) -> list[Post]:
    """Return the postings in which the viewer hears residents, each for its body."""
    return [post for post in viewer.posts if post.role in STAFF and post.employer is not None]


def may_hear_in(viewer: Viewer, area: Area, employer: UUID) -> bool:
    """Return whether the viewer hears for this body in this area."""
    return area.municipality_id == viewer.municipality and any(
        post.employer == employer and area.path.startswith(post.path) for post in posts(viewer)
    )


def may_change(viewer: Viewer, voice: Voice) -> bool:
    """Return whether the viewer's body heard it in an area of the viewer's."""
    return voice.municipality_id == viewer.municipality and may_hear_in(
        viewer, voice.area, voice.employer_id
    )


def may_reach(before: Voice, *, reach: str, consent: str) -> bool:
    """Return whether words that went as far as `before` says may go so far by this consent.

    How far those who wrote themselves chose is theirs: what they ticked, on a screen or a slip, is no
    consent to more.
    """
    if NARROWEST_FIRST.index(Reach(reach)) <= NARROWEST_FIRST.index(Reach(before.reach)):
        return True
    if consent == Voice.Consent.PAPER and before.came_by == Voice.CameBy.FORM:
        return before.consent != Voice.Consent.PAPER
    of_slip = consent == Voice.Consent.PAPER and before.came_by == Voice.CameBy.SLIP
    return consent != Voice.Consent.SCREEN and not of_slip


def has_gone_on(voice: Voice) -> bool:
    """Return whether a row of another room has taken it up; what was only answered has not."""
    return voice.destination not in ("", Voice.Destination.ANSWERED)


def may_restore(viewer: Viewer, voice: Voice) -> bool:
    """Return whether the viewer gives back what was withdrawn: who took it back themselves, whenever.

    What staff took back by a slip of the finger comes back on the same day alone.
    """
    if voice.withdrawn_by_self:
        return viewer.user is None
    return voice.withdrawn_on == viewer.today


def may_take_back_hearing(viewer: Viewer, voice: Voice) -> bool:
    """Return whether the viewer wrote it down today: a slip of the finger is noticed on the same day."""
    written = timezone.localdate(voice.created_at)
    return not voice.came_by_itself and (voice.heard_by_id, written) == (viewer.user, viewer.today)


def may_take_back_answer(viewer: Viewer, given: VoiceAnswer) -> bool:
    """Return whether an answer was written today: a slip of the finger is noticed on the same day."""
    return timezone.localdate(given.created_at) == viewer.today


def may_say_in(viewer: Viewer, area: Area) -> bool:
    """Return whether a resident of this town says something of this area; anybody may."""
    return area.municipality_id == viewer.municipality


def may_take(viewer: Viewer, slip: Slip, area: Area) -> bool:
    """Return whether the viewer writes down for the slip's body what came back of this area."""
    return may_hear_in(viewer, area, slip.employer_id)


def may_give_link(viewer: Viewer, voice: Voice) -> bool:
    """Return whether the viewer gives whoever wrote it themselves a private link to what became of it."""
    return voice.came_by_itself and may_change(viewer, voice)
