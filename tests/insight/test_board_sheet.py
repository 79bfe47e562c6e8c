"""The board on the wall: a goal says what it serves where its place does not."""

from pathlib import Path

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.insight.board_sheet import board_sheet
from sasaeai.visions.models import Goal, Vision
from tests.factories.areas import Town
from tests.factories.visions import make_goal, make_step, make_vision
from tests.paper.reading import needs_pdftotext, words

pytestmark = [pytest.mark.django_db, needs_pdftotext]
FOR = "「店まで行ける」のために"


@pytest.fixture
def vision(town: Town) -> Vision:
    return make_vision(town)


@pytest.fixture
def far(vision: Vision) -> Goal:
    return make_goal(vision, "行きたい日に出かける", horizon=Goal.Horizon.THEN)


def printed(town: Town, vision: Vision, folder: Path) -> str:
    viewer = town.viewer(Role.COORDINATOR2)
    return "".join(words(board_sheet(viewer, vision, at=timezone.now()), folder))


def test_first_steps_stand_on_the_wall_as_far_as_there_is_room(
    town: Town, vision: Vision, far: Goal, tmp_path: Path
):
    for number in range(8):
        make_step(far, f"一歩{number}")
    told = printed(town, vision, tmp_path)
    assert ("一歩4" in told, "一歩5" in told, "ほかに3件" in told) == (True, False, True)


def test_goal_beside_the_one_it_serves_says_no_more(
    town: Town, vision: Vision, far: Goal, tmp_path: Path
):
    near = make_goal(vision, "店まで行ける", above=far, horizon=Goal.Horizon.THREE_YEARS)
    make_goal(vision, "荷物を頼める", above=near, horizon=Goal.Horizon.ONE_YEAR)
    told = printed(town, vision, tmp_path)
    assert ("荷物を頼める" in told, "のために" in told) == (True, False)


def test_goal_beside_several_says_which_of_them_it_serves(
    town: Town, vision: Vision, far: Goal, tmp_path: Path
):
    near = make_goal(vision, "店まで行ける", above=far, horizon=Goal.Horizon.THREE_YEARS)
    make_goal(vision, "診療所へ行ける", above=far, horizon=Goal.Horizon.THREE_YEARS)
    make_goal(vision, "荷物を頼める", above=near, horizon=Goal.Horizon.ONE_YEAR)
    assert printed(town, vision, tmp_path).count(FOR) == 1


def test_goal_of_the_same_time_as_the_one_it_serves_says_so(
    town: Town, vision: Vision, far: Goal, tmp_path: Path
):
    near = make_goal(vision, "店まで行ける", above=far, horizon=Goal.Horizon.THREE_YEARS)
    make_goal(vision, "荷物を頼める", above=near, horizon=Goal.Horizon.THREE_YEARS)
    assert FOR in printed(town, vision, tmp_path)
