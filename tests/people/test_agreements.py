"""What persons give and what they agree to, taken back and brought back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.people.actions import RECIPIENTS_DIFFER
from sasaeai.people.models import Consent, Gift
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import make_consent, make_gift, make_person
from tests.factories.vocabulary import term
from tests.people.reading import text


def test_consent_form_offers_no_empty_means(town: Town) -> None:
    url = reverse("people:give_consent", args=[make_person(town).pk])

    assert 'name="means" value=""' not in text(town.client(Role.COORDINATOR2), url)


def test_gift_is_taken_back_and_brought_back(town: Town) -> None:
    person = make_person(town)
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping")
    client = town.client(Role.COORDINATOR2)
    states = []

    client.post(
        reverse("people:add_gift", args=[person.pk]),
        {"kind": "can", "category": category.pk, "days": ["mon"], "parts": ["morning"]},
    )
    gift = Gift.objects.get()
    states.append((gift.times, gift.ended_on))
    for name in ("end_gift", "bring_back_gift"):
        client.post(reverse(f"people:{name}", args=[gift.pk]))
        gift.refresh_from_db()
        states.append(gift.ended_on)

    assert states == [({"mon": [["09:00", "12:00"]]}, None), timezone.localdate(), None]


def test_consent_lets_the_other_body_see_until_it_is_withdrawn(town: Town) -> None:
    person = make_person(town, family_name="佐倉")
    for item in ("name", "phone"):
        term(town.municipality, Kind.CONSENT_ITEM, item)
    scope = term(town.municipality, Kind.CONSENT_SCOPE, "shakyo")
    ours, theirs = town.client(Role.COORDINATOR2), town.client(Role.COORDINATOR1)
    url, codes = person.get_absolute_url(), []

    ours.post(
        reverse("people:give_consent", args=[person.pk]),
        {
            "items": ["name"], "recipient": scope.pk, "recipient_employer": town.council.pk,
            "purpose": "お手伝い", "means": "voice", "given_on": timezone.localdate().isoformat(),
        },
    )  # fmt: skip
    codes.append(theirs.get(url).status_code)
    for name in ("withdraw_consent", "restore_consent"):
        ours.post(reverse(f"people:{name}", args=[Consent.objects.get().pk]))
        codes.append(theirs.get(url).status_code)

    assert codes == [200, 404, 200]


def test_consent_to_two_recipients_at_once_says_so_beside_the_body(town: Town) -> None:
    person = make_person(town)
    term(town.municipality, Kind.CONSENT_ITEM, "name")
    scope = term(town.municipality, Kind.CONSENT_SCOPE, "minsei")

    page = town.client(Role.COORDINATOR2).post(
        reverse("people:give_consent", args=[person.pk]),
        {
            "items": ["name"], "recipient": scope.pk, "recipient_employer": town.council.pk,
            "purpose": "お手伝い", "means": "voice", "given_on": timezone.localdate().isoformat(),
        },
    )  # fmt: skip

    assert page.context["form"].errors == {"recipient_employer": [str(RECIPIENTS_DIFFER)]}


def test_whoever_sees_by_consent_changes_nothing(town: Town) -> None:
    person = make_person(town)
    consent = make_consent(town, person, town.council)
    client = town.client(Role.COORDINATOR1)

    codes = [
        client.get(reverse("people:change", args=[person.pk])).status_code,
        client.post(reverse("people:withdraw_consent", args=[consent.pk])).status_code,
    ]

    assert codes == [403, 403]


def test_gift_already_written_comes_back_with_a_sentence(town: Town) -> None:
    person = make_person(town)
    gift = make_gift(person)

    response = town.client(Role.COORDINATOR2).post(
        reverse("people:add_gift", args=[person.pk]), {"kind": "can", "category": gift.category_id}
    )

    assert (response.status_code, Gift.objects.count()) == (422, 1)
    assert response.context["form"].errors == {
        "category": ["同じことがもう書いてあります。そちらを直すか、別のことを選んでください。"]
    }


def test_gift_written_anew_is_not_brought_back_beside_it(town: Town) -> None:
    person = make_person(town)
    old = make_gift(person, ended_on=timezone.localdate())
    make_gift(person)

    response = town.client(Role.COORDINATOR2).post(
        reverse("people:bring_back_gift", args=[old.pk]), follow=True
    )

    assert "同じことがもう書いてあります。" in response.content.decode()
    assert Gift.objects.filter(ended_on=None).count() == 1


def test_gift_at_a_time_of_no_day_asks_for_the_day(town: Town) -> None:
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping")

    response = town.client(Role.COORDINATOR2).post(
        reverse("people:add_gift", args=[make_person(town).pk]),
        {"kind": "can", "category": category.pk, "parts": ["morning"]},
    )

    assert response.context["form"].errors == {"days": ["時間を選ぶときは、曜日も選んでください。"]}


def test_gift_on_a_day_without_a_time_is_for_the_whole_day(town: Town) -> None:
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping")

    town.client(Role.COORDINATOR2).post(
        reverse("people:add_gift", args=[make_person(town).pk]),
        {"kind": "can", "category": category.pk, "days": ["sun"]},
    )

    assert Gift.objects.get().times == {"sun": [["00:00", "24:00"]]}


def test_consent_of_tomorrow_comes_back_with_a_sentence(town: Town) -> None:
    person = make_person(town)
    term(town.municipality, Kind.CONSENT_ITEM, "name")
    scope = term(town.municipality, Kind.CONSENT_SCOPE, "shakyo")
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = town.client(Role.COORDINATOR2).post(
        reverse("people:give_consent", args=[person.pk]),
        {
            "items": ["name"], "recipient": scope.pk, "purpose": "お手伝い", "means": "voice",
            "given_on": tomorrow.isoformat(),
        },
    )  # fmt: skip

    assert (response.status_code, Consent.objects.count()) == (422, 0)
    assert response.context["form"].non_field_errors() == [
        "同意の日は、今日か、それより前の日にしてください。"
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("withdraw_consent", "もう取りやめてあります。"),
        ("restore_consent", "新しい同意として記録してください。"),
    ],
)
def test_withdrawal_of_another_day_stays_and_a_sentence_says_so(
    town: Town, name: str, said: str
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    consent = make_consent(town, make_person(town), town.council, withdrawn_on=yesterday)

    page = town.client(Role.COORDINATOR2).post(
        reverse(f"people:{name}", args=[consent.pk]), follow=True
    )

    consent.refresh_from_db()
    assert (said in page.content.decode(), consent.withdrawn_on) == (True, yesterday)
