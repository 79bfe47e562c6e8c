import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.paper.qr import QUIET_ZONE, qr_svg


def dark_modules(svg: str) -> set[tuple[int, int]]:
    """Follow the pen of the path: m moves, h draws a row of modules."""
    (path,) = re.findall(r'stroke="#000"[^>]* d="([^"]*)"', svg)
    x, y, dark = 0.0, 0.0, set()
    for pen, along, down in re.findall(r"([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?", path):
        if pen == "h":
            dark |= {(int(x + step), int(y)) for step in range(int(along))}
            x += float(along)
        else:
            x, y = (
                (float(along), float(down)) if pen == "M" else (x + float(along), y + float(down))
            )
    return dark


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_qr_svg_draws_the_modules_of_the_code(written):
    code = segno.make_qr(written, error="m", boost_error=False)
    expected = {
        (x + QUIET_ZONE, y + QUIET_ZONE)
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
        if dark
    }

    assert dark_modules(qr_svg(written)) == expected


def test_qr_svg_leaves_four_modules_of_quiet_zone():
    modules = segno.make_qr("https://sasae.example.jp/", error="m").symbol_size(border=0)[0]

    assert f'viewBox="0 0 {modules + 8} {modules + 8}"' in qr_svg("https://sasae.example.jp/")


def test_qr_svg_too_long_text_is_refused():
    with pytest.raises(segno.DataOverflowError):
        qr_svg("a" * 3000)
