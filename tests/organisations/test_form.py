"""What may be written of an organisation, and what is said where it may not."""

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.organisations import actions, queries
from sasaeai.organisations.models import Organisation
from sasaeai.search import queries as search
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.organisations import make_organisation
from tests.factories.vocabulary import term

ADD = "/organisations/new/"


def enough(town: Town, **more: object) -> dict[str, object]:
    """Return what suffices, and what else is sent."""
    kind = term(town.municipality, Kind.ORG_TYPE, "npo")
    return {
        "name": "お互いさま",
        "kind": kind.pk,
        "area": town.sakuradai.pk,
        "visibility": "staff",
    } | more


def test_name_kind_and_area_suffice(town: Town, browser: Client) -> None:
    browser.post(ADD, enough(town))

    rows = Organisation.objects.values_list("name", "area__name", "visibility")
    assert list(rows) == [("お互いさま", "桜台", "staff")]


def test_private_words_stay_out_of_the_text_index(town: Town, browser: Client) -> None:
    browser.post(ADD, enough(town, contact_name="もりさん", notes="鍵は会長宅", description="庭"))

    found = [
        search.matching("organisation", words, municipality=town.municipality.pk).count()
        for words in ("庭", "もり", "会長宅")
    ]

    assert found == [1, 0, 0]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "  "}, "ここを書いてください。"),
        ({"name": "あ" * 121}, "120文字まで"),
        ({"kind": "nonsense"}, "一覧の中から選んでください。"),
        ({"kind": ""}, "ひとつ選んでください。"),
        ({"visibility": "all"}, "一覧の中から選んでください。"),
        ({"phone": "でんわ"}, "電話番号は「042-000-1234」のように"),
        ({"contact_phone": "12"}, "電話番号は「042-000-1234」のように"),
        ({"url": "javascript:alert(1)"}, "アドレスは「https://」から始めて"),
        ({"latitude": "35.6"}, "両方書くか、両方空けてください。"),
        ({"latitude": "139.5", "longitude": "35.6"}, "緯度と経度が入れかわっています。"),
        ({"latitude": "51.5", "longitude": "0.1"}, "日本の外の場所になっています。"),
        ({"latitude": "nan", "longitude": "139.5"}, "数字で書いてください。"),
        ({"latitude": "1e400", "longitude": "139.5"}, "数字で書いてください。"),
        ({"notes": "a\x00b"}, "使えない文字が入っています。"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    town: Town, browser: Client, sent: dict[str, str], sentence: str
) -> None:
    page = browser.post(ADD, enough(town, **sent))

    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert Organisation.objects.count() == 0


def test_point_in_japan_is_kept(town: Town, browser: Client) -> None:
    browser.post(ADD, enough(town, latitude="35.6379", longitude="139.5046"))

    assert Organisation.objects.values_list("latitude", "longitude").get() == (35.6379, 139.5046)


def test_area_of_the_next_town_is_refused(town: Town, next_town: Town, coordinator: Viewer) -> None:
    kind = term(town.municipality, Kind.ORG_TYPE, "npo")
    organisation = Organisation(name="お互いさま", kind=kind, area=next_town.sakuradai)

    with pytest.raises(DomainError, match="同じ市町村の地区を選んでください。"):
        actions.add(coordinator, organisation)
    assert Organisation.objects.count() == 0


def test_area_outside_ones_own_cannot_be_chosen(town: Town, browser: Client) -> None:
    page = browser.post(ADD, enough(town, area=town.aoume.pk))

    assert (page.status_code, Organisation.objects.count()) == (422, 0)


def test_same_name_otherwise_written_is_asked_about_and_saved_on_the_second_sending(
    town: Town, browser: Client
) -> None:
    known = make_organisation(town, name="おたがいサマの会", area=town.aoume)
    sent = enough(town, name="オタガイさまの會")

    asked = browser.post(ADD, sent)
    form = asked.context["form"]
    browser.post(ADD, sent | {"sure": form["sure"].value()})

    assert asked.status_code == 422
    assert known.get_absolute_url() in asked.content.decode()
    assert Organisation.objects.count() == 2


def test_another_known_name_is_asked_about_again(town: Town, browser: Client) -> None:
    make_organisation(town, name="ひとつめ")
    make_organisation(town, name="ふたつめ")

    page = browser.post(ADD, enough(town, name="ふたつめ", sure="ひとつめ"))

    assert (page.status_code, Organisation.objects.count()) == (422, 2)


def test_same_name_in_the_next_town_is_not_asked_about(
    town: Town, next_town: Town, browser: Client
) -> None:
    make_organisation(next_town, name="お互いさま")

    assert browser.post(ADD, enough(town)).status_code == 302


def test_change_keeps_a_kind_that_has_ended(town: Town, browser: Client) -> None:
    today = town.viewer(Role.OFFICER).today
    kind = term(town.municipality, Kind.ORG_TYPE, "old", until=today.replace(year=2020))
    known = make_organisation(town, kind="old", name="むかしの会")
    url = reverse("organisations:change", args=[known.pk])

    page = browser.post(url, enough(town, kind=kind.pk, name="むかしの会", description="いまも"))

    known.refresh_from_db()
    assert (page.status_code, known.description) == (302, "いまも")


def test_ended_kind_is_not_offered_for_a_new_one(town: Town) -> None:
    viewer = town.viewer(Role.OFFICER)
    term(town.municipality, Kind.ORG_TYPE, "old", until=viewer.today.replace(year=2020))
    term(town.municipality, Kind.ORG_TYPE, "npo")

    assert [kind.code for kind in queries.kinds(viewer)] == ["npo"]


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.VIEWER])
def test_who_only_reads_adds_nothing(town: Town, role: Role) -> None:
    assert town.client(role).get(ADD).status_code == 403
