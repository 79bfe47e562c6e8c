from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 100


class WordsField(forms.CharField):
    """One line of words; control characters and broken characters count as spaces."""

    def to_python(self, value: object) -> str:
        """Returns the words without what no keyboard types."""
        typed = "" if value is None else str(value)
        clean = "".join(" " if _is_broken(sign) else sign for sign in typed)
        return " ".join(clean.split())


def _is_broken(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff"


class SearchForm(forms.Form):
    """The search box, and the key that continues a list of hits."""

    q = WordsField(
        label=_("さがすことば"),
        required=False,
        max_length=LONGEST,
        error_messages={
            "max_length": _(
                "さがすことばは%(limit_value)d文字までです。短くしてもう一度おためしください。"
            )
        },
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST}),
    )
    after = forms.RegexField(
        r"^(title|words)-[0-9]{1,18}\Z",
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid": _(
                "つづきの場所が分かりません。さがすことばを入れて、はじめからおためしください。"
            )
        },
    )
