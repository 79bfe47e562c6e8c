"""The year in the demo town as it is drawn: believable, whole, the same for the same day."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations, pairwise

import pytest

from sasaeai.calc.hours import week_of
from sasaeai.calc.text import fold
from sasaeai.demo.life import chore_words, company_words, refer_words, speech
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.diaries import ASKS, FOUR_WEEKS, REST_DAYS, Diary, Promise
from sasaeai.demo.life.voices import WORDS
from sasaeai.demo.life.year import life
from sasaeai.demo.town import SEED
from sasaeai.vocabulary import national
from tests.demo.test_town import words_in

TODAY = date(2026, 11, 30)
PLANTED = 6


@pytest.fixture(scope="module")
def year(sasae):
    return life(SEED, sasae, TODAY)


@pytest.fixture(scope="module")
def people(sasae):
    return {one.key: one for one in sasae.residents}


def city(rows):
    return [row for row in rows if row.municipality == "sasae"]


def alarms_in(words):
    labels = [fold(term.label) for term in national.terms() if term.kind == "alarm_word"]
    return [label for label in labels if label in fold(words)]


def asked_of(year):
    """Return the matches with persons by who was asked."""
    found = defaultdict(list)
    for match in year.matches:
        if match.kind == "person":
            found[match.target].append(match)
    return found


def test_same_day_gives_the_same_year(sasae, year):
    assert life(SEED, sasae, TODAY) == year


def test_other_day_gives_another_year(sasae, year):
    assert life(SEED, sasae, date(2027, 2, 14)) != year


def test_counts_are_the_issues(year, people):
    helpers = [one for one in people.values() if one.municipality == "sasae" and one.gifts]
    assert [len(city(year.voices)), len(city(year.needs)), len(helpers)] == [1500, 400, 250]


def test_forty_asked_for_help_before_they_gave_it(year, people):
    since = {key: one.gives_since_days_ago for key, one in people.items()}
    both = {key for key, one in people.items() if since[key] and one.municipality == "sasae"}
    asked = [need for need in year.needs if need.person in both]
    assert (len(both), len({need.person for need in asked}) > 35) == (40, True)
    assert [need.key for need in asked if -need.said_on <= since[need.person]] == []


def test_some_who_asked_this_year_took_something_on(sasae, year, people):
    here = {
        key
        for key, one in people.items()
        if "kawanishi-area" in {ring.key for ring in sasae.land.above(one.area)}
    }
    april = (date(2026, 4, 1) - TODAY).days
    asked = {need.person for need in year.needs if need.said_on >= april}
    took_on = {one.target for one in year.matches if (one.agreed_on or april - 1) >= april}
    assert len(here & asked & took_on) >= 4


def test_people_do_not_talk_like_copies(year):
    words = Counter(voice.words for voice in year.voices)
    assert (len(words) > 1400, words.most_common(1)[0][1] <= 2) == (True, True)


def test_lines_are_many_and_tell_of_nearly_everything():
    needs = f"{chore_words.CHORES.strip()}{company_words.COMPANY}"
    texts = [*WORDS.values(), needs, refer_words.REFERRED]
    lines = [line for text in texts for line in speech.lines(text)]
    told = {code for line in lines for code in line.categories}
    codes = {term.code for term in national.terms() if term.kind == "support_category"}
    assert (len({line.words for line in lines}) > 350, codes - told) == (True, set())


def test_alarm_words_stand_only_where_they_are_planted(year):
    alarmed = [voice.lead for voice in year.voices if alarms_in(voice.words)]
    asked = [need.key for need in year.needs if alarms_in(need.what)]
    assert (sorted(alarmed), asked) == ([f"sasae-referred-{n}" for n in range(PLANTED)], [])


def test_what_professionals_do_is_handed_on_and_asked_of_nobody(year):
    referred = {"medication", "money_help", "body_care"}
    theirs = {need.key for need in year.needs if need.category in referred or need.is_plain}
    handed = {referral.need for referral in year.referrals}
    assert (handed, theirs & {match.need for match in year.matches}) == (theirs, set())


def test_words_that_hurt_are_absent_and_no_slot_is_left(year):
    hurting = re.compile(r"[{}|\[\]@]|老人|利用者|してあげる|弱者|稲城")
    rows = (year.voices, year.referrals, year.matches)
    spoken = [words for row in rows for words in words_in(row)]
    spoken += [
        words for need in year.needs for words in (need.what, need.place_words, need.closing_words)
    ]
    assert [words for words in spoken if hurting.search(words)] == []


def test_something_was_heard_asked_and_promised_in_each_of_the_two_years_months(year):
    days = Days(TODAY)
    heard = [
        Counter(days.date(day).strftime("%Y-%m") for day in some)
        for some in (
            [one.heard_on for one in city(year.voices)],
            [one.said_on for one in city(year.needs)],
            [one.agreed_on for one in year.matches if one.agreed_on is not None],
            [visit.on for one in year.matches for visit in one.visits],
        )
    ]
    # Of the oldest month there are only the last days.
    whole = [sorted(some.items())[1:] for some in heard]
    assert [(len(some) >= 23, min(number for _, number in some) >= 2) for some in whole] == [
        (True, True)
    ] * 4


def test_needs_are_mostly_over_and_some_wait_in_every_state(year):
    states = Counter(need.state for need in city(year.needs))
    closed = states["done"] + states["let_go"]
    assert (
        set(states),
        260 <= closed <= 300,
        50 <= states["received"] + states["arranging"] <= 75,
    ) == (
        {"done", "let_go", "connected", "arranging", "received"},
        True,
        True,
    )


def test_what_was_let_go_was_told_kindly(year):
    over = [need for need in year.needs if need.closed_on is not None]
    assert [need.key for need in over if len(need.closing_words) < 15] == []


def test_snow_and_weeds_are_told_of_in_their_season(year):
    told = [(need, Days(TODAY).date(need.said_on).month) for need in year.needs if need.line.months]
    out = [need.what for need, month in told if month not in need.line.months]
    assert (len(told) > 20, out) == (True, [])


def test_nobody_is_asked_more_often_than_the_pace_allows(year):
    for matches in asked_of(year).values():
        days = sorted(match.asked_on for match in matches)
        assert all(after - before >= REST_DAYS for before, after in pairwise(days))
        assert all(
            bisect_left(days, day + FOUR_WEEKS) - place <= ASKS for place, day in enumerate(days)
        )


def test_nobody_promised_two_the_same_half_hour(year):
    often = {need.key: need.often for need in year.needs}
    clashing = [
        (one, other)
        for matches in asked_of(year).values()
        for one, other in combinations([m for m in matches if m.first_on is not None], 2)
        if promise(one, often).meets(promise(other, often))
    ]
    assert clashing == []


def promise(match, often):
    once = often[match.need] == "once"
    return Promise(match.times, match.first_on, match.ended_on, once=once)


THURSDAY, FRIDAY = week_of((3, 20, 22)), week_of((4, 20, 22))


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (Promise(THURSDAY, -7, None, once=False), True),
        (Promise(FRIDAY, -7, None, once=False), False),
        (Promise(THURSDAY, -60, -31, once=False), False),
        (Promise(THURSDAY, -7, -6, once=True), True),
    ],
)
def test_promises_meet_in_the_same_half_hour_while_both_hold(other, meets):
    weekly = Promise(THURSDAY, -30, None, once=False)
    diary = Diary(promises=[weekly])
    assert (weekly.meets(other), other.meets(weekly), diary.is_free(other)) == (
        meets,
        meets,
        not meets,
    )


def test_two_that_happen_once_meet_only_on_one_day():
    one, other = Promise(THURSDAY, -7, None, once=True), Promise(THURSDAY, -14, None, once=True)
    assert (one.meets(other), one.meets(one)) == (False, True)


def test_whoever_helps_is_somebody_else_near_enough_and_not_in_a_pause(sasae, year, people):
    needs = {need.key: need for need in year.needs}
    for match in year.matches:
        if match.kind == "person" and match.standing and match.need.startswith("sasae-need"):
            need, helper = needs[match.need], people[match.target]
            assert helper.key != need.person
            assert helper.recorded_by == need.employer
            assert helper.trust > 0
            assert match.standing.metres < 25 * 400


def test_first_visits_have_company_where_one_of_the_two_wants_it(year, people):
    needs = {need.key: need for need in year.needs}
    wanting = [
        match
        for match in year.matches
        if match.kind == "person" and match.agreed_on is not None
        if match.standing and match.need.startswith("sasae-need")
        if people[match.target].with_companion
        or (needs[match.need].person and people[needs[match.need].person].with_companion)
    ]
    assert (len(wanting) > 40, [m for m in wanting if not m.companion]) == (True, [])


def test_visits_happened_between_the_promise_and_yesterday(year):
    wrong = [
        match
        for match in year.matches
        for visit in match.visits
        if not (match.agreed_on or 0) <= visit.on < 0
        or (match.ended_on is not None and visit.on > match.ended_on)
    ]
    assert wrong == []


def test_matches_ended_in_every_way_and_some_go_on(year):
    states = {match.state for match in year.matches}
    whys = {match.why for match in year.matches}
    assert states == {"asked", "agreed", "done", "thanked", "ended", "declined"}
    assert whys >= {"busy", "time", "far", "not_this", "silent", "other"}
    assert any(match.apart for match in year.matches)


def test_voices_were_heard_by_those_who_worked_there_then(sasae, year):
    postings = defaultdict(list)
    for posting in sasae.office.postings:
        postings[posting.staff].append(posting)
    rings = {a.key: {r.key for r in sasae.land.above(a.key)} for a in sasae.land.areas}
    strangers = [
        voice.key
        for voice in year.voices
        if not any(
            posting.employer == voice.employer
            and posting.area in rings[voice.area]
            and posting.since <= voice.heard_on <= (posting.until or 0)
            for posting in postings[voice.heard_by]
        )
    ]
    assert strangers == []


def test_today_is_alive_and_not_crowded(sasae, year):
    due = Counter(
        voice.heard_by
        for voice in city(year.voices)
        if voice.answered_on is None and voice.follow_up_on is not None and voice.follow_up_on <= 7
    )
    assert max(due.values()) <= 4
    assert {"sasae-staff-1001", "sasae-staff-1004", "sasae-staff-1006"} <= set(due)


def test_voices_go_somewhere_in_the_shares_of_the_issue(year):
    where = Counter(voice.destination for voice in city(year.voices))
    assert where["need"] == 400
    assert 90 <= where[""] <= 150
    assert min(where["activity"], where["asset"]) > 30
    assert 5 <= sum(voice.withdrawn_on is not None for voice in year.voices) <= 20


def test_words_go_as_far_as_was_agreed(year):
    told = [v for v in year.voices if v.reach != "own"]
    assert (len(told) > 600, [v.key for v in told if not v.consent]) == (True, [])


@pytest.mark.parametrize(
    ("words", "destination"),
    [
        ("ボタンがひとつ取れただけで", "need"),
        ("女房に先立たれて二年だ。飯は炊ける", "need"),
        ("園のはしに、小さな一軒家がある", "asset"),
        ("だれでもふらっと寄れて、赤ちゃんもいて", "activity"),
    ],
)
def test_seed_stories_begin_here(year, words, destination):
    found = [voice.destination for voice in year.voices if words in voice.words]
    assert found == [destination]


def test_button_was_sewn_on_by_the_next_chair(year, people):
    match = next(match for match in year.matches if match.need == "button")
    need = next(need for need in year.needs if need.key == "button")
    sewed = (people[need.person].nickname, people[match.target].nickname, len(match.visits))
    assert sewed == ("柏木のキヨさん", "柏木の房江さん", 1)
    assert need.said_on <= match.asked_on <= match.visits[0].on <= need.closed_on


def test_coordinators_moved_lately_with_a_few_who_are_known_to_their_body(sasae, year, people):
    met = defaultdict(set)
    strangers = []
    for entry in year.entries:
        desk = sasae.office.postings[entry.posting]
        for one in map(people.get, entry.people):
            if entry.on >= -182 and one.municipality == "sasae":
                met[entry.by].add(one.key)
            rings = {ring.key for ring in sasae.land.above(one.area)}
            known = one.recorded_by == desk.employer and one.recorded_days_ago >= -entry.on
            strangers += [] if known and desk.area in rings else [(entry.key, one.key)]
    assert strangers == []
    assert {staff: len(some) for staff, some in met.items() if not 3 <= len(some) <= 8} == {}
    assert met.keys() == {entry.by for entry in year.entries if entry.by.startswith("sasae")}


@pytest.mark.parametrize(
    ("word", "means"),
    [("電話", {"phone"}), ("訪問", {"visit"}), ("メール", {"mail"}), ("FAX", set()), ("画面ごし", {"online"})],
)  # fmt: skip
def test_entries_say_what_was_done_by_the_means_they_are_filed_under(sasae, year, word, means):
    # Things are called so, whatever the means.
    called = [one.name for one in (*sasae.activities, *sasae.organisations, *sasae.assets)]
    named = re.compile("|".join(["電話番号", *(name for name in called if word in name)]))
    told = [one for one in year.entries if word in named.sub("", one.words)]
    assert [(one.means, one.words) for one in told if one.means not in means] == []
    assert bool(told) == (word in {"電話", "メール", "画面ごし"})
