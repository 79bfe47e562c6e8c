"""The page of who could help: as many queries for many as for one, and what it shows of whom."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Area, Role
from sasaeai.audit.models import Entry
from sasaeai.matching.models import Match
from sasaeai.people.models import Item
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.needs import make_helper, make_match, make_need, make_visit
from tests.factories.people import make_consent, make_person
from tests.paper.reading import words

pytestmark = pytest.mark.django_db


def test_many_helpers_and_places_take_as_many_queries_as_one(
    coordinator: Client, town: Town, django_assert_max_num_queries
) -> None:
    need = make_need(town)
    url = f"/matching/needs/{need.pk}/"

    def fill(number: int) -> None:
        for _one in range(number):
            helper = make_helper(town)
            make_visit(make_match(town, make_need(town, "前の"), helper, state="done"))
            AssetFactory(area=town.sakuradai).categories.set([need.category])
            make_match(town, need, make_helper(town), state="declined")
            make_helper(town, trust=0)

    fill(1)
    coordinator.get(url)
    with django_assert_max_num_queries(200) as of_one:
        coordinator.get(url)
    fill(6)
    with django_assert_max_num_queries(200) as of_many:
        coordinator.get(url)
    assert len(of_many) == len(of_one)


def test_name_and_number_of_whoever_asks_open_after_a_yes(coordinator: Client, town: Town) -> None:
    who = make_person(
        town, nickname="ハルさん", family_name="佐藤", address="桜台3-1", phone="042-1"
    )
    match = make_match(town, make_need(town, person=who), make_helper(town))
    before = coordinator.get(match.get_absolute_url()).content.decode()
    assert ("ハルさん" in before, "桜台3-1" in before, "042-1" in before) == (True, False, False)
    Match.objects.update(state="agreed", agreed_on=match.asked_on)
    Entry.objects.all().delete()
    after = coordinator.get(match.get_absolute_url()).content.decode()
    assert ("佐藤" in after, "桜台3-1" in after) == (True, True)
    looks = [entry for entry in Entry.objects.all() if str(who.pk) in entry.subjects]
    assert [{"name", "phone", "address"} <= set(entry.fields) for entry in looks] == [True]


def test_request_on_paper_names_nobody(coordinator: Client, town: Town, tmp_path) -> None:
    who = make_person(town, nickname="ハルさん")
    need = make_need(town, "玄関の電球の取り替え", person=who)
    Area.objects.filter(pk=town.sakuradai.pk).update(name="桜台")
    sheet = coordinator.get(f"/matching/needs/{need.pk}/slip/")
    (page,) = words(sheet.content, tmp_path)
    assert "玄関の電球の取り替え" in page.replace(" ", "").replace("\n", "")
    assert "ハルさん" not in page


def test_helper_who_may_not_be_asked_for_it_has_no_script(coordinator: Client, town: Town) -> None:
    need, gardener = make_need(town), make_helper(town, "garden")
    url = f"/matching/needs/{need.pk}/people/{gardener.pk}/"
    assert coordinator.get(url).status_code == 404


def test_only_the_body_that_took_it_up_asks(town: Town) -> None:
    need = make_need(town)
    url = f"/matching/needs/{need.pk}/"
    assert town.client(Role.COORDINATOR1).get(url).status_code == 403


@pytest.mark.parametrize("own", ["042-000-0099", ""])
def test_request_on_paper_says_where_to_ring_back_and_by_when(
    coordinator: Client, town: Town, tmp_path, own: str
) -> None:
    town.municipality.phone = "042-000-0001"
    town.municipality.save()
    town.centre.phone = own
    town.centre.save()
    day = timezone.localdate() + timedelta(days=5)
    need = make_need(town, answer_by=day)
    (page,) = words(coordinator.get(f"/matching/needs/{need.pk}/slip/").content, tmp_path)
    told = page.replace(" ", "").replace("\n", "")
    assert (own or "042-000-0001") in told
    assert f"{day.month}月{day.day}日" in told
    assert "お名前" in told


@pytest.mark.parametrize(("other", "number"), [("おはぎの人", 2), ("だんごの人", 0)])
def test_two_of_one_name_are_said_to_be_two(
    coordinator: Client, town: Town, other: str, number: int
) -> None:
    need = make_need(town)
    make_helper(town, nickname="おはぎの人")
    make_helper(town, nickname=other, trust=0)
    page = coordinator.get(f"/matching/needs/{need.pk}/").content.decode()
    assert page.count("同じ呼び名の方が、ほかにもいます") == number


def test_how_often_somebody_was_helped_is_for_whoever_keeps_their_record(
    coordinator: Client, town: Town
) -> None:
    own, theirs = make_helper(town), make_helper(town, employer=town.council)
    make_consent(town, theirs, town.centre, Item.GIFTS)
    answers = [coordinator.get(f"/matching/people/{one.pk}/counts/") for one in (own, theirs)]
    assert [answer.status_code for answer in answers] == [200, 403]


def test_request_on_paper_is_one_sheet_and_hurries_nobody(
    coordinator: Client, town: Town, tmp_path
) -> None:
    town.centre.name, town.centre.phone = "社会福祉法人 かわせみ会", "042-000-0041"
    town.centre.save()
    need = make_need(
        town, "届いた書類をいっしょに読む", often="monthly", place_words="老眼鏡では読めない字",
        times={"tue": [["13:00", "15:00"]]}, answer_by=date(2026, 1, 15),
    )  # fmt: skip
    (page,) = words(coordinator.get(f"/matching/needs/{need.pk}/slip/").content, tmp_path)
    assert ("1月15日" in page, page.count("042-000-0041")) == (False, 2)
