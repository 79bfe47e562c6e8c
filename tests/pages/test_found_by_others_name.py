"""What is found by the name of its owner, organiser or place: as long as that name may be seen."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sasaeai.activities import actions as activities
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import actions as assets
from sasaeai.assets.models import Asset
from sasaeai.organisations import actions as organisations
from sasaeai.organisations import intake as organisations_intake
from sasaeai.organisations.models import Organisation
from sasaeai.pages import queries
from tests.factories.areas import Town
from tests.factories.organisations import make_organisation

Change = Callable[[Town, Organisation | Asset], None]


def change(town: Town, named: Organisation | Asset) -> None:
    viewer = town.viewer(Role.OFFICER)
    if isinstance(named, Asset):
        assets.change(viewer, named, changed=["visibility"])
    else:
        organisations.change(viewer, named, changed=["visibility"])


def change_many(town: Town, named: Organisation | Asset) -> None:
    assert isinstance(named, Organisation)
    actor, fields = town.viewer(Role.OFFICER).actor, ["name", "visibility"]
    organisations_intake.change_many(actor, [named], fields=fields)


def owned(town: Town, owner: Organisation, **facts: object) -> Asset:
    desk = Asset(name="貸し机", kind="thing", area=town.sakuradai, owner=owner)
    desk.visibility = Visibility.PUBLIC
    for name in facts:
        setattr(desk, name, facts[name])
    return assets.add(town.viewer(Role.OFFICER), desk)


def gathering(town: Town, **parts: object) -> Activity:
    made = Activity(name="お茶の会", area=town.sakuradai, visibility=Visibility.PUBLIC, **parts)
    return activities.add(town.viewer(Role.OFFICER), made)


def hits(town: Town, words: str, role: Role = Role.VIEWER) -> list[str]:
    kinds = ["asset", "activity"]
    found = queries.search(town.viewer(role), words, kinds=kinds, limit=9)
    return [row.name for room in found for row in room.rows]


@pytest.mark.parametrize("save", [change, change_many])
def test_nothing_is_found_by_the_name_of_an_organisation_that_was_hidden(
    town: Town, save: Change
) -> None:
    club = make_organisation(town, name="ゼータ会")
    owned(town, club)
    gathering(town, organiser=club)
    before = hits(town, "ゼータ会")
    club.visibility = Visibility.STAFF

    save(town, club)

    assert (before, hits(town, "ゼータ会")) == (["貸し机", "お茶の会"], [])


@pytest.mark.parametrize("save", [change, change_many])
def test_all_is_found_by_the_name_of_an_organisation_that_was_opened(
    town: Town, save: Change
) -> None:
    club = make_organisation(town, name="ゼータ会", visibility=Visibility.STAFF)
    owned(town, club)
    gathering(town, organiser=club)
    before = hits(town, "ゼータ会")
    club.visibility = Visibility.PUBLIC

    save(town, club)

    assert (before, hits(town, "ゼータ会")) == ([], ["貸し机", "お茶の会"])


@pytest.mark.parametrize("save", [change, change_many])
def test_all_is_found_by_the_new_name_of_an_organisation_and_not_by_the_old(
    town: Town, save: Change
) -> None:
    club = make_organisation(town, name="ゼータ会")
    owned(town, club)
    gathering(town, organiser=club)
    club.name = "イータ会"

    save(town, club)

    assert (hits(town, "ゼータ会"), hits(town, "イータ会")) == ([], ["貸し机", "お茶の会"])


def test_no_activity_is_found_by_the_name_of_a_place_that_was_hidden(town: Town) -> None:
    place = owned(town, make_organisation(town), name="ガンマ荘", kind="place")
    gathering(town, place=place)
    before = hits(town, "ガンマ荘")
    place.visibility = Visibility.STAFF

    change(town, place)

    assert (before, hits(town, "ガンマ荘")) == (["ガンマ荘", "お茶の会"], [])
    assert hits(town, "ガンマ荘", Role.OFFICER) == ["ガンマ荘"]


def test_owner_hidden_while_the_form_was_open_is_no_name_to_find_by(town: Town) -> None:
    club = make_organisation(town, name="ゼータ会")
    place = owned(town, club)
    meeting = gathering(town, organiser=club, place=place)
    opened = Asset.objects.select_related("owner").get(pk=place.pk)
    run = Activity.objects.select_related("organiser", "place").get(pk=meeting.pk)
    club.visibility = place.visibility = Visibility.STAFF
    change(town, club)
    change(town, place)

    opened.visibility = Visibility.PUBLIC
    assets.change(town.viewer(Role.OFFICER), opened, changed=["name"])
    activities.change(town.viewer(Role.OFFICER), run, changed=["name"])

    assert hits(town, "ゼータ会") == []


def test_change_of_a_name_costs_the_same_whatever_hangs_on_it(town: Town) -> None:
    club, viewer = make_organisation(town), town.viewer(Role.OFFICER)
    costs = []
    for number in range(3):
        owned(town, club)
        gathering(town, organiser=club)
        club.name = f"第{number}会"
        with CaptureQueriesContext(connection) as asked:
            organisations.change(viewer, club, changed=["name"])
        costs.append(len(asked) if number else 0)

    assert costs[1] == costs[2]
