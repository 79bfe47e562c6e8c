"""Who could answer a need, in which order, and why the others could not."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import matching
from sasaeai.calc.matching import Bar
from sasaeai.calc.refusal import Refusal
from tests.calc import plain_matching as plain
from tests.calc.plain_matching import Helper, day_bits, many_helpers, need, needs, together

TUESDAY = day_bits((1, 18, 24))
ONE_THING = [bar for bar in Bar if bar not in {Bar.SELF, Bar.APART}]


def order_of(request, helpers):
    return matching.solve(request, together(helpers)).order.tolist()


def bars_of(request, helper):
    return Bar(int(matching.solve(request, together([helper])).bars[0]))


@given(needs(), many_helpers)
def test_bars_and_metres_are_those_of_each_pair_by_itself(request, helpers):
    solved = matching.solve(request, together(helpers))
    assert solved.bars.tolist() == [plain.bars(request, one) for one in helpers]
    assert solved.metres == pytest.approx(
        np.array([plain.metres(request, one) for one in helpers]), abs=1e-6, nan_ok=True
    )


@given(needs(), many_helpers)
def test_order_has_those_whom_nothing_keeps_best_first(request, helpers):
    assert order_of(request, helpers) == plain.best(request, helpers, {0})


@given(needs(), many_helpers)
def test_near_misses_are_those_whom_one_thing_keeps_without_the_skill_last(request, helpers):
    near = matching.near_misses(matching.solve(request, together(helpers)))
    found = plain.best(request, helpers, ONE_THING)
    assert near.tolist() == sorted(
        found, key=lambda row: plain.bars(request, helpers[row]) == Bar.SKILL
    )


@given(needs(), many_helpers, st.randoms())
def test_order_of_the_rows_makes_no_difference(request, helpers, dice):
    mixed = helpers.copy()
    dice.shuffle(mixed)
    told = [
        (
            [given[row].key for row in solved.order],
            [given[row].key for row in matching.near_misses(solved)],
            solved.starts.tolist(),
        )
        for given in (helpers, mixed)
        for solved in [matching.solve(request, together(given))]
    ]
    assert told[0] == told[1]


@given(needs(), many_helpers, st.data())
def test_whoever_is_asked_more_never_moves_up(request, helpers, data):
    before = order_of(request, helpers)
    row = data.draw(st.sampled_from([*before, *range(len(helpers))])) if helpers else None
    if row not in before:
        return
    more = data.draw(st.sampled_from(["asks", "load"]))
    tired = replace(helpers[row], **{more: getattr(helpers[row], more) + data.draw(st.integers(1, 9))})  # fmt: skip
    after = order_of(request, [*helpers[:row], tired, *helpers[row + 1 :]])
    assert after.index(row) >= before.index(row)


@given(needs(), many_helpers)
def test_time_in_common_is_told_of_each_who_could(request, helpers):
    solved = matching.solve(request, together(helpers))
    told = []
    for row in solved.order:
        both = plain.common(request, helpers[row])
        first = plain.windows(both, request.slots)[0]
        told.append([*first, sum(day.bit_count() for day in both)])
    assert solved.starts.tolist() == told


def test_spared_helper_comes_before_the_nearer_one():
    near, far = Helper(key=1, asks=1), Helper(key=2, lat=35.7)
    assert order_of(need(), [near, far]) == [1, 0]


def test_visits_weigh_as_asks_do():
    assert order_of(need(), [Helper(key=1, load=2), Helper(key=2, asks=1)]) == [1, 0]


def test_whoever_has_only_received_may_give_first():
    helpers = [Helper(key=1, skill=3, met=True), Helper(key=2, lat=35.61, only_received=True)]
    assert order_of(need(), helpers) == [1, 0]


def test_among_equally_spared_who_did_it_before_comes_first():
    skills = [1, 3, 2]
    assert order_of(need(), [Helper(key=skill, skill=skill) for skill in skills]) == [1, 2, 0]


def test_whoever_they_met_comes_before_the_nearer_stranger():
    helpers = [Helper(key=1), Helper(key=2, lat=35.61, met=True)]
    assert order_of(need(), helpers) == [1, 0]


def test_nearer_comes_first_and_an_unknown_place_last():
    places = [math.nan, 35.7, 35.61]
    assert order_of(need(), [Helper(key=key, lat=lat) for key, lat in enumerate(places)]) == [2, 1, 0]  # fmt: skip


def test_equals_are_ordered_by_their_keys():
    assert order_of(need(), [Helper(key=key) for key in (2, 3, 1)]) == [2, 0, 1]


def test_blocked_pair_and_oneself_are_no_near_misses():
    helpers = [Helper(apart=True), Helper(is_self=True), Helper(paused=True)]
    assert matching.near_misses(matching.solve(need(), together(helpers))).tolist() == [2]


def test_most_burdened_come_last_whatever_else_they_are():
    helpers = [Helper(key=1, asks=32767, load=32767, skill=3), Helper(key=0, skill=1, lon=-40.5)]
    assert order_of(need(), helpers) == [1, 0]


def test_unknown_place_is_out_of_nobodys_reach():
    assert bars_of(need(lon=math.nan), Helper(reach=0)) == Bar(0)
    assert bars_of(need(), Helper(lon=math.nan, reach=0)) == Bar(0)


def test_several_bars_hold_at_once():
    assert bars_of(need(), Helper(skill=0, paused=True, apart=True)) == Bar.SKILL | Bar.PAUSED | Bar.APART  # fmt: skip


def test_wishes_hold_both_ways():
    assert bars_of(need(has=0b10), Helper(avoids=0b110)) == Bar.WISH
    assert bars_of(need(avoids=1 << 63), Helper(has=1 << 63)) == Bar.WISH
    assert bars_of(need(has=1, avoids=2), Helper(has=1, avoids=2)) == Bar(0)


def test_run_must_be_on_one_day():
    over_midnight = day_bits((0, 46, 48), (1, 0, 2))
    assert bars_of(need(slots=3), Helper(days=over_midnight)) == Bar.TIME
    assert bars_of(need(slots=2), Helper(days=over_midnight)) == Bar(0)


def test_two_short_whiles_are_no_long_one():
    helper = Helper(days=day_bits((1, 18, 20), (1, 21, 23), (2, 18, 24)))
    assert bars_of(need(TUESDAY, slots=3), helper) == Bar.TIME


def test_whole_day_is_found_where_both_have_any_time():
    solved = matching.solve(need(slots=48), together([Helper()]))
    assert solved.starts.tolist() == [[0, 0, 336]]


def test_times_are_told_of_the_best_hundred():
    solved = matching.solve(need(), matching.anyone(101))
    assert (len(solved.order), len(solved.starts)) == (101, 100)


def test_nobody_is_found_among_nobody():
    solved = matching.solve(need(), together([]))
    assert (solved.order.tolist(), matching.near_misses(solved).tolist()) == ([], [])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"slots": 0}, "かかる時間は、30分から24時間まで"),
        ({"slots": 49}, "かかる時間は、30分から24時間まで"),
        ({"days": [1 << 48, 0, 0, 0, 0, 0, 0]}, "0時から24時まで"),
        ({"days": [1] * 6}, "0時から24時まで"),
        ({"days": TUESDAY, "slots": 7}, "都合のよい時間が、かかる時間より短い"),
        ({"lon": math.inf}, "経度・緯度"),
        ({"lat": 90.1}, "経度・緯度"),
        ({"trust": -1}, "確認の段階"),
        ({"trust": 256}, "確認の段階"),
        ({"has": 1 << 64}, "条件は64まで"),
        ({"avoids": -1}, "条件は64まで"),
    ],
)
def test_request_that_cannot_be_is_refused(wrong, sentence):
    with pytest.raises(Refusal, match=sentence) as refusal:
        matching.solve(need(**wrong), together([]))
    assert str(refusal.value).endswith("。")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reach": -0.5}, "届く距離は、0メートル以上"),
        ({"reach": math.nan}, "届く距離は、0メートル以上"),
        ({"days": (0, 0, 0, 0, 0, 0, 1 << 48)}, "0時から24時まで"),
    ],
)
def test_helper_who_cannot_be_is_refused(wrong, sentence):
    with pytest.raises(Refusal, match=sentence) as refusal:
        matching.solve(need(), together([Helper(key=1), Helper(**wrong)]))
    assert str(refusal.value).endswith("。")


@pytest.mark.parametrize("wrong", [{"met": np.zeros(1, bool)}, {"days": np.zeros((2, 6), np.uint64)}])  # fmt: skip
def test_arrays_that_do_not_fit_together_are_refused(wrong):
    with pytest.raises(Refusal, match="そろえてください。"):
        matching.solve(need(), replace(matching.anyone(2), **wrong))


def test_fault_of_a_request_can_be_asked_for():
    assert need().fault is None
    assert need(slots=0).fault == "かかる時間は、30分から24時間までにしてください。"


def test_more_helpers_than_can_be_ranked_are_refused():
    with pytest.raises(Refusal, match="およそ50万人まで"):
        matching.solve(need(), matching.anyone((1 << 19) + 1))
