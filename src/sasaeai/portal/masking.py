"""The log of the machine holds no token: whoever reads it opens nobody's page."""

import logging
import re

TOKEN = re.compile(r"(/(?:voice|coming)/)[^/\s]+")
# A token in an address that was mistyped, or written in another way, opens a page all the same.
STRAY = re.compile(r"[\w-]{43}(?![\w-])", re.ASCII)


class WithoutTokens(logging.Filter):
    """Puts … in the place of the token in every address of a private page."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Say the line without a token; no line is left out."""
        said = record.getMessage()
        masked = STRAY.sub("…", TOKEN.sub(r"\1…", said))
        if masked != said:
            record.msg, record.args = masked, ()
        return True
