"""Pictures: put into words edition by edition, taken from the town's, and who looks the same way."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.visions import actions, queries
from sasaeai.visions.models import Agreement, Edition, Vision
from sasaeai.visions.vision_form import AgreementForm, EditionForm
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.visions import THEN, make_agreement, make_edition, make_goal, make_vision
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


def words(today: date, **values) -> Edition:
    return Edition(**{"words": "声をかければ誰かがいる", "made_on": today} | values)


def begin(town: Town, viewer: Viewer, *, area=None, **values) -> Vision:
    vision = Vision(area=area or town.sakuradai, then_on=THEN)
    return actions.begin(viewer, vision, words(viewer.today, **values))


def of_today(row) -> None:
    type(row).objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=2))


def test_first_words_are_the_first_edition(town: Town, viewer: Viewer) -> None:
    residents = term(town.municipality, Kind.COUNTERPART, "resident")
    vision = Vision(area=town.sakuradai, then_on=THEN)
    actions.begin(viewer, vision, words(viewer.today), made_with=[residents])
    edition = vision.editions.get()
    assert (edition.number, edition.written_by_id, [*edition.made_with.all()]) == (
        1, viewer.user, [residents],
    )  # fmt: skip


def test_area_has_one_picture(town: Town, viewer: Viewer) -> None:
    begin(town, viewer)
    with pytest.raises(DomainError, match="もう描いてあります"):
        begin(town, viewer)
    assert Vision.objects.count() == 1


def test_picture_of_an_area_elsewhere_is_not_the_viewers(town: Town, viewer: Viewer) -> None:
    with pytest.raises(DomainError, match="受け持ちの地区"):
        begin(town, viewer, area=town.aoume)


def test_picture_is_never_of_tomorrow(town: Town, viewer: Viewer) -> None:
    with pytest.raises(DomainError, match="これからの日"):
        begin(town, viewer, made_on=viewer.today + timedelta(days=1))


def test_new_edition_counts_on_and_the_old_words_stay(town: Town, viewer: Viewer) -> None:
    vision = begin(town, viewer)
    second = words(viewer.today, vision=vision, words="坂の上でも", why_changed="声が増えた")
    actions.write_edition(viewer, second)
    told = [(one.number, one.words) for one in queries.editions(viewer, vision)]
    assert told == [(2, "坂の上でも"), (1, "声をかければ誰かがいる")]


def test_new_edition_asks_openly_whose_words_it_holds(town: Town, viewer: Viewer) -> None:
    new = Edition(vision=make_vision(town))
    forms = [EditionForm(sent, instance=new, viewer=viewer) for sent in (None, {})]
    assert [[*form.grouped()][1]["open"] for form in forms] == [True, True]


def test_edition_is_taken_from_an_area_above(town: Town, viewer: Viewer) -> None:
    of_town = make_vision(town, area=town.root).editions.get()
    vision = begin(town, viewer, taken_from=of_town)
    assert vision.editions.get().taken_from == of_town
    beside = make_vision(town, area=town.kashiwagi).editions.get()
    with pytest.raises(DomainError, match="上の地区の版"):
        actions.write_edition(viewer, words(viewer.today, vision=vision, taken_from=beside))
    assert [*queries.editions_above(viewer, town.sakuradai)] == [of_town]
    assert [*queries.editions_above(viewer, None)] == [of_town]


def test_others_picture_is_not_put_into_words(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town, area=town.aoume)
    with pytest.raises(DomainError, match="受け持ちの地区"):
        actions.write_edition(viewer, words(viewer.today, vision=vision))


def test_first_words_taken_back_take_the_picture_along(town: Town, viewer: Viewer) -> None:
    vision = begin(town, viewer)
    assert actions.take_back_edition(viewer, vision.editions.get()) is None
    assert Vision.objects.count() == 0


def test_later_words_taken_back_leave_those_before(town: Town, viewer: Viewer) -> None:
    vision = begin(town, viewer)
    second = actions.write_edition(viewer, words(viewer.today, vision=vision))
    assert actions.take_back_edition(viewer, second) == vision
    assert vision.editions.get().number == 1


def test_only_the_newest_words_of_today_are_taken_back(town: Town, viewer: Viewer) -> None:
    vision = begin(town, viewer)
    first = vision.editions.get()
    second = actions.write_edition(viewer, words(viewer.today, vision=vision))
    with pytest.raises(DomainError, match="今日書いた最後の版"):
        actions.take_back_edition(viewer, first)
    of_today(second)
    with pytest.raises(DomainError, match="今日書いた最後の版"):
        actions.take_back_edition(viewer, Edition.objects.get(pk=second.pk))


def test_words_others_agreed_to_are_not_taken_back(town: Town, viewer: Viewer) -> None:
    edition = begin(town, viewer).editions.get()
    make_agreement(town, edition)
    with pytest.raises(DomainError, match="今日書いた最後の版"):
        actions.take_back_edition(viewer, edition)


def test_words_with_goals_are_not_taken_back(town: Town, viewer: Viewer) -> None:
    vision = begin(town, viewer)
    make_goal(vision)
    with pytest.raises(DomainError, match="もう目標が書いてあります"):
        actions.take_back_edition(viewer, vision.editions.get())


def test_day_when_it_is_to_be_so_is_put_right(town: Town, viewer: Viewer) -> None:
    vision = begin(town, viewer)
    vision.then_on = date(2040, 3, 31)
    seen = vision.updated_at
    actions.set_then(viewer, vision, seen=seen)
    with pytest.raises(DomainError, match="ほかの人が直しています"):
        actions.set_then(viewer, vision, seen=seen)
    assert Vision.objects.get().then_on == date(2040, 3, 31)


def test_group_stands_as_it_said_last_and_the_unasked_come_last(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    edition = vision.editions.get()
    make_agreement(town, edition, "minsei", stand="not_yet", on=date(2026, 5, 1))
    last = make_agreement(town, edition, "minsei", stand="with", on=date(2026, 6, 1))
    shakyo = term(town.municipality, Kind.COUNTERPART, "shakyo")
    found = queries.stands(viewer, vision)
    (minsei,) = [one for one in found if one.group == last.group]
    assert (minsei.last, len(minsei.before)) == (last, 1)
    assert [one.last for one in found if one.group == shakyo] == [None]
    assert found[-1].last is None


def test_group_that_is_asked_no_more_still_shows_what_it_said(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    said = make_agreement(town, vision.editions.get(), "old_group")
    type(said.group).objects.filter(pk=said.group_id).update(until=date(2026, 1, 1))
    assert [one.last for one in queries.stands(viewer, vision) if one.last] == [said]


def test_agreement_is_noted_and_taken_back_on_the_day(town: Town, viewer: Viewer) -> None:
    edition = make_vision(town).editions.get()
    group = term(town.municipality, Kind.COUNTERPART, "resident")
    noted = actions.note_agreement(
        viewer, Agreement(edition=edition, group=group, on=viewer.today, words="これがいい")
    )
    assert noted.noted_by_id == viewer.user
    actions.take_back_agreement(viewer, noted)
    assert Agreement.objects.count() == 0


def test_agreement_of_tomorrow_or_elsewhere_is_refused(town: Town, viewer: Viewer) -> None:
    edition = make_vision(town).editions.get()
    group = term(town.municipality, Kind.COUNTERPART, "resident")
    tomorrow = viewer.today + timedelta(days=1)
    with pytest.raises(DomainError, match="これからの日"):
        actions.note_agreement(viewer, Agreement(edition=edition, group=group, on=tomorrow))
    elsewhere = make_vision(town, area=town.aoume).editions.get()
    with pytest.raises(DomainError, match="受け持ちの地区"):
        actions.note_agreement(viewer, Agreement(edition=elsewhere, group=group, on=viewer.today))


def test_agreement_of_another_day_stays(town: Town, viewer: Viewer) -> None:
    noted = make_agreement(town, make_edition(town, make_vision(town), number=2))
    of_today(noted)
    with pytest.raises(DomainError, match="今日書いたものだけ"):
        actions.take_back_agreement(viewer, Agreement.objects.get())


def test_nobody_agrees_by_default(town: Town, viewer: Viewer) -> None:
    group = term(town.municipality, Kind.COUNTERPART, "minsei")
    assert not AgreementForm(viewer=viewer)["stand"].value()
    sent = {"group": group.pk, "on": viewer.today.isoformat(), "words": "下の声も"}
    assert [*AgreementForm(sent, viewer=viewer).errors] == ["stand"]
