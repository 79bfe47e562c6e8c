"""What became of a voice, in sentences for whoever said it."""

from datetime import date, timedelta

import pytest

from sasaeai.ui.templatetags.ui import without_furigana
from sasaeai.voices import words
from sasaeai.voices.models import Voice, VoiceAnswer

TODAY = date(2026, 11, 30)
NOTHING: dict[str, date] = {}
CAME = ("11月20日（金）", "声をおあずかりしました。", "")
READ = ("11月21日（土）", "担当の者が読みました。", "")


def told(answers: dict[str, date] = NOTHING, **facts) -> list[tuple[str, str, str]]:
    said = [VoiceAnswer(words=words, on=on) for words, on in answers.items()]
    voice = Voice(
        heard_on=date(2026, 11, 20), came_by="form",
        answered_on=max(answers.values(), default=None), **facts,
    )  # fmt: skip
    return [
        (one.when, without_furigana(one.sentence), one.answer)
        for one in words.news(voice, said, today=TODAY)
    ]


@pytest.mark.parametrize(
    ("facts", "after"),
    [
        ({}, [("", "これから担当の者が読みます。", "")]),
        ({"read_on": date(2026, 11, 21)}, [READ]),
        (
            {"read_on": date(2026, 11, 21), "follow_up_on": TODAY},
            [READ, ("11月30日（月）", "この日までにお返事します。", "")],
        ),
        ({"read_on": date(2026, 11, 21), "follow_up_on": TODAY - timedelta(days=1)}, [READ]),
        ({"destination": "elsewhere"}, [("", "つぎの一歩につなげています。", "")]),
        (
            {"destination": "answered", "answers": {"木曜に伺います": TODAY}},
            [("11月30日（月）", "お返事しました。", "木曜に伺います")],
        ),
        (
            {
                "destination": "need",
                "follow_up_on": TODAY,
                "answers": {"さがしてみます": date(2026, 11, 21), "佐藤さんが運びました": TODAY},
            },
            [
                ("", "つぎの一歩につなげています。", ""),
                ("11月21日（土）", "お返事しました。", "さがしてみます"),
                ("11月30日（月）", "お返事しました。", "佐藤さんが運びました"),
            ],
        ),
    ],
)
def test_news_tell_what_happened_and_what_is_promised(facts: dict, after: list) -> None:
    assert told(**facts) == [CAME, *after]


def test_news_of_a_voice_that_was_taken_back_tell_nothing_else() -> None:
    gone = told({"木曜に伺います": TODAY}, withdrawn_on=TODAY, read_on=TODAY)
    assert gone == [("11月30日（月）", "取り下げました。言葉はだれにも見えません。", "")]


def test_every_reach_is_said_to_residents() -> None:
    assert list(words.REACHES) == list(words.Reach)
