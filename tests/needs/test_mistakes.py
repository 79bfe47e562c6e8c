"""What was written down by a slip of the finger goes again, while nothing has come of it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.needs import actions, mistakes
from sasaeai.needs.models import Issue, Need
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Voice
from tests.factories.areas import Town
from tests.factories.needs import make_helper, make_issue, make_match
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


def taken_up(town: Town, viewer: Viewer, voice: Voice | None = None) -> Need:
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
    need = Need(
        area=town.sakuradai, employer=town.centre, category=category, what="ゴミ出し",
        answer_by=viewer.today,
    )  # fmt: skip
    return actions.take_up(viewer, need, voice=voice)


def gathered(town: Town, viewer: Viewer, voice: Voice) -> Issue:
    issue = Issue(area=town.sakuradai, employer=town.centre, title="坂のゴミ出し")
    return actions.note_issue(viewer, issue, needs=[], heard=[voice.pk])


def where(voice: Voice) -> tuple[str, str]:
    voice.refresh_from_db()
    return voice.destination, voice.destination_url


def test_need_goes_again_and_its_voice_waits_for_its_way(town: Town, viewer: Viewer) -> None:
    voice = make_voice(town)
    need = taken_up(town, viewer, voice)
    mistakes.take_back_need(viewer, need)
    assert (Need.objects.count(), where(voice)) == (0, ("", ""))
    told = ("needs.take_back_need", "voices.take_back_sending")
    assert {*Entry.objects.filter(verb__in=told).values_list("verb", flat=True)} == {*told}


def test_voice_that_was_answered_stays_so(town: Town, viewer: Viewer) -> None:
    voice = make_voice(town)
    need = taken_up(town, viewer, voice)
    voices.answer(viewer, voice, words="お電話しました", on=viewer.today)
    mistakes.take_back_need(viewer, need)
    assert where(voice) == (Voice.Destination.ANSWERED, "")


def test_voice_that_went_elsewhere_keeps_its_way(town: Town, viewer: Viewer) -> None:
    voice, other = make_voice(town), make_voice(town, "二")
    issue = gathered(town, viewer, voice)
    need = taken_up(town, viewer, other)
    need.voices.add(voice)
    mistakes.take_back_need(viewer, need)
    assert where(voice) == (Voice.Destination.ISSUE, issue.get_absolute_url())


def gone_on(town: Town, viewer: Viewer, need: Need) -> None:
    actions.set_state(viewer, need, Need.State.ARRANGING)


def in_an_issue(town: Town, _viewer: Viewer, need: Need) -> None:
    make_issue(town, needs=[need])


def somebody_is_asked(town: Town, _viewer: Viewer, need: Need) -> None:
    make_match(town, need, make_helper(town))


@pytest.mark.parametrize("happens", [gone_on, in_an_issue, somebody_is_asked])
def test_need_of_which_something_came_stays(town: Town, viewer: Viewer, happens) -> None:
    need = taken_up(town, viewer)
    happens(town, viewer, need)
    with pytest.raises(DomainError, match="「終える」"):
        mistakes.take_back_need(viewer, need)
    assert Need.objects.get() == need


def test_need_of_another_day_stays(town: Town, viewer: Viewer) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=1), tick=False):
        need = taken_up(town, town.viewer(Role.COORDINATOR2))
    with pytest.raises(DomainError, match="「終える」"):
        mistakes.take_back_need(viewer, need)


def test_issue_goes_again_and_its_voices_wait(town: Town, viewer: Viewer) -> None:
    voice = make_voice(town)
    mistakes.take_back_issue(viewer, gathered(town, viewer, voice))
    assert (Issue.objects.count(), where(voice)) == (0, ("", ""))


def test_issue_that_others_went_into_or_that_was_raised_stays(town: Town, viewer: Viewer) -> None:
    one, other = (gathered(town, viewer, make_voice(town, words)) for words in ("一", "二"))
    actions.merge_issue(viewer, make_issue(town), into=one)
    actions.raise_issue(viewer, other)
    for issue in (one, other):
        with pytest.raises(DomainError, match="動きはじめて"):
            mistakes.take_back_issue(viewer, issue)


def test_toast_of_taking_up_takes_it_back_to_the_voice(town: Town, viewer: Viewer) -> None:
    client, voice = town.client(Role.COORDINATOR2), make_voice(town)
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
    data = {"what": "ゴミ出し", "area": town.sakuradai.pk, "category": category.pk,
            "voice": voice.pk}  # fmt: skip
    page = client.post("/needs/take-up/", data, follow=True).content.decode()
    undo = reverse("needs:take_back_need", args=[Need.objects.get().pk])
    assert f'action="{undo}"' in page
    assert client.post(undo).url == voice.get_absolute_url()
    need = taken_up(town, viewer)
    gone_on(town, viewer, need)
    refused = client.post(reverse("needs:take_back_need", args=[need.pk]), follow=True)
    assert "もう動きはじめています" in refused.content.decode()


def test_toast_of_gathering_takes_it_back(town: Town, viewer: Viewer) -> None:
    client, issue = town.client(Role.COORDINATOR2), gathered(town, viewer, make_voice(town))
    assert client.post(reverse("needs:take_back_issue", args=[issue.pk])).url == "/needs/issues/"
    raised = gathered(town, viewer, make_voice(town, "二"))
    actions.raise_issue(viewer, raised)
    url = reverse("needs:take_back_issue", args=[raised.pk])
    assert "もう動きはじめています" in client.post(url, follow=True).content.decode()
