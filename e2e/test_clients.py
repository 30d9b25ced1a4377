"""Real clients reach every broker through Envoy, and only so."""

import os
import socket
import ssl
import subprocess
import time

from harness import tools, wire
from harness.access import PASSTHROUGH, TERMINATION
from harness.certificates import serial_shown_at
from harness.network import listens
from harness.waiting import PATIENCE, wait_until
from support import WithKafka, say


class Clients(WithKafka):

    def kcat(self, *arguments, text=None):
        result = subprocess.run([tools.kcat(), "-b", self.sandbox.bootstrap, "-q", *arguments], input=text,
                                capture_output=True, text=True, timeout=60 * PATIENCE)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_kcat_lists_produces_and_consumes(self):
        started = time.monotonic()
        listed = self.kcat("-L")
        for broker in self.sandbox.brokers:
            self.assertIn("broker {} at {}:{}".format(broker, *self.sandbox.public(broker)), listed)
        self.sandbox.kafka.create_topic("kcat", "0:1:2,1:2:0,2:0:1")
        sent = [f"record {number}" for number in range(300)]
        for partition in range(3):
            self.kcat("-t", "kcat", "-P", "-p", str(partition), "-X", "acks=all",
                      text="\n".join(sent[partition::3]) + "\n")
        received = self.kcat("-t", "kcat", "-C", "-o", "beginning", "-e").splitlines()
        self.assertEqual(sorted(received), sorted(sent))
        say(f"kcat: 3 brokers listed, 300 records to 3 partitions and back in {time.monotonic() - started:.1f} s")

    def test_javas_console_clients_and_admin_tools_work(self):
        kafka, bootstrap = self.sandbox.kafka, self.sandbox.bootstrap
        started = time.monotonic()
        kafka.tool("kafka-topics.sh", "--bootstrap-server", bootstrap, "--create", "--topic", "console",
                   "--partitions", "6", "--replication-factor", "3")
        described = kafka.tool("kafka-topics.sh", "--bootstrap-server", bootstrap, "--describe", "--topic", "console")
        self.assertEqual(described.count("Partition: "), 6, described)
        self.assertIn("console", kafka.tool("kafka-topics.sh", "--bootstrap-server", bootstrap, "--list").split())
        sent = [f"line {number}" for number in range(200)]
        kafka.tool("kafka-console-producer.sh", "--bootstrap-server", bootstrap, "--topic", "console",
                   input="\n".join(sent) + "\n")
        received = kafka.tool("kafka-console-consumer.sh", "--bootstrap-server", bootstrap, "--topic", "console",
                              "--group", "console-readers", "--from-beginning", "--max-messages", "200",
                              "--timeout-ms", "60000")
        self.assertEqual(sorted(received.splitlines()), sorted(sent))
        groups = kafka.tool("kafka-consumer-groups.sh", "--bootstrap-server", bootstrap, "--describe", "--group",
                            "console-readers")
        self.assertIn("console-readers", groups)
        versions = kafka.tool("kafka-broker-api-versions.sh", "--bootstrap-server", bootstrap)
        for broker in self.sandbox.brokers:
            self.assertIn("{}:{} (id: {}".format(*self.sandbox.public(broker), broker), versions)
        say(f"Java: topic made and described, 200 records by the console clients, group and versions in "
            f"{time.monotonic() - started:.1f} s")

    def test_every_broker_advertises_only_envoys_addresses(self):
        expected = {broker: self.sandbox.public(broker) for broker in self.sandbox.brokers}
        for broker in self.sandbox.brokers:
            self.assertEqual(wire.advertised_brokers(*self.sandbox.public(broker)), expected)
        self.assertEqual(wire.advertised_brokers(*self.sandbox.bootstrap.split(":")), expected)

    def test_each_listener_leads_to_its_own_broker(self):
        envoy = self.sandbox.envoy
        for broker in self.sandbox.brokers:
            cluster = envoy.cluster_of(self.sandbox.public(broker)[1])
            address = self.sandbox.network.broker(broker)
            before = envoy.hosts(cluster)
            self.assertEqual(list(before), [address])
            wire.advertised_brokers(*self.sandbox.public(broker))
            self.assertEqual(envoy.hosts(cluster), {address: before[address] + 1})

    def test_without_envoy_no_advertised_address_answers(self):
        envoy = self.sandbox.envoy
        envoy.stop()
        try:
            for broker in self.sandbox.brokers:
                self.assertFalse(listens(*self.sandbox.public(broker)), f"broker {broker} is reachable past Envoy")
                self.assertTrue(listens(self.sandbox.network.broker(broker), 9094), f"broker {broker} is not there")
        finally:
            envoy.start()
            envoy.wait_live()
            self.sandbox.wait_listeners(self.sandbox.brokers)
        wait_until("kcat works again", lambda: "broker 2 at" in self.kcat("-L"), 60)


class ClientsByName(WithKafka):
    """One port for all brokers. Clients find the names in a hosts file of their own, as they would in DNS."""

    def kcat(self, access, *arguments, text=None):
        settings = [part for name, value in access.librdkafka().items() for part in ("-X", f"{name}={value}")]
        names = {"LD_PRELOAD": tools.nss_wrapper(), "NSS_WRAPPER_HOSTS": str(self.sandbox.hosts_file())}
        result = subprocess.run([tools.kcat(), "-b", access.bootstrap, "-q", *settings, *arguments], input=text,
                                capture_output=True, text=True, timeout=60 * PATIENCE, env={**os.environ, **names})
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_kcat_lists_produces_and_consumes(self):
        for mode, access in named(self.sandbox):
            with self.subTest(mode):
                started = time.monotonic()
                listed = self.kcat(access, "-L")
                for broker in self.sandbox.brokers:
                    self.assertIn("broker {} at {}:{}".format(broker, *access.public(broker)), listed)
                topic = f"kcat-{mode}"
                self.sandbox.kafka.create_topic(topic, "0:1:2,1:2:0,2:0:1")
                sent = [f"record {number}" for number in range(300)]
                for partition in range(3):
                    self.kcat(access, "-t", topic, "-P", "-p", str(partition), "-X", "acks=all",
                              text="\n".join(sent[partition::3]) + "\n")
                received = self.kcat(access, "-t", topic, "-C", "-o", "beginning", "-e").splitlines()
                self.assertEqual(sorted(received), sorted(sent))
                say(f"{mode}: kcat lists 3 brokers, 300 records to 3 partitions and back in "
                    f"{time.monotonic() - started:.1f} s")

    def test_javas_clients_work(self):
        kafka = self.sandbox.kafka
        names = f"-Djdk.net.hosts.file={self.sandbox.hosts_file()}"
        for mode, access in named(self.sandbox):
            with self.subTest(mode):
                started = time.monotonic()
                settings = self.sandbox.folder / f"{mode}.properties"
                settings.write_text(access.java())
                client = ["--bootstrap-server", access.bootstrap, "--command-config", settings]
                versions = kafka.tool("kafka-broker-api-versions.sh", *client, options=names)
                for broker in self.sandbox.brokers:
                    self.assertIn("{}:{} (id: {}".format(*access.public(broker), broker), versions)
                topic = f"console-{mode}"
                kafka.create_topic(topic, "0:1:2,1:2:0,2:0:1")
                sent = [f"line {number}" for number in range(200)]
                kafka.tool("kafka-console-producer.sh", *client, "--topic", topic, input="\n".join(sent) + "\n",
                           options=names)
                received = kafka.tool("kafka-console-consumer.sh", *client, "--topic", topic, "--group",
                                      f"{topic}-readers", "--from-beginning", "--max-messages", "200", "--timeout-ms",
                                      "60000", options=names)
                self.assertEqual(sorted(received.splitlines()), sorted(sent))
                say(f"{mode}: Java's console clients, 200 records and back in {time.monotonic() - started:.1f} s")

    def test_every_name_leads_to_its_own_broker_and_that_advertises_only_names(self):
        for mode, access in named(self.sandbox):
            with self.subTest(mode):
                expected = {broker: access.public(broker) for broker in self.sandbox.brokers}
                for broker in [*self.sandbox.brokers, None]:
                    with access.connect(broker) as connection:
                        self.assertEqual(wire.brokers_advertised_on(connection), expected)
                        if broker is not None:
                            self.assertTrue(wire.is_broker(connection, broker))
                            self.assertFalse(wire.is_broker(connection, broker + 1))

    def test_unknown_names_and_plaintext_are_closed_and_counted(self):
        for mode, access in named(self.sandbox):
            with self.subTest(mode):
                address, port, name = access.place(0)
                strangers = {
                    "an unknown name": lambda: serial_shown_at(address, port, f"broker-9.{mode}.example.org"),
                    "a name below a broker's": lambda: serial_shown_at(address, port, f"x.{name}"),
                    "the other way's name": lambda: serial_shown_at(address, port, "broker-0.example.org"),
                    "no name": lambda: serial_shown_at(address, port),
                    "a Kafka request in the clear": lambda: wire.advertised_brokers(address, port),
                    "an HTTP request": lambda: self.says(address, port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
                    "noise": lambda: self.says(address, port, bytes(range(255, 0, -1)) * 8),
                }
                with access.connect(0) as kept:
                    for number, (what, stranger) in enumerate(strangers.items()):
                        before = self.unmatched(access)
                        # Closed, not timed out: that would be neither of these.
                        with self.assertRaises((ConnectionError, ssl.SSLError), msg=what):
                            stranger()
                        wait_until(f"{what} is counted", lambda: self.unmatched(access) == before + 1, 30)
                    self.assertTrue(wire.is_broker(kept, 0))
                say(f"{mode}: {', '.join(strangers)}: closed, and counted as no_filter_chain_match")

    @staticmethod
    def unmatched(access):
        return sum(access.envoy.stats(r"^listener\.brokers\.no_filter_chain_match$").values())

    @staticmethod
    def says(address, port, data):
        with socket.create_connection((address, port), timeout=30) as connection:
            connection.sendall(data)
            if connection.recv(1) == b"":
                raise ConnectionError("closed")


def named(sandbox):
    return [(mode, sandbox.access[mode]) for mode in (PASSTHROUGH, TERMINATION)]
