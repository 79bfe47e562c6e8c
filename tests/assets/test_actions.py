"""Writing down and changing an asset: what is kept, what is refused, what a resident tells."""

import pytest

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import actions
from sasaeai.assets.models import Asset, HalfLife, Suggestion
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.vocabulary import term

POINT = {"longitude": 139.51, "latitude": 35.63}


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


def hall(town: Town, **facts: object) -> Asset:
    return Asset(name="集会所", **{"area": town.sakuradai, "kind": Asset.Kind.PLACE} | facts)


def refused(viewer: Viewer, asset: Asset) -> str:
    """Return the sentence with which an asset is refused, by both doors."""
    said = set()
    asset.municipality_id = viewer.municipality
    for action in (
        lambda: actions.add(viewer, asset),
        lambda: actions.change(viewer, asset, changed=["name"]),
    ):
        with pytest.raises(DomainError) as refusal:
            action()
        said.add(str(refusal.value))
    assert Asset.objects.count() == 0
    (sentence,) = said
    return sentence


def test_card_of_a_person_is_never_a_pin(town: Town, viewer: Viewer) -> None:
    made = actions.add(viewer, hall(town, kind=Asset.Kind.PERSON, **POINT))

    made.refresh_from_db()
    assert (made.longitude, made.latitude) == (None, None)


@pytest.mark.parametrize("half", ["longitude", "latitude"])
def test_half_a_point_is_refused(town: Town, viewer: Viewer, half: str) -> None:
    assert refused(viewer, hall(town, **{half: POINT[half]})) == (
        "緯度と経度は、両方とも入れるか、両方とも空けてください。"
    )


def test_area_of_the_next_town_is_refused(town: Town, next_town: Town, viewer: Viewer) -> None:
    assert refused(viewer, hall(town, area=next_town.sakuradai)) == (
        "同じ市町村の地区を選んでください。"
    )


def test_change_that_names_no_categories_keeps_them(town: Town, viewer: Viewer) -> None:
    shopping, talk = (
        term(town.municipality, Kind.SUPPORT_CATEGORY, code) for code in ("shopping", "talk")
    )
    asset = actions.add(viewer, hall(town), categories=[shopping])
    kept = []

    for named in (None, [talk], []):
        actions.change(viewer, asset, changed=["name"], categories=named)
        kept.append(list(asset.categories.all()))

    assert kept == [[shopping], [talk], []]


def test_what_a_resident_tells_is_kept_under_nobodys_name(town: Town) -> None:
    asset = AssetFactory(area=town.sakuradai)

    told = actions.suggest(asset, Suggestion(words="鍵がかわりました", contact="となりの者"))

    told.refresh_from_db()
    entry = Entry.objects.get(verb="assets.suggest")
    assert (told.listed, told.municipality, told.state) == (asset, town.municipality, "new")
    assert (entry.actor, entry.municipality, entry.subjects) == (
        None,
        town.municipality.pk,
        [str(asset.pk)],
    )


def test_half_lives_are_set_for_this_town_and_set_anew(
    town: Town, next_town: Town, viewer: Viewer
) -> None:
    for days in (10, 20):
        actions.set_half_lives(viewer, {"phone": days})

    rows = HalfLife.objects.values_list("municipality", "field", "label", "days")
    assert list(rows) == [(town.municipality.pk, "phone", "連絡先", 20)]
