"""Whose it is stays out of what helpers read; and a question that was answered too fast is answered again."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import choose, field, follow, head, hear, press, tick, write

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 812}


def test_name_in_what_is_asked_is_asked_about_once(page_as) -> None:
    page = page_as("丘", viewport=PHONE)
    page.goto("/needs/take-up/")
    write(page, {"お願いの中身": "柿沢の実をとる"})
    choose(page, "どんなこと", "ペットの世話・散歩")
    choose(page, "どこのことですか", "丘一丁目")
    press(page, "残す")
    expect(page.locator("main")).to_contain_text("「柿沢」は、お名前ではありませんか")
    expect(field(page, "お願いの中身")).to_have_value("柿沢の実をとる")
    tick(page, "名前・住所・電話番号ではありません")
    press(page, "残す")
    hear(page, "ニーズを書きとめました。")
    head(page, "柿沢の実をとる")


def test_answer_that_slipped_is_changed_one_step_back(page_as) -> None:
    page = page_as("丘", viewport=PHONE)
    page.goto("/people/")
    follow(page, "柿沢 みつ")
    follow(page, "ひとつずつ聞く")
    head(page, "できることを聞く")
    question = page.get_by_role("heading", level=2)
    first = question.inner_text()
    press(page, "できる")
    expect(question).not_to_have_text(first)
    follow(page, "ひとつ前の質問にもどる")
    expect(question).to_have_text(first)
    expect(page.locator("main")).to_contain_text("さきほどは「できる」と聞きました")
    press(page, "できない")
    expect(question).not_to_have_text(first)
    follow(page, "今日はここまで")
    expect(page.locator("main")).not_to_contain_text("できる：")
