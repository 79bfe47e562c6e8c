"""What the room itself refuses and writes into the record book, whatever page asks."""

from datetime import timedelta

import pytest

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import actions, queries
from sasaeai.voices.models import Voice
from tests.factories.areas import Town
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db


def test_changed_words_are_kept_found_and_recorded(town: Town) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_voice(town, "はじめの言葉")
    shopping = term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping")
    voice.words = "直した言葉"
    actions.change(
        viewer, voice, seen=voice.updated_at, changed=["words", "categories"], categories=[shopping]
    )
    found = queries.narrowed(queries.visible_to(viewer), viewer=viewer, words="直した")
    assert [(one.words, [*one.categories.all()]) for one in found] == [("直した言葉", [shopping])]
    entry = Entry.objects.get(verb="voices.change")
    assert (entry.subjects, entry.fields) == ([str(voice.pk)], ["categories", "words"])


def test_categories_stay_where_none_are_named(town: Town) -> None:
    voice = make_voice(town)
    shopping = term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping")
    voice.categories.set([shopping])
    actions.change(town.viewer(Role.COORDINATOR2), voice, seen=voice.updated_at, changed=["words"])
    assert [*voice.categories.all()] == [shopping]


def test_nobody_hears_outside_of_their_own_areas(town: Town) -> None:
    voice = make_voice(town)
    voice.area = town.aoume
    with pytest.raises(DomainError, match="受け持ち"):
        actions.change(
            town.viewer(Role.COORDINATOR2), voice, seen=voice.updated_at, changed=["area"]
        )
    voice.refresh_from_db()
    assert voice.area == town.sakuradai


def test_nothing_was_answered_tomorrow(town: Town) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_voice(town)
    with pytest.raises(DomainError, match="今日か、それより前"):
        actions.answer(viewer, voice, words="電話した", on=viewer.today + timedelta(days=1))
    voice.refresh_from_db()
    assert voice.answered_on is None


@pytest.mark.parametrize("is_missing", [True, False])
def test_nobody_writes_over_what_another_changed_meanwhile(town: Town, *, is_missing: bool) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_voice(town, "はじめの言葉")
    opened, voice.called = Voice.objects.get(), "田の神さん"
    actions.change(viewer, voice, seen=voice.updated_at, changed=["called"])
    opened.words = "直した言葉"
    seen = None if is_missing else opened.updated_at
    with pytest.raises(DomainError, match="声が直されています"):
        actions.change(viewer, opened, seen=seen, changed=["words"])
    voice.refresh_from_db()
    assert (voice.words, voice.called) == ("はじめの言葉", "田の神さん")
    assert Entry.objects.filter(verb="voices.change").count() == 1
