"""Reading what is here already, so that a file can be held against it."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Case, Exists, ManyToOneRel, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area, Landmark, Municipality, Population
from sasaeai.areas.viewer import Viewer
from sasaeai.assets.models import Asset
from sasaeai.base.models import Record
from sasaeai.exchange import uploads
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import GROUND, Import, Kind, Source, StagedRow, TakenRow
from sasaeai.exchange.namesakes import Named
from sasaeai.jobs import queries as jobs
from sasaeai.organisations.models import Organisation
from sasaeai.search import queries as search
from sasaeai.vocabulary.models import Kind as Terms
from sasaeai.vocabulary.models import Term

Row = TypeVar("Row", bound=Record)
One = TypeVar("One")
PAST = 100
BATCH = 500
POINT = ("longitude", "latitude")
KNOWN_BY = {"name", "source_id", "address", "place_words", *POINT}
LINKS = {"area", "owner", "organiser", "place"}


def imports(viewer: Viewer) -> QuerySet[Import]:
    """Return the municipality's imports, the newest first."""
    mine = Import.objects.filter(municipality_id=viewer.municipality)
    return mine.defer("messages").order_by("-created_at")


def by_number(pk: UUID) -> Import | None:
    """Return the import of this number: for the work on it, whoever asked for that."""
    return Import.objects.select_related("municipality").filter(pk=pk).first()


def forgotten(municipality: UUID) -> list[UUID]:
    """Return the imports that nobody took in within the day for which a file is kept."""
    since = timezone.now() - timedelta(seconds=uploads.DAY)
    open_states = (Import.State.READING, Import.State.READ, Import.State.REFUSED)
    here = Import.objects.filter(municipality_id=municipality, state__in=open_states)
    return [made.pk for made in here.filter(updated_at__lt=since) if not is_worked_on(made)]


def is_worked_on(made: Import) -> bool:
    """Say whether work on an import waits or runs."""
    job = jobs.latest(made.municipality_id, made.pk)
    return job is not None and job.is_open


def sources(viewer: Viewer) -> QuerySet[Source]:
    """Return the lists of which the municipality has an edition taken in, and not taken back."""
    standing = Import.objects.filter(source=OuterRef("pk"), state=Import.State.APPLIED)
    here = Source.objects.filter(Exists(standing), municipality_id=viewer.municipality)
    return here.order_by("kind", "name")


def source(municipality: UUID, kind: str, name: str) -> Source | None:
    """Return the list of this kind and name, if it was taken in before."""
    return Source.objects.filter(municipality_id=municipality, kind=kind, name=name).first()


def mapping(municipality: UUID, kind: str, name: str) -> dict[str, str]:
    """Return what the headings of a source mean, as somebody said when it was last taken in."""
    known = source(municipality, kind, name)
    return known.mapping if known else {}


def visibility(municipality: UUID, kind: str, name: str) -> str:
    """Return who was to see the last edition of a source that was taken in; nothing where none was."""
    taken = Import.objects.filter(
        municipality_id=municipality, kind=kind, source_name=name, state=Import.State.APPLIED
    )
    told = taken.order_by("-applied_at").values_list("visibility", flat=True)
    return told.first() or ""


def newer(made: Import) -> Import | None:
    """Return the newest edition of the same source that stands on this one, None where none does."""
    if made.applied_at is None:
        return None
    later = Import.objects.filter(source=made.source_id, state=Import.State.APPLIED)
    return later.filter(applied_at__gt=made.applied_at).order_by("applied_at").last()


def stands(source: Source) -> bool:
    """Say whether an edition of a source is taken in and not taken back."""
    return Import.objects.filter(source=source, state=Import.State.APPLIED).exists()


def has_new_ground(made: Import) -> bool:
    """Say whether another file of areas was taken in or back since this one was held against the town."""
    others = Import.objects.filter(municipality=made.municipality_id, kind__in=GROUND).exclude(pk=made.pk)  # fmt: skip
    since = Q(applied_at__gt=made.updated_at) | Q(undone_at__gt=made.updated_at)
    return others.filter(since).exists()


def said_of(source: Source | None, ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return what a source last said of these rows, by their ids."""
    rows = TakenRow.objects.filter(source=source, subject__in=list(ids)) if source else None
    return {} if rows is None else dict(rows.values_list("subject", "said"))


def spoken(source: Source | None) -> set[UUID]:
    """Return the ids of the rows that a source spoke of."""
    rows = TakenRow.objects.filter(source=source) if source else TakenRow.objects.none()
    return set(rows.values_list("subject", flat=True))


def terms(ids: Iterable[str]) -> dict[str, Term]:
    """Return terms by the text of their ids."""
    return {str(term.pk): term for term in Term.objects.filter(pk__in=list(ids))}


def speaking(municipality: UUID, *, besides: UUID | None = None) -> list[UUID]:
    """Return the lists that are taken in now, for what they say must stay; `besides` one of them."""
    standing = Import.objects.filter(municipality=municipality, state=Import.State.APPLIED)
    return [
        *standing.exclude(source=besides).values_list("source", flat=True).distinct().order_by()
    ]


def left(municipality: UUID) -> list[Import]:
    """Return the imports that were taken back but for rows they had added."""
    added = StagedRow.objects.filter(made=OuterRef("pk"), change=StagedRow.Change.ADD)
    here = Import.objects.filter(municipality=municipality, state=Import.State.UNDONE)
    return list(here.filter(Exists(added)).defer("messages"))


def free(
    model: type[Record], staged: QuerySet[StagedRow], *, speaking: Collection[UUID]
) -> QuerySet[StagedRow]:
    """Return those about rows that nobody wrote in since their import, and that nothing points at.

    Nor may another of the lists speak of them: it would still say what is gone.
    """
    since = Coalesce("stood_at", "made__applied_at")
    staged = staged.annotate(since=since)
    rows = model._default_manager.filter(pk=OuterRef("subject"), updated_at__lte=OuterRef("since"))  # noqa: SLF001 -- Django's name for a model's manager
    pointed = [Exists(some.filter(**{column: OuterRef("subject")})) for some, column in _pointing(model)]  # fmt: skip
    # By their ids, one after the other: each is looked up in the index of sources and subjects.
    spoken = Exists(TakenRow.objects.filter(source__in=speaking, subject=OuterRef("subject")))
    return staged.filter(Exists(rows), ~spoken, *(~one for one in pointed))


def gone(model: type[Record], staged: QuerySet[StagedRow]) -> QuerySet[StagedRow]:
    """Return those about rows that are not here any more."""
    return staged.exclude(Exists(model._default_manager.filter(pk=OuterRef("subject"))))  # noqa: SLF001 -- as above


def written_at(model: type[Record]) -> Subquery:
    """Return when the row that a staged one is about was last written."""
    here = model._default_manager.filter(pk=OuterRef("subject"))  # noqa: SLF001 -- as above
    return Subquery(here.values("updated_at"))


def covered(
    made: Import, put_back: QuerySet[StagedRow], *, column: str, **alike: KeyTextTransform
) -> QuerySet[StagedRow]:
    """Return what earlier imports did to rows that were put back, where nobody wrote in between.

    It stands again; `column` says when it last came to. They are `alike` in more than their subject.
    """
    alike_too = {name: OuterRef(name) for name in alike}
    back = put_back.annotate(**alike).filter(
        subject=OuterRef("subject"), found_at__lte=OuterRef("since"), **alike_too
    )
    earlier = StagedRow.objects.filter(
        made__municipality=made.municipality_id,
        made__applied_at__lt=made.applied_at,
        # What an import did: what else it found is let go when it is taken in.
        change__in=(StagedRow.Change.ADD, StagedRow.Change.SET),
        subject__in=put_back.values("subject"),
    )
    since = Coalesce(column, "made__applied_at")
    return earlier.annotate(since=since, **alike).filter(Exists(back))


def subjects(staged: QuerySet[StagedRow]) -> set[UUID]:
    """Return the ids of the rows that these are about."""
    return set(staged.values_list("subject", flat=True))


def _pointing(model: type[Record]) -> Iterator[tuple[QuerySet[Any], str]]:
    """Yield the rows of every table that points at one, and the column by which it does."""
    # Most rooms give an area no name for what points at it: those relations are hidden.
    for relation in model._meta.get_fields(include_hidden=True):  # noqa: SLF001 -- Django's public name for it
        if isinstance(relation, ManyToOneRel) and not relation.related_model._meta.auto_created:  # noqa: SLF001 -- as above
            pointing: type[Any] = relation.related_model
            yield pointing._default_manager.all(), relation.field.attname  # noqa: SLF001 -- Django's name for a model's manager


def words_of_source(
    model: type[Row], municipality: UUID, source: Source | None
) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """Yield the ids of the rows that a source brought or spoke of, with the words it knows them by.

    These are what it last said of them, or else what they say themselves.
    """
    if source is None:
        return
    rows = model._default_manager.filter(municipality_id=municipality)  # noqa: SLF001 -- Django's name for a model's manager
    told = TakenRow.objects.filter(source=source)
    here = rows.filter(Q(source=source.name) | Q(pk__in=told.values("subject")))
    names = [field.name for field in model._meta.fields if field.name in KNOWN_BY]  # noqa: SLF001 -- Django's public name for it
    for some in _batches(here.order_by("pk").values_list("pk", *names).iterator()):
        said = said_of(source, [pk for pk, *_words in some])
        for pk, *words in some:
            whole = said.get(pk, {})
            yield pk, {name: whole.get(name, word) for name, word in zip(names, words, strict=True)}


def by_id(model: type[Row], municipality: UUID, ids: Iterable[UUID]) -> dict[UUID | None, Row]:
    """Return the rows of a room with these ids, with all that a list of them names."""
    links = [field.name for field in model._meta.fields if field.name in LINKS]  # noqa: SLF001 -- Django's public name for it
    rows = model._default_manager.filter(municipality_id=municipality).select_related(*links)  # noqa: SLF001 -- Django's name for a model's manager
    if any(field.name == "categories" for field in model._meta.many_to_many):  # noqa: SLF001 -- Django's public name for it
        rows = rows.prefetch_related("categories")
    # A database takes only so many values at once.
    return {row.pk: row for some in _batches(ids) for row in rows.filter(pk__in=some)}


def present(model: type[Row], municipality: UUID, ids: Iterable[UUID]) -> Iterator[Row]:
    """Yield the rows of a room with these ids, without what they hold: enough to lead to them."""
    rows = model._default_manager.filter(municipality_id=municipality).only("pk")  # noqa: SLF001 -- as above
    for some in _batches(ids):
        yield from rows.filter(pk__in=some)


def hold(model: type[Row], municipality: UUID, staged: QuerySet[StagedRow]) -> None:
    """Keep all others from writing in the rows that these are about until the transaction ends."""
    rows: QuerySet[Any] = model._default_manager.filter(municipality_id=municipality)  # noqa: SLF001 -- Django's name for a model's manager
    here = rows.filter(pk__in=staged.values("subject")).order_by("pk")
    deque(here.select_for_update(no_key=True).values_list("pk", flat=True).iterator(), maxlen=0)


def late(model: type[Record], kind: str, staged: QuerySet[StagedRow]) -> QuerySet[StagedRow]:
    """Return those about rows that are gone, or that somebody wrote in or named anew since they were read.

    `kind` is what the search index calls rows of this table.
    """
    rows = model._default_manager.filter(pk=OuterRef("subject"), updated_at=OuterRef("seen"))  # noqa: SLF001 -- as above
    return staged.exclude(Exists(rows) & (Q(text__isnull=True) | Exists(search.as_before(kind))))


def providers(municipality: Municipality, numbers: Iterable[str]) -> Iterator[tuple[str, UUID]]:
    """Yield the 事業所番号 and the ids of places that lists of 介護サービス事業所 brought."""
    lists = Source.objects.filter(municipality_id=municipality.pk, kind=Kind.CARE_PROVIDERS)
    rows = Asset.objects.filter(
        municipality_id=municipality.pk, retired_on=None, source__in=lists.values("name")
    )
    for some in _batches(sorted(numbers)):
        yield from rows.filter(source_id__in=some).values_list("source_id", "pk")


def _batches(ids: Iterable[One]) -> Iterator[list[One]]:
    left = iter(ids)
    while some := list(islice(left, BATCH)):
        yield some


def standing(kind: str, municipality: Municipality) -> Iterator[Named]:
    """Return what the town has of a kind of list: by name and place, not what hides where it is."""
    town, rows = municipality.pk, STANDING[kind]
    for pk, name, lon, lat, *places in rows(town).iterator():
        point = None if lon is None or lat is None else (lon, lat)
        yield Named(name, tuple(filter(None, places)), municipality.name, point, pk)


def _places(town: UUID) -> QuerySet[Asset, Any]:
    here = Asset.objects.filter(municipality_id=town, kind=Asset.Kind.PLACE, confidential=False)
    return here.filter(retired_on=None).values_list("pk", "name", *POINT, "address")


def _bodies(town: UUID) -> QuerySet[Organisation, Any]:
    here = Organisation.objects.filter(municipality_id=town, retired_on=None)
    return here.values_list("pk", "name", *POINT, "address")


def _gatherings(town: UUID) -> QuerySet[Activity, Any]:
    here = Activity.objects.filter(municipality_id=town).exclude(state=Activity.State.ENDED)
    seen = Q(place__confidential=False) & ~Q(place__kind=Asset.Kind.PERSON)
    told = [Case(When(seen, then=f"place__{name}")) for name in (*POINT, "name", "address")]
    return here.values_list("pk", "name", *told[:2], "place_words", *told[2:])


STANDING: Mapping[str, Callable[[UUID], QuerySet[Any, Any]]] = {
    Kind.FACILITIES: _places,
    Kind.CARE_PROVIDERS: _places,
    Kind.ORGANISATIONS: _bodies,
    Kind.GATHERINGS: _gatherings,
}


def _area_named(municipality: UUID, name: str) -> Area | None:
    areas = list(Area.objects.filter(municipality_id=municipality, until=None, name=name)[:2])
    return areas[0] if len(areas) == 1 else None


def _body_named(municipality: UUID, name: str) -> Term | None:
    bodies = Term.objects.filter(municipality_id=municipality, kind=Terms.ORG_TYPE)
    return bodies.filter(Q(label=name) | Q(label_en=name)).first()


# How what a list names is found: nothing where no one, or more than one, is called so.
NAMED: dict[str, Callable[[UUID, str], Record | None]] = {"area": _area_named, "kind": _body_named}


def ground(municipality: Municipality) -> Ground:
    """Return all areas of a municipality that have not ended, with boundaries and parents.

    The town itself is among them whatever is written of its end: rows must lie somewhere.
    """
    here = Area.objects.filter(municipality_id=municipality.pk)
    areas = here.filter(Q(parent=None) | Q(until=None) | Q(until__gte=timezone.localdate()))
    return Ground(municipality.name, list(areas.select_related("parent").order_by("path")))


def landmarks(municipality: Municipality) -> dict[tuple[str, str], Landmark]:
    """Return the landmarks of a municipality by kind and name."""
    rows = Landmark.objects.filter(municipality_id=municipality.pk)
    return {(row.kind, row.name): row for row in rows}


def figures(
    municipality: UUID, source: str, *, areas: Collection[UUID] | None = None
) -> Iterator[Population]:
    """Yield the population that a source has given of a municipality's areas, or of some of them."""
    rows = Population.objects.filter(municipality_id=municipality, source=source)
    if areas is None:
        yield from rows
    else:
        for some in _batches(areas):
            yield from rows.filter(area__in=some)


def names(rows: Iterable[Record]) -> list[str]:
    """Return what rows are called, as lists show them."""
    return [str(row) for row in rows]
