"""One port for all brokers, by host name. Adding, removing and moving a broker must change the listener in place, and must
drain no connection but those of a filter chain that is gone."""

import pathlib
import socket
import ssl
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "xds"))
from certificates import Authority
from stack import ADDRESS, DOMAIN, FRONT_PORT, Broker, Client, Stack, address, endpoints, manifest, mount, replace, wait

ANOTHER = "broker-elsewhere.kafka.example.com"


def host(broker):
    return f"broker-{broker}.{DOMAIN}"


def refused_by_name(name, authority):
    """Whether a TLS client that asks for a name (or for none) is closed."""
    context = ssl.create_default_context(cafile=str(authority))
    context.check_hostname = False
    with socket.create_connection((ADDRESS, FRONT_PORT), timeout=15) as plain:
        try:
            context.wrap_socket(plain, server_hostname=name).close()
            return False
        except (ssl.SSLError, OSError):
            return True


def refused_in_plaintext():
    # What a Kafka client without TLS begins with: ApiVersions v0.
    with socket.create_connection((ADDRESS, FRONT_PORT), timeout=15) as plain:
        plain.sendall(bytes.fromhex("000000150012000000000001000b6865616c7468636865636b"))
        try:
            return plain.recv(1) == b""
        except ConnectionError:
            return True


class Brokers(dict):
    """Brokers by their ids, which are closed at the end."""

    def __init__(self, start, count):
        super().__init__()
        for broker in range(count):
            self[broker] = start(broker)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for broker in self.values():
            broker.close()


class Expectation:
    """What Envoy's listener manager has to count."""

    def __init__(self, stack):
        self.stack, self.updates = stack, 0

    def check(self, what, updates, draining=0):
        self.updates += updates
        stack = self.stack
        wait(f"{what}: {self.updates} updates in place",
             lambda: stack.stat("listener_manager.listener_in_place_updated") == self.updates)
        found = {name: stack.stat(f"listener_manager.{name}") for name in (
            "total_listeners_draining", "total_filter_chains_draining", "listener_modified", "listener_removed",
            "listener_create_failure")}
        expected = {"total_listeners_draining": 0, "total_filter_chains_draining": draining,
                    "listener_modified": self.updates, "listener_removed": 0, "listener_create_failure": 0}
        # An update in place counts as a modification as well.
        assert found == expected, f"{what}: {found} instead of {expected}"
        assert not stack.rejected(), f"{what}: Envoy rejected {stack.rejected()}"


def behave(stack, count, authority, brokers, start_broker):
    """What holds in both modes; `brokers` are those that answer."""
    listed = list(range(count))
    began = time.monotonic()
    # The one of all, the health check's, and the window into the admin interface.
    wait("the listeners", lambda: len(stack.ask("/listeners").splitlines()) == 3 and stack.has(listed))
    took = time.monotonic() - began
    expectation = Expectation(stack)
    expectation.check("at the start", 0)
    wait("the first answer", lambda: Client(host(0), authority).ask())

    open_clients = {host(b): Client(host(b), authority) for b in sorted(brokers)}
    open_clients[DOMAIN] = Client(DOMAIN, authority)

    def all_are_served(what):
        for name, client in open_clients.items():
            answer = client.ask()
            expected = name.split(".")[0] if name != DOMAIN else None
            assert answer and (expected is None or answer == expected), f"{what}: the client of {name} got {answer!r}"

    all_are_served("at the start")

    # Names that no broker has, no name at all, and no TLS.
    refused = "listener.brokers.no_filter_chain_match"
    for number, (what, isRefused) in enumerate([
            ("an unknown name", lambda: refused_by_name(ANOTHER, authority)),
            ("a broker that is not there", lambda: refused_by_name(host(count), authority)),
            ("TLS without a name", lambda: refused_by_name(None, authority)),
            ("no TLS", refused_in_plaintext)], start=1):
        assert isRefused(), f"{what} is served"
        wait(f"{what} is counted", lambda: stack.stat(refused) == number)
    assert Client(host(0).upper(), authority).ask() == "broker-0", "names are compared without regard to case"

    # A broker is added.
    added = count
    brokers[added] = start_broker(added)
    replace(stack.files[1], endpoints(listed + [added]))
    replace(stack.files[0], manifest(stack.sample, listed + [added]))
    expectation.check("a broker is added", 1)
    open_clients[host(added)] = wait("the added broker", lambda: Client(host(added), authority))
    all_are_served("a broker is added")

    # It moves to another address: nothing but its endpoints change.
    replace(stack.files[1], endpoints(listed + [added], moved=[added]))
    moved = start_broker(added, address(added, moved=True))
    wait("the moved endpoint", lambda: f"{address(added, moved=True)}:9094::" in stack.ask("/clusters"))
    expectation.check("a broker has moved", 0)
    all_are_served("a broker has moved")
    moved.close()

    # The control plane dies and comes back.
    stack.stop_server()
    all_are_served("the control plane is gone")
    stack.start_server()
    wait("the control plane is back", stack.has_converged)
    expectation.check("the control plane is back", 0)
    all_are_served("the control plane is back")

    # The broker is removed: its chain drains, and nothing else.
    replace(stack.files[0], manifest(stack.sample, listed))
    expectation.check("the broker is removed", 1, draining=1)
    gone = open_clients.pop(host(added))
    assert gone.ask() == host(added).split(".")[0], "a connection to the removed broker is cut before the drain time"
    all_are_served("the broker is removed")
    assert refused_by_name(host(added), authority), "the removed broker's name is still served"
    wait("the end of the drain time", lambda: stack.stat("listener_manager.total_filter_chains_draining") == 0)
    wait("the removed broker's connection is closed", lambda: gone.ask() is None)
    all_are_served("the drain time is over")
    # Envoy writes its access log every 10 s.
    wait("the refused name is logged", lambda: f'"server_name":"{ANOTHER}"' in stack.log("access"))
    counts = stack.stat("tcp.broker_tcp-0.downstream_cx_total")
    assert counts >= 2, f"connections by broker are counted: {counts}"
    assert not stack.complaints(), f"Envoy complains: {stack.complaints()}"
    return took, open_clients, all_are_served, expectation


def hello(name):
    """The first bytes of a TLS client that asks for a name."""
    context = ssl.create_default_context()
    sent = ssl.MemoryBIO()
    try:
        context.wrap_bio(ssl.MemoryBIO(), sent, server_hostname=name).do_handshake()
    except ssl.SSLWantReadError:
        return sent.read()


class Laggards:
    """Clients that connect and do not go on: they are closed, and counted."""

    def __init__(self, stack):
        self.stack = stack
        self.silent = socket.create_connection((ADDRESS, FRONT_PORT), timeout=30)
        self.half = socket.create_connection((ADDRESS, FRONT_PORT), timeout=30)
        self.half.sendall(hello(host(0))[:50])
        self.began = socket.create_connection((ADDRESS, FRONT_PORT), timeout=30)
        self.began.sendall(hello(host(0)))

    def check(self):
        def is_closed(connection):
            try:
                while connection.recv(4096):
                    pass
            except ConnectionError:
                pass
            connection.close()
            return True

        for connection in (self.silent, self.half, self.began):
            assert is_closed(connection)
        assert self.stack.stat("listener.brokers.downstream_pre_cx_timeout") == 2, self.stack.stats("timeout")
        assert self.stack.stat("listener.brokers.downstream_cx_transport_socket_connect_timeout") == 1, self.stack.stats("timeout")


def check_passthrough(koperator, envoy, count):
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(folder)
        certificate = authority.issue("brokers", f"DNS:{DOMAIN},DNS:*.{DOMAIN}")

        def start_broker(broker, at=None):
            return Broker(f"broker-{broker}", at or address(broker), certificate)

        brokers = Brokers(start_broker, count)
        with brokers, Stack(koperator, envoy, "sni", range(count), drain=3) as stack:
            took, clients, *_ = behave(stack, count, authority.certificate, brokers, start_broker)
            print(f"ok: Envoy {stack.version}, {count} brokers by name, passthrough: {len(clients)} connections survived every change, "
                  f"all listeners {took * 1000:.0f} ms after the start")


SECRET = "kafka-tls"


def rejected_content(stack, reason):
    def found():
        secret = stack.status_json()["secrets"].get(SECRET, {})
        return secret.get("state") == "refused" and any(reason in problem for problem in secret["problems"])
    return found


def check_termination(koperator, envoy, count):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        authority = Authority(folder)
        names = f"DNS:{DOMAIN},DNS:*.{DOMAIN}"
        first, second, third = (authority.issue(f"envoy-{number}", names) for number in (1, 2, 3))
        narrow = authority.issue("narrow", f"DNS:{DOMAIN},DNS:{host(0)}")
        secrets, state = folder / "secrets", folder / "state"
        mount(secrets / SECRET, {"tls.crt": first[0], "tls.key": first[1]})

        def start_broker(broker, at=None):
            return Broker(f"broker-{broker}", at or address(broker))

        brokers = Brokers(start_broker, count)
        options = ("--secrets", secrets, "--state", state)
        with brokers, Stack(koperator, envoy, "tls-termination", range(count), serve=options, drain=3) as stack:
            took, clients, all_are_served, expectation = behave(stack, count, authority.certificate, brokers, start_broker)
            serial = clients[host(0)].serial

            def another_serial(than):
                found = Client(host(0), authority.certificate).serial
                return found if found != than else None

            laggards = Laggards(stack)

            # A new certificate: no listener changes, open connections stay, the next handshake shows it.
            mount(secrets / SECRET, {"tls.crt": second[0], "tls.key": second[1]})
            began = time.monotonic()
            new = wait("the new certificate", lambda: another_serial(serial))
            rotated = time.monotonic() - began
            expectation.check("a certificate was replaced", 0)
            all_are_served("a certificate was replaced")
            updates = stack.stats(r"^listener\.brokers\.server_ssl_socket_factory\.ssl_context_update_by_sds$")
            assert sum(updates.values()) > 0, f"updates of TLS contexts are counted: {stack.stats('update_by_sds')}"

            # What is not good changes nothing.
            for what, files, reason in [
                    ("a key of another certificate", {"tls.crt": second[0], "tls.key": first[1]}, "does not belong"),
                    ("no certificate", {"tls.crt": second[1], "tls.key": second[1]}, "there is no certificate"),
                    *([("a certificate without a broker's name", {"tls.crt": narrow[0], "tls.key": narrow[1]}, f"is not for '{host(1)}'")]
                      if count > 1 else [])]:
                mount(secrets / SECRET, files)
                wait(f"{what} is refused", rejected_content(stack, reason))
                assert Client(host(0), authority.certificate).serial == new, f"{what} is shown"
            all_are_served("bad Secrets")

            # Brokers come and go meanwhile.
            replace(stack.files[0], manifest(stack.sample, range(count + 1)))
            expectation.check("a broker is added while the Secret is bad", 1)

            # A control plane that starts without the Secret leaves all as it was.
            stack.stop_server()
            (secrets / SECRET).rename(secrets / "away")
            stack.start_server()
            wait("the Secret is missed", rejected_content(stack, "tls.crt cannot be read"))
            replace(stack.files[0], manifest(stack.sample, range(count)))
            wait("the manifest is read", lambda: stack.status_json()["files"]["manifest"]["state"] == "accepted")
            assert Client(host(0), authority.certificate).serial == new, "the certificate went with the control plane"
            expectation.check("a start without the Secret", 0)
            all_are_served("a start without the Secret")

            # It comes back with a third certificate: the manifest's change and the certificate arrive.
            mount(secrets / SECRET, {"tls.crt": third[0], "tls.key": third[1]})
            expectation.check("the Secret is back", 1, draining=1)
            wait("the third certificate", lambda: another_serial(new))
            all_are_served("the Secret is back")

            laggards.check()

            # An Envoy that starts fresh while there is no key waits for it: it is not ready, and no client gets in.
            stack.stop_server()
            stack.stop_proxy()
            (secrets / SECRET).rename(secrets / "gone")
            stack.start_server()
            wait("the Secret is missed again", rejected_content(stack, "tls.crt cannot be read"))
            stack.start_proxy()
            wait("the fresh Envoy asks", lambda: "a stream was ended" in stack.log("koperator").splitlines()[-1])
            assert stack.ask("/ready").strip() != "LIVE", "an Envoy without a key is ready"
            try:
                Client(host(0), authority.certificate)
                raise AssertionError("a client gets in without a certificate")
            except OSError:  # it does not listen
                pass
            mount(secrets / SECRET, {"tls.crt": third[0], "tls.key": third[1]})
            wait("the fresh Envoy is ready", lambda: stack.ask("/ready").strip() == "LIVE")
            assert Client(host(0), authority.certificate).ask() == "broker-0"

            key = third[1].read_text().splitlines()[1]
            for path in state.rglob("*"):
                assert not path.is_file() or (key not in path.read_text() and "PRIVATE" not in path.read_text()), f"a key is in {path}"
            for where, text in [("log", stack.log("koperator")), ("status", stack.status()), ("streams", stack.status("/streams")),
                                ("metrics", stack.status("/metrics"))]:
                assert key not in text and "PRIVATE" not in text, f"a key is in the {where}"
            assert f'koperator_secret_valid{{secret="{SECRET}"}} 1' in stack.status("/metrics"), stack.status("/metrics")
            print(f"ok: Envoy {stack.version}, {count} brokers by name, termination: {len(clients)} connections survived every change, "
                  f"a new certificate after {rotated * 1000:.0f} ms, all listeners {took * 1000:.0f} ms after the start")
