"""Loading the national code lists and changing the town's words."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.areas import actions as areas
from sasaeai.areas.models import Municipality
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError, once
from sasaeai.base.models import held
from sasaeai.vocabulary import national
from sasaeai.vocabulary.models import Kind, PolicyRule, Term

OWN = "x_"
NAMED = ("label", "kana", "label_en", "description")
POLICY_KNOWN = gettext_lazy(
    "この日からの決まりが、もうあります。ほかの日にするか、その決まりを取り消してから決めてください。"
)
REFRESHED = ("label", "kana", "national_label", "order", "parent", "source", "to_verify")


@transaction.atomic
def load_national(actor: Actor, municipality: Municipality) -> int:
    """Add the national terms a town does not have yet; return how many were new.

    Of a term it has, order, parent, source and 要確認 follow the national list; a label the town
    changed, its dates, description and policy stay.
    """
    known = {
        (term.kind, term.code): term for term in Term.objects.filter(municipality=municipality)
    }
    fresh: list[Term] = []
    for entry in national.terms():
        term = known.get((entry.kind, entry.code))
        if term is None:
            term = _new(municipality, entry)
            fresh.append(term)
            known[entry.kind, entry.code] = term
        _refresh(term, entry, parent=known.get((entry.kind, entry.parent)))
    new = {term.pk for term in fresh}
    old = [term for term in known.values() if not term.is_own and term.pk not in new]
    Term.objects.bulk_create(fresh, batch_size=500)
    Term.objects.bulk_update(old, REFRESHED, batch_size=200)
    here = Actor(actor.user, municipality.pk, actor.postings)
    audit.record(here, "vocabulary.load_national", kind="municipality", subjects=[municipality.pk])
    return len(fresh)


def _new(municipality: Municipality, entry: national.NationalTerm) -> Term:
    return Term(
        municipality=municipality,
        kind=entry.kind,
        code=entry.code,
        label=entry.label,
        kana=entry.kana,
        national_label=entry.label,
        label_en=entry.label_en,
        description=entry.description,
        policy=entry.policy,
        since=entry.since,
        until=entry.until,
    )


def _refresh(term: Term, entry: national.NationalTerm, *, parent: Term | None) -> None:
    if term.label == term.national_label:
        term.label, term.kana = entry.label, entry.kana or term.kana
    term.national_label = entry.label
    term.order = entry.order
    term.parent = parent
    term.source = entry.source
    term.to_verify = entry.to_verify


@transaction.atomic
def rename(
    viewer: Viewer, term: Term, *, label: str, kana: str, label_en: str, description: str
) -> Term:
    """Call a term what this town calls it."""
    term.label, term.kana = label, kana
    term.label_en, term.description = label_en, description
    _save(term, NAMED)
    if term.kind == Kind.ROLE:
        # Postings live a floor below and must know the word as well.
        own = {"ja": label, "en": label_en} if label != term.national_label else {}
        areas.name_role(viewer, term.code, own)
    _record(viewer, "vocabulary.rename", term, NAMED)
    return term


@transaction.atomic
def add(viewer: Viewer, term: Term) -> Term:
    """Add a term of the town's own below a national one; without a code it gets the next number."""
    term.municipality_id = viewer.municipality
    parent = term.parent
    if parent is None or parent.is_own or _place(parent) != _place(term):
        raise DomainError(_("同じ一覧の、国の用語の中から、どれに含めて数えるかを選んでください。"))
    # Of two that add a term at once the second waits here and gets the number after the first's.
    held(Municipality.objects.all(), [viewer.municipality])
    codes = Term.objects.filter(municipality_id=viewer.municipality, kind=term.kind)
    taken = set(codes.values_list("code", flat=True))
    term.code = term.code or _next_code(taken)
    if not term.code.startswith(OWN):
        raise DomainError(_("町で加える用語のコードは「x_」で始めてください。"))
    if term.code in taken:
        raise DomainError(_("このコードはもう使われています。別のコードにしてください。"))
    term.national_label = ""
    term.order = parent.order + 1
    term.save()
    _record(viewer, "vocabulary.add", term)
    return term


def _place(term: Term) -> tuple[object, str]:
    return term.municipality_id, term.kind


def _next_code(taken: Iterable[str]) -> str:
    numbers = [int(code[len(OWN) :]) for code in taken if code[len(OWN) :].isdecimal()]
    return f"{OWN}{max(numbers, default=0) + 1}"


@transaction.atomic
def end(viewer: Viewer, term: Term, *, until: date) -> Term:
    """End a term with this as its last day; what was written with it keeps it."""
    if term.since is not None and until < term.since:
        raise DomainError(_("おわりの日は、はじまりの日か、それより後にしてください。"))
    return _set_until(viewer, term, until, verb="vocabulary.end")


@transaction.atomic
def reopen(viewer: Viewer, term: Term) -> Term:
    """Take an ended term up again."""
    return _set_until(viewer, term, None, verb="vocabulary.reopen")


@transaction.atomic
def set_policy(viewer: Viewer, rule: PolicyRule) -> PolicyRule:
    """Say who helps with a category from a day on; what the town said for later days stays."""
    term = rule.term
    if _place(term) != (viewer.municipality, Kind.SUPPORT_CATEGORY):
        raise DomainError(_("手伝う人は、この町の「困りごとと手伝いの分類」ごとに決めます。"))
    if rule.since < viewer.today:
        raise DomainError(_("過ぎた日からは変えられません。今日か、それより後の日にしてください。"))
    with once(POLICY_KNOWN):
        rule.save(force_insert=True)
    _record(viewer, "vocabulary.set_policy", term, ["policy"])
    return rule


@transaction.atomic
def take_back_policy(viewer: Viewer, rule: PolicyRule) -> None:
    """Take back what was said of a day that is not over; what the town did before that counts again."""
    if rule.since < viewer.today:
        raise DomainError(
            _("前の日から使っている決まりは取り消せません。今日からの決まりを書いてください。")
        )
    rule.delete()
    _record(viewer, "vocabulary.take_back_policy", rule.term, ["policy"])


def _set_until(viewer: Viewer, term: Term, until: date | None, *, verb: str) -> Term:
    term.until = until
    _save(term, ["until"])
    _record(viewer, verb, term, ["until"])
    return term


def _save(term: Term, fields: Iterable[str]) -> None:
    term.save(update_fields=[*fields, "updated_at"])


def _record(viewer: Viewer, verb: str, term: Term, fields: Iterable[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind="term", subjects=[term.pk], fields=fields)
