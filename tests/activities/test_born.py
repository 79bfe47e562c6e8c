"""An activity that is born from voices: the words beside the form and on its page."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import actions, intake
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Voice
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
WORDS = "男ばかりで飯を食う会があったらなあ"
ADD = reverse("activities:add")


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


@pytest.fixture
def voice(town: Town) -> Voice:
    return make_voice(town, WORDS, called="飯の主")


def written(town: Town, **more: object) -> dict[str, object]:
    least = {"name": "男の台所", "area": town.sakuradai.pk, "visibility": "staff"}
    return least | more


def from_voice(voice: Voice) -> str:
    return f"{ADD}?voice={voice.pk}"


def test_form_shows_the_words_and_is_filled_in_with_where_and_what(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    voice.categories.set([term(town.municipality, Kind.SUPPORT_CATEGORY, "meal")])
    response = coordinator.get(from_voice(voice))
    form, page = response.context["form"], response.content.decode()
    assert (WORDS in page, "飯の主" in page) == (True, False)
    assert form["area"].value() == town.sakuradai.pk
    assert form["categories"].value() == [term.pk for term in voice.categories.all()]
    assert Entry.objects.get(verb="voices.look").subjects == [str(voice.pk)]


def test_saved_activity_and_its_voice_know_each_other(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    response = coordinator.post(from_voice(voice), written(town))
    activity = Activity.objects.get()
    voice.refresh_from_db()
    assert (response.status_code, [*activity.voices.all()]) == (302, [voice])
    assert (voice.destination, voice.destination_url) == ("activity", activity.get_absolute_url())


def test_activity_of_the_same_name_keeps_its_voice_when_asked_for_once_more(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    ActivityFactory(area=town.sakuradai, name="男の台所")
    page = coordinator.post(from_voice(voice), written(town))
    assert (page.status_code, WORDS in page.content.decode()) == (422, True)
    coordinator.post(from_voice(voice), written(town, anyway="on"))
    assert Activity.objects.filter(voices=voice).count() == 1


def test_withdrawn_voice_has_no_form_and_a_sent_one_leads_to_where_it_went(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    gone = make_voice(town, withdrawn_on=timezone.localdate())
    voices.send(town.viewer(Role.COORDINATOR2), voice, destination="need", url="/needs/1/")
    answers = [coordinator.get(from_voice(one)) for one in (gone, voice)]
    assert [one.status_code for one in answers] == [404, 302]
    assert answers[1]["Location"] == voice.get_absolute_url()


def test_what_was_typed_is_kept_where_the_voice_is_withdrawn_meanwhile(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    voices.withdraw(town.viewer(Role.COORDINATOR2), voice)
    response = coordinator.post(from_voice(voice), written(town, notes="火曜がよい"))
    page = response.content.decode()
    assert (response.status_code, Activity.objects.count()) == (422, 0)
    assert ["声とつながずに残せます" in page, "火曜がよい" in page] == [True, True]


def test_voice_that_another_takes_up_at_the_same_moment_is_let_be(town: Town, voice: Voice) -> None:
    viewer, stale = town.viewer(Role.COORDINATOR2), Voice.objects.get(pk=voice.pk)
    voices.send(viewer, voice, destination="need", url="/needs/1/")
    with pytest.raises(DomainError, match="ほかの行き先が決まりました"):
        actions.add(viewer, Activity(name="会", area=town.sakuradai), voice=stale)
    assert Activity.objects.count() == 0


def test_activity_that_everybody_sees_shows_the_words_to_those_who_may_read_them(
    town: Town, coordinator: Client, voice: Voice
) -> None:
    activity = ActivityFactory(area=town.sakuradai, visibility=Visibility.PUBLIC)
    activity.voices.add(voice)
    others = [town.client(role) for role in (Role.COORDINATOR1, Role.COUNCIL_MEMBER, Role.VIEWER)]
    shown = [
        WORDS in client.get(activity.get_absolute_url()).content.decode()
        for client in (coordinator, *others)
    ]
    assert shown == [True, False, False, False]
    assert [one.subjects for one in Entry.objects.filter(verb="voices.look")] == [[str(voice.pk)]]


def test_withdrawn_words_leave_the_page(town: Town, coordinator: Client, voice: Voice) -> None:
    activity = ActivityFactory(area=town.sakuradai)
    activity.voices.set([voice, make_voice(town, "わしも行く")])
    voices.withdraw(town.viewer(Role.COORDINATOR2), voice)
    page = coordinator.get(activity.get_absolute_url()).content.decode()
    assert (WORDS in page, "わしも行く" in page) == (False, True)


def test_ended_activity_leaves_the_destination_as_it_is(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    coordinator.post(from_voice(voice), written(town))
    activity = Activity.objects.get()
    coordinator.post(
        reverse("activities:set_state", args=[activity.pk]),
        {"state": "ended", "since": timezone.localdate().isoformat()},
    )
    activity.refresh_from_db()
    voice.refresh_from_db()
    assert (activity.state, voice.destination) == ("ended", "activity")
    assert voice.destination_url == activity.get_absolute_url()


def test_many_voices_take_as_many_queries_as_one(
    town: Town, coordinator: Client, voice: Voice, django_assert_max_num_queries
) -> None:
    activity = ActivityFactory(area=town.sakuradai)

    def asked() -> int:
        with django_assert_max_num_queries(100) as made:
            coordinator.get(activity.get_absolute_url())
        return len(made)

    activity.voices.set([voice])
    coordinator.get(activity.get_absolute_url())
    of_one = asked()
    activity.voices.add(*(make_voice(town, f"声{number}") for number in range(4)))
    assert asked() == of_one


def test_many_activities_learn_what_they_were_born_from_at_once(town: Town, voice: Voice) -> None:
    one, other = (ActivityFactory(area=town.sakuradai) for _number in range(2))
    second = make_voice(town, "わしも行く")
    here = Actor(municipality=town.municipality.pk)
    intake.born_from(here, {one.pk: [voice, second], other.pk: [second]})
    assert ({*one.voices.all()}, [*other.voices.all()]) == ({voice, second}, [second])
    assert Entry.objects.get(verb="activities.change_many").fields == ["voices"]
