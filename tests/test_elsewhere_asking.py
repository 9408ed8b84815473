"""One address, asked for: what is made of what its host says, and how politely it is asked."""

import socket
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from faraway import CERTIFICATES, far, manners
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.elsewhere.answers import Answer, Verdict
from weeknotes.elsewhere.asking import Turns, ask


def asked(url, **changed):
    ours = manners(**changed)
    return ask(url, ours, Turns(ours))


@pytest.fixture(scope="module")
def shared():
    with far() as host:
        yield host


@pytest.fixture
def host():
    with far() as host:
        yield host


@pytest.mark.parametrize(
    ("path", "verdict", "status"),
    [
        ("/200", Verdict.THERE, 200),
        ("/204", Verdict.THERE, 204),
        ("/get-200", Verdict.THERE, 200),
        ("/hang-head/200", Verdict.THERE, 200),
        ("/404", Verdict.GONE, 404),
        ("/410", Verdict.GONE, 410),
        ("/get-404", Verdict.GONE, 404),
        *((f"/{each}", Verdict.CLOSED, each) for each in (300, 400, 401, 402, 403, 405, 406, 418, 451)),
        ("/302", Verdict.CLOSED, 302),
        ("/999", Verdict.CLOSED, 999),
        *((f"/{each}", Verdict.SILENT, each) for each in (500, 502, 503, 504)),
        ("/429", Verdict.BUSY, 429),
        ("/302/200", Verdict.THERE, 200),
        ("/307/302/200", Verdict.THERE, 200),
        ("/302/404", Verdict.GONE, 404),
        ("/301/410", Verdict.GONE, 410),
        ("/301/403", Verdict.CLOSED, 403),
    ],
)
def test_what_a_host_says_is_judged(shared, path, verdict, status):
    answer = asked(shared.at(path), answer=1.0 if "hang" in path else 20.0)
    assert (answer.verdict, answer.status) == (verdict, status)


@pytest.mark.parametrize(
    ("path", "onward"),
    [
        ("/301/200/new", "/200/new"),
        ("/308/301/200/new", "/200/new"),
        # Beyond the first step that is for today alone, nothing is promised.
        ("/301/302/200/new", "/302/200/new"),
        ("/301/200/new?utm_source=x&a=1", "/200/new?a=1"),
        ("/301/200/dé(1)|`x`", "/200/d%C3%A9(1)%7C%60x%60"),
    ],
)
def test_what_moved_for_good_is_told_with_its_new_address(shared, path, onward):
    answer = asked(shared.at(path))
    assert (answer.verdict, answer.onward) == (Verdict.MOVED, shared.at(onward))


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/302/200/new", Verdict.THERE),
        ("/301", Verdict.CLOSED),
    ],
)
def test_what_moved_for_today_is_not_to_be_rewritten(shared, path, verdict):
    assert asked(shared.at(path)).verdict is verdict


def test_a_new_address_keeps_the_place_that_its_host_names(host):
    host.leads["/old"] = "301 /200/new#part"
    assert asked(host.at("/old")).onward == host.at("/200/new#part")


def test_what_leads_to_the_front_page_is_most_likely_gone(shared):
    # A path that answers 200 for the root: the host says 200 to what is no number.
    answer = asked(shared.at(f"/301/{shared.url}/"))
    assert (answer.verdict, answer.onward) == (Verdict.FRONT, f"{shared.url}/")


@pytest.mark.parametrize(
    ("old", "lead", "verdict"),
    [
        ("/page", "301 /page/", Verdict.THERE),
        ("/index.html", "301 /", Verdict.MOVED),
        ("/report", "301 /login?next=/report", Verdict.CLOSED),
        ("/report", "301 /logins-of-2024", Verdict.MOVED),
        ("/report", "301 app://open", Verdict.CLOSED),
        ("/report", "302 http://[::1", Verdict.CLOSED),
        ("/report", "302 http://[::1]/", Verdict.PRIVATE),
    ],
)
def test_where_a_host_leads_on_to_makes_a_difference(host, old, lead, verdict):
    host.leads[old] = lead
    assert asked(host.at(old)).verdict is verdict


def test_head_is_enough_where_a_host_takes_it(host):
    asked(host.at("/200"))
    asked(host.at("/get-200"))
    assert host.asked == [("HEAD", "/200"), ("HEAD", "/get-200"), ("GET", "/get-200")]


def test_nothing_is_told_of_a_circle(host):
    circle = "/301" * 20 + "/200"
    assert asked(host.at(circle)).verdict is Verdict.CLOSED
    assert len(host.asked) == manners().redirects + 1


@pytest.mark.parametrize("onward", ["http://10.0.0.1/a", "http://169.254.169.254/latest/"])
def test_a_host_leads_nobody_into_a_network(shared, onward):
    assert asked(shared.at(f"/302/{onward}")).verdict is Verdict.PRIVATE


def test_a_host_inside_is_not_asked_whatever_its_name(host):
    answer = ask(f"http://localhost:{host.port}/200", manners(permits=lambda _: False), Turns(manners()))
    assert (answer.verdict, answer.host) == (Verdict.PRIVATE, "localhost")
    assert host.asked == []


def test_a_host_that_there_is_not_is_told(shared):
    assert asked("https://nowhere.invalid/a") == Answer(Verdict.UNKNOWN, host="nowhere.invalid")


def test_a_host_that_takes_no_connection_is_asked_again_another_day():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        answer = asked(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert (answer.verdict, answer.host) == (Verdict.SILENT, "127.0.0.1")


def test_an_address_that_never_answers_is_given_up(shared):
    answer = asked(shared.at("/hang"), answer=0.2)
    assert (answer.verdict, answer.host) == (Verdict.SILENT, "")


@pytest.mark.parametrize(
    ("certificate", "trusted", "name", "verdict", "why"),
    [
        ("good", "good", "localhost", Verdict.THERE, ""),
        ("good", "good", "127.0.0.1", Verdict.THERE, ""),
        ("expired", "expired", "localhost", Verdict.CERTIFICATE, "has run out"),
        ("other", "other", "localhost", Verdict.CERTIFICATE, "is for another name"),
        ("other", "other", "127.0.0.1", Verdict.CERTIFICATE, "is for another name"),
        ("good", "other", "localhost", Verdict.CERTIFICATE, "is signed by nobody"),
    ],
)
def test_a_certificate_that_browsers_warn_of_is_told(monkeypatch, certificate, trusted, name, verdict, why):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / f"{trusted}.pem"))
    with far(certificate) as host:
        answer = asked(f"https://{name}:{host.port}/200", permits=lambda _: True)
    assert (answer.verdict, answer.why) == (verdict, why)


def test_a_host_that_speaks_no_http_is_asked_again_another_day():
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=babble, args=(server, 2))
        thread.start()
        answer = asked(f"http://127.0.0.1:{server.getsockname()[1]}/")
        thread.join()
    assert answer.verdict is Verdict.SILENT


def babble(server, times):
    for _ in range(times):
        talk, _ = server.accept()
        with talk:
            talk.recv(4096)
            talk.sendall(b"SSH-2.0-OpenSSH_9.2\r\n" * 4)


# Politeness


def test_a_host_hears_who_asks(host):
    asked(host.at("/200"), agent="weeknotes/1 (+https://open.example.org/)")
    assert host.agents == {"weeknotes/1 (+https://open.example.org/)"}


def test_between_two_questions_to_a_host_there_is_a_rest(host):
    rests = []
    ours = manners(pause=60.0, rest=rests.append)
    turns = Turns(ours)
    for path in ("/200", "/404", "/200/b"):
        ask(host.at(path), ours, turns)
    # Three questions after the first: the second address is asked for twice.
    assert [50 < each <= 60 for each in rests] == [True] * 3


def test_the_first_question_to_a_host_needs_no_rest(host):
    rests = []
    ours = manners(pause=60.0, rest=rests.append)
    ask(host.at("/200"), ours, Turns(ours))
    assert rests == []


@pytest.mark.parametrize(
    ("typed", "least", "most"),
    [
        ("0", 0, 0),
        ("30", 30, 30),
        ("9" * 400, 1e8, 1e9),
        ("soon", 0, 0),
        ("-5", 0, 0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
    ],
)
def test_what_a_host_says_of_when_to_come_back_is_understood(host, typed, least, most):
    host.retry_after = typed
    assert least <= asked(host.at("/429")).wait <= most


def test_a_host_may_name_the_hour_when_to_come_back(host):
    host.retry_after = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    assert 3600 <= asked(host.at("/429")).wait <= 7200


@settings(max_examples=60)
@given(st.text(max_size=40), st.sampled_from(["http://127.0.0.1:1/", "https://a.invalid/", "http://", "//", ""]))
def test_whatever_the_address_there_is_an_answer(text, start):
    assert isinstance(asked(start + text, permits=lambda _: False), Answer)
