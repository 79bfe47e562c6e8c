"""`sasaeai found`: a municipality, its first officer, and the code that lets them in."""

import io
import re
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from sasaeai.accounts import actions as accounts
from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Municipality, Posting, Role

pytestmark = pytest.mark.django_db


def found(code: str = "139998", *, officer: str = "A-1") -> str:
    """Found となり町 and return what was printed."""
    out = io.StringIO()
    call_command(
        "found", code, "となり町", "--office", "高齢福祉課", "--officer", officer,
        "--officer-name", "岡 みどり", stdout=out,
    )  # fmt: skip
    return out.getvalue()


def test_town_is_founded_with_an_officer_for_all_of_it() -> None:
    found()

    town, posting = Municipality.objects.get(), Posting.objects.get()
    assert (town.code, town.name, town.office) == ("139998", "となり町", "高齢福祉課")
    assert (posting.role, posting.area, posting.user.name) == (
        Role.OFFICER,
        Area.objects.get(municipality=town),
        "岡 みどり",
    )
    assert posting.employer.name == "となり町 高齢福祉課"


def test_printed_code_lets_the_officer_set_a_password() -> None:
    code = re.search(r"合言葉 (\w+)", found())[1]
    officer = User.objects.get(staff_id="A-1")

    accounts.redeem_slip(officer, code=code, password="kawa-no-nagare-ni")

    officer.refresh_from_db()
    assert officer.check_password("kawa-no-nagare-ni")


def test_code_without_its_check_digit_is_completed() -> None:
    found("13999")

    assert Municipality.objects.get().code == "139998"


def test_town_founded_twice_is_refused() -> None:
    found()

    with pytest.raises(CommandError, match="139998 となり町: この市町村はもうあります。"):
        found()
    assert User.objects.count() == 1


def test_code_of_no_municipality_is_refused() -> None:
    with pytest.raises(CommandError, match="最後の桁（検査数字）は0ではなく8のはずです。"):
        found("139990")
    assert Municipality.objects.count() == 0


def test_code_that_is_none_is_refused_in_the_language_of_the_reader(
    read_in_english: Callable,
) -> None:
    sentence = "「%(text)s」は団体コードではありません。6桁の数字（例 132250）で入れてください。"
    read_in_english({sentence: "“%(text)s” is no municipality code."})

    with pytest.raises(CommandError) as refusal:
        found("ささえ市")

    assert str(refusal.value) == "“ささえ市” is no municipality code."


@pytest.mark.parametrize("officer", ["A 1", "<b>", "", "1" * 41])
def test_staff_id_nobody_could_sign_in_with_leaves_no_town_behind(officer: str) -> None:
    with pytest.raises(CommandError, match="職員番号: "):
        found(officer=officer)

    assert not Municipality.objects.exists()
