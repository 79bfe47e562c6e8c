"""Code lists: the national ones loaded, renamed and extended by a town."""

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation

from sasaeai.areas.models import Role
from sasaeai.areas.models.area import Level
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import MACHINE
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.calc import furigana
from sasaeai.people.models import Item
from sasaeai.vocabulary import actions, national, queries, rules
from sasaeai.vocabulary.models import Kind, Policy, Term
from tests.factories.areas import Town
from tests.factories.vocabulary import term

DAY = timedelta(days=1)
KANA = re.compile("[ぁ-ヺ]")


def loaded(town: Town) -> int:
    return actions.load_national(MACHINE, town.municipality)


def own(town: Town, label: str = "灯油の配達", parent: str = "snow", **values: object) -> Term:
    above = Term.objects.get(municipality=town.municipality, code=parent)
    return Term(kind=Kind.SUPPORT_CATEGORY, label=label, parent=above, **values)


def test_national_lists_hold_every_kind_once() -> None:
    codes = [(entry.kind, entry.code) for entry in national.terms()]

    assert {kind for kind, _code in codes} == set(Kind.values)
    assert len(codes) == len(set(codes))


def test_national_terms_name_known_parents_policies_and_sources() -> None:
    codes = {(entry.kind, entry.code) for entry in national.terms()}

    strays = [
        entry
        for entry in national.terms()
        if (entry.parent and (entry.kind, entry.parent) not in codes)
        or entry.policy not in ("", *Policy.values)
        or not entry.source
    ]

    assert strays == []


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Kind.ROLE, Role.values),
        (Kind.CONSENT_ITEM, Item.values),
        (Kind.ASSET_ORIGIN, Asset.Origin.values),
    ],
)
def test_codes_the_program_acts_on_are_those_of_its_tables(kind: Kind, values: list[str]) -> None:
    assert {entry.code for entry in national.terms() if entry.kind == kind} == set(values)


def test_levels_of_areas_are_among_the_terms() -> None:
    levels = {entry.code for entry in national.terms() if entry.kind == Kind.AREA_LEVEL}

    assert set(Level.values) <= levels


def test_loading_twice_adds_nothing_and_writes_one_entry_each(town: Town) -> None:
    added = [loaded(town), loaded(town)]

    assert added == [len(national.terms()), 0]
    assert Entry.objects.filter(verb="vocabulary.load_national").count() == 2


def test_loading_again_keeps_what_the_town_changed(town: Town) -> None:
    loaded(town)
    officer = town.viewer(Role.OFFICER)
    trash = Term.objects.get(kind=Kind.SUPPORT_CATEGORY, code="trash")
    actions.rename(
        officer, trash, label="ごみ出し", kana="ごみだし", label_en="", description="朝8時まで"
    )
    actions.end(officer, trash, until=officer.today)

    loaded(town)

    trash.refresh_from_db()
    assert (trash.label, trash.kana) == ("ごみ出し", "ごみだし")
    assert (trash.description, trash.until) == ("朝8時まで", officer.today)


def test_loading_again_brings_a_new_national_label_and_a_lost_term(town: Town) -> None:
    loaded(town)
    terms = Term.objects.filter(kind=Kind.SUPPORT_CATEGORY)
    terms.filter(code="trash").update(label="ふるい名", national_label="ふるい名")
    terms.filter(code="pet").delete()

    assert loaded(town) == 1
    trash = terms.get(code="trash")
    assert (trash.label, trash.kana) == ("ゴミの分別やゴミ出し", "ゴミのぶんべつやゴミだし")


def test_loading_again_keeps_the_reading_of_a_term_the_nation_gives_none(town: Town) -> None:
    loaded(town)
    terms = Term.objects.filter(kind=Kind.COPING, code="family")
    terms.update(kana="かぞくやしんぞくのてだすけ")

    loaded(town)

    assert terms.get().kana == "かぞくやしんぞくのてだすけ"


@pytest.mark.parametrize(
    "entry",
    [e for e in national.terms() if e.kind in {Kind.SUPPORT_CATEGORY, Kind.BARRIER_FREE}],
    ids=lambda entry: entry.code,
)
def test_what_residents_choose_from_is_read_to_them(entry: national.NationalTerm) -> None:
    parts = furigana.aligned(entry.label, entry.kana)

    # Laid along the kana, not over the whole.
    assert not [
        text for text, reading in parts if (KANA if reading else furigana.KANJI).search(text)
    ]


def test_reading_is_not_laid_over_an_english_label(town: Town) -> None:
    term = Term(label="体操・運動", kana="たいそう・うんどう", label_en="Exercise")

    with translation.override("en"):
        assert (str(term), term.reading) == ("Exercise", "")
    with translation.override("ja"):
        assert (str(term), term.reading) == ("体操・運動", "たいそう・うんどう")


def test_names_of_services_change_with_the_guideline(town: Town) -> None:
    loaded(town)
    day = timezone.datetime(2024, 8, 1).date()

    labels = [
        {term.label for term in queries.of_kind(town.municipality.pk, Kind.SOUGOU_SERVICE, on)}
        & {"訪問型サービスB", "訪問型サービス・活動B（住民主体）"}
        for on in (day - DAY, day)
    ]

    assert labels == [{"訪問型サービスB"}, {"訪問型サービス・活動B（住民主体）"}]


def test_own_term_gets_a_code_and_stands_behind_its_parent(town: Town) -> None:
    loaded(town)
    officer = town.viewer(Role.OFFICER)

    added = [actions.add(officer, own(town, label)) for label in ("灯油の配達", "屋根の雪")]

    assert [(one.code, one.is_own, str(one.parent)) for one in added] == [
        ("x_1", True, "除雪・雪下ろし・灯油の給油"),
        ("x_2", True, "除雪・雪下ろし・灯油の給油"),
    ]


@pytest.mark.parametrize("code", ["oil", "snow", "x_taken"])
def test_own_term_with_a_wrong_code_is_refused(town: Town, code: str) -> None:
    loaded(town)
    officer = town.viewer(Role.OFFICER)
    actions.add(officer, own(town, code="x_taken"))

    with pytest.raises(DomainError, match="コード"):
        actions.add(officer, own(town, code=code))


def test_own_term_below_another_list_or_town_is_refused(town: Town, next_town: Town) -> None:
    for somewhere in (town, next_town):
        loaded(somewhere)
    officer = town.viewer(Role.OFFICER)
    parents = [
        Term.objects.get(municipality=town.municipality, kind=Kind.ORG_TYPE, code="npo"),
        Term.objects.get(municipality=next_town.municipality, code="snow"),
        actions.add(officer, own(town)),
        None,
    ]

    for parent in parents:
        with pytest.raises(DomainError, match="国の用語"):
            actions.add(officer, Term(kind=Kind.SUPPORT_CATEGORY, label="雪", parent=parent))


def test_ended_term_is_out_of_the_list_the_next_day_and_comes_back(town: Town) -> None:
    one, officer = (
        term(town.municipality, Kind.SUPPORT_CATEGORY, "pet"),
        town.viewer(Role.OFFICER),
    )
    days = (officer.today, officer.today + DAY)

    actions.end(officer, one, until=officer.today)
    lengths = [queries.of_kind(town.municipality.pk, one.kind, day).count() for day in days]
    actions.reopen(officer, one)
    lengths.append(queries.of_kind(town.municipality.pk, one.kind, days[1]).count())

    assert lengths == [1, 0, 1]


def test_term_ended_before_it_began_is_refused(town: Town) -> None:
    officer = town.viewer(Role.OFFICER)
    one = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet", since=officer.today)

    with pytest.raises(DomainError, match="後にしてください"):
        actions.end(officer, one, until=officer.today - DAY)


def test_role_is_called_what_the_town_calls_it(town: Town) -> None:
    officer = town.viewer(Role.OFFICER)
    one = term(town.municipality, Kind.ROLE, "coordinator2", label="第2層SC")
    one.national_label = "第2層SC"

    actions.rename(officer, one, label="ささえ愛支援員", kana="", label_en="", description="")

    assert town.viewer(Role.COORDINATOR2).label.endswith("ささえ愛支援員")
    assert town.viewer(Role.OFFICER).label.endswith("市町村担当")


def test_role_named_as_before_has_its_usual_name_again(town: Town) -> None:
    officer = town.viewer(Role.OFFICER)
    one = term(town.municipality, Kind.ROLE, "coordinator2", label="第2層SC")
    one.national_label = "第2層SC"

    for label in ("ささえ愛支援員", "第2層SC"):
        actions.rename(officer, one, label=label, kana="", label_en="", description="")

    assert town.viewer(Role.COORDINATOR2).label.endswith("第2層生活支援コーディネーター")


@pytest.mark.parametrize(
    ("role", "changes"),
    [(role, role == Role.OFFICER) for role in Role],
)
def test_only_officers_change_words(town: Town, role: Role, changes: bool) -> None:  # noqa: FBT001 -- a case of the table
    viewer = town.viewer(role)

    assert (rules.may_read(viewer), rules.may_rename(viewer)) == (True, changes)


def test_lists_the_program_acts_on_take_no_own_terms(town: Town) -> None:
    officer = town.viewer(Role.OFFICER)

    assert [rules.may_extend(officer, kind) for kind in (Kind.ROLE, Kind.ORG_TYPE)] == [False, True]


def test_command_loads_a_town_and_refuses_an_unknown_code(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("vocabulary", town.municipality.code)

    assert f"{len(national.terms())} terms added" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("vocabulary", "000000")


def test_terms_of_the_next_town_are_not_seen(town: Town, next_town: Town) -> None:
    other = term(next_town.municipality, Kind.SUPPORT_CATEGORY, "pet")
    client = town.client(Role.OFFICER)

    assert list(queries.visible_to(town.viewer(Role.OFFICER))) == []
    assert client.get(reverse("vocabulary:rename", args=[other.pk])).status_code == 404


def test_overview_counts_own_and_unsure_terms(town: Town) -> None:
    loaded(town)
    officer = town.viewer(Role.OFFICER)
    actions.add(officer, own(town))

    counts = {row.kind: row for row in queries.kind_counts(officer)}

    row = counts[Kind.SUPPORT_CATEGORY]
    assert (row.terms, row.own, row.to_verify) == (42, 1, 4)
