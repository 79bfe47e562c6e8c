"""What a predecessor promised stands on the successor's 今日; where nobody follows, on that of the 第1層."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Employer, Posting, Role
from sasaeai.areas.viewer import Viewer, viewer_of
from sasaeai.base.errors import DomainError
from sasaeai.journal import actions, queries
from sasaeai.journal.models import Entry
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Reach
from tests.factories.areas import Town
from tests.factories.journal import make_entry
from tests.factories.people import writer
from tests.factories.voices import make_voice
from tests.journal.ways import viewer

pytestmark = pytest.mark.django_db
FOLLOWED = ("nobody", "same body", "another body", "another area", "another role", "not yet")


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def promise(town: Town, today: date, *, reach: Entry.Reach = Entry.Reach.STAFF) -> Entry:
    """Let the 第2層 of the 包括 promise something in 桜台 for today."""
    return make_entry(town, next_step="鍵を借りる", next_on=today, reach=reach)


def leave(town: Town, today: date) -> None:
    """Let the posting of the 第2層 of the 包括 end."""
    Posting.objects.filter(user=writer(town)).update(until=today - timedelta(days=1))


def follow(town: Town, how: str, today: date) -> Viewer | None:
    """Let somebody come after them, or nobody."""
    where = {
        "same body": {},
        "another body": {"employer": town.council},
        "another area": {"area": town.east},
        "another role": {},
        "not yet": {"since": today + timedelta(days=1)},
    }
    if how == "nobody":
        return None
    role = Role.WORK_COORDINATOR if how == "another role" else Role.COORDINATOR2
    return viewer_of(town.user(role, **where[how]), today)


def first_layer(town: Town, employer: Employer, today: date) -> Viewer:
    return viewer_of(town.user(Role.COORDINATOR1, employer=employer), today)


@pytest.mark.parametrize("how", FOLLOWED)
def test_next_step_stands_with_exactly_one_side(town: Town, today: date, how: str) -> None:
    promises = {reach: promise(town, today, reach=reach) for reach in Entry.Reach}
    successor = follow(town, how, today)
    above = {one: first_layer(town, one, today) for one in (town.centre, town.council)}
    for gone in (False, True):
        if gone:
            leave(town, today)
        for (reach, entry), (employer, over) in product(promises.items(), above.items()):
            shared = reach == Entry.Reach.STAFF
            follows = how == "same body" or (how == "another body" and shared)
            reads = shared or employer == town.centre
            expected = (not gone, gone and follows, gone and not follows and reads)
            sides = (viewer(town), successor, over)
            shown = tuple(bool(one) and entry in queries.promised(one) for one in sides)
            assert shown == expected, (gone, reach, employer)


def test_answer_promised_to_a_voice_goes_on_within_the_body(town: Town, today: date) -> None:
    voice = make_voice(town, follow_up_on=today, reach=Reach.STAFF, consent="oral")
    other = viewer_of(town.user(Role.COORDINATOR2, employer=town.council), today)
    above = first_layer(town, town.centre, today)
    sides = (viewer(town), other, above)
    assert [voice in voices.promised(one) for one in sides] == [True, False, False]
    leave(town, today)
    sides = (viewer(town), other, above)
    assert [voice in voices.promised(one) for one in sides] == [False, False, True]
    heir = viewer_of(town.user(Role.COORDINATOR2), today)
    assert [voice in voices.promised(one) for one in (heir, other, above)] == [True, False, False]


def test_successor_of_another_body_keeps_the_promise_and_nobody_elses(
    town: Town, today: date
) -> None:
    entry, heir = promise(town, today), town.user(Role.COORDINATOR2, employer=town.council)
    with pytest.raises(DomainError, match="動かせます"):
        actions.settle(viewer_of(heir, today), entry)
    leave(town, today)
    client = Client()
    client.force_login(heir)
    page = client.get("/today/").content.decode()
    assert f"前任の{writer(town).name}さんから" in page
    client.post(f"{entry.get_absolute_url()}settle/", {"back": "today"})
    entry.refresh_from_db()
    assert entry.next_done_on == today


def test_first_layer_is_told_that_nobody_follows(town: Town, today: date) -> None:
    promise(town, today)
    make_voice(town, follow_up_on=today)
    leave(town, today)
    page = town.client(Role.COORDINATOR1, employer=town.centre).get("/today/").content.decode()
    assert page.count(f"後任を待つ{writer(town).name}さんから") == 2
