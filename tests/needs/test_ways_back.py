"""A referral and a reason that were noted by mistake, and a need that is something else than it was."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.needs import actions, queries
from sasaeai.needs.models import Need, Referral
from sasaeai.vocabulary.models import Kind, Policy
from tests.factories.areas import Town
from tests.factories.needs import make_need
from tests.factories.people import writer
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db
BECAUSE = "看護師と相談し、話し相手だけをお願いする"
LIFTED = "専門のところへつなぐことでなくなりました"


@pytest.fixture
def coordinator(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


@pytest.fixture
def care(town: Town) -> Need:
    """Return a need that is for professionals."""
    term(town.municipality, Kind.SUPPORT_CATEGORY, "body_care", policy=Policy.REFER)
    return make_need(town, "お風呂", code="body_care")


def noted(town: Town, need: Need) -> Referral:
    return Referral.objects.create(
        need=need, to_words="看護師", on=timezone.localdate(), referred_by=writer(town)
    )


def mended(client: Client, need: Need, **values: object) -> str:
    url = reverse("needs:change", args=[need.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in ("what", "area", "category", "seen", "consent")}
    return client.post(url, data | values, follow=True).content.decode()


def test_referral_is_taken_back_on_the_day_it_was_noted(
    town: Town, coordinator: Client, care: Need
) -> None:
    url = reverse("needs:take_back_referral", args=[care.pk, noted(town, care).pk])
    assert url in coordinator.get(care.get_absolute_url()).content.decode()
    coordinator.post(url)
    assert not Referral.objects.exists()


def test_referral_of_yesterday_stays(town: Town, coordinator: Client, care: Need) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        url = reverse("needs:take_back_referral", args=[care.pk, noted(town, care).pk])
    assert url not in coordinator.get(care.get_absolute_url()).content.decode()
    said = coordinator.post(url, follow=True).content.decode()
    assert ("取り消せません" in said, Referral.objects.count()) == (True, 1)


def test_referral_of_a_need_that_is_over_stays(town: Town, coordinator: Client, care: Need) -> None:
    url = reverse("needs:take_back_referral", args=[care.pk, noted(town, care).pk])
    viewer = town.viewer(Role.COORDINATOR2)
    actions.close(viewer, care, state=Need.State.DONE, closing=None, words="")
    assert url not in coordinator.get(care.get_absolute_url()).content.decode()
    said = coordinator.post(url, follow=True).content.decode()
    assert ("このニーズは終わっています" in said, Referral.objects.count()) == (True, 1)


def test_reason_is_taken_back_by_the_toast_and_from_the_page(
    coordinator: Client, care: Need
) -> None:
    undo = reverse("needs:take_back_overruling", args=[care.pk])
    url = reverse("needs:overrule", args=[care.pk])
    page = coordinator.post(url, {"because": BECAUSE}, follow=True).content.decode()
    assert (page.count(undo), "近所の方にも頼めます" in page) == (2, True)
    assert "わけを取り消しました" in coordinator.post(undo, follow=True).content.decode()
    care.refresh_from_db()
    assert (care.overruled_because, care.overruled_for) == ("", [])
    coordinator.post(undo)
    assert Entry.objects.filter(verb="needs.take_back_overruling").count() == 1


def test_reason_of_a_need_that_is_over_stays(town: Town, coordinator: Client, care: Need) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    actions.overrule(viewer, care, because=BECAUSE)
    actions.close(viewer, care, state=Need.State.DONE, closing=None, words="")
    undo = reverse("needs:take_back_overruling", args=[care.pk])
    assert "このニーズは終わっています" in coordinator.post(undo, follow=True).content.decode()
    with pytest.raises(DomainError):
        actions.take_back_overruling(viewer, care)


def test_whom_one_called_is_noted_where_neighbours_are_asked_too(
    town: Town, coordinator: Client, care: Need
) -> None:
    actions.overrule(town.viewer(Role.COORDINATOR2), care, because=BECAUSE)
    url = reverse("needs:refer", args=[care.pk])
    assert f'action="{url}"' in coordinator.get(care.get_absolute_url()).content.decode()
    wrong = coordinator.post(url, {"to_words": "", "words": "薬が飲めていない"})
    told = wrong.content.decode()
    assert (wrong.status_code, "薬が飲めていない" in told, "近所の方にも" in told) == (
        422,
        True,
        True,
    )


def test_what_was_typed_of_a_need_that_just_ended_is_not_lost(
    town: Town, coordinator: Client, care: Need
) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    actions.close(viewer, care, state=Need.State.DONE, closing=None, words="")
    said = {"to_words": "看護師", "words": "薬が飲めていない", "on": viewer.today.isoformat()}
    page = coordinator.post(reverse("needs:refer", args=[care.pk]), said).content.decode()
    assert ("薬が飲めていない" in page, "このニーズは終わっています" in page) == (True, True)


def test_category_that_needs_no_professional_says_so_and_drops_the_reason(
    town: Town, coordinator: Client, care: Need
) -> None:
    actions.overrule(town.viewer(Role.COORDINATOR2), care, because=BECAUSE)
    trash = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
    assert LIFTED not in mended(coordinator, care, category=trash.pk)
    care.refresh_from_db()
    assert (care.category, care.overruled_because, care.overruled_for) == (trash, "", [])
    assert {"category", "overruled_for"} <= {*Entry.objects.get(verb="needs.change").fields}


def test_category_that_lifts_a_referral_is_told(
    town: Town, coordinator: Client, care: Need
) -> None:
    trash = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
    assert LIFTED in mended(coordinator, care, category=trash.pk)
    assert "category" in Entry.objects.get(verb="needs.change").fields


def test_reason_stays_while_it_is_still_for_what_is_asked(
    town: Town, coordinator: Client, care: Need
) -> None:
    actions.overrule(town.viewer(Role.COORDINATOR2), care, because=BECAUSE)
    assert LIFTED not in mended(coordinator, care, what="お風呂のあとの話し相手")
    care.refresh_from_db()
    assert care.overruled_because == BECAUSE
    assert not queries.is_referred(town.viewer(Role.COORDINATOR2), care)
