"""目的の点検 on its pages: found in the rows of all rooms, mended where it leads, and then gone."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sasaeai.activities.models import Activity, ActivityMeaning
from sasaeai.areas.models import Area, Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.calc.purpose import RULES
from sasaeai.insight import purpose
from sasaeai.insight.words import BACKWARDS, COMING, SAYINGS, TONES
from sasaeai.matching.models import MatchMeaning
from sasaeai.visions.models import AssetMeaning, Goal, InstrumentMeaning, Vision
from sasaeai.vocabulary.models import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.people import writer
from tests.factories.visions import make_edition, make_goal, make_indicator, make_step, make_vision
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _first_of_december():
    with time_machine.travel("2026-12-01 10:00+0900", tick=False):
        yield


def given(town: Town) -> dict[str, object]:
    return {"words": "歩いて行ける", "given_on": TODAY, "given_by": writer(town)}


def hall(town: Town, name: str = "桜台集会所", **values) -> Asset:
    return Asset.objects.create(
        municipality=town.municipality, area=town.sakuradai, kind=Asset.Kind.PLACE, name=name,
        visibility=Visibility.PUBLIC, **values,
    )  # fmt: skip


def sound_vision(town: Town, **values) -> tuple[Vision, Goal]:
    """Draw a picture with one goal of which nothing can be said."""
    vision = make_vision(town, residents=17, **values)
    goal = make_goal(vision)
    AssetMeaning.objects.create(goal=goal, means=hall(town), **given(town))
    make_step(goal, start_on=TODAY)
    return vision, goal


def found(town: Town, vision: Vision, role: Role = Role.COORDINATOR2) -> list[str]:
    return [one.finding.rule for one in purpose.of_vision(town.viewer(role), vision).told]


def loose(town: Town, role: Role = Role.COORDINATOR2) -> list[str]:
    return [one.why for one in purpose.town(town.viewer(role))[1].told]


def test_sound_picture_has_nothing_to_look_at(town: Town):
    vision, _goal = sound_vision(town)
    assert found(town, vision) == []


def test_picture_without_goals_is_not_called_sound(town: Town):
    vision = make_vision(town, residents=17)
    viewer = town.viewer(Role.COORDINATOR2)
    assert purpose.of_vision(viewer, vision).is_blank is True
    page = town.client(Role.COORDINATOR2).get(reverse("insight:purpose", args=[vision.pk]))
    assert "目標がまだないので" in page.content.decode()
    make_goal(vision)
    assert purpose.of_vision(viewer, vision).is_blank is False


def test_areas_of_one_name_are_told_apart(town: Town):
    Area.objects.filter(pk=town.sakuradai.pk).update(name=town.west.name)
    for area in (town.west, town.sakuradai):
        make_vision(town, area=area, residents=17)
    called = {one.called for one in purpose.town(town.viewer(Role.COORDINATOR2))[0]}
    assert len(called) == 2


def test_every_rule_has_words():
    assert [*SAYINGS] == [*RULES]
    assert {*COMING} < {*RULES}
    assert {one.tone for one in (*SAYINGS.values(), *COMING.values())} == {*TONES}
    assert {*BACKWARDS} == {"before_start", "after_then", "after_above", "farther_than_above"}


def test_goal_of_nothing_wants_a_means_and_a_first_step(town: Town):
    vision, _goal = sound_vision(town)
    make_goal(vision, "だれもひとりで食べない")
    assert found(town, vision) == ["goal-without-means", "goal-without-first-step"]


def test_goal_that_is_closed_is_asked_for_nothing(town: Town):
    vision, _goal = sound_vision(town)
    make_goal(vision, "届いた", state=Goal.State.REACHED, closed_on=TODAY)
    assert found(town, vision) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"counts": "doing", "baseline": 1, "baseline_on": TODAY}, ["goal-counts-means"]),
        ({"baseline": 1, "baseline_on": TODAY}, []),
        ({}, ["indicator-without-baseline"]),
    ],
)
def test_indicator_is_looked_at(town: Town, values, expected):
    vision, goal = sound_vision(town)
    make_indicator(goal, **values)
    assert found(town, vision) == expected


def test_indicator_is_to_be_measured_after_its_months(town: Town):
    vision, goal = sound_vision(town)
    one = make_indicator(goal, baseline=1, baseline_on=TODAY, every_months=1)
    with time_machine.travel("2027-01-02 10:00+0900", tick=False):
        assert found(town, vision) == ["indicator-never-measured"]
        one.measurements.create(on=TODAY, value=3, measured_by=writer(town))
        assert found(town, vision) == ["indicator-overdue"]


def test_newest_edition_tells_whether_residents_made_it(town: Town):
    vision, _goal = sound_vision(town)
    edition = make_edition(town, vision, number=2)
    assert found(town, vision) == ["vision-without-residents"]
    edition.made_with.add(term(town.municipality, Kind.COUNTERPART, "elder"))
    assert found(town, vision) == []


def test_picture_without_residents_leads_to_a_new_edition_where_it_may_be_written(town: Town):
    vision = make_vision(town)
    urls = [
        [one.url for one in purpose.of_vision(town.viewer(role), vision).told]
        for role in (Role.COORDINATOR2, Role.COUNCIL_MEMBER)
    ]
    assert urls == [
        [reverse("visions:write_edition", args=[vision.pk])],
        [vision.get_absolute_url()],
    ]


def test_picture_of_an_area_that_has_ended_is_left_alone(town: Town):
    vision, _goal = sound_vision(town)
    make_goal(vision, "だれもひとりで食べない")
    type(vision.area).objects.filter(pk=vision.area_id).update(until=TODAY - timedelta(days=1))
    assert found(town, vision) == []


@pytest.mark.parametrize("ends", ["asset", "instrument"])
def test_means_that_has_ended_serves_nothing_and_is_not_asked_for(town: Town, ends):
    vision, goal = sound_vision(town)
    AssetMeaning.objects.all().delete()
    ended = TODAY - timedelta(days=1)
    if ends == "asset":
        old = hall(town, "もとの集会所", retired_on=ended)
        AssetMeaning.objects.create(goal=goal, means=old, **given(town))
    else:
        tool = term(town.municipality, Kind.INSTRUMENT, "old", until=ended)
        InstrumentMeaning.objects.create(goal=goal, means=tool, **given(town))
    assert (found(town, vision), loose(town)) == (["goal-without-means"], [])


def test_means_that_serves_closed_goals_alone_is_asked_what_for(town: Town):
    _vision, goal = sound_vision(town)
    tool = term(town.municipality, Kind.INSTRUMENT, "grant", label="通いの場の補助金")
    InstrumentMeaning.objects.create(goal=goal, means=tool, **given(town))
    assert loose(town) == []
    Goal.objects.filter(pk=goal.pk).update(state=Goal.State.LET_GO, closed_on=TODAY)
    assert loose(town) == [
        "「桜台集会所」は、どの目標にもつながっていません",
        "「通いの場の補助金」は、どの目標にもつながっていません",
    ]


def test_activity_that_was_grown_here_is_asked_what_for_and_others_are_not(town: Town):
    ActivityFactory(area=town.sakuradai, name="むかしからの将棋会")
    grown = ActivityFactory(area=town.sakuradai, name="手しごと便")
    grown.voices.add(make_voice(town))
    assert loose(town) == ["「手しごと便」は、どの目標にもつながっていません"]
    Activity.objects.filter(pk=grown.pk).update(state=Activity.State.ENDED)
    assert loose(town) == []


def test_activity_with_a_meaning_serves_its_goal_until_it_ends(town: Town):
    vision, _goal = sound_vision(town)
    bare = make_goal(vision, "だれもひとりで食べない")
    make_step(bare, start_on=TODAY)
    grown = ActivityFactory(area=town.sakuradai, name="手しごと便")
    ActivityMeaning.objects.create(goal=bare, means=grown, **given(town))
    assert (found(town, vision), loose(town)) == ([], [])
    Activity.objects.filter(pk=grown.pk).update(state=Activity.State.ENDED)
    assert (found(town, vision), loose(town)) == (["goal-without-means"], [])


def test_match_of_a_closed_goal_is_told_to_those_who_see_it(town: Town):
    _vision, goal = sound_vision(town)
    match = make_match(town, make_need(town, "ボタンつけ"), make_helper(town), state="done")
    MatchMeaning.objects.create(goal=goal, means=match, **given(town))
    AssetMeaning.objects.all().delete()
    assert loose(town) == []
    Goal.objects.filter(pk=goal.pk).update(state=Goal.State.LET_GO, closed_on=TODAY)
    assert loose(town) == ["「ボタンつけ」は、どの目標にもつながっていません"]
    assert loose(town, Role.COUNCIL_MEMBER) == []


def test_means_that_the_viewer_may_not_see_is_not_told(town: Town):
    grown = ActivityFactory(area=town.sakuradai, name="内緒の会", visibility=Visibility.STAFF)
    grown.voices.add(make_voice(town))
    assert (len(loose(town)), len(loose(town, Role.COUNCIL_MEMBER))) == (1, 0)


def test_mending_what_the_page_shows_takes_it_away(town: Town):
    vision, _goal = sound_vision(town)
    bare = make_goal(vision, "だれもひとりで食べない")
    make_step(bare, start_on=TODAY)
    client, url = town.client(Role.COORDINATOR2), reverse("insight:purpose", args=[vision.pk])
    page = client.get(url).content.decode()
    assert "「だれもひとりで食べない」のために、今していることがありません" in page
    assert f'href="{reverse("insight:choose_means", args=[bare.pk])}"' in page
    AssetMeaning.objects.create(goal=bare, means=Asset.objects.get(), **given(town))
    assert "気になるところはありません" in client.get(url).content.decode()


def test_board_gets_the_part_alone(town: Town):
    vision, _goal = sound_vision(town)
    url = reverse("insight:purpose", args=[vision.pk])
    answer = town.client(Role.COORDINATOR2).get(url, headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith("<section")


def test_dates_say_how_they_run_backwards(town: Town):
    vision, goal = sound_vision(town)
    below = make_goal(vision, "近い目標", above=goal, horizon="now", due_on=date(2036, 4, 1))
    AssetMeaning.objects.create(goal=below, means=Asset.objects.get(), **given(town))
    make_step(below, start_on=TODAY)
    told = purpose.of_vision(town.viewer(Role.COORDINATOR2), vision).told
    assert [(one.why, one.step) for one in told] == [
        (
            "「近い目標」の日付が、逆算になっていません",
            "令和18年3月31日（月）の「そのとき」よりあとになっています。それより前の日にできます。",
        )
    ]


def test_many_findings_are_told_in_part_and_counted_whole(town: Town):
    vision, _goal = sound_vision(town)
    for number in range(30):
        make_goal(vision, f"目標{number}")
    check = purpose.of_vision(town.viewer(Role.COORDINATOR2), vision)
    assert (len(check.told), check.number, check.more) == (50, 60, 10)


def test_findings_are_gathered_under_their_goals_what_weighs_most_first(town: Town):
    vision, _goal = sound_vision(town)
    make_goal(vision, "だれもひとりで食べない")
    counting = make_goal(vision, "集まりに来る")
    make_indicator(counting, name="開催回数", counts="doing")
    check = purpose.of_vision(town.viewer(Role.COORDINATOR2), vision)
    assert [(one.words, [told.finding.rule for told in one.told]) for one in check.groups] == [
        ("集まりに来る", ["goal-counts-means", "goal-without-means", "goal-without-first-step",
                    "indicator-without-baseline"]),
        ("だれもひとりで食べない", ["goal-without-means", "goal-without-first-step"]),
    ]  # fmt: skip
    assert sum(len(one.told) for one in check.groups) == check.number == len(check.told)
    url = reverse("insight:purpose", args=[vision.pk])
    page = town.client(Role.COORDINATOR2).get(url).content.decode()
    assert (page.count("data-rule"), "この目標に、あと3件" in page) == (6, True)


@pytest.mark.parametrize(("days", "label"), [(30, "これから"), (31, "手段なし")])
def test_what_a_picture_lacks_in_its_first_month_is_what_comes_next(town: Town, days, label):
    vision = make_vision(town, residents=17, made_on=TODAY - timedelta(days=days))
    make_goal(vision, "だれもひとりで食べない")
    told = purpose.of_vision(town.viewer(Role.COORDINATOR2), vision).told
    assert (len(told), told[0].label) == (2, label)


def test_what_weighs_stays_a_fault_in_the_first_month(town: Town):
    vision = make_vision(town, made_on=TODAY)
    make_goal(vision, "だれもひとりで食べない")
    first = purpose.of_vision(town.viewer(Role.COORDINATOR2), vision).groups[0]
    assert (first.words, [one.label for one in first.told]) == ("", ["住民ぬき"])


def test_town_page_counts_by_area_and_kind(town: Town):
    vision, _goal = sound_vision(town)
    make_goal(vision, "だれもひとりで食べない")
    make_vision(town, area=town.west, words="川西の姿")
    make_goal(make_vision(town, area=town.east, words="川東の姿", made_on=TODAY, residents=3))
    page = town.client(Role.COUNCIL_MEMBER).get(reverse("insight:purposes"))
    assert [(one.words, one.kinds) for one in page.context["pictured"]] == [
        ("川西の姿", [("住民ぬき", 1)]),
        ("坂の上でも下でも、声をかければ誰かがいる", [("手段なし", 1), ("一歩めなし", 1)]),
        ("川東の姿", [("これから", 2)]),
    ]


def test_other_town_is_not_looked_at(town: Town, next_town: Town):
    vision = make_vision(next_town)
    viewer = town.viewer(Role.COORDINATOR2)
    assert purpose.town(viewer) == ([], purpose.Check([], 0))
    url = reverse("insight:purpose", args=[vision.pk])
    assert town.client(Role.COORDINATOR2).get(url).status_code == 404


@pytest.mark.parametrize("page", ["purpose", "purposes"])
def test_queries_are_as_many_for_one_goal_as_for_five(town: Town, page):
    vision, goal = sound_vision(town)
    client = town.client(Role.COORDINATOR2)
    url = reverse(f"insight:{page}", args=[vision.pk] if page == "purpose" else [])
    ActivityFactory(area=town.sakuradai).voices.add(make_voice(town))
    make_goal(vision, "目標")
    client.get(url)
    numbers = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        numbers.append(len(queries))
        for number in range(4):
            make_indicator(make_goal(vision, f"目標{number}", above=goal))
            other = hall(town, f"場所{number}")
            AssetMeaning.objects.create(goal=goal, means=other, **given(town))
            ActivityFactory(area=town.sakuradai).voices.add(make_voice(town))
    assert numbers[0] == numbers[1]
