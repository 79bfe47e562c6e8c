"""What the towns are after and what was done for it, as it is drawn: whole, clean but for what is planted."""

import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from sasaeai.calc import purpose
from sasaeai.calc.purpose import Horizon
from sasaeai.demo.life import goals as drawn_goals
from sasaeai.demo.life import journal, workdays
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.year import life
from sasaeai.demo.town import SEED
from tests.demo.test_town import words_in

TODAY = date(2026, 11, 30)
DAYS = Days(TODAY)
RESIDENTS = {"resident", "elder", "helper"}
# The faults of the docstring of `pictures`, each by its rule and what it is about.
PLANTED = {
    ("goal-counts-means", "協議体を年6回ひらく"),
    ("means-without-goal", "柏木SCだより"),
    ("goal-without-means", "「できること」を40人から聴く"),
    ("goal-without-first-step", "歩いたあとに寄れる店が、二軒ある"),
    ("dates-run-backwards", "店番をしてみたい人が二十人になる"),
    ("means-overloaded", "ささえ市社協のボランティアルーム"),
    ("vision-without-residents", "tenjin"),
    ("indicator-without-baseline", "運ぶ手のある階段"),
    ("indicator-never-measured", "広間をあけてもらった月"),
    ("indicator-overdue", "頼み先のある町"),
}


@pytest.fixture(scope="module")
def year(sasae):
    return life(SEED, sasae, TODAY)


@pytest.fixture(scope="module")
def pictures(year):
    return year.pictures


@pytest.fixture(scope="module")
def goals(pictures):
    return {goal.key: goal for vision in pictures.visions for goal in vision.goals}


def plan_of(pictures, goals):
    """Return the drawn pictures as `calc.purpose` reads them, each thing under its own name."""
    served = defaultdict(list)
    for one in pictures.meanings:
        served[one.kind, one.means].append(one.goal)
    return purpose.Plan(
        visions=[
            purpose.Vision(
                one.area, DAYS.date(one.editions[0].made_on), DAYS.date(one.then_on),
                bool(one.editions[-1].residents or RESIDENTS & set(one.editions[-1].made_with)),
            )
            for one in pictures.visions
        ],
        goals=[
            purpose.Goal(
                one.key, one.area, one.words, Horizon[one.horizon.upper()], one.above or None,
                DAYS.date(one.due_on), one.state == "open",
            )
            for one in goals.values()
        ],
        indicators=[
            purpose.Indicator(
                one.name, goal.key, one.name, DAYS.date(one.since), one.every_months,
                one.counts == "doing", one.baseline is not None,
                DAYS.date(max(m.on for m in one.measured)) if one.measured else None,
            )
            for goal in goals.values()
            for one in goal.indicators
        ],
        means=[purpose.Means(means, kind, tuple(some)) for (kind, means), some in served.items()],
        steps=[
            purpose.Step(goal.key, DAYS.date(one.start_on), one.done_on is not None)
            for goal in goals.values()
            for one in goal.steps
        ],
    )  # fmt: skip


def test_the_planted_faults_are_found_and_no_others(sasae, pictures, goals):
    names = {row.key: row.name for row in (*sasae.assets, *sasae.activities)}
    names |= {key: goal.words for key, goal in goals.items()}
    found = purpose.check(plan_of(pictures, goals), today=TODAY)

    told = [(one.rule, names.get(one.subject, one.subject)) for one in found]
    assert (sorted(told), len(told)) == (sorted(PLANTED), len(PLANTED))


def test_every_area_of_the_city_has_a_picture_and_the_neighbour_one(sasae, pictures):
    whole = [area for area in sasae.land.areas if area.level != "block"]
    city = {area.key for area in whole if sasae.land.above(area.key)[-1].key == "sasae"}
    assert {one.area for one in pictures.visions} == city | {"tonari"}


def test_pictures_grow_by_edition_and_take_up_the_towns(pictures):
    numbers = [[edition.number for edition in one.editions] for one in pictures.visions]
    assert [row for row in numbers if row != list(range(1, len(row) + 1))] == []
    assert sum(len(row) > 1 for row in numbers) >= 5
    taken = [e.taken_from for one in pictures.visions for e in one.editions if e.taken_words]
    assert (len(taken) > 10, None in taken) == (True, False)


def test_farthest_goals_are_as_many_as_people_can_hold(pictures, goals):
    heads = Counter(goal.area for goal in goals.values() if not goal.above)
    towns = {"sasae", "tonari"}
    large = {area: n for area, n in heads.items() if area.endswith("-area") or area in towns}
    small = {area: n for area, n in heads.items() if area not in large}
    assert (min(large.values()), max(large.values())) >= (3, 3)
    assert (max(large.values()) <= 6, min(small.values()) >= 2, max(small.values()) <= 4) == (
        True,
        True,
        True,
    )


def test_goals_are_worked_back_step_by_step(goals):
    for goal in goals.values():
        assert goal.depth == (goals[goal.above].depth + 1 if goal.above else 0)
        assert goal.horizon == drawn_goals.HORIZONS[goal.depth]


def test_figures_are_parts_of_their_whole_and_measured_until_now(goals):
    rows = [one for goal in goals.values() for one in goal.indicators]
    measured = [m for one in rows for m in one.measured]
    assert (len(rows) > 100, len(measured) > 250) == (True, True)
    assert [m for m in measured if m.share.of is not None and m.share.value > m.share.of] == []
    assert [m for m in measured if not -730 <= m.on < 0] == []
    twice = [one.name for one in rows if len({m.on for m in one.measured}) < len(one.measured)]
    assert twice == []


def test_steps_that_residents_wished_for_tell_whose_words_they_are(goals, year):
    keys = {voice.key: voice for voice in year.voices}
    steps = [one for goal in goals.values() for one in goal.steps]
    said = [keys[one.voice] for one in steps if one.voice]
    assert (len(said) >= 8, {voice.municipality for voice in said}) == (True, {"sasae"})


def test_agreements_come_after_their_edition(pictures):
    early = [
        said
        for one in pictures.visions
        for said in one.agreements
        if said.on <= one.editions[said.edition - 1].made_on
    ]
    assert early == []


def test_means_serve_goals_of_their_own_area_or_of_those_above(sasae, year, pictures, goals):
    homes = {row.key: row.area for row in (*sasae.assets, *sasae.activities)}
    asked = {need.key: need.area for need in year.needs}
    homes |= {f"{one.need} {one.target}": asked[one.need] for one in year.matches}
    rings = {area.key: {r.key for r in sasae.land.above(area.key)} for area in sasae.land.areas}
    astray = [
        one
        for one in pictures.meanings
        if one.kind != "instrument" and goals[one.goal].area not in rings[homes[one.means]]
    ]
    assert astray == []


HURTING = re.compile(r"[{}|\[\]@;]|老人|利用者|してあげる|弱者|問題世帯|消費|ユーザー|稲城")
NUMBERS = (1004, 1005, 1006, 1007, 1009, 1011, 1013, 1014, 1016)


def coordinators(sasae):
    """Return who of ささえ市 works as a coordinator today."""
    return {
        one.staff
        for one in sasae.office.postings
        if one.role in journal.ROLES and one.staff.startswith("sasae")
        if one.since <= 0 and (one.until is None or one.until >= 0)
    }


def written_in(town, year):
    return [one for one in year.entries if one.key.startswith(town)]


def test_six_thousand_entries_were_written_by_nine_coordinators_in_two_years(year):
    entries = written_in("sasae", year)
    assert len(entries) == 6000
    assert {one.by for one in entries} == {f"sasae-staff-{n}" for n in NUMBERS}
    assert -730 <= min(one.on for one in entries) < -720
    assert max(one.on for one in year.entries) == -1


def test_the_neighbours_coordinator_wrote_two_hundred_with_a_peer_lately(year):
    entries = written_in("tonari", year)
    lately = [one.peers for one in entries if one.peers and one.on > -14]
    assert (len(entries), {one.by for one in entries}) == (200, {"tonari-staff-9003"})
    assert ("tonari-staff-9002",) in lately


def test_things_are_written_of_once_they_were_there(year):
    early = [
        one.key
        for one in year.entries
        for key in (*one.assets, *one.activities)
        if year.begun[key] > one.on
    ]
    early += [
        one.need for one in year.matches if year.begun.get(one.target, one.asked_on) > one.asked_on
    ]
    assert early == []


def test_activities_stand_as_their_last_stage_says(sasae, year):
    told = {one.key: year.stages[one.key] for one in sasae.activities}
    assert {one.key: one.state for one in sasae.activities} == {
        key: some[-1].state for key, some in told.items()
    }
    assert [key for key, some in told.items() if some[0].on != year.begun[key]] == []
    wrong = [
        some for some in told.values() if [one.on for one in some] != sorted(one.on for one in some)
    ]
    assert wrong == []


def test_one_trial_is_to_be_looked_back_on_this_week(year):
    due = [some[-1].review_on for some in year.stages.values() if some[-1].state == "trial"]
    assert (len(due), [day for day in due if -7 <= day <= 0]) == (5, [0, -2])


def test_dates_with_sign_up_are_held_on_the_days_of_their_activity(sasae, year):
    times = {one.key: one.times[0] for one in sasae.activities if one.times}
    for one in year.sessions:
        day = DAYS.date(one.on)
        weekly = times[one.activity]
        assert weekly.weekday == day.weekday()
        assert not weekly.weeks or (day.day - 1) // 7 + 1 in weekly.weeks


def test_some_dates_are_full_and_have_people_waiting_and_past_ones_no_numbers(year):
    rooms = [
        (one, sum(each.people for each in one.signups if each.state == "comes"))
        for one in year.sessions
    ]
    waited = [one for one, _n in rooms if any(each.state == "waits" for each in one.signups)]
    past = [one for one, _n in rooms if one.on < 0]
    assert [one for one, comes in rooms if comes > one.capacity] == []
    assert [one for one in waited if one.on < 0 or (one, one.capacity) not in rooms] == []
    assert (len(waited), len(past) > 15, len(rooms) - len(past) > 10) == (2, True, True)
    assert [each for one in past for each in one.signups if each.phone] == []


def test_entries_follow_the_week_and_the_year(year):
    weekdays = Counter(DAYS.of_week(one.on) for one in year.entries)
    newyear = [one for one in year.entries if workdays.weight(DAYS.date(one.on)) < 0.03]
    heat = {DAYS.date(one.on).month for one in year.entries if "暑さの見守り" in one.words}
    assert min(weekdays[day] for day in range(5)) > 2 * weekdays[5] > 4 * weekdays[6] > 0
    assert (len(newyear) < 60, heat) == (True, {7, 8})
    assert max(Counter((one.by, one.on) for one in year.entries).values()) <= 10


def test_nobody_writes_of_a_day_or_area_without_a_posting(sasae, year):
    postings = sasae.office.postings
    rings = {area.key: {r.key for r in sasae.land.above(area.key)} for area in sasae.land.areas}
    astray = [
        one.key
        for one in year.entries
        for posting in [postings[one.posting]]
        if posting.staff != one.by
        or posting.area not in rings[one.area]
        or not posting.since <= one.on <= (posting.until or 0)
    ]
    assert astray == []


def test_what_an_entry_is_linked_to_lies_where_it_was_done(sasae, year, goals):
    rings = {area.key: {r.key for r in sasae.land.above(area.key)} for area in sasae.land.areas}
    homes = {row.key: row.area for row in (*sasae.assets, *sasae.activities)}
    homes |= {row.key: row.area for row in (*year.needs, *year.voices)}
    reaches = {row.key: (row.area, row.reach) for row in sasae.organisations}
    astray = [
        one.key
        for one in year.entries
        for name in ("assets", "activities", "needs", "voices")
        for key in getattr(one, name)
        if one.area not in rings[homes[key]]
    ]
    astray += [
        one.key
        for one in year.entries
        for key in one.organisations
        if one.area not in rings[reaches[key][0]] and reaches[key][1] not in rings[one.area]
    ]
    astray += [
        one.key
        for one in year.entries
        for key in one.goals
        if goals[key].area not in rings[one.area]
    ]
    linked = Counter(
        name
        for one in year.entries
        for name in ("assets", "activities", "needs", "voices", "organisations", "goals", "peers")
        if getattr(one, name)
    )
    assert (astray, min(linked.values()) > 300) == ([], True)


def test_goals_and_needs_were_there_when_an_entry_names_them(year, goals):
    said = {need.key: need.said_on for need in year.needs}
    early = [one.key for one in year.entries for key in one.goals if goals[key].since > one.on]
    early += [one.key for one in year.entries for key in one.needs if said[key] > one.on]
    assert early == []


def test_tasks_are_those_of_the_role(sasae, year):
    work = {"w1", "w2", "w3", "w4"}
    roles = {place: one.role for place, one in enumerate(sasae.office.postings)}
    wrong = [
        one.key
        for one in year.entries
        if (set(one.tasks) <= work) != (roles[one.posting] == "work")
    ]
    assert wrong == []
    done = {task for one in year.entries for task in one.tasks}
    assert done == {"1", "2", "3", "4", "5", "6"} | work


def test_no_two_entries_are_alike_and_none_hurts(year):
    words = [one.words for one in year.entries]
    assert len(set(words)) > 5900
    assert len({(one.by, one.on, one.words) for one in year.entries}) == len(words)
    said = [*words, *(one.next_step for one in year.entries), *words_in(year.tales)]
    said += list(words_in(year.pictures))
    assert [one for one in said if HURTING.search(one)] == []


def test_most_next_steps_are_done_a_few_wait_and_fewer_are_late(year):
    promised = [one for one in year.entries if one.next_step]
    waiting = [one for one in promised if one.next_done_on is None]
    late = [one for one in waiting if one.next_on < 0]
    assert (len(promised) > 2000, 15 <= len(waiting) <= 40, 4 <= len(late) <= 12) == (
        True,
        True,
        True,
    )
    assert max(Counter(one.by for one in late).values()) <= 2
    assert [one.key for one in promised if one.next_on <= one.on] == []
    assert [one.key for one in promised if (one.next_done_on or -1) > -1] == []


def test_what_follows_comes_later_and_was_the_next_step(year):
    keys = {one.key: one for one in year.entries}
    pairs = [(one, keys[one.follows]) for one in year.entries if one.follows]
    assert len(pairs) > 800
    assert [
        one.key for one, before in pairs if (before.next_done_on, before.by) != (one.on, one.by)
    ] == []


def test_one_coordinator_moved_with_nobody_for_five_weeks(sasae, year):
    last = defaultdict(lambda: -9999)
    for one in year.entries:
        for staff in (one.by, *one.peers) if one.peers else ():
            last[staff] = max(last[staff], one.on)
    alone = {staff for staff in coordinators(sasae) if last[staff] < -28}
    assert (alone, -45 < last[journal.ALONE] <= -35) == ({journal.ALONE}, True)


def test_twelve_stories_are_whole_and_tied(year, goals):
    tied = [goals[one.goal].area for one in year.tales]
    whole = [all((one.before, one.happened, one.who, one.changed, one.next)) for one in year.tales]
    assert (len(year.tales), all(whole), len(set(tied)) >= 8) == (12, True, True)
    assert all(one.activities for one in year.tales)


@pytest.mark.parametrize(
    "title",
    [
        "ボタンひとつから",
        "鍵を開けてもらった、小さな一軒家",
        "六人でいっぱいの居間",
        "勉強会という名の夕ごはん",
    ],
)
def test_stories_of_the_beginning_carry_their_voices(year, title):
    keys = {voice.key for voice in year.voices}
    told = next(one for one in year.tales if one.title == title)
    assert (bool(told.voices), set(told.voices) <= keys) == (True, True)
