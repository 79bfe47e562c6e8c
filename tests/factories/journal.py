"""What coordinators did each day. All words are invented."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone

from sasaeai.areas.models import Area, Posting
from sasaeai.journal.models import Calling, Entry, Sequel, Story, TakenBack, Word
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.vocabulary import term

# What stands in which URL of this room, for the walkers.
ARGUMENTS: dict[str, dict[str, str]] = {
    "journal": {"pk": "entry"},
    "journal:handover": {"pk": "own posting"},
    "journal:handover_sheet": {"pk": "own posting"},
    "journal:note_word": {"pk": "own posting"},
    "journal:say_word": {"pk": "word"},
    "journal:unsay_word": {"pk": "word"},
    "journal:drop_word": {"pk": "word"},
    "journal:restore_word": {"pk": "word"},
    "journal:story": {"pk": "story"},
    "journal:story_photo": {"pk": "story"},
    "journal:change_story": {"pk": "story"},
    "journal:take_back_story": {"pk": "story"},
    "journal:story_sheet": {"pk": "story"},
}
LINKS = {"organisations", "people", "peers", "assets", "activities", "needs", "voices", "goals"}


def make_entry(
    town: Town,
    words: str = "集会所の鍵のことを、世話人の方と話した",
    *,
    posting: Posting | None = None,
    area: Area | None = None,
    on: date | None = None,
    means: str = "visit",
    functions: Iterable[str] = (),
    tasks: Iterable[str] = (),
    types: Iterable[str] = (),
    counterparts: Iterable[str] = (),
    **values: Any,
) -> Entry:
    """Write down what the 第2層 of the 包括 did in 桜台, unless said otherwise; terms by their codes."""
    held = posting or writer(town).postings.get()
    linked = {name: values.pop(name) for name in LINKS & values.keys()}
    entry = Entry(
        municipality=town.municipality,
        area=area or town.sakuradai,
        employer=held.employer,
        by=held.user,
        posting=held,
        on=on or timezone.localdate(),
        means=term(town.municipality, Kind.CONTACT_MEANS, means),
        words=words,
        **values,
    )
    entry.take_place_in_lists()
    entry.save(force_insert=True)
    for name, kind, codes in (
        ("functions", Kind.SC_FUNCTION, functions),
        ("tasks", Kind.SC_TASK, tasks),
        ("types", Kind.SC_ACTIVITY_TYPE, types),
        ("counterparts", Kind.COUNTERPART, counterparts),
    ):
        getattr(entry, name).set([term(town.municipality, kind, code) for code in codes])
    for name, rows in linked.items():
        getattr(entry, name).set(rows)
    return entry


def make_story(town: Town, title: str = "ボタンひとつから", **values: Any) -> Story:
    """Tell what changed in 桜台, as the 包括 saw it, unless said otherwise."""
    return Story.objects.create(
        municipality=town.municipality,
        area=values.pop("area", town.sakuradai),
        employer=values.pop("employer", town.centre),
        title=title,
        on=values.pop("on", timezone.localdate()),
        before=values.pop("before", "ボタンが取れただけで、着られない服になっていた"),
        written_by=values.pop("written_by", None) or writer(town),
        **values,
    )


def journal(town: Town, made: dict[str, Any]) -> dict[str, Any]:
    """Return, for the walkers' world, an entry with its promise and what it left, a story and a 申し送り."""
    entry = make_entry(
        town, reach=Entry.Reach.OWN, organisations=[made["organisation"]],
        next_step="鍵を借りにいく", next_on=timezone.localdate(),
    )  # fmt: skip
    return {
        "entry": entry,
        "sequel": Sequel.objects.create(entry=entry, answer=made["answer"]),
        "calling": Calling.objects.create(
            municipality=town.municipality, weeks=6, since=timezone.localdate()
        ),
        "taken back": TakenBack.objects.create(
            municipality=town.municipality, by=writer(town), client_id=uuid4()
        ),
        "story": make_story(town),
        "own posting": writer(town).postings.get(),
        "word": Word.objects.create(
            posting=writer(town).postings.get(), about="鍵のこと", written_by=writer(town)
        ),
    }  # fmt: skip
