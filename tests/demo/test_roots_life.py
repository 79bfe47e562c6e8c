"""From whom and what the demo's activities grew, as it is drawn: nothing before its cause."""

from datetime import date

import pytest

from sasaeai.demo.life import growing
from sasaeai.demo.life.year import life
from sasaeai.demo.town import SEED

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def year(sasae):
    return life(SEED, sasae, TODAY)


@pytest.fixture(scope="module")
def names(sasae):
    return {one.key: one.name for one in (*sasae.assets, *sasae.activities)}


def test_every_told_activity_is_run_by_a_resident_once_it_is_there(year, names):
    run = {(names[one.activity], one.since) for one in year.roots.organisers}
    assert set(growing.told()) - {name for name, _since in run} == set()
    assert [one for one in year.roots.organisers if one.since < year.begun[one.activity]] == []


def test_nothing_grows_from_what_came_after_it(year):
    roots = year.roots
    said = {need.key: need.said_on for need in year.needs}
    began = {**year.begun, **said}
    pairs = [(one.thing, one.activity) for one in roots.origins]
    pairs += [(one.asset, one.activity) for one in roots.uses]
    assert [pair for pair in pairs if began[pair[0]] >= began[pair[1]]] == []
    assert len(pairs) > 50


def test_a_meaning_is_given_to_what_is_there(year):
    given = [one for one in year.pictures.meanings if one.kind == "activity"]
    assert [one for one in given if one.given_on <= year.begun[one.means]] == []


@pytest.mark.parametrize(
    ("activity", "from_what"),
    [
        ("木曜の針箱", {"button"}),
        ("かしわぎ手しごと便", {"木曜の針箱", "家庭科室で眠っていた針箱"}),
        ("木戸のおうち", {"梅ヶ丘保育園の別棟"}),
        ("カフェいしかわさんちの日", {"カフェいしかわさんち"}),
        ("男の台所 青梅会", {"widower"}),
    ],
)
def test_deck_s_stories_say_what_they_came_from(year, names, activity, from_what):
    origins = [one for one in year.roots.origins if names[one.activity] == activity]
    assert {names.get(one.thing, one.thing) for one in origins} == from_what
    heard = {names.get(voice.lead) for voice in year.voices}
    assert heard & {activity, *from_what}


def test_a_voice_is_heard_before_what_it_led_to_is_there(year):
    led = [one for one in year.voices if one.destination in {"activity", "asset"}]
    assert [one.key for one in led if one.heard_on >= year.begun[one.lead]] == []


def test_told_activities_began_with_told_voices_alone(sasae, year, names):
    said = [one for one in year.voices if names.get(one.lead) in growing.told()]
    assert [one.words for one in said if one.heard_by != "sasae-staff-1006"] == []
    assert len(said) == 5
