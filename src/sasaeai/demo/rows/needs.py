"""Whom the town calls, what somebody could be helped with, and what was handed on."""

from sasaeai.contacts import actions as contacts
from sasaeai.contacts.models import Contact
from sasaeai.demo import timetable
from sasaeai.demo.life import handing_on, needs
from sasaeai.demo.life.places import Places
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.demo.rows.residents import traits
from sasaeai.needs import intake
from sasaeai.needs.models import Need, Referral
from sasaeai.vocabulary.models import Kind


def add_contacts(loaded: Loaded) -> int:
    """Write down whom each town calls where neighbours must not be asked; return how many."""
    places = Places(loaded.town)
    for key in loaded.municipalities:
        for order, drawn in enumerate(handing_on.contacts(key, places), 1):
            row = Contact(
                name=drawn.name,
                phone=drawn.phone,
                hours=drawn.hours,
                order=order * 10,
                area=loaded.areas[drawn.area] if drawn.area else None,
            )
            terms = [
                loaded.term(key, kind, code)
                for code in drawn.terms
                for kind in (Kind.ALARM_WORD, Kind.SUPPORT_CATEGORY)
                if loaded.has_term(key, kind, code)
            ]
            loaded.contacts[key, drawn.key] = contacts.keep_contact(
                loaded.nobody(key), row, terms=terms
            )
    return len(loaded.contacts)


def add(loaded: Loaded) -> int:
    """Write down every need with the voice it came from; return how many."""
    for key in loaded.municipalities:
        drawn = [one for one in loaded.life.needs if one.municipality == key]
        rows = {one.key: _row(loaded, one) for one in drawn}
        loaded.needs |= rows
        said = {one.lead: loaded.voices[one.key] for one in loaded.life.voices if one.lead in rows}
        intake.add_many(
            loaded.actor(key),
            list(rows.values()),
            intake.About(
                voices={rows[need].pk: [voice] for need, voice in said.items()},
                has={rows[one.key].pk: traits(loaded, key, one.has) for one in drawn},
                avoids={rows[one.key].pk: traits(loaded, key, one.avoids) for one in drawn},
            ),
            referrals=[
                _referral(loaded, key, one) for one in loaded.life.referrals if one.need in rows
            ],
        )
    return len(loaded.needs)


def _row(loaded: Loaded, drawn: needs.Need) -> Need:
    town = drawn.municipality
    coping, closing = drawn.coping, drawn.closing
    return Need(
        area=loaded.areas[drawn.area],
        employer=loaded.employers[drawn.employer],
        owner=loaded.users[drawn.owner],
        answer_by=loaded.day(drawn.answer_by),
        person=loaded.people.get(drawn.person or ""),
        category=loaded.term(town, Kind.SUPPORT_CATEGORY, drawn.category),
        what=drawn.what,
        times=timetable.week(drawn.times).to_json(),
        dates=[] if drawn.on is None else [loaded.day(drawn.on).isoformat()],
        often=drawn.often,
        minutes=drawn.minutes,
        place_words=drawn.place_words,
        coping=loaded.term(town, Kind.COPING, coping) if coping else None,
        urgency=drawn.urgency,
        consent=drawn.consent,
        state=drawn.state,
        closed_on=loaded.day_or_none(drawn.closed_on),
        closing=loaded.term(town, Kind.NEED_STATUS, closing) if closing else None,
        closing_words=drawn.closing_words,
        created_at=loaded.written(drawn.key, drawn.said_on),
    )


def _referral(loaded: Loaded, municipality: str, drawn: handing_on.Referral) -> Referral:
    return Referral(
        need=loaded.needs[drawn.need],
        contact=loaded.contacts[municipality, drawn.contact],
        on=loaded.day(drawn.on),
        words=drawn.words,
        referred_by=loaded.users[drawn.referred_by],
        created_at=loaded.written(f"{drawn.need} referred", drawn.on),
    )
