"""The page of a need: when and whose stand at its head, what is seldom looked at is folded."""

import pytest

from sasaeai.areas.models import Role
from tests.factories.areas import Town
from tests.factories.needs import make_need
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_when_and_whose_stand_before_what_is_proposed(town: Town) -> None:
    person = make_person(town, nickname="柿の木のおばあちゃん")
    need = make_need(town, person=person, place_words="玄関まで")
    page = town.client(Role.COORDINATOR2).get(need.get_absolute_url()).content.decode()
    marks = ("1回30分", "柿の木のおばあちゃん", "hx-get", "こまかいことを見る", "玄関まで")
    assert [*map(page.index, marks)] == sorted(map(page.index, marks))
