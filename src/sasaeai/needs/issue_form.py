"""The gate for 地域課題: what it is called, what it goes into, what is taken out of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.needs import issues
from sasaeai.needs.models import Issue, Need


class IssueForm(forms.ModelForm[Issue]):
    """What the issue is called, and what is going on."""

    class Meta:
        model = Issue
        fields = ("title", "words")
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": _("だれのことかが分からない言葉で。例：ゴミ出しの坂がつらい"),
            "words": _("いつ、どこで、どんな方が。お名前は書きません。"),
        }


class MergeForm(forms.Form):
    """Which issue another goes into."""

    into: forms.ModelChoiceField[Issue] = forms.ModelChoiceField(None, label=_("合わせる先"))

    def __init__(self, *args: Any, viewer: Viewer, issue: Issue, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = issues.to_merge_into(viewer, issue)  # type: ignore[attr-defined]  # a ModelChoiceField


class SplitForm(forms.Form):
    """Which needs become an issue of their own."""

    title = forms.CharField(label=_("新しい地域課題の名前"), max_length=120)
    needs: forms.ModelMultipleChoiceField[Need] = forms.ModelMultipleChoiceField(
        None, label=_("分けるニーズ"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, viewer: Viewer, issue: Issue, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["needs"].queryset = issues.needs_behind(viewer, issue)  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
