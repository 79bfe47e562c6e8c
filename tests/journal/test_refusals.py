"""What the journal's actions refuse by themselves, whatever a form has let through."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import resident
from sasaeai.base.errors import DomainError
from sasaeai.journal import actions
from sasaeai.journal.deed import Besides, Deed
from sasaeai.journal.models import Entry
from sasaeai.organisations.models import Approach
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.journal import make_entry
from tests.factories.organisations import make_approach, make_organisation
from tests.factories.vocabulary import term
from tests.journal.ways import viewer

pytestmark = pytest.mark.django_db


def unwritten(town: Town, **values: object) -> Entry:
    means = term(town.municipality, Kind.CONTACT_MEANS, "visit")
    usual = {"area": town.sakuradai, "employer": town.centre, "on": timezone.localdate()}
    return Entry(means=means, **usual | values)


def test_entry_of_an_area_or_a_day_that_is_not_the_writers_is_refused(town: Town) -> None:
    with pytest.raises(DomainError, match="受け持ちの地区"):
        actions.log(viewer(town), unwritten(town, area=town.aoume), Deed())
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(DomainError, match="これからの日です"):
        actions.log(viewer(town), unwritten(town, on=tomorrow), Deed())
    assert Entry.objects.count() == 0


def test_what_the_database_refuses_otherwise_is_no_second_arrival(town: Town) -> None:
    with pytest.raises(IntegrityError):
        actions.log(viewer(town), unwritten(town, next_on=timezone.localdate()), Deed())


def test_nobody_writes_without_having_signed_in(town: Town) -> None:
    with pytest.raises(DomainError, match="サインインして"):
        actions.log(resident(town.municipality.pk), unwritten(town), Deed())


def test_asset_outside_the_writers_area_is_not_made_sure_of(town: Town) -> None:
    away = AssetFactory(area=town.aoume, name="青梅集会所")
    deed = Deed({"assets": [away]}, Besides(unchanged=True))
    with pytest.raises(DomainError, match="「青梅集会所」は、受け持ちの地区"):
        actions.log(viewer(town), unwritten(town), deed)
    assert Entry.objects.count() == 0


def test_tie_is_of_two(town: Town) -> None:
    with pytest.raises(DomainError, match="ちょうど二つ"):
        actions.log(viewer(town), unwritten(town), Deed({}, Besides(tie_words="夏まつり")))


def test_approach_of_somebody_else_is_not_carried_on(town: Town) -> None:
    other = town.viewer(Role.COORDINATOR1)
    approach = make_approach(other, make_organisation(town, area=town.aoume))
    with pytest.raises(DomainError, match="ほかの方が続けています"):
        actions.log(viewer(town), unwritten(town), Deed({}, Besides(approach=approach)))


def test_approach_that_goes_on_keeps_its_state(town: Town) -> None:
    mine = viewer(town)
    approach = make_approach(mine, make_organisation(town), state=Approach.State.THINKING)
    day = timezone.localdate() + timedelta(days=7)
    entry = unwritten(town, next_step="もう一度うかがう", next_on=day)
    actions.log(mine, entry, Deed({}, Besides(approach=approach)))
    approach.refresh_from_db()
    assert (approach.state, approach.next_on) == (Approach.State.THINKING, day)


def test_next_step_that_was_taken_stays_so_when_the_words_are_put_right(town: Town) -> None:
    today = timezone.localdate()
    entry = make_entry(town, next_step="鍵を借りる", next_on=today, next_done_on=today)
    entry.words = "鍵の話をした"
    actions.change(viewer(town), entry, Deed(), seen=entry.updated_at, changed=["words"])
    entry.refresh_from_db()
    assert (entry.words, entry.next_done_on) == ("鍵の話をした", today)
