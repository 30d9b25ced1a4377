"""Envoy's configuration changes while an idempotent producer and a consumer group run: nobody else notices."""

import time

from harness import wire
from harness.kafka import SECOND
from harness.network import listens
from harness.sandbox import ANYCAST_PORT
from harness.waiting import wait_until
from support import WithKafka, say, write_brokers


class Continuity(WithKafka):

    def tearDown(self):
        write_brokers(self.sandbox, self.sandbox.brokers)
        self.sandbox.wait_listeners(self.sandbox.brokers)

    def connect_anew(self, cluster, times=24):
        """Opens connections to the anycast port, and returns how many each endpoint of the cluster got."""
        before = self.sandbox.envoy.hosts(cluster)
        for _ in range(times):
            wire.advertised_brokers(*self.sandbox.bootstrap.split(":"))
        after = self.sandbox.envoy.hosts(cluster)
        return {address: count - before.get(address, 0) for address, count in after.items()
                if count != before.get(address, 0)}

    def test_adding_and_removing_a_brokers_listener_disturbs_no_client(self):
        sandbox = self.sandbox
        late = len(sandbox.brokers)
        with self.traffic():
            sandbox.kafka.start_brokers([late])
            self.assertFalse(listens(*sandbox.public(late)))
            started = time.monotonic()
            write_brokers(sandbox, [*sandbox.brokers, late])
            brokers = wait_until("the new broker answers through Envoy",
                                 lambda: wire.advertised_brokers(*sandbox.public(late)), 60, sandbox.supervisor.check)
            say(f"broker {late} answered through Envoy {(time.monotonic() - started) * 1000:.0f} ms after the manifest")
            self.assertEqual(brokers[late], sandbox.public(late))
            # It is used like any other, by clients that know only the anycast address.
            from harness.traffic import Producer, read_all
            topic = f"late-{time.monotonic_ns()}"
            sandbox.kafka.create_topic(topic, f"{late},{late},{late}")
            producer = Producer(sandbox.bootstrap, topic, 100)
            wait_until("the new broker takes records", lambda: len(producer.delivered) >= 100, 60)
            producer.stop()
            self.assertEqual(producer.failed, [])
            self.assertEqual(len(read_all(sandbox.bootstrap, topic)), producer.sent)

            sandbox.kafka.tool("kafka-topics.sh", "--bootstrap-server", sandbox.kafka.bootstrap, "--delete",
                               "--topic", topic)
            started = time.monotonic()
            write_brokers(sandbox, sandbox.brokers)
            wait_until("the removed listener is closed", lambda: not listens(*sandbox.public(late)), 60)
            sandbox.wait_listeners(sandbox.brokers)
            say(f"its listener was closed {(time.monotonic() - started) * 1000:.0f} ms after the manifest")
            sandbox.kafka.remove_broker(late)

    def test_moving_an_endpoint_keeps_connections_and_leads_new_ones_to_the_new_address(self):
        sandbox, envoy = self.sandbox, self.sandbox.envoy
        moved = sandbox.network.moved(2)
        cluster = envoy.cluster_of(sandbox.public(2)[1])
        with self.traffic():
            sandbox.control_plane.write(endpoints=sandbox.endpoints_text(addresses={2: moved}, ports={2: SECOND}))
            wait_until("Envoy has the new address", lambda: list(envoy.hosts(cluster)) == [moved], 60)
            before = envoy.hosts(cluster)[moved]
            wire.advertised_brokers(*sandbox.public(2))
            # A client may have come anew in the same moment, so: one more at the least.
            self.assertGreaterEqual(envoy.hosts(cluster)[moved], before + 1)
            sandbox.control_plane.write(endpoints=sandbox.endpoints_text())
            wait_until("Envoy has the old address", lambda: moved not in envoy.hosts(cluster), 60)

    def test_a_broker_that_restarts_at_another_address_disturbs_no_client_of_the_others(self):
        sandbox, envoy = self.sandbox, self.sandbox.envoy
        cluster, moved = envoy.cluster_of(sandbox.public(2)[1]), sandbox.network.moved(2)
        with self.traffic(untouched=(0, 1)):
            for address in (moved, sandbox.network.broker(2)):
                sandbox.control_plane.write(endpoints=sandbox.endpoints_text(health={2: "draining"}))
                sandbox.kafka.stop_broker(2)
                sandbox.kafka.start_brokers([2], {2: address})
                sandbox.control_plane.write(endpoints=sandbox.endpoints_text(addresses={2: address}))
                wait_until("Envoy has the new address", lambda: list(envoy.hosts(cluster)) == [address], 60)
                self.assertEqual(wire.advertised_brokers(*sandbox.public(2))[2], sandbox.public(2))

    def test_health_acts_on_the_bootstrap_address_and_closes_nothing(self):
        sandbox, envoy = self.sandbox, self.sandbox.envoy
        anycast = envoy.cluster_of(ANYCAST_PORT)
        usual = {sandbox.network.broker(broker) for broker in sandbox.brokers}
        with self.traffic():
            self.assertEqual(set(self.connect_anew(anycast)), usual)
            sandbox.control_plane.write(endpoints=sandbox.endpoints_text(health={1: "unhealthy", 2: "draining"}))
            wait_until("the bootstrap address leads to broker 0 alone",
                       lambda: set(self.connect_anew(anycast)) == {sandbox.network.broker(0)}, 60)
            for broker in (1, 2):  # their own listeners lead to them all the same
                self.assertEqual(wire.advertised_brokers(*sandbox.public(broker))[broker], sandbox.public(broker))
            sandbox.control_plane.write(endpoints=sandbox.endpoints_text(health={broker: "unreachable"
                                                                                for broker in sandbox.brokers}))
            time.sleep(1)
            self.assertTrue(self.connect_anew(anycast), "the bootstrap address must never be without a broker")
            sandbox.control_plane.write(endpoints=sandbox.endpoints_text())
            wait_until("the bootstrap address leads to all brokers",
                       lambda: set(self.connect_anew(anycast)) == usual, 60)

    def test_the_control_planes_death_and_return_change_nothing(self):
        sandbox, envoy = self.sandbox, self.sandbox.envoy
        before, config = envoy.updates(), envoy.config()
        with self.traffic() as traffic:
            sandbox.control_plane.kill()
            dead = traffic.received
            wait_until("600 records pass without a control plane", lambda: traffic.received >= dead + 600, 120)
            self.assertEqual(envoy.updates(), before)
            started = time.monotonic()
            sandbox.control_plane.start()
            wait_until("Envoy is connected to the new control plane",
                       lambda: envoy.stat("control_plane.connected_state") == 1, 60)
            say(f"Envoy was connected again {time.monotonic() - started:.1f} s after the restart; "
                f"{traffic.received - dead} records passed meanwhile")
            # A change shows that the stream is more than connected; what it does not name stays untouched.
            cluster, moved = envoy.cluster_of(sandbox.public(2)[1]), sandbox.network.moved(2)
            sandbox.control_plane.write(endpoints=sandbox.endpoints_text(addresses={2: moved}, ports={2: SECOND}))
            wait_until("a change arrives", lambda: list(envoy.hosts(cluster)) == [moved], 60)
            sandbox.control_plane.write(endpoints=sandbox.endpoints_text())
            wait_until("and goes", lambda: moved not in envoy.hosts(cluster), 60)
            self.assertEqual(envoy.updates(), before, "a listener or cluster was updated")
        self.assertEqual(envoy.config(), config)
