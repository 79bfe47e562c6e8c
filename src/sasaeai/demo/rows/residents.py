"""Residents with their gifts, consents and breaks, and those who lead an organisation."""

from collections.abc import Iterator

from sasaeai.areas.models import Employer
from sasaeai.demo import organisations, residents, timetable
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.organisations import intake as bodies
from sasaeai.organisations.models import Membership
from sasaeai.people import intake
from sasaeai.people.models import Answer, Consent, Gift, Item, Person
from sasaeai.vocabulary.models import Kind, Term

LED_BY_RESIDENTS = ("neighbourhood", "senior_club", "volunteer", "minsei", "npo", "temple",
                    "chamber", "transport_group")  # fmt: skip
GIFT_KINDS = {"can": Gift.Kind.CAN, "wish": Gift.Kind.WANTS}
MEANS = {"oral": Consent.Means.VOICE, "paper": Consent.Means.PAPER}
ITEMS = {"phone": Item.PHONE, "gift": Item.GIFTS}
PURPOSES = {
    "city": "見守りと、もしものときの連絡のため",
    "shakyo": "できることを頼みたい人と引き合わせるため",
    "hokatsu": "体や暮らしの相談につなぐため",
    "minsei": "ふだんの見守りのため",
    "neighbourhood": "町会の集まりに誘うため",
    "helper": "手伝いの日取りを直接決めるため",
}
BODIES = {
    "sasae": {"city": "shiyakusho", "shakyo": "shakyo"},
    "tonari": {"city": "t-yakuba", "shakyo": "t-shakyo", "hokatsu": "t-yakuba"},
}


def add(loaded: Loaded) -> int:
    """Write down every resident with gifts, consents and traits; return how many."""
    for key in loaded.municipalities:
        drawn = [one for one in loaded.town.residents if one.municipality == key]
        rows = {one.key: _row(loaded, one) for one in drawn}
        intake.add_many(
            loaded.actor(key),
            list(rows.values()),
            gifts=[gift for one in drawn for gift in _gifts(loaded, one, rows[one.key])],
            consents=[
                _consent(loaded, one, rows[one.key], c) for one in drawn for c in one.consents
            ],
            answers=[answer for one in drawn for answer in _answers(loaded, one, rows[one.key])],
            has={rows[one.key].pk: traits(loaded, key, one.has) for one in drawn},
            avoids={rows[one.key].pk: traits(loaded, key, one.avoids) for one in drawn},
        )
        loaded.people |= rows
    return len(loaded.people)


def traits(loaded: Loaded, municipality: str, codes: tuple[str, ...]) -> list[Term]:
    """Return the traits of these codes in one town's words."""
    return [loaded.term(municipality, Kind.TRAIT, code) for code in codes]


def _row(loaded: Loaded, drawn: residents.Resident) -> Person:
    name, home, asked = drawn.name, drawn.household, drawn.asked_to_give_days_ago
    return Person(
        area=loaded.areas[drawn.area],
        employer=loaded.employers[drawn.recorded_by],
        recorded_by=loaded.coordinator(drawn.area, employer=drawn.recorded_by),
        nickname=drawn.nickname,
        family_name=name.family if name else "",
        given_name=name.given if name else "",
        family_kana=name.family_kana if name else "",
        given_kana=name.given_kana if name else "",
        birth_year=drawn.birth_year,
        phone=drawn.phone,
        household=loaded.term(drawn.municipality, Kind.HOUSEHOLD, home) if home else None,
        trust=drawn.trust,
        with_companion=drawn.with_companion,
        asked_to_give_on=None if asked is None else loaded.day(-asked),
        paused_from=None if drawn.break_from is None else loaded.day(drawn.break_from),
        paused_until=None if drawn.break_until is None else loaded.day(drawn.break_until),
    )


def _gifts(loaded: Loaded, drawn: residents.Resident, person: Person) -> Iterator[Gift]:
    for gift, code in drawn.placed_gifts():
        yield Gift(
            person=person,
            kind=GIFT_KINDS[gift.kind],
            category=loaded.term(drawn.municipality, Kind.SUPPORT_CATEGORY, code),
            words=gift.words,
            times=timetable.week(gift.times).to_json(),
            reach=gift.reach,
            reach_minutes=gift.reach_minutes,
            most_per_week=gift.most_per_week,
            trained_on=None
            if gift.trained_days_ago is None
            else loaded.day(-gift.trained_days_ago),
        )


def _answers(loaded: Loaded, drawn: residents.Resident, person: Person) -> Iterator[Answer]:
    for answer in drawn.answers:
        yield Answer(
            person=person,
            category=loaded.term(drawn.municipality, Kind.SUPPORT_CATEGORY, answer.category),
            said=answer.said,
            said_on=loaded.day(-answer.days_ago),
        )


def _consent(
    loaded: Loaded, drawn: residents.Resident, person: Person, given: residents.Consent
) -> Consent:
    called = Item.NAME if drawn.name else Item.NICKNAME
    withdrawn = given.withdrawn_days_ago
    return Consent(
        person=person,
        items=[called, *(ITEMS[item] for item in given.items if item in ITEMS)],
        recipient=loaded.term(drawn.municipality, Kind.CONSENT_SCOPE, given.recipient),
        recipient_employer=_body(loaded, drawn, given.recipient),
        purpose=PURPOSES[given.recipient],
        means=MEANS[given.means],
        given_on=loaded.day(-given.given_days_ago),
        withdrawn_on=None if withdrawn is None else loaded.day(-withdrawn),
        recorded_by=person.recorded_by,
    )


def _body(loaded: Loaded, drawn: residents.Resident, recipient: str) -> Employer | None:
    usual = {"hokatsu": drawn.recorded_by} | BODIES[drawn.municipality]
    return loaded.employers[usual[recipient]] if recipient in usual else None


def add_leaders(loaded: Loaded) -> int:
    """Write down who leads the residents' own organisations, with their part; return how many."""
    made = 0
    for key in loaded.municipalities:
        led = [
            body
            for body in loaded.town.organisations
            if body.municipality == key and body.kind in LED_BY_RESIDENTS
        ]
        people = intake.add_many(loaded.actor(key), [_leader(loaded, body) for body in led])
        parts = [
            Membership(
                organisation=loaded.organisations[body.key], person=person, part=body.leader_title
            )
            for body, person in zip(led, people, strict=True)
        ]
        made += len(bodies.join_many(loaded.actor(key), parts))
    return made


def _leader(loaded: Loaded, body: organisations.Organisation) -> Person:
    living_area = loaded.town.land.above(body.area)[2].key
    employer = residents.RECORDED_BY[living_area]
    return Person(
        area=loaded.areas[body.area],
        employer=loaded.employers[employer],
        recorded_by=loaded.coordinator(body.area, employer=employer),
        family_name=body.leader.family,
        given_name=body.leader.given,
        family_kana=body.leader.family_kana,
        given_kana=body.leader.given_kana,
    )
