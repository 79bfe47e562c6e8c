"""The entries of the record book in words: what was done, and to which fields."""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area, Employer, Landmark, Municipality, Role
from sasaeai.areas.models.area import Level
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from sasaeai.audit.queries import Matter
from sasaeai.contacts.models import Contact
from sasaeai.journal.models import Entry as Deed
from sasaeai.journal.models import Story, Word
from sasaeai.matching.models import Match
from sasaeai.needs.models import Issue, Need
from sasaeai.organisations.models import Organisation
from sasaeai.pages.record_verbs import VERBS
from sasaeai.people.models import Item, Person
from sasaeai.reports.models import Evidence, Report, Template
from sasaeai.visions.models import Goal, Vision
from sasaeai.vocabulary.models import Term
from sasaeai.voices.models import Slip, Voice

THINGS: dict[str, type[Model]] = {
    "activity": Activity,
    "area": Area,
    "asset": Asset,
    "employer": Employer,
    "evidence": Evidence,
    "goal": Goal,
    "entry": Deed,
    "contact": Contact,
    "issue": Issue,
    "landmark": Landmark,
    "match": Match,
    "municipality": Municipality,
    "need": Need,
    "organisation": Organisation,
    "person": Person,
    "report": Report,
    "round": Asset,
    "slip": Slip,
    "story": Story,
    "term": Term,
    "template": Template,
    "user": User,
    "vision": Vision,
    "voice": Voice,
    "walk": Asset,
    "word": Word,
}
# What an entry can be about besides one of the things above, and those of many things at once.
KINDS: dict[str, Promise] = {
    "access_rule": _("人の記録の見え方"),
    "import": _("取り込み"),
    "map": _("資源地図"),
    "pace": _("お願いの頻度"),
    "posting": _("配置"),
    "record_book": _("記録簿"),
    "round": _("今日たしかめる"),
    "suggestion": _("知らせ"),
    "walk": _("宝探し"),
}
# The entries of a matter, where they are not just those of one kind. What was told of a thing stays
# among the entries of the thing as well; that the book was taken along is nothing of the town.
MATTERS: dict[str, Matter] = {
    "municipality": Matter("municipality", without=("pages.export_audit",)),
    "record_book": Matter("record_book", besides=("pages.export_audit",)),
    "suggestion": Matter(
        "suggestion",
        besides=(
            "activities.answer",
            "activities.look_suggestions",
            "activities.suggest",
            "assets.answer",
            "assets.look_suggestions",
            "assets.suggest",
        ),
    ),
    "walk": Matter("walk", besides=("pages.print_walk",)),
}
# What is recorded but is no column of the thing itself.
FIELDS: dict[str, Promise] = {
    "chosen_actor": _("した人"),
    "chosen_kind": _("何を"),
    "chosen_since": _("いつから"),
    "chosen_until": _("いつまで"),
    "approaches": _("働きかけ"),
    "answer": _("お返事したこと"),
    "answered_on": _("お返事した日"),
    "destination": _("行き先"),
    "closing_answers": _("お返事したこと"),
    "contact": _("お返事先"),
    "goal": _("目標"),
    "gifts": _("できること・やってみたいこと"),
    "consents": _("同意"),
    "memberships": _("会員"),
    "openings": _("出番"),
    "overruled_for": _("近所に頼むわけ"),
    "password": _("パスワード"),
    "second_factor": _("二つめの鍵"),
    "notes": _("覚え書き"),
    "state": _("いまの様子"),
    "state_since": _("いつから"),
    "resumes_on": _("また始まる日"),
    "suggestions": _("知らせ"),
    "until": _("おわりの日"),
    "words": _("書かれた言葉"),
    **{role.value: role.label for role in Role},
    **{level.value: level.label for level in Level},
}


def verb_words(verb: str) -> str:
    """Return what was done; a verb of an older release stands as it was written."""
    return str(VERBS.get(verb, verb))


def kind_words(kind: str) -> str:
    """Return what kind of thing an entry was about."""
    if kind in KINDS:
        return str(KINDS[kind])
    return str(THINGS[kind]._meta.verbose_name) if kind in THINGS else kind  # noqa: SLF001 -- Django's public name for it


def matter(kind: str) -> Matter:
    """Return which entries are about this kind of thing."""
    return MATTERS.get(kind, Matter(kind))


def kind_of(entry: Entry) -> str:
    """Return what kind of thing an entry was about, whatever it was written under."""
    return "record_book" if entry.verb in MATTERS["record_book"].besides else entry.kind


def fields_words(entry: Entry) -> str:
    """Return what the fields that an entry touched are called on the screens."""
    return gettext("、").join(field_words(entry.kind, name) for name in entry.fields)


def field_words(kind: str, name: str) -> str:
    """Return what a field of this kind of thing is called on the screens, and how its fingerprint begins."""
    name, _colon, value = name.partition(":")
    if value:
        return f"{field_words(kind, name)} {value[:12]}…"
    if name in FIELDS:
        return str(FIELDS[name])
    columns = {field.name: field for field in THINGS[kind]._meta.fields} if kind in THINGS else {}  # noqa: SLF001 -- Django's public name for it
    if name in columns:
        return str(columns[name].verbose_name)
    # A look at a person names what consents name, and the name is no column of its own.
    return str(dict(Item.choices).get(name, name)) if kind == "person" else name
