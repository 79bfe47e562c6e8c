"""What was ended is taken up again, a closed need opened again: nobody is promised twice at one time."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.matching import actions
from sasaeai.matching.models import Match
from sasaeai.needs import actions as needs
from sasaeai.needs.models import Need
from sasaeai.people.models import Person
from tests.factories.areas import Town
from tests.factories.needs import make_helper, make_match, make_need

pytestmark = pytest.mark.django_db
TUESDAY = {"tue": [["10:00", "11:00"]]}
WEDNESDAY = {"wed": [["10:00", "11:00"]]}
TAKEN = "同じ時間に、ほかの約束があります"


def promised(
    town: Town, what: str, helper: Person, times: dict[str, list[list[str]]] = TUESDAY
) -> Match:
    """Let a helper have promised this time from today on."""
    today = timezone.localdate()
    match = make_match(
        town, make_need(town, what), helper, state=Match.State.AGREED, agreed_on=today
    )
    plan = {"times": times, "first_on": today, "companion": "田中"}
    return actions.arrange(town.viewer(Role.COORDINATOR2), match, **plan)


def ended_and_given_away(town: Town, *, times: dict[str, list[list[str]]]) -> Match:
    """Return a match that ended, whose helper promised this time to somebody else meanwhile."""
    helper = make_helper(town)
    first = promised(town, "先の約束", helper)
    actions.end(town.viewer(Role.COORDINATOR2), first, apart=False)
    promised(town, "あとの約束", helper, times)
    return first


def test_time_promised_to_another_meanwhile_is_not_promised_again(town: Town, viewer) -> None:
    first = ended_and_given_away(town, times=TUESDAY)

    back = actions.take_up_again(viewer, first)
    back.refresh_from_db()

    assert (back.state, back.times, back.first_on) == (Match.State.AGREED, {}, None)
    assert back.companion == "田中"
    fields = Entry.objects.get(verb="matching.take_up_again").fields
    assert {"times", "first_on"} <= set(fields)


def test_time_that_is_still_free_stays_promised(town: Town, viewer) -> None:
    first = ended_and_given_away(town, times=WEDNESDAY)

    back = actions.take_up_again(viewer, first)
    back.refresh_from_db()

    assert (back.times, back.first_on) == (TUESDAY, viewer.today)


def test_page_says_that_the_time_is_taken_and_where_to_agree_anew(
    coordinator: Client, town: Town
) -> None:
    first = ended_and_given_away(town, times=TUESDAY)

    page = coordinator.post(f"/matching/{first.pk}/take-up-again/", follow=True).content.decode()

    said = ("その時間には、ほかの約束が入っています", "「約束の日を決める」", "/arrange/")
    assert [one in page for one in said] == [True] * 3


def test_page_of_a_free_time_says_only_that_it_is_back(coordinator: Client, town: Town) -> None:
    first = ended_and_given_away(town, times=WEDNESDAY)

    page = coordinator.post(f"/matching/{first.pk}/take-up-again/", follow=True).content.decode()

    assert ("元に戻しました" in page, "ほかの約束" in page) == (True, False)


def test_reopened_need_shows_on_both_pages_that_the_time_is_taken(
    coordinator: Client, town: Town, viewer
) -> None:
    helper = make_helper(town)
    first = promised(town, "先の約束", helper)
    needs.close(viewer, first.need, state=Need.State.DONE, closing=None, words="")
    second = promised(town, "あとの約束", helper)

    def told() -> list[bool]:
        pages = (coordinator.get(one.get_absolute_url()) for one in (first, second))
        return [TAKEN in page.content.decode() for page in pages]

    before = told()
    needs.reopen(viewer, Need.objects.get(pk=first.need_id))
    after = told()
    actions.arrange(
        viewer, first, times=WEDNESDAY, first_on=viewer.today + timedelta(days=1), companion=""
    )

    assert (before, after, told()) == ([False, False], [True, True], [False, False])


def test_reopened_promise_is_not_arranged_at_the_taken_time(town: Town, viewer) -> None:
    helper = make_helper(town)
    first = promised(town, "先の約束", helper)
    needs.close(viewer, first.need, state=Need.State.DONE, closing=None, words="")
    promised(town, "あとの約束", helper)
    needs.reopen(viewer, Need.objects.get(pk=first.need_id))

    with pytest.raises(DomainError, match="「あとの約束」"):
        actions.arrange(viewer, first, times=TUESDAY, first_on=viewer.today, companion="")
