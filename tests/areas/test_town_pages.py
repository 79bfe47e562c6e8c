"""What the officers keep of the town: its own page, levels, employers and the rule of access."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import AccessRule, Employer, LevelName, Role
from sasaeai.audit.models import Entry
from tests.factories.areas import Town

BACKWARDS = "おわりの日は、はじまりの日か、それより後にしてください。"
NAMES = ("municipality", "level_names", "employers", "add_employer", "access", "staff")


@pytest.fixture
def officer(town: Town) -> Client:
    return town.client(Role.OFFICER)


def errors(response: HttpResponse) -> tuple[int, dict[str, list[str]]]:
    return response.status_code, response.context["form"].errors


@pytest.mark.parametrize("name", NAMES)
def test_settings_are_the_officers_alone(town: Town, officer: Client, name: str) -> None:
    url = reverse(f"areas:{name}")

    codes = (officer.get(url).status_code, town.client(Role.COORDINATOR1).get(url).status_code)

    assert codes == (200, 403)


def test_town_says_how_it_is_reached(town: Town, officer: Client) -> None:
    url = reverse("areas:municipality")
    said = {
        "name": "ささえ市",
        "office": "高齢福祉課",
        "phone": "042-000-9999",
        "portal_open": "on",
        "background": "own",
    }

    response = officer.post(url, said, follow=True)

    town.municipality.refresh_from_db()
    assert "町のことを直しました。" in response.content.decode()
    assert (town.municipality.office, town.municipality.phone) == ("高齢福祉課", "042-000-9999")
    entry = Entry.objects.get(verb="areas.change_municipality")
    assert entry.fields == ["office", "phone"]


def test_town_without_a_name_comes_back_with_a_sentence(town: Town, officer: Client) -> None:
    said = {"name": "", "office": "高齢福祉課", "background": "own"}

    response = officer.post(reverse("areas:municipality"), said)

    town.municipality.refresh_from_db()
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])
    assert (town.municipality.name, town.municipality.office) == ("ささえ市", "")


def test_employer_says_what_kinds_of_body_it_is(town: Town, officer: Client) -> None:
    said = {"name": "ささえ市社会福祉協議会", "kinds": ["hokatsu", "shakyo"]}

    response = officer.post(reverse("areas:change_employer", args=[town.council.pk]), said)
    page = officer.get(response.url).content.decode()

    town.council.refresh_from_db()
    assert town.council.kinds == ["hokatsu", "shakyo"]
    assert "社会福祉協議会、地域包括支援センターを受け持つところ" in page


def test_level_named_by_the_town_is_named_so_on_the_tree(town: Town, officer: Client) -> None:
    response = officer.post(reverse("areas:level_names"), {"district": "小学校区"}, follow=True)

    page = response.content.decode()
    assert ("小学校区" in page, "地区</span>" in page) == (True, False)
    assert LevelName.objects.get().name == "小学校区"


def test_levels_are_asked_for_with_the_names_they_have(town: Town, officer: Client) -> None:
    LevelName.objects.create(municipality=town.municipality, level="district", name="小学校区")

    form = officer.get(reverse("areas:level_names")).context["form"]

    assert {name: form[name].value() for name in form.fields} == {
        "municipality": "市町村",
        "living_area": "日常生活圏域",
        "district": "小学校区",
        "town": "町丁・字",
    }


def test_level_with_too_long_a_name_is_refused(town: Town, officer: Client) -> None:
    response = officer.post(reverse("areas:level_names"), {"district": "あ" * 41})

    assert (response.status_code, LevelName.objects.count()) == (422, 0)


def test_employer_is_added_and_changed(town: Town, officer: Client) -> None:
    officer.post(reverse("areas:add_employer"), {"name": " かわせみ会 "})
    employer = Employer.objects.get(name="かわせみ会")

    page = officer.post(
        reverse("areas:change_employer", args=[employer.pk]),
        {"name": "社会福祉法人 かわせみ会", "since": "2026-04-01"},
        follow=True,
    ).content.decode()

    assert ("社会福祉法人 かわせみ会" in page, "所属先を直しました。" in page) == (True, True)
    assert Entry.objects.get(verb="areas.change_employer").fields == ["name", "since"]


def test_employer_of_a_name_already_there_is_refused(town: Town, officer: Client) -> None:
    taken = {
        "name": ["同じ名前の所属先がもうあります。ほかの名前を書くか、そちらを直してください。"]
    }

    added = officer.post(reverse("areas:add_employer"), {"name": town.centre.name})
    renamed = officer.post(
        reverse("areas:change_employer", args=[town.city.pk]), {"name": town.centre.name}
    )
    kept = officer.post(
        reverse("areas:change_employer", args=[town.city.pk]), {"name": town.city.name}
    )

    assert (errors(added), errors(renamed), kept.status_code) == ((422, taken), (422, taken), 302)


def test_employer_whose_contract_ends_before_it_begins_is_refused(
    town: Town, officer: Client
) -> None:
    response = officer.post(
        reverse("areas:add_employer"),
        {"name": "かわせみ会", "since": "2026-04-01", "until": "2026-03-31"},
    )

    assert errors(response) == (422, {"until": [BACKWARDS]})


def test_employer_of_the_next_town_is_not_found(
    town: Town, next_town: Town, officer: Client
) -> None:
    url = reverse("areas:change_employer", args=[next_town.city.pk])

    assert officer.get(url).status_code == 404


def test_access_changes_from_a_day_on_and_says_by_which_decision(
    town: Town, officer: Client
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    asked = {
        "role": "viewer", "access": "none", "since": tomorrow.isoformat(), "source": "審査会",
    }  # fmt: skip

    page = officer.post(reverse("areas:access"), asked, follow=True).content.decode()

    assert ("見え方の決まりを加えました。" in page, "審査会" in page) == (True, True)
    ended = AccessRule.objects.get(
        municipality=town.municipality, role=Role.VIEWER, access="consent"
    )
    assert ended.until == timezone.localdate()


def test_access_from_a_day_before_the_rule_there_is_comes_back_with_a_sentence(
    town: Town, officer: Client
) -> None:
    soon, later = (timezone.localdate() + timedelta(days=days) for days in (5, 9))
    asked = {"role": "viewer", "access": "none", "since": later.isoformat()}
    officer.post(reverse("areas:access"), asked)

    response = officer.post(reverse("areas:access"), asked | {"since": soon.isoformat()})

    assert errors(response) == (
        422,
        {
            "since": [
                "この役割には、その日かその後に始まる決まりがもうあります。その決まりが始まる日より後の日にしてください。"
            ]
        },
    )
    assert AccessRule.objects.filter(municipality=town.municipality, role=Role.VIEWER).count() == 2


def test_access_of_a_day_that_is_past_stays_as_it_was(town: Town, officer: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    asked = {"role": "viewer", "access": "none", "since": yesterday.isoformat()}

    response = officer.post(reverse("areas:access"), asked)

    sentence = "過ぎた日からは変えられません。今日か、それより後の日にしてください。"
    assert errors(response) == (422, {"since": [sentence]})
    assert AccessRule.objects.filter(municipality=town.municipality, role=Role.VIEWER).count() == 1


def test_access_without_a_day_asks_for_it(town: Town, officer: Client) -> None:
    response = officer.post(reverse("areas:access"), {"role": "viewer", "access": "none"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["since"])
