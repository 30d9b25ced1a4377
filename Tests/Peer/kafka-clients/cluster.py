"""A cluster of sandbox-broker: a controller and brokers, each a process with folders of its own."""

import ctypes
import os
import pathlib
import signal
import socket
import subprocess
import time

CLUSTER_ID = "4L6g3nShT-eMCtK--X86sw"
PATIENCE = 60


LIBC = ctypes.CDLL(None)


def end_with_parent():
    """In a child: it is killed when this program ends, however that is (PR_SET_PDEATHSIG)."""
    LIBC.prctl(1, signal.SIGKILL)


def free_port() -> int:
    """A port that is free now, below those that the system gives to clients."""
    for _ in range(1000):
        port = 20000 + int.from_bytes(os.urandom(2), "big") % 12000
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise RuntimeError("no port is free")


def wait_for(what: str, condition, patience: float = PATIENCE):
    """Waits until the condition gives something true, and gives it back."""
    end = time.monotonic() + patience
    error = None
    while time.monotonic() < end:
        try:
            found = condition()
            if found:
                return found
        except Exception as problem:  # noqa: BLE001: the last one is told where time runs out
            error = problem
        time.sleep(0.05)
    raise AssertionError(f"{what}: not so after {patience} s ({error})")


class Broker:
    def __init__(self, cluster, number: int, properties: dict, listeners: list):
        self.cluster = cluster
        self.number = number
        self.folder = cluster.work / f"broker-{number}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ports = {name: free_port() for name, _ in listeners}
        values = {
            "node.id": number,
            "process.roles": "broker,controller" if "CONTROLLER" in self.ports else "broker",
            "listeners": ",".join(f"{name}://127.0.0.1:{port}" for name, port in self.ports.items()),
            "listener.security.protocol.map": ",".join(f"{name}:{kind}" for name, kind in listeners),
            "inter.broker.listener.name": listeners[0][0],
            "controller.listener.names": "CONTROLLER",
            "log.dirs": f"{self.folder}/disk-1,{self.folder}/disk-2",
            "offsets.topic.num.partitions": 5,
            "group.initial.rebalance.delay.ms": 0,
        } | cluster.properties | properties
        self.config = self.folder / "server.properties"
        self.config.write_text("".join(f"{key}={value}\n" for key, value in values.items()))
        self.process = None
        # Where the log of the present run begins.
        self.before = 0

    def address(self, listener: str = "PLAIN") -> str:
        return f"127.0.0.1:{self.ports[listener]}"

    def start(self):
        log = open(self.folder / "log", "ab")
        self.before = log.tell()
        subprocess.run(
            [self.cluster.program, "format", "-t", CLUSTER_ID, "-c", self.config, "--ignore-formatted"],
            check=True, stdout=log, stderr=log, timeout=PATIENCE)
        self.process = subprocess.Popen(
            [self.cluster.program, self.config], stdout=log, stderr=log, env=self.cluster.environment,
            preexec_fn=end_with_parent)

    def serves(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"broker {self.number} ended with {self.process.returncode}: {self.log()[-600:]}")
        return "the node serves" in self.log()[self.before:]

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def kill(self):
        self.process.kill()
        self.process.wait(PATIENCE)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def memory(self) -> int:
        """What it holds in memory, in bytes."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0


class Cluster:
    def __init__(self, program: str, work: pathlib.Path, count: int, listeners=None, properties=None):
        self.program = program
        self.work = work
        self.work.mkdir(parents=True, exist_ok=True)
        self.properties = properties or {}
        self.environment = os.environ | {"KOPERATOR_SANDBOX_TOKEN": "of-this-test"}
        self.controller = subprocess.Popen(
            [program, "controller"], stdout=subprocess.PIPE, stderr=open(self.work / "controller.log", "ab"),
            env=self.environment, text=True, preexec_fn=end_with_parent)
        self.environment["KOPERATOR_SANDBOX_CONTROLLER"] = self.controller.stdout.readline().strip()
        listeners = listeners or [("PLAIN", "PLAINTEXT"), ("CONTROLLER", "PLAINTEXT")]
        self.brokers = [Broker(self, number, {}, listeners) for number in range(1, count + 1)]

    def __enter__(self):
        for broker in self.brokers:
            broker.start()
        for broker in self.brokers:
            wait_for(f"broker {broker.number} serves", broker.serves)
        return self

    def __exit__(self, *_):
        for broker in self.brokers:
            if broker.process and broker.process.poll() is None:
                broker.process.kill()
                broker.process.wait()
        self.controller.terminate()
        self.controller.wait(PATIENCE)

    def servers(self, listener: str = "PLAIN") -> str:
        return ",".join(broker.address(listener) for broker in self.brokers)
