"""Many activities at once: the rules of one, one entry in the record book."""

from datetime import UTC, date, datetime, time

import pytest

from sasaeai.activities import intake
from sasaeai.activities.models import (
    Activity,
    ActivityCheck,
    Opening,
    Organiser,
    Origin,
    Session,
    SignUp,
    Stage,
    Use,
)
from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.search.models import Text
from sasaeai.vocabulary.models import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.people import make_person, writer
from tests.factories.vocabulary import term

WEDNESDAYS = {"weekly": {"wed": [["10:00", "12:00"]]}}


@pytest.fixture
def actor(town: Town) -> Actor:
    return town.viewer(Role.OFFICER).actor


def salon(town: Town, name: str = "お茶の会", **facts: object) -> Activity:
    return Activity(area=town.sakuradai, name=name, **facts)


def test_many_are_added_with_one_entry_and_found(town: Town, actor: Actor) -> None:
    rows = intake.add_many(actor, [salon(town), salon(town, "体操の会")])

    assert Entry.objects.get(verb="activities.add_many").subjects == [str(row.pk) for row in rows]
    assert Text.objects.filter(kind="activity").count() == 2


def test_days_follow_the_times(town: Town, actor: Actor) -> None:
    (row,) = intake.add_many(actor, [salon(town, times=WEDNESDAYS)])
    assert Activity.objects.get().weekdays == "wed"
    row.times = {"weekly": {"fri": [["10:00", "12:00"]]}}

    intake.change_many(actor, [row], fields=["times"])

    assert Activity.objects.get().weekdays == "fri"


def test_check_stands_on_the_activity(town: Town, actor: Actor) -> None:
    row = salon(town)
    check = ActivityCheck(listed=row, on=date(2026, 5, 1), means="import", result="same")

    intake.add_many(actor, [row], checks=[check])

    assert Activity.objects.get().checked_on == date(2026, 5, 1)


def test_place_next_door_is_refused(town: Town, next_town: Town, actor: Actor) -> None:
    hall = Asset.objects.create(
        municipality=next_town.municipality, area=next_town.sakuradai, kind="place", name="会館"
    )

    with pytest.raises(DomainError, match="同じ市町村の地区・団体・場所"):
        intake.add_many(actor, [salon(town, place=hall)])


def test_stages_are_noted_under_one_entry(town: Town, actor: Actor) -> None:
    row = ActivityFactory(area=town.sakuradai)
    begun = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
    stage = Stage(
        activity=row, state="active", on=begun.date(), noted_by=writer(town), created_at=begun
    )

    intake.grow_many(actor, [stage])

    assert row.stages.get().created_at == begun
    entry = Entry.objects.get(verb="activities.change_many")
    assert (entry.subjects, entry.fields) == ([str(row.pk)], ["state"])


def test_stages_of_activities_next_door_are_refused(
    town: Town, next_town: Town, actor: Actor
) -> None:
    row = ActivityFactory(area=next_town.sakuradai)
    stage = Stage(activity=row, state="active", on=date(2026, 4, 1), noted_by=writer(town))

    with pytest.raises(DomainError, match="同じ市町村の活動"):
        intake.grow_many(actor, [stage])

    assert Stage.objects.count() == 0


def one_date(town: Town) -> Session:
    return Session(
        activity=ActivityFactory(area=town.sakuradai), on=date(2026, 5, 1), starts=time(10),
        ends=time(12), capacity=2, set_by=writer(town),
    )  # fmt: skip


def test_dates_that_are_over_come_with_who_signed_up(town: Town, actor: Actor) -> None:
    session = one_date(town)
    came, waited = SignUp(session=session, called="キヨさん", people=2), SignUp(
        session=session, called="ツネさん", state="waits"
    )  # fmt: skip

    intake.set_many(actor, [session], signups=[came, waited])

    kept = list(Session.objects.get().signups.all())
    assert {one.called for one in kept} == {"キヨさん", "ツネさん"}
    assert {one.municipality for one in kept} == {town.municipality}
    assert len({one.number for one in kept} - {""}) == 2
    assert Entry.objects.get(verb="activities.change_many").fields == ["sessions"]


def test_openings_of_our_activities_alone_are_taken_in(
    town: Town, next_town: Town, actor: Actor
) -> None:
    here = ActivityFactory(area=town.sakuradai)
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, "salon")
    told = {"what": "お茶をいれる", "category": category, "offered_by": writer(town)}
    there = Opening(activity=ActivityFactory(area=next_town.sakuradai), **told)

    intake.offer_many(actor, [Opening(activity=here, **told)])
    with pytest.raises(DomainError, match="同じ市町村の活動"):
        intake.offer_many(actor, [there])

    assert [one.activity for one in Opening.objects.all()] == [here]


def test_more_than_may_come_are_refused(town: Town, actor: Actor) -> None:
    session = one_date(town)

    with pytest.raises(DomainError, match="入れる人数まで"):
        intake.set_many(
            actor, [session], signups=[SignUp(session=session, called="キヨさん", people=3)]
        )

    assert Session.objects.count() == 0


def test_who_runs_many_and_what_they_use_is_noted_at_once(town: Town, actor: Actor) -> None:
    (row,) = intake.add_many(actor, [salon(town)])
    hall = AssetFactory(municipality=town.municipality, area=town.sakuradai)
    by = make_person(town)

    made = intake.root_many(
        actor,
        organisers=[Organiser(activity=row, person=by, part="お茶の係")],
        uses=[Use(activity=row, asset=hall, terms="帰りに掃く")],
    )

    assert (made, row.organisers.get().person, row.uses.get().asset) == (2, by, hall)


def test_origin_next_door_is_refused(town: Town, next_town: Town, actor: Actor) -> None:
    (row,) = intake.add_many(actor, [salon(town)])
    there = AssetFactory(municipality=next_town.municipality, area=next_town.sakuradai)
    origin = Origin(activity=row, asset=there, on=date(2026, 5, 1), noted_by=writer(town))

    with pytest.raises(DomainError, match="同じ市町村"):
        intake.root_many(actor, origins=[origin])
