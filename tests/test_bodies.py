"""What may be sent: lengths, how many at once, encodings, and how the rest is refused."""

from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.wsgi import get_wsgi_application
from django.test import Client, RequestFactory

from sasaeai.bodies import LARGEST_OF_STRANGERS, WholeBodies

MEGABYTE = 1024 * 1024
FORM = "application/x-www-form-urlencoded"


class Sender:
    """Sends bodies as a server hands them on, and keeps what came back."""

    def __init__(self, application, **options):
        self.door = WholeBodies(application, **options)
        self.status, self.headers = "", {}

    def send(self, body=b"", sent=None, content_type=FORM, **more):
        environ = RequestFactory().generic("POST", "/accounts/login/", body).environ
        environ |= {"CONTENT_TYPE": content_type, "wsgi.input": sent or BytesIO(body)} | more
        return b"".join(self.door(environ, self.start))

    def start(self, status, headers):
        self.status, self.headers = status, dict(headers)


def mirror(environ, start):
    """Answer with the type and the body that came."""
    start("200 OK", [("Type", environ["CONTENT_TYPE"])])
    return [environ["wsgi.input"].read()]


@pytest.fixture
def sender():
    return Sender(mirror)


class Meanwhile(BytesIO):
    """A body during whose reading something else happens."""

    def __init__(self, body, happens):
        super().__init__(body)
        self.happens = happens

    def read(self, size=-1):
        self.happens()
        return super().read(size)


def test_body_arrives_as_it_was_sent(sender):
    body = b"x" * LARGEST_OF_STRANGERS

    assert (sender.send(body), sender.status) == (body, "200 OK")


def test_request_without_a_body_passes(sender):
    assert (sender.send(CONTENT_LENGTH=""), sender.status) == (b"", "200 OK")


def test_stranger_sends_a_megabyte_at_most(sender):
    sender.send(CONTENT_LENGTH=str(LARGEST_OF_STRANGERS + 1))

    assert sender.status == "413 Request Entity Too Large"


@pytest.fixture
def known(db):
    """Return what comes from a browser that was here before."""
    session = SessionStore()
    session.save()
    return {"HTTP_COOKIE": f"sasaeai_session={session.session_key}"}


def test_who_has_a_session_sends_our_largest_file_and_the_form_around_it(sender, known):
    body = b"x" * (settings.LARGEST_UPLOAD + MEGABYTE)

    assert sender.send(body, **known) == body


@pytest.mark.parametrize("cookie", ["", "x", "a" * 32, "a-b", "%00"])
def test_cookie_that_is_no_session_makes_nobody_known(sender, db, cookie):
    more = {"HTTP_COOKIE": f"sasaeai_session={cookie}"}
    sender.send(CONTENT_LENGTH=str(LARGEST_OF_STRANGERS + 1), **more)

    assert sender.status == "413 Request Entity Too Large"


def test_nobody_sends_more_than_our_largest_form_and_none_of_it_is_read(sender, known):
    sent = BytesIO(b"x")
    sender.send(sent=sent, CONTENT_LENGTH=str(settings.LARGEST_UPLOAD + 6 * MEGABYTE), **known)

    assert (sender.status, sent.tell()) == ("413 Request Entity Too Large", 0)


def test_body_of_unknown_length_is_refused(sender):
    sender.send(HTTP_TRANSFER_ENCODING="chunked", CONTENT_LENGTH="")

    assert sender.status == "411 Length Required"


def test_length_that_is_no_number_is_refused(sender):
    sender.send(CONTENT_LENGTH="-1")

    assert sender.status == "411 Length Required"


def test_body_that_breaks_off_is_refused(sender):
    sender.send(b"login=", CONTENT_LENGTH="100")

    assert sender.status == "400 Bad Request"


def test_one_body_more_than_may_come_at_once_is_sent_away_for_a_moment():
    sender, seen = Sender(mirror, at_once=1), []

    def send_another():
        said = sender.send(b"b").decode()
        seen.append((sender.status, sender.headers["Retry-After"], said))

    assert sender.send(sent=Meanwhile(b"a", send_another), CONTENT_LENGTH="1") == b"a"
    assert {status for status, *_rest in seen} == {"503 Service Unavailable"}
    assert seen[0][1:] == (
        "5",
        "いま混みあっています。少し待って、もう一度送ってください。\nBusy just now. Please wait a moment and send it again.",
    )


@pytest.mark.parametrize(
    ("proxies", "from_one", "from_another"),
    [(0, "503 Service Unavailable", "200 OK"), (1, "200 OK", "200 OK")],
)
def test_one_machine_never_holds_every_place(settings, proxies, from_one, from_another):
    settings.PROXIES = proxies
    sender, seen = Sender(mirror, at_once=2), []

    def send_others():
        for address in ("192.0.2.1", "192.0.2.2"):
            sender.send(b"b", REMOTE_ADDR=address)
            seen.append(sender.status)

    sent = Meanwhile(b"a", send_others)
    sender.send(sent=sent, CONTENT_LENGTH="1", REMOTE_ADDR="192.0.2.1")

    assert seen[:2] == [from_one, from_another]


def test_page_is_answered_while_all_bodies_are_on_their_way():
    sender, seen = Sender(mirror, at_once=1), []

    def ask():
        sender.send()
        seen.append(sender.status)

    sender.send(sent=Meanwhile(b"a", ask), CONTENT_LENGTH="1")

    assert seen == ["200 OK"]


def test_place_is_free_again_after_a_body_that_broke_off():
    sender = Sender(mirror, at_once=1)
    sender.send(b"a", CONTENT_LENGTH="2")

    assert sender.send(b"ab") == b"ab"


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        (FORM, FORM),
        (f"{FORM}; charset=shift_jis", FORM),
        (f"{FORM}; charset*=no-such''shift_jis", ""),
        ("multipart/form-data; boundary=b", "multipart/form-data; boundary=b"),
        ("multipart/form-data; charset=utf-16; boundary=b", 'multipart/form-data; boundary="b"'),
    ],
)
def test_forms_are_taken_for_utf8(sender, said, taken):
    sender.send(content_type=said)

    assert sender.headers["Type"] == taken


@pytest.mark.parametrize("charset", ["shift_jis", "utf-16", "hex"])
def test_form_that_names_another_encoding_gets_a_page(db, charset):
    sender = Sender(get_wsgi_application())
    sender.send(b"login=%82%a0", content_type=f"{FORM}; charset={charset}")

    assert sender.status == "403 Forbidden"
    assert "Content-Security-Policy" in sender.headers


def test_refusal_is_guarded_like_a_page(client: Client, sender, db):
    page = client.get("/accounts/login/").headers
    guards = {
        "Content-Security-Policy",
        "Cross-Origin-Opener-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
    }
    sender.send(CONTENT_LENGTH=str(2 * MEGABYTE))

    assert {name: sender.headers.get(name) for name in guards} == {
        name: page[name] for name in guards
    }
