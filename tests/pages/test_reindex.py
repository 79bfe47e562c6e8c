"""`sasaeai reindex` writes anew what everything is found by."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sasaeai.areas.models import Role
from sasaeai.assets import queries as assets
from sasaeai.people import queries as people
from sasaeai.people.models import NameKey
from sasaeai.search import index
from sasaeai.search.models import Text
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.organisations import make_organisation
from tests.factories.people import make_person


def test_what_was_lost_or_out_of_date_is_found_again(town: Town) -> None:
    asset = AssetFactory(area=town.sakuradai, name="さくら会館")
    index.drop(list(Text.objects.all()))
    Text.objects.update(folded="古い言葉", title="")
    viewer = town.viewer(Role.VIEWER)

    call_command("reindex")

    found = [
        list(assets.holding(assets.visible_to(viewer), words, viewer=viewer))
        for words in ("さくら会館", "古い言葉")
    ]
    assert found == [[asset], []]


def test_persons_are_found_by_their_names_again(town: Town) -> None:
    person = make_person(town, family_name="佐倉")
    NameKey.objects.all().delete()

    call_command("reindex")

    viewer = town.viewer(Role.COORDINATOR2)
    assert list(people.found(viewer, "佐倉")) == [person]


def test_rows_are_read_in_batches(town: Town) -> None:
    counts = []
    for number in (1, 4):
        for _number in range(number):
            owner = make_organisation(town)
            place = AssetFactory(area=town.sakuradai, owner=owner)
            ActivityFactory(area=town.sakuradai, organiser=owner, place=place)
            make_person(town)
        with CaptureQueriesContext(connection) as made:
            call_command("reindex")
        counts.append(len(made))

    # Sixteen rows more; only their tokens and keys may fill one more statement.
    assert counts[1] < counts[0] + 4


def test_command_says_how_many_of_each(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    make_person(town)

    call_command("reindex")

    assert "Person: 1" in capsys.readouterr().out
