"""What the style guide shows. All names, places and telephone numbers are invented."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.ui import fields, widgets

DISTRICTS = [
    ("sakuradai", gettext_lazy("桜台")),
    ("kashiwagi", gettext_lazy("柏木")),
    ("yanagi", gettext_lazy("柳町")),
]
VOICES = [
    ("trouble", gettext_lazy("困りごと")),
    ("wish", gettext_lazy("やりたいこと")),
    ("strength", gettext_lazy("強み・自慢")),
]
REACH = [("professionals", gettext_lazy("支援する人だけ")), ("public", gettext_lazy("だれでも"))]
SECTIONS = [
    ("colour", "色"),
    ("type", "文字"),
    ("act", "ボタン"),
    ("state", "札と数字"),
    ("form-section", "入力"),
    ("list", "一覧と表"),
    ("time", "時間"),
    ("place", "地図と紙"),
    ("say", "知らせ"),
    ("portal", "住民の画面"),
]
COLOURS = [
    ("key", "常磐。おもな行い"),
    ("key-tint", "選んだもの"),
    ("warm", "柿。人の言葉のかぎ"),
    ("warm-tint", "声の紙"),
    ("paper-tone", "地"),
    ("sunken", "沈めたところ"),
    ("ink", "文字と太い線"),
    ("good-tint", "確かめた"),
    ("soon-tint", "もうすぐ"),
    ("late-tint", "過ぎている"),
    ("danger-tint", "誤り"),
]
VERBS = [
    ("today", "今日"),
    ("listen", "聴く"),
    ("envision", "描く"),
    ("discover", "探す"),
    ("connect", "つなぐ"),
    ("grow", "育てる"),
    ("discuss", "話し合う"),
    ("reflect", "ふりかえる"),
]
ICONS = [
    "alert",
    "bag",
    "box",
    "building",
    "bus",
    "calendar",
    "check",
    "clock",
    "coin",
    "connect",
    "cup",
    "discover",
    "discuss",
    "download",
    "envision",
    "eye",
    "filter",
    "globe",
    "grow",
    "hand",
    "home",
    "info",
    "key",
    "leaf",
    "leave",
    "left",
    "list",
    "listen",
    "lock",
    "mail",
    "map",
    "menu",
    "minus",
    "needle",
    "offline",
    "paper",
    "pen",
    "people",
    "phone",
    "photo",
    "pin",
    "plus",
    "printer",
    "reflect",
    "rest",
    "right",
    "today",
    "undo",
    "upload",
    "user",
    "walk",
    "x",
]
KINDS = [
    ("activity", "活動"),
    ("place", "場所"),
    ("thing", "モノ"),
    ("money", "金"),
    ("info", "情報"),
    ("person", "人（一覧だけ）"),
    ("doubtful", "確認したい"),
]
WEEK = [
    ("朝", ["", "meet", "can", "", "want"]),
    ("午後", ["can", "", "", "can", ""]),
]
MARKS = {"can": "○", "meet": "◎", "want": "希望"}


class SampleForm(forms.Form):
    """Every kind of field, for the style guide."""

    words = forms.CharField(
        label=gettext_lazy("その人の言葉"),
        help_text=gettext_lazy("言われたとおりに。ひとことで十分です。"),
        widget=widgets.WordsArea(attrs={"rows": 3}),
    )
    area = forms.ChoiceField(
        label=gettext_lazy("どこの声ですか"), choices=DISTRICTS, widget=widgets.Tiles
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("どんな声ですか"), choices=VOICES, widget=widgets.Chips, required=False
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("見せてよい範囲"), choices=REACH, widget=forms.RadioSelect
    )
    day = fields.DateField(
        label=gettext_lazy("お返事の日"),
        help_text=gettext_lazy("日付を選んでください。"),
        required=False,
    )
    time = fields.TimeField(label=gettext_lazy("時刻"), required=False)
    phone = fields.PhoneField(
        label=gettext_lazy("電話番号"), help_text=gettext_lazy("例：042-000-1234"), required=False
    )
    district = forms.ChoiceField(label=gettext_lazy("地区"), choices=DISTRICTS, required=False)
    photo = forms.FileField(label=gettext_lazy("写真"), required=False)
    promised = forms.BooleanField(
        label=gettext_lazy("お返事をする約束をした"),
        help_text=gettext_lazy("「今日」の約束に入ります。"),
        required=False,
    )


class SampleFilter(forms.Form):
    """A filter with one open and one folded field, for the style guide."""

    unmarked = True
    more = ["reach"]
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("種類"), choices=VOICES, widget=widgets.Chips, required=False
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("範囲"), choices=REACH, widget=widgets.ChoiceChips, required=False
    )


def lists() -> dict[str, object]:
    """Return the rows the list parts are shown with."""
    return {
        "trail": [{"label": "探す", "url": "#list"}, {"label": "川西", "url": "#list"}],
        "tabs": [
            {"label": "待っていること", "url": "#list", "current": True, "count": 3},
            {"label": "つながった", "url": "#list", "count": 14},
        ],
        "chips": [
            {"label": "活動", "url": "#list", "current": True, "count": 24, "shape": "activity"},
            {"label": "場所", "url": "#list", "count": 19, "shape": "place"},
        ],
        "acts": [{"label": "候補を見る", "url": "#list"}],
        "tags": [{"label": "約束は明日まで", "tone": "late"}],
        "columns": [{"label": "すること"}, {"label": "誰が"}, {"label": "件", "num": True}],
        "rows": [
            [
                {"text": "青果やまだに話しに行く"},
                {"text": "石田さん・田中", "label": "誰が"},
                {"text": "3", "label": "件", "num": True, "url": "#list"},
            ]
        ],
        "facts": [("ところ", "桜台自治会館"), ("お金", "100円"), ("申し込み", "いりません")],
    }


def times() -> dict[str, object]:
    """Return what the week and the thread are shown with."""
    return {
        "days": ["月", "火", "水", "木", "金"],
        "week": [
            {"label": label, "cells": [{"mark": m, "text": MARKS.get(m, "")} for m in marks]}
            for label, marks in WEEK
        ],
        "knots": [
            {
                "verb": "listen",
                "icon": "listen",
                "when": "9月11日",
                "words": "この服はもう着られないの",
            },
            {
                "verb": "discuss",
                "icon": "discuss",
                "when": "1月23日",
                "title": "まず3か月やってみる",
            },
            {
                "verb": "grow",
                "icon": "grow",
                "when": "3月5日から",
                "title": "木曜の針箱",
                "url": "#time",
            },
        ],
    }


def page() -> dict[str, object]:
    """Return everything the style guide needs."""
    wrong = SampleForm({"wrong-words": "味噌なら、毎年余るほど作るよ"}, prefix="wrong")
    return {
        "sections": [{"label": label, "url": f"#{anchor}"} for anchor, label in SECTIONS],
        "colours": COLOURS,
        "verbs": VERBS,
        "icons": ICONS,
        "kinds": [{"kind": kind, "label": label} for kind, label in KINDS],
        "nav": [
            {"verb": verb, "label": label, "url": "#main", "icon": verb, "current": verb == "today"}
            for verb, label in VERBS
        ],
        "viewer": {"name": "田中 みどり", "label": _("川西圏域（第2層）")},
        "viewer_url": "#main",
        "search_url": "#main",
        "municipality": {"name": "ささえ市"},
        "form": SampleForm(),
        "wrong": wrong,
        "filter": SampleFilter(prefix="filter"),
        **lists(),
        **times(),
    }
