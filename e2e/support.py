"""What the tests share: one sandbox with a real Kafka for all that need it, small ones without brokers, assertions."""

import atexit
import contextlib
import itertools
import os
import pathlib
import re
import shutil
import signal
import sys
import tempfile
import time
import unittest

from harness import manifests, tools, wire
from harness.access import PASSTHROUGH, PORT, TERMINATION
from harness.certificates import Authority, mount
from harness.network import connections_to, network_for_tests
from harness.sandbox import Sandbox
from harness.waiting import wait_until

SAMPLE = pathlib.Path(os.environ.get("E2E_MANIFEST") or tools.ROOT / "deploy" / "samples" / "simple.yaml")

# The name in an Envoy's certificate that allows it every access point of the sample's cluster.
CLUSTER = "URI:spiffe://example.org/envoy/{}/{}".format(
    *(re.search(rf"(?m)^  {field}: *(\S+)", SAMPLE.read_text())[1] for field in ("namespace", "name")))

# The ways in that are tested with a real Kafka.
MODES = (PORT, PASSTHROUGH, TERMINATION)

signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))


def say(text):
    """A line of the report: figures that a reader of the log wants."""
    print(f"    {text}", file=sys.stderr, flush=True)


def new_sandbox(**options):
    """A sandbox in a temporary folder, started; and how to stop it."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="koperator-e2e-"))
    sandbox = Sandbox(folder, network_for_tests(), SAMPLE.read_text(), **options)

    def stop():
        forced = sandbox.stop()
        keep = os.environ.get("E2E_KEEP")
        if keep:
            say(f"kept {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
        if forced:
            say(f"had to kill {forced}")
    try:
        sandbox.start()
    except BaseException:
        for process in sandbox.supervisor.processes:
            print(f"the end of {process.log.name}:\n{process.tail(15)}", file=sys.stderr)
        stop()
        raise
    return sandbox, stop


class MutualTLSFiles:
    """The certificates of the control plane and of its Envoys, as mounted secrets in a folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.authority = Authority(self.folder / "authority")
        self.mount_server(1001)
        self.mount_envoy(2001)

    def mount_server(self, serial):
        mount(self.folder / "server", self.authority.issue("server", "DNS:koperator.example.org", serial))

    def mount_envoy(self, serial, names=CLUSTER, authority=None):
        # Envoy checks the server by the right CA, whoever signed its own certificate.
        issued = (authority or self.authority).issue("envoy", names, serial)
        mount(self.folder / "envoy", {**issued, "ca.crt": self.authority.certificate})


class WithKafka(unittest.TestCase):
    """Tests against one system with three real brokers, which is started once. Each leaves it as it was."""

    sandbox = None
    numbers = itertools.count()

    @classmethod
    def setUpClass(cls):
        if WithKafka.sandbox is None:
            started = time.monotonic()
            holder = tempfile.TemporaryDirectory(prefix="koperator-e2e-")
            atexit.register(holder.cleanup)
            WithKafka.tls = MutualTLSFiles(holder.name)
            # A drained listener cannot hide: its connections are closed after a second.
            WithKafka.sandbox, stop = new_sandbox(
                second_address=True, tls=WithKafka.tls.folder, modes=MODES, drain=(1, "immediate"))
            atexit.register(stop)
            say(f"three brokers, the control plane and {len(MODES)} Envoy run after {time.monotonic() - started:.1f} s")

    @contextlib.contextmanager
    def traffic(self, untouched=(0, 1, 2)):
        """Runs a producer, a consumer group and a probe to each untouched broker while the body makes its changes.

        Then asserts that no record was lost or duplicated, and that no connection to an untouched broker ended.
        """
        from harness.traffic import Traffic
        sandbox, envoy = self.sandbox, self.sandbox.envoy
        topic = f"orders-{next(self.numbers)}"
        sandbox.kafka.create_topic(topic, "0:1:2,1:2:0,2:0:1")
        traffic = Traffic(sandbox.bootstrap, topic)
        probes = {broker: wire.Probe(*sandbox.public(broker)) for broker in untouched}

        def further(records):
            wanted = traffic.received + records
            wait_until(f"{records} more records reach the group", lambda: traffic.received >= wanted, 120,
                       sandbox.supervisor.check)
        try:
            further(600)
            before = Connections(sandbox, traffic, untouched)
            yield traffic
            further(600)
            after = Connections(sandbox, traffic, untouched)
        except BaseException:
            traffic.abandon()
            raise
        finally:
            for probe in probes.values():
                probe.stop()
        account = traffic.stop()
        say(str(account))
        ended = {broker: len(before.open[broker] - after.open[broker]) for broker in untouched}
        lost = {broker: after.lost[broker] - before.lost[broker] for broker in untouched}
        say("untouched brokers, connections open before that ended, and that clients lost: " + "; ".join(
            f"broker {broker}: {ended[broker]} of {len(before.open[broker])}, lost {lost[broker]}, probe "
            f"{'ended' if probes[broker].failure else 'kept'} ({probes[broker].answers} answers, slowest "
            f"{probes[broker].slowest * 1000:.0f} ms)" for broker in untouched))
        self.assertEqual(account.failed, [])
        self.assertEqual(account.lost, [], "records are not in the log")
        self.assertEqual(account.duplicated, [], "records are twice in the log")
        self.assertEqual(account.gaps, [], "offsets are not contiguous")
        self.assertEqual(account.disordered, [], "records are out of order")
        self.assertEqual(account.handed_lost, [], "records did not reach the consumer group")
        self.assertEqual(account.handed_twice, [], "records reached the consumer group twice")
        for broker in untouched:
            self.assertIsNone(probes[broker].failure, f"the probe of broker {broker}")
            self.assertGreater(probes[broker].answers, 10)
            self.assertGreater(len(before.open[broker]), 1, "nothing was measured")
            self.assertEqual(ended[broker], 0, f"connections to broker {broker} ended")
            self.assertEqual(lost[broker], 0, f"clients lost connections to broker {broker}")
            self.assertGreaterEqual(after.active[broker], before.active[broker], "Envoy's own count fell")


class Connections:
    """The connections through Envoy at one moment: as the kernel, the clients and Envoy itself see them."""

    def __init__(self, sandbox, traffic, brokers):
        every = connections_to(sandbox.network.envoy)
        ports = {broker: sandbox.public(broker)[1] for broker in brokers}
        self.open = {broker: {pair for pair in every if pair[1] == port} for broker, port in ports.items()}
        self.lost = traffic.lost_connections()
        self.active = {broker: active_connections(sandbox.envoy, port) for broker, port in ports.items()}


class WithoutBrokers(unittest.TestCase):
    """Tests of what Envoy runs: the control plane and Envoy of three brokers that nobody started, anew for each test."""

    options = {}

    def setUp(self):
        self.sandbox, stop = new_sandbox(kafka=False, **self.options)
        self.addCleanup(stop)

    def write_brokers(self, brokers, **options):
        """Makes the manifest and the endpoints those of these brokers."""
        write_brokers(self.sandbox, brokers, **options)


def write_brokers(sandbox, brokers, **options):
    sandbox.control_plane.write(endpoints=sandbox.endpoints_text(brokers, **options))
    sandbox.control_plane.write(manifest=manifests.with_brokers(sandbox.manifest_text, brokers))


def active_connections(envoy, port):
    """How many connections Envoy's listener at a port counts as open."""
    return sum(envoy.stats(rf"^listener\..*{port}\.downstream_cx_active$").values())
