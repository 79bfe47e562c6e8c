"""Members and ties: written once, read from both sides, taken back as they were."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.organisations import actions, queries
from sasaeai.organisations.models import Membership, Organisation, Tie
from sasaeai.people.models import Item
from tests.factories.areas import Town
from tests.factories.organisations import make_member, make_organisation, make_tie
from tests.factories.people import make_consent, make_person


def undo(client: Client, url: str) -> None:
    """Press the button, then 「元に戻す」."""
    page = client.post(url)
    (message,) = get_messages(page.wsgi_request)
    client.post(message.extra_tags.removeprefix("undo="))


def test_person_found_by_name_joins_with_a_part(
    town: Town, browser: Client, association: Organisation
) -> None:
    person = make_person(town, family_name="佐々木")
    url = reverse("organisations:join", args=[association.pk]) + "?q=佐々木"

    browser.post(url, {"person_id": person.pk, "part": "会長", "since": "令和6年4月1日"})

    rows = Membership.objects.values_list("person", "part", "since")
    assert list(rows) == [(person.pk, "会長", date(2024, 4, 1))]


@pytest.mark.parametrize("name", ["join", "tie"])
def test_what_has_not_begun_is_not_written_as_if_it_had(
    town: Town, browser: Client, association: Organisation, name: str
) -> None:
    person = make_person(town, family_name="佐々木")
    partner = make_organisation(town, name="青葉会")
    tomorrow = timezone.localdate() + timedelta(days=1)
    said = {"person_id": person.pk, "partner": partner.name, "since": tomorrow.isoformat()}

    url = reverse(f"organisations:{name}", args=[association.pk]) + "?q=佐々木"
    page = browser.post(url, {"words": "夏まつり", **said})

    assert (page.status_code, "始まってから書きます" in page.content.decode()) == (422, True)
    assert (Membership.objects.count(), Tie.objects.count()) == (0, 0)


def test_person_of_another_employer_cannot_be_joined(
    town: Town, browser: Client, association: Organisation
) -> None:
    person = make_person(town, family_name="佐々木", employer=town.council)
    url = reverse("organisations:join", args=[association.pk]) + "?q=佐々木"

    page = browser.post(url, {"person_id": person.pk})

    assert (page.status_code, Membership.objects.count()) == (422, 0)


def test_joining_twice_is_refused_with_a_sentence(
    town: Town, browser: Client, association: Organisation
) -> None:
    person = make_person(town, family_name="佐々木")
    make_member(association, person)
    url = reverse("organisations:join", args=[association.pk]) + "?q=佐々木"

    page = browser.post(url, {"person_id": person.pk})

    assert "この方はもう会員になっています。" in page.content.decode()


def test_leaving_and_undo_leave_the_member_as_before(
    town: Town, browser: Client, association: Organisation
) -> None:
    member = make_member(
        association, make_person(town), part="世話人 兼 会計", since=date(2020, 4, 1)
    )

    undo(browser, reverse("organisations:leave", args=[association.pk, member.pk]))

    rows = Membership.objects.values_list("organisation", "person", "part", "since")
    assert list(rows) == [(association.pk, member.person_id, "世話人 兼 会計", date(2020, 4, 1))]


def test_member_one_may_not_see_cannot_be_taken_off(
    town: Town, browser: Client, association: Organisation
) -> None:
    member = make_member(association, make_person(town, employer=town.council))

    page = browser.post(reverse("organisations:leave", args=[association.pk, member.pk]))

    assert (page.status_code, Membership.objects.count()) == (404, 1)


def test_person_of_the_next_town_is_not_joined(
    town: Town, next_town: Town, coordinator: Viewer
) -> None:
    membership = Membership(organisation=make_organisation(town), person=make_person(next_town))

    with pytest.raises(DomainError, match="同じ市町村の人を選んでください。"):
        actions.join(coordinator, membership)
    assert Membership.objects.count() == 0


@pytest.mark.parametrize("asked", [{}, {"q": " "}])
def test_nobody_is_offered_before_a_name_is_asked_for(
    town: Town, browser: Client, association: Organisation, asked: dict[str, str]
) -> None:
    make_person(town, family_name="佐々木")

    page = browser.get(reverse("organisations:join", args=[association.pk]), asked)

    assert page.context["cards"] == []


def test_member_who_is_back_already_is_not_taken_back_twice(
    town: Town, browser: Client, association: Organisation
) -> None:
    member = make_member(association, make_person(town))
    url = reverse("organisations:join_again", args=[association.pk])

    page = browser.post(f"{url}?person_id={member.person_id}", follow=True)

    assert "この方はもう会員になっています。" in page.content.decode()
    assert Membership.objects.get() == member


@pytest.mark.parametrize("is_member", [0, 1])
def test_of_whom_one_may_not_name_it_is_not_told_whether_they_are_a_member(
    town: Town, browser: Client, association: Organisation, is_member: int
) -> None:
    person = make_person(town, employer=town.council)
    make_consent(town, person, town.centre, Item.GIFTS)
    for _time in range(is_member):
        make_member(association, person)
    url = reverse("organisations:join_again", args=[association.pk])

    page = browser.post(f"{url}?person_id={person.pk}")

    assert (page.status_code, Membership.objects.count()) == (404, is_member)


def test_tie_written_meanwhile_is_not_put_back_twice(
    town: Town, browser: Client, association: Organisation
) -> None:
    tie = make_tie(association, make_organisation(town, name="桜台長寿会"))
    url = reverse("organisations:tie_again", args=[association.pk])

    page = browser.post(f"{url}?partner=桜台長寿会&words=掃除", follow=True)

    assert (
        "この二つの団体のつながりは、もう書いてあります。変えるときは、いちど外してから書いてください。"
        in page.content.decode()
    )
    assert Tie.objects.get() == tie


def test_tie_to_what_is_gone_says_why_it_does_not_come_back(
    browser: Client, association: Organisation
) -> None:
    url = reverse("organisations:tie_again", args=[association.pk])

    page = browser.post(f"{url}?partner=桜台長寿会&words=掃除", follow=True)

    assert "この名前の団体が一つに決まりません。" in page.content.decode()
    assert Tie.objects.count() == 0


@pytest.mark.parametrize("query", ["", "?person_id=nonsense", "?person_id=" + "0" * 32])
def test_join_again_with_nonsense_is_not_found(
    browser: Client, association: Organisation, query: str
) -> None:
    url = reverse("organisations:join_again", args=[association.pk]) + query

    assert browser.post(url).status_code == 404


def test_tie_is_read_from_both_sides(town: Town, coordinator: Viewer) -> None:
    one, other = make_organisation(town), make_organisation(town)
    tie = make_tie(one, other)

    read = [
        [(found, queries.partner(found, end)) for found in queries.ties(coordinator, end)]
        for end in (one, other)
    ]

    assert read == [[(tie, other)], [(tie, one)]]


@pytest.mark.parametrize("turned", [False, True])
def test_tie_is_written_once_whichever_way_round(
    town: Town, coordinator: Viewer, *, turned: bool
) -> None:
    ends = make_organisation(town), make_organisation(town)
    make_tie(*ends)
    one, other = reversed(ends) if turned else ends

    with pytest.raises(DomainError, match="もう書いてあります"):
        actions.tie(coordinator, Tie(one=one, other=other, words="掃除"))


def test_tie_with_another_town_is_refused(town: Town, next_town: Town, coordinator: Viewer) -> None:
    with pytest.raises(DomainError, match="同じ市町村"):
        actions.tie(
            coordinator,
            Tie(one=make_organisation(town), other=make_organisation(next_town), words="掃除"),
        )


def test_tie_form_finds_the_partner_by_name(
    town: Town, browser: Client, association: Organisation
) -> None:
    partner = make_organisation(town, name="桜台長寿会")

    browser.post(
        reverse("organisations:tie", args=[association.pk]),
        {"partner": " 桜台長寿会 ", "words": "夏まつり"},
    )

    assert list(Tie.objects.values_list("one", "other")) == [(association.pk, partner.pk)]


@pytest.mark.parametrize(
    ("partner", "sentence"),
    [
        ("どこにもない会", "この名前の団体が一つに決まりません。"),
        ("桜台自治会", "別の団体を選んでください。"),
    ],
)
def test_tie_form_answers_a_wrong_partner_with_a_sentence(
    browser: Client, association: Organisation, partner: str, sentence: str
) -> None:
    url = reverse("organisations:tie", args=[association.pk])

    page = browser.post(url, {"partner": partner, "words": "夏まつり"})

    assert (page.status_code, sentence in page.content.decode()) == (422, True)


@pytest.mark.parametrize("turned", [False, True])
def test_untying_and_undo_leave_the_tie_as_before(
    town: Town, browser: Client, association: Organisation, *, turned: bool
) -> None:
    other = make_organisation(town)
    tie = make_tie(*((other, association) if turned else (association, other)), "掃除 & お茶")

    undo(browser, reverse("organisations:untie", args=[association.pk, tie.pk]))

    (again,) = Tie.objects.all()
    assert ({again.one_id, again.other_id}, again.words) == (
        {association.pk, other.pk},
        "掃除 & お茶",
    )


def test_retiring_and_undo_leave_the_organisation_active(
    browser: Client, association: Organisation
) -> None:
    undo(browser, reverse("organisations:retire", args=[association.pk]))

    association.refresh_from_db()
    verbs = Entry.objects.filter(verb__startswith="organisations.").order_by("pk")
    assert association.retired_on is None
    assert [entry.verb for entry in verbs] == ["organisations.retire", "organisations.bring_back"]


@pytest.mark.parametrize("name", ["change", "join", "tie"])
@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.VIEWER])
def test_who_only_reads_gets_no_form(
    town: Town, association: Organisation, name: str, role: Role
) -> None:
    page = town.client(role).get(reverse(f"organisations:{name}", args=[association.pk]))

    assert page.status_code == 403


@pytest.mark.parametrize("name", ["retire", "bring_back", "join_again", "tie_again"])
def test_what_changes_something_is_only_posted(
    browser: Client, association: Organisation, name: str
) -> None:
    page = browser.get(reverse(f"organisations:{name}", args=[association.pk]))

    assert page.status_code == 405


def test_member_who_is_only_counted_is_not_taken_off(
    town: Town, browser: Client, association: Organisation
) -> None:
    person = make_person(town, employer=town.council)
    make_consent(town, person, town.centre, Item.GIFTS)
    member = make_member(association, person)

    response = browser.post(reverse("organisations:leave", args=[association.pk, member.pk]))

    assert (response.status_code, Membership.objects.count()) == (404, 1)


def test_person_known_by_number_alone_is_not_offered_for_joining(
    town: Town, browser: Client, association: Organisation
) -> None:
    person = make_person(town, phone="042-000-1111", employer=town.council)
    make_consent(town, person, town.centre, Item.PHONE)

    response = browser.get(
        reverse("organisations:join", args=[association.pk]), {"q": "042-000-1111"}
    )

    assert response.context["cards"] == []


def test_organisation_retired_before_keeps_its_day(town: Town, coordinator: Viewer) -> None:
    retired = make_organisation(town, retired_on=date(2026, 4, 1))

    actions.retire(coordinator, retired, on=coordinator.today)

    retired.refresh_from_db()
    assert retired.retired_on == date(2026, 4, 1)
