import datetime
import re

import pytest
from django import forms
from django.template import Context, Template

from sasaeai.ui import fields, widgets
from sasaeai.ui.forms import GroupedForm, Renderer
from sasaeai.ui.samples import SampleForm


class SmallForm(forms.Form):
    name = forms.CharField(label="呼び名", help_text="書かなくてもかまいません。", required=False)
    area = forms.ChoiceField(
        label="地区", choices=[("a", "桜台"), ("b", "柏木")], widget=widgets.Tiles
    )
    agree = forms.BooleanField(label="約束した", help_text="一覧に入ります。", required=False)
    age = forms.IntegerField(label="人数")


@pytest.mark.parametrize("name", ["\u200b", "\u00ad\u202e", "\u3164", "あ\u200b"])
def test_text_of_invisible_letters_is_refused_in_a_sentence(name: str) -> None:
    form = SmallForm({"name": name, "area": "a", "age": "8"})
    said = [] if "あ" in name else ["目に見える文字がありません。文字で書きなおしてください。"]
    assert form.errors.get("name", []) == said


class LongForm(GroupedForm, forms.Form):
    groups = (("", ("name", "area")), ("くわしく", ("age", "words")))

    age = forms.IntegerField(label="人数")
    words = forms.CharField(label="言葉", required=False, initial="いつもの言葉")
    area = forms.ChoiceField(label="地区", choices=[("a", "桜台"), ("b", "柏木")])
    name = forms.CharField(label="呼び名")


class OfferedForm(forms.Form):
    day = fields.DateField(label="約束の日", required=False)
    words = forms.CharField(label="言葉", max_length=10, widget=widgets.WordsArea)
    means = forms.ChoiceField(
        label="聴き方",
        choices=[("a", "電話"), ("b", "訪問")],
        widget=widgets.ChoiceChips,
        required=False,
    )
    hours = forms.ChoiceField(
        label="いつ",
        choices=[("", "どれでも"), ("a", "午前")],
        widget=widgets.ChoiceChips,
        required=False,
    )
    must = forms.ChoiceField(label="紙", choices=[("a4", "A4")], widget=widgets.ChoiceChips)
    kinds = forms.MultipleChoiceField(
        label="種類", choices=[("a", "場所")], widget=widgets.Chips, required=False
    )


def drawn(data: dict[str, str] | None = None, form: type[forms.Form] = SmallForm) -> str:
    return str(form(data, renderer=Renderer()))


def test_field_help_is_tied_to_its_control() -> None:
    page = drawn()
    assert '<p class="field-help" id="id_name_helptext">' in page
    assert (
        re.search(r'<input[^>]*id="id_name"[^>]*>', page)[0].count(
            'aria-describedby="id_name_helptext"'
        )
        == 1
    )


def test_field_label_comes_before_help_error_and_control() -> None:
    page = drawn({"age": "many"})
    places = [page.index(part) for part in ('for="id_age"', 'id="id_age_error"', 'id="id_age"')]
    assert places == sorted(places)


def test_field_with_error_is_invalid_and_described_by_it() -> None:
    page = drawn({"age": "many", "area": "a"})
    control = re.search(r'<input[^>]*id="id_age"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_age_error"' in control
    assert '<div id="id_age_error">' in page


def test_choices_stand_in_a_fieldset_with_its_error() -> None:
    page = drawn({"age": "3"})
    assert re.search(
        r'<fieldset class="field" id="id_area" aria-describedby="id_area_error">\s*<legend>地区',
        page,
    )
    assert page.count('class="tile" for="id_area_') == 2


def test_tick_label_holds_box_and_help() -> None:
    page = drawn()
    assert re.search(r'<label class="choice" for="id_agree"><input[^>]*id="id_agree"', page)
    assert '<small id="id_agree_helptext">一覧に入ります。</small>' in page


def test_must_and_may_are_written_beside_each_label() -> None:
    page = drawn()
    assert (page.count('<span class="must">'), page.count('<span class="may">')) == (2, 1)


def test_filter_form_says_neither_must_nor_may() -> None:
    class Filter(SmallForm):
        unmarked = True

    page = drawn(form=Filter)
    assert ('class="must"' in page, 'class="may"' in page) == (False, False)


def test_error_summary_links_to_controls_that_exist() -> None:
    page = drawn({"age": "many"})
    links = re.findall(r'<a href="#([^"]+)">', page)
    assert links == ["id_area_0", "id_age"]
    assert [link for link in links if f'id="{link}"' not in page] == []


def test_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in drawn({"age": "3", "area": "a"})


def test_label_with_markup_is_escaped() -> None:
    class Odd(forms.Form):
        odd = forms.CharField(label="<b>", help_text="<i>")

    page = drawn({}, form=Odd)
    assert ("<b>" in page, "<i>" in page) == (False, False)


def test_every_id_of_a_form_is_used_once() -> None:
    ids = re.findall(r' id="([^"]+)"', drawn({}, form=SampleForm))
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (forms.CharField(), "", "ここを書いてください。"),
        (forms.IntegerField(), "三", "数字だけで書いてください。例：12"),
        (forms.ChoiceField(choices=[("a", "A")]), "", "ひとつ選んでください。"),
        (forms.ChoiceField(choices=[("a", "A")]), "z", "一覧の中から選んでください。"),
        (forms.MultipleChoiceField(choices=[("a", "A")]), [], "ひとつ以上選んでください。"),
        (forms.EmailField(), "x", "メールアドレスは「tanaka@example.jp」のように書いてください。"),
        (forms.IntegerField(max_value=9), "10", "9以下で書いてください。"),
        (forms.CharField(max_length=2), "あいう", "2文字までで書いてください（いまは3文字）。"),
        (fields.TimeField(), "25:00", "時刻は「13:30」のように書いてください。"),
        (
            fields.PhoneField(),
            "電話なし",
            "電話番号は「042-000-1234」のように、数字とハイフンで書いてください。",
        ),
    ],
)
def test_field_refusal_says_what_to_do(field: forms.Field, value: object, sentence: str) -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean(value)
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize("text", ["2026-12-01", "令和8年12月1日", "R8.12.1", "２０２６／１２／１"])
def test_date_field_reads_both_calendars(text: str) -> None:
    assert fields.DateField().clean(text) == datetime.date(2026, 12, 1)


def test_date_field_empty_and_optional_is_none() -> None:
    assert fields.DateField(required=False).clean("") is None


def test_date_field_nonsense_is_refused_with_a_sentence() -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        fields.DateField().clean("あさって")
    assert "令和" in refusal.value.messages[0]


def test_date_input_gives_the_browser_an_iso_day() -> None:
    class Day(forms.Form):
        day = fields.DateField(initial=datetime.date(2026, 12, 1))

    assert 'value="2026-12-01"' in drawn(form=Day)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("０４２−０００−１２３４", "042-000-1234"),
        ("042(000)1234", "042-000-1234"),
        ("110110", "110110"),
    ],
)
def test_phone_field_keeps_half_width_digits(text: str, number: str) -> None:
    assert fields.PhoneField().clean(text) == number


def test_form_part_with_draft_names_its_person_and_bound_state() -> None:
    part = Template('{% include "ui/parts/form.html" with form=form label="残す" draft="7" %}')
    fresh = part.render(Context({"form": SmallForm(renderer=Renderer())}))
    bound = part.render(Context({"form": SmallForm({}, renderer=Renderer())}))
    assert ('data-draft="7"' in fresh, "data-draft-bound" in fresh) == (True, False)
    assert ('data-draft="7"' in bound, "data-draft-bound" in bound) == (True, True)


def test_long_form_tells_what_is_amiss_in_the_order_of_the_page() -> None:
    page = drawn({}, LongForm)
    assert re.findall(r'<li><a href="#id_(\w+)"', page) == ["name", "area", "age"]


@pytest.mark.parametrize(
    ("data", "is_open"),
    [
        (None, False),
        ({"name": "まつ", "area": "a"}, True),
        ({"words": "お茶を", "age": "3"}, True),
    ],
)
def test_long_form_opens_a_group_with_something_written_or_amiss_in_it(data, is_open) -> None:
    assert ('<details class="more" open>' in drawn(data, LongForm)) == is_open


@pytest.mark.parametrize(
    ("written", "type_"),
    [("2026-12-01", "date"), ("令和8年11月31日", "text"), ("11/31/2026", "text")],
)
def test_day_that_the_browser_cannot_show_stands_there_as_it_was_written(
    written: str, type_: str
) -> None:
    control = re.search(r'<input[^>]*name="day"[^>]*>', drawn({"day": written}, form=OfferedForm))[
        0
    ]
    assert re.findall(r' (?:type|value)="([^"]*)"', control) == [type_, written]


def test_area_for_words_takes_more_than_it_may_hold_so_that_the_form_can_say_so() -> None:
    page = drawn({"words": "あ" * 11}, form=OfferedForm)
    assert re.search(r"<textarea[^>]*>", page)[0].count("maxlength") == 0
    assert "あ" * 11 in page


def test_choice_that_may_be_left_out_can_be_taken_back() -> None:
    page = drawn(form=OfferedForm)
    assert re.findall(r'name="(\w+)" value="" id="(\w+)"><span>えらばない', page) == [
        ("means", "id_means_none")
    ]
    assert OfferedForm({"means": "", "words": "あ", "must": "a4"}).is_valid()


class FoldedFilter(forms.Form):
    unmarked = True
    more = ("words", "kind")
    area = forms.CharField(required=False)
    words = forms.CharField(required=False, max_length=3)
    kind = forms.ChoiceField(choices=[("a", "場所")], required=False)


@pytest.mark.parametrize(
    ("data", "opened"),
    [
        (None, 0),
        ({"area": "桜台"}, 0),
        ({"words": "茶"}, 1),
        ({"words": "長すぎる"}, 1),
        ({"kind": "x"}, 1),
    ],
)
def test_folded_fields_of_a_filter_are_seen_where_one_is_filled_or_amiss(
    data: dict[str, str] | None, opened: int
) -> None:
    page = Template('{% include "ui/parts/filters.html" %}').render(
        Context({"form": FoldedFilter(data, renderer=Renderer())})
    )
    assert page.count('<details class="more" open>') == opened


@pytest.mark.parametrize("number", ["119", "#7119", "11", "1199"])
def test_own_telephone_is_no_short_number(number: str) -> None:
    with pytest.raises(forms.ValidationError):
        fields.PhoneField().clean(number)
