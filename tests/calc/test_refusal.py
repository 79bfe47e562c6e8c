from sasaeai.calc.refusal import Refusal, gettext_noop


def test_refusal_says_its_sentence_with_the_values():
    refusal = Refusal("「%(text)s」は%(most)d字までです。", text="あ%s", most=3)

    assert str(refusal) == "「あ%s」は3字までです。"
    assert (refusal.sentence, refusal.values) == (
        "「%(text)s」は%(most)d字までです。",
        {"text": "あ%s", "most": 3},
    )


def test_refusal_without_values_is_its_sentence():
    assert str(Refusal("入れてください。")) == "入れてください。"


def test_sentence_marked_for_the_collector_stays_as_it_is():
    assert gettext_noop("入れてください。") == "入れてください。"
