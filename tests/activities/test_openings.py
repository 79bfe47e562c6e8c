"""出番: offered in one sentence, filled, closed and opened again; the list, the board, the page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import actions, openings
from sasaeai.activities.models import Activity, Opening
from sasaeai.activities.opening_form import OpeningForm
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.base.paging import page_after
from sasaeai.ui import dates
from sasaeai.vocabulary.models import Kind, Policy, Term
from tests.factories.activities import ActivityFactory, make_opening
from tests.factories.areas import Town
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def coordinator(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


@pytest.fixture
def activity(town: Town) -> Activity:
    return ActivityFactory(area=town.sakuradai, name="針箱の日")


@pytest.fixture
def opening(town: Town, activity: Activity) -> Opening:
    return make_opening(town, activity)


def category(town: Town, code: str = "shopping") -> Term:
    return term(town.municipality, Kind.SUPPORT_CATEGORY, code)


def said(town: Town, **values: object) -> dict[str, object]:
    """Return what is sent for an opening."""
    usual = {
        "what": "お茶をいれる", "category": str(category(town).pk), "minutes": "30", "people": "2",
        "first": "nothing",
    }  # fmt: skip
    return usual | values


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__endswith="_opening").order_by("at")
    return list(found.values_list("verb", flat=True))


def test_opening_is_offered_on_a_page(coordinator: Client, town: Town, activity: Activity) -> None:
    url = reverse("activities:offer_opening", args=[activity.pk])
    values = said(town, days=["wed"], start="13:00", end="14:00", phone="042-000-1111")
    answer = coordinator.post(url, values)
    new = activity.openings.get()
    assert (answer.status_code, answer.url) == (302, new.get_absolute_url())
    assert (new.what, new.people, new.state, new.phone, new.times) == (
        "お茶をいれる", 2, "open", "042-000-1111", {"wed": [["13:00", "14:00"]]},
    )  # fmt: skip
    entry = Entry.objects.get(verb="activities.offer_opening")
    assert (entry.kind, entry.subjects, entry.fields) == (
        "activity", [str(activity.pk)], ["openings"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": ""}, "what"),
        ({"start": "13:00"}, "end"),
        ({"end": "13:00"}, "start"),
        ({"start": "13:00", "end": "12:00"}, "end"),
        ({"start": "13:00", "end": "13:30", "minutes": "60"}, "minutes"),
        ({"since": "2026-12-10", "until": "2026-12-01"}, "until"),
        ({"people": "0"}, "people"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    town: Town, viewer: Viewer, activity: Activity, values: dict[str, str], field: str
) -> None:
    form = OpeningForm(said(town, **values), instance=Opening(activity=activity), viewer=viewer)
    assert [*form.errors] == [field]


def test_a_time_without_a_day_is_any_day_and_no_time_is_any_time(
    town: Town, viewer: Viewer, activity: Activity
) -> None:
    def times(**values: object) -> dict[str, object]:
        form = OpeningForm(said(town, **values), instance=Opening(activity=activity), viewer=viewer)
        assert form.is_valid()
        return form.save(commit=False).times

    assert (len(times(start="09:00", end="10:00")), times(), times(days=["sun"])) == (
        7, {}, {"sun": [["00:00", "24:00"]]},
    )  # fmt: skip


def test_form_shows_the_times_as_they_were_said(
    town: Town, viewer: Viewer, activity: Activity
) -> None:
    timed = make_opening(town, activity, times={"wed": [["13:00", "14:00"]]})
    whole = make_opening(town, activity, times={"sun": [["00:00", "24:00"]]})
    first, second = (OpeningForm(instance=one, viewer=viewer).initial for one in (timed, whole))
    assert [str(first[name]) for name in ("days", "start", "end")] == [
        "['wed']", "13:00:00", "14:00:00",
    ]  # fmt: skip
    assert (second["days"], "start" in second) == (["sun"], False)


def test_ended_activity_offers_nothing(town: Town, viewer: Viewer, activity: Activity) -> None:
    Activity.objects.update(state=Activity.State.ENDED)
    new = Opening(activity=activity, what="鍵をあける", category=category(town))
    with pytest.raises(DomainError, match="この活動は終わっています。"):
        actions.offer_opening(viewer, new)
    assert Opening.objects.count() == 0


@pytest.mark.parametrize(
    ("policy", "first", "told"),
    [
        (Policy.REFER, "learned", "専門の方の仕事"),
        (Policy.TRAIN, "nothing", "学んだ方が手伝う"),
    ],
)
def test_what_the_town_decided_of_a_kind_counts(
    town: Town, viewer: Viewer, activity: Activity, policy: str, first: str, told: str
) -> None:
    kind = category(town)
    Term.objects.filter(pk=kind.pk).update(policy=policy)
    kind.refresh_from_db()
    new = Opening(activity=activity, what="足をもむ", category=kind, first=first)
    with pytest.raises(DomainError, match=told):
        actions.offer_opening(viewer, new)


def test_opening_is_put_right_unless_somebody_else_did(
    coordinator: Client, town: Town, opening: Opening
) -> None:
    url = reverse("activities:change_opening", args=[opening.pk])
    seen = opening.updated_at.isoformat()
    coordinator.post(url, said(town, what="鍵をあける", seen=seen))
    late = coordinator.post(url, said(town, what="鍵をしめる", seen=seen))
    opening.refresh_from_db()
    assert (opening.what, late.status_code) == ("鍵をあける", 422)
    assert "鍵をしめる" in late.content.decode()


def test_action_keeps_what_was_changed_meanwhile(viewer: Viewer, opening: Opening) -> None:
    with pytest.raises(DomainError):
        actions.change_opening(viewer, opening, seen=opening.updated_at - DAY, changed=[])


def test_opening_is_filled_closed_and_opened_again_as_it_stood(
    viewer: Viewer, opening: Opening
) -> None:
    stood = [
        by(viewer, opening).state
        for by in (
            actions.fill_opening, actions.close_opening, actions.reopen_opening,
            actions.reopen_opening, actions.close_opening, actions.reopen_opening,
        )
    ]  # fmt: skip
    assert stood == ["filled", "closed", "filled", "open", "closed", "open"]
    assert verbs() == [
        f"activities.{verb}_opening"
        for verb in ("fill", "close", "reopen", "reopen", "close", "reopen")
    ]


@pytest.mark.parametrize(
    ("state", "by", "told"),
    [
        ("filled", actions.fill_opening, "もうさがしていません"),
        ("closed", actions.close_opening, "もうおしまいになっています"),
        ("open", actions.reopen_opening, "いまさがしているところです"),
    ],
)
def test_what_stands_so_already_is_said(viewer: Viewer, opening: Opening, state, by, told) -> None:
    today = timezone.localdate()
    opening.state = state
    opening.filled_on = today if state == "filled" else None
    opening.closed_on = today if state == "closed" else None
    opening.save()
    with pytest.raises(DomainError, match=told):
        by(viewer, opening)


@pytest.mark.parametrize("verb", ["fill", "close", "reopen"])
def test_button_says_what_came_of_it_and_is_safe_to_press_twice(
    coordinator: Client, opening: Opening, verb: str
) -> None:
    if verb == "reopen":
        opening.state, opening.filled_on = "filled", timezone.localdate()
        opening.save()
    url = reverse(f"activities:{verb}_opening", args=[opening.pk])
    pages = [coordinator.post(url, follow=True) for _time in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert len(verbs()) == 1


def test_list_shows_what_looks_for_people_today_in_the_area(
    coordinator: Client, town: Town, viewer: Viewer, opening: Opening
) -> None:
    today = timezone.localdate()
    activity = opening.activity
    make_opening(town, activity, "過ぎた", until=today - DAY)
    make_opening(town, activity, "決まった", state="filled", filled_on=today)
    make_opening(town, ActivityFactory(area=town.sakuradai, state="ended"), "終わった会の")
    far = make_opening(town, ActivityFactory(area=town.aoume, name="遠い会"), "遠い")
    looking = openings.looking(viewer)
    assert {one.what for one in looking} == {opening.what, far.what}
    page = coordinator.get("/activities/openings/", {"area": str(town.aoume.pk)}).content.decode()
    assert (far.what in page, opening.what in page) == (True, False)


@pytest.fixture
def until(town: Town, viewer: Viewer) -> list[str]:
    """Return what some look for, the most urgent first: two by a day, then by the activity's name."""
    rows = [
        ("A集い", "いつでも", None), ("A集い", "来月", 30), ("B集い", "あさって", 2),
        ("B集い", "いつまでも", None), ("C集い", "同じあさって", 2),
    ]  # fmt: skip
    gatherings: dict[str, Activity] = {}
    for name, what, days in rows:
        if name not in gatherings:
            gatherings[name] = ActivityFactory(area=town.sakuradai, name=name)
        last = None if days is None else viewer.today + days * DAY
        make_opening(town, gatherings[name], what, until=last)
    return ["あさって", "同じあさって", "来月", "いつでも", "いつまでも"]


def test_who_is_needed_by_a_day_is_looked_for_first(
    coordinator: Client, viewer: Viewer, until: list[str]
) -> None:
    lists = [openings.looking(viewer), openings.for_a_wall(viewer)]
    lists += [
        coordinator.get(url).context["openings"]
        for url in ("/activities/openings/", "/activities/openings/board/")
    ]
    assert [[one.what for one in rows] for rows in lists] == [until] * 4


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_of_the_list_lose_and_double_nothing(
    viewer: Viewer, until: list[str], size: int
) -> None:
    found, after = [], ""
    for _page in until:
        rows = openings.looking(viewer)
        page = page_after(rows, after, keys=openings.SOONEST_FIRST, size=size)
        found, after = [*found, *(one.what for one in page.rows)], page.after
        if not after:
            break
    assert (found, after) == (until, "")


def test_list_goes_on_after_its_first_page(
    coordinator: Client, town: Town, viewer: Viewer, until: list[str], activity: Activity
) -> None:
    for number in range(50):
        make_opening(town, activity, f"出番{number}", until=viewer.today if number % 2 else None)
    first = coordinator.get("/activities/openings/")
    second = coordinator.get("/activities/openings/" + first.context["following"])
    shown = [one.what for page in (first, second) for one in page.context["openings"]]
    assert (len(shown), len(set(shown))) == (55, 55)
    assert coordinator.get("/activities/openings/?after=bm9uZQ").status_code == 400


@pytest.mark.parametrize("address", ["/activities/openings/", "{activity}"])
def test_day_by_which_somebody_is_needed_is_shown(
    coordinator: Client, town: Town, activity: Activity, viewer: Viewer, address: str
) -> None:
    make_opening(town, activity, until=viewer.today + DAY)
    page = coordinator.get(address.format(activity=activity.get_absolute_url())).content.decode()
    assert f"{dates.full_day(viewer.today + DAY)}まで" in page


@pytest.mark.parametrize("address", ["/activities/openings/", "/activities/openings/board/"])
def test_nonsense_in_the_address_is_no_fault(coordinator: Client, address: str) -> None:
    assert coordinator.get(address, {"area": "nowhere"}).status_code == 400


@pytest.mark.parametrize(
    "address", ["/activities/openings/", "/activities/openings/board/", "{activity}"]
)
def test_many_openings_take_as_many_queries_as_one(
    coordinator: Client, town: Town, opening: Opening, address: str, django_assert_max_num_queries
) -> None:
    activity = opening.activity
    url = address.format(activity=activity.get_absolute_url())
    coordinator.get(url)
    with django_assert_max_num_queries(200) as of_one:
        coordinator.get(url)
    for number in range(3):
        make_opening(town, activity, f"出番{number}")
        make_opening(town, ActivityFactory(area=town.sakuradai), f"ほか{number}")
    with django_assert_max_num_queries(200) as of_many:
        coordinator.get(url)
    assert len(of_many) == len(of_one)


def test_board_tells_whom_to_call(coordinator: Client, town: Town, activity: Activity) -> None:
    make_opening(town, activity, contact="サロンの世話役", phone="042-000-1111", minutes=45)
    page = coordinator.get("/activities/openings/board/").content.decode()
    assert all(word in page for word in ("サロンの世話役", "042-000-1111", "1回45分", "針箱の日"))


def test_board_for_the_wall_tells_of_no_activity_that_only_staff_may_see(
    coordinator: Client, town: Town, activity: Activity
) -> None:
    make_opening(town, activity, "お茶をいれる")
    hidden = ActivityFactory(area=town.sakuradai, visibility="staff")
    make_opening(town, hidden, "内緒の手伝い")
    page = coordinator.get("/activities/openings/board/").content.decode()
    assert ("お茶をいれる" in page, "内緒の手伝い" in page) == (True, False)


def test_activity_shows_open_ones_first_and_no_closed_ones(
    town: Town, viewer: Viewer, activity: Activity
) -> None:
    today = timezone.localdate()
    make_opening(town, activity, "決まった", state="filled", filled_on=today)
    make_opening(town, activity, "おしまい", state="closed", closed_on=today)
    make_opening(town, activity, "さがす")
    assert [one.what for one in openings.of_activity(viewer, activity)] == ["さがす", "決まった"]


def test_openings_of_what_one_may_not_see_are_not_there(town: Town, opening: Opening) -> None:
    Activity.objects.update(visibility="staff")
    member, staff = town.viewer(Role.COUNCIL_MEMBER), town.viewer(Role.COORDINATOR2)
    assert (openings.visible_to(member).count(), openings.visible_to(staff).count()) == (0, 1)
