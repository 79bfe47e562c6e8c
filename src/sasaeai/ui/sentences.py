"""What forms say when something is amiss: whole sentences that say what to do next.

Django's own catalogue says 「有効な値を入力してください」, which helps nobody; the texts are set once,
on the classes, so that every form of every room says the same.
"""

from django import forms
from django.core import validators
from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.calc.text import is_seen

WRITE = _("ここを書いてください。")
CHOOSE = _("ひとつ選んでください。")
FROM_LIST = _("一覧の中から選んでください。")
WHOLE_NUMBER = _("数字だけで書いてください。例：12")
DATE = _("日付は「令和8年12月1日」か「2026/12/1」のように書いてください。")
TIME = _("時刻は「13:30」のように書いてください。")
FILE = _("ファイルを選んでください。")
PICTURE = _("JPEGかPNGの写真を選んでください。")
MAIL = _("メールアドレスは「tanaka@example.jp」のように書いてください。")
LINK = _("アドレスは「https://」から始めて書いてください。")
UNSEEN = _("目に見える文字がありません。文字で書きなおしてください。")
SEVERAL: dict[str, object] = {
    "required": _("ひとつ以上選んでください。"),
    "invalid_choice": FROM_LIST,
    "invalid_list": FROM_LIST,
}

FIELD_SENTENCES: list[tuple[type[forms.Field], dict[str, object]]] = [
    (forms.Field, {"required": WRITE}),
    (forms.IntegerField, {"invalid": WHOLE_NUMBER}),
    (forms.FloatField, {"invalid": _("数字で書いてください。例：1.5")}),
    (forms.DecimalField, {"invalid": _("数字で書いてください。例：1.5")}),
    (forms.DateField, {"invalid": DATE}),
    (forms.TimeField, {"invalid": TIME}),
    (forms.DateTimeField, {"invalid": _("日付と時刻を選んでください。")}),
    (forms.BooleanField, {"required": _("よろしければ、印を付けてください。")}),
    (forms.ChoiceField, {"required": CHOOSE, "invalid_choice": FROM_LIST}),
    (forms.MultipleChoiceField, SEVERAL),
    (forms.ModelChoiceField, {"required": CHOOSE, "invalid_choice": FROM_LIST}),
    (forms.ModelMultipleChoiceField, {**SEVERAL, "invalid_pk_value": FROM_LIST}),
    (
        forms.FileField,
        {
            "required": FILE,
            "invalid": FILE,
            "missing": FILE,
            "empty": _("ファイルが空です。中身のあるファイルを選んでください。"),
            "max_length": _("ファイルの名前が長すぎます。%(max)d文字までに直してください。"),
        },
    ),
    (forms.ImageField, {"invalid_image": PICTURE}),
    (forms.UUIDField, {"invalid": FROM_LIST}),
    (forms.URLField, {"invalid": LINK}),
]

VALIDATOR_SENTENCES: list[tuple[type[object], object]] = [
    (validators.EmailValidator, MAIL),
    (validators.URLValidator, LINK),
    (validators.MinValueValidator, _("%(limit_value)s以上で書いてください。")),
    (validators.MaxValueValidator, _("%(limit_value)s以下で書いてください。")),
    (
        validators.MinLengthValidator,
        _("%(limit_value)d文字以上で書いてください（いまは%(show_value)d文字）。"),
    ),
    (
        validators.MaxLengthValidator,
        _("%(limit_value)d文字までで書いてください（いまは%(show_value)d文字）。"),
    ),
    (
        validators.ProhibitNullCharactersValidator,
        _("使えない文字が入っています。書き直してください。"),
    ),
    (
        validators.FileExtensionValidator,
        _("この種類のファイルは使えません。%(allowed_extensions)s のどれかを選んでください。"),
    ),
]


def refuse_unseen(value: object) -> None:
    """Refuse text of which nobody would see anything, such as a name of invisible letters."""
    if isinstance(value, str) and not is_seen(value):
        raise forms.ValidationError(UNSEEN, code="unseen")


def teach() -> None:
    """Set the sentences on Django's field and validator classes."""
    forms.CharField.default_validators = [*forms.CharField.default_validators, refuse_unseen]
    for field, texts in FIELD_SENTENCES:
        field.default_error_messages = {**field.default_error_messages, **texts}  # type: ignore[dict-item]  # lazy strings
    # A choice among rows asks the row's key, and the key would answer 「有効なUUIDではありません」.
    key = models.UUIDField
    key.default_error_messages = {**key.default_error_messages, "invalid": FROM_LIST}
    for validator, text in VALIDATOR_SENTENCES:
        validator.message = text  # type: ignore[attr-defined]  # every validator here has one
