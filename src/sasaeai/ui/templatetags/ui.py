"""Tags and filters of the look: icons, ふりがな, form controls, telephone links, the style guide's samples."""

import re
from collections.abc import Iterable
from typing import cast

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.boundfield import BoundField
from django.template import loader
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, TokenType
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

RUBY = re.compile(r"\{([^{}|<>]+)\|([^{}|<>]+)\}")
UNDO = "undo="
DASHES = BLANK_CHOICE_DASH[0][1]
CONTROL_KINDS: list[tuple[tuple[type[forms.Widget], ...], str]] = [
    ((forms.RadioSelect, forms.CheckboxSelectMultiple), "choices"),
    ((forms.CheckboxInput,), "tick"),
    ((forms.MultiWidget, forms.SelectDateWidget), "several"),
]
SHORT_INPUTS = {"date", "time", "number", "month", "tel"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the icon `name` of ui/sprite.html; always beside a word, so hidden from readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>', name
    )


def set_ruby(escaped: str) -> SafeString:
    """Return escaped text with each {漢字|かんじ} as ruby, in one span so that flex boxes keep it whole."""
    ruby = RUBY.sub(r"<ruby>\1<rt>\2</rt></ruby>", escaped)
    return mark_safe(f"<span>{ruby}</span>")  # noqa: S308 -- the text comes in escaped


@register.filter(name="furigana")
def furigana_filter(text: str) -> SafeString:
    """Return text, escaped unless it is marked safe, with ふりがな: {{ _("{集|あつ}まり")|furigana }}."""
    return set_ruby(str(conditional_escape(text)))


@register.filter
def without_furigana(text: object) -> str:
    """Return text with {漢字|かんじ} as 漢字 alone, for titles and labels that hold no markup."""
    return RUBY.sub(r"\1", str(text))


class FuriganaNode(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Return what stands inside, with ruby."""
        return set_ruby(self.nodelist.render(context).strip())


@register.tag(name="furigana")
def furigana_tag(parser: Parser, token: Token) -> FuriganaNode:
    """Set ruby in everything up to endfurigana (for blocktranslate and values)."""
    nodelist = parser.parse(("endfurigana",))
    parser.delete_first_token()
    return FuriganaNode(nodelist)


@register.filter
def kind(field: BoundField) -> str:
    """Return how field.html frames this field: choices, tick, several or plain."""
    widget = field.field.widget
    return next((name for types, name in CONTROL_KINDS if isinstance(widget, types)), "plain")


@register.filter
def first_id(field: BoundField) -> str:
    """Return the id of the first control of a field, for links from the error summary."""
    if kind(field) in {"choices", "several"}:
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@register.filter
def look(field: BoundField) -> str:
    """Return the look a widget of ui.widgets asks for: tiles, chips, words or nothing."""
    return str(getattr(field.field.widget, "look", ""))


@register.filter
def uses_folded(form: forms.BaseForm) -> bool:
    """Return whether one of the folded fields of a filter is filled or amiss."""
    folded = [form[name] for name in getattr(form, "more", ()) if name in form.fields]
    return any(field.errors or field.value() for field in folded)


@register.filter
def control(field: BoundField) -> SafeString:
    """Return the field's widget with the classes of forms.css; Django adds the aria attributes."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return field.as_widget()
    if isinstance(widget, forms.Select):
        widget.choices = [
            (value, _empty_words(field) if label == DASHES else label)
            for value, label in widget.choices
        ]
    if isinstance(widget, forms.Textarea):
        # What is pasted would be cut without a word; the form itself says how much is too much.
        widget.attrs.pop("maxlength", None)
    classes = [str(widget.attrs.get("class", "")), "input"]
    if getattr(widget, "input_type", "") in SHORT_INPUTS:
        classes.append("is-short")
    if look(field) == "words":
        classes.append("is-words")
    return field.as_widget(attrs={**widget.attrs, "class": " ".join(filter(None, classes))})


def _empty_words(field: BoundField) -> str:
    """Return what the empty line of a choice says instead of Django's dashes."""
    return _("選んでください") if field.field.required else _("選ばない")


@register.filter
def tel(number: object) -> str:
    """Return the tel: address of a telephone number."""
    return "tel:" + re.sub(r"[^\d+#]", "", str(number)).replace("#", "%23")


@register.filter
def undo_url(message: Message) -> str:
    """Return the path a message offers for undoing (extra_tags="undo=/path/"), or nothing."""
    tags = message.extra_tags or ""
    path = tags.removeprefix(UNDO)
    return path if tags.startswith(f"{UNDO}/") and not path.startswith("//") else ""


def source_of(tokens: Iterable[Token]) -> str:
    """Return the template text the tokens were cut from."""
    marks = {TokenType.VAR: "{{{{ {} }}}}", TokenType.BLOCK: "{{% {} %}}", TokenType.COMMENT: ""}
    return "".join(marks.get(t.token_type, "{}").format(t.contents) for t in tokens)


class SampleNode(Node):
    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList, *, source: str, title: FilterExpression) -> None:
        self.nodelist = nodelist
        self.source = source
        self.title = title

    def render(self, context: Context) -> SafeString:
        """Return the sample and its markup."""
        made = self.nodelist.render(context)
        sample = {"made": made, "source": self.source, "title": self.title.resolve(context)}
        page = loader.get_template("ui/styleguide/sample.html")
        return mark_safe(page.render(sample))  # noqa: S308 -- a rendered template


@register.tag
def sample(parser: Parser, token: Token) -> SampleNode:
    """Show what stands up to endsample, and its markup as a developer would write it."""
    _tag, title = token.split_contents()
    inside: list[Token] = []
    for ahead in reversed(cast("list[Token]", parser.tokens)):
        if ahead.token_type == TokenType.BLOCK and ahead.contents == "endsample":
            break
        inside.append(ahead)
    source = source_of(inside).strip()
    nodelist = parser.parse(("endsample",))
    parser.delete_first_token()
    return SampleNode(nodelist, source=source, title=parser.compile_filter(title))
