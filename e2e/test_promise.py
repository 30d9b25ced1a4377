"""The promise: no client of an untouched broker notices a change. 300 connections a way in, each asking every second.

Every way in has an Envoy of its own, in front of the same brokers: each change is measured in all of them at once.
Envoys drain in a second and at once, so that a listener or filter chain that is replaced cannot hide.
"""

import contextlib
import threading
import time

from harness import wire
from harness.access import PORT, TERMINATION
from harness.certificates import serial_shown_at
from harness.crowd import Crowd
from harness.relay import Relay
from harness.traffic import TrafficProcess
from harness.waiting import wait_until
from support import WithKafka, say, write_brokers

EACH = 100  # connections to each of the three brokers, in every way in
BOOTSTRAP = 12  # and these, to the broker that Envoy chose
STAY = 5  # seconds after every change
GAUGES = ("total_listeners_draining", "total_filter_chains_draining")


class Promise(WithKafka):

    def setUp(self):
        super().setUp()
        sandbox = self.sandbox
        self.late = len(sandbox.brokers)
        self.connected = set()
        self.addCleanup(self.restore)
        self.crowd = Crowd()
        self.addCleanup(self.crowd.close)
        self.traffic = {}
        for mode, access in sandbox.access.items():
            topic = f"promise-{mode}"
            sandbox.kafka.create_topic(topic, "0:1:2,1:2:0,2:0:1")
            self.traffic[mode] = TrafficProcess(access, topic, sandbox.hosts_file())
            self.addCleanup(lambda mode=mode: self.traffic[mode] and self.traffic[mode].abandon())
        for broker in sandbox.brokers:
            self.connect(broker)
        for mode in sandbox.access:
            self.open(mode, "bootstrap", None, BOOTSTRAP, sandbox.brokers)
        self.further(100)
        self.wait_for_exchanges(1)

    def open(self, mode, group, broker, count, brokers):
        access = self.sandbox.access[mode]
        address, port, name = access.place(broker)
        self.crowd.open(f"{mode}/{group}", address, port, count, brokers, access.authority, name)

    def connect(self, broker, count=EACH):
        """Connects the crowd to a broker, anew where it was before."""
        for mode in self.sandbox.access:
            self.crowd.close_group(f"{mode}/{broker}")
            self.open(mode, str(broker), broker, count, [broker])
        self.connected.add(broker)

    def restore(self):
        """What later tests find: the usual brokers where they usually are."""
        sandbox = self.sandbox
        write_brokers(sandbox, sandbox.brokers)
        sandbox.wait_listeners(sandbox.brokers)
        if self.late in sandbox.kafka.processes:
            sandbox.kafka.remove_broker(self.late)

    def received(self):
        """{mode: how many records its consumer group was handed so far}."""
        return {mode: traffic.received for mode, traffic in self.traffic.items()}

    def further(self, records, since=None):
        """Waits until every consumer group was handed so many more records, counted from `since` or from now."""
        wanted = {mode: received + records for mode, received in (since or self.received()).items()}
        for mode, traffic in self.traffic.items():
            wait_until(f"{records} more records reach the group of mode {mode}",
                       lambda: traffic.received >= wanted[mode], 120, self.sandbox.supervisor.check, pause=0.2)

    def wait_for_exchanges(self, number):
        """Waits until each connection has had so many answers since the mark, or is lost; returns the report."""
        def all_did():
            report = self.crowd.report()
            return report if all(group["fewest"] >= number for group in report.values() if group["open"]) else None
        return wait_until(f"{number} answers on every connection", all_did, 120, self.sandbox.supervisor.check,
                          pause=0.2)

    @contextlib.contextmanager
    def change(self, what, touched=(), listeners=0, chains=0):
        """The body makes a change; connections to brokers other than those of `touched` must not notice.

        `listeners`, `chains`: how many of them Envoy may drain at the most where brokers have ports or names.
        """
        with self.subTest(what):
            access = self.sandbox.access
            before = {mode: Figures(access[mode].envoy, self.traffic[mode]) for mode in access}
            open_before = {group: values["open"] for group, values in self.crowd.report().items()}
            self.crowd.mark()
            with Drains({mode: access[mode].envoy for mode in access}) as drains:
                started = time.monotonic()
                yield
                took, received = time.monotonic() - started, self.received()
                time.sleep(STAY)
                self.crowd_after = self.wait_for_exchanges(3)
                self.further(100, since=received)
                after = {mode: Figures(access[mode].envoy, self.traffic[mode]) for mode in access}
            for mode in access:
                self.judge(what, mode, touched, took, open_before, before[mode], after[mode], drains.most[mode],
                           (listeners, 0) if mode == PORT else (0, chains))

    def judge(self, what, mode, touched, took, open_before, before, after, drained, allowed):
        groups = {name.split("/")[1]: values for name, values in self.crowd_after.items()
                  if name.startswith(f"{mode}/")}
        answers = sum(values["exchanges"] for values in groups.values())
        lost = {name: [(broker, why) for broker, why in values["lost"] if broker not in touched]
                for name, values in groups.items() if name not in map(str, touched)}
        count = sum(open_before.get(f"{mode}/{name}", 0) for name in lost)
        said = "; ".join(f"{name} {value}" for name, value in zip(GAUGES, drained))
        cuts = {broker: after.lost[broker] - before.lost[broker] for broker in self.sandbox.brokers
                if broker not in touched}
        say(f"{mode}: {what} ({took:.1f} s): of {count} connections to untouched brokers lost "
            f"{sum(map(len, lost.values()))}, {answers} answers, slowest "
            f"{max(values['slowest'] for values in groups.values()) * 1000:.0f} ms; {said}")
        for name, ended in lost.items():
            self.assertEqual(ended, [], f"{mode}: connections of group {name} ended")
            if name != "bootstrap" or not touched:
                self.assertEqual(groups[name]["open"], open_before.get(f"{mode}/{name}"), f"{mode}: group {name}")
        self.assertGreaterEqual(count, 2 * EACH, "nothing was measured")
        for broker in touched:
            self.assertEqual(groups[str(broker)]["open"], 0, f"{mode}: the crowd did not see that broker {broker} left")
        self.assertEqual(set(cuts.values()), {0}, f"{mode}: clients lost connections to untouched brokers: {cuts}")
        for name, most, may in zip(GAUGES, drained, allowed):
            self.assertLessEqual(most, may, f"{mode}: {name}")
        self.assertEqual(after.replaced, before.replaced, f"{mode}: a listener was replaced")
        self.assertLessEqual(after.removed - before.removed, allowed[0], f"{mode}: listeners were removed")
        self.assertEqual(after.touched_again(before, {f"broker-{broker}" for broker in self.sandbox.brokers}), set(),
                         f"{mode}: Envoy was given something of an untouched broker anew")

    def test_no_client_of_an_untouched_broker_notices_a_change(self):
        sandbox, kafka, control_plane = self.sandbox, self.sandbox.kafka, self.sandbox.control_plane
        started = time.monotonic()
        late, usual = self.late, sandbox.brokers

        kafka.start_brokers([late])
        with self.change("a broker is added"):
            write_brokers(sandbox, [*usual, late])
            for mode in sandbox.access:
                self.wait_for_broker(mode, late)
        self.connect(late, EACH // 5)
        self.wait_for_exchanges(1)

        endpoints = [*usual, late]
        moved = sandbox.network.moved(2)
        relay = Relay(moved, sandbox.network.broker(2), [access.container_port for access in sandbox.access.values()])
        self.addCleanup(relay.close)
        with self.change("an endpoint is changed"):
            self.move(2, moved, endpoints)
        with self.change("it is changed back, and health flaps"):
            self.move(2, sandbox.network.broker(2), endpoints)
            for _ in range(3):
                for health in ({1: "unhealthy"}, {1: "draining", 2: "unhealthy"},
                               {0: "unreachable", 1: "unreachable"}, {}):
                    control_plane.write(endpoints=sandbox.endpoints_text(endpoints, health=health))
                    in_rotation = len(endpoints) - len(health)
                    for mode, access in sandbox.access.items():
                        wait_until(f"the bootstrap cluster of mode {mode} has {in_rotation} brokers", lambda: len(
                            access.envoy.hosts("all-brokers")) == in_rotation, 60, sandbox.supervisor.check)

        with self.change("the control plane is killed"):
            control_plane.kill()
        with self.change("and started again"):
            control_plane.start()
            for access in sandbox.access.values():
                wait_until(f"{access.envoy.name} is connected",
                           lambda: access.envoy.stat("control_plane.connected_state") == 1, 60)

        streams = self.streams()
        with self.change("certificates are rotated"):
            self.tls.mount_server(1002)
            self.tls.mount_envoy(2002)
            wait_until("the control plane shows its new certificate",
                       lambda: control_plane.certificate_serial() == 1002, 60)
            for access in sandbox.access.values():
                wait_until(f"{access.envoy.name} has its new certificate",
                           lambda: 2002 in access.envoy.certificate_serials(), 60)
            if TERMINATION in sandbox.access:
                sandbox.mount_certificate(TERMINATION, 3102)
                address, port, name = sandbox.access[TERMINATION].place(0)
                wait_until("clients are shown the new certificate",
                           lambda: serial_shown_at(address, port, name) == 3102, 60)
        self.assertEqual(self.streams(), streams, "a stream to the control plane was broken by new certificates")

        with self.change("a broker restarts", touched=[2]):
            control_plane.write(endpoints=sandbox.endpoints_text(endpoints, health={2: "draining"}))
            kafka.stop_broker(2)
            control_plane.write(endpoints=sandbox.endpoints_text(endpoints, health={2: "unhealthy"}))
            kafka.start_brokers([2])
            control_plane.write(endpoints=sandbox.endpoints_text(endpoints))
            for mode in sandbox.access:
                self.wait_for_broker(mode, 2)
        self.connect(2)
        self.wait_for_exchanges(1)

        with self.change("a broker is removed", touched=[late], listeners=1, chains=1):
            write_brokers(sandbox, usual)
            sandbox.wait_listeners(usual)

        for mode in sandbox.access:
            text, failures = self.traffic[mode].stop()
            self.traffic[mode] = None
            say(f"{mode}: {text}")
            self.assertEqual({kind: found for kind, found in failures.items() if found}, {}, mode)
        say(f"all of it in {time.monotonic() - started:.0f} s")

    def wait_for_broker(self, mode, broker):
        def answers():
            with self.sandbox.access[mode].connect(broker) as connection:
                return wire.is_broker(connection, broker)
        wait_until(f"broker {broker} itself answers in mode {mode}", answers, 60, self.sandbox.supervisor.check)

    def move(self, broker, address, brokers):
        """Moves a broker's endpoint; Envoy is the judge of when it has it. New connections go there."""
        sandbox = self.sandbox
        away = address != sandbox.network.broker(broker)
        sandbox.control_plane.write(endpoints=sandbox.endpoints_text(
            brokers, addresses={broker: address} if away else None))
        for mode, access in sandbox.access.items():
            name = f"broker-{broker}"
            wait_until(f"Envoy has the new address in mode {mode}", lambda: list(access.envoy.hosts(name)) == [address],
                       60, sandbox.supervisor.check)
            before = access.envoy.hosts(name)[address]
            with access.connect(broker) as connection:
                self.assertTrue(wire.is_broker(connection, broker))
            self.assertGreater(access.envoy.hosts(name)[address], before, "a new connection went elsewhere")

    def streams(self):
        """The streams that the control plane has, as it numbers them."""
        return sorted(stream["stream"] for stream in self.sandbox.control_plane.json("/streams")["streams"])


class Figures:
    """What an Envoy and the Kafka clients behind it count at one moment."""

    def __init__(self, envoy, traffic):
        manager = envoy.stats(r"^listener_manager\.listener_(modified|removed|in_place_updated)$")
        # Where only filter chains differ, the listener is updated in place: that counts as modified, and cuts nobody.
        self.replaced = (manager.get("listener_manager.listener_modified", 0)
                         - manager.get("listener_manager.listener_in_place_updated", 0))
        self.removed = manager.get("listener_manager.listener_removed", 0)
        self.updates = envoy.updates()
        self.lost = traffic.lost_connections()

    def touched_again(self, before, names):
        """Of these listeners and clusters those that Envoy was given anew."""
        return {key for key, version in before.updates.items() if key[1] in names and self.updates.get(key) != version}


class Drains:
    """Looks ten times a second at how many listeners and filter chains the Envoys drain; `most`: {mode: (_, _)}."""

    def __init__(self, envoys):
        self.envoys, self.most = envoys, {mode: (0, 0) for mode in envoys}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="drains", daemon=True)

    def _look(self):
        for mode, envoy in self.envoys.items():
            stats = envoy.stats(rf"^listener_manager\.({'|'.join(GAUGES)})$")
            now = [stats[f"listener_manager.{name}"] for name in GAUGES]
            self.most[mode] = tuple(map(max, self.most[mode], now))

    def _run(self):
        while not self._stopping.wait(0.1):
            with contextlib.suppress(OSError):
                self._look()

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *reason):
        self._stopping.set()
        self._thread.join(30)
        self._look()
