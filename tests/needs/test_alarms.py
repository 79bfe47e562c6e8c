"""Words after which nobody waits: whoever looks, and after they were taken back."""

import pytest

from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from sasaeai.needs import actions, queries, rules
from sasaeai.needs.models import Need
from sasaeai.vocabulary.models import Kind, Term
from sasaeai.voices import actions as voices
from tests.factories.areas import Town
from tests.factories.contacts import make_contact
from tests.factories.needs import make_need
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db


@pytest.fixture
def dying(town: Town) -> Term:
    return term(town.municipality, Kind.ALARM_WORD, "danger", label="死にたい", kana="しにたい")


def is_referred(town: Town, need: Need) -> bool:
    viewer = town.viewer(Role.COORDINATOR2)
    policy = queries.helped_by(viewer, need).policy
    return rules.is_referred(need, policy=policy, alarms=queries.alarms_of(need, viewer.today))


def test_word_beside_the_place_is_found_too(town: Town, dying: Term) -> None:
    need = make_need(town, place_words="死にたいと言う方の家")
    assert is_referred(town, need)


def test_word_of_a_voice_that_is_taken_back_stays_with_the_need(town: Town, dying: Term) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    voice = make_voice(town, "死にたい。ゴミも出せない")
    need = actions.take_up(viewer, unsaved(town), voice=voice)
    voices.withdraw(viewer, voice)
    assert (queries.alarms_of(need, viewer.today), is_referred(town, need)) == ([dying], True)


def test_reason_counts_for_what_it_was_given_for_alone(town: Town, dying: Term) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    medication = term(town.municipality, Kind.SUPPORT_CATEGORY, "medication", policy="refer")
    need = make_need(town, "声かけ", category=medication)
    actions.overrule(viewer, need, because="薬剤師と相談し、声かけだけ")
    assert not is_referred(town, need)

    need.what = "死にたいと言っている方の話し相手"
    actions.change(viewer, need, seen=need.updated_at, changed=["what"], has=(), avoids=())
    assert is_referred(town, need)


def test_reason_cannot_be_given_beforehand(town: Town) -> None:
    need = make_need(town)
    with pytest.raises(DomainError, match="わけを書かなくても"):
        actions.overrule(town.viewer(Role.COORDINATOR2), need, because="念のため書いておく")
    assert Need.objects.get().overruled_because == ""


def test_danger_stays_on_the_page_beside_the_reason(town: Town, dying: Term) -> None:
    viewer, need = town.viewer(Role.COORDINATOR2), make_need(town, "死にたい方の話し相手")
    make_contact(town, "こころの電話")
    actions.overrule(viewer, need, because="看護師と相談し、話し相手だけ")

    page = town.client(Role.COORDINATOR2).get(need.get_absolute_url()).content.decode()

    shown = ("死にたい", "看護師と相談し、話し相手だけ", "こころの電話", "頼めそうな人と場所を見る")
    assert [one for one in shown if one not in page] == []


def unsaved(town: Town) -> Need:
    made = make_need(town)
    made.delete()
    return Need(
        area=town.sakuradai, employer=town.centre, category=made.category, what="ゴミ出し",
        answer_by=made.answer_by, owner=made.owner,
    )  # fmt: skip


def test_word_is_told_to_the_body_that_took_it_up_alone(town: Town, dying: Term) -> None:
    make_contact(town)
    make_contact(town, "こころの電話", terms=[dying])
    need = make_need(town, voices=[make_voice(town, "死にたい。ゴミも出せない")])
    pages = [
        town.client(role).get(need.get_absolute_url()).content.decode()
        for role in (Role.COORDINATOR2, Role.COORDINATOR1)
    ]
    shown = ("死にたい", "こころの電話", "先に専門のところへ電話します")
    assert [[words in page for words in shown] for page in pages] == [
        [True, True, False],
        [False, False, True],
    ]
