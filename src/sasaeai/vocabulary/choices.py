"""Choosing a term of a long list: what is chosen most comes first, the rest as it belongs together."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.utils.translation import gettext as _

from sasaeai.vocabulary.models import Term


class TermIterator(ModelChoiceIterator[Term]):
    """The terms to choose from, in groups: the usual ones, each parent with its own, all others."""

    field: "TermChoice"

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        terms = list(self.queryset)
        usual = [term for term in terms if term.pk in self.field.usual]
        rest = [term for term in terms if term.pk not in self.field.usual]
        families = _families(rest)
        others = [term for term in rest if (term.parent or term) not in families]
        yield from self._group(_("よく選ばれるもの"), usual)
        for parent, members in families.items():
            yield from self._group(str(parent), members)
        yield from self._group(_("ほかのこと") if usual or families else "", others)

    def _group(self, name: str, terms: list[Term]) -> Iterator[Any]:
        choices = [self._option(term) for term in terms]
        if name and choices:
            yield name, choices
        else:
            yield from choices

    def _option(self, term: Term) -> tuple[ModelChoiceIteratorValue, str]:
        label = self.field.label_from_instance(term)
        return ModelChoiceIteratorValue(self.field.prepare_value(term), term), label


class TermChoice(forms.ModelChoiceField[Term]):
    """A term of a long list; the `usual` ones stand first."""

    iterator = TermIterator
    usual: Collection[UUID] = ()


def _families(terms: Iterable[Term]) -> dict[Term, list[Term]]:
    """Return each parent with those of the terms that belong to it, itself before them."""
    parents = {term.parent for term in terms if term.parent}
    families: dict[Term, list[Term]] = {}
    for term in terms:
        if (parent := term.parent or term) in parents:
            families.setdefault(parent, []).append(term)
    return {
        parent: sorted(members, key=lambda term: term != parent)
        for parent, members in families.items()
    }
