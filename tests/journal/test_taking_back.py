"""An entry taken back takes back what it alone did; what somebody has built upon since is let be, and said."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.assets import actions as assets
from sasaeai.assets.models import Check
from sasaeai.assets.models.freshness import Means
from sasaeai.audit.models import Entry as BookEntry
from sasaeai.journal import actions
from sasaeai.journal.deed import Answered, Besides, Deed, Heard
from sasaeai.journal.models import Entry, Sequel
from sasaeai.organisations import actions as organisations
from sasaeai.organisations.models import Approach, Tie
from sasaeai.visions.models import Step
from sasaeai.voices import actions as voices
from sasaeai.voices import rules as voice_rules
from sasaeai.voices.models import Voice, VoiceAnswer
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.journal import make_entry, make_story
from tests.factories.needs import make_issue, make_need
from tests.factories.organisations import make_approach, make_organisation
from tests.factories.visions import make_goal, make_vision
from tests.factories.voices import make_own_voice, make_voice
from tests.journal.test_refusals import unwritten
from tests.journal.ways import LOG, client_of, sent, viewer

pytestmark = pytest.mark.django_db
# Kept beside what people wrote: the record book, and who is signed in.
BESIDE = {"audit", "sessions", "accounts", "contenttypes", "auth"}
WHEN = {"updated_at"}


def state() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table but the record book, without when it was last touched."""
    tables = [
        one
        for one in apps.get_models(include_auto_created=True)
        if one._meta.app_label not in BESIDE
    ]
    return {
        table._meta.label: sorted(
            (
                {name: value for name, value in row.items() if name not in WHEN}
                for row in table._default_manager.values()
            ),
            key=repr,
        )
        for table in tables
    }


def take_back(town: Town, entry: Entry) -> str:
    """Take an entry back on its page; return what is said."""
    page = client_of(town).post(f"{entry.get_absolute_url()}take-back/", follow=True)
    return page.content.decode()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    heard=st.booleans(), things=st.sets(st.sampled_from(["asset", "activity"])), tied=st.booleans(),
    steps=st.integers(0, 2), answered=st.sampled_from(["", "first", "again", "own"]),
    approached=st.sampled_from(["", *Approach.State.values]), next_step=st.booleans(),
)  # fmt: skip
def test_entry_with_any_mix_of_effects_leaves_all_as_it_was(
    town: Town, heard, things, tied, steps, answered, approached, next_step
) -> None:
    mine, today = viewer(town), timezone.localdate()
    with transaction.atomic():
        ends = [make_organisation(town) for _ in range(2)]
        rows = {
            "asset": AssetFactory(area=town.sakuradai),
            "activity": ActivityFactory(area=town.sakuradai),
        }
        earlier = Check(on=today - timedelta(days=9), means=Means.PHONE, result="same")
        assets.check(mine, rows["asset"], earlier)
        promises = [make_entry(town, next_step="鍵を借りる") for _ in range(steps)]
        made = make_own_voice if answered == "own" else make_voice
        voice = made(town, follow_up_on=today, reply_to="090-0000-0000")
        if answered == "again":
            voices.answer(mine, voice, words="はじめ", on=today, calls_again=True)
        approach = make_approach(
            mine, ends[0], state=approached or Approach.State.PLANNED, next_on=today
        )
        entry = unwritten(
            town, words="話した", next_step="また行く" if next_step else "",
            next_on=today if next_step else None,
        )  # fmt: skip
        before = state()
        besides = Besides(
            heard=Heard("坂がつらい") if heard else None,
            unchanged=bool(things),
            tie_words="夏まつり" if tied else "",
            done=promises,
            approach=approach if approached else None,
            answered=Answered(voice, "電話した") if answered else None,
        )
        links = {
            "organisations": ends,
            "assets": [rows["asset"]] if "asset" in things else [],
            "activities": [rows["activity"]] if "activity" in things else [],
        }
        actions.log(mine, entry, Deed(links, besides))
        assert state() != before
        assert actions.take_back(mine, entry) == []
        after = state()
        transaction.set_rollback(True)
    assert after == before


def test_record_book_tells_all_of_it_in_one_entry(town: Town) -> None:
    voice = make_voice(town, follow_up_on=timezone.localdate())
    one, other = make_organisation(town, name="桜会"), make_organisation(town, name="柏会")
    said = sent(
        town, heard="坂がつらい", answered=voice.pk, words="話した", with_words="桜会、柏会",
        tie_words="夏まつり",
    )  # fmt: skip
    client_of(town).post(LOG, said)
    entry, kept = Entry.objects.get(), Voice.objects.get(words="坂がつらい")
    written = BookEntry.objects.count()
    page = take_back(town, entry)
    told = [*BookEntry.objects.order_by("id")[written:]]
    taken = [one for one in told if not one.verb.endswith("look")]
    assert [(one.verb, one.kind) for one in taken] == [("journal.take_back", "entry")]
    assert {str(row.pk) for row in (entry, kept, voice, one, other)} <= {*taken[0].subjects}
    assert "いっしょに残したことも、元に戻しました。" in page


BUILT = {
    "answered": lambda town, one: voices.answer(viewer(town), one, words="はい", on=one.heard_on),
    "withdrawn": lambda town, one: voices.withdraw(viewer(town), one),
    "sorted": lambda town, one: voices.categorise(viewer(town), one),
    "need": lambda town, one: make_need(town, voices=[one]),
    "issue": lambda town, one: make_issue(town).voices.add(one),
    "story": lambda town, one: make_story(town).voices.add(one),
    "entry": lambda town, one: make_entry(town, voices=[one]),
    "activity": lambda town, one: ActivityFactory(area=town.sakuradai).voices.add(one),
    "asset": lambda town, one: AssetFactory(area=town.sakuradai, source_voice=one),
    "step": lambda town, one: Step.objects.create(
        goal=make_goal(make_vision(town)), what="座れるようにする", voice=one
    ),
}


@pytest.mark.parametrize("built", BUILT)
def test_voice_that_somebody_built_upon_stays_and_that_is_said(town: Town, built: str) -> None:
    client_of(town).post(LOG, sent(town, heard="坂がつらい"))
    voice, entry = Voice.objects.get(), Entry.objects.get()
    BUILT[built](town, voice)
    assert "続きのあるもの（聴いた声）は、それぞれの画面に残してあります。" in take_back(
        town, entry
    )
    assert [*Voice.objects.all()] == [voice]
    assert not Entry.objects.filter(pk=entry.pk).exists()


def test_voice_of_somebody_else_or_of_another_day_is_nobodys_to_throw_away(town: Town) -> None:
    mine, own = make_voice(town), make_own_voice(town)
    old = make_voice(town)
    Voice.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=1))
    old.refresh_from_db()
    may = [voice_rules.may_take_back_hearing(viewer(town), one) for one in (mine, own, old)]
    assert may == [True, False, False]
    assert voices.take_back_hearing(viewer(town), old) is False


def test_answer_to_a_voice_taken_back_since_stays(town: Town) -> None:
    voice = make_voice(town, follow_up_on=timezone.localdate())
    client_of(town).post(LOG, sent(town, answered=voice.pk, words="電話した"))
    voices.withdraw(viewer(town), voice)
    assert "（声へのお返事）" in take_back(town, Entry.objects.get())
    assert VoiceAnswer.objects.count() == 1


def test_approach_that_went_on_since_stays_as_it_is(town: Town) -> None:
    mine = viewer(town)
    approach = make_approach(mine, make_organisation(town), next_on=timezone.localdate())
    client_of(town).post(LOG, sent(town, approach=approach.pk))
    approach.refresh_from_db()
    approach.state = Approach.State.TOGETHER
    organisations.change_approach(mine, approach, changed=["state"])
    assert "（働きかけ）" in take_back(town, Entry.objects.get())
    approach.refresh_from_db()
    assert approach.state == Approach.State.TOGETHER


def test_what_was_taken_away_meanwhile_is_no_matter(town: Town) -> None:
    make_organisation(town, name="桜会"), make_organisation(town, name="柏会")
    client_of(town).post(LOG, sent(town, with_words="桜会、柏会", tie_words="夏まつり"))
    organisations.untie(viewer(town), Tie.objects.get())
    said = take_back(town, Entry.objects.get())
    assert ("記録を取り消しました。" in said, "元に戻しました。" in said) == (True, False)
    assert (Entry.objects.count(), Sequel.objects.count()) == (0, 0)


@pytest.mark.parametrize("how", ["reopened", "rewritten"])
def test_step_that_goes_on_otherwise_is_let_be(town: Town, how: str) -> None:
    mine, step = viewer(town), make_entry(town, next_step="鍵を借りる")
    client_of(town).post(LOG, sent(town, done=[step.pk]))
    entry = Entry.objects.exclude(pk=step.pk).get()
    step.refresh_from_db()
    if how == "reopened":
        actions.unsettle(mine, step)
    else:
        step.next_step = "鍵を返す"
        actions.change(mine, step, Deed(), seen=step.updated_at, changed=["next_step"])
    actions.settle(mine, step)
    actions.take_back(mine, entry)
    step.refresh_from_db()
    assert step.next_done_on == timezone.localdate()


def test_step_that_was_done_before_stays_done(town: Town) -> None:
    today = timezone.localdate()
    step = make_entry(town, next_step="鍵を借りる", next_done_on=today)
    entry = actions.log(viewer(town), unwritten(town), Deed({}, Besides(done=[step])))
    actions.take_back(viewer(town), entry)
    step.refresh_from_db()
    assert step.next_done_on == today
