"""The goals as a file: one row each, with its place, its numbers and what serves it."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.visions.models import Goal
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.people import writer
from tests.factories.visions import make_goal, make_indicator, make_measurement, make_vision
from tests.insight.test_means import gathering, give, help_given

pytestmark = pytest.mark.django_db
URL = reverse("insight:export_goals")
DAY = date(2026, 10, 31)


@pytest.fixture(autouse=True)
def _first_of_december():
    with time_machine.travel("2026-12-01 10:00+0900", tick=False):
        yield


@pytest.fixture
def goal(town: Town) -> Goal:
    """A goal on the way to another, measured twice, served by one of each that somebody made."""
    top = make_goal(make_vision(town), "買い物に行ける")
    made = make_goal(
        top.vision, "週2回は行ける", above=top, horizon="one_year", due_on=date(2027, 9, 30),
        owner=writer(town), owner_words="見守りの会", order=1,
    )  # fmt: skip
    counted = make_indicator(
        made, "行けた人", baseline=30, baseline_of=100, baseline_on=DAY, target=60, target_of=100,
        source="聞き取り票", every_months=3,
    )  # fmt: skip
    make_measurement(town, counted, "40", of=120, on=DAY, source="10月の票")
    make_measurement(town, counted, "58.5", of=131, on=date(2026, 11, 20))
    make_indicator(made, "乗った回数", unit="回", counts="doing")
    give(town, made, gathering(town), "火曜に出る")
    give(town, made, help_given(town), "歩けない週も届く")
    return made


def rows(client: Client, **asked: object) -> list[dict[str, str]]:
    answer = client.get(URL, asked)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_goal_is_a_row_with_its_place_and_owner(town: Town, goal: Goal) -> None:
    top, row = rows(town.client(Role.COORDINATOR2))
    assert (top["上からの段"], top["上の目標"], top["上の目標の番号"]) == ("1", "", "")
    assert [row[name] for name in ("番号", "地区", "目標", "上の目標の番号", "上の目標", "上からの段")] == [
        str(goal.pk), "桜台", "週2回は行ける", str(goal.above_id), "買い物に行ける", "2",
    ]  # fmt: skip
    assert (row["いつごろ"], row["いつまでに"], row["ようす"]) == ("1年後", "2027-09-30", "目指している")  # fmt: skip
    assert row["受けもつ人"] == f"{writer(town).name}、見守りの会"


def test_every_indicator_has_its_columns(town: Town, goal: Goal) -> None:
    top, row = rows(town.client(Role.COORDINATOR2))
    told = {
        "何をはかるか": "行けた人", "何の数か": "人や暮らしの変化", "単位": "人", "はじめの数": "30",
        "はじめの数の、何のうち": "100", "はじめにはかった日": "2026-10-31", "さいごの数": "58.5",
        "さいごの数の、何のうち": "131", "さいごにはかった日": "2026-11-20", "目指す数": "60",
        "目指す数の、何のうち": "100", "出どころ": "聞き取り票", "何か月ごとにはかるか": "3",
    }  # fmt: skip
    assert {name: row[f"指標1　{name}"] for name in told} == told
    second = (
        "何をはかるか",
        "はじめの数",
        "さいごの数",
        "さいごの数の、何のうち",
        "さいごにはかった日",
    )
    assert [row[f"指標2　{name}"] for name in second] == ["乗った回数", "", "", "", ""]
    assert {top[f"指標1　{name}"] for name in told} == {""}


def test_means_are_told_by_kind_as_far_as_one_may_see_them(town: Town, goal: Goal) -> None:
    give(town, goal, AssetFactory(area=town.sakuradai, name="配達車"), "帰りが空いている")
    give(
        town, goal, AssetFactory(area=town.sakuradai, name="もとの車", retired_on=DAY), "前は使えた"
    )
    _top, row = rows(town.client(Role.COORDINATOR2))
    kinds = ("活動", "つないだこと", "町にあるもの", "道具箱")
    assert [row[f"役に立っているもの：{kind}"] for kind in kinds] == [
        "帰り便の試し乗り（活動中）：火曜に出る",
        "重い荷物を運ぶ（来てくださっている）：歩けない週も届く",
        "配達車：帰りが空いている\nもとの車（もう終わった）：前は使えた",
        "",
    ]
    _top, seen = rows(town.client(Role.COUNCIL_MEMBER))
    assert seen["役に立っているもの：つないだこと"] == ""


def test_file_is_noted_with_what_it_tells(town: Town, goal: Goal) -> None:
    rows(town.client(Role.COORDINATOR2))
    noted = Entry.objects.filter(verb="insight.export_goals").order_by("pk")
    assert [(one.kind, len(one.subjects)) for one in noted] == [("goal", 2), ("match", 1)]
    Entry.objects.all().delete()
    rows(town.client(Role.COUNCIL_MEMBER))
    assert [one.kind for one in Entry.objects.filter(verb="insight.export_goals")] == ["goal"]


def test_goals_of_an_area_are_those_within_it(town: Town, goal: Goal) -> None:
    make_goal(make_vision(town, area=town.east), "北野の目標")
    client = town.client(Role.COORDINATOR2)
    assert len(rows(client)) == 3
    assert [row["目標"] for row in rows(client, area=town.east.pk)] == ["北野の目標"]


def test_book_and_nonsense(town: Town, goal: Goal) -> None:
    client = town.client(Role.COORDINATOR2)
    answer = client.get(URL, {"format": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet["C"]] == ["目標", "買い物に行ける", "週2回は行ける"]
    assert client.get(URL, {"format": "nonsense"}).url == reverse("visions:list")
    assert URL in client.get(reverse("visions:list")).content.decode()


def test_file_asks_as_often_for_one_goal_as_for_many(
    town: Town, goal: Goal, django_assert_max_num_queries
) -> None:
    client, counts = town.client(Role.COORDINATOR2), []
    for number in range(3):
        client.get(URL)
        with django_assert_max_num_queries(40) as asked:
            client.get(URL)
        counts.append(len(asked))
        other = make_goal(goal.vision, f"目標{number}", above=goal, horizon="now")
        make_measurement(town, make_indicator(other), 1, on=DAY)
        give(town, other, gathering(town, f"集まり{number}"))
        give(town, other, help_given(town))
    assert counts[0] == counts[2]
