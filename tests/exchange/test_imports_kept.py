"""What stays of an import: on its page what it wrote, and of one never taken in nothing after a day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.audit.models import Entry
from sasaeai.exchange.models import Import, StagedRow
from tests.exchange.bringing import made_of, page, take_in, upload
from tests.exchange.lists import HALL, SALON, csv

pytestmark = pytest.mark.django_db


def test_page_of_what_was_taken_in_names_what_it_wrote(officer: Client) -> None:
    take_in(officer, upload(officer, csv(SALON, HALL)))
    newer = csv(SALON.replace("042-000-1234", "042-000-9999"), HALL, "3,ゆうなぎ会館,桜台9,,,,")
    made = take_in(officer, upload(officer, newer))

    shown = page(officer, made)

    added, changed = shown.split('aria-labelledby="add"')[1].split('aria-labelledby="set"')
    assert ("ゆうなぎ会館" in added, "ふれあいサロン桜" in added) == (True, False)
    assert "ふれあいサロン桜</a>：載せてよい電話番号" in changed


def test_what_nobody_took_in_for_a_day_is_thrown_away(officer: Client) -> None:
    old = made_of(upload(officer, csv(SALON), source="古い"))
    taken = made_of(take_in(officer, upload(officer, csv(HALL), source="取り込んだ")))
    Import.objects.update(updated_at=timezone.now() - timedelta(hours=25))

    upload(officer, csv(SALON), source="新しい")

    left = set(Import.objects.values_list("source_name", flat=True))
    assert (left, StagedRow.objects.filter(made=old.pk).exists()) == (
        {"取り込んだ", "新しい"},
        False,
    )
    entry = Entry.objects.get(verb="exchange.drop")
    assert (entry.subjects, Import.objects.filter(pk=taken.pk).exists()) == ([str(old.pk)], True)
