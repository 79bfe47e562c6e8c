"""By what one sees that a goal comes nearer, measured day by day; the first small steps."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.visions import actions, board, ready
from sasaeai.visions.measure_form import MeasurementForm
from sasaeai.visions.models import Goal, Indicator, Measurement, Step
from tests.factories.areas import Town
from tests.factories.visions import (
    make_goal,
    make_indicator,
    make_measurement,
    make_step,
    make_vision,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 31)
AGO = timedelta(days=2)


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def goal(town: Town) -> Goal:
    return make_goal(make_vision(town))


def test_indicator_is_added_put_right_and_taken_back(viewer: Viewer, goal: Goal) -> None:
    known = actions.add_indicator(viewer, Indicator(goal=goal, name="言えた人", unit="人"))
    known.name = "近所に言えた人"
    actions.change_indicator(viewer, known, seen=known.updated_at, changed=["name"])
    assert Indicator.objects.get().name == "近所に言えた人"
    with pytest.raises(DomainError, match="ほかの人が直しています"):
        actions.change_indicator(viewer, known, seen=known.updated_at - AGO, changed=["name"])
    actions.take_back_indicator(viewer, known)
    assert Indicator.objects.count() == 0
    with pytest.raises(DomainError, match="たったいま取り消されました"):
        actions.change_indicator(viewer, known, seen=known.updated_at, changed=["name"])


def test_goal_takes_twenty_indicators(viewer: Viewer, goal: Goal) -> None:
    for number in range(19):
        make_indicator(goal, f"指標{number}")
    actions.add_indicator(viewer, Indicator(goal=goal, name="二十", unit="人"))
    with pytest.raises(DomainError, match="指標は20件まで"):
        actions.add_indicator(viewer, Indicator(goal=goal, name="二十一", unit="人"))


def test_indicator_that_was_measured_stays(town: Town, viewer: Viewer, goal: Goal) -> None:
    known = make_indicator(goal)
    make_measurement(town, known, 3, on=DAY)
    with pytest.raises(DomainError, match="もうはかった数があります"):
        actions.take_back_indicator(viewer, known)


def test_indicator_of_another_day_stays(viewer: Viewer, goal: Goal) -> None:
    known = make_indicator(goal)
    Indicator.objects.update(created_at=timezone.now() - AGO)
    with pytest.raises(DomainError, match="今日書いた指標だけ"):
        actions.take_back_indicator(viewer, Indicator.objects.get(pk=known.pk))


def test_indicator_another_put_right_stays(town: Town, viewer: Viewer, goal: Goal) -> None:
    known = actions.add_indicator(viewer, Indicator(goal=goal, name="言えた人", unit="人"))
    known.baseline, known.baseline_on = Decimal(3), DAY
    other = town.viewer(Role.COORDINATOR1)
    actions.change_indicator(other, known, seen=known.updated_at, changed=["baseline"])
    with pytest.raises(DomainError, match="ほかの人が、この目標の指標を直しています"):
        actions.take_back_indicator(viewer, known)


def test_fewer_than_none_is_neither_measured_nor_aimed_at(viewer: Viewer, goal: Goal) -> None:
    known = make_indicator(goal)
    with pytest.raises(DomainError, match="0より小さい"):
        actions.measure(viewer, Measurement(indicator=known, on=viewer.today, value=-5))
    known.target = Decimal(-1)
    with pytest.raises(DomainError, match="0より小さい"):
        actions.change_indicator(viewer, known, seen=known.updated_at, changed=["target"])


def test_baseline_is_of_a_day_that_has_been(viewer: Viewer, goal: Goal) -> None:
    tomorrow = viewer.today + timedelta(days=1)
    new = Indicator(goal=goal, name="言えた人", unit="人", baseline=3, baseline_on=tomorrow)
    with pytest.raises(DomainError, match="これからの日"):
        actions.add_indicator(viewer, new)
    new.baseline_on = None
    with pytest.raises(DomainError, match="両方"):
        actions.add_indicator(viewer, new)


def test_measurement_is_never_of_tomorrow(viewer: Viewer, goal: Goal) -> None:
    tomorrow = viewer.today + timedelta(days=1)
    with pytest.raises(DomainError, match="これからの日"):
        actions.measure(viewer, Measurement(indicator=make_indicator(goal), on=tomorrow, value=3))


def test_part_is_never_more_than_the_whole(viewer: Viewer, goal: Goal) -> None:
    known = make_indicator(goal)
    with pytest.raises(DomainError, match="何のうち"):
        actions.measure(viewer, Measurement(indicator=known, on=viewer.today, value=8, of=7))


def test_day_is_measured_once_and_taken_back_on_the_day(viewer: Viewer, goal: Goal) -> None:
    known = make_indicator(goal)
    made = actions.measure(viewer, Measurement(indicator=known, on=viewer.today, value=3, of=7))
    assert made.measured_by_id == viewer.user
    with pytest.raises(DomainError, match="もう書いてあります"):
        actions.measure(viewer, Measurement(indicator=known, on=viewer.today, value=4))
    actions.take_back_measurement(viewer, made)
    assert Measurement.objects.count() == 0


def test_measurement_written_another_day_stays(town: Town, viewer: Viewer, goal: Goal) -> None:
    made = make_measurement(town, make_indicator(goal), 3, on=DAY)
    Measurement.objects.update(created_at=timezone.now() - AGO)
    with pytest.raises(DomainError, match="今日書いた数だけ"):
        actions.take_back_measurement(viewer, Measurement.objects.get(pk=made.pk))


@pytest.mark.parametrize(
    ("values", "told", "now", "aim"),
    [
        ({"value": "58", "of": 131}, "58 ／ 131人（44％）", 44, 60),
        ({"value": "12.5"}, "12.5人", 21, None),
    ],
)
def test_last_measurement_is_told_with_its_whole(
    town: Town, goal: Goal, values, told: str, now: int, aim: int | None
) -> None:
    known = make_indicator(goal, target=60, target_of=100, source="聞き取り票")
    make_measurement(town, known, 1, on=DAY - AGO)
    make_measurement(town, known, on=DAY, **values)
    found = board.mark(Indicator.objects.prefetch_related("measurements").get())
    assert (found.figure, found.source) == (told, "聞き取り票、令和8年10月31日")
    assert (found.now, found.aim) == (now, aim)


def test_figure_without_a_source_says_so(town: Town, goal: Goal) -> None:
    known = make_indicator(goal)
    make_measurement(town, known, 5, on=DAY)
    assert board.mark(known).source == "書かれていません、令和8年10月31日"


def test_whole_of_the_last_time_is_offered_again(town: Town, viewer: Viewer, goal: Goal) -> None:
    known = make_indicator(goal, baseline=3, baseline_of=12, baseline_on=DAY - AGO)
    offered = [MeasurementForm(instance=Measurement(indicator=known), today=viewer.today)]
    make_measurement(town, known, 5, on=DAY, of=14)
    offered.append(MeasurementForm(instance=Measurement(indicator=known), today=viewer.today))
    assert [form.initial["of"] for form in offered] == [12, 14]


def test_what_was_not_measured_yet_tells_where_it_began(goal: Goal) -> None:
    began = make_indicator(goal, baseline=Decimal(30), baseline_of=100, baseline_on=DAY)
    assert board.mark(began).figure == "30 ／ 100人（30％）"
    assert "はじめの数" in board.mark(began).source
    assert board.mark(make_indicator(goal, "なにもない")).figure == ""


def test_step_is_added_put_right_done_and_taken_back(viewer: Viewer, goal: Goal) -> None:
    step = actions.add_step(viewer, Step(goal=goal, what="声をかける"))
    step.what = "回覧板で声をかける"
    actions.change_step(viewer, step, seen=step.updated_at, changed=["what"])
    assert actions.finish_step(viewer, step).done_on == viewer.today
    assert actions.take_back_finishing(viewer, step).done_on is None
    with pytest.raises(DomainError, match="ほかの人が直しています"):
        actions.change_step(viewer, step, seen=step.updated_at - AGO, changed=["what"])
    actions.take_back_step(viewer, step)
    with pytest.raises(DomainError, match="たったいま取り消されました"):
        actions.finish_step(viewer, step)


def test_step_of_another_day_stays(viewer: Viewer, goal: Goal) -> None:
    step = make_step(goal)
    Step.objects.update(created_at=timezone.now() - AGO)
    with pytest.raises(DomainError, match="今日書いた一歩だけ"):
        actions.take_back_step(viewer, step)


def test_goal_has_no_more_open_steps_than_one_can_begin(viewer: Viewer, goal: Goal) -> None:
    for number in range(20):
        make_step(goal, f"一歩{number}")
    with pytest.raises(DomainError, match="20件までです"):
        actions.add_step(viewer, Step(goal=goal, what="声をかける"))
    actions.finish_step(viewer, Step.objects.filter(goal=goal)[0])
    assert actions.add_step(viewer, Step(goal=goal, what="声をかける")).pk


def test_closed_goal_takes_no_step(viewer: Viewer, goal: Goal) -> None:
    actions.close_goal(viewer, goal, state=Goal.State.LET_GO, words="やめた")
    with pytest.raises(DomainError, match="終わっています"):
        actions.add_step(viewer, Step(goal=goal, what="声をかける"))


def test_first_steps_are_those_of_the_viewers_areas(town: Town, viewer: Viewer, goal: Goal) -> None:
    wished = make_step(goal, "教わりたい", wanted_by="residents", ease=1)
    make_step(goal, "かんたん", ease=3)
    make_step(make_goal(make_vision(town, area=town.aoume)), "よその一歩")
    assert ready.first_steps(viewer) == [wished]
