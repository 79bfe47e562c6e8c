import datetime
import re

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.db.models.fields import BLANK_CHOICE_DASH
from django.template import Context, Template

from sasaeai.ui.templatetags import ui


def rendered(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_icon_name_draws_a_hidden_use_of_the_sprite() -> None:
    assert rendered("{% icon 'phone' %}") == (
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-phone"/></svg>'
    )


def test_furigana_braces_become_ruby_in_one_span() -> None:
    assert rendered("{{ words|furigana }}", words="{集|あつ}まりに{行|い}く") == (
        "<span><ruby>集<rt>あつ</rt></ruby>まりに<ruby>行<rt>い</rt></ruby>く</span>"
    )


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "{<script>|alert(1)}</script>",
        "{漢|<img src=x>}",
        '{"><img src=x onerror=alert(1)>|か}',
    ],
)
def test_furigana_markup_in_the_words_is_escaped(words: str) -> None:
    shown = rendered("{{ words|furigana }}", words=words)
    kept = shown.removeprefix("<span>").removesuffix("</span>")
    for ours in ("<ruby>", "</ruby>", "<rt>", "</rt>"):
        kept = kept.replace(ours, "")
    assert [sign for sign in '<>"' if sign in kept] == []


def test_furigana_plain_words_stay_as_they_are() -> None:
    assert rendered("{{ words|furigana }}", words="a & b {c}") == "<span>a &amp; b {c}</span>"


def test_furigana_tag_escapes_values_and_sets_ruby() -> None:
    shown = rendered("{% furigana %}{電話|でんわ}は{{ who }}へ{% endfurigana %}", who="<b>田中</b>")
    assert shown == ("<span><ruby>電話<rt>でんわ</rt></ruby>は&lt;b&gt;田中&lt;/b&gt;へ</span>")


def test_without_furigana_leaves_the_kanji() -> None:
    assert ui.without_furigana("{集|あつ}まり") == "集まり"


def test_tel_number_loses_all_but_digits() -> None:
    assert ui.tel("042-000-1234") == "tel:0420001234"


@pytest.mark.parametrize(
    ("tags", "path"),
    [
        ("undo=/voices/1/undo/", "/voices/1/undo/"),
        ("undo=https://example.com/", ""),
        ("undo=//example.com/", ""),
        ("/voices/1/", ""),
        (None, ""),
    ],
)
def test_undo_url_is_only_a_path_of_this_site(tags: str | None, path: str) -> None:
    assert ui.undo_url(Message(constants.SUCCESS, "済み", tags)) == path


def test_sample_shows_the_part_and_its_source() -> None:
    shown = rendered("{% sample 'ボタン' %}<b>{{ word }}</b>{% endsample %}", word="押す")
    assert "<b>押す</b>" in shown
    assert "&lt;b&gt;{{ word }}&lt;/b&gt;</pre>" in shown


@pytest.mark.parametrize(
    ("source", "value", "words"),
    [
        ("{{ at|wareki }}", datetime.date(2026, 12, 1), "令和8年12月1日"),
        ("{{ at|weekday_date }}", datetime.date(2026, 12, 1), "12月1日（火）"),
        ("{{ at|weekday_date }}", datetime.date(2025, 12, 1), "令和7年12月1日（月）"),
        ("{{ at|full_day }}", datetime.date(2026, 12, 1), "令和8年12月1日（火）"),
        (
            "{{ at|moment }}",
            datetime.datetime(2026, 12, 1, 4, 5, tzinfo=datetime.UTC),
            "令和8年12月1日 13:05",
        ),
        ("{{ at|spoken_time }}", datetime.time(13, 30), "午後1時30分"),
        ("{{ at|wareki }}", None, ""),
        ("{{ at|weekday_date }}", None, ""),
        ("{{ at|spoken_time }}", None, ""),
        ("{{ at|full_day }}", None, ""),
        ("{{ at|moment }}", None, ""),
        ("{{ at|days_ago }}", None, ""),
    ],
)
@pytest.mark.usefixtures("today")
def test_date_filter_speaks_as_people_do(source: str, value: object, words: str) -> None:
    assert rendered("{% load dates %}" + source, at=value) == words


def test_wareki_of_a_moment_is_the_local_day() -> None:
    moment = datetime.datetime(2026, 11, 30, 15, 30, tzinfo=datetime.UTC)
    assert rendered("{% load dates %}{{ at|wareki }}", at=moment) == "令和8年12月1日"


def test_days_ago_yesterday_is_said_in_words(today: datetime.date) -> None:
    yesterday = today - datetime.timedelta(days=1)
    assert rendered("{% load dates %}{{ at|days_ago }}", at=yesterday) == "きのう"


@pytest.mark.parametrize(("required", "words"), [(True, "選んでください"), (False, "選ばない")])
def test_empty_line_of_a_choice_says_what_it_means(*, required: bool, words: str) -> None:
    class Form(forms.Form):
        town = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("a", "ささえ市")], required=required)

    said = str(ui.control(Form()["town"]))
    assert re.findall(r"<option[^>]*>([^<]*)</option>", said) == [words, "ささえ市"]
