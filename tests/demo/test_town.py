import csv
import re
import time
from collections import Counter
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from shapely.geometry.base import BaseGeometry

from sasaeai.demo.activity_words import GROWING, STORIES
from sasaeai.demo.patterns import short
from sasaeai.demo.town import town, with_check_digit

REAL_CODES = Path("shared/data/addresses/localgov_japan.csv")
CATEGORY_CODES = """
watch watch_call watch_visit watch_device talk meal_delivery meal_prep shopping shopping_accompany
shopping_proxy shopping_delivery transport accompany clinic medication trash bulky_trash cleaning
bath_toilet_cleaning laundry bedding seasonal_clothes sewing minor_repair garden snow pet paperwork
money_help digital disaster role salon exercise dementia men multi_gen work consult other
"""
ORGANISATION_CODES = """
npo company coop volunteer swc shakyo neighbourhood care_provider silver senior_club
housekeeper_agency chamber minsei meal_vendor mobile_shop transport_group hokatsu municipality
school medical temple finance_post lifeline police_fire resident other
"""
MAIN_ACTIVITIES = {"exercise", "meal", "tea", "dementia", "hobby", "farming", "learning",
                   "volunteer", "work", "multi_gen", "other"}  # fmt: skip
PHONE = re.compile(r"042-000-\d{4}|0120-000-\d{3}")


def words_in(thing):
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from words_in(part)
    elif is_dataclass(thing) and not isinstance(thing, BaseGeometry):
        for field in fields(thing):
            yield from words_in(getattr(thing, field.name))


def city(rows):
    return [row for row in rows if row.municipality == "sasae"]


def share(rows, key):
    counts = Counter(key(row) for row in rows)
    return {value: round(n / len(rows), 2) for value, n in counts.items()}


def test_same_seed_gives_the_same_town(sasae):
    assert town() == sasae


def test_other_seed_gives_another_town(sasae):
    assert town(5).assets != sasae.assets


def test_town_is_ready_in_five_seconds():
    start = time.process_time()
    town(11)
    assert time.process_time() - start < 5


def test_city_has_the_counts_of_the_issue(sasae):
    parts = (sasae.organisations, sasae.assets, sasae.activities, sasae.office.staff)
    assert [len(city(part)) for part in parts] == [60, 600, 180, 40]


def test_neighbour_has_six_staff_and_some_of_everything(sasae):
    parts = (sasae.organisations, sasae.assets, sasae.activities, sasae.office.staff)
    assert [len(part) - len(city(part)) for part in parts] == [8, 40, 12, 6]


@pytest.mark.parametrize(
    ("code5", "code"), [("13225", "132250"), ("01100", "011002"), ("27210", "272108")]
)
def test_check_digit_is_that_of_the_notice(code5, code):
    assert with_check_digit(code5) == code


def test_codes_are_unused_in_reality(sasae):
    path = next(
        (up / REAL_CODES for up in Path(__file__).parents if (up / REAL_CODES).exists()), None
    )
    if path is None:
        pytest.skip("the list of real municipality codes is not here")
    with path.open(encoding="utf-8-sig") as file:
        real = {row["lgcode"] for row in csv.DictReader(file)}
    assert real & {m.code for m in sasae.municipalities} == set()


def test_keys_are_unique(sasae):
    parts = (sasae.land.areas, sasae.organisations, sasae.assets, sasae.activities,
             sasae.office.staff, sasae.residents)  # fmt: skip
    assert [len({row.key for row in part}) for part in parts] == [len(part) for part in parts]


def test_references_lead_somewhere(sasae):
    areas = {area.key for area in sasae.land.areas}
    bodies = {body.key for body in sasae.organisations}
    things = {thing.key for thing in sasae.assets}
    used = {row.area for row in (*sasae.assets, *sasae.activities, *sasae.residents)}
    used |= {body.area for body in sasae.organisations} | {b.reach for b in sasae.organisations}
    owners = {a.owner for a in sasae.assets} | {a.organiser for a in sasae.activities}
    owners |= {r.recorded_by for r in sasae.residents}
    places = {a.place for a in sasae.activities}
    assert (used - areas, owners - bodies - {None}, places - things - {None}) == (
        set(),
        set(),
        set(),
    )


def test_organisations_names_are_unique(sasae):
    assert len({body.name for body in sasae.organisations}) == 68


def test_assets_have_no_name_twice(sasae):
    assert Counter(asset.name for asset in sasae.assets).most_common(1)[0][1] == 1


def test_activities_have_no_name_twice(sasae):
    assert Counter(row.name for row in sasae.activities).most_common(1)[0][1] == 1


def named_in(words, land):
    """The areas a name speaks of: of 「柏木団地」 and 「柏木」 the longer one."""
    names = {short(area.name) for area in land.areas}
    found = {name for name in names if name in words}
    return {name for name in found if not any(name in other for other in found - {name})}


def areas_around(key, land):
    return {short(area.name) for area in land.above(key)}


def test_names_speak_of_the_area_they_stand_in(sasae):
    rows = (*sasae.assets, *sasae.activities)
    astray = [
        (row.name, sasae.land.area(row.area).name)
        for row in rows
        if (named := named_in(row.name, sasae.land))
        if not named & areas_around(row.area, sasae.land)
    ]
    assert astray == []


def test_activities_take_place_in_their_own_area(sasae):
    told = {line.split("|")[0] for line in f"{STORIES}{GROWING}".split("\n")}
    homes = {asset.key: asset.area for asset in sasae.assets}
    astray = [
        row.name
        for row in sasae.activities
        if row.place and row.name not in told and homes[row.place] != row.area
    ]
    assert astray == []


def test_weekly_times_are_on_the_half_hour(sasae):
    rows = (*sasae.assets, *sasae.activities, *(g for r in sasae.residents for g in r.gifts))
    weekly = {time for row in rows for time in row.times if not time.weeks}
    assert [one for one in weekly if {one.start[3:], one.end[3:]} - {"00", "30"}] == []


def test_no_name_holds_a_number_or_an_unfilled_slot(sasae):
    rows = (*sasae.assets, *sasae.activities, *sasae.organisations)
    assert [row.name for row in rows if re.search(r"\d{2}|[{}@|*]", row.name)] == []


def test_no_words_hold_an_unfilled_slot(sasae):
    parts = (sasae.assets, sasae.activities, sasae.organisations, sasae.residents, sasae.office)
    assert [words for words in words_in(parts) if re.search(r"[{}@|]", words)] == []


def test_phones_are_all_invented_ones(sasae):
    parts = (sasae.organisations, sasae.assets, sasae.activities, sasae.residents)
    phones = [w for w in words_in(parts) if re.search(r"\d{2,4}-\d{2,4}-\d{3,4}", w)]
    assert [phone for phone in phones if not PHONE.fullmatch(phone)] == []


@pytest.mark.parametrize("word", ["老人", "利用者", "してあげる", "弱者", "稲城"])
def test_words_that_hurt_or_are_real_places_are_absent(sasae, word):
    parts = (sasae.assets, sasae.activities, sasae.organisations, sasae.residents, sasae.office)
    assert [words for words in words_in(parts) if word in words] == []


def test_visibility_of_assets_is_dealt_as_promised(sasae):
    assert share(city(sasae.assets), lambda a: a.visibility) == {
        "public": 0.60, "professionals": 0.15, "council": 0.10, "staff": 0.15,
    }  # fmt: skip


def test_confidential_places_are_never_public(sasae):
    hidden = [a for a in sasae.assets if a.confidential]
    assert (len(hidden) > 5, [a for a in hidden if a.visibility == "public"]) == (True, [])


def test_all_kinds_and_origins_of_assets_occur(sasae):
    kinds = {asset.kind for asset in sasae.assets}
    origins = {asset.origin for asset in sasae.assets}
    assert (kinds, origins) == (
        {"place", "thing", "person", "money", "info"},
        {"existing", "found", "connected", "grown", "created"},
    )


def test_people_and_money_are_not_put_on_the_map(sasae):
    pinned = {a.kind for a in sasae.assets if a.lon is not None}
    assert pinned == {"place", "thing", "info"}


def test_checks_are_three_to_nine_hundred_days_old(sasae):
    told = {"柏木団地 集会所"}
    days = [a.checked_days_ago for a in sasae.assets if a.checked_days_ago and a.name not in told]
    assert (min(days) >= 3, max(days) <= 900, max(days) > 500) == (True, True, True)


def test_states_of_activities_are_dealt_as_promised(sasae):
    states = Counter(row.state for row in city(sasae.activities))
    assert states == {
        "active": 138, "trial": 5, "preparing": 4, "idea": 3, "paused": 18, "ended": 12,
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "喫茶ひだまりの木曜午後",
        "梅ヶ丘保育園の別棟",
        "カフェいしかわさんち",
        "青果やまだの配達車",
        "柏木団地 集会所",
    ],
)
def test_seed_story_assets_are_there(sasae, name):
    assert [asset.name for asset in sasae.assets].count(name) == 1


def test_home_cafe_is_confidential(sasae):
    cafe = next(asset for asset in sasae.assets if asset.name == "カフェいしかわさんち")
    assert (cafe.confidential, cafe.visibility) == (True, "professionals")


def test_staff_hold_the_roles_of_the_programme(sasae):
    names = {s.key for s in city(sasae.office.staff)}
    roles = Counter(p.role for p in sasae.office.postings if p.staff in names)
    assert roles == {"officer": 3, "layer1": 2, "layer2": 12, "work": 1, "council": 18, "viewer": 6}


def test_ten_layer_two_coordinators_in_the_city(sasae):
    names = {s.key for s in city(sasae.office.staff)}
    found = {p.staff for p in sasae.office.postings if p.role == "layer2" and p.staff in names}
    assert len(found) == 10


def test_city_postings_come_from_three_employers(sasae):
    names = {s.key for s in city(sasae.office.staff)}
    employers = {p.employer for p in sasae.office.postings if p.staff in names}
    assert employers == {"shiyakusho", "shakyo", "swc-kawasemi"}


def test_some_postings_have_ended_and_some_have_not_begun(sasae):
    ended = [p for p in sasae.office.postings if p.until is not None and p.until < 0]
    coming = [p for p in sasae.office.postings if p.since > 0]
    assert (len(ended), len(coming)) == (4, 1)


def test_every_member_of_staff_has_a_posting(sasae):
    assert {p.staff for p in sasae.office.postings} == {s.key for s in sasae.office.staff}


def test_residents_are_known_by_name_or_nickname(sasae):
    assert [r for r in sasae.residents if not r.name and not r.nickname] == []


def test_some_residents_are_on_a_break(sasae):
    assert 8 <= len([r for r in sasae.residents if r.break_from is not None]) <= 40


def test_published_cards_of_people_bear_no_full_name(sasae):
    names = {f"{r.name.family}{r.name.given}" for r in sasae.residents if r.name}
    cards = [a.name for a in sasae.assets if a.kind == "person"]
    assert [card for card in cards if any(name in card for name in names)] == []


def test_categories_are_those_of_the_code_list(sasae):
    gifts = [gift for resident in sasae.residents for gift in resident.gifts]
    rows = (*sasae.assets, *sasae.activities, *gifts)
    assert {code for row in rows for code in row.categories} - set(CATEGORY_CODES.split()) == set()


def test_kinds_of_organisations_are_those_of_the_code_list(sasae):
    kinds = {body.kind for body in sasae.organisations}
    assert kinds - set(ORGANISATION_CODES.split()) == set()


def test_main_activities_are_exactly_the_national_ones(sasae):
    assert {row.main_activity for row in sasae.activities} == MAIN_ACTIVITIES


def test_one_in_four_city_organisations_at_most_is_of_one_kind(sasae):
    most = Counter(body.kind for body in city(sasae.organisations)).most_common(1)
    assert most == [("neighbourhood", 11)]


def test_four_support_centres_serve_the_four_living_areas(sasae):
    reaches = [body.reach for body in city(sasae.organisations) if body.kind == "hokatsu"]
    assert reaches == [area.key for area in sasae.land.children("sasae")]


def test_every_living_area_has_activities_and_assets(sasae):
    def busiest(rows, key):
        return sum(row.area in {b.key for b in sasae.land.blocks_of(key)} for row in rows)

    living = [area.key for area in sasae.land.children("sasae")]
    fewest = [
        min(busiest(rows, key) for key in living) for rows in (sasae.assets, sasae.activities)
    ]
    assert (fewest[0] > 90, fewest[1] > 25) == (True, True)


def test_rooms_upstairs_are_never_called_step_free(sasae):
    upstairs = [a for a in sasae.assets if a.kind == "place" and "二階" in a.name]
    assert {a.access.step_free for a in upstairs} == {False}


def test_steps_nobody_looked_at_are_told_as_unknown(sasae):
    unknown = {a.access.steps for a in sasae.assets if a.access and a.access.step_free is None}
    assert unknown == {"まだ確かめていません"}


def test_only_places_tell_how_to_get_in(sasae):
    assert {a.kind for a in sasae.assets if a.access} == {"place"}
