"""Real clients reach every broker through Envoy, and only so."""

import subprocess
import time

from harness import tools, wire
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
