"""What a template may hold: markup, in one language of source, from this house only."""

import re

import pytest
from django.template import Engine
from django.template.base import Lexer, TokenType
from django.urls import get_resolver

from tests.house import shipped, short, templates

pytestmark = pytest.mark.once

URL_TAG = re.compile(r"""{%\s*url\s+['"]([\w:-]+)['"]""")
INLINE = re.compile(
    r"""<script(?![^>]*\b(?:src\s*=|type="(?:importmap|application/json)"))[^>]*>"""
    r"""|<style\b|[\s}](?:on[a-z]+|style|hx-on[\w:.-]*)\s*=|javascript:""",
    re.IGNORECASE,
)
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿、。・：（）「」〜]")
HOST = re.compile(r"""(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+""", re.IGNORECASE)
# Names of things, never fetched: XML namespaces.
NAMES = {"http://www.w3.org", "https://www.w3.org"}
# Pages without a reader yet: the style guide shows sample words as they are.
SAMPLES = "ui/templates/ui/styleguide"
# What stands when even the catalogue may be out of reach.
LAST_PAGES = {"500.html"}


def words_of(template):
    """Return the bare text of a template: what stands outside tags, comments and translations."""
    text, depth, words = template.read_text("utf-8"), 0, []
    for token in Lexer(text).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            if name in {"blocktranslate", "blocktrans", "comment"}:
                depth += 1
            if name in {"endblocktranslate", "endblocktrans", "endcomment"}:
                depth -= 1
        elif token.token_type == TokenType.TEXT and not depth:
            words.append(token.contents)
    return re.sub(r"<!--.*?-->", "", "".join(words), flags=re.DOTALL)


def test_templates_hold_no_script_style_or_handler():
    found = {
        short(page): match[0]
        for page in templates()
        if (match := INLINE.search(page.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<a {% if x %}onclick="go()"{% endif %}>',
        '<p style="color: red">',
        "<style>p {}</style>",
        '<button hx-on:click="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_inline_code_is_seen_in(markup):
    assert INLINE.search(markup)


def test_every_japanese_word_of_a_template_is_translated():
    bare = {
        short(page): match[0]
        for page in templates()
        if SAMPLES not in short(page) and page.name not in LAST_PAGES
        if (match := re.search(rf"[^\n]*{JAPANESE.pattern}[^\n]*", words_of(page)))
    }
    assert bare == {}


def test_japanese_arguments_of_tags_go_through_translation():
    """`with label="やめる"` shows one language only; `_("やめる")` shows both."""
    bare = [
        f"{short(page)}: {token.contents}"
        for page in templates()
        if SAMPLES not in short(page)
        for token in Lexer(page.read_text("utf-8")).tokenize()
        if token.token_type in {TokenType.BLOCK, TokenType.VAR}
        if token.contents.split()[0] not in {"translate", "trans", "blocktranslate", "comment"}
        if JAPANESE.search(re.sub(r"""_\(("[^"]*"|'[^']*')\)""", "", token.contents))
    ]
    assert bare == []


def test_nothing_shipped_names_another_host():
    named = {
        f"{short(page)}: {host}"
        for page in shipped(".html", ".txt", ".css", ".js", ".mjs", ".svg", ".typ")
        if "templates" in page.parts or "static" in page.parts or page.suffix == ".typ"
        if not page.name.endswith(("OFL.txt", "LICENSE.txt"))
        for host in HOST.findall(page.read_text("utf-8"))
        if host not in NAMES
    }
    assert named == set()


def patterns(resolver, names=()):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            space = [pattern.namespace] if pattern.namespace else []
            yield from patterns(pattern, (*names, *space))
        else:
            yield ":".join([*names, pattern.name or f"nameless {pattern.pattern}"])


def test_every_url_has_a_name_of_its_own():
    names = list(patterns(get_resolver()))
    twice = {name for name in names if names.count(name) > 1}
    assert [name for name in names if "nameless" in name] == []
    assert twice == set()


def test_every_url_name_in_templates_exists():
    known = set(patterns(get_resolver()))
    missing = [
        f"{short(page)}: {name}"
        for page in templates()
        for name in URL_TAG.findall(page.read_text("utf-8"))
        if name not in known
    ]
    assert missing == []


def test_every_template_can_be_read():
    engine = Engine.get_default()
    for page in templates():
        name = str(page).split("/templates/", 1)[1]
        assert engine.get_template(name).name == name
