"""Asking, hearing, promising, doing, thanking, ending: what is allowed, and what is refused in words."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import resident
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.matching import actions, now, pacing, pool, promises, queries, words
from sasaeai.matching.models import Ask, Match, Pace, Visit
from sasaeai.needs import actions as needs
from sasaeai.needs.models import Need
from sasaeai.people.models import Gift, Person
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.needs import make_helper, make_match, make_need, make_visit
from tests.factories.people import make_person
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db
AGREED = Match.State.AGREED
TUESDAY = {"tue": [["06:00", "07:00"]]}


def agreed(town: Town, need: Need, person: Person, **values) -> Match:
    usual = {"state": AGREED, "agreed_on": timezone.localdate()}
    return make_match(town, need, person, **usual | values)


def refused(trying) -> str:
    with pytest.raises(DomainError) as error:
        trying()
    return str(error.value)


def test_somebody_is_asked_and_the_need_moves_on(town: Town, viewer) -> None:
    need, helper = make_need(town), make_helper(town)
    match = actions.ask(viewer, need, helper.pk)
    need.refresh_from_db()
    assert (match.state, match.person, need.state) == ("asked", helper, "arranging")
    assert match.reasons
    assert (match.asks.count(), match.answer_by) == (1, viewer.today + timedelta(days=2))
    assert Entry.objects.get(verb="matching.ask").subjects == [str(match.pk)]


def test_need_that_waits_no_longer_is_asked_for_today(town: Town, viewer) -> None:
    need = make_need(town, answer_by=viewer.today - timedelta(days=1), state="arranging")
    match = actions.ask(viewer, need, make_helper(town).pk)
    assert match.answer_by == viewer.today


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"closed_on": timezone.localdate(), "state": "done"}, "終わっています"),
        ({"consent": ""}, "お手伝いの方に伝えてよいか"),
    ],
)
def test_need_that_is_closed_or_not_to_be_passed_on_asks_nobody(
    town: Town, viewer, values, sentence: str
) -> None:
    need, helper = make_need(town, **values), make_helper(town)
    assert sentence in refused(lambda: actions.ask(viewer, need, helper.pk))
    assert not Match.objects.exists()


def test_what_goes_to_professionals_asks_no_neighbour(town: Town, viewer) -> None:
    term(town.municipality, Kind.SUPPORT_CATEGORY, "medication", policy="refer")
    need, helper = make_need(town, code="medication"), make_helper(town, "medication")
    assert "専門のところ" in refused(lambda: actions.ask(viewer, need, helper.pk))


def test_nobody_signed_in_asks_nobody(town: Town) -> None:
    need, asset = make_need(town), AssetFactory(area=town.sakuradai)
    nobody = resident(town.municipality.pk)
    trying = lambda: actions.turn_to(nobody, need, kind="asset", target=asset.pk, reasons=[])  # noqa: E731 -- two lines of one thought
    assert "サインイン" in refused(trying)


def test_each_bar_is_said(town: Town, viewer) -> None:
    today = viewer.today
    need = make_need(town, times=TUESDAY)
    who = make_person(town, nickname="本人")
    own = make_need(town, "本人のニーズ", person=who)
    Gift.objects.create(
        person=who, municipality=town.municipality, category=own.category, kind=Gift.Kind.CAN
    )
    Person.objects.filter(pk=who.pk).update(trust=Person.Trust.MET)
    said = {
        "ご本人": (own, who),
        "お休み中": (need, make_helper(town, paused_from=today)),
        "一覧に、このことがありません": (need, make_helper(town, "garden")),
        "会って話すか": (need, make_helper(town, trust=Person.Trust.HEARD)),
        "時間が重なりません": (need, make_helper(town, times={"mon": [["06:00", "07:00"]]})),
    }
    for sentence, (one, person) in said.items():
        assert sentence in refused(
            lambda one=one, person=person: actions.ask(viewer, one, person.pk)
        )


def test_helper_whose_reach_ends_before_is_not_asked_but_with_a_lift(town: Town, viewer) -> None:
    for area, longitude in ((town.sakuradai, 139.5), (town.kashiwagi, 139.6)):
        type(area).objects.filter(pk=area.pk).update(longitude=longitude, latitude=35.6)
    need = make_need(town)
    need.refresh_from_db()
    far = make_helper(town, area=town.kashiwagi, reach=Gift.Reach.WALK, reach_minutes=20)
    assert "範囲より遠く" in refused(lambda: actions.ask(viewer, need, far.pk))
    found = queries.candidates(viewer, need)
    assert ([one.person for one in found.missed], found.best) == ([far.pk], [])
    assert "送り迎えがあれば、1人に頼めます" in [
        words.change(one, area="桜台") for one in found.changes
    ]
    Gift.objects.update(reach_minutes=120, reach=Gift.Reach.CAR)
    assert [one.person for one in queries.candidates(viewer, need).best] == [far.pk]


def test_traits_one_would_rather_not_meet_bar_both_ways(town: Town, viewer) -> None:
    dog, man = (term(town.municipality, Kind.TRAIT, code) for code in ("dog", "man"))
    need = make_need(town, has=[dog], avoids=[man])
    shy, he, other = (make_helper(town, nickname=name) for name in ("犬が苦手", "男の人", "ほか"))
    shy.avoids.set([dog])
    he.has.set([man])
    found = queries.candidates(viewer, need)
    assert [one.person for one in found.best] == [other.pk]
    for person in (shy, he):
        assert "避けたいこと" in refused(lambda person=person: actions.ask(viewer, need, person.pk))


def test_traits_of_whoever_asks_count_too(town: Town, viewer) -> None:
    smoke = term(town.municipality, Kind.TRAIT, "smoke")
    who, helper = make_person(town), make_helper(town)
    who.has.set([smoke])
    helper.avoids.set([smoke])
    need = make_need(town, person=who)
    assert queries.candidates(viewer, need).best == []


def test_training_counts_where_the_town_asks_for_it(town: Town, viewer) -> None:
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, "transport", policy="train")
    need = make_need(town, category=category)
    make_helper(town, "transport")
    learned = make_helper(town, "transport", trained_on=viewer.today)
    assert [one.person for one in queries.candidates(viewer, need).best] == [learned.pk]


def test_nobody_of_this_number_is_asked(town: Town, viewer) -> None:
    need = make_need(town)
    assert "記録が見つかりません" in refused(lambda: actions.ask(viewer, need, need.pk))


def test_few_are_asked_at_once(town: Town, viewer) -> None:
    Pace.objects.create(municipality=town.municipality, wave=1)
    need, first, second = make_need(town), make_helper(town), make_helper(town)
    actions.ask(viewer, need, first.pk)
    assert "お返事を待っている方" in refused(lambda: actions.ask(viewer, need, second.pk))


def test_nobody_is_asked_twice_for_one_need(town: Town, viewer) -> None:
    Pace.objects.create(municipality=town.municipality, rest_days=0)
    need, helper = make_need(town), make_helper(town)
    actions.ask(viewer, need, helper.pk)
    assert "もう頼んで" in refused(lambda: actions.ask(viewer, need, helper.pk))


def test_somebody_just_asked_rests_and_one_asked_often_is_spared(town: Town, viewer) -> None:
    tired, rested = make_helper(town), make_helper(town)
    with time_machine.travel(timezone.now() - timedelta(days=10), tick=False):
        for number in range(4):
            now.ask_once(viewer, make_match(town, make_need(town, f"前{number}"), tired))
    need = make_need(town)
    assert "もう十分に" in refused(lambda: actions.ask(viewer, need, tired.pk))
    actions.ask(viewer, need, rested.pk)
    assert "お休みして" in refused(lambda: actions.ask(viewer, make_need(town, "次"), rested.pk))


def test_those_asked_less_come_first_and_receivers_get_a_chance(town: Town, viewer) -> None:
    often, seldom, receiver = (
        make_helper(town, nickname=name) for name in ("多い", "少ない", "受けた")
    )
    for days in (5, 12):
        make_visit(agreed(town, make_need(town, f"前{days}"), often), days_ago=days)
    make_visit(agreed(town, make_need(town, "受けた", person=receiver), often), days_ago=20)
    best = queries.candidates(viewer, make_need(town)).best
    assert [one.person for one in best] == [receiver.pk, seldom.pk, often.pk]
    assert (best[0].only_received, best[2].skill) == (True, 3)


def test_refusal_of_the_pair_is_respected_from_either_side(town: Town, viewer) -> None:
    who, helper = make_person(town), make_helper(town)
    make_match(town, make_need(town, "前の", person=who), helper, state="declined", why="not_them")
    again = make_need(town, person=who)
    assert queries.candidates(viewer, again).best == []
    Gift.objects.create(
        person=who, municipality=town.municipality, category=again.category, kind=Gift.Kind.CAN
    )
    Person.objects.filter(pk=who.pk).update(trust=Person.Trust.MET)
    other_way = make_need(town, "逆", person=helper)
    assert who.pk not in {one.person for one in queries.candidates(viewer, other_way).best}


def test_no_answer_is_no_refusal(town: Town, viewer) -> None:
    need, helper = make_need(town), make_helper(town)
    make_match(town, need, helper, state="declined", why="silent", asked_on=viewer.today)
    assert queries.candidates(viewer, need).by_person(helper.pk).bars == 0


def test_yes_is_a_promise_and_something_they_can_do(town: Town, viewer) -> None:
    need, helper = make_need(town), make_helper(town, kind=Gift.Kind.WANTS)
    match = actions.hear_answer(viewer, actions.ask(viewer, need, helper.pk), said="yes")
    need.refresh_from_db()
    assert (match.state, match.agreed_on, need.state) == (AGREED, viewer.today, "connected")
    assert match.asks.get().said == Ask.Said.YES
    assert helper.gifts.filter(kind=Gift.Kind.CAN, category=need.category).count() == 1
    assert "もうお返事" in refused(lambda: actions.hear_answer(viewer, match, said="no"))


def test_yes_to_what_they_can_do_already_adds_nothing(town: Town, viewer) -> None:
    need, helper = make_need(town), make_helper(town)
    actions.hear_answer(viewer, make_match(town, need, helper), said="yes")
    assert helper.gifts.count() == 1


def test_place_says_yes_too(town: Town, viewer) -> None:
    need, asset = make_need(town), AssetFactory(area=town.sakuradai)
    match = actions.turn_to(viewer, need, kind="asset", target=asset.pk, reasons=["近い"])
    assert actions.hear_answer(viewer, match, said="yes").state == AGREED
    assert "一覧の中から" in refused(
        lambda: actions.turn_to(viewer, need, kind="person", target=asset.pk, reasons=[])
    )


def test_day_is_fixed_after_a_yes_and_never_in_the_past(town: Town, viewer) -> None:
    need, helper = make_need(town), make_helper(town)
    match = make_match(town, need, helper)
    plan = {"times": TUESDAY, "first_on": viewer.today, "companion": ""}
    assert "引き受けて" in refused(lambda: actions.arrange(viewer, match, **plan))
    match = actions.hear_answer(viewer, match, said="yes")
    past = plan | {"first_on": viewer.today - timedelta(days=1)}
    assert "過ぎた日" in refused(lambda: actions.arrange(viewer, match, **past))
    assert actions.arrange(viewer, match, **plan).first_on == viewer.today


def test_first_visit_has_a_companion_where_one_is_wished(town: Town, viewer) -> None:
    who = make_person(town, with_companion=True)
    match = agreed(town, make_need(town, person=who), make_helper(town))
    plan = {"times": TUESDAY, "first_on": viewer.today}
    assert "付き添う人" in refused(lambda: actions.arrange(viewer, match, companion=" ", **plan))
    assert actions.arrange(viewer, match, companion="田中", **plan).companion == "田中"
    make_visit(match)
    assert not promises.wants_companion(match)
    assert not promises.wants_companion(Match(need=match.need))


@pytest.mark.parametrize(
    ("often", "days", "clashes"),
    [("weekly", 0, True), ("once", 0, True), ("once", 7, False), ("weekly", 7, True)],
)
def test_nobody_is_promised_twice_at_one_time(
    town: Town, viewer, often: str, days: int, clashes
) -> None:
    helper = make_helper(town)
    plan = {"times": TUESDAY, "first_on": viewer.today, "companion": ""}
    one = agreed(town, make_need(town, "先の約束", often="once"), helper)
    actions.arrange(viewer, one, **plan)
    other = agreed(town, make_need(town, "あとの約束", often=often), helper)
    plan["first_on"] += timedelta(days=days)
    if clashes:
        assert "「先の約束」" in refused(lambda: actions.arrange(viewer, other, **plan))
    else:
        assert actions.arrange(viewer, other, **plan).first_on == plan["first_on"]


def test_promise_of_a_closed_need_takes_no_time(town: Town, viewer) -> None:
    helper = make_helper(town)
    plan = {"times": TUESDAY, "first_on": viewer.today, "companion": ""}
    one = agreed(town, make_need(town, "済んだ"), helper)
    actions.arrange(viewer, one, **plan)
    needs.close(viewer, one.need, state=Need.State.DONE, closing=None, words="")
    other = agreed(town, make_need(town, "次の約束"), helper)
    assert actions.arrange(viewer, other, **plan).times == TUESDAY


def test_place_is_promised_to_several(town: Town, viewer) -> None:
    asset = AssetFactory(area=town.sakuradai)
    for name in ("一つ", "二つ"):
        match = actions.turn_to(
            viewer, make_need(town, name), kind="asset", target=asset.pk, reasons=[]
        )
        actions.hear_answer(viewer, match, said="yes")
        plan = {"times": TUESDAY, "first_on": viewer.today, "companion": ""}
        assert actions.arrange(viewer, match, **plan).times == TUESDAY


def test_each_time_is_noted_once_thanked_and_taken_back(town: Town, viewer) -> None:
    match = agreed(town, make_need(town), make_helper(town))
    asked = make_match(town, make_need(town, "まだ"), make_helper(town))
    today, tomorrow = viewer.today, viewer.today + timedelta(days=1)
    note = lambda one, on: actions.note_visit(viewer, one, Visit(on=on))  # noqa: E731 -- said four times below
    assert "引き受けて" in refused(lambda: note(asked, today))
    assert "これからの日" in refused(lambda: note(match, tomorrow))
    assert "一度でも" in refused(lambda: actions.thank(viewer, match, on=today))
    visit = note(match, today)
    assert "もう記録して" in refused(lambda: note(match, today))
    match.refresh_from_db()
    assert match.state == Match.State.DONE
    assert actions.thank(viewer, match, on=today).thanked_on == today
    note(match, today - timedelta(days=7))
    assert actions.take_back_visit(viewer, visit).state == Match.State.DONE
    assert actions.take_back_visit(viewer, match.visits.get()).state == AGREED


def test_either_side_ends_without_a_reason_and_it_is_undone(town: Town, viewer) -> None:
    need = make_need(town, state="connected")
    match = agreed(town, need, make_helper(town))
    ended = actions.end(viewer, match, apart=True)
    need.refresh_from_db()
    assert (ended.state, ended.apart, need.state) == ("ended", True, "received")
    assert "もう終わって" in refused(lambda: actions.end(viewer, match, apart=False))
    back = actions.take_up_again(viewer, match, together=True)
    need.refresh_from_db()
    assert (back.state, back.apart, need.state) == (AGREED, False, "connected")
    assert "続いています" in refused(lambda: actions.take_up_again(viewer, match))


def test_need_stays_connected_while_another_goes_on(town: Town, viewer) -> None:
    need = make_need(town, state="connected")
    one, _other = (agreed(town, need, make_helper(town)) for _number in range(2))
    actions.end(viewer, one, apart=False)
    need.refresh_from_db()
    assert need.state == "connected"


def test_end_of_a_closed_need_leaves_it_closed(town: Town, viewer) -> None:
    need = make_need(town)
    match = agreed(town, need, make_helper(town))
    make_visit(match)
    needs.close(viewer, need, state=Need.State.DONE, closing=None, words="")
    actions.end(viewer, match, apart=False)
    assert "終わっています" in refused(lambda: actions.take_up_again(viewer, match))
    needs.reopen(viewer, Need.objects.get())
    assert actions.take_up_again(viewer, match).state == Match.State.DONE


def test_what_was_declined_by_mistake_is_asked_again(town: Town, viewer) -> None:
    match = make_match(town, make_need(town), make_helper(town), state="declined", why="busy")
    assert actions.take_up_again(viewer, match).state == Match.State.ASKED


def test_town_says_how_often_people_are_asked(town: Town) -> None:
    officer = town.viewer(Role.OFFICER)
    assert pool.pace_of(town.municipality.pk).wave == 2
    pacing.set_pace(officer, Pace(wave=3))
    assert pool.pace_of(town.municipality.pk).wave == 3


def test_helped_and_was_helped_are_two_counts(town: Town) -> None:
    one, other = make_helper(town), make_helper(town)
    make_visit(agreed(town, make_need(town, person=other), one))
    counts = queries.counts(one), queries.counts(other)
    assert [(count.gave, count.received) for count in counts] == [(1, 0), (0, 1)]
