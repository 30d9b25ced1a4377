"""A real Kafka cluster in KRaft mode, its brokers on loopback addresses of their own."""

import base64
import os
import pathlib
import subprocess
import uuid

from . import tools, wire
from .network import require_free
from .waiting import PATIENCE, wait_until

EXTERNAL, INTERNAL, CONTROLLER = 9094, 29092, 29093  # container ports, as in deploy/samples/simple.yaml
SECOND = 9095  # of EXTERNAL: Kafka refuses two listeners on one port, even at different addresses
HEAP = {"KAFKA_HEAP_OPTS": "-Xms64m -Xmx256m"}


class ToolFailed(Exception):
    """One of Kafka's own tools failed; the text has what it said."""


class KafkaCluster:
    """Brokers 0 ..< `count` are controllers too; those that are added later are brokers only.

    A broker has a listener for each way in of `accesses`, EXTERNAL first, and advertises there what clients outside are
    to use. With `second_address` it has EXTERNAL a second time, SECOND, at another address and port, so that its
    endpoint can move while it runs. Listeners of TLS show the certificate of `keystores` ({listener: PEM file with key}).
    `options` are more for the brokers' JVMs.
    """

    def __init__(self, supervisor, folder, network, accesses, count=3, second_address=False, keystores=None, options=""):
        self.home = tools.kafka_home()
        self.supervisor, self.folder, self.network = supervisor, pathlib.Path(folder), network
        self.accesses, self.count, self.second_address = accesses, count, second_address
        self.keystores, self.options = keystores or {}, {"KAFKA_OPTS": options} if options else {}
        self.cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=").replace("-", "A")
        self.processes = {}
        self.archives = tools.TOOLS / "kafka-cds"

    @property
    def bootstrap(self):
        """The INTERNAL listener, past Envoy: for administration by tests."""
        return ",".join(f"{self.network.broker(broker)}:{INTERNAL}" for broker in range(self.count))

    def places(self, broker):
        """Where a broker listens, for `require_free`."""
        address = self.network.broker(broker)
        ports = [access.container_port for access in self.accesses] + [INTERNAL, CONTROLLER]
        return [(address, port, f"broker {broker}") for port in ports]

    def start(self):
        """Starts all brokers and waits until each knows all."""
        require_free([place for broker in range(self.count) for place in self.places(broker)])
        self.start_brokers(range(self.count))

    def start_brokers(self, brokers, addresses=None):
        """Starts brokers (`addresses`: {id: address} for those that are not at their usual one) and waits for them."""
        brokers, addresses = list(brokers), addresses or {}
        formats = [self._format(broker, addresses.get(broker)) for broker in brokers]
        for process in filter(None, formats):
            if process.popen.wait(60 * PATIENCE) != 0:
                raise ToolFailed(f"{process.name} failed:\n{process.tail()}")
            self.supervisor.processes.remove(process)
        for broker in brokers:
            self.processes[broker] = self.launch(broker)
        known = set(self.processes)
        for broker in brokers:
            address = addresses.get(broker) or self.network.broker(broker)
            wait_until(f"Kafka broker {broker} answers and knows brokers {sorted(known)}",
                       lambda: set(wire.advertised_brokers(address, EXTERNAL)) >= known,
                       seconds=120, check=self.supervisor.check, pause=0.2)

    def launch(self, broker):
        """Starts the process of a broker that was formatted, and waits for nothing."""
        return self.supervisor.start(
            f"kafka-{broker}", [self.home / "bin" / "kafka-server-start.sh", self.properties(broker)],
            {**self._environment(writes_archive=broker == 0), **self.options}, grace=30)

    def stop_broker(self, broker):
        """A clean stop (leaders move first), as when a pod is deleted."""
        process = self.processes.pop(broker)
        process.stop()
        self.supervisor.processes.remove(process)

    def remove_broker(self, broker):
        """A clean stop for good."""
        self.stop_broker(broker)
        self.tool("kafka-cluster.sh", "unregister", "--bootstrap-server", self.bootstrap, "--id", str(broker))

    def all_processes(self):
        return list(self.processes.values())

    def tool(self, name, *arguments, input="", seconds=60, options=""):
        """Runs one of Kafka's tools, `input` on its standard input, Java with `options`; returns what it printed."""
        environment = {**os.environ, **HEAP, **({"KAFKA_OPTS": options} if options else {})}
        result = subprocess.run([self.home / "bin" / name, *arguments], input=input, capture_output=True, text=True,
                                timeout=seconds * PATIENCE, env=environment)
        if result.returncode != 0:
            raise ToolFailed(f"{name} {' '.join(arguments)}: {result.stdout[-2000:]}{result.stderr[-2000:]}")
        return result.stdout

    def create_topic(self, name, assignment):
        """`assignment` as kafka-topics.sh takes it: the replicas of each partition, the leader first: 0:1:2,1:2:0"""
        self.tool("kafka-topics.sh", "--bootstrap-server", self.bootstrap, "--create", "--if-not-exists",
                  "--topic", name, "--replica-assignment", assignment)

    def _environment(self, writes_archive=False):
        environment = {**os.environ, **HEAP}
        # Class data archives halve the start. The first run writes one as it ends: let one broker alone do so (and no
        # tool: the JVM's remarks about it would be in what the tool prints).
        if writes_archive or (self.archives / "kafka.Kafka.jsa").exists():
            environment.setdefault("KAFKA_CDS", str(self.archives))
        return environment

    def properties(self, broker):
        """The file of its configuration."""
        return self.folder / f"broker-{broker}.properties"

    def _format(self, broker, address):
        """Writes the broker's configuration; formats its disk, unless it has one. Returns the running formatter."""
        data = self.folder / f"broker-{broker}"
        self.properties(broker).write_text(self._configuration(broker, address or self.network.broker(broker), data))
        if (data / "meta.properties").exists():
            return None
        data.mkdir(parents=True, exist_ok=True)
        process = self.supervisor.start(f"kafka-{broker}-format", [
            self.home / "bin" / "kafka-storage.sh", "format", "-t", self.cluster_id, "-c", self.properties(broker)],
            self._environment())
        process.expected_to_run = False
        return process

    def _configuration(self, broker, address, data):
        usual = self.network.broker(broker)
        listeners = {"INTERNAL": f"{address}:{INTERNAL}"}
        advertised, protocols, stores = dict(listeners), {"INTERNAL": "PLAINTEXT", "CONTROLLER": "PLAINTEXT"}, []
        for access in self.accesses:
            name = access.listener
            listeners[name], protocols[name] = f"{address}:{access.container_port}", access.protocol
            advertised[name] = "{}:{}".format(*access.public(broker))
            if name in self.keystores:
                prefix = f"listener.name.{name.lower()}.ssl.keystore"
                stores += [f"{prefix}.type=PEM", f"{prefix}.location={self.keystores[name]}"]
        if self.second_address and address == usual:
            listeners["SECOND"] = f"{self.network.moved(broker)}:{SECOND}"
            advertised["SECOND"], protocols["SECOND"] = advertised["EXTERNAL"], protocols["EXTERNAL"]
        controls = broker < self.count
        if controls:
            listeners["CONTROLLER"] = f"{usual}:{CONTROLLER}"
        voters = ",".join(f"{other}@{self.network.broker(other)}:{CONTROLLER}" for other in range(self.count))
        replicas, in_sync = min(3, self.count), min(2, self.count)

        def listing(values):
            return ",".join(f"{name}://{value}" for name, value in values.items())

        return "\n".join([
            f"process.roles={'broker,controller' if controls else 'broker'}",
            f"node.id={broker}",
            f"controller.quorum.voters={voters}",
            f"listeners={listing(listeners)}",
            f"advertised.listeners={listing(advertised)}",
            f"listener.security.protocol.map={','.join(f'{name}:{value}' for name, value in protocols.items())}",
            *stores,
            "inter.broker.listener.name=INTERNAL",
            "controller.listener.names=CONTROLLER",
            f"log.dirs={data}",
            "num.partitions=3",
            f"default.replication.factor={replicas}",
            f"min.insync.replicas={in_sync}",
            "offsets.topic.num.partitions=3",
            f"offsets.topic.replication.factor={replicas}",
            "transaction.state.log.num.partitions=3",
            f"transaction.state.log.replication.factor={replicas}",
            f"transaction.state.log.min.isr={in_sync}",
            "group.initial.rebalance.delay.ms=0",
            "num.network.threads=2",
            "num.io.threads=3",
            "log.cleaner.dedupe.buffer.size=4194304",
            "controlled.shutdown.enable=true",
        ]) + "\n"
