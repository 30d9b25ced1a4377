"""What agents report to, and what they watch: `koperator serve --agents` with mutual TLS, brokers, an agent beside each."""

import pathlib
import re
import textwrap

from harness import manifests, tools
from harness.access import PASSTHROUGH, PORT
from harness.certificates import Authority, mount
from harness.control_plane import ControlPlane
from harness.network import network_for_tests
from harness.processes import Supervisor
from harness.sandbox import new_access
from harness.waiting import wait_until

from .brokers import BUILT_IN, BuiltInBrokers, RealBrokers
from .sidecar import Sidecar

SAMPLE = tools.ROOT / "deploy" / "samples" / "simple.yaml"


class System:
    """One cluster of `count` brokers. `tls_listener` gives each a listener with TLS, `exporter` a JMX exporter; both need
    real brokers."""

    def __init__(self, folder, agent, kind, count, tls_listener=False, exporter=False):
        self.folder, self.network, self.count = pathlib.Path(folder), network_for_tests(), count
        self.supervisor = Supervisor(self.folder / "logs")
        self.authority = Authority(self.folder / "authority")
        tls = self.folder / "certificates"
        mount(tls / "server", self.authority.issue(
            "server", f"IP:{self.network.control_plane},DNS:koperator.example.org", 1001))
        mount(tls / "envoy", self.authority.issue("envoy", "URI:spiffe://example.org/envoy/kafka/kafka/external", 2001))
        self.access = new_access(PORT, self.network)
        self.manifest = manifests.with_brokers(SAMPLE.read_text(), range(count))
        self.control_plane = ControlPlane(self.supervisor, self.folder, self.network, tls, agents=True)
        self.control_plane.write(self.manifest, manifests.endpoints(
            {broker: self.network.broker(broker) for broker in range(count)}))
        self.brokers = self._brokers(kind, tls_listener, exporter)
        volumes = pathlib.Path(self.brokers.folder)
        self.agents = [
            Sidecar(agent, self.supervisor, broker, self.network.broker(broker), self.control_plane.xds,
                    self.brokers.properties(broker), volumes, self.authority, self.folder,
                    RealBrokers.exporter_port if exporter else None)
            for broker in range(count)]

    def _brokers(self, kind, tls_listener, exporter):
        folder = self.folder / "kafka"
        if kind == BUILT_IN:
            return BuiltInBrokers(self.supervisor, folder, self.network, self.access, self.count)
        accesses, keystores = [self.access], {}
        if tls_listener:
            access = new_access(PASSTHROUGH, self.network)
            files = self.authority.issue("broker", access.alternative_names, 4001)
            pem = self.folder / "broker.pem"
            pem.write_text(files["tls.key"] + files["tls.crt"])
            accesses.append(access)
            keystores = {access.listener: pem}
        return RealBrokers(self.supervisor, folder, self.network, accesses, self.count, keystores,
                           self._exporter_rules() if exporter else None)

    def _exporter_rules(self):
        """The exporter's rules, as the control plane renders them."""
        rendered = self.control_plane.command(
            "render", "--file", self.control_plane.manifest, "--external-address", self.network.envoy)
        block = re.search(r"(?m)^( +)config\.yaml: \|-?\n((?:\1 +.*\n|\n)+)", rendered)
        return textwrap.dedent(block[2])

    def start(self):
        """Starts brokers and control plane; the agents are started by who measures them."""
        self.brokers.start()
        self.control_plane.start()

    def told(self):
        """{id: what its agent says} of the brokers."""
        brokers = self.control_plane.json("/status")["agents"]["brokers"]
        return {int(broker["broker"].rsplit("/", 1)[1]): broker for broker in brokers}

    def events(self):
        """The changes of brokers' health so far, the last one first."""
        events = self.control_plane.json("/status")["agents"]["events"]
        return [event for event in events if event["subject"] == "health"]

    def wait_until_healthy(self):
        def healthy():
            told = self.told()
            return len(told) == self.count and all(broker["health"] == "healthy" for broker in told.values())
        wait_until("every agent says that its broker is healthy", healthy, 120, self.supervisor.check, pause=0.2)

    def stop(self):
        self.supervisor.stop_all()
