"""What usually goes with what was tapped: off, with why, by role, and by the day."""

from datetime import date

import pytest

from sasaeai.areas.models import Role
from sasaeai.journal import pointed
from sasaeai.vocabulary import national
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.vocabulary import term
from tests.journal.ways import client_of

pytestmark = pytest.mark.django_db
WORDS = (
    (Kind.SC_ACTIVITY_TYPE, "listen", "声を聞く"),
    (Kind.SC_ACTIVITY_TYPE, "match", "マッチング"),
    (Kind.SC_TASK, "1", "見える化"),
    (Kind.SC_TASK, "6", "つなぐ"),
    (Kind.WORK_COORDINATOR_TASK, "w1", "出ていく"),
    (Kind.WORK_COORDINATOR_TASK, "w4", "合わせる"),
    (Kind.SC_FUNCTION, "a", "資源開発"),
    (Kind.SC_FUNCTION, "b", "つながり"),
    (Kind.SC_FUNCTION, "c", "結ぶ"),
)


@pytest.fixture
def words(town: Town) -> dict[str, object]:
    return {code: term(town.municipality, kind, code, label=label) for kind, code, label in WORDS}


def told(viewer, terms, **links) -> list[tuple[str, str, str]]:
    return [(one.term.code, one.field, one.because) for one in pointed.pointed_by(viewer, terms, **links)]  # fmt: skip


def test_type_points_to_task_and_that_to_functions_each_with_why(town: Town, words) -> None:
    assert told(town.viewer(Role.COORDINATOR2), [words["listen"]]) == [
        ("1", "tasks", "声を聞く"),
        ("a", "functions", "見える化"),
        ("b", "functions", "見える化"),
    ]


def test_who_matches_work_is_pointed_to_the_own_tasks(town: Town, words) -> None:
    found = told(town.viewer(Role.WORK_COORDINATOR), [words["match"]])
    assert [code for code, _field, _why in found] == ["w4", "c"]


def test_sixth_is_offered_to_the_second_layer_alone(town: Town, words) -> None:
    found = {
        role: [code for code, _field, _why in told(town.viewer(role), [words["match"]])]
        for role in (Role.COORDINATOR1, Role.COORDINATOR2)
    }
    assert found == {Role.COORDINATOR1: [], Role.COORDINATOR2: ["6", "c"]}


def test_link_points_too(town: Town, words) -> None:
    found = told(town.viewer(Role.COORDINATOR2), [], links=["voice"])
    assert found[0] == ("listen", "types", "聴いた声")


def test_own_term_of_the_town_points_as_the_one_it_belongs_to(town: Town, words) -> None:
    own = term(town.municipality, Kind.SC_ACTIVITY_TYPE, "x_tea", label="お茶", national_label="", parent=words["listen"])  # fmt: skip
    assert told(town.viewer(Role.COORDINATOR2), [own])[0] == ("1", "tasks", "お茶")


def test_term_that_has_ended_is_not_pointed_to(town: Town) -> None:
    term(town.municipality, Kind.SC_TASK, "1", until=date(2026, 1, 1))
    listen = term(town.municipality, Kind.SC_ACTIVITY_TYPE, "listen")
    assert told(town.viewer(Role.COORDINATOR2), [listen]) == []


def test_every_rule_of_the_file_names_terms_of_the_national_lists() -> None:
    known = {(one.kind, one.code) for one in national.terms()} | {
        ("link", one) for one in pointed.LINKS
    }
    named = {mark for arrow in pointed.arrows() for mark in (arrow.source, arrow.target)}
    assert named - known == set()


def test_page_is_told_what_follows_from_what_was_tapped(town: Town, words) -> None:
    elder = term(town.municipality, Kind.COUNTERPART, "elder", label="ご本人")
    page = client_of(town).post(
        "/journal/pointed/", {"counterparts": [elder.pk], "things": ["asset:1"], "goals": ["1"]}
    )
    assert page.status_code == 200
    assert "ご本人から" in page.content.decode()
    assert [one.term.code for one in page.context["pointed"]] == ["listen", "1", "a", "b"]


def test_whom_one_met_points_as_well(town: Town, words) -> None:
    page = client_of(town).post(
        "/journal/pointed/", {"partners": ["person:1"], "things": ["goal:1"]}
    )
    assert "会った方から" in page.content.decode()
    assert page.context["pointed"][0].term == words["listen"]


def test_what_was_taken_stays_to_be_put_off_again(town: Town, words) -> None:
    page = client_of(town).post("/journal/pointed/", {"types": [words["listen"].pk]})
    assert page.context["taken"] == [("types", words["listen"])]
    assert "checked" in page.content.decode()


def test_nonsense_is_not_answered(town: Town) -> None:
    assert client_of(town).post("/journal/pointed/", {"types": ["x"]}).status_code == 422
