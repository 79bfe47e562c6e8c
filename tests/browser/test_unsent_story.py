"""A voice is written down where there is no network, outlives the tab and the sign-in, and arrives once."""

import re

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from tests.browser.device import (
    AWAY,
    HEAR,
    hand_to,
    lose_the_answer,
    on_the_device,
    ready,
    say,
    sent,
    waiting,
    without_network,
)
from tests.browser.steps import follow, head, hear, press, tick, unfold, write
from tests.browser.test_every_page import WIDER, barriers
from tests.browser.test_sign_in import sign_in_plainly

pytestmark = pytest.mark.browser
AREA = "岬一丁目"


def kill(page: Page) -> None:
    """End the tab as a telephone does that needs its memory for something else."""
    with pytest.raises(PlaywrightError):
        page.goto("chrome://crash")
    page.close()


def found(page: Page, words: str) -> int:
    """Return how many voices of these words are on the list."""
    page.goto("/voices/")
    # What is sent while the list is read is told above it, with the same words.
    on_the_list = page.locator("a:not([data-unsent] a)")
    return page.get_by_role("link", name=words, exact=True).and_(on_the_list).count()


def test_voice_written_without_a_network_outlives_the_tab_and_arrives_once(telephone):
    words = "舟が出せる日は、船着き場の番をしてもいいよ"
    page = without_network(telephone())
    context = page.context
    say(page, words, AREA)
    waiting(page, 1)
    kill(page)

    page = context.new_page()
    page.goto(HEAR)
    waiting(page, 1)
    context.set_offline(False)
    page.close()
    page = context.new_page()
    page.goto("/today/")
    sent(page, 1)
    follow(page, words)
    expect(page.locator("main")).to_contain_text(words)
    assert (on_the_device(page)["entries"], found(page, words)) == (0, 1)


def test_pocket_sends_by_itself_when_the_network_is_back(telephone):
    words = "灯台の下で、みんなで体操がしたい"
    page = without_network(telephone())
    say(page, words, AREA)
    waiting(page, 1)
    page.context.set_offline(False)
    sent(page, 1)
    follow(page, "いつもの画面で続ける")
    expect(page.locator("[data-pocket]")).to_have_count(0)
    assert found(page, words) == 1


def test_pocket_asks_for_words_and_area_and_keeps_what_is_half_written(telephone):
    page = without_network(telephone())
    press(page, "この声を残す")
    expect(page.get_by_role("alert")).to_contain_text(
        "その人の言葉を、ひとことでも書いてください。"
    )
    write(page, {"その人の言葉": "坂がきつくなった"})
    press(page, "この声を残す")
    expect(page.get_by_role("alert")).to_contain_text("どこの声か、地区を選んでください。")
    page.reload()
    expect(page.get_by_label("その人の言葉")).to_have_value("坂がきつくなった")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[data-hearing] textarea").first).to_have_value("坂がきつくなった")
    assert on_the_device(page)["entries"] == 0


def test_form_that_loses_its_network_keeps_the_voice_and_gives_it_back(telephone):
    words = "干物の作りかたなら教えられる"
    page = telephone()
    page.context.set_offline(True)
    expect(page.get_by_text("いまは電波が届いていません。")).to_be_visible()
    say(page, "干物", AREA)
    waiting(page, 1)
    expect(page.get_by_label("その人の言葉")).to_have_value("")
    press(page, "いま残したものを書きなおす")
    expect(page.get_by_label("その人の言葉")).to_have_value("干物")
    write(page, {"その人の言葉": words})
    press(page, "この声を残す")
    waiting(page, 1)
    page.context.set_offline(False)
    sent(page, 1)
    assert [found(page, one) for one in (words, "干物")] == [1, 0]


def test_voice_waits_after_a_time_out_and_is_sent_after_the_sign_in(house, page_as, phone):
    staff, words = house.staff("unsent"), "孫の迎えのついでなら、一人乗せられる"
    page = page_as(viewport=phone)
    sign_in_plainly(page, staff)
    ready(page)
    hand_to(page.context, None, house.url)
    say(page, words, page.locator(".tile").first.inner_text())
    expect(page).to_have_url(re.compile("/login/"))
    waiting(page, 1)
    expect(page.locator("[data-unsent]")).to_contain_text("サインインすると送ります。")
    sign_in_plainly(page, staff)
    sent(page, 1)
    page.goto(HEAR)
    expect(page.get_by_label("その人の言葉")).to_have_value("")
    assert (on_the_device(page)["entries"], found(page, words)) == (0, 1)


def test_another_user_of_the_telephone_neither_sees_nor_sends_it(house, telephone):
    words, sessions = "ここだけの話、鍵を預けられる人がほしい", house.told["sessions"]
    page = without_network(telephone())
    context = page.context
    say(page, words, AREA)
    waiting(page, 1)
    hand_to(context, sessions["浜"], house.url)
    arrivals = []
    context.on("request", lambda request: "/arrive/" in request.url and arrivals.append(request))
    context.set_offline(False)
    for url in ("/today/", HEAR, "/voices/"):
        page.goto(url)
        page.wait_for_load_state("networkidle")
        expect(page.locator("[data-unsent]")).to_be_empty()
        expect(page.locator("body")).not_to_contain_text(words)
    assert (on_the_device(page)["entries"], len(arrivals)) == (1, 0)

    hand_to(context, None, house.url)
    page.goto("/accounts/login/")
    waiting(page, 1)
    expect(page.locator("body")).not_to_contain_text(words)
    hand_to(context, sessions["岬"], house.url)
    page.goto("/today/")
    sent(page, 1)
    assert found(page, words) == 1


def test_page_of_the_first_user_sends_nothing_once_another_has_signed_in(house, telephone):
    words = "朝の散歩に連れがほしい"
    page = telephone()
    hand_to(page.context, house.told["sessions"]["浜"], house.url)
    with page.expect_navigation():
        say(page, words, AREA)
    expect(page.locator("main")).to_contain_text("浜一丁目")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-unsent]")).to_be_empty()
    assert (on_the_device(page)["entries"], found(page, words)) == (1, 0)


def test_what_waits_of_one_user_outlives_another_whose_form_has_its_number(house, telephone):
    words, sessions = "この坂を、いつまで上れるだろう", house.told["sessions"]
    page = telephone()
    lose_the_answer(page, "はじめに書いたこと", AREA)
    press(page, "いま残したものを書きなおす")
    number = page.locator("[name=client_id]").first.input_value()
    page.context.set_offline(True)
    write(page, {"その人の言葉": words})
    press(page, "この声を残す")
    waiting(page, 1)
    hand_to(page.context, sessions["浜"], house.url)
    page.context.set_offline(False)
    page.goto(HEAR)
    # As a browser does that comes back to a form of before.
    page.locator("[name=client_id]").first.evaluate("(field, it) => { field.value = it; }", number)
    say(page, "浜で聴いた、ほかの声", "浜一丁目")
    hear(page, "声を残しました。")
    assert on_the_device(page)["entries"] == 1


def test_nothing_on_the_device_tells_who_wrote_or_what(house, telephone):
    words = "だれにも言っていないけれど、夜が長い"
    page = telephone()
    name = re.search(r"職員 \d+", page.content())[0]
    page = without_network(page)
    say(page, words, AREA)
    waiting(page, 1)
    told = on_the_device(page)
    pocket = next(text for url, text in told["pages"].items() if "/pocket/" in url)
    everything = "\n".join([*told["pages"].values(), told["left"], told["stores"]])
    assert (told["entries"], AREA in told["left"], AREA in pocket) == (1, True, False)
    assert [one for one in (name, words, "夜が長い") if one in everything] == []
    assert "csrfmiddlewaretoken" not in pocket + told["left"] + told["stores"]
    assert {url.split("/")[3] for url in told["pages"]} == {"static", "voices"}
    assert [url for url in told["pages"] if "/voices/" in url and "/static/" not in url] == [
        f"{house.url}/voices/pocket/?language=ja"
    ]


def test_pocket_writes_for_nobody_after_the_sign_out(house, page_as, phone):
    page_as.refusals = AWAY
    page = page_as(viewport=phone)
    # A sign-out ends the session for every story that shares it.
    sign_in_plainly(page, house.staff("gone"))
    ready(page)
    page.get_by_role("button", name="メニュー").click()
    page.locator("nav").get_by_role("button", name="終える").click()
    expect(page).to_have_url(re.compile("/login/"))
    page = without_network(page)
    expect(page.get_by_text("この端末では、まだ書けません。")).to_be_visible()
    expect(page.get_by_role("button", name="この声を残す")).to_have_count(0)


def test_voice_whose_answer_was_lost_arrives_once(telephone):
    words = "網の繕いなら、座ったままできる"
    page = telephone()
    lose_the_answer(page, words, AREA)
    press(page, "いま送る")
    sent(page, 1)
    assert found(page, words) == 1


@pytest.mark.parametrize(
    ("way", "left"),
    [
        ("先に届いた声のままにする", (1, 0)),
        ("いま届いた言葉にする", (0, 1)),
        ("別の声として、両方残す", (1, 1)),
    ],
)
def test_same_voice_with_other_words_is_shown_side_by_side(telephone, way, left):
    first, second = f"はじめの言葉 {way}", f"書きなおした言葉 {way}"
    page = telephone()
    lose_the_answer(page, first, AREA)
    press(page, "いま残したものを書きなおす")
    write(page, {"その人の言葉": second})
    press(page, "この声を残す")
    head(page, "どちらの言葉にしますか")
    expect(page.get_by_role("region", name="先に届いた声")).to_contain_text(first)
    expect(page.get_by_role("region", name="いま届いた声")).to_contain_text(second)
    assert (on_the_device(page)["entries"], page.evaluate(WIDER)) == (1, 0)
    page.get_by_role("link", name=way).or_(page.get_by_role("button", name=way)).click()
    expect(page.get_by_role("heading", level=1, name=re.compile("の声$"))).to_be_visible()
    expect(page.locator("[data-unsent]")).not_to_contain_text("送る前の記録")
    assert (found(page, first), found(page, second)) == left
    page.goto("/today/")
    page.wait_for_load_state("networkidle")
    assert on_the_device(page)["entries"] == 0


def test_voice_that_is_refused_stays_until_it_is_mended(telephone):
    words = "公民館の鍵は、もう私が持っていてもいい"
    page = without_network(telephone())
    write(page, {"その人の言葉": words})
    tick(page, AREA)
    unfold(page, "ほかの人に伝えてよいか")
    tick(page, "コーディネーターと市町村まで")
    press(page, "この声を残す")
    waiting(page, 1)
    page.context.set_offline(False)
    expect(page.locator("[data-unsent]")).to_contain_text("ご本人の同意が要ります")
    page.goto("/today/")
    unfold(page, "そのままでは送れない記録")
    press(page, "この端末から消す")
    press(page, "元に戻す")
    press(page, "直して送る")
    head(page, "聴いたことを書く")
    expect(page.get_by_label("その人の言葉")).to_have_value(words)
    tick(page, "口頭で聞いた")
    press(page, "この声を残す")
    hear(page, "声を残しました。")
    assert (on_the_device(page)["entries"], found(page, words)) == (0, 1)


def test_page_says_that_this_needs_https(page_as, phone):
    page = page_as("岬", viewport=phone)
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.goto(HEAR)
    expect(page.get_by_text("https の住所で開く必要があります")).to_be_visible()
    say(page, "回覧板を届けがてら、寄ってもらえたら", AREA)
    hear(page, "声を残しました。")


def test_page_can_be_installed(telephone):
    page = telephone()
    tools = page.context.new_cdp_session(page)
    amiss = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A browser of a test is a private one.
    assert {one["errorId"] for one in amiss} <= {"in-incognito"}


def test_pocket_and_comparison_have_no_barrier(telephone, page_as, phone, desk):
    page = telephone()
    lose_the_answer(page, "段差が三つある", AREA)
    press(page, "いま残したものを書きなおす")
    write(page, {"その人の言葉": "段差が四つある"})
    press(page, "この声を残す")
    head(page, "どちらの言葉にしますか")
    context = page.context
    context.set_offline(True)
    pocket = context.new_page()
    pocket.goto(HEAR)
    say(pocket, "手すりがほしい", AREA)
    waiting(pocket, 2)
    assert page_as.listen() == []  # axe itself sets styles, which the policy then stops
    for width in (phone, desk):
        for one in (page, pocket):
            one.set_viewport_size(width)
            assert (barriers(one), one.evaluate(WIDER)) == ([], 0)
