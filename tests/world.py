"""A small world for the walkers: two municipalities, one row of each model in both, every role.

To add a room: write a provider that makes its rows (`ROOMS`), and say in `ARGUMENTS` which of them
stand in its URLs. A row of docs/roles.md then does the rest.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from sasaeai.accounts.models import SignInSlip, Throttle, User
from sasaeai.activities.models import Activity, ActivityCheck, ActivitySuggestion
from sasaeai.areas.models import AreaPart, Landmark, LevelName, Population, Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset, Check, HalfLife, Suggestion, Walk
from sasaeai.exchange.models import Import, Source, StagedRow, TakenRow
from sasaeai.exchange.previews import COUNTS
from sasaeai.jobs.models import Job
from sasaeai.organisations.models import Approach, Membership, Organisation, Tie
from sasaeai.pages.models import Round
from sasaeai.people.models import Item
from sasaeai.search.models import Text
from sasaeai.vocabulary.models import Kind
from tests.factories import activities as activities_
from tests.factories import contacts, insight, journal, needs, reports, visions, vocabulary, voices
from tests.factories.areas import LONG_AGO, Town, make_town
from tests.factories.people import make_consent, make_gift, make_opening, make_person, writer
from tests.factories.vocabulary import term

NOBODY, RESIDENT = "nowhere", "resident"
COLUMNS = (*(role.value for role in Role), NOBODY, RESIDENT)
Things = dict[str, Any]
Provider = Callable[[Town, Things], Things]


def areas(town: Town, _made: Things) -> Things:
    """Return the town's own rows: a member of staff, a posting, an employer, an area."""
    name = {"defaults": {"name": "地区"}}
    LevelName.objects.get_or_create(municipality=town.municipality, level="district", **name)
    part = AreaPart.objects.create(area=town.west, piece=town.sakuradai)
    Population.objects.create(
        municipality=town.municipality, area=town.sakuradai, year=2026, age_from=65, age_to=69,
        sex=Population.Sex.FEMALE, count=120, source="住民基本台帳",
    )  # fmt: skip
    Landmark.objects.create(
        municipality=town.municipality, kind=Landmark.Kind.RIVER, name="ささえ川",
        shape={"type": "LineString", "coordinates": [[139.4, 35.6], [139.6, 35.6]]},
        west=139.4, south=35.6, east=139.6, north=35.6,
    )  # fmt: skip
    member = town.user(Role.VIEWER)
    SignInSlip.objects.create(
        user=member, digest="x" * 64, expires_at=timezone.now() + timedelta(days=1)
    )
    Throttle.objects.create(key=str(town.municipality.pk), since=timezone.now())
    return {
        "municipality": town.municipality,
        "code": town.municipality.code,
        "area": town.west,
        "employer": town.centre,
        "member": member,
        "posting": member.postings.get(),
        "part": part,
    }


def people(town: Town, _made: Things) -> Things:
    """Return persons recorded by each of the three employers, and one of another area."""
    made: Things = {}
    for body, employer in (
        ("包括", town.centre),
        ("社協", town.council),
        ("市", town.city),
        ("北野", town.centre),
    ):
        area = town.aoume if body == "北野" else town.sakuradai
        mark = f"{body}{town.municipality.code}"
        person = make_person(
            town, area=area, employer=employer, family_name=f"姓{mark}", given_name="花子",
            nickname=f"呼{mark}", phone=f"042-{len(made):03}-{town.municipality.code[1:5]}",
            address=f"番地{mark}", notes=f"覚え{mark}",
        )  # fmt: skip
        made |= {
            f"person:{body}": person,
            f"gift:{body}": make_gift(person),
            f"ended gift:{body}": make_gift(person, "cleaning", ended_on=date(2026, 1, 1)),
            f"consent:{body}": make_consent(
                town, person, town.centre if body == "市" else town.city, Item.NAME
            ),
            f"ended consent:{body}": make_consent(
                town, person, town.city, Item.PHONE, withdrawn_on=date(2026, 1, 1)
            ),
        }
    make_opening(made["person:北野"], writer(town).pk, minutes=-1)
    return made


def organisations(town: Town, made: Things) -> Things:
    """Return an organisation with a member, a tie and a 働きかけ."""
    kind = term(town.municipality, Kind.ORG_TYPE, "shakyo")
    common = {"municipality": town.municipality, "area": town.sakuradai, "kind": kind}
    one = Organisation.objects.create(
        **common, name=f"桜会{town.municipality.code}", visibility=Visibility.PUBLIC,
        contact_name="内緒の窓口", contact_phone="042-999-0001", notes="内緒の覚え",
    )  # fmt: skip
    other = Organisation.objects.create(**common, name="柏会", visibility=Visibility.STAFF)
    return {
        "organisation": one,
        "other organisation": other,
        "retired organisation": Organisation.objects.create(**common, name="元の会", retired_on=LONG_AGO),
        "membership": Membership.objects.create(
            organisation=one, person=made["person:包括"], part="世話人"
        ),
        "tie": Tie.objects.create(one=one, other=other, words="いっしょに餅つき"),
        "approach": Approach.objects.create(
            organisation=one, municipality=town.municipality, about="集いの場", by=writer(town),
            next_on=timezone.localdate(),
        ),
    }  # fmt: skip


def listed(town: Town) -> Things:
    """Return what an asset and an activity have in common here."""
    return {
        "municipality": town.municipality,
        "area": town.sakuradai,
        "visibility": Visibility.PUBLIC,
        "private_contact": "内緒の係",
        "private_phone": "042-999-0002",
        "notes": "内緒の覚え",
        "public_phone": "042-000-1234",
    }


def answered(town: Town) -> Things:
    """Return what stands on a suggestion that somebody answered."""
    return {
        "state": Suggestion.State.TAKEN, "answer": "直しました",
        "answered_by": writer(town), "answered_at": timezone.now(),
    }  # fmt: skip


def assets(town: Town, made: Things) -> Things:
    """Return a place with a check and a suggestion."""
    asset = Asset.objects.create(
        **listed(town), kind=Asset.Kind.PLACE, name=f"桜集会所{town.municipality.code}",
        owner=made["organisation"], longitude=139.5, latitude=35.6, source_voice=made["voice"],
    )  # fmt: skip
    seen = {"on": LONG_AGO, "by": writer(town), "means": "visit", "result": "same"}
    HalfLife.objects.get_or_create(
        municipality=town.municipality, field="phone", defaults={"label": "電話番号", "days": 365}
    )
    return {
        "asset": asset,
        "staff asset": Asset.objects.create(
            **listed(town) | {"visibility": Visibility.STAFF}, kind=Asset.Kind.THING, name="車いす"
        ),
        "check": Check.objects.create(listed=asset, **seen),
        "walk": Walk.objects.create(
            municipality=town.municipality, area=town.sakuradai, number="1-1129",
            printed_on=LONG_AGO, printed_by=writer(town), spots=[str(asset.pk)],
        ),
        "suggestion": Suggestion.objects.create(
            listed=asset, municipality=town.municipality, words="時間が変わりました"
        ),
        "answered suggestion": Suggestion.objects.create(
            listed=asset,
            municipality=town.municipality,
            words="電話が変わりました",
            **answered(town),
        ),
        "retired asset": Asset.objects.create(
            **listed(town), kind=Asset.Kind.PLACE, name="もとの集会所", retired_on=LONG_AGO
        ),
    }  # fmt: skip


def activities(town: Town, made: Things) -> Things:
    """Return a gathering with a check and a suggestion."""
    activity = Activity.objects.create(
        **listed(town), name=f"桜サロン{town.municipality.code}", place=made["asset"],
        organiser=made["organisation"],
    )  # fmt: skip
    activity.voices.add(made["voice"])
    seen = {"on": LONG_AGO, "by": writer(town), "means": "visit", "result": "same"}
    return {
        "activity": activity,
        **activities_.growth(town, activity, made),
        "activity check": ActivityCheck.objects.create(listed=activity, **seen),
        "activity suggestion": ActivitySuggestion.objects.create(
            listed=activity, municipality=town.municipality, words="曜日が変わりました"
        ),
        "answered activity suggestion": ActivitySuggestion.objects.create(
            listed=activity,
            municipality=town.municipality,
            words="場所が変わりました",
            **answered(town),
        ),
    }


def search(town: Town, made: Things) -> Things:
    """Return a row of the text index."""
    return {
        "text": Text.objects.create(
            kind="test", subject=made["activity"].pk, municipality=town.municipality.pk,
            visibility=Visibility.PUBLIC, title="桜サロン", folded="桜さろん",
        )
    }  # fmt: skip


def exchange(town: Town, made: Things) -> Things:
    """Return an import that was made, with its source and a row."""
    source = Source.objects.create(
        municipality=town.municipality, kind="facilities", name="市の一覧", file_name="list.csv"
    )
    TakenRow.objects.create(source=source, subject=made["asset"].pk, said={})
    taken = Import.objects.create(
        municipality=town.municipality, source=source, file_name="list.csv", sha256="0" * 64,
        encoding="utf-8", user=writer(town).pk, kind="facilities", source_name="市の一覧",
        state=Import.State.APPLIED, applied_at=timezone.now(), counts=dict.fromkeys(COUNTS, 1),
    )  # fmt: skip
    StagedRow.objects.create(
        made=taken, number=0, change="set", subject=made["asset"].pk, name="桜台集会所"
    )
    Job.objects.create(
        municipality=town.municipality.pk, subject=taken.pk, work="exchange.apply", state="done"
    )
    return {"import": taken}


def pages(town: Town, made: Things) -> Things:
    """Return a round, and a receipt that was given to nobody: undoing takes its own signature."""
    return {
        "receipt": "nobodys-receipt",
        "zoom": 10,
        "column": 908,
        "line": 403,
        "round": Round.objects.create(
            municipality=town.municipality,
            area=town.sakuradai,
            made_on=timezone.localdate(),
            made_by=writer(town),
            stops=[str(made["asset"].pk)],
        ),
    }


ROOMS: tuple[Provider, ...] = (
    areas, vocabulary.words, contacts.contacts, people, organisations, voices.voices, needs.needs_and_matches, assets, visions.visions, activities,
    journal.journal, search, exchange, reports.reports,
    insight.insight, pages,
)  # fmt: skip

# URL name, or the name of a room for all of its URLs -> parameter -> name of a thing.
# "{}" stands for the variant that docs/roles.md names in its column "row" (a recording body).
ARGUMENTS: dict[str, dict[str, str]] = {
    "areas": {"pk": "area"},
    "areas:change_employer": {"pk": "employer"},
    "areas:member": {"pk": "member"},
    "areas:change_member": {"pk": "member"},
    "areas:close_member": {"pk": "member"},
    "areas:slip": {"pk": "member"},
    "areas:post": {"pk": "member"},
    "areas:end_posting": {"pk": "posting"},
    "areas:end_part": {"pk": "part"},
    "areas:restore_part": {"pk": "part"},
    "assets": {"pk": "asset"},
    "assets:take_back_check": {"pk": "check"},
    "assets:answer": {"pk": "suggestion"},
    "assets:take_back_answer": {"pk": "answered suggestion"},
    "assets:bring_back": {"pk": "retired asset"},
    **activities_.ARGUMENTS,
    "activities:take_back_check": {"pk": "activity check"},
    "activities:answer": {"pk": "activity suggestion"},
    "activities:take_back_answer": {"pk": "answered activity suggestion"},
    "organisations": {"pk": "organisation", "membership": "membership", "tie": "tie"},
    "organisations:change_approach": {"pk": "approach"},
    "organisations:bring_back": {"pk": "retired organisation"},
    **vocabulary.ARGUMENTS,
    **voices.ARGUMENTS,
    **needs.ARGUMENTS,
    **contacts.ARGUMENTS,
    **visions.ARGUMENTS,
    **insight.ARGUMENTS,
    **journal.ARGUMENTS,
    **reports.ARGUMENTS,
    "portal": {"code": "code", "pk": "asset", "token": "token"},
    "portal:activity": {"pk": "activity"},
    "portal:card": {"pk": "activity"},
    "portal:photo": {"pk": "activity"},
    "portal:suggest_activity": {"pk": "activity"},
    "pages": {"token": "receipt", "pk": "round"},
    "pages:tile": {"z": "zoom", "x": "column", "y": "line"},
    "exchange": {"pk": "import"},
    "people": {"pk": "person:{}"},
    "people:change_gift": {"pk": "gift:{}"},
    "people:end_gift": {"pk": "gift:{}"},
    "people:bring_back_gift": {"pk": "ended gift:{}"},
    "people:withdraw_consent": {"pk": "consent:{}"},
    "people:restore_consent": {"pk": "ended consent:{}"},
}


@dataclass(frozen=True)
class Mark:
    """Words by which a leak of somebody's record is seen, and whose they are."""

    owner: UUID
    words: tuple[str, ...]


@dataclass
class World:
    town: Town
    next_town: Town
    here: Things
    there: Things
    sessions: dict[str, str] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    visits: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def client(self, column: str) -> Client:
        """Return a fresh browser of somebody in this role, already signed in."""
        client = Client()
        if column in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[column]
        return client


def arguments(name: str, *, things: Things, variant: str) -> dict[str, object]:
    """Return what stands in the URL of this name; nothing where it takes nothing."""
    room = name.partition(":")[0]
    named = ARGUMENTS.get(room, {}) | ARGUMENTS.get(name, {})
    return {
        parameter: getattr(thing := things[of.format(variant)], "pk", thing)
        for parameter, of in named.items()
    }


def give_second_factor(user: User) -> None:
    """Let somebody have set up the app and its recovery codes."""
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)


def things_of(town: Town) -> Things:
    """Make one row of everything in a town."""
    made: Things = {}
    for provider in ROOMS:
        made |= provider(town, made)
    return made


def make_world() -> World:
    """Found both municipalities and sign one person of each role in to the first."""
    town, next_town = make_town(), make_town("13998", "となり町")
    world = World(town, next_town, things_of(town), things_of(next_town))
    users = {role.value: town.user(role) for role in Role}
    users[NOBODY] = town.user(Role.VIEWER, until=LONG_AGO)
    for column, user in users.items():
        client = Client()
        client.force_login(user)
        give_second_factor(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session.save()
        world.sessions[column] = client.cookies[settings.SESSION_COOKIE_NAME].value
    world.marks = [
        Mark(thing.pk, (thing.family_name, thing.nickname, thing.phone, thing.address, thing.notes))
        for things in (world.here, world.there)
        for name, thing in things.items()
        if name.startswith("person:")
    ]
    return world


@contextmanager
def forgotten() -> Iterator[None]:
    """Undo everything that happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
