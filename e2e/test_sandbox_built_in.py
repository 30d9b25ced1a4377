"""`koperator sandbox` where no Kafka is named: built-in brokers, and what clients see of them."""

import os
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

    def test_controllers_alone(self):
        text = (tools.ROOT / "deploy" / "samples" / "kraft-controllers.yaml").read_text()
        sandbox = self.sandbox(text=text)
        seen = self.client(sandbox, "kafka-headless.kafka.svc.cluster.local:29092", "inside")
        self.assertEqual(len(seen["brokers"]), 3, "controllers are no brokers")
        say(f"kraft-controllers.yaml: {len(sandbox.brokers())} nodes, brokers {seen['brokers']}")


@unittest.skipUnless("KAFKA_HOME" in tools.kafka_homes(), "there is no Kafka, whose tools are Java's clients")
class JavaClients(unittest.TestCase):
    """Kafka's own clients meet built-in brokers through Envoy, in both access modes."""

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


if __name__ == "__main__":
    unittest.main(verbosity=2)
