"""Matching told pair by pair in plain Python, to be compared with the arrays."""

import math
from dataclasses import astuple, dataclass, replace

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from sasaeai.calc.geography import distance_m
from sasaeai.calc.matching import Bar, Helpers, Request

ANY_TIME = (0,) * 7
TYPES = (
    "uint64", "float64", "float64", "float64", "uint64", "uint8", "uint8", "uint64", "uint64",
    "bool", "bool", "bool", "int16", "int16", "int16", "int16", "int16", "bool", "bool",
)  # fmt: skip
PLACES = st.integers(0, 40).map(lambda step: step * 0.0007)


@dataclass(frozen=True)
class Helper:
    """One helper, with the fields of `Helpers`; somebody who could, where nothing else is said."""

    key: int = 0
    lon: float = 139.5
    lat: float = 35.6
    reach: float = math.inf
    days: tuple[int, ...] = ANY_TIME
    skill: int = 2
    trust: int = 9
    has: int = 0
    avoids: int = 0
    paused: bool = False
    apart: bool = False
    is_self: bool = False
    week_left: int = 1
    asks_left: int = 1
    rest_days: int = 0
    asks: int = 0
    load: int = 0
    met: bool = False
    only_received: bool = False


def together(helpers):
    """Return the arrays of these helpers."""
    columns = zip(*(astuple(one) for one in helpers), strict=True) if helpers else [()] * 19
    arrays = [np.array(one, kind) for one, kind in zip(columns, TYPES, strict=True)]
    arrays[4] = arrays[4].reshape(-1, 7)
    return Helpers(*arrays)


def day_bits(*stretches):
    """Return seven days free in stretches (weekday, from, until) in half hours."""
    days = [0] * 7
    for day, start, end in stretches:
        days[day] |= (1 << end) - (1 << start)
    return tuple(days)


def need(days=ANY_TIME, slots=2, lon=139.5, lat=35.6, **facts):
    """Return a request at the helpers' own place."""
    return Request(lon, lat, np.array(days, np.uint64), slots, **facts)


def windows(days, slots):
    """Return the moments (day, half hour) at which a run begins in which each half hour is free."""
    days = days if any(days) else [(1 << 48) - 1] * 7
    return [
        (day, start)
        for day in range(7)
        for start in range(48 - slots + 1)
        if all(days[day] >> half & 1 for half in range(start, start + slots))
    ]


def common(request, helper):
    """Return the days free on both sides."""
    return [one & other for one, other in zip(whole(request.days), whole(helper.days), strict=True)]


def whole(days):
    return [int(day) for day in days] if any(days) else [(1 << 48) - 1] * 7


def metres(request, helper):
    is_lost = math.isnan(request.lon + request.lat + helper.lon + helper.lat)
    here, there = (request.lon, request.lat), (helper.lon, helper.lat)
    return math.nan if is_lost else distance_m(here, there)


def bars(request, helper):
    """Return all that keeps a helper from a request."""
    both = common(request, helper)
    facts = {
        Bar.SKILL: helper.skill == 0,
        Bar.REACH: metres(request, helper) > helper.reach,
        Bar.TIME: not (any(both) and windows(both, request.slots)),
        Bar.PAUSED: helper.paused,
        Bar.TRUST: helper.trust < request.trust,
        Bar.WISH: bool(helper.avoids & request.has or helper.has & request.avoids),
        Bar.APART: helper.apart,
        Bar.SELF: helper.is_self,
        Bar.WEEK: helper.week_left <= 0,
        Bar.BUDGET: helper.asks_left <= 0,
        Bar.REST: helper.rest_days > 0,
    }
    return sum(bar for bar, holds in facts.items() if holds)


def rank(request, helper):
    """Return what a helper is compared by: the smaller, the better."""
    far = metres(request, helper)
    strain = helper.asks + helper.load - helper.only_received
    whole_metres = math.inf if math.isnan(far) else int(far)
    return strain, -helper.skill, not helper.met, whole_metres, helper.key


def best(request, helpers, kept_by):
    """Return the rows of those whom exactly one of these bars, or nothing, keeps; best first."""
    rows = [row for row, one in enumerate(helpers) if bars(request, one) in kept_by]
    return sorted(rows, key=lambda row: rank(request, helpers[row]))


def seldom(value, usual):
    return st.sampled_from([usual] * 7 + [value])


weeks = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 44), st.integers(1, 8)).map(
        lambda one: (one[0], one[1], min(48, one[1] + one[2]))
    ),
    max_size=4,
).map(lambda stretches: day_bits(*stretches))
lone_helpers = st.builds(
    Helper,
    lon=seldom(math.nan, 0.0).flatmap(lambda lost: PLACES.map(lambda step: 139.5 + step + lost)),
    lat=PLACES.map(lambda step: 35.6 + step),
    reach=st.sampled_from([0.0, 800.0, 2400.0, math.inf]),
    days=weeks,
    skill=st.sampled_from([0, 1, 2, 2, 3]),
    trust=st.integers(0, 3),
    has=st.integers(0, 3),
    avoids=seldom(1, 0),
    paused=seldom(True, False),
    apart=seldom(True, False),
    is_self=seldom(True, False),
    week_left=seldom(0, 2),
    asks_left=seldom(0, 3),
    rest_days=st.sampled_from([-1, 0, 0, 0, 0, 2, 5]),
    asks=st.integers(0, 2),
    load=st.integers(0, 2),
    met=st.booleans(),
    only_received=st.booleans(),
)
many_helpers = st.lists(lone_helpers, max_size=8).flatmap(
    lambda found: st.permutations(range(len(found))).map(
        lambda keys: [replace(one, key=key) for one, key in zip(found, keys, strict=True)]
    )
)


@st.composite
def needs(draw):
    """Draw a request that somebody could answer."""
    days, slots = draw(weeks), draw(st.integers(1, 5))
    assume(windows(days, slots))
    return need(
        days,
        slots,
        lon=139.5 + draw(PLACES) + draw(seldom(math.nan, 0.0)),
        lat=35.6 + draw(PLACES),
        trust=draw(st.integers(0, 1)),
        has=draw(st.integers(0, 3)),
        avoids=draw(seldom(2, 0)),
    )
