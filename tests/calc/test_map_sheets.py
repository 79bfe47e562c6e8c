import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.calc import map_sheets
from sasaeai.calc.map_sheets import A3_ABOVE, A3_BESIDE, A4_LYING, A4_STANDING, Part

papers = st.sampled_from(["a4", "a3"])
BELOW = {"0001.": ["0001.0001.", "0001.0002."], "0001.0001.": ["0001.0001.0001."]}
PATHS = ("0001.", "0001.0001.", "0001.0001.0001.", "0001.0002.", "0001.0003.")
things = st.lists(st.tuples(st.sampled_from(PATHS), st.booleans()), max_size=40)


def parted(*lies_in, room, below=BELOW, is_placed=None):
    placed = [True] * len(lies_in) if is_placed is None else is_placed
    return map_sheets.parted(
        "0001.", lies_in=lies_in, is_placed=placed, below=below, room=lambda _path: room
    )


@pytest.mark.parametrize(
    ("paper", "ratio", "frame"),
    [
        ("a4", 0.1, (180.0, 180.0, 2, A4_STANDING)),
        ("a4", 1.6, (180.0, 180.0, 2, A4_STANDING)),
        ("a4", 1.7, (267.0, 110.0, 3, A4_LYING)),
        ("a3", 0.3, (93.0, 195.0, 1, A3_BESIDE)),
        ("a3", 0.9, (192.0, 195.0, 2, A3_BESIDE)),
        ("a3", 1.2, (291.0, 195.0, 3, A3_BESIDE)),
        ("a3", 1.9, (291.0, 195.0, 3, A3_BESIDE)),
        ("a3", 2.0, (390.0, 150.0, 4, A3_ABOVE)),
    ],
)
def test_frame_leaves_the_index_the_columns_that_the_map_does_not_need(paper, ratio, frame):
    assert map_sheets.frame_for(paper, ratio=ratio) == frame


@given(papers, st.floats(0.001, 1000))
def test_frame_lies_on_the_sheet_and_is_as_wide_as_its_columns(paper, ratio):
    width, _height, columns, sheet = map_sheets.frame_for(paper, ratio=ratio)
    assert 1 <= columns <= sheet.columns
    assert width == sheet.across(columns) <= sheet.width


@pytest.mark.parametrize(
    ("first", "second", "paper"), [(A4_STANDING, A4_LYING, "a4"), (A3_BESIDE, A3_ABOVE, "a3")]
)
def test_map_is_on_the_sheet_on_which_it_is_larger(first, second, paper):
    def size(sheet, ratio):
        columns = sheet.columns - 1 if sheet == A3_BESIDE else sheet.columns
        return min(sheet.across(columns), ratio * sheet.height)

    for ratio in (map_sheets.FLAT[paper] - 0.1, map_sheets.FLAT[paper] + 0.1):
        chosen = map_sheets.frame_for(paper, ratio=ratio).sheet
        assert (chosen == first) is (size(first, ratio) >= size(second, ratio))


def test_all_columns_are_as_wide_as_the_sheet():
    assert [A3_BESIDE.across(n) for n in (1, 4)] == [93.0, 390.0]


def test_things_that_have_room_are_on_one_map():
    assert parted("0001.0001.", "0001.0002.", room=2) == [Part("0001.", (0, 1))]


def test_no_thing_at_all_still_is_a_map():
    assert parted(room=0) == [Part("0001.", ())]


def test_full_map_is_parted_by_the_areas_below_that_hold_something():
    assert parted("0001.0002.", "0001.0002.", room=1) == [Part("0001.0002.", (0, 1))]


def test_what_lies_in_no_area_below_stays_with_the_larger_one():
    found = parted("0001.0002.", "0001.", "0001.0003.", room=1)
    assert found == [Part("0001.", (1, 2)), Part("0001.0002.", (0,))]


def test_map_that_is_still_full_is_parted_again():
    found = parted("0001.0001.", "0001.0001.0001.", room=1)
    assert found == [Part("0001.0001.", (0,)), Part("0001.0001.0001.", (1,))]


def test_only_what_has_a_place_takes_up_room():
    found = parted("0001.0001.", "0001.0002.", room=1, is_placed=[True, False])
    assert found == [Part("0001.", (0, 1))]


@given(things, st.integers(0, 20))
def test_every_thing_is_on_exactly_one_map_of_an_area_it_lies_in(some, room):
    lies_in = [path for path, _placed in some]
    found = parted(*lies_in, room=room, is_placed=[placed for _path, placed in some])
    assert sorted(at for part in found for at in part.things) == list(range(len(some)))
    assert all(lies_in[at].startswith(part.path) for part in found for at in part.things)
    assert len({part.path for part in found}) == len(found)


@given(things, st.integers(0, 20))
def test_map_is_fuller_than_it_has_room_for_only_where_nothing_lies_below(some, room):
    lies_in = [path for path, _placed in some]
    found = parted(*lies_in, room=room)
    leaves = {"0001.0001.0001.", "0001.0002."}
    full = {part.path for part in found if len(part.things) > room}
    left_over = {"0001.", "0001.0001."}
    assert full <= leaves | left_over
