"""声をとどける: words and whereabouts; the rest as they like."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Area
from sasaeai.portal.forms import marked
from sasaeai.portal.templatetags.portal import ruby
from sasaeai.ui.widgets import Tiles, WordsArea
from sasaeai.voices.models import Reach, Voice
from sasaeai.voices.words import REACHES

MOST_TILES = 40
"""More areas than these are a list to roll through: nobody reads so many tiles."""
ANYWHERE = marked(_("{分|わ}からない・ここにない"))


class SayForm(forms.ModelForm[Voice]):
    """What a resident wants to say; those that may stay empty say so themselves."""

    unmarked = True

    area = forms.ChoiceField(
        label=marked(_("お{住|す}まいの{地区|ちく}")),
        widget=Tiles,
        error_messages={"required": _("お住まいの地区をひとつ選んでください。")},
        help_text=marked(
            _(
                "{分|わ}からないときは、いちばん{下|した}の「{町|まち}の{名前|なまえ}から{地区|ちく}をさがす」へ。{書|か}いたことは{残|のこ}ります。"
            )
        ),
    )

    class Meta:
        model = Voice
        fields = ("words", "area", "called", "reply_to", "reach")
        widgets = {"words": WordsArea(attrs={"rows": 5}), "reach": forms.RadioSelect}
        labels = {
            "words": marked(_("{聞|き}かせてください")),
            "called": marked(_("お{呼|よ}びする{名前|なまえ}（{書|か}かなくてもかまいません）")),
            "reply_to": marked(
                _(
                    "お{電話|でんわ}などでお{返事|へんじ}がほしい{方|かた}（{書|か}かなくてもかまいません）"
                )
            ),
            "reach": marked(_("このお{話|はなし}を{読|よ}んでよい{人|ひと}")),
        }
        help_texts = {
            "words": marked(
                _(
                    "{困|こま}りごとも、やってみたいことも、{思|おも}いつきも。ひとことで{十分|じゅうぶん}です。"
                )
            ),
            "called": marked(_("{名字|みょうじ}だけでも、あだ{名|な}でも。")),
            "reply_to": marked(
                _(
                    "お{電話番号|でんわばんごう}など。{担当者|たんとうしゃ}だけが{見|み}て、お{返事|へんじ}が{済|す}んだら{消|け}します。"
                    "{書|か}かなくても、お{返事|へんじ}は{次|つぎ}のページで{見|み}られます。"
                )
            ),
        }
        error_messages = {
            "words": {
                "required": _("ひとことでも書いてください。"),
                "max_length": _("4000字までで書いてください。長いときは、お電話でお話しください。"),
            },
        }

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.areas = {str(area.pk): area for area in areas}
        many = len(areas) > MOST_TILES
        if many:
            self.fields["area"].widget = forms.Select()
        *rest, whole = areas
        named = [(str(area.pk), _named(area, rest, plain=many)) for area in rest]
        self.fields["area"].choices = [*named, (str(whole.pk), ANYWHERE)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["reach"].choices = [(reach, marked(said)) for reach, said in REACHES.items()]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["reach"].required = False

    def clean_area(self) -> Area:
        """Return the area that was chosen."""
        return self.areas[self.cleaned_data["area"]]

    def clean_reach(self) -> str:
        """Return how far the words may go: no further than to whoever answers, unless they say so."""
        return self.cleaned_data["reach"] or Reach.OWN


def _named(area: Area, areas: list[Area], *, plain: bool) -> str:
    """Return what an area is called; one that others lie in is for whoever knows no more."""
    name = area.name if plain else ruby(area.name, area.kana)
    holds_others = any(one.parent_id == area.pk for one in areas)
    return format_html(gettext("{}のどこか"), name) if holds_others else name
