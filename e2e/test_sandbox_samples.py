"""Koperator's own samples in `koperator sandbox` with a real Kafka: produce and consume, from inside and through Envoy."""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

from harness import tools
from harness.command import SandboxCommand
from harness.waiting import PATIENCE
from support import say

SAMPLES = tools.ROOT.parent / "shared" / "koperator" / "samples"
CLIENT = pathlib.Path(__file__).parent / "harness" / "client.py"
EXTERNAL = """    externalListeners:
      - type: "plaintext"
        name: "external"
        externalStartingPort: 19090
        containerPort: 9094
"""


class SampleTest(unittest.TestCase):
    # What is different in the environment of the sandbox.
    environment = None

    def sandbox(self, name=None, text=None, arguments=()):
        """A sandbox with a sample, or with a manifest."""
        if text is None:
            text = (SAMPLES / f"{name}.yaml").read_text()
        holder = SandboxCommand("--brokers", "0")
        self.addCleanup(holder.stop)
        manifest = holder.temporary / "cluster.yaml"
        manifest.write_text(text)
        sandbox = SandboxCommand("-f", manifest, *arguments, environment=self.environment)
        self.addCleanup(sandbox.stop)
        return sandbox.wait_until_up(500)

    def client(self, sandbox, bootstrap, topic, *settings, names=True):
        """What a client sees that produces and consumes."""
        result = subprocess.run(
            [sys.executable, CLIENT, bootstrap, topic, *settings], capture_output=True, text=True, timeout=400 * PATIENCE,
            env={**os.environ, **(sandbox.names if names else {})})
        self.assertEqual(result.returncode, 0, result.stderr[-3000:])
        seen = json.loads(result.stdout)
        self.assertEqual(seen["seen"], [f"message {number}" for number in range(6)])
        return seen

    def through_envoy(self, sandbox, *settings, topic="outside", names=False):
        """Produces and consumes through each access point; a client sees brokers at Envoys' addresses alone."""
        for point in sandbox.status()["clusters"][0]["access"]:
            seen = self.client(sandbox, point["bootstrap"], topic, *settings, names=names)
            outside = sorted(place for broker in sandbox.brokers().values() for place in broker["outside"])
            self.assertLessEqual(set(seen["brokers"]), set(outside))
        return seen


@unittest.skipUnless(SAMPLES.is_dir(), f"{SAMPLES} is not there")
class Samples(SampleTest):

    def with_external_listener(self, name):
        text = (SAMPLES / f"{name}.yaml").read_text()
        self.assertNotIn("externalListeners", text)
        return text.replace("  cruiseControlConfig:\n", EXTERNAL + "  cruiseControlConfig:\n", 1)

    def test_simplekafkacluster_with_zookeeper(self):
        sandbox = self.sandbox("simplekafkacluster")
        seen = self.client(sandbox, "kafka-all-broker.default.svc.cluster.local:29092", "inside")
        self.assertEqual(len(seen["brokers"]), 3)
        self.assertTrue(all(place.endswith(":29092") for place in seen["brokers"]))
        say(f"simplekafkacluster, as it is, from inside: {seen['brokers']}")

    def test_simplekafkacluster_with_zookeeper_through_envoy(self):
        seen = self.through_envoy(self.sandbox(text=self.with_external_listener("simplekafkacluster")))
        say(f"simplekafkacluster with a listener outside: {seen['brokers']}")

    def test_kraft(self):
        sandbox = self.sandbox("kraft-simplekafkacluster_kraft")
        seen = self.client(sandbox, "kafka-headless.default.svc.cluster.local:29092", "inside")
        self.assertEqual(len(seen["brokers"]), 3)
        say(f"kraft-simplekafkacluster_kraft, as it is, from inside: {seen['brokers']}")

    def test_kraft_through_envoy(self):
        seen = self.through_envoy(self.sandbox(text=self.with_external_listener("kraft-simplekafkacluster_kraft")))
        say(f"kraft-simplekafkacluster_kraft with a listener outside: {seen['brokers']}")

    def test_two_disks(self):
        sandbox = self.sandbox("simplekafkacluster_2disk")
        seen = self.client(sandbox, "kafka-headless.default.svc.cluster.local:29092", "inside")
        disks = {disk["mountPath"] for disk in sandbox.brokers()[0]["disks"]}
        self.assertGreaterEqual(len(disks), 2)
        say(f"simplekafkacluster_2disk, as it is, from inside: {seen['brokers']}, disks {sorted(disks)}")

    def test_two_disks_through_envoy(self):
        seen = self.through_envoy(self.sandbox(text=self.with_external_listener("simplekafkacluster_2disk")))
        say(f"simplekafkacluster_2disk with a listener outside: {seen['brokers']}")

    def test_broker_bindings_have_two_envoys(self):
        sandbox = self.sandbox("simplekafkacluster-with-brokerbindings")
        access = sandbox.status()["clusters"][0]["access"]
        self.assertEqual([point["name"] for point in access], ["external-ingress-az1", "external-ingress-az2"])
        self.assertEqual(len({point["address"] for point in access}), 2)
        seen = self.through_envoy(sandbox)
        self.assertEqual({place.split(":")[0] for place in seen["brokers"]}, {point["address"] for point in access})
        say(f"simplekafkacluster-with-brokerbindings through two Envoys: {seen['brokers']}")

    def test_sasl(self):
        # The manifest leaves it open who issues tokens (myidp.example.com, <client-secret>), and Kafka does not start without.
        # Here it is Kafka's own issuer, which makes tokens without a signature; nothing else of the manifest is changed.
        text = (SAMPLES / "simplekafkacluster_with_sasl.yaml").read_text()
        issuer = re.compile(r'clientSecret="<client-secret>" \\\n +clientId="oauth-client-id";')
        self.assertRegex(text, issuer)
        sandbox = self.sandbox(text=issuer.sub('unsecuredLoginStringClaim_sub="broker";', text))
        settings = ["security.protocol=sasl_plaintext", "sasl.mechanism=OAUTHBEARER",
                    "enable.sasl.oauthbearer.unsecure.jwt=true", "sasl.oauthbearer.config=principal=someone"]
        seen = self.through_envoy(sandbox, *settings)
        refused = sandbox.kcat(sandbox.bootstrap(), "-L", "-m", "10", check=False)
        self.assertNotEqual(refused.returncode, 0, "a client without a token was let in")
        say(f"simplekafkacluster_with_sasl through Envoy with a token: {seen['brokers']}; without one: refused")


class OwnSamples(SampleTest):
    """Those of deploy/samples."""

    def test_sni(self):
        sandbox = self.sandbox(text=(tools.ROOT / "deploy" / "samples" / "sni.yaml").read_text())
        settings = ["security.protocol=ssl", f"ssl.ca.location={sandbox.folder / 'pki' / 'ca.crt'}"]
        seen = self.through_envoy(sandbox, *settings, names=True)
        self.assertTrue(all(place.endswith(".kafka.example.com:9094") for place in seen["brokers"]), seen)
        say(f"sni.yaml through Envoy by names: {seen['brokers']}")

    def test_the_sandboxs_own_cluster_with_sni(self):
        sandbox = SandboxCommand("--access", "sni", "--check", "--brokers", 1, environment=self.environment)
        self.addCleanup(sandbox.stop)
        self.assertEqual(sandbox.ended(400), 0, sandbox.text)

