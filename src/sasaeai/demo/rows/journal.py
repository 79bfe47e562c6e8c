"""What the coordinators did each day, and the stories they tell."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from sasaeai.areas.models import Posting
from sasaeai.demo.life import journal, tales
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.journal import intake
from sasaeai.journal.models import Entry, Story
from sasaeai.vocabulary.models import Kind

TOWN = "sasae"
TASKS = {True: Kind.WORK_COORDINATOR_TASK, False: Kind.SC_TASK}


def add(loaded: Loaded) -> int:
    """Write down every entry of both towns; return how many."""
    return sum(_add(loaded, town) for town in loaded.municipalities)


def _add(loaded: Loaded, town: str) -> int:
    postings = _postings(loaded)
    rows: dict[str, Entry] = {}
    here = [one for one in loaded.life.entries if loaded.home(one.area) == town]
    for drawn in here:
        rows[drawn.key] = _row(loaded, drawn, postings[drawn.posting], rows)
    pairs = [(drawn, rows[drawn.key].pk) for drawn in here]
    links = {name: _linked(pairs, name, known) for name, known in _known(loaded, town).items()}
    return len(intake.add_many(loaded.actor(town), list(rows.values()), links))


def _postings(loaded: Loaded) -> list[Posting]:
    """Return the postings in the order in which they were drawn."""
    rows = Posting.objects.select_related("area").defer("area__boundary")
    by_facts = {(one.user_id, one.area_id, one.since): one for one in rows}
    return [
        by_facts[loaded.users[one.staff].pk, loaded.areas[one.area].pk, loaded.day(one.since)]
        for one in loaded.town.office.postings
    ]


def _row(loaded: Loaded, drawn: journal.Entry, posting: Posting, rows: dict[str, Entry]) -> Entry:
    return Entry(
        area=loaded.areas[drawn.area],
        employer=loaded.employers[loaded.town.office.postings[drawn.posting].employer],
        by=loaded.users[drawn.by],
        posting=posting,
        on=loaded.day(drawn.on),
        created_at=loaded.moment(drawn.on, drawn.minute),
        means=loaded.term(loaded.home(drawn.area), Kind.CONTACT_MEANS, drawn.means),
        words=drawn.words,
        minutes=drawn.minutes,
        reach=drawn.reach,
        next_step=drawn.next_step,
        next_on=loaded.day_or_none(drawn.next_on),
        next_done_on=loaded.day_or_none(drawn.next_done_on),
        follows=rows.get(drawn.follows),
    )


def _known(loaded: Loaded, town: str) -> dict[str, Callable[[str], Model]]:
    """Return by the name of each link how to find what a key stands for."""

    def term(*kinds: str) -> Callable[[str], Model]:
        def found(code: str) -> Model:
            kind = next(kind for kind in kinds if loaded.has_term(town, kind, code))
            return loaded.term(town, kind, code)

        return found

    return {
        "counterparts": term(Kind.COUNTERPART),
        "functions": term(Kind.SC_FUNCTION),
        "tasks": term(*TASKS.values()),
        "types": term(Kind.SC_ACTIVITY_TYPE),
        "organisations": loaded.organisations.__getitem__,
        "assets": loaded.assets.__getitem__,
        "activities": loaded.activities.__getitem__,
        "needs": loaded.needs.__getitem__,
        "voices": loaded.voices.__getitem__,
        "goals": loaded.goals.__getitem__,
        "people": loaded.people.__getitem__,
        "peers": loaded.users.__getitem__,
    }


def _linked(
    pairs: Sequence[tuple[Any, UUID]], name: str, known: Callable[[str], Model]
) -> dict[UUID, list[Model]]:
    return {
        row: [known(key) for key in getattr(drawn, name)]
        for drawn, row in pairs
        if getattr(drawn, name)
    }


def tell(loaded: Loaded) -> int:
    """Tell every story; return how many."""
    drawn = loaded.life.tales
    rows = {one.key: _story(loaded, one) for one in drawn}
    pairs = [(one, rows[one.key].pk) for one in drawn]
    known = _known(loaded, TOWN)
    links = {name: _linked(pairs, name, known[name]) for name in ("activities", "voices")}
    return len(intake.tell_many(loaded.actor(TOWN), list(rows.values()), links))


def _story(loaded: Loaded, drawn: tales.Tale) -> Story:
    return Story(
        area=loaded.areas[drawn.area],
        employer=loaded.employers[drawn.employer],
        title=drawn.title,
        on=loaded.day(drawn.on),
        before=drawn.before,
        happened=drawn.happened,
        who=drawn.who,
        changed=drawn.changed,
        next=drawn.next,
        goal=loaded.goals[drawn.goal],
        visibility=drawn.visibility,
        written_by=loaded.users[drawn.written_by],
        created_at=loaded.written(drawn.key, drawn.on),
    )
