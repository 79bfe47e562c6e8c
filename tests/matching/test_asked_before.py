"""What barred asking meanwhile bars a yes and taking up again as well; a no is always heard."""

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.base.errors import DomainError
from sasaeai.matching import actions, queries
from sasaeai.matching.models import Match
from sasaeai.needs import actions as needs
from sasaeai.needs.models import Need
from tests.factories.areas import Town
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.vocabulary import make_rule

pytestmark = pytest.mark.django_db


def withdraw_consent(need: Need) -> None:
    Need.objects.filter(pk=need.pk).update(consent="")


def refer(need: Need) -> None:
    make_rule(need.category, "refer")


def close(need: Need) -> None:
    Need.objects.filter(pk=need.pk).update(state="done", closed_on=timezone.localdate())


barred = pytest.mark.parametrize(
    ("bar", "sentence"),
    [
        (withdraw_consent, "お手伝いの方に伝えてよいか"),
        (refer, "専門のところ"),
        (close, "終わっています"),
    ],
)


@barred
@pytest.mark.parametrize("state", ["ended", "declined"])
def test_what_may_not_be_asked_now_is_not_taken_up_again(
    town: Town, viewer, bar, sentence: str, state: str
) -> None:
    match = make_match(town, make_need(town), make_helper(town), state=state, apart=True)
    bar(match.need)

    with pytest.raises(DomainError, match=sentence):
        actions.take_up_again(viewer, match)

    match.refresh_from_db()
    assert (match.state, match.apart) == (state, True)


@barred
def test_yes_to_what_may_not_be_asked_now_is_not_heard(
    town: Town, viewer, bar, sentence: str
) -> None:
    match = make_match(town, make_need(town), make_helper(town))
    bar(match.need)

    with pytest.raises(DomainError, match=sentence):
        actions.hear_answer(viewer, match, said="yes")

    match.refresh_from_db()
    assert (match.state, match.agreed_on, match.asks.count()) == (Match.State.ASKED, None, 0)


@barred
@pytest.mark.parametrize(
    ("said", "state"), [("no", "declined"), ("thinks", "asked"), ("away", "asked")]
)
def test_no_and_no_answer_yet_are_always_heard(
    town: Town, viewer, bar, sentence: str, said: str, state: str
) -> None:
    match = make_match(town, make_need(town), make_helper(town))
    bar(match.need)

    assert actions.hear_answer(viewer, match, said=said).state == state


def test_yes_is_heard_where_neighbours_are_asked_for_a_reason(town: Town, viewer) -> None:
    need = make_need(town)
    make_rule(need.category, "refer")
    needs.overrule(viewer, need, because="ご本人の希望")
    match = make_match(town, need, make_helper(town))

    assert actions.hear_answer(viewer, match, said="yes").state == Match.State.AGREED


def test_pair_stays_apart_unless_it_is_said_otherwise(town: Town, viewer) -> None:
    need, helper = make_need(town, person=make_helper(town)), make_helper(town)
    match = make_match(town, need, helper, state="agreed", agreed_on=viewer.today)
    again = make_need(town, "次の", person=need.person)

    def proposed() -> bool:
        return helper.pk in {one.person for one in queries.candidates(viewer, again).best}

    actions.end(viewer, match, apart=True)
    with pytest.raises(DomainError, match="もう提案しない"):
        actions.take_up_again(viewer, match)
    match.refresh_from_db()
    kept = match.is_living, match.apart, proposed()
    cleared = actions.take_up_again(viewer, match, together=True).apart, proposed()

    assert (kept, cleared) == ((False, True, False), (False, True))


def test_undoing_an_end_undoes_what_it_said_of_the_pair(coordinator: Client, town: Town) -> None:
    match = make_match(
        town, make_need(town), make_helper(town), state="agreed", agreed_on=timezone.localdate()
    )
    end, undo = f"/matching/{match.pk}/end/", f"/matching/{match.pk}/take-up-again/"

    page = coordinator.post(end, {"apart": "on"}, follow=True).content.decode()
    plain = coordinator.post(undo, follow=True).content.decode()
    after_plain = Match.objects.get().state
    coordinator.post(f"{undo}?together=1")

    assert f'action="{undo}?together=1"' in page
    assert ("もう提案しないことになっています" in plain, after_plain) == (True, "ended")
    match = Match.objects.get()
    assert (match.state, match.apart) == ("agreed", False)
