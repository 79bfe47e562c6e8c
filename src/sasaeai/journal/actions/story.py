"""Telling a story of change, putting it right, taking it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen
from sasaeai.base.models import held
from sasaeai.journal import rules, stories
from sasaeai.journal.actions.now import whoever
from sasaeai.journal.models import Story
from sasaeai.journal.told import Told
from sasaeai.photos import keeping as photos
from sasaeai.voices.models import Voice

KIND = stories.KIND


@transaction.atomic
def tell(viewer: Viewer, story: Story, told: Told) -> Story:
    """Write down a story, with what it is told with."""
    story.municipality_id = viewer.municipality
    story.written_by_id = whoever(viewer)
    _put(viewer, story, told)
    _record(viewer, "journal.tell", story.pk)
    return story


@transaction.atomic
def change_story(
    viewer: Viewer, story: Story, told: Told, *, seen: datetime, changed: Sequence[str]
) -> Story:
    """Save what was put right of a story, unless it was changed after it was `seen`."""
    keep_seen(_now(story).updated_at, seen)
    _put(viewer, story, told)
    _record(viewer, "journal.change_story", story.pk, changed)
    return story


@transaction.atomic
def take_back_story(viewer: Viewer, story: Story) -> None:
    """Take back a story that was told by mistake today."""
    current = _now(story)
    if not rules.may_take_back_story(viewer, current):
        raise DomainError(
            _(
                "取り消せるのは、今日書いた物語だけです。見せる相手をせばめるか、書き直してください。"
            )
        )
    _record(viewer, "journal.take_back_story", current.pk)
    photos.put(current, None, drops=True)
    current.delete()


@transaction.atomic
def print_story(viewer: Viewer, story: Story, heard: Iterable[Voice]) -> None:
    """Note that a story was printed, and whose words with it: what hangs on a wall can be found again."""
    _record(viewer, "journal.print_story", story.pk)
    told = [voice.pk for voice in heard]
    if told:
        audit.record(
            viewer.actor, "journal.print_story", kind="voice", subjects=told, fields=["words"]
        )


def _put(viewer: Viewer, story: Story, told: Told) -> None:
    if not rules.may_log_in(viewer, story.area, story.employer_id):
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))
    photos.put(story, told.photo, drops=told.drops_photo)
    if story.photo and not story.photo_consent:
        raise DomainError(
            _("写真をのせるには、写っている方の同意が要ります。どう聞いたかを選んでください。")
        )
    if story.photo and story.photo_consent_on is None:
        story.photo_consent_on = viewer.today
    story.save()
    story.activities.set(told.activities)
    story.voices.set([*told.voices, *stories.unread_voices(viewer, story)])


def _now(story: Story) -> Story:
    found = held(Story.objects.all(), [story.pk]).get(story.pk)
    if found is None:
        raise DomainError(_("この物語は、たったいま取り消されました。一覧でたしかめてください。"))
    return found


def _record(viewer: Viewer, verb: str, subject: UUID, fields: Sequence[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[subject], fields=fields)
