"""Changing the town: its areas, employers, postings and the rule of access."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.accounts import actions as accounts
from sasaeai.areas import paths, queries
from sasaeai.areas.models import (
    AccessRule,
    Area,
    AreaPart,
    Employer,
    LevelName,
    Municipality,
    Population,
    Posting,
    Role,
)
from sasaeai.areas.models.access import DEFAULT_ACCESS
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError, once
from sasaeai.base.models import held
from sasaeai.calc import geography

EMPLOYER_KNOWN = gettext_lazy(
    "同じ名前の所属先がもうあります。ほかの名前を書くか、そちらを直してください。"
)


@transaction.atomic
def found(actor: Actor, municipality: Municipality, *, since: date) -> Municipality:
    """Add a municipality with its root area, its door for signing in and the rule of access."""
    municipality.save()
    accounts.open_realm(municipality.pk, code=municipality.code, name=municipality.name)
    Area.objects.create(
        municipality=municipality,
        level=Level.MUNICIPALITY,
        name=municipality.name,
        kana=municipality.kana,
        code=municipality.code,
        path=paths.step(1),
    )
    AccessRule.objects.bulk_create(
        AccessRule(municipality=municipality, role=role, access=access, since=since)
        for role, access in DEFAULT_ACCESS.items()
    )
    here = Actor(actor.user, municipality.pk, actor.postings)
    audit.record(here, "areas.found", kind="municipality", subjects=[municipality.pk])
    return municipality


@transaction.atomic
def change_municipality(
    viewer: Viewer, municipality: Municipality, *, changed: Sequence[str]
) -> Municipality:
    """Save what the town says about itself."""
    municipality.save()
    accounts.open_realm(municipality.pk, code=municipality.code, name=municipality.name)
    audit.record(
        viewer.actor,
        "areas.change_municipality",
        kind="municipality",
        subjects=[municipality.pk],
        fields=changed,
    )
    return municipality


@transaction.atomic
def name_levels(viewer: Viewer, names: dict[str, str]) -> None:
    """Set what the town calls its levels; an empty name falls back to the usual one."""
    _hold_town(viewer)
    LevelName.objects.filter(municipality_id=viewer.municipality).delete()
    LevelName.objects.bulk_create(
        LevelName(municipality_id=viewer.municipality, level=level, name=name)
        for level, name in names.items()
        if name
    )
    audit.record(
        viewer.actor, "areas.name_levels", kind="municipality", subjects=[viewer.municipality],
        fields=sorted(names),
    )  # fmt: skip


def _hold_town(viewer: Viewer) -> None:
    """Keep two officers from deciding the same thing of the town at once."""
    held(Municipality.objects.all(), [viewer.municipality])


@transaction.atomic
def name_role(viewer: Viewer, role: str, names: dict[str, str]) -> None:
    """Set what the town calls a role, by language; without names it has its usual one."""
    town = Municipality.objects.select_for_update().get(pk=viewer.municipality)
    town.role_names = {
        **town.role_names,
        role: {lang: name for lang, name in names.items() if name},
    }
    town.save(update_fields=["role_names", "updated_at"])
    audit.record(
        viewer.actor,
        "areas.name_role",
        kind="municipality",
        subjects=[viewer.municipality],
        fields=[role],
    )


@transaction.atomic
def add_employer(viewer: Viewer, employer: Employer) -> Employer:
    """Add a body that employs coordinators."""
    with once(EMPLOYER_KNOWN):
        employer.save()
    audit.record(viewer.actor, "areas.add_employer", kind="employer", subjects=[employer.pk])
    return employer


@transaction.atomic
def change_employer(viewer: Viewer, employer: Employer, *, changed: Sequence[str]) -> Employer:
    """Save what was changed of an employer."""
    with once(EMPLOYER_KNOWN):
        employer.save()
    audit.record(
        viewer.actor,
        "areas.change_employer",
        kind="employer",
        subjects=[employer.pk],
        fields=changed,
    )
    return employer


@transaction.atomic
def add_area(actor: Actor, area: Area) -> Area:
    """Add an area below its parent, with its place in the tree and its bounding box."""
    paths.place(area)
    frame(area)
    area.save()
    audit.record(actor, "areas.add_area", kind="area", subjects=[area.pk])
    return area


@transaction.atomic
def add_areas(actor: Actor, areas: Iterable[Area]) -> list[Area]:
    """Add many areas, parents before children, under one entry in the record book."""
    added = []
    for area in areas:
        paths.place(area)
        frame(area)
        area.save()
        added.append(area)
    audit.record(actor, "areas.add_areas", kind="area", subjects=[area.pk for area in added])
    return added


@transaction.atomic
def change_area(actor: Actor, area: Area, *, changed: Sequence[str]) -> Area:
    """Save what was changed of an area; its bounding box follows its boundary."""
    frame(area)
    area.save()
    audit.record(actor, "areas.change_area", kind="area", subjects=[area.pk], fields=changed)
    return area


@transaction.atomic
def bring_back_area(viewer: Viewer, area: Area) -> Area:
    """Let an area that was ended go on as if it had not been."""
    area.until = None
    area.save(update_fields=["until", "updated_at"])
    audit.record(
        viewer.actor, "areas.bring_back_area", kind="area", subjects=[area.pk], fields=["until"]
    )
    return area


@transaction.atomic
def add_part(viewer: Viewer, part: AreaPart) -> AreaPart:
    """Let an area hold a share of a piece; one that it held from the same day on is put right."""
    _hold_piece(part)
    former = queries.same_part(part)
    if former is not None:
        former.weight = part.weight
        part = former
    return _hold(viewer, part, verb="areas.add_part")


@transaction.atomic
def end_part(viewer: Viewer, part: AreaPart, *, until: date) -> AreaPart:
    """Let this be the last day on which an area holds a piece; figures of that time keep it.

    A piece that was given up before keeps its last day.
    """
    part.until = until if part.until is None else min(part.until, until)
    part.save(update_fields=["until", "updated_at"])
    audit.record(viewer.actor, "areas.end_part", kind="area", subjects=[part.area_id])
    return part


@transaction.atomic
def restore_part(viewer: Viewer, part: AreaPart) -> AreaPart:
    """Let an area hold a piece on that was taken from it by mistake."""
    _hold_piece(part)
    return _hold(viewer, part, verb="areas.restore_part")


def _hold_piece(part: AreaPart) -> None:
    """Keep two people from giving away the same share."""
    Area.objects.select_for_update().get(pk=part.piece_id)


def _hold(viewer: Viewer, part: AreaPart, *, verb: str) -> AreaPart:
    part.until = None
    held = queries.share_elsewhere(part)
    if held + part.weight > 1:
        raise DomainError(
            _(
                "「%(piece)s」は、ほかの内訳にもう%(held)s%%入っています。"
                "あわせて100%%までになるように、先にそちらから外すか、割合を小さくしてください。"
            )
            % {"piece": part.piece.name, "held": f"{(held * 100).normalize():f}"}
        )
    part.save()
    audit.record(viewer.actor, verb, kind="area", subjects=[part.area_id])
    return part


def frame(area: Area) -> None:
    """Set the bounding box of a boundary, and a point inside it where there is none yet."""
    if area.boundary:
        area.west, area.south, area.east, area.north = geography.bounding_box(area.boundary)
        if area.longitude is None or area.latitude is None:
            area.longitude, area.latitude = geography.representative_point(area.boundary)


@transaction.atomic
def put_population(actor: Actor, rows: Sequence[Population]) -> int:
    """Write population figures, replacing the same area, year, age, sex and source."""
    Population.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["area", "year", "age_from", "sex", "source"],
        update_fields=["age_to", "count", "updated_at"],
    )
    audit.record(
        actor, "areas.put_population", kind="area", subjects=sorted({row.area_id for row in rows})
    )
    return len(rows)


@transaction.atomic
def post(actor: Actor, posting: Posting) -> Posting:
    """Post somebody to an area; the person, area and employer must be of one municipality."""
    homes: set[Any] = {posting.user.realm_id, posting.area.municipality_id}
    if posting.employer is not None:
        homes.add(posting.employer.municipality_id)
    if homes != {posting.municipality_id}:
        raise DomainError(_("同じ市町村の人・区域・所属先を選んでください。"))
    posting.save()
    audit.record(
        actor, "areas.post", kind="user", subjects=[posting.user_id], fields=[posting.role]
    )
    return posting


@transaction.atomic
def end_posting(viewer: Viewer, posting: Posting, *, until: date) -> Posting:
    """End a posting with this as its last day; one that is over stays over."""
    if posting.until is not None and posting.until < viewer.today:
        raise DomainError(_("この配置はもう終わっています。続けるときは、新しく配置してください。"))
    if until < posting.since:
        raise DomainError(_("おわりの日は、はじまりの日か、それより後にしてください。"))
    # Two officers who end each other's postings take turns, so that one of them remains.
    _hold_town(viewer)
    if posting.role == Role.OFFICER and not queries.officers_after(posting, until).exists():
        raise DomainError(
            _(
                "この方のほかに、その日の後も続く市町村担当がいません。"
                "先に、ほかの方を市町村担当に配置してください。"
            )
        )
    posting.until = until
    posting.save(update_fields=["until", "updated_at"])
    audit.record(
        viewer.actor, "areas.end_posting", kind="user", subjects=[posting.user_id], fields=["until"]
    )
    return posting


@transaction.atomic
def set_access(viewer: Viewer, rule: AccessRule) -> AccessRule:
    """Let a role see persons' records differently from a day on; the rule before it ends then."""
    if rule.since < viewer.today:
        raise DomainError(_("過ぎた日からは変えられません。今日か、それより後の日にしてください。"))
    _hold_town(viewer)
    if AccessRule.objects.filter(
        municipality_id=viewer.municipality, role=rule.role, since__gte=rule.since
    ).exists():
        raise DomainError(
            _(
                "この役割には、その日かその後に始まる決まりがもうあります。その決まりが始まる日より後の日にしてください。"
            )
        )
    AccessRule.objects.filter(
        municipality_id=viewer.municipality, role=rule.role, until=None
    ).update(until=rule.since - timedelta(days=1))
    rule.municipality_id = viewer.municipality
    rule.save()
    audit.record(
        viewer.actor, "areas.set_access", kind="access_rule", subjects=[rule.pk], fields=[rule.role]
    )
    return rule
