import re

import pytest
from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from sasaeai.ui import context, samples, views

pytestmark = pytest.mark.django_db


def styleguide(client: Client) -> str:
    return client.get(reverse("ui:styleguide")).content.decode()


def test_styleguide_without_sign_in_shows_every_section(client: Client) -> None:
    page = styleguide(client)
    missing = [anchor for anchor, _label in samples.SECTIONS if f'id="{anchor}"' not in page]
    assert missing == []
    assert page.count("<h1>部品と、その使いどころ</h1>") == 1


def test_styleguide_ids_are_used_once_and_labels_find_them(client: Client) -> None:
    page = styleguide(client)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    pointed = set(re.findall(r'(?:\sfor|aria-labelledby|popovertarget)="([^"]+)"', page))
    assert pointed - set(ids) == set()


def test_styleguide_marks_the_current_verb(client: Client) -> None:
    assert 'data-verb="today" aria-current="page"' in styleguide(client)


def test_kana_cookie_renders_the_switch_on(client: Client) -> None:
    client.cookies["kana"] = "1"
    assert re.search(r'data-kana autocomplete="off" checked', styleguide(client))


def test_kana_without_cookie_renders_the_switch_off(client: Client) -> None:
    assert re.search(r'data-kana autocomplete="off">', styleguide(client))


def test_page_context_tells_the_address_to_come_back_to(rf: RequestFactory) -> None:
    assert context.page(rf.get("/assets/?q=a")) == {"kana": False, "here": "/assets/?q=a"}


def test_language_chosen_is_kept_in_a_cookie(client: Client) -> None:
    answer = client.post(reverse("ui:language"), {"language": "en", "next": "/styleguide/"})
    assert (answer.status_code, answer["Location"]) == (302, "/styleguide/")
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_language_never_leads_to_another_host(client: Client) -> None:
    answer = client.post(reverse("ui:language"), {"language": "en", "next": "https://example.com/"})
    assert answer["Location"] == "/"


def test_stay_without_sign_in_leads_to_it(client: Client) -> None:
    assert client.post(reverse("ui:stay")).status_code == 302


def posted(rf: RequestFactory) -> HttpRequest:
    request = rf.post(reverse("ui:stay"))
    request.session = SessionStore()
    return request


def test_stay_touches_the_session(rf: RequestFactory) -> None:
    request = posted(rf)
    assert views.stay(request).status_code == 204
    assert request.session.modified is True


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_page_without_any_context_says_what_to_do(name: str) -> None:
    page = render_to_string(f"{name}.html")
    assert page.count("<h1") == 1
    assert '<a class="button" href="/">はじめの画面へもどる</a>' in page
    assert "data-draft-keep" in page


def test_unknown_address_gets_the_page_in_japanese(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "お探しの画面が見つかりません" in answer.content.decode()


PORTAL = {
    "municipality": {"name": "ささえ市"},
    "desk": {"name": "高齢福祉課", "phone": "042-000-1234"},
    "foot_links": [{"label": "{地図|ちず}を見る", "url": "/map/"}],
}


def test_portal_shows_the_telephone_at_the_top_and_at_the_end(rf: RequestFactory) -> None:
    page = render_to_string("ui/base_portal.html", PORTAL, rf.get("/"))
    head, foot = page.split("<main", 1)
    assert (head.count("tel:0420001234"), foot.count("tel:0420001234")) == (1, 1)
    assert "ささえ市の支え合い" in head
    assert "<ruby>地図<rt>ちず</rt></ruby>を見る" in foot


def test_base_without_viewer_or_nav_shows_neither(rf: RequestFactory) -> None:
    page = render_to_string("ui/base.html", {}, rf.get("/"))
    shown = [part for part in ('class="who"', 'id="verbs"', "data-idle-seconds") if part in page]
    assert shown == []


def test_base_with_idle_limit_warns_before_it(rf: RequestFactory) -> None:
    page = render_to_string("ui/base.html", {"idle_seconds": 1800}, rf.get("/"))
    assert f'data-idle-seconds="1800" data-ping-url="{reverse("ui:stay")}"' in page


def test_message_with_undo_offers_the_way_back(rf: RequestFactory) -> None:
    part = "ui/parts/toast.html"
    page = render_to_string(part, {"text": "残しました", "undo_url": "/undo/"}, rf.get("/"))
    assert '<form method="post" action="/undo/">' in page
    assert "csrfmiddlewaretoken" in page
