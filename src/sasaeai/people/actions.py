"""Writing down persons, and noting every look at them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen
from sasaeai.base.models import held
from sasaeai.calc.kana import row_of
from sasaeai.people import keys, rules
from sasaeai.people.cards import Card
from sasaeai.people.models import Answer, Consent, Gift, Item, NameKey, Opening, Person
from sasaeai.vocabulary.models import Term

KIND = "person"
OPEN_FOR = timedelta(minutes=60)
GIVES = {Answer.Said.YES.value: Gift.Kind.CAN, Answer.Said.WANTS.value: Gift.Kind.WANTS}
RECIPIENTS_DIFFER = gettext_lazy(
    "「だれに」と「その所属先」が別の相手です。同じ相手にそろえるか、所属先を空けてください。"
)


@transaction.atomic
def add(viewer: Viewer, person: Person) -> Person:
    """Write down a person; a nickname and an area are enough."""
    person.municipality_id = viewer.municipality
    person.recorded_by_id = _user(viewer)
    _save(viewer, person)
    record(viewer, "people.add", person)
    return person


@transaction.atomic
def change(viewer: Viewer, person: Person, *, seen: datetime, changed: Sequence[str]) -> Person:
    """Save what was changed of a person, unless somebody else did after it was `seen`."""
    _hold_as_seen(person, seen)
    _save(viewer, person)
    record(viewer, "people.change", person, changed)
    return person


def _hold_as_seen(person: Person, seen: datetime) -> None:
    keep_seen(held(Person.objects.all(), [person.pk])[person.pk].updated_at, seen)


def _save(viewer: Viewer, person: Person) -> None:
    if not rules.may_record(viewer, person.area, person.employer_id):
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))
    if not (person.nickname or person.family_name):
        raise DomainError(_("呼び名か姓のどちらかを書いてください。"))
    if person.hides_address:
        # An address nobody may ever see is not kept either.
        person.address = ""
    person.first_kana = first_kana(person)
    person.save()
    index([person])


def first_kana(person: Person) -> str:
    """Return the kana row a person is listed under: by the family name's kana, else the nickname."""
    return row_of(person.family_kana or person.nickname)


def index(people: Collection[Person]) -> None:
    """Write the keys by which these persons are found anew, in the caller's transaction."""
    NameKey.objects.filter(person__in=people).delete()
    NameKey.objects.bulk_create(
        (key for person in people for key in keys.keys_of(person)), batch_size=500
    )


@transaction.atomic
def pause(viewer: Viewer, person: Person, *, since: date, until: date | None) -> Person:
    """Let a person rest: nothing is asked of them in this time."""
    if until is not None and until < since:
        raise DomainError(_("おわりの日は、はじまりの日か、それより後にしてください。"))
    return _set_pause(viewer, person, since, until, verb="people.pause")


@transaction.atomic
def resume(viewer: Viewer, person: Person) -> Person:
    """End a person's rest."""
    return _set_pause(viewer, person, None, None, verb="people.resume")


def _set_pause(
    viewer: Viewer, person: Person, since: date | None, until: date | None, *, verb: str
) -> Person:
    person.paused_from, person.paused_until = since, until
    person.save(update_fields=["paused_from", "paused_until", "updated_at"])
    record(viewer, verb, person, ["paused_from", "paused_until"])
    return person


@transaction.atomic
def open_with_reason(viewer: Viewer, person: Person, *, reason: str) -> Opening:
    """Let an officer see one record for an hour; the reason stays for everybody to read."""
    if not rules.may_open(viewer, person):
        raise DomainError(
            _("この方の記録は、その区域を受け持つ人だけが開けます。受け持つ人に頼んでください。")
        )
    opening = Opening.objects.create(
        person=person,
        municipality_id=person.municipality_id,
        user_id=_user(viewer),
        reason=reason,
        until=timezone.now() + OPEN_FOR,
    )
    record(viewer, "people.open", person)
    return opening


@transaction.atomic
def look(viewer: Viewer, cards: Sequence[Card], *, fields: Iterable[str] = ()) -> None:
    """Note that a response shows these persons: one entry, or none where nobody is shown.

    `fields` narrows to what the page shows of the cards; without it everything they hold counts.
    """
    if not cards:
        return
    shown = set().union(*(card.shown for card in cards))
    audit.record(
        viewer.actor,
        "people.look",
        kind=KIND,
        subjects=[card.id for card in cards],
        fields=shown & set(fields) if fields else shown,
    )


@transaction.atomic
def write_out(viewer: Viewer, cards: Sequence[Card]) -> None:
    """Note that these persons were written out to a file, with everything their cards show."""
    audit.record(
        viewer.actor,
        "people.export",
        kind=KIND,
        subjects=[card.id for card in cards],
        fields=set[str]().union(*(card.shown for card in cards)),
    )


@transaction.atomic
def look_up(viewer: Viewer, people: Sequence[Person]) -> None:
    """Note that somebody who sees only numbers asked for persons by name or number."""
    if people:
        audit.record(
            viewer.actor, "people.look_up", kind=KIND, subjects=[person.pk for person in people]
        )


@transaction.atomic
def add_gift(viewer: Viewer, gift: Gift) -> Gift:
    """Write down something a person can do or would like to do."""
    _same_town(gift.category.municipality_id, gift.person)
    gift.municipality_id = gift.person.municipality_id
    return _put_gift(viewer, gift, verb="people.add_gift")


@transaction.atomic
def hear_answer(viewer: Viewer, person: Person, *, category: Term, said: str) -> Answer:
    """Keep what somebody said when asked; a yes is something they can do from now on.

    What a yes had given goes again where they say something else.
    """
    _same_town(category.municipality_id, person)
    before = Answer.objects.filter(person=person, category=category).first()
    answer, _made = Answer.objects.update_or_create(
        person=person,
        category=category,
        defaults={
            "municipality_id": person.municipality_id,
            "said": said,
            "said_on": viewer.today,
        },
    )
    kind = GIVES.get(said)
    if before is not None and before.said != said:
        _take_back_given(viewer, before)
    known = Gift.objects.filter(person=person, category=category, kind=kind, ended_on=None)
    if kind and not known.exists():
        _give(viewer, Gift(person=person, category=category, kind=kind))
    _asked(viewer, person)
    record(viewer, "people.hear_answer", person, ["gifts"])
    return answer


def _give(viewer: Viewer, gift: Gift) -> None:
    """Write down what a yes gives; what was taken back today comes back as it was, with its times."""
    same = Gift.objects.filter(person=gift.person, category=gift.category, kind=gift.kind)
    ended = same.filter(ended_on=viewer.today).order_by("-updated_at").first()
    if ended is not None:
        bring_back_gift(viewer, ended)
    else:
        add_gift(viewer, gift)


def _take_back_given(viewer: Viewer, answer: Answer) -> None:
    """End what an answer gave, for somebody says something else now."""
    kind = GIVES.get(answer.said)
    given = Gift.objects.filter(person=answer.person, category=answer.category, ended_on=None)
    for gift in given.filter(kind=kind) if kind else ():
        end_gift(viewer, gift)


@transaction.atomic
def ask_to_give(viewer: Viewer, person: Person) -> Person:
    """Note that somebody was asked what they might give, so that nobody asks again by habit."""
    _asked(viewer, person)
    record(viewer, "people.ask_to_give", person, ["asked_to_give_on"])
    return person


def _asked(viewer: Viewer, person: Person) -> None:
    person.asked_to_give_on = viewer.today
    person.save(update_fields=["asked_to_give_on", "updated_at"])


@transaction.atomic
def change_meeting(
    viewer: Viewer,
    person: Person,
    *,
    seen: datetime,
    changed: Sequence[str],
    has: Iterable[Term],
    avoids: Iterable[Term],
) -> Person:
    """Save what others should know before they meet somebody, unless it was changed after it was `seen`."""
    _hold_as_seen(person, seen)
    person.save(update_fields=["trust", "with_companion", "updated_at"])
    person.has.set(has)
    person.avoids.set(avoids)
    record(viewer, "people.change_meeting", person, changed)
    return person


@transaction.atomic
def change_gift(viewer: Viewer, gift: Gift, *, seen: datetime) -> Gift:
    """Save when and how somebody gives, unless it was changed or taken back after it was `seen`."""
    # In the order of `_put_gift`, so that two never wait for each other.
    held(Person.objects.all(), [gift.person_id])
    keep_seen(held(Gift.objects.all(), [gift.pk])[gift.pk].updated_at, seen)
    return _put_gift(viewer, gift, verb="people.change_gift")


@transaction.atomic
def end_gift(viewer: Viewer, gift: Gift) -> Gift:
    """Take a gift back; what was taken back before keeps its day."""
    gift.ended_on = gift.ended_on or viewer.today
    return _put_gift(viewer, gift, verb="people.end_gift")


@transaction.atomic
def bring_back_gift(viewer: Viewer, gift: Gift) -> Gift:
    """Undo that a gift was taken back, on the same day; later it is written anew."""
    if gift.ended_on is not None and gift.ended_on != viewer.today:
        raise DomainError(
            _("元に戻せるのは、取り下げたその日だけです。あらためて書き足してください。")
        )
    gift.ended_on = None
    return _put_gift(viewer, gift, verb="people.bring_back_gift")


def _put_gift(viewer: Viewer, gift: Gift, *, verb: str) -> Gift:
    # Of two that write the same at once the second waits here and then sees the first.
    held(Person.objects.all(), [gift.person_id])
    same = Gift.objects.filter(
        person=gift.person, kind=gift.kind, category=gift.category, ended_on=None
    )
    if gift.ended_on is None and same.exclude(pk=gift.pk).exists():
        raise DomainError(
            _("同じことがもう書いてあります。そちらを直すか、別のことを選んでください。")
        )
    gift.save()
    record(viewer, verb, gift.person, ["gifts"])
    return gift


@transaction.atomic
def give_consent(viewer: Viewer, consent: Consent) -> Consent:
    """Write down what a person agreed may be passed on, to whom and until when."""
    keep_consent_rules(consent, viewer.today)
    _same_town(consent.recipient.municipality_id, consent.person)
    if consent.recipient_employer is not None:
        _same_town(consent.recipient_employer.municipality_id, consent.person)
    consent.municipality_id = consent.person.municipality_id
    consent.recorded_by_id = _user(viewer)
    _refuse_twice(consent, viewer.today)
    consent.save()
    record(viewer, "people.give_consent", consent.person, consent.items)
    return consent


def _refuse_twice(consent: Consent, today: date) -> None:
    """Refuse what stands already: of two alike, one would go on when the other is withdrawn."""
    # Of two that write the same at once the second waits here and then sees the first.
    held(Person.objects.all(), [consent.person_id])
    alike = Consent.objects.filter(
        Q(until=None) | Q(until__gte=consent.until or date.max),
        person=consent.person,
        recipient=consent.recipient,
        recipient_employer=consent.recipient_employer,
        given_on__lte=today,
        withdrawn_on=None,
    )
    if any(set(consent.items) <= set(known.items) for known in alike):
        raise DomainError(
            _(
                "同じ相手への同じ同意が、もう記録してあります。"
                "内容を変えるときは、いちど取りやめてから記録してください。"
            )
        )


def keep_consent_rules(consent: Consent, today: date) -> None:
    """Refuse a consent to nothing, to two different recipients, or of days that cannot be."""
    if not consent.items or not set(consent.items) <= set(Item.values):
        raise DomainError(_("同意した項目を、一覧の中から一つ以上選んでください。"))
    if consent.given_on > today:
        raise DomainError(_("同意の日は、今日か、それより前の日にしてください。"))
    if consent.until is not None and consent.until < consent.given_on:
        raise DomainError(_("おわりの日は、同意の日か、それより後にしてください。"))
    if consent.recipient_employer is not None and rules.recipients_differ(
        consent.recipient, consent.recipient_employer
    ):
        raise DomainError(RECIPIENTS_DIFFER)


@transaction.atomic
def withdraw_consent(viewer: Viewer, consent: Consent) -> Consent:
    """End a consent that stands at once: from now on nobody sees by it."""
    if consent.withdrawn_on is not None:
        raise DomainError(_("この同意は、もう取りやめてあります。そのままで大丈夫です。"))
    return _set_withdrawn(viewer, consent, viewer.today, verb="people.withdraw_consent")


@transaction.atomic
def restore_consent(viewer: Viewer, consent: Consent) -> Consent:
    """Undo a withdrawal that was noted by mistake, on the same day.

    Later a person's no has counted: only a new consent lets others see again.
    """
    if consent.withdrawn_on is not None and consent.withdrawn_on != viewer.today:
        raise DomainError(
            _(
                "元に戻せるのは、取りやめたその日だけです。"
                "ご本人にもう一度たしかめて、新しい同意として記録してください。"
            )
        )
    return _set_withdrawn(viewer, consent, None, verb="people.restore_consent")


def _set_withdrawn(viewer: Viewer, consent: Consent, on: date | None, *, verb: str) -> Consent:
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on", "updated_at"])
    record(viewer, verb, consent.person, ["consents"])
    return consent


def _same_town(municipality: UUID, person: Person) -> None:
    if municipality != person.municipality_id:
        raise DomainError(_("同じ市町村のものを、一覧の中から選んでください。"))


def record(viewer: Viewer, verb: str, person: Person, fields: Iterable[str] = ()) -> None:
    """Write one entry about one person into the record book."""
    audit.record(viewer.actor, verb, kind=KIND, subjects=[person.pk], fields=fields)


def _user(viewer: Viewer) -> UUID:
    if viewer.user is None:
        raise DomainError(_("サインインしてから、もう一度おためしください。"))
    return viewer.user
