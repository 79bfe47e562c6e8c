"""The demo town in the tables: whole, in its places, on the record."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db.models import F, Sum
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings
from shapely import Point, get_coordinates
from shapely.geometry import shape

from sasaeai.accounts.demo_password import DEMO_PASSWORD
from sasaeai.accounts.models import User
from sasaeai.activities import openings
from sasaeai.activities.models import Activity, ActivityCheck, ActivitySuggestion, Origin
from sasaeai.areas.models import (
    Area,
    AreaPart,
    Employer,
    Landmark,
    Municipality,
    Population,
    Posting,
    Role,
)
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import viewer_of
from sasaeai.assets import queries as assets
from sasaeai.assets import times
from sasaeai.assets.models import Asset, Check, Suggestion
from sasaeai.audit import queries as audit
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.calc.purpose import check
from sasaeai.demo import loading
from sasaeai.demo.emptying import empty_tables
from sasaeai.demo.sign_ins import sign_ins
from sasaeai.demo.staff import office
from sasaeai.demo.town import SEED
from sasaeai.insight import lineage
from sasaeai.insight.plan import gather
from sasaeai.journal import packs
from sasaeai.matching.models import MatchMeaning
from sasaeai.needs.models import Issue, Need
from sasaeai.organisations.models import Approach, Membership, Organisation, Tie
from sasaeai.people import queries as people
from sasaeai.people.models import Consent, Gift, NameKey, Person
from sasaeai.reports import kept
from sasaeai.reports.models import Report
from sasaeai.reports.reading import changed_since, counted
from sasaeai.reports.scopes import scope_of
from sasaeai.search.models import Text
from sasaeai.voices.models import Voice
from tests.demo.test_purpose_life import PLANTED

LIVING = len("0001.0001.")
METRES = 4e-5  # in degrees: what thinning may move
SIGN_INS = sign_ins(office(SEED))


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Load the demo once for all tests here, as the command does; return what it told."""
    told: list[str] = []
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        loading.load(told.append)
    yield told
    with django_db_blocker.unblock():
        empty_tables()


@pytest.fixture
def sasae(db: None) -> Municipality:
    return Municipality.objects.get(name="ささえ市")


def user_of(sasae: Municipality, staff_id: str) -> User:
    return User.objects.get(realm_id=sasae.pk, staff_id=staff_id)


def test_words_of_times_only_tell_the_times(db: None) -> None:
    rows = [*Asset.objects.all(), *Activity.objects.all()]

    assert [row.name for row in rows if times.own_words(row)] == []
    assert len([row for row in rows if row.times_words]) > 400


def test_second_municipality_lies_beside_the_first(sasae: Municipality) -> None:
    assert set(Municipality.objects.values_list("name", flat=True)) == {"ささえ市", "となり町"}


def test_towns_areas_are_as_many_as_the_field_has(sasae: Municipality) -> None:
    levels = [
        Area.objects.filter(municipality=sasae, level=level).count()
        for level in (Level.MUNICIPALITY, Level.LIVING_AREA, Level.DISTRICT)
    ]
    assert levels == [1, 4, 10]


def test_each_area_has_a_boundary(sasae: Municipality) -> None:
    assert Area.objects.filter(boundary=None).count() == 0


def test_each_town_has_its_own_part_of_the_land(sasae: Municipality) -> None:
    grounds = {
        area.municipality_id: shape(area.boundary).buffer(METRES)
        for area in Area.objects.filter(parent=None)
    }
    rows = Landmark.objects.all()
    astray = [row.name for row in rows if not grounds[row.municipality_id].covers(shape(row.shape))]

    assert astray == []
    kinds = Counter(rows.filter(municipality=sasae).values_list("kind", flat=True))
    assert kinds == {"river": 2, "railway": 1, "station": 3, "road": 6, "green": 7, "hill": 4}
    assert set(rows.exclude(municipality=sasae).values_list("name", flat=True)) >= {
        "となり沢",
        "ささえ線",
        "峰山",
    }


def test_landmarks_are_light_enough_to_be_drawn_at_once(db: None) -> None:
    vertices = sum(get_coordinates(shape(row.shape)).shape[0] for row in Landmark.objects.all())

    assert vertices < 3000


def test_each_town_block_is_part_of_its_district(sasae: Municipality) -> None:
    parts = AreaPart.objects.filter(weight=1, piece__level=Level.TOWN)
    assert {part.area_id for part in parts} == set(
        Area.objects.filter(level=Level.DISTRICT).values_list("pk", flat=True)
    )
    assert parts.count() == Area.objects.filter(level=Level.TOWN).count()


@pytest.mark.parametrize("level", list(Level))
def test_population_of_every_level_sums_to_the_town(sasae: Municipality, level: Level) -> None:
    rows = Population.objects.filter(municipality=sasae, year=2026, area__level=level)
    old = rows.filter(age_from__gte=65).aggregate(Sum("count"))["count__sum"]

    assert rows.aggregate(Sum("count"))["count__sum"] == 94_000
    assert old == round(94_000 * 0.22)


def test_counts_are_the_issues(sasae: Municipality) -> None:
    tables = (Organisation, Asset, Activity, Posting, Employer)
    counted = [table.objects.filter(municipality=sasae).count() for table in tables]
    people = User.objects.filter(realm_id=sasae.pk).count()

    assert [*counted[:3], people, counted[4]] == [60, 600, 180, 40, 3]


def test_council_members_are_nobodys_employees(sasae: Municipality) -> None:
    council = Posting.objects.filter(role=Role.COUNCIL_MEMBER)
    assert set(council.values_list("employer", flat=True)) == {None}


@pytest.mark.parametrize(
    "table", [Tie, Approach, Suggestion, ActivitySuggestion, Gift, Consent, NameKey, Membership]
)
def test_table_has_rows(sasae: Municipality, table: type) -> None:
    assert table.objects.exists()


def test_each_pin_lies_in_its_asset_area(sasae: Municipality) -> None:
    grounds = {area.pk: shape(area.boundary) for area in Area.objects.filter(level=Level.TOWN)}
    pins = Asset.objects.exclude(longitude=None)
    astray = [a.name for a in pins if not grounds[a.area_id].covers(Point(a.longitude, a.latitude))]

    assert astray == []
    assert pins.count() > 400


def test_newest_check_stands_on_the_asset(sasae: Municipality) -> None:
    differing = [
        check.listed_id
        for check in Check.objects.select_related("listed")
        if (check.on, check.means) != (check.listed.checked_on, check.listed.checked_means)
        or check.listed.check_due_on is None
    ]
    assert differing == []
    assert Asset.objects.filter(checked_on=None).count() == Asset.objects.count() - (
        Check.objects.count()
    )


def test_days_of_an_activity_are_those_of_its_times(sasae: Municipality) -> None:
    salon = Activity.objects.get(name="桜台ふれあいサロン")

    assert salon.weekdays == "wed"
    assert salon.times == {
        "monthly": [{"weeks": [2, 4], "weekday": "wed", "start": "10:00", "end": "11:30"}]
    }
    assert ActivityCheck.objects.filter(listed=salon).count() == 1


def test_everything_listed_is_found_by_the_text_index(sasae: Municipality) -> None:
    listed = Asset.objects.count() + Activity.objects.count() + Organisation.objects.count()
    standing = Voice.objects.filter(withdrawn_on=None).count()

    assert Text.objects.count() == listed + standing


def test_what_came_together_is_gathered_in_each_living_area(sasae: Municipality) -> None:
    found = Issue.objects.filter(municipality=sasae).select_related("area")

    assert {issue.area.path[:LIVING] for issue in found} == {
        area.path for area in Area.objects.filter(municipality=sasae, level=Level.LIVING_AREA)
    }
    assert [one for one in found if one.figure["needs"] + one.figure["voices"] < 3] == []
    assert {issue.state for issue in found} == {Issue.State.NOTED, Issue.State.RAISED}


def test_what_answers_an_issue_began_after_it(sasae: Municipality) -> None:
    answers = Origin.objects.filter(issue__isnull=False).select_related("activity", "issue")

    assert [str(one) for one in answers if one.activity.created_at <= one.issue.created_at] == []


def test_nothing_is_younger_than_what_it_led_to(sasae: Municipality) -> None:
    told = {"voices": "voices__heard_on", "needs": "needs__created_at__date"}
    began, wrong = "created_at__date", []
    for model, causes in (
        (Need, {"voices": told["voices"]}),
        (Issue, told),
        (Asset, {"source_voice": "source_voice__heard_on"}),
        (Activity, {"voices": told["voices"]}),
        (Origin, {"need": "need__created_at__date", "asset": "asset__created_at__date"}),
    ):
        since = began if model is not Origin else f"activity__{began}"
        for cause in causes.values():
            wrong += list(model._default_manager.filter(**{f"{cause}__gt": F(since)}))

    assert wrong == []


def test_pack_names_whom_one_moved_with(sasae: Municipality) -> None:
    tanaka = viewer_of(user_of(sasae, "1006"), timezone.localdate())
    posting = Posting.objects.get(user=tanaka.user)

    met = packs.pack(tanaka, posting).people

    assert (3 <= len(met) <= 8, [one.card.called for one in met if not one.person]) == (True, [])


def test_line_from_a_button_goes_on_over_the_service_to_what_branched_off(
    sasae: Municipality,
) -> None:
    tanaka = viewer_of(user_of(sasae, "1006"), timezone.localdate())
    button = Voice.objects.get(words__startswith="ボタンがひとつ取れただけで")

    line = lineage.of(tanaka, "voice", button)

    assert "木曜の針箱" in [one.title for one in line.told]
    (service,) = line.twigs
    assert service.name == "かしわぎ手しごと便"
    assert {one.name for one in service.below} == {"桜台の電球の日", "柏木 帰り道のいすづくり"}


def test_two_bodies_sent_their_months_and_one_is_another_since(sasae: Municipality) -> None:
    reports = list(Report.objects.select_related("employer", "written_by", "area"))
    changed = {
        report.pk: bool(changed_since(report, counted(viewer, scope_of(report))))
        for report in reports
        for viewer in [viewer_of(report.written_by, timezone.localdate())]
    }

    assert Counter(one.employer.name for one in reports if one.is_sent) == {
        "社会福祉法人 かわせみ会": 3,
        "ささえ市社会福祉協議会": 3,
    }
    assert Counter(changed.values()) == {False: 5, True: 1}


def test_what_was_brought_together_serves_goals_too(sasae: Municipality) -> None:
    assert MatchMeaning.objects.filter(goal__municipality=sasae).count() > 5


def test_record_book_is_short_whole_and_sealed(sasae: Municipality) -> None:
    proof = audit.prove()

    assert (proof.faults, proof.unsealed) == ([], 0)
    assert proof.sealed == Entry.objects.count() < 240


def test_each_step_is_told_with_its_count(loaded: list[str], db: None) -> None:
    assert [line.split(" (")[0] for line in loaded if line.startswith(("資源", "活動"))] == [
        "資源… 640",
        "活動… 192",
    ]


def test_coordinator_sees_the_persons_of_the_own_body_and_area(sasae: Municipality) -> None:
    tanaka = viewer_of(user_of(sasae, "1006"), timezone.localdate())
    seen = people.visible_to(tanaka)
    own = seen.filter(employer__name="社会福祉法人 かわせみ会", area__path__startswith="0001.0001.")

    assert own.count() > 20
    assert own.count() == Person.objects.filter(pk__in=own.values("pk")).count()
    assert not seen.filter(municipality__name="となり町").exists()


def test_viewer_sees_fewer_assets_than_a_coordinator(sasae: Municipality) -> None:
    today = timezone.localdate()
    coordinator, viewer = (viewer_of(user_of(sasae, one), today) for one in ("1006", "1035"))

    assert assets.visible_to(coordinator).count() == 600
    assert assets.visible_to(viewer).count() == 450


def test_loading_twice_is_refused(db: None) -> None:
    with pytest.raises(DomainError, match="もう市町村があります"):
        loading.load(print)


@pytest.mark.parametrize(("town", "role", "staff_id"), SIGN_INS)
def test_role_signs_in_with_the_demo_password(
    client: Client, db: None, settings: Settings, town: str, role: Role, staff_id: str
) -> None:
    settings.DEMO = True
    user = User.objects.get(staff_id=staff_id)
    form = {"realm": user.realm.code, "login": staff_id, "password": DEMO_PASSWORD}

    client.post("/accounts/login/", form)

    assert client.session["_auth_user_id"] == str(user.pk)
    assert role in viewer_of(user, timezone.localdate()).roles


@pytest.mark.parametrize(("town", "role", "staff_id"), SIGN_INS)
def test_role_does_not_sign_in_outside_the_demo(
    client: Client, db: None, town: str, role: Role, staff_id: str
) -> None:
    user = User.objects.get(staff_id=staff_id)
    form = {"realm": user.realm.code, "login": staff_id, "password": DEMO_PASSWORD}

    client.post("/accounts/login/", form)

    assert "_auth_user_id" not in client.session


def test_purpose_check_finds_in_the_tables_what_was_planted(sasae: Municipality) -> None:
    today = timezone.localdate()
    told = check(gather(sasae.pk, today=today), today=today)
    assert sorted(one.rule for one in told) == sorted(rule for rule, _name in PLANTED)


def test_sent_reports_are_as_they_were_sent(sasae: Municipality) -> None:
    assert (kept.altered(), kept.gone()) == ([], [])


def test_what_is_looked_for_by_a_near_day_stands_first(sasae: Municipality) -> None:
    posting = Posting.objects.filter(employer__municipality=sasae, role=Role.COORDINATOR1)[0]
    found = openings.looking(viewer_of(posting.user, timezone.localdate()))
    days = [opening.until for opening in found]
    assert [day is None for day in days] == [False] * 2 + [True] * 8
