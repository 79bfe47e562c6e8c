"""働きかけ: by next date, one's own first, nobody else's to rewrite."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.audit.models import Entry
from sasaeai.calc import dates
from sasaeai.organisations import queries
from sasaeai.organisations.models import Approach, Organisation
from sasaeai.ui.dates import full_day
from tests.factories.areas import Town
from tests.factories.organisations import make_approach, make_organisation

LIST = "/organisations/approaches/"
DAY = timedelta(days=1)


def listed(client: Client, **asked: str) -> list[str]:
    """Return what the list is about, in order."""
    return [row.about for row in client.get(LIST, asked).context["approaches"]]


def test_due_are_ones_own_whose_day_is_near(
    town: Town, coordinator: Viewer, association: Organisation
) -> None:
    today, other = timezone.localdate(), town.viewer(Role.COORDINATOR2)
    make_approach(coordinator, association, about="近い", next_on=today + 7 * DAY)
    make_approach(coordinator, association, about="過ぎた", next_on=today - DAY)
    make_approach(coordinator, association, about="遠い", next_on=today + 8 * DAY)
    make_approach(coordinator, association, about="未定")
    make_approach(other, association, about="ほかの人", next_on=today)

    assert [row.about for row in queries.due_approaches(coordinator)] == ["過ぎた", "近い"]


@pytest.mark.parametrize("state", Approach.State.values)
def test_day_that_was_promised_comes_up_on_today_however_things_stand(
    coordinator: Viewer, browser: Client, association: Organisation, state: str
) -> None:
    make_approach(coordinator, association, state=state, next_on=timezone.localdate() + DAY)

    desk = browser.get(reverse("pages:today")).context["desk"]

    assert [row.state for row in desk.approaches] == [state]
    assert listed(browser) == ["集会所を使わせてもらえないか"]


@pytest.mark.parametrize("state", Approach.State.values)
def test_without_a_day_only_what_cannot_be_now_has_ended(
    coordinator: Viewer, browser: Client, association: Organisation, state: str
) -> None:
    approach = make_approach(coordinator, association, state=state)

    knot = browser.get(association.get_absolute_url()).context["knots"][0]

    goes_on = state != "not_now"
    assert (queries.goes_on(approach), knot["is_open"]) == (goes_on, goes_on)
    assert len(listed(browser)) == int(goes_on)


@pytest.mark.parametrize("state", Approach.State.values)
def test_next_day_stands_on_the_page_of_the_organisation_however_things_stand(
    coordinator: Viewer, browser: Client, association: Organisation, state: str
) -> None:
    make_approach(coordinator, association, state=state, next_on=date(2031, 4, 1))

    page = browser.get(association.get_absolute_url())

    assert [knot["next"] for knot in page.context["knots"]] == [full_day(date(2031, 4, 1))]


def test_list_shows_ones_own_by_next_date_those_without_last(
    town: Town, coordinator: Viewer, browser: Client, association: Organisation
) -> None:
    today = timezone.localdate()
    make_approach(coordinator, association, about="未定")
    make_approach(coordinator, association, about="あと", next_on=today + DAY)
    make_approach(coordinator, association, about="さき", next_on=today)
    make_approach(town.viewer(Role.COORDINATOR1), association, about="ほか", next_on=today - DAY)
    make_approach(coordinator, association, about="済み", state="not_now")

    asked = [listed(browser), listed(browser, whose="all"), listed(browser, state="not_now")]

    assert asked == [["さき", "あと", "未定"], ["ほか", "さき", "あと", "未定"], ["済み"]]


def test_list_shows_all_states_where_all_are_asked_for(
    town: Town, coordinator: Viewer, browser: Client, association: Organisation
) -> None:
    make_approach(coordinator, association, about="済み", state="not_now")
    make_approach(coordinator, association, about="つづく")
    make_approach(town.viewer(Role.COORDINATOR1), association, about="ほか", state="not_now")

    own, everybodys = listed(browser, state="all"), listed(browser, state="all", whose="all")

    assert (set(own), set(everybodys)) == ({"つづく", "済み"}, {"ほか", "つづく", "済み"})


def test_list_writes_one_entry_with_each_organisation_once(
    coordinator: Viewer, browser: Client, association: Organisation
) -> None:
    make_approach(coordinator, association)
    make_approach(coordinator, association)

    browser.get(LIST)

    entries = Entry.objects.filter(verb="organisations.look")
    assert [(entry.kind, entry.subjects) for entry in entries] == [
        ("organisation", [str(association.pk)])
    ]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"after": "nonsense"}, "一覧のはじめから開きなおしてください。"),
        ({"state": "nonsense"}, "一覧の中から選んでください。"),
        ({"whose": "nonsense"}, "一覧の中から選んでください。"),
    ],
)
def test_nonsense_in_the_address_is_answered_with_a_sentence(
    browser: Client, asked: dict[str, str], sentence: str
) -> None:
    page = browser.get(LIST, asked)

    assert (page.status_code, sentence in page.content.decode()) == (200, True)


@pytest.mark.parametrize("number", [1, 3])
def test_list_makes_the_same_queries_however_many_rows(
    town: Town,
    coordinator: Viewer,
    browser: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    for _number in range(number):
        make_approach(coordinator, make_organisation(town))
    browser.get(LIST)

    with django_assert_num_queries(12):
        browser.get(LIST)


def test_approach_is_written_down_under_ones_own_name(
    coordinator: Viewer, browser: Client, association: Organisation
) -> None:
    soon = timezone.localdate() + 2 * DAY
    sent = {"about": "集会所", "state": "asked", "words": "", "next_on": dates.wareki(soon)}

    browser.post(reverse("organisations:approach", args=[association.pk]), sent)

    rows = Approach.objects.values_list("organisation", "by", "state", "next_on")
    assert list(rows) == [(association.pk, coordinator.user, "asked", soon)]


def test_day_that_is_over_is_no_plan_but_may_stay(
    coordinator: Viewer, browser: Client, association: Organisation
) -> None:
    yesterday = timezone.localdate() - DAY
    sent = {"about": "集会所", "state": "asked", "words": "", "next_on": yesterday.isoformat()}
    kept = make_approach(coordinator, association, next_on=yesterday)

    refused = browser.post(reverse("organisations:approach", args=[association.pk]), sent)
    mended = browser.post(reverse("organisations:change_approach", args=[kept.pk]), sent)

    assert (refused.status_code, mended.status_code) == (422, 302)
    assert refused.context["form"].errors == {
        "next_on": ["過ぎた日です。今日か、これからの日を選んでください。"]
    }


def test_approach_without_what_it_is_about_comes_back_with_what_was_said(
    browser: Client, association: Organisation
) -> None:
    url = reverse("organisations:approach", args=[association.pk])
    empty = browser.get(url)

    page = browser.post(url, {"about": "", "state": "asked", "words": "会長は考えるとのこと"})

    assert (empty.status_code, page.status_code, Approach.objects.count()) == (200, 422, 0)
    assert page.context["form"].errors == {"about": ["ここを書いてください。"]}
    assert "会長は考えるとのこと" in page.content.decode()


def test_approach_put_wrong_stays_as_it_was_and_the_look_is_noted(
    coordinator: Viewer, browser: Client, association: Organisation
) -> None:
    approach = make_approach(coordinator, association, about="集会所")
    url = reverse("organisations:change_approach", args=[approach.pk])

    page = browser.post(url, {"about": "集会所", "state": "nonsense"})

    approach.refresh_from_db()
    assert (page.status_code, approach.state) == (422, "planned")
    assert page.context["form"].errors == {"state": ["一覧の中から選んでください。"]}
    looked = Entry.objects.get(verb="organisations.look")
    assert (looked.subjects, looked.fields) == ([str(association.pk)], ["approaches"])


def test_approach_of_somebody_else_elsewhere_is_not_ones_own_to_change(
    town: Town, browser: Client
) -> None:
    far = make_organisation(town, area=town.aoume)
    approach = make_approach(town.viewer(Role.COORDINATOR1), far)

    page = browser.get(reverse("organisations:change_approach", args=[approach.pk]))

    assert page.status_code == 403


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.VIEWER])
def test_approaches_are_for_staff(town: Town, role: Role) -> None:
    assert town.client(role).get(LIST).status_code == 403


def test_state_changed_later_keeps_who_asked_first(
    town: Town, association: Organisation, coordinator: Viewer
) -> None:
    approach = make_approach(coordinator, association)
    sent = {"about": approach.about, "state": "together", "words": "はじまった"}

    town.client(Role.OFFICER).post(
        reverse("organisations:change_approach", args=[approach.pk]), sent
    )

    approach.refresh_from_db()
    assert (approach.state, approach.by_id) == ("together", coordinator.user)
