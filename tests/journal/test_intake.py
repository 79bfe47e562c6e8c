"""Many entries and stories at once: the same rules as for one, and one entry in the record book."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry as Recorded
from sasaeai.base.errors import DomainError
from sasaeai.journal import intake
from sasaeai.journal.models import Entry, Story
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db


def entry(town: Town, **values: object) -> Entry:
    posting = writer(town).postings.get()
    given = {
        "area": town.sakuradai, "employer": town.centre, "by": posting.user, "posting": posting,
        "on": timezone.localdate(), "words": "鍵を借りた",
        "means": term(town.municipality, Kind.CONTACT_MEANS, "visit"),
    }  # fmt: skip
    return Entry(**given | values)


def story(town: Town, **values: object) -> Story:
    given = {
        "area": town.sakuradai, "employer": town.centre, "title": "ボタンひとつから",
        "on": timezone.localdate(), "before": "着られない服だった", "written_by": writer(town),
    }  # fmt: skip
    return Story(**given | values)


def take(town: Town, *rows: Entry, links: intake.Links | None = None) -> None:
    intake.add_many(town.viewer(Role.COORDINATOR1).actor, list(rows), links or {})


def tell(town: Town, row: Story, links: intake.Links) -> None:
    intake.tell_many(town.viewer(Role.COORDINATOR1).actor, [row], links)


def test_many_come_with_their_links(town: Town) -> None:
    row, voice, peer = entry(town), make_voice(town), town.user(Role.COORDINATOR1)
    listened = term(town.municipality, Kind.SC_ACTIVITY_TYPE, "listen")

    take(
        town,
        row,
        links={
            "voices": {row.pk: [voice]},
            "peers": {row.pk: [peer]},
            "types": {row.pk: [listened]},
        },
    )

    kept = Entry.objects.get()
    assert kept.municipality == town.municipality
    assert (kept.voices.get(), kept.peers.get(), kept.types.get()) == (voice, peer, listened)
    assert Recorded.objects.get(verb="journal.add_many").subjects == [str(row.pk)]


def test_what_was_written_later_of_one_day_stands_before(town: Town) -> None:
    noon = timezone.localtime().replace(hour=12, minute=0)
    early, late = entry(town), entry(town)
    early.created_at, late.created_at = noon - timedelta(hours=2), noon

    take(town, early, late)

    assert list(Entry.objects.all()) == [late, early]


@pytest.mark.parametrize("days", [1, -20000])
def test_day_outside_the_posting_is_refused(town: Town, days: int) -> None:
    with pytest.raises(DomainError, match="配置されていた日"):
        take(town, entry(town, on=timezone.localdate() + timedelta(days=days)))


def test_day_after_the_posting_ended_is_refused(town: Town) -> None:
    today = timezone.localdate()
    row = entry(town, on=today)
    row.posting.until = today - timedelta(days=1)

    with pytest.raises(DomainError, match="配置されていた日"):
        take(town, row)


@pytest.mark.parametrize("what", ["area", "by"])
def test_area_or_writer_of_another_posting_is_refused(town: Town, what: str) -> None:
    other = {"area": town.root, "by": town.user(Role.COORDINATOR1)}

    with pytest.raises(DomainError, match="受け持ちの地区"):
        take(town, entry(town, **{what: other[what]}))


def test_link_to_next_door_is_refused(town: Town, next_town: Town) -> None:
    row = entry(town)

    with pytest.raises(DomainError, match="同じ市町村"):
        take(town, row, links={"voices": {row.pk: [make_voice(next_town)]}})
    assert Entry.objects.count() == 0


def test_stories_come_with_their_voices(town: Town) -> None:
    row, voice = story(town), make_voice(town)

    tell(town, row, {"voices": {row.pk: [voice]}})

    assert Story.objects.get().voices.get() == voice
    assert Recorded.objects.get(verb="journal.tell_many").subjects == [str(row.pk)]


def test_story_of_next_door_is_refused(town: Town, next_town: Town) -> None:
    with pytest.raises(DomainError, match="同じ市町村"):
        tell(town, story(town, area=next_town.sakuradai), {})
