"""Changing the town through its actions: levels, employers, areas, postings."""

from datetime import date, timedelta

import pytest

from sasaeai.accounts import actions as accounts
from sasaeai.areas import actions, queries
from sasaeai.areas.models import Area, Employer, Posting, Role
from sasaeai.audit.actor import MACHINE
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from tests.factories.areas import Town

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[139.5, 35.6], [139.6, 35.6], [139.6, 35.7], [139.5, 35.7], [139.5, 35.6]]],
}


def newest() -> tuple[str, list[str]]:
    entry = Entry.objects.order_by("-id")[0]
    return entry.verb, entry.fields


def test_levels_take_the_towns_own_names_and_fall_back_when_emptied(town: Town) -> None:
    officer = town.viewer(Role.OFFICER)
    actions.name_levels(officer, {"district": "小学校区", "town": ""})

    names = queries.level_names(town.municipality.pk)

    assert (names["district"], names["town"]) == ("小学校区", "町丁・字")


def test_renamed_town_is_renamed_at_the_door(town: Town) -> None:
    town.municipality.name = "ささえ新市"
    actions.change_municipality(town.viewer(Role.OFFICER), town.municipality, changed=["name"])

    assert town.user(Role.OFFICER).realm.name == "ささえ新市"


def test_employer_added_and_changed_is_recorded(town: Town) -> None:
    officer = town.viewer(Role.OFFICER)
    employer = actions.add_employer(
        officer, Employer(municipality=town.municipality, name="かわせみ会")
    )
    employer.name = "社会福祉法人 かわせみ会"
    actions.change_employer(officer, employer, changed=["name"])

    assert newest() == ("areas.change_employer", ["name"])


def test_changed_boundary_moves_the_frame_and_keeps_the_chosen_point(town: Town) -> None:
    area = town.sakuradai
    area.boundary, area.longitude, area.latitude = SQUARE, 139.51, 35.61
    actions.change_area(MACHINE, area, changed=["boundary"])

    area.refresh_from_db()
    assert (area.west, area.south, area.east, area.north) == (139.5, 35.6, 139.6, 35.7)
    assert (area.longitude, area.latitude) == (139.51, 35.61)


def test_many_areas_are_one_entry(town: Town) -> None:
    before = Entry.objects.count()
    made = actions.add_areas(
        MACHINE, [Area(parent=town.west, level="district", name=name) for name in ("谷戸", "川端")]
    )

    assert [area.path.startswith(town.west.path) for area in made] == [True, True]
    assert Entry.objects.count() == before + 1


def test_area_without_a_parent_is_refused(town: Town) -> None:
    with pytest.raises(DomainError, match="どの区域の下"):
        actions.add_area(MACHINE, Area(level="district", name="谷戸"))


def test_posting_ends_on_its_last_day_and_not_before_its_first(town: Town) -> None:
    officer = town.viewer(Role.OFFICER)
    posting = Posting.objects.get(user=town.user(Role.VIEWER, since=date(2026, 4, 1)))

    with pytest.raises(DomainError, match="後にして"):
        actions.end_posting(officer, posting, until=date(2026, 3, 31))
    actions.end_posting(officer, posting, until=date(2026, 4, 1) + timedelta(days=30))

    posting.refresh_from_db()
    assert posting.until == date(2026, 5, 1)


def test_posting_that_is_over_is_not_given_another_last_day(town: Town) -> None:
    officer = town.viewer(Role.OFFICER)
    over = {"since": date(2026, 4, 1), "until": date(2026, 5, 1)}
    posting = Posting.objects.get(user=town.user(Role.VIEWER, **over))

    with pytest.raises(DomainError, match="新しく配置して"):
        actions.end_posting(officer, posting, until=officer.today)

    posting.refresh_from_db()
    assert posting.until == date(2026, 5, 1)


def test_last_officer_stays_until_another_is_posted(town: Town) -> None:
    officer = town.viewer(Role.OFFICER)
    last = Posting.objects.get(user=officer.user)

    with pytest.raises(DomainError, match="先に、ほかの方を市町村担当に"):
        actions.end_posting(officer, last, until=officer.today)
    town.user(Role.OFFICER, since=officer.today)
    actions.end_posting(officer, last, until=officer.today)

    last.refresh_from_db()
    assert last.until == officer.today


@pytest.mark.parametrize("other", [{"until": "today"}, {"closed": True}])
def test_officer_who_leaves_as_well_keeps_no_town(town: Town, other: dict[str, object]) -> None:
    officer = town.viewer(Role.OFFICER)
    last = Posting.objects.get(user=officer.user)
    second = town.user(Role.OFFICER, until=officer.today if "until" in other else None)
    if "closed" in other:
        accounts.close_account(MACHINE, second)

    with pytest.raises(DomainError, match="先に、ほかの方を市町村担当に"):
        actions.end_posting(officer, last, until=officer.today)


def test_closed_account_is_opened_again_and_a_changed_staff_id_signs_in(town: Town) -> None:
    user = town.user(Role.VIEWER)
    accounts.close_account(MACHINE, user)
    accounts.reopen_account(MACHINE, user)
    user.staff_id = "B-77"
    accounts.change_account(MACHINE, user, changed=["staff_id"])

    user.refresh_from_db()
    assert (user.is_active, user.username) == (True, f"{town.municipality.code}-b-77")
