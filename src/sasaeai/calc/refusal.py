"""How calc says no: a whole Japanese sentence that can be said in another language too."""


def gettext_noop(sentence: str) -> str:
    """Return the sentence as it is; by this name the collector of translations finds it."""
    return sentence


class Refusal(ValueError):  # noqa: N818 -- calc refuses, nothing has gone wrong
    """Something cannot be used; `sentence` says what to do, with a named place for each of `values`.

    In Japanese it is its own words; `sasaeai.ui.wording` says it in the reader's language.
    """

    def __init__(self, sentence: str, **values: str | int) -> None:
        super().__init__(sentence % values)
        self.sentence = sentence
        self.values = values
