"""The pages of checks, half-lives and suggestions: empty, filled in wrongly, not one's own."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.assets import actions, queries
from sasaeai.assets.models import Asset, HalfLife
from sasaeai.audit.models import Entry
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, SuggestionFactory, check_asset


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


@pytest.fixture
def asset(town: Town) -> Asset:
    return AssetFactory(area=town.sakuradai, name="桜台集会所")


def looks() -> list[tuple[list[str], list[str]]]:
    entries = Entry.objects.filter(verb="assets.look_suggestions")
    return [(entry.subjects, entry.fields) for entry in entries]


def test_check_is_asked_for_and_a_half_one_comes_back(client: Client, asset: Asset) -> None:
    url = reverse("assets:check", args=[asset.pk])
    asked = client.get(url).content.decode()

    response = client.post(
        url, {"means": "visit", "words": "鍵は会長宅", "on": timezone.localdate().isoformat()}
    )

    assert "「桜台集会所」を確かめた" in asked
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"result": ["ひとつ選んでください。"]},
    )
    assert ("鍵は会長宅" in response.content.decode(), asset.checks.count()) == (True, 0)


def test_check_of_fields_says_which(client: Client, asset: Asset) -> None:
    said = {"means": "phone", "result": "same", "on": timezone.localdate().isoformat()}

    client.post(
        reverse("assets:check", args=[asset.pk]), said | {"fields_checked": ["phone", "fee"]}
    )

    assert asset.checks.get().fields == ["phone", "fee"]


def test_check_that_found_a_change_goes_on_to_the_form_and_comes_back(
    client: Client, asset: Asset
) -> None:
    said = {"means": "phone", "result": "changed", "on": timezone.localdate().isoformat()}
    right = {"name": "新桜台集会所", "kind": "place", "area": asset.area_id}
    right |= {"visibility": "staff", "origin": "existing"}

    checked = client.post(
        reverse("assets:check", args=[asset.pk]), said, query_params={"back": "/round/?area=1"}
    )
    changed = client.post(checked["Location"], right)

    form = reverse("assets:change", args=[asset.pk])
    assert checked["Location"] == f"{form}?back=%2Fround%2F%3Farea%3D1"
    assert changed["Location"] == "/round/?area=1"


def test_change_that_was_only_found_renews_nothing(client: Client, asset: Asset) -> None:
    today = timezone.localdate()
    said = {"means": "phone", "result": "changed", "on": today.isoformat()}

    client.post(reverse("assets:check", args=[asset.pk]), said)
    page = client.get(asset.get_absolute_url()).content.decode()

    asset.refresh_from_db()
    assert (asset.checked_on, asset.check_due_on) == (None, today)
    assert ("変わっていた" in page, "変わっていたので直した" in page) == (True, False)


def test_change_that_was_found_is_put_right_by_correcting_it(
    town: Town, client: Client, asset: Asset
) -> None:
    today = timezone.localdate()
    said = {"means": "phone", "result": "changed", "on": today.isoformat()}
    client.post(reverse("assets:check", args=[asset.pk]), said)
    viewer = town.viewer(Role.COORDINATOR2)

    actions.change(viewer, asset, changed=[])
    untouched = asset.checks.get().result
    actions.change(viewer, asset, changed=["fee"])

    asset.refresh_from_db()
    assert (untouched, asset.checks.get().result) == ("changed", "corrected")
    assert (asset.checked_on, asset.check_due_on > today) == (today, True)


@pytest.mark.parametrize("result", ["corrected", "import"])
def test_nobody_says_that_it_was_put_right(client: Client, asset: Asset, result: str) -> None:
    said = {"means": "phone", "result": result, "on": timezone.localdate().isoformat()}

    answer = client.post(reverse("assets:check", args=[asset.pk]), said)

    assert (answer.status_code, asset.checks.count()) == (422, 0)


def test_check_of_no_page_leads_to_the_thing_itself(client: Client, asset: Asset) -> None:
    url = reverse("assets:check", args=[asset.pk])
    said = {"means": "phone", "result": "same", "on": timezone.localdate().isoformat()}
    beyond = ["//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)", "/\\x"]

    ends = [client.post(url, said, query_params={"back": back}) for back in ["", *beyond]]

    assert {response["Location"] for response in ends} == {asset.get_absolute_url()}


def test_check_of_the_next_town_is_not_there_to_take_back(client: Client, next_town: Town) -> None:
    beyond = check_asset(next_town.viewer(Role.OFFICER), AssetFactory(area=next_town.west))

    response = client.post(reverse("assets:take_back_check", args=[beyond.pk]))

    assert (response.status_code, beyond.listed.checks.count()) == (404, 1)


def test_half_lives_are_asked_for_with_what_counts_now(town: Town) -> None:
    HalfLife.objects.create(municipality=town.municipality, field="phone", label="連絡先", days=99)
    client, url = town.client(Role.OFFICER), reverse("assets:half_lives")

    form = client.get(url).context["form"]
    response = client.post(url, {"schedule": "0", "phone": "5", "fee": "5", "place": "5"})

    assert {name: form[name].value() for name in form.fields} == {
        "schedule": 270,
        "phone": 99,
        "fee": 540,
        "place": 1460,
    }
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["schedule"])
    assert HalfLife.objects.get().days == 99


def test_suggestions_that_are_read_leave_one_entry(client: Client, asset: Asset) -> None:
    told = SuggestionFactory(listed=asset, contact="となりの者")
    pages = [
        client.get(url).content.decode()
        for url in (reverse("assets:suggestions"), reverse("assets:answer", args=[told.pk]))
    ]

    assert [told.words in page for page in pages] == [True, True]
    assert looks() == [([str(asset.pk)], ["contact", "words"])] * 2


def test_no_suggestions_leave_no_entry(client: Client) -> None:
    assert client.get(reverse("assets:suggestions")).status_code == 200
    assert looks() == []


def test_answer_that_was_not_given_is_not_taken_back(client: Client, asset: Asset) -> None:
    told = SuggestionFactory(listed=asset)

    response = client.post(reverse("assets:take_back_answer", args=[told.pk]))

    assert response.status_code == 404


def test_page_of_an_asset_shows_what_was_told_of_it_to_staff_alone(
    town: Town, client: Client, asset: Asset
) -> None:
    told = SuggestionFactory(listed=asset, words="手すりがつきました")
    SuggestionFactory(listed=AssetFactory(area=town.sakuradai), words="べつの話")

    pages = [
        who.get(asset.get_absolute_url()).content.decode()
        for who in (client, town.client(Role.VIEWER))
    ]

    assert [(told.words in page, "べつの話" in page) for page in pages] == [
        (True, False),
        (False, False),
    ]


def test_stale_are_counted_in_an_area_and_below(town: Town) -> None:
    viewer = town.viewer(Role.OFFICER)
    due = [None, viewer.today, viewer.today + timedelta(days=1)]
    for day in due:
        AssetFactory(area=town.sakuradai, check_due_on=day)
    AssetFactory(area=town.aoume)
    AssetFactory(area=town.sakuradai, retired_on=viewer.today)

    assert queries.stale_count(viewer, town.west) == 2
    assert queries.stale_count(viewer, town.west, placed=True) == 0
