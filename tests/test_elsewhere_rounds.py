"""All addresses of a site: several hosts at once, each in turn, until all have answered or time is up."""

from time import monotonic

import pytest
from faraway import far, manners

from weeknotes.elsewhere.answers import Verdict
from weeknotes.elsewhere.rounds import ask_all, host_of


@pytest.fixture
def host():
    with far() as host:
        yield host


def verdicts(addresses, seconds=60.0, listener=None, **changed):
    return {url: each.verdict for url, each in ask_all(addresses, manners(**changed), seconds, listener)}


def test_every_address_gets_its_answer(host):
    paths = {"/200": Verdict.THERE, "/404": Verdict.GONE, "/301/200": Verdict.MOVED, "/403": Verdict.CLOSED}
    assert verdicts(map(host.at, paths)) == {host.at(path): each for path, each in paths.items()}


def test_a_host_is_asked_one_thing_at_a_time(host):
    host.slowness = 0.005
    verdicts([host.at(f"/200/{number}") for number in range(30)])
    assert host.most_at_once == 1


def test_a_host_is_asked_one_thing_at_a_time_also_where_others_lead_to_it(host):
    # The machine has two names: to the program these are two hosts, and one leads to the other.
    host.slowness = 0.005
    there = f"http://localhost:{host.port}/200"
    with far() as leading:
        addresses = [f"{leading.url}/302/{there}/{number}" for number in range(30)]
        told = verdicts([*addresses, *(f"{there}/own-{number}" for number in range(30))], permits=lambda _: True)
    assert set(told.values()) == {Verdict.THERE}
    assert (host.most_at_once, len(host.asked)) == (1, 60)


def test_of_a_host_that_does_not_answer_the_first_address_is_enough():
    rests = []
    told = verdicts([f"http://127.0.0.1:1/{number}" for number in range(50)], rest=rests.append)
    assert list(told.values()) == [Verdict.SILENT] * 50
    # One rest before the second try, and one for its turn: a rest for each address would be fifty.
    assert len(rests) == 2


def test_a_host_that_has_one_fault_is_asked_for_the_rest(host):
    assert verdicts([host.at("/500"), host.at("/200")]) == {
        host.at("/500"): Verdict.SILENT,
        host.at("/200"): Verdict.THERE,
    }


def test_a_passing_fault_is_asked_about_again(host):
    rests = []
    assert verdicts([host.at("/once-ill")], second_try=5.0, rest=rests.append) == {host.at("/once-ill"): Verdict.THERE}
    assert 5.0 in rests


def test_a_host_that_names_a_time_to_come_back_is_left_alone_until_then(host):
    host.retry_after = "7"
    rests = []
    assert verdicts([host.at("/once-busy")], rest=rests.append) == {host.at("/once-busy"): Verdict.THERE}
    assert 7.0 in rests


@pytest.mark.parametrize("retry_after", ["", "3600", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_host_that_wants_to_be_left_alone_for_long_is(host, retry_after):
    host.retry_after = retry_after
    assert verdicts([host.at("/429"), host.at("/200/a"), host.at("/200/b")]) == {
        host.at("/429"): Verdict.BUSY,
        host.at("/200/a"): Verdict.BUSY,
        host.at("/200/b"): Verdict.BUSY,
    }
    assert host.asked == [("HEAD", "/429")]


def test_when_time_is_up_no_host_is_waited_for(host):
    begun = monotonic()
    assert verdicts([host.at("/hang")], seconds=0.2) == {}
    assert monotonic() - begun < 15  # the host would take thirty seconds


def test_without_time_nothing_is_awaited(host):
    assert verdicts([host.at("/hang")], seconds=0) == {}


def test_nothing_to_ask_is_no_trouble():
    assert verdicts([]) == {}


def test_whoever_waits_hears_how_far_it_has_come(host):
    heard = []
    verdicts([host.at(f"/200/{number}") for number in range(3)], listener=lambda come, of: heard.append((come, of)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("address", "host"), [("https://example.org/a", "example.org"), ("https://", ""), ("http://[::1]:8/", "::1")]
)
def test_the_host_of_an_address_is_known(address, host):
    assert host_of(address) == host
