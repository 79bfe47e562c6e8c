"""Needs: who reads and changes them, alarm words, handing on, closing."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import resident
from sasaeai.areas.visibility import STAFF
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.needs import actions, queries, rules
from sasaeai.needs.models import Need, Referral
from sasaeai.people.models import Person
from sasaeai.vocabulary.models import Kind, Policy
from sasaeai.voices import actions as voice_actions
from tests.factories.areas import Town
from tests.factories.contacts import make_contact
from tests.factories.needs import make_need
from tests.factories.people import make_person
from tests.factories.vocabulary import ending, term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
UNSAVED = {"what": "電球の取り替え"}


def told(viewer) -> set[str]:
    return set(queries.visible_to(viewer).values_list("what", flat=True))


def new_need(town: Town, **values) -> Need:
    viewer = town.viewer(Role.COORDINATOR2)
    usual = {
        "area": town.sakuradai,
        "employer": town.centre,
        "category": term(town.municipality, Kind.SUPPORT_CATEGORY, "minor_repair"),
        "answer_by": viewer.today + timedelta(days=7),
    }
    return Need(**UNSAVED, **usual | values)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["sakuradai", "aoume", "root"]),
            st.sampled_from(["city", "council", "centre"]),
            st.booleans(),
        ),
        max_size=5,
    ),
    st.sampled_from(list(STAFF)),
)
def test_the_query_says_what_the_rule_says_of_each(town: Town, taken_up, role: Role) -> None:
    Need.objects.all().delete()
    viewer = town.viewer(role)
    (post,) = viewer.posts
    expected = set()
    for number, (area, employer, agreed) in enumerate(taken_up):
        need = make_need(
            town, f"ニーズ{number}", area=getattr(town, area), employer=getattr(town, employer),
            consent=Need.Consent.ORAL if agreed else "",
        )  # fmt: skip
        if need.area.path.startswith(post.path) and (need.employer_id == post.employer or agreed):
            expected.add(need.what)
    assert told(viewer) == expected


def test_council_those_who_only_look_and_residents_read_none(town: Town) -> None:
    make_need(town)
    viewers = [town.viewer(Role.COUNCIL_MEMBER), town.viewer(Role.VIEWER)]
    assert [told(one) for one in (*viewers, resident(town.municipality.pk))] == [set()] * 3


def test_need_tells_its_voice_where_it_went(town: Town) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_voice(town)
    need = actions.take_up(viewer, new_need(town), voice=voice)
    voice.refresh_from_db()
    assert (voice.destination, voice.destination_url) == ("need", need.get_absolute_url())
    assert (need.owner_id, [*need.voices.all()]) == (viewer.user, [voice])
    assert Entry.objects.get(verb="needs.take_up").subjects == [str(need.pk)]


def test_need_without_a_voice_is_taken_up_too(town: Town) -> None:
    need = actions.take_up(town.viewer(Role.COORDINATOR2), new_need(town))
    assert not need.voices.exists()


def test_nobody_takes_up_needs_of_areas_that_are_not_theirs(town: Town) -> None:
    with pytest.raises(DomainError, match="受け持ち"):
        actions.take_up(town.viewer(Role.COORDINATOR2), new_need(town, area=town.aoume))


def test_nobody_who_is_not_signed_in_takes_anything_up(town: Town) -> None:
    with pytest.raises(DomainError, match="サインイン"):
        actions.take_up(resident(town.municipality.pk), new_need(town))


def test_changed_need_keeps_its_traits_and_is_recorded(town: Town) -> None:
    viewer, need = town.viewer(Role.COORDINATOR2), make_need(town)
    dog = term(town.municipality, Kind.TRAIT, "dog")
    need.what = "週1回のゴミ出し"
    actions.change(viewer, need, seen=need.updated_at, changed=["what"], has=[dog], avoids=[])
    need.refresh_from_db()
    assert (need.what, [*need.has.all()]) == ("週1回のゴミ出し", [dog])
    assert Entry.objects.get(verb="needs.change").fields == ["what"]


def test_closed_need_is_left_as_it_is(town: Town) -> None:
    viewer, need = town.viewer(Role.COORDINATOR2), make_need(town)
    need = actions.close(viewer, need, state=Need.State.DONE, closing=None, words="")
    for trying in (
        lambda: actions.change(viewer, need, seen=need.updated_at, changed=[], has=[], avoids=[]),
        lambda: actions.overrule(viewer, need, because="看護師と相談した"),
        lambda: actions.set_state(viewer, need, Need.State.ARRANGING),
        lambda: actions.close(viewer, need, state=Need.State.DONE, closing=None, words=""),
        lambda: actions.hand_over(viewer, need, owner=viewer.user, answer_by=viewer.today),
    ):
        with pytest.raises(DomainError, match="終わっています"):
            trying()
    actions.reopen(viewer, need)
    need.refresh_from_db()
    assert (need.state, need.closed_on) == (Need.State.RECEIVED, None)


def test_what_cannot_be_met_is_closed_with_words_for_whoever_asked(town: Town) -> None:
    viewer, need = town.viewer(Role.COORDINATOR2), make_need(town)
    nobody = ending(town.municipality, "no_helper", of="let_go")
    with pytest.raises(DomainError, match="ご本人が読む言葉"):
        actions.close(viewer, need, state=Need.State.LET_GO, closing=nobody, words=" ")
    closed = actions.close(
        viewer, need, state=Need.State.LET_GO, closing=nobody, words="いまはお一人も見つからず…"
    )
    assert (closed.closed_on, closed.closing) == (viewer.today, nobody)


def test_need_is_handed_over_with_a_day_to_come(town: Town) -> None:
    viewer, need = town.viewer(Role.COORDINATOR2), make_need(town)
    yesterday = viewer.today - timedelta(days=1)
    with pytest.raises(DomainError, match="これからの日"):
        actions.hand_over(viewer, need, owner=need.owner_id, answer_by=yesterday)
    other = town.viewer(Role.COORDINATOR2).user
    actions.hand_over(viewer, need, owner=other, answer_by=viewer.today)
    need.refresh_from_db()
    assert (need.owner_id, need.answer_by) == (other, viewer.today)


def test_category_to_refer_is_for_professionals_until_overruled(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    medication = term(town.municipality, Kind.SUPPORT_CATEGORY, "medication", policy="refer")
    need = make_need(town, category=medication)
    policy = queries.helped_by(viewer, need).policy
    assert rules.is_referred(need, policy=policy, alarms=[])
    actions.overrule(viewer, need, because="薬剤師と相談し、声かけだけ")
    assert not rules.is_referred(need, policy=policy, alarms=[])


def test_alarm_word_in_a_voice_or_in_the_need_is_heard(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    abuse = term(town.municipality, Kind.ALARM_WORD, "abuse_beaten", label="殴られ")
    need = make_need(town, voices=[make_voice(town, "息子に殴られるんです")])
    assert queries.alarms_of(need, viewer.today) == [abuse]
    assert rules.is_referred(need, policy=Policy.ALLOW, alarms=[abuse])
    quiet = make_need(town, "庭の草取り")
    assert queries.alarms_of(quiet, viewer.today) == []


def test_referral_says_to_whom_and_not_tomorrow(town: Town) -> None:
    viewer, need = town.viewer(Role.COORDINATOR2), make_need(town)
    tomorrow = viewer.today + timedelta(days=1)
    for referral, sentence in (
        (Referral(need=need, on=viewer.today), "どこへつないだか"),
        (Referral(need=need, to_words="市役所", on=tomorrow), "今日か、それより前"),
    ):
        with pytest.raises(DomainError, match=sentence):
            actions.refer(viewer, referral)
    kept = actions.refer(
        viewer, Referral(need=need, contact=make_contact(town, "包括"), on=viewer.today)
    )
    assert [str(one) for one in queries.referrals(need)] == ["包括"]
    actions.take_back_referral(viewer, kept)
    assert not queries.referrals(need).exists()


def test_unmet_ones_are_those_that_nobody_answers_yet(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    unresolved = term(town.municipality, Kind.COPING, "unresolved")
    unmet = make_need(town, "困っている", coping=unresolved)
    make_need(town, "何とかしている")
    closed = make_need(town, "終わった", coping=unresolved)
    actions.close(viewer, closed, state=Need.State.DONE, closing=None, words="")
    found = queries.narrowed(queries.visible_to(viewer), viewer=viewer, waits="unmet")
    assert [*found] == [unmet]


def test_whoever_asks_is_asked_once_what_they_might_give(town: Town) -> None:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    need = make_need(town, person=person)
    assert queries.may_ask_to_give(viewer, need)
    Person.objects.update(asked_to_give_on=viewer.today)
    need.refresh_from_db()
    assert not queries.may_ask_to_give(viewer, need)
    assert not queries.may_ask_to_give(viewer, make_need(town, "だれのことか聞いていない"))


def test_due_are_the_own_ones_of_this_week(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    mine = {"owner_id": viewer.user}
    for days in (-1, 7, 8):
        make_need(town, f"{days}日", answer_by=viewer.today + timedelta(days=days), **mine)
    make_need(town, "つながった", answer_by=viewer.today, state="connected", **mine)
    make_need(town, "ほかの人の", answer_by=viewer.today)
    assert [one.what for one in queries.due(viewer)] == ["-1日", "7日"]


def test_words_of_the_end_answer_the_voices_it_came_from(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    first, other = make_voice(town, "一"), make_voice(town, "二", employer=town.council)
    need = make_need(town, voices=[first, other])
    words = "火曜の朝、ご近所の方が来てくださいます"
    actions.close(viewer, need, state=Need.State.DONE, closing=None, words=words, tells=True)
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.answers.get().words, first.answered_on, other.answered_on) == (
        words,
        viewer.today,
        None,
    )


def test_withdrawn_words_are_gone_from_the_need_too(town: Town) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_voice(town, "柿の木の声")
    need = make_need(town, voices=[voice])
    page = town.client(Role.COORDINATOR2)
    assert "柿の木の声" in page.get(need.get_absolute_url()).content.decode()
    voice_actions.withdraw(viewer, voice)
    assert "柿の木の声" not in page.get(need.get_absolute_url()).content.decode()
    assert "柿の木の声" not in page.get(f"{need.get_absolute_url()}change/").content.decode()


def test_reopening_what_is_open_changes_nothing(town: Town) -> None:
    viewer, need = town.viewer(Role.COORDINATOR2), make_need(town, state=Need.State.CONNECTED)
    assert actions.reopen(viewer, need).state == Need.State.CONNECTED
    assert not Entry.objects.filter(verb="needs.reopen").exists()
