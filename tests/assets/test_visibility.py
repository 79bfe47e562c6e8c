"""What a viewer never gets to see: hidden owners, confidential places, private words."""

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import resident
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import actions, queries
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, make_home, make_master
from tests.factories.organisations import make_organisation

SECRETS = ("桜台2-8-1", "139.51", "35.63")


def pages_of(client: Client, asset: Asset) -> str:
    """Return all that a browser gets to see of an asset."""
    parts = [
        client.get(reverse("assets:list")).content,
        client.get(reverse("assets:asset", args=[asset.pk])).content,
        b"".join(client.get(reverse("assets:export")).streaming_content),  # type: ignore[arg-type]  # not asynchronous
    ]
    return b"".join(parts).decode()


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.COORDINATOR2, {"public", "professionals", "council", "staff"}),
        (Role.VIEWER, {"public", "professionals"}),
        (Role.COUNCIL_MEMBER, {"public", "council"}),
    ],
)
def test_list_shows_what_the_visibility_allows(town: Town, role: Role, seen: set[str]) -> None:
    for visibility in Visibility:
        AssetFactory(area=town.aoume, name=f"名前-{visibility}-", visibility=visibility)

    page = town.client(role).get(reverse("assets:list")).content.decode()

    assert {name for name in Visibility.values if f"名前-{name}-" in page} == seen


def test_asset_not_visible_is_not_found(town: Town) -> None:
    hidden = AssetFactory(area=town.sakuradai, visibility=Visibility.STAFF)

    response = town.client(Role.VIEWER).get(reverse("assets:asset", args=[hidden.pk]))

    assert response.status_code == 404


def test_resident_sees_only_what_is_public(town: Town) -> None:
    for visibility in Visibility:
        AssetFactory(area=town.aoume, visibility=visibility)

    seen = queries.listed(resident(town.municipality.pk))

    assert [asset.visibility for asset in seen] == [Visibility.PUBLIC]


def test_confidential_place_never_leaks_to_a_viewer(town: Town) -> None:
    page = pages_of(town.client(Role.VIEWER), make_home(town))

    assert "みんなの縁側" in page
    assert [secret for secret in SECRETS if secret in page] == []


def test_confidential_place_is_shown_to_staff(town: Town) -> None:
    page = pages_of(town.client(Role.COORDINATOR2), make_home(town))

    assert [secret for secret in SECRETS if secret in page] == list(SECRETS)


def test_confidential_place_has_no_point_for_a_resident(town: Town) -> None:
    home, outsider = make_home(town), resident(town.municipality.pk)

    assert queries.point_for(outsider, home) is None
    assert queries.address_for(outsider, home) == ""
    assert queries.point_for(town.viewer(Role.OFFICER), home) == (139.51, 35.63)


@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        ({"placed_by_address": True}, True),
        ({}, False),
        ({"placed_by_address": True, "confidential": True}, False),
    ],
    ids=["roughly", "surely", "hidden"],
)
def test_page_of_a_place_says_that_it_is_only_roughly_there(
    town: Town, values: dict[str, bool], *, is_told: bool
) -> None:
    asset = AssetFactory(area=town.sakuradai, address="桜台一丁目", latitude=35.6, longitude=139.5, **values)  # fmt: skip

    page = pages_of(town.client(Role.VIEWER), asset)

    assert ("位置は町丁のおおよそです" in page) is is_told


@pytest.mark.parametrize("role", [Role.VIEWER, Role.COUNCIL_MEMBER])
def test_address_of_a_person_never_leaks_to_others_than_staff(town: Town, role: Role) -> None:
    page = pages_of(town.client(role), make_master(town))

    assert ("将棋の先生" in page, "桜台9-8-7" in page) == (True, False)


def test_address_of_a_person_is_on_the_page_for_staff_and_noted(town: Town) -> None:
    master = make_master(town)

    page = town.client(Role.COORDINATOR2).get(master.get_absolute_url()).content.decode()

    assert "桜台9-8-7" in page
    assert Entry.objects.get(verb="assets.look").fields == ["address"]


def test_address_of_a_person_finds_nothing(town: Town) -> None:
    master = make_master(town)

    actions.index([master])

    found = [
        queries.holding(Asset.objects.all(), words, viewer=town.viewer(Role.OFFICER)).count()
        for words in ("将棋の先生", "桜台9-8-7")
    ]
    assert found == [1, 0]


def test_address_of_a_person_is_on_no_page_of_what_takes_place_there(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai, place=make_master(town))
    viewer, staff = town.client(Role.VIEWER), town.client(Role.COORDINATOR2)
    export = reverse("activities:export")

    pages = [
        b"".join([client.get(activity.get_absolute_url()).content, *client.get(export)]).decode()
        for client in (viewer, staff)
    ]

    assert ["桜台9-8-7" in page for page in pages] == [False, True]


def test_owner_who_is_hidden_reads_as_none(town: Town) -> None:
    owner = make_organisation(town, name="ひみつの会", visibility=Visibility.STAFF)
    asset = AssetFactory(area=town.sakuradai, owner=owner)

    assert "ひみつの会" not in pages_of(town.client(Role.VIEWER), asset)
    assert "ひみつの会" in pages_of(town.client(Role.COORDINATOR2), asset)


def test_private_words_are_kept_from_a_viewer(town: Town) -> None:
    asset = AssetFactory(
        area=town.sakuradai,
        private_contact="窓口 花子",
        private_phone="042-000-5678",
        notes="鍵の置き場所",
    )

    page = pages_of(town.client(Role.VIEWER), asset)

    assert [
        word for word in ("花子", "042-000-5678", "鍵の置き場所", "載せない") if word in page
    ] == []
