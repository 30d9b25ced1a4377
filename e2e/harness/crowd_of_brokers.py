"""Many brokers as an agent sees them, in one process: what listens answers ApiVersions, and a process stands for each."""

import os
import pathlib
import selectors
import shutil
import socket
import struct
import subprocess
import threading
import typing

from . import manifests, tools
from .control_plane import ControlPlane
from .node import Node
from .waiting import wait_until

PORT = 29092


class Usage(typing.NamedTuple):
    """What a process uses: bytes (private are those that it wrote), seconds, numbers."""
    private: int
    resident: int
    processor: float
    threads: int
    files: int


class CrowdOfBrokers:
    """Brokers 0, 1, 2… at addresses of their own."""

    def __init__(self, supervisor, folder, network, count):
        self.supervisor, self.folder, self.network, self.count = supervisor, pathlib.Path(folder), network, count
        self.node = Node(supervisor, self.folder / "node", "node-0", "kafka", network)
        self.selector, self.processes, self.listeners = selectors.DefaultSelector(), {}, {}
        self.is_closed = False
        for number in range(count):
            self._start(number)
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def address(self, number):
        return f"{self.network.prefix}.{50 + number}"

    def _start(self, number):
        uid = f"0d4a7b8e-5f1c-4c3e-9a51-{number:012d}"
        volumes = self.node.pods / uid / "volumes"
        volume = volumes / "kubernetes.io~csi" / "pvc" / "mount"
        config = volumes / "kubernetes.io~configmap" / "broker-config"
        for path in (volume / "kafka" / "orders-0", config):
            path.mkdir(parents=True)
        (config / "broker-config").write_text(
            f"node.id={number}\nlisteners=INTERNAL://{self.address(number)}:{PORT}\n"
            "listener.security.protocol.map=INTERNAL:PLAINTEXT\nlog.dirs=/kafka-logs/kafka\n")
        name = f"{config}/sandbox-broker"
        self.processes[number] = subprocess.Popen([name, "1000000"], executable=shutil.which("sleep"))
        listener = socket.create_server((self.address(number), PORT))
        listener.setblocking(False)
        self.listeners[number] = listener
        self.selector.register(listener, selectors.EVENT_READ)
        (self.node.discovery / f"kafka.kafka.{number}").write_text(
            f"BROKER_ID={number}\nKAFKA_CLUSTER=kafka\nPOD_NAMESPACE=kafka\nKAFKA_CONFIG=/config/broker-config\n"
            f"POD_IP={self.address(number)}\nPOD_UID={uid}\nLOG_VOLUMES=/kafka-logs\nKAFKA_PROCESS={config}\n"
            "VOLUMES=/kafka-logs=kubernetes.io~csi/pvc/mount,/config=kubernetes.io~configmap/broker-config\n")

    def _serve(self):
        while not self.is_closed:
            for key, _ in self.selector.select(0.2):
                if key.data is None:
                    connection, _ = key.fileobj.accept()
                    connection.setblocking(False)
                    self.selector.register(connection, selectors.EVENT_READ, "connection")
                    continue
                try:
                    request = key.fileobj.recv(4096)
                except OSError:
                    request = b""
                if not request:
                    self.selector.unregister(key.fileobj)
                    key.fileobj.close()
                elif len(request) >= 12:
                    # ApiVersions v0: no error, and the requests that a broker takes.
                    keys = b"".join(struct.pack(">hhh", api, 0, 3) for api in (0, 1, 3, 18))
                    body = request[8:12] + struct.pack(">hi", 35 if request[7] > 0 else 0, 4) + keys
                    key.fileobj.sendall(struct.pack(">i", len(body)) + body)

    def kill(self, number):
        """A broker ends: its process, and what listens."""
        self.processes[number].kill()
        self.processes[number].wait(10)

    def serve(self):
        """The control plane that hears their agent."""
        sample = (tools.ROOT / "deploy" / "samples" / "simple.yaml").read_text()
        plane = ControlPlane(self.supervisor, self.folder, self.network)
        plane.write(manifests.with_brokers(sample, range(self.count)))
        plane.process = self.supervisor.start("koperator", [
            tools.koperator(), "serve", "--agents", "--file", plane.manifest, "--xds", plane.xds, "--admin", plane.admin,
            "--state", plane.state, "--listen-address", self.network.envoy], grace=10)
        wait_until("the control plane is healthy", lambda: plane.get("/healthz"), 60, self.supervisor.check)
        return plane

    def start_agent(self, control_plane):
        return self.node.start_agent(control_plane)

    @staticmethod
    def usage(process):
        folder = pathlib.Path("/proc") / str(process.pid)
        rollup = {line.split(":")[0]: int(line.split()[1]) << 10 for line in
                  (folder / "smaps_rollup").read_text().splitlines()[1:]}
        fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        ticks = os.sysconf("SC_CLK_TCK")
        return Usage(rollup["Private_Dirty"], rollup["Rss"],
                     (int(fields[11]) + int(fields[12])) / ticks, int(fields[17]), len(os.listdir(folder / "fd")))

    def close(self):
        self.is_closed = True
        self.thread.join(10)
        for process in self.processes.values():
            process.kill()
            process.wait(10)
        for listener in self.listeners.values():
            listener.close()
