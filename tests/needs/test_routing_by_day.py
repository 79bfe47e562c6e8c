"""What goes to professionals follows the town's dated rules: from its day on, and no day sooner."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.needs import actions
from sasaeai.needs.models import Need
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.contacts import make_contact
from tests.factories.needs import make_need
from tests.factories.people import writer
from tests.factories.vocabulary import make_rule, term

pytestmark = pytest.mark.django_db

CALL = "近所の方には頼まず、いま電話するところ"
DAY = timedelta(days=1)


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


def page_of(town: Town, need: Need, *, in_days: int = 0) -> str:
    """Return the page of a need as it is so many days from today on."""
    with time_machine.travel(timezone.now() + in_days * DAY, tick=False):
        client = Client()
        client.force_login(writer(town))
        return client.get(need.get_absolute_url()).content.decode()


def test_open_need_is_routed_from_the_day_on_and_back_again(town: Town) -> None:
    need = make_need(town)
    make_rule(need.category, "refer", in_days=1)
    make_rule(need.category, "allow", in_days=3)

    assert [CALL in page_of(town, need, in_days=days) for days in range(4)] == [
        False,
        True,
        True,
        False,
    ]


def test_routed_need_says_since_when_and_why_the_town_does_otherwise(town: Town) -> None:
    need = make_need(town)
    with time_machine.travel("2026-04-01 12:00+09:00", tick=False):
        make_rule(need.category, "refer", why="収集の会社と決めた")

    page = page_of(town, need)

    assert "令和8年4月1日からの、この町の決まりです。" in page
    assert "わけ：収集の会社と決めた" in page


def test_need_routed_as_the_nation_starts_names_no_rule_of_the_town(town: Town) -> None:
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, "medication", policy="refer")
    need = make_need(town, category=category)
    make_rule(category, "refer", why="国のとおりにする")

    page = page_of(town, need)

    assert f"「{category}」は、専門のところへつなぎます。" in page
    assert "この町の決まり" not in page


def test_need_routed_by_an_alarm_word_alone_says_nothing_of_its_category(town: Town) -> None:
    term(town.municipality, Kind.ALARM_WORD, "beaten", label="殴られ")

    page = page_of(town, make_need(town, "殴られると話している"))

    assert (CALL in page, "気になる言葉" in page) == (True, True)
    assert "は、専門のところへつなぎます。" not in page


def test_overruled_need_stays_with_the_neighbours(town: Town, viewer: Viewer) -> None:
    need = make_need(town)
    make_rule(need.category, "refer")
    actions.overrule(viewer, need, because="玄関先までなので")

    assert CALL not in page_of(town, need)


def test_contact_named_for_the_category_is_the_first_to_call(town: Town) -> None:
    need = make_need(town)
    make_rule(need.category, "refer")
    make_contact(town, "どんなときにも")
    make_contact(town, "ゴミの係", order=9, terms=[need.category])

    page = page_of(town, need)

    assert page.index("ゴミの係") < page.index("どんなときにも")
