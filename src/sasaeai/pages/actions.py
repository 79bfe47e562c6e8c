"""Setting out on a round; what comes back from a 宝探し walk, typed in one pass, taken back in one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sasaeai.activities import intake as activities
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import actions as asset_actions
from sasaeai.assets import intake as assets
from sasaeai.assets.models import Asset, Check, Suggestion, Walk
from sasaeai.assets.models.freshness import Means
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.pages.found import ACTIVITY, Seen, State, Taken, Walked
from sasaeai.pages.models import Round
from sasaeai.pages.rounds import Listed

SALT = "sasaeai walk"
DAY = 24 * 3600


@transaction.atomic
def set_out(viewer: Viewer, area: Area, stops: Sequence[Listed]) -> Round:
    """Keep what the viewer sets out to check, so that page and paper have the same numbers.

    Where it is what they set out on last today, that stays.
    """
    ids = [str(stop.pk) for stop in stops]
    last = Round.objects.filter(made_by=viewer.user, area=area, made_on=viewer.today)
    if (same := last.order_by("-created_at").first()) and same.stops == ids:
        return same
    made = Round.objects.create(
        municipality_id=viewer.municipality,
        area=area,
        made_on=viewer.today,
        made_by_id=viewer.user,  # type: ignore[misc]  # only people who signed in set out
        stops=ids,
    )
    _record_round(viewer, "pages.set_out", made)
    return made


@transaction.atomic
def put_away(viewer: Viewer, made: Round) -> None:
    """Take back that a round was put in order anew; the one before it goes on."""
    _record_round(viewer, "pages.put_away", made)
    made.delete()


def _record_round(viewer: Viewer, verb: str, made: Round) -> None:
    audit.record(viewer.actor, verb, kind="round", subjects=map(UUID, made.stops))


@transaction.atomic
def print_walk(viewer: Viewer, area: Area, spots: Sequence[Asset], *, number: str) -> Walk:
    """Keep what stands on a sheet that is printed, so that it can be typed back by its number.

    Printed again on the same day with the same spots it is the same sheet; with others it gets
    a number of its own.
    """
    # Of two that print at once the second waits here and then sees the first.
    held(Area.objects.all(), [area.pk])
    ids = [str(spot.pk) for spot in spots]
    alike = Walk.objects.filter(municipality_id=viewer.municipality, area=area)
    walk = alike.filter(printed_on=viewer.today, spots=ids).first()
    if walk is None:
        taken = Walk.objects.filter(
            municipality_id=viewer.municipality, number__startswith=number
        ).count()
        walk = Walk.objects.create(
            municipality_id=viewer.municipality,
            area=area,
            number=f"{number}-{taken + 1}" if taken else number,
            printed_on=viewer.today,
            printed_by_id=viewer.user,  # type: ignore[misc]  # only people who signed in print
            spots=ids,
        )
    audit.record(viewer.actor, "pages.print_walk", kind="area", subjects=[area.pk])
    return walk


@transaction.atomic
def print_map(viewer: Viewer, area: Area, shown: Sequence[Listed]) -> None:
    """Record that an area's resource map was printed, and what stood on it."""
    subjects = [area.pk, *(one.pk for one in shown)]
    audit.record(viewer.actor, "pages.print_map", kind="map", subjects=subjects)


@transaction.atomic
def take_in(
    viewer: Viewer,
    lines: Sequence[Mapping[str, Any]],
    *,
    areas: Mapping[str, Area],
    walked: Walked,
    seen: Sequence[Seen] = (),
    again: bool = False,
) -> Taken:
    """Write down what a walk of this day brought, all of it or nothing; `areas` by id, "" is the walk's own.

    A sheet that came back before is written down once more only where that is said.

    What was found starts as staff only: somebody checks it before it is shown. What is still
    there is checked by it; what was otherwise waits for somebody to answer, as all that is told.
    """
    if not (lines or seen):
        raise DomainError(
            _("まだ1行も書かれていません。見つけたものの種類と名前を書いてください。")
        )
    # Of two that send the same paper at once the second waits here and then sees it come back.
    sheets = held(Walk.objects.all(), _known(viewer, walked.sheet))
    if not again and any(sheet.returned_on for sheet in sheets.values()):
        raise DomainError(
            _(
                "この紙は、もう書き写してあります。書き足すときは、下の「それでも、ぜんぶ記録する」を押してください。"
            )
        )
    # Kept in the language of the house, whatever the language of who types it in.
    with translation.override(settings.LANGUAGE_CODE):
        taken = _take_in(viewer, lines, areas, walked, seen)._replace(sheets=list(sheets.values()))
    for sheet in taken.sheets:
        sheet.returned_on, sheet.walkers = viewer.today, walked.walkers or sheet.walkers
        sheet.times_returned += 1
        sheet.save()
    return taken


def _take_in(
    viewer: Viewer,
    lines: Sequence[Mapping[str, Any]],
    areas: Mapping[str, Area],
    walked: Walked,
    seen: Sequence[Seen],
) -> Taken:
    things, gatherings = [], []
    for line in lines:
        shared = {
            "municipality_id": viewer.municipality,
            "area": areas[line["area"]],
            "name": line["name"],
            "times_words": line["when"],
            "notes": line["note"],
            "visibility": Visibility.STAFF,
            "source": _("宝探し"),
            "source_id": walked.sheet,
        }
        if line["kind"] == ACTIVITY:
            gatherings.append(Activity(**shared, organiser_words=line["whose"]))
        else:
            kind, origin = line["kind"], Asset.Origin.FOUND
            things.append(Asset(**shared, kind=kind, origin=origin, owner_words=line["whose"]))
    with audit.as_one(viewer.actor, "pages.take_in", kind="walk"):
        return Taken(
            assets.add_many(viewer.actor, things) if things else [],
            activities.add_many(viewer.actor, gatherings) if gatherings else [],
            [_checked(viewer, one, walked.on) for one in seen if one.state == State.THERE],
            [_told(one, walked.sheet) for one in seen if one.state != State.THERE],
            [],
        )


def _known(viewer: Viewer, number: str) -> list[UUID]:
    alike = Walk.objects.filter(municipality_id=viewer.municipality, number=number)
    return list(alike.values_list("pk", flat=True))


def _take_back_sheets(sheets: Sequence[Walk]) -> None:
    """Count a typing less; a sheet of which none is left has not come back."""
    for sheet in held(Walk.objects.all(), [sheet.pk for sheet in sheets]).values():
        sheet.times_returned = max(0, sheet.times_returned - 1)
        if not sheet.times_returned:
            sheet.returned_on = sheet.walkers = None
        sheet.save()


def _checked(viewer: Viewer, seen: Seen, on: date) -> Check:
    check = Check(on=on, means=Means.VISIT, result=Check.Result.SAME, words=seen.note[:200])
    return asset_actions.check(viewer, seen.asset, check)


def _told(seen: Seen, sheet: str) -> Suggestion:
    said = {
        State.CHANGED.value: _("宝探し（用紙 %(sheet)s）：変わっていました。%(note)s"),
        State.GONE.value: _("宝探し（用紙 %(sheet)s）：見つかりませんでした。%(note)s"),
    }
    words = said[seen.state] % {"sheet": sheet, "note": seen.note}
    return asset_actions.suggest(seen.asset, Suggestion(words=words))


@transaction.atomic
def take_back(viewer: Viewer, taken: Taken) -> None:
    """Retire and end what was typed in by mistake, and take back what was seen of what was known."""
    if not any((taken.assets, taken.activities, taken.checks, taken.suggestions)):
        raise DomainError(_("もう元に戻してあるか、そのあと確かめられています。"))
    for asset in taken.assets:
        asset.retired_on = viewer.today
    _take_back_sheets(taken.sheets)
    with audit.as_one(viewer.actor, "pages.take_back", kind="walk"):
        if taken.assets:
            assets.change_many(viewer.actor, taken.assets, fields=["retired_on"])
        if taken.activities:
            activities.end_many(viewer.actor, taken.activities, on=viewer.today)
        for check in taken.checks:
            asset_actions.take_back_check(viewer, check)
        for suggestion in taken.suggestions:
            asset_actions.answer(
                viewer,
                suggestion,
                state=Suggestion.State.DECLINED,
                words=_("書き写しを元に戻しました。"),
            )


def receipt(viewer: Viewer, found: Iterable[UUID]) -> str:
    """Return a token by which only this person can take back what they just typed in."""
    return signing.dumps([str(viewer.user), *map(str, found)], salt=SALT, compress=True)


def received(viewer: Viewer, token: str) -> list[UUID]:
    """Return what a token stands for; raises DomainError for one that is not this person's."""
    try:
        user, *found = signing.loads(token, salt=SALT, max_age=DAY)
    except signing.BadSignature as error:
        raise DomainError(
            _("元に戻せる時間が過ぎました。1件ずつ、引退か終わりにしてください。")
        ) from error
    if user != str(viewer.user):
        raise DomainError(
            _(
                "元に戻せるのは、書いた人だけです。書いた人に頼むか、1件ずつ引退か終わりにしてください。"
            )
        )
    return [UUID(one) for one in found]
