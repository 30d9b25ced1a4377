"""`koperator sandbox` where no Kafka is named: built-in brokers, and what clients see of them."""

import time
import unittest

import test_sandbox_samples as samples
from harness.command import SandboxCommand
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


if __name__ == "__main__":
    unittest.main(verbosity=2)
