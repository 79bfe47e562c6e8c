"""What would let more people answer a need, each tried anew on everybody."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from sasaeai.calc import day_parts, matching
from sasaeai.calc.matching import Bar, Kind
from tests.calc import plain_matching as plain
from tests.calc.plain_matching import Helper, day_bits, many_helpers, need, needs, together

TUESDAY = day_bits((1, 18, 24))
WITHOUT = {
    Bar.REACH: {"reach": float("inf")},
    Bar.WEEK: {"week_left": 1},
    Bar.BUDGET: {"asks_left": 1},
    Bar.PAUSED: {"paused": False},
}


def changes_of(request, helpers):
    arrays = together(helpers)
    return matching.smallest_changes(request, arrays, matching.solve(request, arrays))


def change_of(kind, request, helpers):
    (found,) = (one for one in changes_of(request, helpers) if one.kind is kind)
    return found


def made(change, request, helpers):
    """Return the request and all the helpers after a change, each touched by it and nothing else."""
    if change.kind is Kind.TIME:
        return at_also(request, change), helpers
    if change.kind is Kind.MORE:
        return request, [*helpers, newcomer(change, request)]
    if change.bar is Bar.REST:
        return request, [
            replace(one, rest_days=max(0, one.rest_days - change.days)) for one in helpers
        ]
    if change.bar is Bar.TRUST:
        return request, [replace(one, trust=max(one.trust, request.trust)) for one in helpers]
    lifted = WITHOUT[change.bar]
    return request, [
        replace(one, **lifted) if plain.bars(request, one) & change.bar else one for one in helpers
    ]


def run(change, request):
    return (1 << request.slots) - 1 << change.half_hour


def at_also(request, change):
    days = request.days.copy()
    days[change.day] |= np.uint64(run(change, request))
    return replace(request, days=days)


def newcomer(change, request):
    days = [0] * 7
    if change.day is not None:
        days[change.day] = run(change, request)
    return Helper(99, request.lon, request.lat, 0, tuple(days), trust=request.trust)


@given(needs(), many_helpers)
def test_change_makes_possible_just_whom_it_names_when_all_is_solved_again(request, helpers):
    before = plain.best(request, helpers, {0})
    for change in changes_of(request, helpers):
        after, them = made(change, request, helpers)
        could = set(matching.solve(after, together(them)).order.tolist()) - set(before)
        new = {len(helpers)} if change.kind is Kind.MORE else set()
        assert could == {*change.helpers.tolist(), *new}
        assert could == {*plain.best(after, them, {0})} - {*before}
        assert could


@given(needs(), many_helpers)
def test_helpers_of_a_change_are_the_best_first_of_those_kept_by_it_alone(request, helpers):
    for change in changes_of(request, helpers):
        rows = change.helpers.tolist()
        assert rows == [row for row in plain.best(request, helpers, {change.bar}) if row in rows]


@given(needs(), many_helpers)
def test_every_kind_there_could_be_is_there_once_the_smallest_first(request, helpers):
    changes = changes_of(request, helpers)
    kept = {plain.bars(request, one) for one in helpers}
    late = [one for one in helpers if plain.bars(request, one) == Bar.TIME]
    if not any(plain.windows(one.days, request.slots) for one in late):
        kept -= {Bar.TIME}
    order = [Bar.TIME, Bar.REACH, Bar.REST, Bar.WEEK, Bar.BUDGET, Bar.PAUSED, Bar.TRUST]
    more = [] if 0 in kept else [Bar(0)]
    assert [one.bar for one in changes] == [*(bar for bar in order if bar in kept), *more]
    assert [one.kind for one in changes] == sorted(one.kind for one in changes)


def away(request, moment):
    """Return by how many half hours the run of a moment reaches beyond the asked times."""
    asked = [day * 48 + half for day in range(7) for half in range(48) if int(request.days[day]) >> half & 1]  # fmt: skip
    day, start = moment
    return max(
        min(min(abs(at - one), 336 - abs(at - one)) for one in asked)
        for at in range(day * 48 + start, day * 48 + start + request.slots)
    )


@given(needs(), many_helpers)
def test_other_time_is_the_nearest_and_of_these_the_one_that_suits_most(request, helpers):
    late = [one for one in helpers if plain.bars(request, one) == Bar.TIME]
    moments = [moment for one in late for moment in plain.windows(one.days, request.slots)]
    for change in changes_of(request, helpers):
        if change.kind is Kind.TIME:
            best = min(moments, key=lambda one: (away(request, one), -moments.count(one), one))
            assert (change.day, change.half_hour) == best


@given(needs())
def test_newcomer_is_asked_for_where_there_are_most_times_to_begin(request):
    change = change_of(Kind.MORE, request, [])
    if not request.days.any():
        assert (change.day, change.half_hour) == (None, None)
        return
    moments = plain.windows(request.days.tolist(), request.slots)
    parts = [(day, day_parts.met((start * 30, start * 30 + 1))) for day, start in moments]
    most = max(parts, key=parts.count)
    assert (change.day, change.half_hour) == moments[parts.index(most)]


@pytest.mark.parametrize(
    ("kept", "kind", "bar"),
    [
        ({"days": day_bits((2, 18, 24))}, Kind.TIME, Bar.TIME),
        ({"lat": 35.7, "reach": 800}, Kind.LIFT, Bar.REACH),
        ({"rest_days": 3}, Kind.WAIT, Bar.REST),
        ({"week_left": 0}, Kind.WAIT, Bar.WEEK),
        ({"asks_left": 0}, Kind.WAIT, Bar.BUDGET),
        ({"paused": True}, Kind.WAIT, Bar.PAUSED),
        ({"trust": 1}, Kind.TRUST, Bar.TRUST),
    ],
)
def test_whoever_one_thing_keeps_could_without_it(kept, kind, bar):
    change, more = changes_of(need(TUESDAY, trust=2), [Helper(**kept)])
    assert (change.kind, change.bar, change.helpers.tolist()) == (kind, bar, [0])
    assert more.kind is Kind.MORE


def test_nobody_more_is_looked_for_where_somebody_could():
    changes = changes_of(need(), [Helper(key=1), Helper(key=2, paused=True)])
    assert [one.bar for one in changes] == [Bar.PAUSED]


def test_nobody_at_all_leaves_one_more_helper():
    (change,) = changes_of(need(TUESDAY), [])
    assert (change.kind, change.day, change.half_hour) == (Kind.MORE, 1, 18)
    assert change.helpers.tolist() == []


def test_ride_brings_three_places_within_reach():
    far = [Helper(key=key, lat=35.7, reach=800) for key in range(3)]
    change = change_of(Kind.LIFT, need(), [*far, Helper(key=3, lat=35.7, reach=800, paused=True)])
    assert change.helpers.tolist() == [0, 1, 2]


def test_rest_is_waited_for_as_long_as_the_first_of_them_needs():
    resting = [Helper(key=days, rest_days=days) for days in (5, 2, 9, 2)]
    change = change_of(Kind.WAIT, need(), resting)
    assert (change.bar, change.days, change.helpers.tolist()) == (Bar.REST, 2, [1, 3])


def test_how_long_a_pause_is_nobody_knows():
    change = change_of(Kind.WAIT, need(), [Helper(paused=True)])
    assert (change.bar, change.days) == (Bar.PAUSED, None)


def test_other_time_may_lie_on_the_other_side_of_sunday_night():
    early_monday = need(day_bits((0, 0, 4)))
    sunday, tuesday = Helper(days=day_bits((6, 44, 48))), Helper(key=1, days=day_bits((1, 0, 4)))
    change = change_of(Kind.TIME, early_monday, [tuesday, sunday])
    assert (change.day, change.half_hour, change.helpers.tolist()) == (6, 46, [1])


def test_other_time_of_two_as_near_is_the_one_that_suits_more():
    before, after = day_bits((1, 14, 17)), day_bits((1, 25, 28))
    helpers = [Helper(key=key, days=days) for key, days in enumerate([before, after, after])]
    change = change_of(Kind.TIME, need(TUESDAY, slots=3), helpers)
    assert (change.day, change.half_hour, change.helpers.tolist()) == (1, 25, [1, 2])


@pytest.mark.parametrize("lasting", [{"skill": 0}, {"avoids": 1}, {"apart": True}, {"is_self": True}])  # fmt: skip
def test_what_lasts_is_not_changed(lasting):
    changes = changes_of(need(has=1), [Helper(**lasting)])
    assert [one.kind for one in changes] == [Kind.MORE]


def test_helper_with_no_run_long_enough_is_helped_by_no_other_time():
    changes = changes_of(need(slots=4), [Helper(days=TUESDAY[:1] + day_bits((1, 18, 20))[1:])])
    assert [one.kind for one in changes] == [Kind.MORE]
