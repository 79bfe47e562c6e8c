"""A town's own 様式: looked into when it is taken, filled with a report, never more than its fields."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry as RecordEntry
from sasaeai.base.errors import DomainError
from sasaeai.paper.filling import Inspection
from sasaeai.reports import actions
from sasaeai.reports.models import Report, Template
from tests.factories.areas import Town
from tests.factories.journal import make_entry, make_story
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.office import excel, paragraph, row, table, unzipped, word
from tests.factories.reports import make_template

NOW = datetime(2026, 10, 31, 16, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
URL = reverse("reports:templates")


@pytest.fixture(autouse=True)
def _place_and_day(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def sent(content: bytes, **words: object) -> dict[str, object]:
    return {
        "name": "市の月報",
        "kind": "monthly",
        "upload": SimpleUploadedFile("t.docx", content),
    } | words


def text(response) -> str:
    return unzipped(response.content)["word/document.xml"].decode()


def test_template_is_taken_and_what_was_found_is_told(town: Town) -> None:
    content = word(paragraph("《年月》《記録の実数》《記録の実すう》"), macros=True)
    page = town.client(Role.OFFICER).post(URL, sent(content), follow=True)
    template = Template.objects.get()
    assert (template.form, template.employer, template.fields) == (
        "docx",
        None,
        ["年月", "記録の実数"],
    )
    assert (template.unknown, template.warnings) == ({"記録の実すう": "記録の実数"}, ["macros"])
    shown = page.content.decode()
    assert "《記録の実すう》は《記録の実数》のことでしょうか。" in shown
    assert "マクロは動きません。" in shown


@pytest.mark.parametrize("content", [b"%PDF-1.7", word(paragraph("{{ 月.x() }}")), b""])
def test_what_is_no_template_is_refused_and_the_name_stays(town: Town, content: bytes) -> None:
    page = town.client(Role.OFFICER).post(URL, sent(content))
    assert (page.status_code, Template.objects.count()) == (422, 0)
    assert "市の月報" in page.content.decode()


def test_coordinator_takes_one_in_for_their_body_alone(town: Town) -> None:
    content = word(paragraph("《年月》"))
    town.client(Role.COORDINATOR2).post(URL, sent(content, employer=town.centre.pk))
    page = town.client(Role.COORDINATOR2).post(URL, sent(content))
    assert (page.status_code, Template.objects.get().employer) == (422, town.centre)


def test_town_template_is_the_officers(town: Town) -> None:
    new = Template(name="市の月報", kind="monthly")
    with pytest.raises(DomainError, match="市町村担当の方が入れます"):
        actions.upload(
            town.viewer(Role.COORDINATOR2),
            new,
            content=b"",
            inspection=Inspection("docx", [], {}, []),
        )


def test_month_is_set_in_the_template(town: Town) -> None:
    make_entry(town, on=date(2026, 10, 2), means="visit", functions=["a"])
    make_story(town, "ボタンひとつから", on=date(2026, 10, 3))
    make_story(town, "本が読める夜", on=date(2026, 10, 9))
    body = paragraph("《年月》《地区》《所属先》 《記録の実数》") + table(row("《物語の題》"))
    template = make_template(town, word(body))
    asked = {"area": town.west.pk, "month": "2026-10"}
    made = text(
        town.client(Role.COORDINATOR2).get(reverse("reports:fill", args=[template.pk]), asked)
    )
    for said in (
        "令和8年10月川西ささえ市地域包括支援センター 1",
        "ボタンひとつから",
        "本が読める夜",
    ):
        assert said in made


def test_excel_gets_numbers(town: Town) -> None:
    make_entry(town, on=date(2026, 10, 2))
    template = make_template(town, excel([["《記録の実数》", "《両方になった人》"]]), form="xlsx")
    asked = {"area": town.west.pk, "month": "2026-10"}
    made = town.client(Role.COORDINATOR2).get(reverse("reports:fill", args=[template.pk]), asked)
    sheet = load_workbook(BytesIO(made.content)).active
    assert [cell.value for cell in sheet[1]] == [1, 0]


def test_each_file_made_is_in_the_record_book_once(town: Town) -> None:
    template = make_template(town)
    asked = {"area": town.west.pk, "month": "2026-10"}
    for _one in range(2):
        town.client(Role.COORDINATOR2).get(reverse("reports:fill", args=[template.pk]), asked)
    made = RecordEntry.objects.filter(verb="reports.fill_template")
    assert [one.subjects for one in made] == [[str(template.pk)]] * 2


def test_small_number_of_persons_does_not_leave_the_house(town: Town) -> None:
    both = make_helper(town)
    make_match(town, make_need(town, person=both), both, agreed_on=date(2026, 10, 3))
    template = make_template(
        town, excel([["《頼んだ人と引き受けた人》", "《両方になった人》"]]), form="xlsx"
    )
    asked = {"area": town.west.pk, "month": "2026-10"}
    made = town.client(Role.COORDINATOR2).get(reverse("reports:fill", args=[template.pk]), asked)
    sheet = load_workbook(BytesIO(made.content)).active
    assert [cell.value for cell in sheet[1]] == ["×", "×"]


def test_report_is_sent_in_the_template_and_kept(town: Town) -> None:
    template = make_template(town, word(paragraph("《困っていること》")))
    url = f"{reverse('reports:write')}?area={town.west.pk}&month=2026-10"
    words = {"trouble": "鍵を預かる人がいない", "template": template.pk, "send": "on"}
    client = town.client(Role.COORDINATOR2)
    client.post(url, words)
    report = Report.objects.get()
    kept = client.get(reverse("reports:report_filled", args=[report.pk]))
    content = b"".join(kept.streaming_content)
    assert "鍵を預かる人がいない" in unzipped(content)["word/document.xml"].decode()


def test_template_put_away_is_offered_no_more_and_comes_back(town: Town) -> None:
    template = make_template(town)
    client = town.client(Role.OFFICER)
    month = reverse("reports:month")
    offered = []
    for verb in ("put_away", "bring_back"):
        client.post(reverse(f"reports:{verb}", args=[template.pk]))
        offered.append(client.get(month).context["templates"])
    assert offered == [[], [template]]


def test_other_body_keeps_its_templates_to_itself(town: Town) -> None:
    template = make_template(town, employer=town.council)
    with pytest.raises(DomainError, match="所属先の方がしまえます"):
        actions.put_away(town.viewer(Role.COORDINATOR2), template)
    page = town.client(Role.COORDINATOR2).get(template.get_absolute_url())
    assert page.status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_as_many_queries_whatever_is_there(
    town: Town, number: int, django_assert_num_queries
) -> None:
    for _one in range(number):
        make_template(town)
    client = town.client(Role.OFFICER)
    with django_assert_num_queries(12):
        client.get(URL)
