"""What is put together from pieces, said in the language of the reader."""

from collections.abc import Iterable

from django.utils.translation import gettext, pgettext

from sasaeai.calc.refusal import Refusal


def refusal(error: Refusal) -> str:
    """Return what a refusal of calc says."""
    return gettext(error.sentence) % error.values


def listed(parts: Iterable[object]) -> str:
    """Return short words one after another: 「月・水」, "Mon, Wed"."""
    return pgettext("語の間", "・").join(str(part) for part in parts)


def told(parts: Iterable[object]) -> str:
    """Return longer words one after another: 「場所3件、モノ2件」, "3 places, 2 things"."""
    return pgettext("句の間", "、").join(str(part) for part in parts)


def placed(name: object, place: object) -> str:
    """Return a name with where it is, to tell it from its namesakes: 「桜会（川西）」, "Sakura (Kawanishi)"."""
    return gettext("%(name)s（%(place)s）") % {"name": name, "place": place}
