"""Two coordinators and the same helper at the same moment: a sentence, and no double booking."""

from threading import Thread

import pytest
from django.db import connection

from sasaeai.areas.models import Role
from sasaeai.matching import actions
from sasaeai.matching.models import Ask, Match
from tests.factories.areas import Town
from tests.factories.needs import make_helper, make_match, make_need
from tests.meanwhile import Try, meanwhile, said

pytestmark = pytest.mark.django_db(transaction=True)
TUESDAY = {"tue": [["06:00", "07:00"]]}


def both(first: Try, second: Try) -> list[str]:
    """Return what the second is told, who began before the first had ended."""
    answers: list[str] = []

    def second_person() -> None:
        answers.append(said(second))
        connection.close()

    meanwhile(first, Thread(target=second_person))
    return answers


def test_helper_promised_to_one_is_not_promised_to_the_other(town: Town) -> None:
    viewers = [town.viewer(Role.COORDINATOR2) for _person in range(2)]
    helper = make_helper(town)
    agreed = {"state": Match.State.AGREED, "agreed_on": viewers[0].today}
    matches = [make_match(town, make_need(town, what), helper, **agreed) for what in "一二"]
    plan = {"times": TUESDAY, "first_on": viewers[0].today, "companion": ""}

    answers = both(
        *(
            lambda viewer=viewer, match=match: actions.arrange(viewer, match, **plan)
            for viewer, match in zip(viewers, matches, strict=True)
        )
    )

    assert ["「一」" in answer for answer in answers] == [True]
    assert Match.objects.exclude(first_on=None).count() == 1


def test_helper_promised_to_one_is_not_taken_up_again_for_the_other(town: Town) -> None:
    viewers = [town.viewer(Role.COORDINATOR2) for _person in range(2)]
    helper, today = make_helper(town), viewers[0].today
    agreed, plan = {"agreed_on": today}, {"times": TUESDAY, "first_on": today}
    ended = make_match(town, make_need(town, "一"), helper, state="ended", **agreed, **plan)
    other = make_match(town, make_need(town, "二"), helper, state="agreed", **agreed)

    both(
        lambda: actions.arrange(viewers[0], other, companion="", **plan),
        lambda: actions.take_up_again(viewers[1], ended),
    )

    assert Match.objects.filter(state=Match.State.AGREED).count() == 2
    assert Match.objects.get(first_on=today) == other


def test_helper_asked_by_one_rests_from_the_other(town: Town) -> None:
    viewers = [town.viewer(Role.COORDINATOR2) for _person in range(2)]
    helper, needs = make_helper(town), [make_need(town, what) for what in "一二"]

    answers = both(
        *(
            lambda viewer=viewer, need=need: actions.ask(viewer, need, helper.pk)
            for viewer, need in zip(viewers, needs, strict=True)
        )
    )

    assert ["お休みして" in answer for answer in answers] == [True]
    assert Ask.objects.count() == 1


def test_same_answer_heard_twice_counts_once(town: Town) -> None:
    viewers = [town.viewer(Role.COORDINATOR2) for _person in range(2)]
    match = make_match(town, make_need(town), make_helper(town))

    answers = both(
        *(
            lambda viewer=viewer: actions.hear_answer(viewer, match, said="yes")
            for viewer in viewers
        )
    )

    assert ["もうお返事" in answer for answer in answers] == [True]
