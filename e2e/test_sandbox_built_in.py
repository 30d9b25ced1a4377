"""`koperator sandbox` where no Kafka is named: built-in brokers, and what clients see of them."""

import json
import os
import re
import subprocess
import time
import unittest

import test_sandbox_samples as samples
from harness import tools
from harness.command import SandboxCommand
from harness.waiting import PATIENCE, wait_until
from support import say

# Nothing of Kafka's, and no Java.
BARE = {"KAFKA_HOME": None, "KAFKA_3_HOME": None, "JAVA_HOME": None, "KAFKA_CDS": None}


class BuiltInBrokers(unittest.TestCase):

    def sandbox(self, *arguments):
        sandbox = SandboxCommand(*arguments, environment=BARE)
        self.addCleanup(sandbox.stop)
        return sandbox.wait_until_up(120)

    def test_what_is_produced_through_envoy_is_consumed_there(self):
        started = time.monotonic()
        sandbox = self.sandbox()
        say(f"three built-in brokers are up after {time.monotonic() - started:.1f} s")
        bootstrap = sandbox.bootstrap()
        lines = [f"message {number}" for number in range(1000)]
        sandbox.kcat(bootstrap, "-P", "-t", "orders", "-X", "acks=all", text="\n".join(lines))
        seen = sandbox.kcat(bootstrap, "-C", "-t", "orders", "-o", "beginning", "-e").splitlines()
        self.assertEqual(sorted(seen), sorted(lines))

    def test_what_was_acknowledged_by_all_survives_a_killed_broker(self):
        sandbox = self.sandbox()
        bootstrap = sandbox.bootstrap()
        lines = [f"message {number}" for number in range(500)]
        sandbox.kcat(bootstrap, "-P", "-t", "ledger", "-X", "acks=all", text="\n".join(lines))
        victim = sorted(sandbox.brokers())[0]
        sandbox.ask("kill", victim)
        seen = sandbox.kcat(bootstrap, "-C", "-t", "ledger", "-o", "beginning", "-e").splitlines()
        self.assertEqual(sorted(seen), sorted(lines))


@unittest.skipUnless(samples.SAMPLES.is_dir(), f"{samples.SAMPLES} is not there")
class SamplesWithBuiltInBrokers(samples.Samples):
    """The same samples, as they are, without Kafka, ZooKeeper and Java."""

    environment = BARE


class OwnSamplesWithBuiltInBrokers(samples.OwnSamples):
    """Those of deploy/samples, without Kafka and Java."""

    environment = BARE


class JavaTools:
    """Kafka's own tools, with the names of a sandbox."""

    def start(self, sandbox, tool, *arguments):
        environment = {
            **os.environ, "KAFKA_HEAP_OPTS": "-Xms64m -Xmx192m", "LOG_DIR": str(sandbox.temporary),
            "KAFKA_OPTS": f"-Djdk.net.hosts.file={sandbox.folder}/hosts"}
        process = subprocess.Popen(
            [f"{tools.kafka_homes()['KAFKA_HOME']}/bin/{tool}.sh", *map(str, arguments)], text=True, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        return process

    def run_tool(self, sandbox, tool, *arguments, text=None):
        process = self.start(sandbox, tool, *arguments)
        out, err = process.communicate(text, timeout=240 * PATIENCE)
        self.assertEqual(process.returncode, 0, err[-3000:])
        return out


@unittest.skipUnless("KAFKA_HOME" in tools.kafka_homes(), "there is no Kafka, whose tools are Java's clients")
class JavaClients(JavaTools, unittest.TestCase):
    """Kafka's own clients meet built-in brokers through Envoy, in both access modes."""

    def exercise(self, sandbox, bootstrap, settings):
        file = sandbox.temporary / "client.properties"
        file.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        server = ["--bootstrap-server", bootstrap]
        self.run_tool(sandbox, "kafka-topics", *server, "--command-config", file, "--create", "--topic", "java",
                      "--partitions", 6, "--replication-factor", 2)
        lines = [f"message {number}" for number in range(60)]
        self.run_tool(sandbox, "kafka-console-producer", *server, "--command-config", file, "--topic", "java",
                      "--command-property", "acks=all", text="\n".join(lines) + "\n")
        seen = self.run_tool(sandbox, "kafka-console-consumer", *server, "--command-config", file, "--topic", "java",
                             "--from-beginning", "--max-messages", 60, "--timeout-ms", 60_000).splitlines()
        self.assertEqual(sorted(seen), sorted(lines))
        self.group(sandbox, server, file)

    def group(self, sandbox, server, file):
        """Two members share the partitions; when one leaves, the other has them all."""
        members = [
            self.start(sandbox, "kafka-console-consumer", *server, "--command-config", file, "--topic", "java",
                       "--group", "shared", "--command-property", "group.protocol=classic")
            for _ in range(2)]

        def shares():
            """How many partitions each member has."""
            lines = self.run_tool(sandbox, "kafka-consumer-groups", *server, "--command-config", file, "--describe",
                                  "--group", "shared", "--members").splitlines()
            return sorted(int(line.split()[-1]) for line in lines if line.startswith("shared "))
        wait_until("two members share six partitions", lambda: shares() == [3, 3], 120)
        members[0].terminate()
        members[0].communicate(timeout=60 * PATIENCE)
        wait_until("the member that is left has all partitions", lambda: shares() == [6], 120)
        members[1].terminate()
        members[1].communicate(timeout=60 * PATIENCE)

    def test_java_through_a_port_for_each_broker(self):
        sandbox = SandboxCommand(environment=BARE)
        self.addCleanup(sandbox.stop)
        sandbox.wait_until_up(120)
        self.exercise(sandbox, sandbox.bootstrap(), {})
        say("Java's clients through Envoy, a port for each broker: 60 records, a group of two")

    def test_java_through_one_port_by_names(self):
        sandbox = SandboxCommand("--access", "sni", environment=BARE)
        self.addCleanup(sandbox.stop)
        sandbox.wait_until_up(120)
        authority = sandbox.folder / "pki" / "ca.crt"
        settings = {"security.protocol": "SSL", "ssl.truststore.type": "PEM", "ssl.truststore.location": authority}
        self.exercise(sandbox, sandbox.bootstrap(), settings)
        say("Java's clients through Envoy, one port for all by names: 60 records, a group of two")


class ControllersApart(JavaTools, samples.SampleTest):
    """Nodes that are controllers only defer to the controller in the sandbox's process."""

    environment = BARE

    def up(self, sample):
        started = time.monotonic()
        sandbox = self.sandbox(text=(tools.ROOT / "deploy" / "samples" / sample).read_text())
        nodes = sandbox.brokers()
        self.assertEqual({number: node["roles"] for number, node in nodes.items()}, {
            **{number: ["controller"] for number in (0, 1, 2)}, **{number: ["broker"] for number in (100, 101, 102)}})
        self.assertEqual(len({node["node"] for node in nodes.values()}), 6, "two share a node (oneBrokerPerNode)")
        seen = self.client(sandbox, "kafka-headless.kafka.svc.cluster.local:29092", "inside")
        self.assertEqual(seen["brokers"], [
            f"kafka-{number}.kafka-headless.kafka.svc.cluster.local:29092" for number in (100, 101, 102)])
        say(f"{sample}: three controllers and three brokers, clients see brokers alone; {time.monotonic() - started:.1f} s")
        return sandbox

    def test_controllers_of_a_static_quorum(self):
        sandbox = self.up("kraft-controllers.yaml")
        if "KAFKA_HOME" in tools.kafka_homes():
            self.tools_at_a_controller(sandbox)

    def tools_at_a_controller(self, sandbox):
        nodes = sandbox.brokers()
        at_controller = ["--bootstrap-controller", f"{nodes[1]['address']}:29093"]
        at_broker = ["--bootstrap-server", f"{nodes[100]['address']}:29092"]
        quorum = self.run_tool(sandbox, "kafka-metadata-quorum", *at_controller, "describe", "--status")
        voters = json.loads(re.search(r"(?m)^CurrentVoters: *(.*)$", quorum)[1])
        self.assertEqual([voter["id"] for voter in voters], [0, 1, 2])
        own = self.run_tool(sandbox, "kafka-configs", *at_controller, "--describe", "--all", "--entity-type", "brokers",
                            "--entity-name", 1)
        self.assertRegex(own, r"(?m)^ *node\.id=1 ")
        self.assertRegex(own, r"(?m)^ *process\.roles=controller ")
        # What a controller is asked to change is changed for the brokers.
        setting = ["--entity-type", "brokers", "--entity-default"]
        self.run_tool(sandbox, "kafka-configs", *at_controller, "--alter", *setting, "--add-config", "log.retention.ms=7654321")
        wait_until("brokers have the setting that a controller was told", lambda: "log.retention.ms=7654321" in self.run_tool(
            sandbox, "kafka-configs", *at_broker, "--describe", *setting), 60)
        say("kafka-metadata-quorum and kafka-configs at a controller: answered, and passed on")

    def test_controllers_of_a_dynamic_quorum_may_be_killed(self):
        sandbox = self.up("kraft-controllers-dynamic.yaml")
        for number in (0, 1, 2):
            sandbox.ask("kill", number)
        self.client(sandbox, "kafka-headless.kafka.svc.cluster.local:29092", "without-controllers")
        for number in (0, 1, 2):
            sandbox.wait_for_broker(number, lambda node: node["state"] == "Ready" and node["restarts"] > 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
