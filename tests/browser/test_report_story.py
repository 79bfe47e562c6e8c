"""A month of the log is a 月報: a figure opens its entries, it is sent, and what came later is told; the town's own form is filled."""

import zipfile
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import follow, head, hear, part, press, tick, unfold, write
from tests.factories.office import paragraph, row, table, word

pytestmark = pytest.mark.browser

FORM = word(
    paragraph("《年月》 ", "《地", "区》 記録《記録の実数》件 《記録の実すう》")
    + table(row("《困っていることの行》")),
    macros=True,
)


def take_in(page, name: str) -> None:
    """Take the body's own form in."""
    page.goto("/reports/templates/")
    write(page, {"様式の名前": name})
    page.get_by_label("ファイル").set_input_files(
        {"name": "form.docm", "mimeType": "application/octet-stream", "buffer": FORM}
    )
    press(page, "入れて、中を見る")
    hear(page, "様式を入れました。")


def filled(page, link: str) -> str:
    """Return what stands in the filled form behind a link."""
    with page.expect_download() as download:
        follow(page, link)
    with zipfile.ZipFile(Path(download.value.path())) as file:
        assert [name for name in file.namelist() if "vba" in name] == []
        return file.read("word/document.xml").decode()


def log_one_more(page) -> None:
    page.goto("/journal/log/")
    tick(page, "電話")
    write(page, {"ひとこと": "世話人の方から電話"})
    press(page, "残す")


def test_month_is_reported_in_the_towns_own_form(page_as) -> None:
    page = page_as("月見", viewport=PHONE)
    take_in(page, "月見の月報")
    expect(part(page, "知らない欄があります")).to_contain_text("《記録の実数》のことでしょうか")
    expect(part(page, "書きこんだあと、どうなるか")).to_contain_text("マクロは動きません")

    this_month = f"/reports/?month={timezone.localdate():%Y-%m}"
    page.goto(this_month)
    part(page, "活動のうちわけ").get_by_role("row", name="記録の実数").get_by_role(
        "link"
    ).first.click()
    head(page, "日々の記録")
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(3)

    page.goto(this_month)
    follow(page, "言葉を書く")
    write(page, {"困っていること": "木曜の午後に動ける人が足りない\n鍵を預かる人がいない"})
    page.get_by_text("終わるのを待たずに提出する").click()
    press(page, "いま提出する")
    hear(page, "提出しました。")
    expect(part(page, "提出してから変わったこと")).to_contain_text("同じです")

    log_one_more(page)
    page.goto(this_month)
    follow(page, "提出した報告を見る")
    expect(part(page, "提出してから変わったこと")).to_contain_text("提出したとき 3、いま 4")
    made = filled(page, "提出した様式")
    for said in (
        "月見",
        "記録3件",
        "木曜の午後に動ける人が足りない",
        "鍵を預かる人がいない",
        "《記録の実すう》",
    ):
        assert said in made


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "scriptless"])
def test_figures_are_met_on_the_first_screen_of_a_telephone(page_as, scripts) -> None:
    page = page_as("月見", viewport=PHONE, scripts=scripts)
    page.goto(f"/reports/?month={timezone.localdate():%Y-%m}")
    expect(part(page, "変わったこと").get_by_role("heading")).to_be_in_viewport()

    sent, kinds = (
        page.get_by_role("link", name="これまでの報告"),
        page.get_by_role("navigation", name="報告の種類"),
    )
    expect(sent).to_be_hidden()
    unfold(page, "ほかにできること")
    expect(sent).to_be_visible()
    fold = page.locator("summary").filter(has_text="変える")
    expect(fold).to_contain_text("月報・月見")
    fold.press("Enter")
    expect(kinds.locator("[aria-current=page]")).to_have_text("月報")
    kinds.get_by_role("link", name="実績報告").click()

    expect(fold).to_contain_text("実績報告・月見")
    page.set_viewport_size(DESK)
    expect(fold).to_be_hidden()
    expect(sent).to_be_visible()
    expect(kinds.locator("[aria-current=page]")).to_have_text("実績報告")
    expect(kinds.locator("[aria-current=page]")).to_be_visible()


def test_total_stays_beside_its_name_when_a_wide_table_is_moved(page_as) -> None:
    page = page_as("月見", viewport=PHONE)
    page.goto("/reports/?kind=yearly")
    months = part(page, "月ごとに")
    expect(months.get_by_text("表を横に動かすと、続きが見えます。")).to_be_visible()
    months.get_by_role("columnheader", name="3月").scroll_into_view_if_needed()
    for name in ("数えたもの", "計", "3月"):
        expect(months.get_by_role("columnheader", name=name)).to_be_in_viewport(ratio=0.9)
