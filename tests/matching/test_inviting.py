"""Asking people for an 出番: who fits and why, what they said, how often one is asked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.activities.models import Activity, Opening
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.calc.matching import Bar
from sasaeai.matching import actions, fits, invitations, queries, rules
from sasaeai.matching.models import Ask, Invitation, Pace
from sasaeai.people.models import Consent, Item, Person
from sasaeai.vocabulary.models import Term
from tests.factories.activities import (
    ActivityFactory,
    make_invitation,
    make_opening,
    make_organiser,
)
from tests.factories.areas import Town
from tests.factories.needs import make_ask, make_helper, make_match, make_need
from tests.factories.people import make_consent, make_person

pytestmark = pytest.mark.django_db
YES, NO = Ask.Said.YES, Ask.Said.NO
DAY = timedelta(days=1)


@pytest.fixture
def opening(town: Town) -> Opening:
    activity = ActivityFactory(area=town.sakuradai, name="針箱の日")
    return make_opening(town, activity, code="trash")


@pytest.fixture
def helper(town: Town) -> Person:
    return make_helper(town, nickname="朝の人", phone="042-000-2222")


def best(viewer: Viewer, opening: Opening) -> list[object]:
    return [one.person for one in invitations.candidates(viewer, opening).best]


def test_those_fit_whose_gift_and_time_fit_even_if_only_heard_of(
    town: Town, viewer: Viewer, opening: Opening
) -> None:
    opening.times = {"wed": [["13:00", "14:00"]]}
    heard = make_helper(town, trust=Person.Trust.HEARD, times={"wed": [["13:00", "14:00"]]})
    busy = make_helper(town, times={"mon": [["13:00", "14:00"]]})
    make_helper(town, "garden")
    found = invitations.candidates(viewer, opening)
    assert [one.person for one in found.best] == [heard.pk]
    assert [(one.person, one.bars) for one in found.missed] == [(busy.pk, Bar.TIME)]


def test_who_runs_the_activity_or_said_no_is_not_proposed(
    town: Town, viewer: Viewer, opening: Opening, helper: Person
) -> None:
    host, refused = make_helper(town), make_helper(town)
    make_organiser(opening.activity, host)
    make_invitation(town, opening, refused, NO)
    assert best(viewer, opening) == [helper.pk]


@pytest.mark.parametrize("by", ["opening", "town"])
def test_where_one_learns_first_only_those_who_did_are_asked(
    town: Town, viewer: Viewer, opening: Opening, helper: Person, by: str
) -> None:
    if by == "opening":
        opening.first = Opening.First.LEARNED
    else:
        Term.objects.filter(pk=opening.category_id).update(policy="train")
    learned = make_helper(town, trained_on=timezone.localdate())
    assert best(viewer, opening) == [learned.pk]


def test_invitations_and_asks_for_needs_count_together(
    town: Town, viewer: Viewer, opening: Opening, helper: Person
) -> None:
    Pace.objects.create(municipality=town.municipality, asks=2, rest_days=0)
    other = make_opening(town, opening.activity, "鍵をあける", code="trash")
    make_invitation(town, other, helper, YES)
    need = make_need(town)
    assert queries.candidates(viewer, need).everybody[helper.pk].asks == 1
    make_ask(make_match(town, need, helper, state="ended"))
    candidate = invitations.candidates(viewer, opening).everybody[helper.pk]
    assert (candidate.asks, candidate.bars) == (2, Bar.BUDGET)


def test_somebody_asked_a_moment_ago_rests_from_needs_too(
    town: Town, viewer: Viewer, opening: Opening, helper: Person
) -> None:
    make_invitation(town, opening, helper)
    assert queries.candidates(viewer, make_need(town)).everybody[helper.pk].bars == Bar.REST


def test_yes_fills_an_opening_and_taking_it_back_opens_it(
    viewer: Viewer, opening: Opening, helper: Person
) -> None:
    new = actions.invite(viewer, opening, helper.pk)
    heard = actions.hear_reply(viewer, new, said=YES)
    opening.refresh_from_db()
    assert (heard.said, opening.state) == (YES, "filled")
    actions.take_back_reply(viewer, heard)
    opening.refresh_from_db()
    new.refresh_from_db()
    assert (new.said, new.said_at, opening.state) == ("", None, "open")
    entry = Entry.objects.get(verb="matching.invite")
    assert (entry.kind, entry.subjects) == ("person", [str(helper.pk)])


def test_opening_for_two_waits_for_the_second_yes(
    town: Town, viewer: Viewer, opening: Opening, helper: Person
) -> None:
    Opening.objects.update(people=2)
    new = make_invitation(town, opening, helper)
    actions.hear_reply(viewer, new, said=YES)
    opening.refresh_from_db()
    assert opening.state == "open"
    actions.take_back_reply(viewer, new)
    opening.refresh_from_db()
    assert opening.state == "open"


def test_no_answer_yet_may_be_followed_by_another(
    town: Town, viewer: Viewer, opening: Opening, helper: Person
) -> None:
    new = make_invitation(town, opening, helper)
    for said in (Ask.Said.AWAY, Ask.Said.THINKS, NO):
        actions.hear_reply(viewer, new, said=said)
    new.refresh_from_db()
    assert (new.said, Invitation.objects.count()) == (NO, 1)
    with pytest.raises(DomainError, match="もう聞いてあります"):
        actions.hear_reply(viewer, new, said=YES)


def test_yes_is_not_noted_without_a_consent(town: Town, viewer: Viewer, opening: Opening) -> None:
    theirs = make_helper(town, employer=town.council)
    make_consent(town, theirs, town.centre, Item.GIFTS, Item.NICKNAME)
    new = actions.invite(viewer, opening, theirs.pk)
    Consent.objects.update(withdrawn_on=timezone.localdate())
    with pytest.raises(DomainError, match="同意"):
        actions.hear_reply(viewer, new, said=YES)


def test_somebody_of_another_body_is_not_asked(
    town: Town, viewer: Viewer, opening: Opening
) -> None:
    theirs = make_helper(town, employer=town.council)
    with pytest.raises(DomainError, match="いまの一覧にありません"):
        actions.invite(viewer, opening, theirs.pk)


def test_what_keeps_somebody_is_refused(town: Town, viewer: Viewer, opening: Opening) -> None:
    resting = make_helper(town, paused_from=timezone.localdate())
    with pytest.raises(DomainError, match="お休み中"):
        actions.invite(viewer, opening, resting.pk)


def test_nobody_is_asked_twice_or_unknown(
    town: Town, viewer: Viewer, opening: Opening, helper: Person
) -> None:
    make_invitation(town, opening, helper)
    with pytest.raises(DomainError, match="もう声をかけてあります"):
        actions.invite(viewer, opening, helper.pk)
    with pytest.raises(DomainError, match="記録が見つかりません"):
        actions.invite(viewer, opening, opening.pk)


def test_only_so_many_wait_at_once(
    town: Town, viewer: Viewer, opening: Opening, helper: Person
) -> None:
    Pace.objects.create(municipality=town.municipality, wave=1)
    make_invitation(town, opening, make_helper(town))
    with pytest.raises(DomainError, match="お返事を待っている方がいます"):
        actions.invite(viewer, opening, helper.pk)


@pytest.mark.parametrize("why", ["filled", "over", "ended", "refer"])
def test_opening_that_looks_for_nobody_asks_nobody(
    viewer: Viewer, opening: Opening, helper: Person, why: str
) -> None:
    today = timezone.localdate()
    if why == "filled":
        Opening.objects.update(state="filled", filled_on=today)
    elif why == "over":
        Opening.objects.update(until=today - DAY)
    elif why == "ended":
        Activity.objects.update(state="ended")
    else:
        Term.objects.filter(pk=opening.category_id).update(policy="refer")
    with pytest.raises(DomainError):
        actions.invite(viewer, Opening.objects.get(), helper.pk)
    assert Invitation.objects.count() == 0


def test_invitation_of_today_without_an_answer_is_taken_back(
    town: Town, viewer: Viewer, opening: Opening, helper: Person
) -> None:
    new = make_invitation(town, opening, helper)
    actions.take_back_invitation(viewer, new)
    assert Invitation.objects.count() == 0
    with pytest.raises(DomainError, match="もう取り消してあります"):
        actions.take_back_invitation(viewer, new)


def test_older_or_answered_invitation_stays(
    town: Town, viewer: Viewer, opening: Opening, helper: Person
) -> None:
    old = make_invitation(town, opening, helper, asked_at=timezone.now() - 2 * DAY)
    heard = make_invitation(town, opening, make_helper(town), YES)
    for one in (old, heard):
        with pytest.raises(DomainError, match="取り消せるのは"):
            actions.take_back_invitation(viewer, one)
    with pytest.raises(DomainError, match="取り消せるお返事"):
        actions.take_back_reply(viewer, old)


def test_who_keeps_the_activity_asks(town: Town, opening: Opening) -> None:
    may = [
        rules.may_invite(town.viewer(role), opening)
        for role in (Role.COORDINATOR2, Role.OFFICER, Role.COUNCIL_MEMBER, Role.VIEWER)
    ]
    assert may == [True, True, False, False]


def test_person_sees_what_fits_and_what_they_took_on(
    town: Town, viewer: Viewer, opening: Opening, helper: Person
) -> None:
    make_opening(town, opening.activity, "庭をはく", code="garden")
    taken = make_opening(town, opening.activity, "鍵をあける", code="trash")
    make_invitation(town, taken, helper, YES, asked_at=timezone.now() - 10 * DAY)
    assert [fit.opening for fit in fits.fitting(viewer, helper)] == [opening]
    assert [one.opening for one in fits.taken_on(viewer, helper)] == [taken]


def test_nothing_fits_who_may_not_be_asked_or_gives_nothing(
    town: Town, viewer: Viewer, opening: Opening
) -> None:
    theirs, nobody = make_helper(town, employer=town.council), make_person(town)
    found = [fits.fitting(viewer, one) for one in (theirs, nobody)]
    assert found == [[], []]


def test_telephone_call_runs_through_the_pages(
    coordinator: Client, opening: Opening, helper: Person
) -> None:
    here = f"/matching/openings/{opening.pk}/"
    listed = coordinator.get(here).content.decode()
    script = coordinator.get(f"{here}people/{helper.pk}/").content.decode()
    assert ("朝の人" in listed, "042-000-2222" in listed) == (True, False)
    assert all(word in script for word in ("針箱の日", "042-000-2222"))
    asked = coordinator.post(f"{here}people/{helper.pk}/invite/")
    new = Invitation.objects.get()
    assert asked.url == new.get_absolute_url()
    coordinator.post(f"{asked.url}said/", {"said": "yes"})
    page = coordinator.get(asked.url).content.decode()
    own = coordinator.get(f"/matching/people/{helper.pk}/openings/").content.decode()
    assert ("引き受けてくださった" in page, "引き受けている出番" in own) == (True, True)


@pytest.mark.parametrize("address", ["said/", "said/take-back/", "take-back/"])
def test_button_out_of_its_time_says_so(
    coordinator: Client, town: Town, opening: Opening, helper: Person, address: str
) -> None:
    said = "" if address == "said/take-back/" else YES
    new = make_invitation(town, opening, helper, said)
    for data in ({}, {"said": "yes"}):
        answer = coordinator.post(f"{new.get_absolute_url()}{address}", data, follow=True)
        assert answer.status_code == 200
    new.refresh_from_db()
    assert new.said == said


def test_many_people_and_openings_take_as_many_queries_as_one(
    coordinator: Client, town: Town, opening: Opening, helper: Person, django_assert_max_num_queries
) -> None:
    urls = (
        f"/matching/openings/{opening.pk}/",
        f"/matching/people/{helper.pk}/openings/",
    )

    def counted() -> list[int]:
        numbers = []
        for url in urls:
            coordinator.get(url)
            with django_assert_max_num_queries(200) as found:
                coordinator.get(url)
            numbers.append(len(found))
        return numbers

    def fill(number: int) -> None:
        for _one in range(number):
            make_helper(town)
            make_invitation(town, opening, make_helper(town), NO)
            more = make_opening(town, opening.activity, code="trash")
            make_invitation(
                town, make_opening(town, opening.activity), helper, YES,
                asked_at=timezone.now() - 60 * DAY,
            )  # fmt: skip
            assert more.pk

    fill(1)
    of_one = counted()
    fill(3)
    assert counted() == of_one
