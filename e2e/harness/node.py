"""A Kubernetes node as far as its agent sees it: the kubelet's folder of pods, the discovery folder, brokers, the agent."""

import pathlib
import re
import subprocess

from . import tools
from .waiting import wait_until

CONFIG, DATA = "/config", "/kafka-logs"


class NodeBroker:
    """A broker of the sandbox in a pod of the node, with its volume and its configuration where a kubelet has them."""

    def __init__(self, node, number, uid, address, port=9094):
        self.node, self.number, self.uid, self.address, self.port = node, number, uid, address, port
        volumes = node.pods / uid / "volumes"
        self.volume = volumes / "kubernetes.io~csi" / f"pvc-{number}" / "mount"
        self.config = volumes / "kubernetes.io~configmap" / "broker-config"
        self.process = None
        for folder in (self.volume, self.config):
            folder.mkdir(parents=True)
        (self.config / "broker-config").write_text(
            f"node.id={number}\nlisteners=EXTERNAL://{address}:{port},INTERNAL://{address}:29092\n"
            "listener.security.protocol.map=EXTERNAL:PLAINTEXT,INTERNAL:PLAINTEXT\ninter.broker.listener.name=INTERNAL\n"
            f"process.roles=broker\nlog.dirs={DATA}/kafka\n")

    def arguments(self, command=()):
        return [tools.sandbox_broker(), *command, "-c", self.config / "broker-config"]

    def start(self):
        """Starts it; what the pod's paths say is where the node has them."""
        moved = self.node.folder / f"moved-{self.number}.properties"
        moved.write_text((self.config / "broker-config").read_text().replace(f"{DATA}/", f"{self.volume}/"))
        subprocess.run(
            [tools.sandbox_broker(), "format", "-g", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", moved], check=True,
            capture_output=True)
        self.process = self.node.supervisor.start(
            f"broker-{self.number}", [*self.arguments(), "--override", f"log.dirs={self.volume}/kafka"],
            {"KOPERATOR_SANDBOX_CONTROLLER": self.node.controller, "KOPERATOR_SANDBOX_TOKEN": "token"}, grace=10)

    def kill(self):
        self.process.kill()
        self.node.supervisor.processes.remove(self.process)

    def variables(self):
        """What the broker's pod has in its environment to announce itself."""
        return {
            "BROKER_ID": str(self.number), "KAFKA_CLUSTER": "kafka", "POD_NAMESPACE": self.node.namespace,
            "KAFKA_CONFIG": f"{CONFIG}/broker-config", "POD_IP": self.address, "POD_NAME": f"kafka-{self.number}-a",
            "POD_UID": self.uid, "LOG_VOLUMES": DATA, "KAFKA_PROCESS": str(self.config),
            "DISCOVERY_FOLDER": str(self.node.discovery)}

    def announce(self, **changes):
        """Writes its file, as its pod would; the volumes are named by hand, as nothing is mounted here."""
        volumes = (f"{DATA}=kubernetes.io~csi/pvc-{self.number}/mount,"
                   f"{CONFIG}=kubernetes.io~configmap/broker-config")
        done = subprocess.run(
            [tools.broker_agent(), "announce"], env={**self.variables(), "VOLUMES": volumes, **changes}, text=True,
            capture_output=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return pathlib.Path(done.stdout.strip())


class Node:
    """One node; `uids` gives the UIDs of its brokers' pods by their numbers."""

    def __init__(self, supervisor, folder, name, namespace, network):
        self.supervisor, self.folder, self.name = supervisor, pathlib.Path(folder), name
        self.namespace, self.network = namespace, network
        self.pods, self.discovery = self.folder / "pods", self.folder / "discovery"
        for path in (self.pods, self.discovery):
            path.mkdir(parents=True)
        self.controller = None
        self.brokers = {}
        self.agents = 0

    def start_brokers(self, uids):
        process = self.supervisor.start(
            "controller", [tools.sandbox_broker(), "controller", "--listen", f"{self.network.control_plane}:0"],
            {"KOPERATOR_SANDBOX_TOKEN": "token"}, grace=10)
        self.controller = wait_until("the controller says where it listens", lambda: re.search(
            r"(?m)^([\d.]+:\d+)$", process.log.read_text()), 60, self.supervisor.check)[1]
        for number, uid in uids.items():
            self.brokers[number] = NodeBroker(self, number, uid, self.network.broker(number))
            self.brokers[number].start()

    def start_agent(self, control_plane, tls=None, **variables):
        """Starts the agent of the node; its log has a name of its own each time."""
        self.agents += 1
        secrets = {"TLS_FOLDER": str(tls)} if tls else {}
        return self.supervisor.start(f"agent-{self.name}-{self.agents}", [tools.broker_agent(), "node"], {
            "DISCOVERY_FOLDER": str(self.discovery), "PODS_FOLDER": str(self.pods), "NODE_NAME": self.name,
            "CONTROL_PLANE": control_plane, **secrets, **variables}, grace=10)
