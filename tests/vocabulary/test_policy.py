"""Who helps with a category: said from a day on with a reason, taken back, asked by day."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.vocabulary import actions, queries, rules
from sasaeai.vocabulary.forms import MEANS
from sasaeai.vocabulary.models import Kind, Policy, PolicyRule, Term
from tests.factories.areas import Town
from tests.factories.vocabulary import make_rule, term

DAY = timedelta(days=1)
ALLOW, TRAIN, REFER = Policy
LATE = "過ぎた日からは変えられません。今日か、それより後の日にしてください。"
TWICE = "この日からの決まりが、もうあります。ほかの日にするか、その決まりを取り消してから決めてください。"


@pytest.fixture
def officer(town: Town) -> Viewer:
    return town.viewer(Role.OFFICER)


@pytest.fixture
def pet(town: Town) -> Term:
    return term(town.municipality, Kind.SUPPORT_CATEGORY, "pet", label="ペットの世話")


def page_of(one: Term) -> str:
    return reverse("vocabulary:policy", args=[one.pk])


def told(one: Term, day: date) -> tuple[Policy, str, str]:
    """Return the policy of a day, of which rule it is, and what comes next."""
    found = queries.standing(one, day)
    return found.policy, str(found.rule or ""), str(found.coming or "")


def sent(client: Client, one: Term, **values: object):
    usual = {"policy": REFER, "since": timezone.localdate().isoformat(), "why": "協議体で決めた"}
    return client.post(page_of(one), usual | values)


@pytest.mark.parametrize(("named", "starts"), [("", ALLOW), ("train", TRAIN), ("refer", REFER)])
def test_category_starts_as_the_nation_has_it(town: Town, named: str, starts: Policy) -> None:
    one = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet", policy=named)

    assert queries.standing(one, date(2020, 1, 1)) == queries.Standing(starts, starts)


def test_each_day_asks_for_the_newest_rule_that_has_begun(officer: Viewer, pet: Term) -> None:
    make_rule(pet, REFER)
    make_rule(pet, TRAIN, in_days=10)
    today = officer.today

    found = {days: told(pet, today + days * DAY) for days in (-1, 0, 1, 9, 10, 11)}

    assert found == {
        -1: (ALLOW, "", "専門のところへつなぐ"),
        0: (REFER, "専門のところへつなぐ", "学んだ人が手伝う"),
        1: (REFER, "専門のところへつなぐ", "学んだ人が手伝う"),
        9: (REFER, "専門のところへつなぐ", "学んだ人が手伝う"),
        10: (TRAIN, "学んだ人が手伝う", ""),
        11: (TRAIN, "学んだ人が手伝う", ""),
    }


def test_rule_of_one_category_says_nothing_of_another_or_of_the_next_town(
    town: Town, next_town: Town, officer: Viewer, pet: Term
) -> None:
    others = [
        term(town.municipality, Kind.SUPPORT_CATEGORY, "garden"),
        term(next_town.municipality, Kind.SUPPORT_CATEGORY, "pet"),
    ]
    make_rule(pet, REFER)

    found = queries.standings([pet, *others], officer.today)

    assert [found[one.pk].policy for one in (pet, *others)] == [REFER, ALLOW, ALLOW]


@pytest.mark.parametrize(
    ("start", "policy", "otherwise"),
    [("", REFER, True), ("refer", REFER, False), ("refer", ALLOW, True), ("", ALLOW, False)],
)
def test_town_does_otherwise_where_its_rule_is_not_the_start(
    town: Town,
    officer: Viewer,
    start: str,
    policy: Policy,
    otherwise: bool,  # noqa: FBT001 -- a case of the table
) -> None:
    one = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet", policy=start)
    rule = make_rule(one, policy)

    assert queries.standing(one, officer.today).rule_of_town == (rule if otherwise else None)


@pytest.mark.parametrize(
    ("start", "said", "is_referred"),
    [
        ("refer", [], True),
        ("", [], False),
        ("", [(REFER, -1)], True),
        ("", [(REFER, 0)], True),
        ("", [(REFER, 1)], False),
        ("refer", [(ALLOW, 0)], False),
        ("refer", [(ALLOW, 1)], True),
        ("", [(REFER, -2), (TRAIN, 0)], False),
    ],
)
def test_categories_left_to_professionals_are_asked_by_day(
    officer: Viewer,
    town: Town,
    start: str,
    said: list[tuple[Policy, int]],
    is_referred: bool,  # noqa: FBT001 -- a case of the table
) -> None:
    one = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet", policy=start)
    for policy, days in said:
        make_rule(one, policy, in_days=days)

    found = queries.referred(queries.visible_to(officer), officer.today)

    assert list(found) == ([one] if is_referred else [])


def test_setting_keeps_what_begins_later_and_writes_one_entry(officer: Viewer, pet: Term) -> None:
    later = make_rule(pet, TRAIN, in_days=30)

    rule = actions.set_policy(
        officer, PolicyRule(term=pet, policy=REFER, since=officer.today, why="かまれた方がいる")
    )

    assert list(queries.policy_rules(pet)) == [later, rule]
    entry = Entry.objects.get(verb="vocabulary.set_policy")
    assert (entry.kind, entry.subjects, entry.fields) == ("term", [str(pet.pk)], ["policy"])


def test_past_day_second_rule_of_a_day_and_other_terms_are_refused(
    town: Town, next_town: Town, officer: Viewer, pet: Term
) -> None:
    make_rule(pet, TRAIN)
    today = officer.today
    other_list = term(town.municipality, Kind.COPING, "self")
    other_town = term(next_town.municipality, Kind.SUPPORT_CATEGORY, "pet")
    for one, since, sentence in (
        (pet, today - DAY, "過ぎた日からは"),
        (pet, today, "もうあります"),
        (other_list, today, "この町の「困りごとと手伝いの分類」"),
        (other_town, today, "この町の「困りごとと手伝いの分類」"),
    ):
        rule = PolicyRule(term=one, policy=REFER, since=since, why="わけ")
        with pytest.raises(DomainError, match=sentence):
            actions.set_policy(officer, rule)

    assert PolicyRule.objects.count() == 1
    assert not Entry.objects.filter(verb="vocabulary.set_policy").exists()


def test_table_takes_no_rule_without_a_reason(pet: Term) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_rule(pet, REFER, why="")


def test_taken_back_rule_leaves_the_one_before_in_force(officer: Viewer, pet: Term) -> None:
    make_rule(pet, TRAIN, in_days=-5)
    rule = make_rule(pet, REFER)

    actions.take_back_policy(officer, rule)

    assert told(pet, officer.today) == (TRAIN, "学んだ人が手伝う", "")
    entry = Entry.objects.get(verb="vocabulary.take_back_policy")
    assert (entry.kind, entry.subjects) == ("term", [str(pet.pk)])


def test_rule_that_counted_yesterday_is_not_taken_back(officer: Viewer, pet: Term) -> None:
    rule = make_rule(pet, REFER, in_days=-1)

    with pytest.raises(DomainError, match="取り消せません"):
        actions.take_back_policy(officer, rule)

    assert list(queries.policy_rules(pet)) == [rule]


@pytest.mark.parametrize("role", Role)
def test_only_officers_say_who_helps(town: Town, pet: Term, role: Role) -> None:
    assert rules.may_set_policy(town.viewer(role), pet) == (role == Role.OFFICER)


def test_officer_of_another_town_says_nothing_of_this_one(next_town: Town, pet: Term) -> None:
    assert not rules.may_set_policy(next_town.viewer(Role.OFFICER), pet)
    assert next_town.client(Role.OFFICER).get(page_of(pet)).status_code == 404


def test_officer_says_it_and_takes_it_back_and_forth_by_the_toast(town: Town, pet: Term) -> None:
    client, seen = town.client(Role.OFFICER), []

    response = sent(client, pet, why="かまれた方がいる")
    assert response["Location"] == f"{pet.get_absolute_url()}#{pet.pk}"
    for _press in range(3):
        seen.append([(rule.policy, rule.why) for rule in queries.policy_rules(pet)])
        (message,) = client.get(pet.get_absolute_url()).context["messages"]
        client.post(message.extra_tags.removeprefix("undo="))

    assert seen == [[("refer", "かまれた方がいる")], [], [("refer", "かまれた方がいる")]]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"since": "2020-01-01"}, {"since": [LATE]}),
        ({"since": "きのう"}, {"since"}),
        ({"why": ""}, {"why": ["ここを書いてください。"]}),
        ({"why": " 　"}, {"why": ["ここを書いてください。"]}),
        ({"policy": "forbid"}, {"policy"}),
        ({"policy": ""}, {"policy": ["ひとつ選んでください。"]}),
    ],
)
def test_refused_form_says_why_and_keeps_what_was_typed(
    town: Town, pet: Term, values: dict[str, str], errors: dict[str, list[str]] | set[str]
) -> None:
    response = sent(town.client(Role.OFFICER), pet, **{"why": "残る言葉"} | values)

    found = response.context["form"].errors
    assert (response.status_code, found if isinstance(errors, dict) else {*found}) == (422, errors)
    assert ("残る言葉" in response.content.decode()) == ("why" not in values)
    assert not PolicyRule.objects.exists()


def test_form_sent_without_a_choice_keeps_the_reason(town: Town, pet: Term) -> None:
    response = town.client(Role.OFFICER).post(page_of(pet), {"why": "残る言葉"})

    assert (response.status_code, {*response.context["form"].errors}) == (422, {"policy", "since"})
    assert "残る言葉" in response.content.decode()


def test_second_rule_of_a_day_is_said_on_the_form(town: Town, pet: Term) -> None:
    make_rule(pet, TRAIN)

    response = sent(town.client(Role.OFFICER), pet)

    assert (response.status_code, response.context["form"].errors) == (422, {"since": [TWICE]})


def test_rule_of_yesterday_is_kept_with_a_sentence_on_the_screen(town: Town, pet: Term) -> None:
    rule = make_rule(pet, REFER, in_days=-1)

    url = reverse("vocabulary:take_back_policy", args=[pet.pk, rule.pk])
    page = town.client(Role.OFFICER).post(url, follow=True).content.decode()

    assert "前の日から使っている決まりは取り消せません。" in page
    assert list(queries.policy_rules(pet)) == [rule]


def test_term_that_is_no_support_category_has_no_such_page(town: Town, pet: Term) -> None:
    client, coping = town.client(Role.OFFICER), term(town.municipality, Kind.COPING, "self")
    rule = make_rule(pet, REFER)

    of_another = reverse("vocabulary:take_back_policy", args=[coping.pk, rule.pk])
    codes = [client.get(page_of(coping)).status_code, client.post(of_another).status_code]

    assert (codes, sent(client, coping).status_code) == ([404, 404], 404)


def test_rule_of_another_category_is_not_taken_back_here(town: Town, pet: Term) -> None:
    rule = make_rule(pet, REFER)
    garden = term(town.municipality, Kind.SUPPORT_CATEGORY, "garden")

    url = reverse("vocabulary:take_back_policy", args=[garden.pk, rule.pk])

    assert town.client(Role.OFFICER).post(url).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICER])
def test_whoever_is_no_officer_reads_it_without_a_button(town: Town, pet: Term, role: Role) -> None:
    make_rule(pet, REFER)
    make_rule(pet, TRAIN, in_days=1)
    client = town.client(role)

    page = client.get(pet.get_absolute_url()).content.decode()

    words = ("専門のところへつなぐ", "学んだ人が手伝う", page_of(pet))
    assert [word in page for word in words] == [True, True, False]
    assert (client.get(page_of(pet)).status_code, sent(client, pet).status_code) == (403, 403)


def test_page_tells_what_each_choice_means_and_what_was_said(town: Town, pet: Term) -> None:
    with time_machine.travel(timezone.now() - 3 * DAY, tick=False):
        make_rule(pet, TRAIN, why="講習をはじめた")
    make_rule(pet, REFER, in_days=1, why="かまれた方がいる")

    page = town.client(Role.OFFICER).get(page_of(pet)).content.decode()

    assert [str(means) in page for means in MEANS.values()] == [True, True, True]
    assert "いまは「学んだ人が手伝う」です。" in page
    assert (
        page.index("かまれた方がいる") < page.index("講習をはじめた") < page.index("はじめの決まり")
    )
    assert page.count(">取り消す<") == 1


def test_file_tells_who_helps_today_since_when_and_why(town: Town, pet: Term) -> None:
    make_rule(pet, REFER, why="かまれた方がいる")
    term(town.municipality, Kind.SUPPORT_CATEGORY, "garden", label="草取り")
    term(town.municipality, Kind.COPING, "self", label="自力で")

    answer = town.client(Role.VIEWER).get(reverse("vocabulary:export"))
    rows = b"".join(answer).decode("utf-8-sig").splitlines()

    ends = {row.split(",")[2]: row.split(",")[-3:] for row in rows}
    assert ends == {
        "呼び名": ["手伝う人", "手伝う人の決まりの日", "手伝う人をそう決めたわけ"],
        "ペットの世話": [
            "専門のところへつなぐ",
            timezone.localdate().isoformat(),
            "かまれた方がいる",
        ],
        "草取り": ["だれでも手伝える", "", ""],
        "自力で": ["", "", ""],
    }


@pytest.mark.parametrize("url", [reverse("vocabulary:kind", args=[Kind.SUPPORT_CATEGORY]), reverse("vocabulary:export")])  # fmt: skip
def test_one_and_many_categories_take_the_same_queries(
    town: Town, url: str, django_assert_max_num_queries
) -> None:
    client = town.client(Role.OFFICER)

    def fill(*codes: str) -> None:
        for code in codes:
            one = term(town.municipality, Kind.SUPPORT_CATEGORY, code)
            for days in (-1, 0, 1):
                make_rule(one, REFER, in_days=days)

    fill("a")
    client.get(url)
    with django_assert_max_num_queries(60) as of_one:
        client.get(url)
    fill("b", "c", "d")
    with django_assert_max_num_queries(60) as of_many:
        client.get(url)
    assert len(of_many) == len(of_one)


def test_whoever_leaves_it_to_professionals_is_told_to_name_whom_to_call(
    town: Town, pet: Term
) -> None:
    client = town.client(Role.OFFICER)
    assert 'href="/contacts/"' in client.get(page_of(pet)).content.decode()
    said = []
    for policy, day in (("refer", 0), ("train", 1)):
        since = (timezone.localdate() + timedelta(days=day)).isoformat()
        sent(client, pet, policy=policy, since=since, why="かまれた方がいる")
        (message,) = client.get(pet.get_absolute_url()).context["messages"]
        said.append("すぐに人へつなぐ先" in str(message))
    assert said == [True, False]
