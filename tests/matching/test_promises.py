"""The promise beside the times and the rests of whoever helps."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from sasaeai.calc.hours import week_from_json
from sasaeai.matching import actions, promises, queries, words
from sasaeai.matching.models import Match
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.people import make_gift, writer

pytestmark = pytest.mark.django_db
TUESDAY = {"tue": [["06:00", "07:00"]]}
FRIDAY = {"fri": [["09:00", "12:00"]]}
BOTH = TUESDAY | FRIDAY


def agreed(town: Town, viewer, *, asked=None, **gift) -> Match:
    need = make_need(town, times=asked or {})
    promise = {"state": "agreed", "agreed_on": viewer.today}
    return make_match(town, need, make_helper(town, **gift), **promise)


def test_nobody_is_promised_on_a_day_of_their_rest(town: Town, viewer) -> None:
    match = agreed(town, viewer)
    match.person.paused_from = viewer.today
    match.person.paused_until = viewer.today + timedelta(days=3)
    match.person.save()
    plan = {"times": TUESDAY, "companion": ""}
    with pytest.raises(DomainError, match="までお休みです"):
        actions.arrange(viewer, match, first_on=viewer.today + timedelta(days=3), **plan)
    match.person.paused_until = None
    match.person.save()
    with pytest.raises(DomainError, match="いつまでかは決まっていません"):
        actions.arrange(viewer, match, first_on=viewer.today, **plan)
    match.person.paused_from = match.person.paused_until = viewer.today + timedelta(days=3)
    match.person.save()
    later = viewer.today + timedelta(days=4)
    assert actions.arrange(viewer, match, first_on=later, **plan).first_on == later


@pytest.mark.parametrize(
    ("since", "until", "is_told"),
    [(3, 9, True), (-3, None, True), (-3, -1, False), (None, None, False)],
)
def test_rest_of_the_helper_stands_on_the_page(town: Town, viewer, since, until, is_told) -> None:
    match = agreed(town, viewer)
    days = [None if one is None else viewer.today + timedelta(days=one) for one in (since, until)]
    match.person.paused_from, match.person.paused_until = days
    match.person.save()
    page = town.client(Role.COORDINATOR2).get(match.get_absolute_url()).content.decode()
    assert ("<dt>お休み</dt>" in page) == is_told


def test_first_time_that_is_proposed_suits_both(town: Town, viewer) -> None:
    match = agreed(town, viewer, asked=BOTH, times=FRIDAY)
    assert promises.promise_said(viewer, match)["day"] == "fri"


def test_time_of_the_helper_is_proposed_where_nobody_else_said_one(town: Town, viewer) -> None:
    assert promises.promise_said(viewer, agreed(town, viewer, times=FRIDAY))["day"] == "fri"


def test_any_time_is_any_time(town: Town, viewer) -> None:
    match = agreed(town, viewer, times=TUESDAY)
    assert promises.free_times(match) == week_from_json(TUESDAY)
    make_gift(match.person, "trash", kind="wants")
    assert not promises.free_times(match)


def test_place_has_no_times_of_its_own(town: Town, viewer) -> None:
    match = actions.turn_to(
        viewer, make_need(town), kind="asset", target=AssetFactory(area=town.sakuradai, kind="place").pk, reasons=[]
    )  # fmt: skip
    assert not promises.is_outside(match)


@pytest.mark.parametrize(("start", "is_told"), [("09:00", False), ("13:00", True)])
def test_time_that_was_not_named_is_kept_and_told(town: Town, viewer, start, is_told) -> None:
    match = agreed(town, viewer, times=FRIDAY)
    client = Client()
    client.force_login(writer(town))
    url = f"/matching/{match.pk}/arrange/"
    assert "お手伝いの方の都合のよい時間：金 午前9時〜正午" in client.get(url).content.decode()
    friday = viewer.today + timedelta(days=(4 - viewer.today.weekday()) % 7)
    plan = {"day": "fri", "start": start, "first_on": friday.isoformat()}
    page = client.post(url, plan, follow=True).content.decode()
    match.refresh_from_db()
    assert match.first_on == friday
    assert ("ご本人に確かめてください" in page) == is_told


@pytest.mark.parametrize("wishes", [True, False])
def test_form_says_beforehand_that_a_companion_is_asked_for(town: Town, viewer, wishes) -> None:
    match = agreed(town, viewer)
    match.person.with_companion = wishes
    match.person.save()
    client = Client()
    client.force_login(writer(town))
    url = f"/matching/{match.pk}/arrange/"
    assert client.get(url).context["form"].fields["companion"].required is wishes
    plan = {"day": "fri", "start": "09:00", "first_on": viewer.today.isoformat(), "companion": ""}
    page = client.post(url, plan).content.decode()
    assert ("はじめての訪問に付き添う人を書いてください" in page) is wishes


@pytest.mark.parametrize(
    ("days", "state", "is_soon"),
    [
        (0, "agreed", True), (7, "agreed", True), (8, "agreed", False), (-1, "agreed", False),
        (3, "done", False),
    ],
)  # fmt: skip
def test_first_meeting_of_the_week_is_known(
    town: Town, viewer, days: int, state: str, is_soon
) -> None:
    match = agreed(town, viewer)
    match.first_on, match.state = viewer.today + timedelta(days=days), state
    match.asked_by_id = viewer.user
    match.save()
    assert ([*queries.first_meetings(viewer)] == [match]) is is_soon
    match.need.closed_on, match.need.state = viewer.today, "done"
    match.need.save()
    assert not queries.first_meetings(viewer).exists()


def test_of_a_place_nobody_says_that_two_should_not_meet(town: Town, viewer) -> None:
    person = agreed(town, viewer)
    hall = actions.turn_to(
        viewer, make_need(town), kind="asset", target=AssetFactory(area=town.sakuradai, kind="place").pk, reasons=[]
    )  # fmt: skip
    offered = [{value for value, _label in words.whys(match)} for match in (person, hall)]
    assert offered[0] - offered[1] == {"not_them"}


@pytest.mark.parametrize(("often", "is_owed"), [("once", False), ("weekly", True)])
def test_end_is_owed_to_whoever_helps_again_and_again(
    town: Town, viewer, often: str, is_owed
) -> None:
    need = make_need(town, often=often, state="done", closed_on=viewer.today)
    days = {"agreed_on": viewer.today, "thanked_on": viewer.today}
    match = make_match(town, need, make_helper(town), state="thanked", **days)

    client, told = town.client(Role.COORDINATOR2), "終わったことを、まだ伝えていません"
    addresses = (reverse("matching:candidates", args=[need.pk]), match.get_absolute_url())
    pages = [client.get(one).content.decode() for one in addresses]

    assert (told in pages[0], "お手伝いは終わっています" not in pages[1]) == (is_owed, is_owed)
