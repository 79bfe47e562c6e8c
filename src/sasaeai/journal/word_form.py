"""The gate for 申し送り: what to speak of, and no more than that."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.journal.models import Word


class WordForm(forms.ModelForm[Word]):
    """What is to be told in person."""

    class Meta:
        model = Word
        fields = ("about", "words")
        help_texts = {
            "about": _("例：桜台の鍵のこと"),
            "words": _(
                "何の話かが分かるだけで十分です。紙にしないほうがよいことは、会って話します。"
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A browser would cut what is pasted without a word, and a successor would read half of it.
            field.widget.attrs.pop("maxlength", None)
