import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc.population import Band, aged, ageing_rate, total
from sasaeai.calc.refusal import Refusal

TOWN = [
    Band(0, 14, 120),
    Band(15, 64, 600),
    Band(65, 74, 100),
    Band(75, None, 180),
    Band(None, None, 7),
]


def test_total_counts_people_of_unknown_age_too():
    assert total(TOWN) == 1007


@pytest.mark.parametrize(("from_age", "people"), [(65, 280), (75, 180), (0, 1000)])
def test_aged_adds_the_bands_from_the_age_up(from_age, people):
    assert aged(TOWN, from_age=from_age) == people


@pytest.mark.parametrize(
    ("band", "label"), [(Band(60, 69, 5), "60〜69歳"), (Band(60, None, 5), "60歳以上")]
)
def test_aged_refuses_a_band_across_the_age(band, label):
    with pytest.raises(Refusal, match=f"{label}の区分が65歳をまたぐ"):
        aged([band])


def test_aged_takes_a_band_of_the_very_age():
    assert aged([Band(64, 64, 3), Band(65, 65, 5)]) == 5


def test_ageing_rate_leaves_unknown_ages_out():
    assert ageing_rate(TOWN) == 0.28


def test_ageing_rate_reads_the_bands_once():
    assert ageing_rate(iter(TOWN)) == 0.28


@pytest.mark.parametrize("bands", [[], [Band(None, None, 3)], [Band(65, None, 0)]])
def test_ageing_rate_of_nobody_is_unknown(bands):
    assert ageing_rate(bands) is None


@given(st.lists(st.integers(0, 1000), min_size=18, max_size=18))
def test_ageing_rate_of_75_is_never_above_that_of_65(counts):
    bands = [
        Band(5 * at, None if at == 17 else 5 * at + 4, people) for at, people in enumerate(counts)
    ]
    later, early = ageing_rate(bands, from_age=75), ageing_rate(bands)
    assert (later is None and early is None) or 0 <= later <= early <= 1
