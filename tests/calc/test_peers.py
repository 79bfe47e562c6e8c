"""Nobody alone: when somebody last met a peer, and who works on what is alike."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.peers import Alike, alike, alone, last_met

TODAY = date(2026, 12, 1)
LONG = TODAY - timedelta(weeks=60)
people = st.sampled_from("abcd")
days = st.dates(LONG, TODAY)


def test_both_have_met_whoever_wrote_it_down() -> None:
    met = last_met(
        "abc", [("a", "b", LONG), ("b", "a", TODAY), ("c", "c", TODAY), ("x", "c", LONG)]
    )
    assert met == {"a": TODAY, "b": TODAY, "c": LONG}


def test_who_met_nobody_for_so_many_weeks_is_alone() -> None:
    met = {"a": TODAY - timedelta(weeks=4), "b": TODAY - timedelta(days=27), "c": None, "d": None}
    begun = {"a": LONG, "b": LONG, "c": LONG, "d": TODAY - timedelta(days=3)}
    assert alone(met, begun, today=TODAY, weeks=4) == ["a", "c"]


def test_what_fewer_work_on_weighs_more() -> None:
    others = {"b": ["tea", "snow"], "c": ["tea"], "d": ["tea", "bus"], "e": ["bus"]}
    assert alike(["tea", "snow"], others, few=2) == [
        Alike("b", ("snow", "tea")),
        Alike("c", ("tea",)),
    ]


@given(st.lists(st.tuples(people, people, days)))
def test_more_contact_leaves_fewer_alone(meetings) -> None:
    begun = dict.fromkeys("abcd", LONG)
    some = {*alone(last_met("abcd", meetings[1:]), begun, today=TODAY, weeks=4)}
    all_of_them = {*alone(last_met("abcd", meetings), begun, today=TODAY, weeks=4)}
    assert all_of_them <= some


@given(st.lists(people), st.dictionaries(people, st.lists(people)), st.integers(0, 5))
def test_whoever_is_alike_shares_something(own, others, few) -> None:
    found = alike(own, others, few=few)
    assert len(found) <= few
    assert all(one.subjects and {*one.subjects} <= {*own} & {*others[one.person]} for one in found)
