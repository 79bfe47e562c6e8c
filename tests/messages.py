"""Every sentence that the source marks for translation, as the collector would find it."""

import ast
import re
from collections.abc import Iterable, Iterator

from django.template import Engine
from django.template.base import Node, Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

from tests.house import modules, templates

# Function -> which arguments hold context, sentence and plural.
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
IN_TAG = re.compile(r"""_\((?:"([^"]*)"|'([^']*)')\)""")
Message = tuple[str | None, str]


def in_python() -> set[Message]:
    """Return (context, sentence) of every call in the rooms."""
    return {
        message
        for module in modules()
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call)
        if (message := of_call(node))
    }


def of_call(node: ast.Call) -> Message | None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name not in CALLS:
        return None
    context, sentence, _plural = CALLS[name]
    words = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
    if sentence >= len(words) or not isinstance(words[sentence], str):
        return None
    return (words[context] if context is not None else None, words[sentence])


def in_templates() -> set[Message]:
    """Return (context, sentence) of every tag and constant in the templates."""
    engine = Engine.get_default()
    found: set[Message] = set()
    for page in templates():
        text = page.read_text("utf-8")
        found |= {(None, one or other) for one, other in IN_TAG.findall(text)}
        parsed = engine.get_template(str(page).split("/templates/", 1)[1])
        found |= set(of_nodes(parsed))
    return found


def of_nodes(parsed: Template) -> Iterator[Message]:
    for node in walk(parsed.nodelist):
        if isinstance(node, TranslateNode):
            literal = node.filter_expression.var
            sentence = literal if isinstance(literal, str) else literal.literal
            yield (context_of(node), str(sentence))
        elif isinstance(node, BlockTranslateNode):
            sentence, _names = node.render_token_list(node.singular)
            yield (context_of(node), trim_whitespace(sentence) if node.trimmed else sentence)


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        for name in (*getattr(node, "child_nodelists", ()), "nodelist"):
            yield from walk(getattr(node, name, None) or ())
        for _condition, inside in getattr(node, "conditions_nodelists", ()):
            yield from walk(inside)


def context_of(node: TranslateNode | BlockTranslateNode) -> str | None:
    given = node.message_context
    return str(given.var) if given is not None else None
