"""QR codes as SVG (ISO/IEC 18004, error level M, quiet zone of four modules)."""

from base64 import b64encode
from io import BytesIO

import segno

QUIET_ZONE = 4


def qr_svg(text: str) -> str:
    """Return a black-on-white SVG image of the QR code that holds the text."""
    out = BytesIO()
    code = segno.make_qr(text, error="m", boost_error=False)
    code.save(out, kind="svg", border=QUIET_ZONE, light="#fff", xmldecl=False, omitsize=True)
    return out.getvalue().decode()


def qr_uri(text: str) -> str:
    """Return the same image as the address of a picture on a page."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(text).encode()).decode()}"
