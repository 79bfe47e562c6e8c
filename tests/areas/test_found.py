"""`sasaeai found`: a municipality with its first officer, and how that one gets in."""

import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sasaeai.accounts.models import User
from sasaeai.areas.models import Municipality, Posting, Role
from tests.factories.areas import Town


def found(code: str, name: str) -> str:
    said, options = StringIO(), {"office": "高齢福祉課", "officer": "aoki", "officer_name": "青木"}
    call_command("found", code, name, stdout=said, **options)
    return said.getvalue()


@pytest.mark.django_db
def test_found_town_has_an_officer_who_can_sign_in() -> None:
    said = found("13998", "となり町")

    assert Posting.objects.get().role == Role.OFFICER
    assert (Municipality.objects.get().name, User.objects.get().staff_id) == ("となり町", "aoki")
    assert re.search(r"職員番号 aoki　合言葉 [0-9A-Z-]+（7日以内に1回だけ使えます）", said)


def test_town_that_is_here_is_not_founded_again(town: Town) -> None:
    code = town.municipality.code

    with pytest.raises(CommandError) as refusal:
        found(code, "ささえ市")

    assert str(refusal.value) == f"{code} ささえ市: この市町村はもうあります。"


def test_code_that_is_none_is_refused_in_the_language_of_the_reader(
    read_in_english: Callable,
) -> None:
    sentence = "「%(text)s」は団体コードではありません。6桁の数字（例 132250）で入れてください。"
    read_in_english({sentence: "“%(text)s” is no municipality code."})

    with pytest.raises(CommandError) as refusal:
        found("ささえ市", "ささえ市")

    assert str(refusal.value) == "“ささえ市” is no municipality code."
