"""Records held as bytes: they come back as they went in, as often as they are asked for."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sasaeai.exchange.readers.packed import Packed

VALUES = st.one_of(
    st.none(), st.text(), st.floats(allow_nan=False), st.lists(st.text()), st.dates()
)
RECORDS = st.lists(st.dictionaries(st.sampled_from(["name", "lat", "住所", "cells"]), VALUES))


@given(RECORDS)
def test_records_come_back_in_order_each_time(records: list[dict[str, object]]) -> None:
    packed = Packed()
    for record in records:
        packed.append(record)

    assert (list(packed), list(packed), len(packed)) == (records, records, len(records))


def test_record_is_put_in_the_place_of_another_of_other_names() -> None:
    packed = Packed()
    packed.append({"name": "桜"})
    packed.append({"name": "杉"})
    packed[0] = {"name": "桜", "checked_on": date(2026, 4, 1)}

    assert packed[0] == {"name": "桜", "checked_on": date(2026, 4, 1)}
    assert packed[1] == {"name": "杉"}


def test_what_is_taken_out_is_a_copy() -> None:
    packed = Packed()
    packed.append({"name": "桜"})
    packed[0]["name"] = "杉"

    assert packed[0] == {"name": "桜"}
