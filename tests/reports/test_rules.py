"""Who reads, writes and keeps what of reports."""

import pytest

from sasaeai.areas.models import Role
from sasaeai.reports import rules
from tests.factories.areas import Town
from tests.factories.reports import make_report, make_sent, make_template

pytestmark = pytest.mark.django_db


def test_report_of_a_body_is_its_own_and_the_officers(town: Town) -> None:
    asked = town.west, town.centre.pk
    viewers = {role: town.viewer(role) for role in Role}
    reads = {role for role, one in viewers.items() if rules.may_read_in(one, *asked)}
    writes = {role for role, one in viewers.items() if rules.may_write_in(one, *asked)}
    assert (reads, writes) == ({Role.OFFICER, Role.COORDINATOR2}, {Role.COORDINATOR2})


def test_nothing_of_another_town_is_read_written_or_kept(town: Town, next_town: Town) -> None:
    viewer = next_town.viewer(Role.OFFICER)
    assert not rules.may_read_in(viewer, town.west, town.centre.pk)
    assert not rules.may_write_in(viewer, town.west, town.centre.pk)
    assert not rules.may_keep_template(viewer, make_template(town))


def test_draft_has_nothing_to_take_back(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    assert not rules.may_take_back(viewer, make_report(town))


def test_what_was_sent_today_is_taken_back_by_its_body_alone(town: Town) -> None:
    report = make_sent(town)
    may = [
        rules.may_take_back(town.viewer(role), report)
        for role in (Role.COORDINATOR2, Role.OFFICER, Role.COORDINATOR1)
    ]
    assert may == [True, False, False]


def test_only_the_officer_answers_for_the_indicators(town: Town) -> None:
    assert [rules.may_answer(town.viewer(role)) for role in (Role.OFFICER, Role.COORDINATOR1)] == [
        True,
        False,
    ]
