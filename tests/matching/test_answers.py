"""What somebody says when asked: each call stays, a new day is set, and an answer can be taken back."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from sasaeai.base.errors import DomainError
from sasaeai.matching import actions, pool, queries, words
from sasaeai.matching.models import Ask, Match, Visit
from sasaeai.needs import actions as needs
from sasaeai.people.models import Gift
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.needs import make_helper, make_match, make_need, make_visit
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)
TUESDAY = {"tue": [["06:00", "07:00"]]}


@pytest.fixture
def match(town: Town, viewer) -> Match:
    return actions.ask(viewer, make_need(town, state="arranging"), make_helper(town).pk)


def take_back(viewer, match: Match) -> Match:
    """Take back the last answer."""
    return actions.take_back_answer(viewer, match, ask=match.asks.latest("asked_at").pk)


def read(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_no_with_no_reason_is_a_no(viewer, match) -> None:
    no = actions.hear_answer(viewer, match, said="no")
    assert (no.state, no.why) == (Match.State.DECLINED, Match.Why.OTHER)


@pytest.mark.parametrize(("said", "days"), [("thinks", 2), ("away", 1)])
def test_call_without_an_answer_stays_and_has_a_next_day(viewer, match, said, days) -> None:
    Match.objects.update(answer_by=viewer.today - timedelta(days=9))
    kept = actions.hear_answer(viewer, match, said=said)
    assert (kept.state, kept.answer_by) == ("asked", viewer.today + timedelta(days=days))
    actions.hear_answer(viewer, match, said="yes")
    assert list(match.asks.order_by("asked_at").values_list("said", flat=True)) == [said, "yes"]


def test_nobody_is_called_after_the_day_that_was_promised_to_whoever_asked(viewer, match) -> None:
    match.need.answer_by = viewer.today
    match.need.save()
    assert actions.hear_answer(viewer, match, said="thinks").answer_by == viewer.today


def test_calling_again_is_not_another_request(viewer, match) -> None:
    for _call in range(3):
        actions.hear_answer(viewer, match, said="away")
    past = pool.gather(viewer, match.need)
    asks = dict(zip(past.ids, past.helpers.asks, strict=True))
    assert (match.asks.count(), asks[match.person_id]) == (3, 1)


@pytest.mark.parametrize("said", ["yes", "thinks", "away"])
def test_answer_is_taken_back_as_if_it_was_never_heard(viewer, match, said) -> None:
    waited = match.answer_by
    actions.hear_answer(viewer, match, said=said)
    back = take_back(viewer, match)
    match.need.refresh_from_db()
    assert (back.state, back.agreed_on, back.answer_by) == ("asked", None, waited)
    assert list(match.asks.values_list("said", "said_at")) == [("", None)]
    assert match.need.state == "arranging"


def test_yes_that_is_taken_back_takes_along_what_was_learned_of_them(town: Town, viewer) -> None:
    need, helper = make_need(town, code="garden"), make_helper(town)
    match = make_match(town, need, helper)
    actions.hear_answer(viewer, match, said="yes")
    assert Gift.objects.filter(category=need.category, ended_on=None).count() == 1
    take_back(viewer, match)
    assert not Gift.objects.filter(category=need.category, ended_on=None).exists()


def test_what_was_known_before_stays_when_a_yes_is_taken_back(viewer, match) -> None:
    actions.hear_answer(viewer, match, said="yes")
    take_back(viewer, match)
    assert Gift.objects.filter(person=match.person_id, ended_on=None).count() == 1


def test_what_they_took_back_themselves_meanwhile_stays_as_it_is(town: Town, viewer) -> None:
    match = make_match(town, make_need(town, code="garden"), make_helper(town))
    actions.hear_answer(viewer, match, said="yes")
    yesterday = viewer.today - timedelta(days=1)
    Gift.objects.filter(category=match.need.category).update(ended_on=yesterday)
    take_back(viewer, match)
    assert Gift.objects.get(category=match.need.category).ended_on == yesterday


def test_need_stays_connected_by_somebody_else_who_said_yes(town: Town, viewer, match) -> None:
    other = make_match(town, match.need, make_helper(town))
    for one in (match, other):
        actions.hear_answer(viewer, one, said="yes")
    take_back(viewer, match)
    match.need.refresh_from_db()
    assert match.need.state == "connected"


def refused(viewer, match: Match) -> str:
    with pytest.raises(DomainError) as error:
        take_back(viewer, match)
    return str(error.value)


def test_what_was_not_heard_or_has_gone_on_is_not_taken_back(viewer, match) -> None:
    assert "取り消せるお返事がありません" in refused(viewer, match)
    actions.hear_answer(viewer, match, said="yes")
    actions.arrange(viewer, match, times=TUESDAY, first_on=viewer.today, companion="")
    assert "約束の日が決まっています" in refused(viewer, match)
    actions.end(viewer, match, apart=False)
    assert "取り消せるお返事がありません" in refused(viewer, match)


def test_undo_of_one_answer_leaves_what_somebody_else_heard_since(viewer, match) -> None:
    actions.hear_answer(viewer, match, said="away")
    away = match.asks.get()
    actions.hear_answer(viewer, match, said="yes")
    with pytest.raises(DomainError, match="いちばん新しいお返事から"):
        actions.take_back_answer(viewer, match, ask=away.pk)
    match.refresh_from_db()
    assert match.state == "agreed"


def test_request_by_a_slip_of_the_finger_is_taken_back(town: Town, coordinator: Client) -> None:
    need, helper = make_need(town), make_helper(town)
    coordinator.post(f"/matching/needs/{need.pk}/people/{helper.pk}/ask/")
    coordinator.post(f"/matching/{Match.objects.get().pk}/take-back/")
    need.refresh_from_db()
    assert (Match.objects.count(), Ask.objects.count(), need.state) == (0, 0, "received")
    assert str(helper.pk) in read(coordinator, f"/matching/needs/{need.pk}/")


@pytest.mark.parametrize(
    "change", [{"asked_on": LONG_AGO}, {"state": "agreed"}, {"state": "ended"}]
)
def test_request_of_another_day_or_with_an_answer_stays(coordinator: Client, match, change) -> None:
    Match.objects.update(**change)
    page = coordinator.post(f"/matching/{match.pk}/take-back/", follow=True).content.decode()
    assert ("取り消せるのは" in page, Match.objects.count()) == (True, 1)


def test_request_that_was_answered_by_a_call_back_stays(viewer, match) -> None:
    actions.hear_answer(viewer, match, said="thinks")
    with pytest.raises(DomainError, match="取り消せるのは"):
        actions.take_back_ask(viewer, match)


def test_thanks_are_taken_back(coordinator: Client, viewer, done_once) -> None:
    actions.thank(viewer, done_once, on=viewer.today)
    url = f"/matching/{done_once.pk}/thank/take-back/"
    assert "お礼の記録を取り消しました" in coordinator.post(url, follow=True).content.decode()
    done_once.refresh_from_db()
    assert (done_once.state, done_once.thanked_on) == ("done", None)
    assert "お礼の記録がありません" in coordinator.post(url, follow=True).content.decode()


def test_no_by_mistake_was_never_said(viewer, match) -> None:
    actions.hear_answer(viewer, match, said="no")
    actions.take_up_again(viewer, match)
    actions.hear_answer(viewer, match, said="yes")
    assert list(match.asks.values_list("said", flat=True)) == ["yes"]


def test_every_answer_can_be_undone_from_its_page(coordinator: Client, match) -> None:
    page = coordinator.post(f"/matching/{match.pk}/said/", {"said": "away"}, follow=True)
    told = page.content.decode()
    url = f"/matching/{match.pk}/answers/{match.asks.get().pk}/take-back/"
    assert url in told
    assert "もう一度聞いてみましょう" in told
    undone = coordinator.post(url, follow=True)
    assert "お返事を取り消しました" in undone.content.decode()
    again = coordinator.post(url, follow=True)
    assert "取り消せるお返事がありません" in again.content.decode()


def test_call_on_the_day_of_the_promise_is_to_be_made_again_today(
    coordinator, viewer, match
) -> None:
    match.need.answer_by = viewer.today
    match.need.save()
    page = coordinator.post(f"/matching/{match.pk}/said/", {"said": "away"}, follow=True)
    assert "今日のうちに、もう一度" in page.content.decode()


def test_day_that_has_passed_is_not_waited_for(coordinator: Client, match) -> None:
    url, candidates = match.get_absolute_url(), f"/matching/needs/{match.need_id}/"
    assert "お返事を待ちます" in read(coordinator, url)
    Match.objects.update(answer_by=timezone.localdate() - timedelta(days=1))
    assert "までのお返事が、まだです" in read(coordinator, url)
    assert "までのお返事が、まだです" in read(coordinator, candidates)


def test_after_a_call_without_an_answer_the_page_says_when_to_call_again(
    coordinator: Client, viewer, match
) -> None:
    actions.hear_answer(viewer, match, said="away")
    page = read(coordinator, match.get_absolute_url())
    assert ("に、もう一度聞きます。" in page, "までお返事を待ちます" in page) == (True, False)


@pytest.mark.parametrize("said", ["", "yes"])
def test_whoever_still_waits_for_a_need_that_ended_is_to_be_told(
    coordinator: Client, viewer, match, said
) -> None:
    if said:
        actions.hear_answer(viewer, match, said=said)
    needs.close(viewer, match.need, state="done", closing=None, words="")
    page = read(coordinator, match.get_absolute_url())
    assert ("伝えて、お手伝いを終える" in page, 'name="said"' in page) == (True, False)
    candidates = f"/matching/needs/{match.need_id}/"
    assert "終わったことを、まだ伝えていません" in read(coordinator, candidates)
    actions.end(viewer, match, apart=False)
    assert "終わったことを、まだ伝えていません" not in read(coordinator, candidates)


def test_consent_is_asked_for_before_anybody_is_called(town: Town, coordinator: Client) -> None:
    helper, need = make_helper(town, nickname="すすむさん"), make_need(town, consent="")
    page = read(coordinator, f"/matching/needs/{need.pk}/")
    script = f"/matching/needs/{need.pk}/people/{helper.pk}/"
    assert ("すすむさん" in page, script in page, f"/needs/{need.pk}/change/" in page) == (True, False, True)  # fmt: skip


def test_reasons_are_kept_in_one_language_whoever_asked(town: Town, viewer) -> None:
    with override("en"):
        match = actions.ask(viewer, make_need(town), make_helper(town).pk)
    assert "「できる」と話していました" in match.reasons


def test_time_is_in_common_only_where_one_was_asked_for(town: Town, coordinator: Client) -> None:
    make_helper(town, times=TUESDAY)
    timed, untimed = make_need(town, times=TUESDAY), make_need(town)
    pages = [read(coordinator, f"/matching/needs/{need.pk}/") for need in (timed, untimed)]
    assert ["火 午前6時〜7時が重なります" in page for page in pages] == [True, False]
    assert ["都合のよいのは火 午前6時〜7時" in page for page in pages] == [False, True]


@pytest.mark.parametrize(("days_ago", "is_offered"), [(0, True), (1, False)])
def test_visit_noted_today_can_be_taken_back_on_its_page(
    coordinator: Client, done_once, days_ago, is_offered
) -> None:
    Visit.objects.update(created_at=timezone.now() - timedelta(days=days_ago))
    url = f"/visits/{done_once.visits.get().pk}/take-back/"
    assert (url in read(coordinator, done_once.get_absolute_url())) == is_offered


def test_place_answers_in_words_of_a_place(town: Town, viewer, coordinator: Client) -> None:
    need, hall = make_need(town), AssetFactory(area=town.sakuradai, kind="place")
    match = actions.turn_to(viewer, need, kind="asset", target=hall.pk, reasons=["近い"])
    assert [label for _value, label in words.answers(match)][:2] == [
        "使えることになった", "確かめて折り返し",
    ]  # fmt: skip
    assert "たずねている" in read(coordinator, match.get_absolute_url())
    actions.hear_answer(viewer, match, said="yes")
    page = read(coordinator, match.get_absolute_url())
    assert ("使えることになった" in page, "引き受けてくださった" in page) == (True, False)
    assert Match.objects.get().get_state_said() == "使えることになった"
    assert Ask.objects.get().get_said_said() == "使えることになった"


def test_timetable_cannot_say_yes(town: Town, viewer, coordinator: Client) -> None:
    need, bus = make_need(town), AssetFactory(area=town.sakuradai, kind="info")
    bus.categories.set([need.category])
    page = read(coordinator, f"/matching/needs/{need.pk}/")
    assert (bus.name in page, f"turn-to/asset/{bus.pk}" in page) == (True, False)
    with pytest.raises(DomainError, match="お返事はもらえません"):
        actions.turn_to(viewer, need, kind="asset", target=bus.pk, reasons=[])


def test_organisation_that_is_asked_has_its_numbers_on_the_page(
    town: Town, viewer, coordinator: Client
) -> None:
    inside = {"contact_name": "窓口 花子", "contact_phone": "042-000-0002"}
    body = make_organisation(town, phone="042-000-0001", **inside)
    need = make_need(town)
    body.categories.set([need.category])
    match = actions.ask_organisation(viewer, need, body.pk)
    page = read(coordinator, match.get_absolute_url())
    assert [one for one in ("042-000-0001", "窓口 花子", "042-000-0002") if one not in page] == []


def test_script_tells_when_how_long_where_and_what_to_know(town: Town, coordinator: Client) -> None:
    helper = make_helper(town)
    need = make_need(town, times=TUESDAY, minutes=20, place_words="ごみ置き場まで")
    page = read(coordinator, f"/matching/needs/{need.pk}/people/{helper.pk}/")
    assert "毎週、火 午前6時〜7時、1回20分です。場所はごみ置き場までです。" in page


def test_other_promise_is_named_only_to_those_who_may_see_it(town: Town, viewer) -> None:
    helper, plan = make_helper(town), {"times": TUESDAY, "first_on": viewer.today}
    agreed = {"state": "agreed", "agreed_on": viewer.today}
    elsewhere = make_need(town, "ないしょの通院", employer=town.council)
    make_match(town, elsewhere, helper, **agreed, **plan)
    match = make_match(town, make_need(town), helper, **agreed)
    with pytest.raises(DomainError) as error:
        actions.arrange(viewer, match, companion="", **plan)
    assert "ないしょの通院" not in str(error.value)


@pytest.fixture
def done_once(town: Town, viewer) -> Match:
    need = make_need(town, "電球の交換", often="once", state="connected")
    match = make_match(town, need, make_helper(town), state="done", agreed_on=viewer.today)
    make_visit(match)
    return match


def test_what_has_happened_once_waits_for_its_end_and_proposes_nobody(
    viewer, coordinator: Client, done_once, town: Town
) -> None:
    other = make_helper(town, nickname="すすむさん")
    actions.end(viewer, done_once, apart=False)
    done_once.need.refresh_from_db()
    assert done_once.need.state == "connected"
    url = f"/matching/needs/{done_once.need_id}/"
    page, more = read(coordinator, url), read(coordinator, f"{url}?more")
    assert ("済みましたか" in page, str(other.pk) in page, str(other.pk) in more) == (True, False, True)  # fmt: skip
    assert "済みましたか" in read(coordinator, done_once.get_absolute_url())


def test_what_did_not_happen_after_all_is_looked_for_again(viewer, done_once) -> None:
    actions.end(viewer, done_once, apart=False)
    actions.take_back_visit(viewer, done_once.visits.get())
    done_once.need.refresh_from_db()
    assert done_once.need.state == "received"


def test_thanks_go_with_the_last_visit_that_is_taken_back(viewer, done_once) -> None:
    actions.thank(viewer, done_once, on=viewer.today)
    back = actions.take_back_visit(viewer, done_once.visits.get())
    done_once.need.refresh_from_db()
    assert (back.state, back.thanked_on, done_once.need.state) == ("agreed", None, "connected")


def test_what_happens_each_week_looks_for_the_next_one(viewer, done_once) -> None:
    done_once.need.often = "weekly"
    done_once.need.save()
    actions.end(viewer, done_once, apart=False)
    done_once.need.refresh_from_db()
    assert (done_once.need.state, queries.is_met(done_once.need)) == ("received", False)
