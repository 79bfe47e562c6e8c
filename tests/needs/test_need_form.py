"""The form of a need: whose names it shows is noted, and no name goes where helpers read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.calc.hours import DAYS
from sasaeai.needs import queries
from sasaeai.needs.models import Need
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.needs import make_need
from tests.factories.people import make_person
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db
TAKE_UP = "/needs/take-up/"


def looks() -> list[tuple[list[str], list[str]]]:
    return [*Entry.objects.filter(verb="people.look").values_list("subjects", "fields")]


def test_form_that_offers_a_person_notes_the_look(town: Town) -> None:
    person = make_person(town, nickname="柿の木のおばあちゃん")
    page = town.client(Role.COORDINATOR2).get(f"{TAKE_UP}?person={person.pk}").content.decode()
    assert ("柿の木のおばあちゃん" in page, looks()) == (
        True,
        [([str(person.pk)], ["name", "nickname"])],
    )


def test_form_that_shows_nobody_notes_nothing(town: Town) -> None:
    make_person(town, nickname="柿の木のおばあちゃん")
    client = town.client(Role.COORDINATOR2)
    client.get(TAKE_UP)
    client.post(TAKE_UP, {"who": "梅の木のおばあちゃん"})
    assert looks() == []


def test_names_that_words_find_are_noted_where_the_form_shows_them(town: Town) -> None:
    found = [make_person(town, family_name="佐久間", given_name=name) for name in ("一", "二")]
    page = town.client(Role.COORDINATOR2).post(TAKE_UP, {"who": "佐久間"}).content.decode()
    (look,) = looks()
    assert ("佐久間 一" in page, {*look[0]}) == (True, {str(person.pk) for person in found})


def test_form_that_mends_a_need_notes_whose_it_is(town: Town) -> None:
    person = make_person(town, nickname="柿の木のおばあちゃん")
    need = make_need(town, person=person)
    town.client(Role.COORDINATOR2).get(reverse("needs:change", args=[need.pk]))
    assert looks() == [([str(person.pk)], ["name", "nickname"])]


def sent(town: Town, what: str, **values: object):
    data = {
        "what": what,
        "area": town.sakuradai.pk,
        "category": term(town.municipality, Kind.SUPPORT_CATEGORY, "trash").pk,
    }
    return town.client(Role.COORDINATOR2).post(TAKE_UP, data | values)


@pytest.mark.parametrize(
    "what", ["佐久間さんのゴミ出し", "ゴミ出し（サクマ）", "みつさんのゴミ出し"]
)
def test_name_of_whoever_it_is_about_is_asked_about_once(town: Town, what: str) -> None:
    person = make_person(
        town, nickname="みつさん", family_name="佐久間", given_name="みつ",
        family_kana="さくま",
    )  # fmt: skip
    refused = sent(town, what, person=person.pk)
    page = refused.content.decode()
    assert (refused.status_code, Need.objects.count()) == (422, 0)
    assert ("お名前ではありませんか" in page, 'type="checkbox" name="no_name"' in page) == (
        True,
        True,
    )
    sent(town, what, person=person.pk, no_name="on")
    assert Need.objects.get().what == what


def test_family_name_of_somebody_of_the_area_is_asked_about(town: Town) -> None:
    make_person(town, family_name="佐久間", given_name="みつ")
    page = sent(town, "佐久間さんのゴミ出し").content.decode()
    assert "「佐久間」は、お名前ではありませんか" in page
    assert Need.objects.count() == 0


def test_whose_family_name_is_told_is_noted(town: Town) -> None:
    person = make_person(town, family_name="佐久間", given_name="みつ")
    make_person(town, family_name="長谷川", given_name="一")
    sent(town, "佐久間さんのゴミ出し")
    assert looks() == [([str(person.pk)], ["name"])]


def test_no_more_than_three_names_are_told_and_noted(town: Town) -> None:
    families = ["佐久間", "長谷川", "小笠原", "五十嵐"]
    for family in families:
        make_person(town, family_name=family, given_name="一")
    what = "、".join(f"{family}さん" for family in families)
    told = sent(town, what).context["form"].errors["what"][0]
    ((subjects, _fields),) = looks()
    assert (sum(family in told for family in families), len(subjects)) == (3, 3)


@pytest.mark.parametrize("what", ["林の草取り", "みつ豆の買い物", "週2回のゴミ出し"])
def test_words_that_are_no_family_name_pass(town: Town, what: str) -> None:
    for family, given in (("林", "一"), ("佐久間", "みつ")):
        make_person(town, family_name=family, given_name=given)
    sent(town, what)
    assert Need.objects.get().what == what


def test_name_that_the_viewer_may_not_see_is_not_given_away(town: Town) -> None:
    make_person(town, family_name="佐久間", employer=town.council)
    make_person(town, family_name="佐久間", area=town.aoume)
    sent(town, "佐久間のゴミ出し")
    assert Need.objects.count() == 1


def test_mending_something_else_does_not_ask_again(town: Town) -> None:
    make_person(town, family_name="佐久間", given_name="みつ")
    need = make_need(town, "佐久間さんのゴミ出し")
    url = reverse("needs:change", args=[need.pk])
    data = {
        "what": need.what, "area": need.area_id, "category": need.category_id,
        "seen": need.updated_at.isoformat(),
    }  # fmt: skip
    town.client(Role.COORDINATOR2).post(url, data | {"place_words": "坂の上"})
    need.refresh_from_db()
    assert need.place_words == "坂の上"


def test_categories_stand_by_what_is_usual_and_by_what_they_belong_to(town: Town) -> None:
    meals, cooking, _garden, _trash = (
        term(town.municipality, Kind.SUPPORT_CATEGORY, code, label=code)
        for code in ("meals", "cooking", "garden", "trash")
    )
    cooking.parent = meals
    cooking.save()
    make_need(town, code="trash")
    form = town.client(Role.COORDINATOR2).get(TAKE_UP).context["form"]
    _empty, *groups = form.fields["category"].choices
    groups = [(name, [label for _value, label in members]) for name, members in groups]
    assert groups == [
        ("よく選ばれるもの", ["trash"]),
        ("meals", ["meals", "cooking"]),
        ("ほかのこと", ["garden"]),
    ]


def test_few_categories_without_groups_stand_as_they_are(town: Town) -> None:
    term(town.municipality, Kind.SUPPORT_CATEGORY, "garden", label="garden")
    form = town.client(Role.COORDINATOR2).get(TAKE_UP).context["form"]
    assert [label for _value, label in form.fields["category"].choices][1:] == ["garden"]


def test_name_that_no_list_knows_is_asked_about_too(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    found = queries.names_in(viewer, "鈴木ヨネさんの草取り", area=town.sakuradai, person=None)
    assert (found.names, found.cards) == (["鈴木ヨネ"], [])


def chosen(town: Town, **values: object) -> Need:
    sent(town, "週2回のゴミ出し", **values)
    return Need.objects.get()


def test_time_without_a_day_means_any_day(town: Town) -> None:
    need = chosen(town, parts=["morning"])
    assert need.times == {day: [["09:00", "12:00"]] for day in DAYS}


@pytest.mark.parametrize(
    ("urgency", "days"), [("today", 0), ("days", 2), ("weeks", 7), ("whenever", 7), ("", 7)]
)
def test_whoever_needs_it_soon_is_answered_soon(town: Town, urgency: str, days: int) -> None:
    today = timezone.localdate()
    usual = (today + timedelta(days=7)).isoformat()
    need = chosen(town, urgency=urgency, answer_by=usual)
    assert need.answer_by == today + timedelta(days=days)


def test_day_that_was_chosen_stands_however_soon_it_should_be(town: Town) -> None:
    day = timezone.localdate() + timedelta(days=3)
    assert chosen(town, urgency="today", answer_by=day.isoformat()).answer_by == day


def test_what_counts_where_nothing_is_said_is_seen(town: Town) -> None:
    form = town.client(Role.COORDINATOR2).get(TAKE_UP).context["form"]
    opened = {field.name for group in form.grouped() if group["open"] for field in group["fields"]}
    assert {"often", "minutes"} <= opened


def test_person_one_may_not_see_is_refused_and_not_dropped(town: Town) -> None:
    person = make_person(town, employer=town.council)
    page = sent(town, "週2回のゴミ出し", person=person.pk)
    assert (page.status_code, Need.objects.count()) == (422, 0)
    assert "person" in page.context["form"].errors


def test_how_soon_is_said_only_where_somebody_asked(town: Town) -> None:
    need = chosen(town)
    page = town.client(Role.COORDINATOR2).get(need.get_absolute_url()).content.decode()
    assert (need.urgency, "<dd>まだ聞いていません</dd>" in page, "いつでも" in page) == (
        "",
        True,
        False,
    )


@pytest.mark.parametrize("field", ["what", "place_words"])
@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("佐久間さんの家", "「佐久間」は、お名前ではありませんか"),
        ("桜台3-1-2の玄関", "「3-1-2」は、電話番号や番地ではありませんか"),
        ("090-0000-1234へ", "「090-0000-1234」は、電話番号や番地ではありませんか"),
    ],
)
def test_whatever_helpers_are_told_is_asked_about_once(
    town: Town, field: str, said: str, asked: str
) -> None:
    make_person(town, family_name="佐久間", given_name="みつ")
    values = {"what": "週2回のゴミ出し"} | {field: said}
    refused = sent(town, **values)
    assert asked in refused.context["form"].errors[field][0]
    assert 'type="checkbox" name="no_name"' in refused.content.decode()
    sent(town, **values, no_name="on")
    assert getattr(Need.objects.get(), field) == said
