"""Goals on the way to a picture: set, moved, closed; never under themselves, nothing lost when two write."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.visions import actions, board, differences, places, receipts
from sasaeai.visions.goal_form import LinesForm
from sasaeai.visions.models import Goal, Rewrite, Step, Vision
from tests.factories.areas import Town
from tests.factories.journal import make_entry, make_story
from tests.factories.visions import make_goal, make_step, make_vision

pytestmark = pytest.mark.django_db
THEN, THREE, ONE, NOW = Goal.Horizon.values


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


def mend(viewer: Viewer, stale: Goal, **values) -> actions.Kept:
    """Save what somebody wrote into the goal they had opened."""
    stood = places.told(stale)
    for name, value in values.items():
        setattr(stale, name, value)
    return actions.change_goal(viewer, stale, stood=stood)


def move(viewer: Viewer, goal: Goal, *, above=None, horizon=THREE, before=None) -> actions.Kept:
    stood = places.told(goal)
    return actions.move_goal(viewer, goal, above=above, horizon=horizon, stood=stood, before=before)


def test_many_goals_are_set_in_the_order_of_writing(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    actions.set_goals(viewer, vision, [(THEN, "一"), (THREE, "二"), (NOW, "三")])
    told = [(goal.words, goal.horizon, goal.order) for goal in vision.goals.all()]
    assert told == [("一", THEN, 1), ("二", THREE, 2), ("三", NOW, 3)]


@pytest.mark.parametrize(
    "sign",
    [
        *"・●○◯■□◆※①⑨⑳", "□ ", "１．", "1. ", "12．", "(1)", "（1）", "(１) ", "1) ", "10）", "- ", "* ",
        "・□ ", "　◆ (2) ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("words", ["坂の上からも行ける", "（仮）朝市がひらく"])
def test_signs_of_a_list_are_no_words_of_a_goal(sign: str, words: str) -> None:
    form = LinesForm({"now": f"{sign}{words}\n{words}"})
    assert (form.is_valid(), form.lines(), form.folded()) == (True, [("now", words)], 1)


@pytest.mark.parametrize("words", ["1.5倍の人が来る", "2人で行ける", "①②の道が通れる", "10年続く"])
def test_number_that_belongs_to_the_words_stays(words: str) -> None:
    form = LinesForm({"now": words})
    assert (form.is_valid(), form.lines()) == (True, [("now", words)])


def test_goal_of_an_area_elsewhere_is_not_set(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town, area=town.aoume)
    with pytest.raises(DomainError, match="受け持ちの地区"):
        actions.set_goal(viewer, Goal(vision=vision, words="一", horizon=THEN))


def test_goal_never_serves_itself(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town))
    with pytest.raises(DomainError, match="めぐりめぐって"):
        move(viewer, goal, above=goal)


def test_goals_never_go_in_a_circle(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    top = make_goal(vision, "上")
    middle = make_goal(vision, "中", above=top)
    lowest = make_goal(vision, "下", above=middle)
    with pytest.raises(DomainError, match="めぐりめぐって"):
        move(viewer, top, above=lowest, horizon=THEN)


def test_goal_serves_none_of_another_picture(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town))
    other = make_goal(make_vision(town, area=town.west))
    with pytest.raises(DomainError, match="同じあるべき姿"):
        move(viewer, goal, above=other)


def test_goal_serves_none_that_is_nearer_in_time(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    near = make_goal(vision, "近い", horizon=ONE)
    far = make_goal(vision, "遠い", horizon=THREE)
    with pytest.raises(DomainError, match="上の目標のほうが、今に近く"):
        move(viewer, far, above=near, horizon=THREE)
    assert move(viewer, far, above=near, horizon=ONE).goal.above == near


def test_goal_comes_no_nearer_than_what_serves_it(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    top = make_goal(vision, "上")
    make_goal(vision, "三年後のこと", above=top, horizon=THREE)
    with pytest.raises(DomainError, match="三年後のこと"):
        move(viewer, top, horizon=ONE)


def test_goal_is_moved_before_another(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    one, two, three = (make_goal(vision, name, order=place) for place, name in enumerate("一二三"))
    move(viewer, three, horizon=THEN, before=one)
    assert [goal.words for goal in vision.goals.order_by("order")] == ["三", "一", "二"]
    assert two.words == "二"


def test_goal_before_one_that_is_gone_stands_last(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    one, two = make_goal(vision, "一"), make_goal(vision, "二")
    gone = make_goal(vision, "なくなる")
    Goal.objects.filter(pk=gone.pk).delete()
    move(viewer, one, horizon=THEN, before=gone)
    assert [goal.words for goal in vision.goals.order_by("order")] == [two.words, "一"]


def test_moved_goal_goes_back(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    top, goal = make_goal(vision), make_goal(vision, "手前", horizon=NOW)
    stood = places.told(goal)
    token = receipts.of_move(stood, move(viewer, goal, above=top, horizon=ONE).goal)
    actions.move_back(viewer, goal, token)
    goal.refresh_from_db()
    assert (goal.above, goal.horizon) == (None, NOW)
    with pytest.raises(DomainError, match="元に戻せません"):
        actions.move_back(viewer, goal, "made-up")


def test_goal_another_moved_since_stays_and_both_are_kept(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    top, goal = make_goal(vision, "上"), make_goal(vision, "手前", horizon=NOW)
    stood = places.told(goal)
    token = receipts.of_move(stood, move(viewer, goal, above=top, horizon=ONE).goal)
    move(town.viewer(Role.COORDINATOR1), Goal.objects.get(pk=goal.pk), above=top, horizon=THREE)
    kept = actions.move_back(viewer, goal, token)
    assert (kept.goal.above, kept.goal.horizon) == (None, THREE)
    assert [(one.wrote, one.stood) for one in kept.beside] == [({"horizon": NOW}, {"horizon": ONE})]


@pytest.mark.parametrize(
    ("by", "order"), [(-1, "二一三"), (1, "一三二"), (-2, "二一三"), (0, "一二三")]
)
def test_goal_changes_places_with_its_neighbour(
    town: Town, viewer: Viewer, by: int, order: str
) -> None:
    vision = make_vision(town)
    _one, two, _three = (make_goal(vision, name) for name in "一二三")
    actions.shift_goal(viewer, two, by=by)
    assert "".join(goal.words for goal in vision.goals.order_by("order")) == order


def test_closed_goal_keeps_its_place(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    closed = make_goal(vision, "一", state="let_go", closed_on=viewer.today)
    make_goal(vision, "二")
    assert actions.shift_goal(viewer, closed, by=1).order == 0


def test_two_who_write_different_fields_both_stand(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town), "もと")
    first, second = Goal.objects.get(), Goal.objects.get()
    mend(viewer, first, words="はじめの人の言葉")
    kept = mend(viewer, second, why="あとの人のわけ")
    goal.refresh_from_db()
    assert (goal.words, goal.why, kept.beside) == ("はじめの人の言葉", "あとの人のわけ", [])


def test_two_who_write_the_same_are_of_one_mind(town: Town, viewer: Viewer) -> None:
    make_goal(make_vision(town), "もと")
    first, second = Goal.objects.get(), Goal.objects.get()
    mend(viewer, first, words="同じ言葉")
    assert mend(viewer, second, words="同じ言葉").beside == []


def test_two_who_write_the_same_field_are_both_kept(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town), "もと")
    first, second = Goal.objects.get(), Goal.objects.get()
    mend(viewer, first, words="はじめの人の言葉")
    other = town.viewer(Role.COORDINATOR1)
    (beside,) = mend(other, second, words="あとの人の言葉", why="わけ").beside
    goal.refresh_from_db()
    assert (goal.words, goal.why) == ("はじめの人の言葉", "わけ")
    assert (beside.wrote, beside.stood, beside.by_id) == (
        {"words": "あとの人の言葉"}, {"words": "もと"}, other.user,
    )  # fmt: skip
    (shown,) = differences.differences(viewer, goal)
    assert (shown.label, shown.stands, shown.wrote) == (
        "目標", "はじめの人の言葉", "あとの人の言葉",
    )  # fmt: skip


def test_two_who_move_one_goal_are_both_kept(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    top, goal = make_goal(vision, "上"), make_goal(vision, "手前", horizon=NOW)
    stood = places.told(goal)
    move(viewer, goal, above=top, horizon=ONE)
    kept = actions.move_goal(viewer, goal, above=None, horizon=THREE, stood=stood, before=top)
    assert [one.wrote for one in kept.beside] == [{"horizon": THREE}]
    assert (kept.goal.above, kept.goal.horizon) == (top, ONE)


def conflict(viewer: Viewer, town: Town) -> tuple[Goal, Rewrite]:
    goal = make_goal(make_vision(town), "もと")
    first, second = Goal.objects.get(), Goal.objects.get()
    mend(viewer, first, words="はじめ")
    (beside,) = mend(viewer, second, words="あと").beside
    return goal, beside


def test_what_was_written_beside_is_taken_and_taken_back(town: Town, viewer: Viewer) -> None:
    goal, beside = conflict(viewer, town)
    actions.settle_rewrite(viewer, beside, take=True)
    goal.refresh_from_db()
    assert (goal.words, differences.differences(viewer, goal)) == ("あと", [])
    assert Rewrite.objects.get().stood == {"words": "はじめ"}
    actions.take_back_settling(viewer, beside)
    goal.refresh_from_db()
    assert (goal.words, len(differences.differences(viewer, goal))) == ("はじめ", 1)
    with pytest.raises(DomainError, match="まだ決めていません"):
        actions.take_back_settling(viewer, beside)


def test_what_was_settled_another_day_stays_so(town: Town, viewer: Viewer) -> None:
    _goal, beside = conflict(viewer, town)
    actions.settle_rewrite(viewer, beside, take=True)
    Rewrite.objects.update(settled_at=timezone.now() - timedelta(days=2))
    with pytest.raises(DomainError, match="今日決めたことだけ"):
        actions.take_back_settling(viewer, beside)


def test_goal_stays_as_it_is_and_may_be_chosen_anew(town: Town, viewer: Viewer) -> None:
    goal, beside = conflict(viewer, town)
    actions.settle_rewrite(viewer, beside, take=False)
    with pytest.raises(DomainError, match="もう決めてあります"):
        actions.settle_rewrite(viewer, beside, take=True)
    actions.take_back_settling(viewer, beside)
    goal.refresh_from_db()
    assert (goal.words, len(differences.differences(viewer, goal))) == ("はじめ", 1)


def test_differences_are_told_in_words(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    top, goal = make_goal(vision, "上の目標"), make_goal(vision, "手前", horizon=ONE)
    owner = town.user(Role.COORDINATOR2)
    gone = {"above": "00000000-0000-0000-0000-000000000000"}
    for wrote in (
        {"above": str(top.pk)}, {"horizon": NOW}, {"due_on": "2027-03-31"}, {"why": ""},
        {"owner": str(owner.pk)}, gone,
    ):  # fmt: skip
        Rewrite.objects.create(goal=goal, wrote=wrote, stood=wrote, by_id=viewer.user)
    told = [one.wrote for one in differences.differences(viewer, goal)]
    assert told == [
        "上の目標", "今", "令和9年3月31日", "空らん", owner.name, "いまはありません",
    ]  # fmt: skip


def test_goal_above_that_is_gone_is_none(town: Town) -> None:
    vision = make_vision(town)
    gone, goal = make_goal(vision, "上"), make_goal(vision, "下", horizon=NOW)
    kept = {"above": str(gone.pk), "due_on": "2027-03-31"}
    Goal.objects.filter(pk=gone.pk).delete()
    places.put(goal, kept)
    assert (goal.above_id, goal.due_on) == (None, date(2027, 3, 31))


def test_goal_is_closed_with_words_and_aimed_at_again(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town))
    actions.close_goal(viewer, goal, state=Goal.State.REACHED, words="届いた")
    goal.refresh_from_db()
    assert (goal.state, goal.closed_on, goal.closing_words) == ("reached", viewer.today, "届いた")
    with pytest.raises(DomainError, match="もう終わっています"):
        actions.close_goal(viewer, goal, state=Goal.State.LET_GO, words="やめた")
    actions.reopen_goal(viewer, goal)
    goal.refresh_from_db()
    assert (goal.state, goal.closed_on) == ("open", None)


def test_goals_of_today_are_taken_back_with_what_serves_them(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    top = actions.set_goal(viewer, Goal(vision=vision, words="上", horizon=THEN))
    below = actions.set_goal(viewer, Goal(vision=vision, words="下", horizon=NOW, above=top))
    assert receipts.goals_in(receipts.of_goals([top, below])) == [top.pk, below.pk]
    actions.take_back_goals(viewer, [top, below])
    assert Goal.objects.count() == 0


def test_goal_others_serve_is_not_taken_back(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    top = actions.set_goal(viewer, Goal(vision=vision, words="上", horizon=THEN))
    actions.set_goal(viewer, Goal(vision=vision, words="下", horizon=NOW, above=top))
    with pytest.raises(DomainError, match="もう動きはじめた"):
        actions.take_back_goals(viewer, [top])


def test_goal_of_which_something_came_is_not_taken_back(town: Town, viewer: Viewer) -> None:
    goal = actions.set_goal(viewer, Goal(vision=make_vision(town), words="上", horizon=THEN))
    actions.add_step(viewer, Step(goal=goal, what="回覧板で声をかける"))
    with pytest.raises(DomainError, match="もう動きはじめた"):
        actions.take_back_goals(viewer, [goal])


@pytest.mark.parametrize(
    "tell",
    [
        lambda town, goal: make_entry(town, goals=[goal]),
        lambda town, goal: make_story(town, goal=goal),
    ],
)
def test_goal_others_logged_or_told_of_is_not_taken_back(
    town: Town, viewer: Viewer, tell: Callable[[Town, Goal], object]
) -> None:
    goal = actions.set_goal(viewer, Goal(vision=make_vision(town), words="上", horizon=THEN))
    tell(town, goal)
    with pytest.raises(DomainError, match="もう動きはじめた"):
        actions.take_back_goals(viewer, [goal])


def test_goal_of_another_day_is_not_taken_back(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town))
    Goal.objects.update(created_at=timezone.now() - timedelta(days=2))
    with pytest.raises(DomainError, match="もう動きはじめた"):
        actions.take_back_goals(viewer, [goal])
    with pytest.raises(DomainError, match="元に戻せません"):
        receipts.goals_in("made-up")


def test_board_shows_each_farthest_goal_with_all_that_leads_to_it(
    town: Town, viewer: Viewer
) -> None:
    vision = make_vision(town)
    top = make_goal(vision, "上")
    deep = make_goal(
        vision, "深い", above=make_goal(vision, "中", above=top, horizon=ONE), horizon=ONE
    )
    make_step(deep)
    make_goal(vision, "はぐれた", horizon=NOW)
    make_goal(vision, "届いた", state="reached", closed_on=viewer.today)
    first, loose = board.rows(viewer, vision)
    told = [[card.goal.words for card in cell.cards] for cell in first.cells]
    assert told == [["上"], [], ["中", "深い"], []]
    assert [step.what for _goal, step in first.steps] == ["回覧板で声をかける"]
    assert (loose.root, loose.cells[3].cards[0].goal.words) == (None, "はぐれた")
    assert [goal.words for goal in board.closed(viewer, vision)] == ["届いた"]


def many_goals(vision: Vision) -> None:
    known = {"vision": vision, "municipality_id": vision.municipality_id, "horizon": THREE}
    Goal.objects.bulk_create(
        Goal(**known, words=f"目標{number}", order=number) for number in range(1, 200)
    )


def test_picture_takes_two_hundred_goals_and_those_that_were_reached_besides(
    town: Town, viewer: Viewer
) -> None:
    vision = make_vision(town)
    reached = make_goal(vision, state=Goal.State.REACHED, closed_on=viewer.today)
    many_goals(vision)
    with pytest.raises(DomainError, match="200件まで"):
        actions.set_goals(viewer, vision, [(NOW, "二百"), (NOW, "二百一")])
    actions.set_goal(viewer, Goal(vision=vision, words="二百", horizon=NOW))
    with pytest.raises(DomainError, match="200件まで"):
        actions.reopen_goal(viewer, reached)


def test_what_found_no_room_stays_written_on_the_page(town: Town) -> None:
    vision = make_vision(town)
    many_goals(vision)
    make_goal(vision, "二百")
    reached = make_goal(vision, state=Goal.State.REACHED, closed_on=date(2026, 6, 1))
    client = town.client(Role.COORDINATOR2)
    page = client.post(reverse("visions:add_goals", args=[vision.pk]), {"now": "ひとつめ"})
    assert "ひとつめ</textarea>" in page.content.decode()
    page = client.post(reverse("visions:reopen_goal", args=[reached.pk]), follow=True)
    assert "一枚の図で目指せる目標は200件までです" in page.content.decode()
