"""Writing down what was done: one entry, and each other room told through its own action."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sasaeai.activities.models import ActivityCheck
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import actions as assets
from sasaeai.assets import rules as asset_rules
from sasaeai.assets.models import Check
from sasaeai.assets.models.freshness import CheckOf, Means
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen
from sasaeai.base.models import held
from sasaeai.journal import queries, rules
from sasaeai.journal.actions.now import whoever
from sasaeai.journal.deed import Besides, Deed, Heard
from sasaeai.journal.models import Entry
from sasaeai.organisations import actions as organisations
from sasaeai.organisations import rules as organisation_rules
from sasaeai.organisations.models import Approach, Organisation, Tie
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Voice

KIND = queries.KIND
# How the asset or activity was made sure of, by how the day's contact was; else somebody was met.
SURE_BY = {
    "visit": Means.VISIT,
    "event": Means.VISIT,
    "walk": Means.VISIT,
    "phone": Means.PHONE,
    "fax": Means.PAPER,
    "letter": Means.PAPER,
}
MENDED = (
    "means", "with_words", "area", "posting", "words", "next_step", "next_on", "next_done_on", "on",
    "minutes", "reach", "newest_first",
)  # fmt: skip


@transaction.atomic
def log(viewer: Viewer, entry: Entry, deed: Deed) -> Entry:
    """Write down what was done and return it; of what arrived before nothing changes, and that is returned."""
    entry.municipality_id = viewer.municipality
    entry.by_id = whoever(viewer)
    _take_place(viewer, entry)
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        return queries.arrived(viewer, entry.client_id)
    _link(entry, deed.links)
    _tell(viewer, entry, deed)
    _record(viewer, "journal.log", entry)
    return entry


@transaction.atomic
def change(
    viewer: Viewer, entry: Entry, deed: Deed, *, seen: datetime, changed: Sequence[str]
) -> Entry:
    """Save what was put right of an entry, unless it was changed after it was `seen`."""
    current = _now(entry)
    keep_seen(current.updated_at, seen)
    if (current.next_step, current.next_on) != (entry.next_step, entry.next_on):
        entry.next_done_on = None
    _take_place(viewer, entry)
    entry.save(update_fields=[*MENDED, "updated_at"])
    _link(entry, deed.links)
    _record(viewer, "journal.change", entry, changed)
    return entry


@transaction.atomic
def take_back(viewer: Viewer, entry: Entry) -> None:
    """Take back an entry written today by mistake; what other rooms were told stays there."""
    current = _now(entry)
    if not rules.may_take_back(viewer, current):
        raise DomainError(
            _("取り消せるのは、ご自分が今日書いた記録だけです。ちがうところは、直してください。")
        )
    _record(viewer, "journal.take_back", current)
    current.delete()


@transaction.atomic
def settle(viewer: Viewer, entry: Entry) -> Entry:
    """Note that the next step of an entry was taken."""
    current = _promised(viewer, entry)
    current.next_done_on = viewer.today
    return _put(viewer, current, "journal.settle", "next_done_on")


@transaction.atomic
def unsettle(viewer: Viewer, entry: Entry) -> Entry:
    """Let a next step wait again that was marked by mistake."""
    current = _promised(viewer, entry)
    current.next_done_on = None
    return _put(viewer, current, "journal.unsettle", "next_done_on")


@transaction.atomic
def move(viewer: Viewer, entry: Entry, *, to: date) -> Entry:
    """Promise the next step for another day."""
    current = _promised(viewer, entry)
    if to < viewer.today:
        raise DomainError(_("過ぎた日です。今日か、これからの日を選んでください。"))
    current.next_on = to
    return _put(viewer, current, "journal.move", "next_on")


def _take_place(viewer: Viewer, entry: Entry) -> None:
    posting = rules.posting_of(viewer, entry.area, entry.employer_id)
    if posting is None:
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))
    if entry.on > viewer.today:
        raise DomainError(_("これからの日です。した日を選んでください。"))
    entry.posting_id = posting
    entry.take_place_in_lists()


def _link(entry: Entry, links: Mapping[str, Iterable[Any]]) -> None:
    for name, rows in links.items():
        getattr(entry, name).set(rows)


def _tell(viewer: Viewer, entry: Entry, deed: Deed) -> None:
    """Tell each room below what concerns it, through its own action."""
    besides, links = deed.besides, deed.links
    if besides.heard is not None:
        entry.voices.add(_hear(viewer, entry, besides.heard))
    if besides.unchanged:
        _make_sure(viewer, entry, [*links.get("assets", ()), *links.get("activities", ())])
    if besides.tie_words:
        _tie(viewer, links.get("organisations", ()), besides.tie_words)
    _keep_promises(viewer, entry, besides)


def _hear(viewer: Viewer, entry: Entry, heard: Heard) -> Voice:
    voice = Voice(
        area=entry.area, employer_id=entry.employer_id, words=heard.words, kind=heard.kind,
        heard_on=entry.on, means=entry.means, called=heard.called, consent=heard.consent,
        reach=heard.reach,
    )  # fmt: skip
    return voices.hear(viewer, voice)


def _make_sure(viewer: Viewer, entry: Entry, rows: Iterable[Any]) -> None:
    """Renew the confidence of what was found unchanged."""
    for row in rows:
        if not asset_rules.may_change(viewer, row):
            raise DomainError(
                _("「%(name)s」は、受け持ちの地区のものではないので、確かめたことにできません。")
                % {"name": row.name}
            )
        table: type[CheckOf] = Check if row._meta.label == "assets.Asset" else ActivityCheck  # noqa: SLF001 -- Django's public name for it
        means = SURE_BY.get(entry.means.code, Means.MET)
        assets.check(viewer, row, table(on=entry.on, means=means, result=CheckOf.Result.SAME))


def _tie(viewer: Viewer, ends: Sequence[Organisation], words: str) -> None:
    if len(ends) != 2:
        raise DomainError(_("つながりを残すには、相手に団体をちょうど二つ選んでください。"))
    organisations.tie(viewer, Tie(one=ends[0], other=ends[1], words=words))


def _keep_promises(viewer: Viewer, entry: Entry, besides: Besides) -> None:
    """Mark the next steps this entry took, and carry on the 働きかけ it was about."""
    for step in besides.done:
        settle(viewer, step)
    if besides.done:
        entry.follows = besides.done[0]
        entry.save(update_fields=["follows", "updated_at"])
    if besides.approach is not None:
        _carry_on(viewer, entry, besides.approach)


def _carry_on(viewer: Viewer, entry: Entry, approach: Approach) -> None:
    if not organisation_rules.may_change_approach(viewer, approach):
        raise DomainError(_("この働きかけは、ほかの方が続けています。その方にお伝えください。"))
    changed = ["next_on"]
    approach.next_on = entry.next_on
    if approach.state == Approach.State.PLANNED:
        approach.state = Approach.State.ASKED
        changed.append("state")
    organisations.change_approach(viewer, approach, changed=changed)


def _promised(viewer: Viewer, entry: Entry) -> Entry:
    current = _now(entry)
    if not rules.may_settle(viewer, current):
        raise DomainError(_("この約束は、書いた所属先の方だけが動かせます。"))
    if not current.next_step:
        raise DomainError(_("この記録に、次の一手はありません。先に書きたしてください。"))
    return current


def _put(viewer: Viewer, entry: Entry, verb: str, field: str) -> Entry:
    entry.save(update_fields=[field, "updated_at"])
    _record(viewer, verb, entry, [field])
    return entry


def _now(entry: Entry) -> Entry:
    found = held(Entry.objects.select_related("area"), [entry.pk]).get(entry.pk)
    if found is None:
        raise DomainError(_("この記録は、たったいま取り消されました。一覧でたしかめてください。"))
    return found


def _record(viewer: Viewer, verb: str, entry: Entry, fields: Iterable[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[entry.pk], fields=fields)
