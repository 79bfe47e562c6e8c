"""Residents with their gifts, consents and breaks, and those who lead an organisation."""

from collections.abc import Iterator

from sasaeai.areas.models import Employer
from sasaeai.demo import organisations, residents, timetable
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.organisations import intake as bodies
from sasaeai.organisations.models import Membership
from sasaeai.people import intake
from sasaeai.people.models import Consent, Gift, Item, Person
from sasaeai.vocabulary.models import Kind

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
    """Write down every resident with gifts and consents; return how many."""
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
        )
        loaded.people |= rows
    return len(loaded.people)


def _row(loaded: Loaded, drawn: residents.Resident) -> Person:
    name = drawn.name
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
        paused_from=None if drawn.break_from is None else loaded.day(drawn.break_from),
        paused_until=None if drawn.break_until is None else loaded.day(drawn.break_until),
    )


def _gifts(loaded: Loaded, drawn: residents.Resident, person: Person) -> Iterator[Gift]:
    taken: set[tuple[str, str]] = set()
    for gift in drawn.gifts:
        free = [code for code in gift.categories if (gift.kind, code) not in taken]
        if not free:
            continue
        # A person has each category once; the words say the rest.
        taken.add((gift.kind, free[0]))
        yield Gift(
            person=person,
            kind=GIFT_KINDS[gift.kind],
            category=loaded.term(drawn.municipality, Kind.SUPPORT_CATEGORY, free[0]),
            words=gift.words,
            times=timetable.week(gift.times).to_json(),
            reach=Gift.Reach.WALK,
            reach_minutes=gift.reach_minutes,
            most_per_week=gift.most_per_week,
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
