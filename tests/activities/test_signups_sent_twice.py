"""One form of a sign-up sent twice, by a hasty finger or by a script: one sign-up, and one page of its own."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.activities import actions
from sasaeai.activities.models import Session, SignUp
from sasaeai.areas.viewer import resident
from sasaeai.voices import tokens
from tests.factories.activities import ActivityFactory, make_session
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
KIYO = {"called": "キヨさん", "phone": "042-000-1234", "people": "2"}


@pytest.fixture
def session(town: Town) -> Session:
    return make_session(town, ActivityFactory(area=town.sakuradai), capacity=2)


@pytest.fixture
def url(town: Town, session: Session) -> str:
    return reverse("portal:session", args=[town.municipality.code, session.pk])


def token_of(url: str) -> str:
    """Return what the form of a date is sent with."""
    found = re.search(r'name="token" value="([^"]*)"', Client().get(url).content.decode())
    assert found
    return found[1]


def test_each_form_has_a_token_of_its_own(url: str):
    first, second = token_of(url), token_of(url)
    assert (tokens.is_whole(first), first != second) == (True, True)


def test_form_sent_twice_is_one_sign_up_even_when_that_took_the_last_place(url: str):
    told = KIYO | {"token": token_of(url)}
    first, second = (Client().post(url, told) for _twice in range(2))
    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert SignUp.objects.count() == 1
    assert "キヨさん" in Client().get(first["Location"]).content.decode()


@pytest.mark.parametrize(
    "other", [{"called": "源さん"}, {"people": "1"}, {"phone": "042-000-9999"}]
)
def test_form_gone_back_to_for_somebody_else_is_another_sign_up(url: str, other):
    token = token_of(url)
    first, second = (Client().post(url, KIYO | some | {"token": token}) for some in ({}, other))
    assert first["Location"] != second["Location"]
    assert SignUp.objects.values("digest").distinct().count() == 2


def test_words_put_right_and_sent_twice_are_one_sign_up_more(url: str):
    token = token_of(url)
    said = [KIYO, KIYO | {"called": "源さん"}, KIYO | {"called": "源さん"}]
    _first, second, third = (Client().post(url, one | {"token": token}) for one in said)
    assert (second["Location"], SignUp.objects.count()) == (third["Location"], 2)


def test_form_sent_again_takes_no_turn_of_others(url: str):
    told = KIYO | {"token": token_of(url)}
    answers = {Client().post(url, told)["Location"] for _often in range(12)}
    assert (len(answers), SignUp.objects.count()) == (1, 1)


def test_form_sent_again_after_it_was_taken_back_is_another_sign_up(town: Town, url: str):
    told = KIYO | {"token": token_of(url)}
    Client().post(url, told)
    actions.cancel_signup(resident(town.municipality.pk), SignUp.objects.get())
    Client().post(url, told)
    assert sorted(SignUp.objects.values_list("state", flat=True)) == ["cancelled", "comes"]


def test_token_of_one_date_is_not_that_of_another(town: Town, session: Session, url: str):
    other = reverse(
        "portal:session",
        args=[town.municipality.code, make_session(town, session.activity, days=9).pk],
    )
    token = token_of(url)
    answers = [Client().post(where, KIYO | {"token": token})["Location"] for where in (url, other)]
    assert (len(set(answers)), SignUp.objects.count()) == (2, 2)


@pytest.mark.parametrize("token", ["", "short", "あ" * 43, "x" * 500])
def test_token_that_is_none_of_ours_opens_nothing(url: str, token: str):
    answer = Client().post(url, KIYO | {"token": token})
    assert (answer.status_code, token in answer["Location"]) == (302, token == "")
    assert SignUp.objects.count() == 1
