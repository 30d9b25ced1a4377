"""The brokers of a cluster on this machine: real ones where KAFKA_HOME is, else those of the sandbox."""

import os
import pathlib
import secrets
import subprocess

from harness import tools, wire
from harness.access import PASSTHROUGH, PORT
from harness.kafka import CONTROLLER, EXTERNAL, INTERNAL, KafkaCluster
from harness.waiting import wait_until

REAL, BUILT_IN = "kafka", "built-in"


def program(name, kind="release"):
    """A program of ours: what its variable names (SANDBOX_BROKER), else what was built."""
    return pathlib.Path(os.environ.get(name.upper().replace("-", "_")) or tools.ROOT / ".build" / kind / name)


class BuiltInBrokers:
    """Brokers of the sandbox, a process each, and their controller. They start in a moment, and keep records in memory."""

    name = "sandbox-broker"

    def __init__(self, supervisor, folder, network, access, count):
        self.supervisor, self.folder, self.network, self.count = supervisor, pathlib.Path(folder), network, count
        self.access = access
        self.program = program("sandbox-broker")
        self.environment = {"KOPERATOR_SANDBOX_TOKEN": secrets.token_hex(16)}
        self.processes = {}

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        place = f"{self.network.control_plane}:18099"
        self.supervisor.start("controller", [self.program, "controller", "--listen", place], self.environment)
        self.environment["KOPERATOR_SANDBOX_CONTROLLER"] = place
        identifier = subprocess.run([self.program, "random-uuid"], capture_output=True, text=True, check=True).stdout.strip()
        for broker in range(self.count):
            self.properties(broker).write_text(self._configuration(broker))
            subprocess.run([self.program, "format", "-t", identifier, "-c", self.properties(broker)], check=True,
                           stdout=subprocess.DEVNULL)
            self.processes[broker] = self.launch(broker)
        for broker in range(self.count):
            wait_until(f"broker {broker} answers",
                       lambda: len(wire.advertised_brokers(self.network.broker(broker), EXTERNAL)) == self.count,
                       60, self.supervisor.check)

    def launch(self, broker):
        """Starts the process of a broker, and waits for nothing."""
        return self.supervisor.start(f"broker-{broker}", [self.program, self.properties(broker)], self.environment)

    def properties(self, broker):
        return self.folder / f"broker-{broker}.properties"

    def _configuration(self, broker):
        address = self.network.broker(broker)
        public = "{}:{}".format(*self.access.public(broker))
        return "\n".join([
            "process.roles=broker,controller", f"node.id={broker}",
            f"controller.quorum.voters=0@{self.network.broker(0)}:{CONTROLLER}",
            f"listeners=INTERNAL://{address}:{INTERNAL},EXTERNAL://{address}:{EXTERNAL},CONTROLLER://{address}:{CONTROLLER}",
            f"advertised.listeners=INTERNAL://{address}:{INTERNAL},EXTERNAL://{public}",
            "listener.security.protocol.map=INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name=INTERNAL", "controller.listener.names=CONTROLLER",
            f"log.dirs={self.folder / f'broker-{broker}'}"]) + "\n"


class RealBrokers(KafkaCluster):
    """Real brokers; with `exporter`, the address and port of each one's JMX exporter, and the rules that it has."""

    name = "Kafka"
    exporter_port = 9020

    def __init__(self, supervisor, folder, network, accesses, count, keystores=None, rules=None):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        options = ""
        if rules:
            # One broker: the options name one address.
            (folder / "exporter.yaml").write_text(rules)
            jar = tools.kafka_home() / "jmx-exporter" / "jmx_prometheus.jar"
            options = f"-javaagent:{jar}={network.broker(0)}:{self.exporter_port}:{folder / 'exporter.yaml'}"
        super().__init__(supervisor, folder, network, accesses, count, keystores=keystores, options=options)
        if rules:
            # The exporter's answer is made of many small texts.
            self.options["KAFKA_HEAP_OPTS"] = "-Xms256m -Xmx1g"


def kinds():
    """The kinds of brokers that there are here, real ones first, and why the others are not."""
    try:
        tools.kafka_home()
        return [REAL, BUILT_IN], ""
    except tools.Missing as missing:
        return [BUILT_IN], str(missing)
