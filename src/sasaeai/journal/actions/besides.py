"""What an entry does besides: each room is told through its own action, and what is left there is noted."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.activities.models import ActivityCheck
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import actions as assets
from sasaeai.assets import rules as asset_rules
from sasaeai.assets.models import Check
from sasaeai.assets.models.freshness import CheckOf, Means
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.journal.actions.promise import settle
from sasaeai.journal.deed import Answered, Besides, Deed, Heard
from sasaeai.journal.models import Entry, Sequel
from sasaeai.organisations import actions as organisations
from sasaeai.organisations import rules as organisation_rules
from sasaeai.organisations.models import Approach, Organisation, Tie
from sasaeai.voices import actions as voices
from sasaeai.voices import rules as voice_rules
from sasaeai.voices.models import Voice

# How the asset or activity was made sure of, by how the day's contact was; else somebody was met.
SURE_BY = {
    "visit": Means.VISIT,
    "event": Means.VISIT,
    "walk": Means.VISIT,
    "phone": Means.PHONE,
    "fax": Means.PAPER,
    "letter": Means.PAPER,
}


@transaction.atomic
def tell(viewer: Viewer, entry: Entry, deed: Deed) -> None:
    """Tell each room below what concerns it, through its own action."""
    besides, links = deed.besides, deed.links
    if besides.heard is not None:
        _hear(viewer, entry, besides.heard)
    if besides.unchanged:
        _make_sure(viewer, entry, [*links.get("assets", ()), *links.get("activities", ())])
    if besides.tie_words:
        _tie(viewer, entry, links.get("organisations", ()), besides.tie_words)
    if besides.answered is not None:
        _answer(viewer, entry, besides.answered)
    _keep_promises(viewer, entry, besides)


def _hear(viewer: Viewer, entry: Entry, heard: Heard) -> None:
    voice = Voice(
        area=entry.area, employer_id=entry.employer_id, words=heard.words, kind=heard.kind,
        heard_on=entry.on, means=entry.means, called=heard.called, consent=heard.consent,
        reach=heard.reach,
    )  # fmt: skip
    kept = voices.hear(viewer, voice)
    entry.voices.add(kept)
    Sequel.objects.create(entry=entry, voice=kept)


def _make_sure(viewer: Viewer, entry: Entry, rows: Iterable[Any]) -> None:
    """Renew the confidence of what was found unchanged."""
    means = SURE_BY.get(entry.means.code, Means.MET)
    sure: dict[str, Any] = {"on": entry.on, "means": means, "result": CheckOf.Result.SAME}
    for row in rows:
        if not asset_rules.may_change(viewer, row):
            raise DomainError(
                _("「%(name)s」は、受け持ちの地区のものではないので、確かめたことにできません。")
                % {"name": row.name}
            )
        if row._meta.label == "assets.Asset":  # noqa: SLF001 -- Django's public name for it
            made = assets.check(viewer, row, Check(**sure))
            Sequel.objects.create(entry=entry, asset_check=made)
        else:
            met = assets.check(viewer, row, ActivityCheck(**sure))
            Sequel.objects.create(entry=entry, activity_check=met)


def _tie(viewer: Viewer, entry: Entry, ends: Sequence[Organisation], words: str) -> None:
    if len(ends) != 2:
        raise DomainError(_("つながりを残すには、相手に団体をちょうど二つ選んでください。"))
    made = organisations.tie(viewer, Tie(one=ends[0], other=ends[1], words=words))
    Sequel.objects.create(entry=entry, tie=made)


def _answer(viewer: Viewer, entry: Entry, answered: Answered) -> None:
    """Note that a promised answer was given; where an answer reaches them stays, so that it can be taken back."""
    if not voice_rules.may_change(viewer, answered.voice):
        raise DomainError(
            _("お返事を残せるのは、聴いた所属先の方だけです。聴いた方にお伝えください。")
        )
    given = voices.answer(
        viewer, answered.voice, words=answered.words, on=entry.on, calls_again=True
    )
    Sequel.objects.create(entry=entry, answer=given)


def _keep_promises(viewer: Viewer, entry: Entry, besides: Besides) -> None:
    """Mark the next steps this entry took, and carry on the 働きかけ it was about."""
    for step in besides.done:
        was_open = step.next_done_on is None
        settled = settle(viewer, step)
        if was_open:
            Sequel.objects.create(entry=entry, step=settled)
    if besides.done:
        entry.follows = besides.done[0]
        entry.save(update_fields=["follows", "updated_at"])
    if besides.approach is not None:
        _carry_on(viewer, entry, besides.approach)


def _carry_on(viewer: Viewer, entry: Entry, approach: Approach) -> None:
    if not organisation_rules.may_change_approach(viewer, approach):
        raise DomainError(_("この働きかけは、ほかの方が続けています。その方にお伝えください。"))
    current = held(Approach.objects.all(), [approach.pk])[approach.pk]
    before, changed = (current.state, current.next_on), ["next_on"]
    current.next_on = entry.next_on
    if current.state == Approach.State.PLANNED:
        current.state = Approach.State.ASKED
        changed.append("state")
    left = organisations.change_approach(viewer, current, changed=changed)
    Sequel.objects.create(
        entry=entry, approach=left, state_before=before[0], next_before=before[1],
        left_at=left.updated_at,
    )  # fmt: skip
