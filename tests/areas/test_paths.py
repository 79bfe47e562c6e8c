"""The place of an area in the tree: given once, below an area that is there."""

import pytest

from sasaeai.areas import actions
from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.audit.actor import MACHINE
from sasaeai.base.errors import DomainError
from tests.factories.areas import AreaFactory, Town

pytestmark = pytest.mark.django_db


def test_first_area_below_another_is_its_first(town: Town) -> None:
    area = Area(parent=town.sakuradai, level=Level.TOWN, name="ゆうひ町")

    actions.add_area(MACHINE, area)

    assert area.path == f"{town.sakuradai.path}0001."


def test_place_of_an_area_that_was_taken_out_in_the_middle_is_not_given_anew(town: Town) -> None:
    first, second = (AreaFactory(parent=town.sakuradai) for _twice in range(2))
    Area.objects.filter(pk=first.pk).delete()

    third = AreaFactory(parent=town.sakuradai)

    assert (second.path[-5:], third.path[-5:]) == ("0002.", "0003.")


def test_area_below_one_that_is_gone_is_refused_with_a_sentence(town: Town) -> None:
    gone = AreaFactory(parent=town.root, name="なくなる区域")
    area = Area(parent=gone, level=Level.TOWN, name="ゆうひ町")
    Area.objects.filter(pk=gone.pk).delete()

    with pytest.raises(DomainError, match="上の区域が、いまなくなりました。"):
        actions.add_area(MACHINE, area)
