"""Areas of a file in the tree: behind those that are there, as many as a path can tell apart."""

import pytest

from sasaeai.areas import paths
from sasaeai.areas.models import Area
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.exchange.models import Kind
from tests.exchange.bringing import taken_in
from tests.exchange.lists import choice, csv
from tests.factories.areas import AreaFactory, Town

pytestmark = pytest.mark.django_db
HEAD = "町丁目名,緯度,経度"


def bring(town: Town, *names: str) -> None:
    """Take 町丁 of these names in, which all lie below the town itself."""
    rows = csv(*(f"{name},35.61,139.51" for name in names), head=HEAD)
    here = Actor(municipality=town.municipality.pk)
    taken_in(here, choice(Kind.TOWNS, source="町丁"), rows, town.municipality)


def steps(town: Town) -> dict[str, int]:
    """Return the so-manyth below the town that each area is, by its name."""
    told = Area.objects.filter(parent=town.root).values_list("name", "path")
    assert all(path.startswith(town.root.path) for _name, path in told)
    return {name: int(path[-5:-1]) for name, path in told}


def fill(town: Town, *, but: int) -> None:
    """Give all places below the town but so many."""
    last = AreaFactory(parent=town.root, name="さいごの町")
    Area.objects.filter(pk=last.pk).update(path=town.root.path + paths.step(paths.MOST - but))


def test_areas_of_a_file_stand_in_its_order_behind_those_that_are_there(town: Town) -> None:
    last = max(steps(town).values())

    bring(town, "ゆうひ町", "あさひ町", "みなと町")

    told = steps(town)
    wanted = [last + 1, last + 2, last + 3]
    assert [told[name] for name in ("ゆうひ町", "あさひ町", "みなと町")] == wanted


def test_more_areas_than_a_path_can_tell_apart_are_refused_with_a_sentence(town: Town) -> None:
    fill(town, but=1)

    with pytest.raises(DomainError, match="の下に置ける区域は9,999までです。"):
        bring(town, "ゆうひ町", "あさひ町")

    assert "ゆうひ町" not in steps(town)


def test_last_place_of_all_is_given(town: Town) -> None:
    fill(town, but=1)

    bring(town, "ゆうひ町")

    assert steps(town)["ゆうひ町"] == paths.MOST
