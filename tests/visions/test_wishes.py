"""A first step that comes from a voice: which voices are offered, who reads the words, how it is ranked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.visions import actions, ready, wishes
from sasaeai.visions.models import Goal, Step
from sasaeai.vocabulary.models import Kind
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import Town
from tests.factories.visions import make_goal, make_step, make_vision
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
SENT = {"what": "剪定を教わる会", "wanted_by": "nobody", "effect": 2, "ease": 3}


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def goal(town: Town) -> Goal:
    return make_goal(make_vision(town))


def wish(town: Town, words: str = "剪定を教えてあげたい", **values: object) -> Voice:
    return make_voice(town, words, kind=term(town.municipality, Kind.VOICE_KIND, "wish"), **values)


def test_wishes_of_the_area_are_offered_first_then_the_newest(
    town: Town, viewer: Viewer, goal: Goal
) -> None:
    today = timezone.localdate()
    old = wish(town, heard_on=today - timedelta(days=30))
    older = make_voice(town, heard_on=today - timedelta(days=2))
    newer = make_voice(town, "電球がかえられない", heard_on=today)
    make_voice(town, "よその声", area=town.kashiwagi)
    make_voice(town, "むかしの声", heard_on=today - wishes.LATELY - timedelta(days=1))
    assert wishes.offered(viewer, Step(goal=goal)) == [old, newer, older]


def test_voice_after_which_nobody_waits_is_not_offered(
    town: Town, viewer: Viewer, goal: Goal
) -> None:
    term(town.municipality, Kind.ALARM_WORD, "die", label="死にたい")
    make_voice(town, "もう死にたい")
    kept = wish(town)
    assert wishes.offered(viewer, Step(goal=goal)) == [kept]


def test_voice_a_step_comes_from_stays_offered(town: Town, viewer: Viewer, goal: Goal) -> None:
    long_ago = wish(town, heard_on=timezone.localdate() - timedelta(days=900))
    assert wishes.offered(viewer, make_step(goal, voice=long_ago)) == [long_ago]


def test_step_is_written_from_a_voice_and_shows_it_to_who_may_read_it(
    town: Town, goal: Goal
) -> None:
    voice, client = wish(town), town.client(Role.COORDINATOR2)
    url = reverse("visions:add_step", args=[goal.pk])
    assert "剪定を教えてあげたい（" in client.get(url).content.decode()
    client.post(url, SENT | {"voice": voice.pk})
    assert Step.objects.get().voice == voice
    Entry.objects.all().delete()
    page = client.get(goal.get_absolute_url()).content.decode()
    assert ("この声から：「剪定を教えてあげたい」" in page, voice.get_absolute_url() in page) == (True, True)  # fmt: skip
    assert Entry.objects.get(verb="voices.look").subjects == [str(voice.pk)]
    others = town.client(Role.COUNCIL_MEMBER).get(goal.get_absolute_url()).content.decode()
    assert ("剪定を教わる会" in others, "剪定を教えてあげたい" in others) == (True, False)


def test_voice_taken_back_is_shown_no_more_and_counts_no_more(
    town: Town, viewer: Viewer, goal: Goal
) -> None:
    voice = wish(town)
    step = make_step(goal, voice=voice)
    assert wishes.heard(viewer, [step]) == {voice.pk: voice}
    Voice.objects.update(withdrawn_on=viewer.today)
    assert wishes.heard(viewer, [step]) == {}
    (shown,) = ready.first_steps(viewer)
    assert shown.is_wished is False


def test_voice_that_the_writer_may_not_read_stays_with_the_step(town: Town, goal: Goal) -> None:
    other = wish(town, employer=town.council, reach=Reach.OWN)
    step = make_step(goal, voice=other)
    client, url = town.client(Role.COORDINATOR2), reverse("visions:change_step", args=[step.pk])
    assert "voice" not in client.get(url).context["form"].fields
    client.post(url, SENT | {"seen": step.updated_at.isoformat()})
    assert Step.objects.values_list("what", "voice").get() == (SENT["what"], other.pk)


def test_no_voice_no_question(town: Town, goal: Goal) -> None:
    page = town.client(Role.COORDINATOR2).get(reverse("visions:add_step", args=[goal.pk]))
    assert "voice" not in page.context["form"].fields


def test_voice_that_is_not_readable_by_now_is_told(town: Town, viewer: Viewer, goal: Goal) -> None:
    voice = wish(town)
    step = actions.add_step(viewer, Step(goal=goal, what="教わる", voice=voice))
    other = wish(town, "将棋を教えたい", withdrawn_on=viewer.today)
    with pytest.raises(DomainError, match="いまは読めません"):
        actions.add_step(viewer, Step(goal=goal, what="教わる", voice=other))
    Voice.objects.update(withdrawn_on=viewer.today)
    step.what = "剪定を教わる"
    changed = actions.change_step(viewer, step, seen=step.updated_at, changed=["what"])
    assert changed.voice == voice
    step.voice = other
    with pytest.raises(DomainError, match="いまは読めません"):
        actions.change_step(viewer, step, seen=step.updated_at, changed=["voice"])


def test_step_from_a_residents_wish_comes_before_what_is_easier(
    town: Town, viewer: Viewer, goal: Goal
) -> None:
    make_step(goal, "かんたん", ease=3, voice=make_voice(town))
    wished = make_step(goal, "教わる", ease=1, voice=wish(town))
    assert ready.first_steps(viewer) == [wished]
    page = town.client(Role.COORDINATOR2).get(reverse("visions:first_steps")).content.decode()
    assert "住民の方の声から" in page
