"""What somebody gives is put right: when, how and how often, for what was only a yes before."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.people import actions
from sasaeai.people.models import Gift
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import make_gift, make_person
from tests.factories.vocabulary import term
from tests.people.reading import text

pytestmark = pytest.mark.django_db
MORNINGS = {"tue": [["09:00", "12:00"]], "thu": [["09:00", "12:00"]]}
FINER = {"tue": [["09:30", "11:00"]]}


def mended(town: Town, gift: Gift, **sent: object):
    known = Gift.objects.get(pk=gift.pk)
    address = reverse("people:change_gift", args=[gift.pk])
    client = town.client(Role.COORDINATOR2)
    return client.post(address, {"seen": known.updated_at.isoformat()} | sent)


def test_yes_of_one_question_gets_its_times_on_the_card(town: Town) -> None:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    trash = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
    actions.hear_answer(viewer, person, category=trash, said="yes")
    gift = Gift.objects.get()
    address = reverse("people:change_gift", args=[gift.pk])

    answer = mended(
        town, gift, days=["tue", "thu"], parts=["morning"], reach="walk", reach_minutes="10",
        most_per_week="2", words="朝なら",
    )  # fmt: skip

    gift.refresh_from_db()
    assert address in text(town.client(Role.COORDINATOR2), person.get_absolute_url())
    assert (answer.status_code, gift.times, gift.category) == (302, MORNINGS, trash)
    assert (gift.reach, gift.reach_minutes, gift.most_per_week) == ("walk", 10, 2)
    assert Entry.objects.get(verb="people.change_gift").subjects == [str(person.pk)]


def test_form_of_a_gift_begins_with_what_stands(town: Town) -> None:
    gift = make_gift(make_person(town), times=MORNINGS, words="朝なら")
    form = (
        town.client(Role.COORDINATOR2)
        .get(reverse("people:change_gift", args=[gift.pk]))
        .context["form"]
    )
    told = (form["days"].value(), form["parts"].value(), form["words"].value())
    assert told == (["tue", "thu"], ["morning"], "朝なら")


def test_finer_times_stay_where_nobody_says_others(town: Town) -> None:
    gift = make_gift(make_person(town), times=FINER)
    page = text(town.client(Role.COORDINATOR2), reverse("people:change_gift", args=[gift.pk]))

    mended(town, gift, days=["tue"], most_per_week="1")

    gift.refresh_from_db()
    assert ("さわらなければ、そのままです" in page, gift.times, gift.most_per_week) == (
        True,
        FINER,
        1,
    )


def test_gift_that_was_taken_back_or_is_of_others_is_not_put_right(
    town: Town, next_town: Town
) -> None:
    ended = make_gift(make_person(town), ended_on=timezone.localdate())
    theirs = make_gift(make_person(next_town))
    assert [mended(town, one).status_code for one in (ended, theirs)] == [404, 404]
