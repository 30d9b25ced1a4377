"""A control plane and a real Envoy that it serves, on addresses of this process alone; brokers that say who they are."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
DEADLINE = 60
# Networks of this process alone, so that fixed ports collide with nothing else on the machine.
BASE = f"127.{os.getpid() % 100 + 100}"
ADDRESS = f"{BASE}.255.9"
DOMAIN = "kafka.example.com"
BROKER_PORT = 9094
FRONT_PORT = 29092


def address(broker, moved=False):
    return f"{BASE}.{(10 if moved else 0) + broker // 250}.{1 + broker % 250}"


def manifest(sample, brokers):
    text = (ROOT / f"deploy/samples/{sample}.yaml").read_text()
    listed = "".join(f"    - id: {broker}\n      brokerConfigGroup: default\n" for broker in brokers)
    text = re.sub(r"(?m)^  brokers:\n(?:    .*\n)+", "  brokers:\n" + listed, text)
    return text.replace("externalStartingPort: 19090", "externalStartingPort: 20000")


def endpoints(brokers, moved=()):
    lines = [f"  - {{id: {b}, address: {address(b, b in moved)}, health: healthy}}\n" for b in brokers]
    return "brokers:\n" + "".join(lines)


def replace(path, text):
    new = path.with_suffix(".new")
    new.write_text(text)
    new.rename(path)


def mount(folder, files):
    """Makes or changes a folder as a kubelet does: the files are links into ..data, which is replaced at once."""
    folder.mkdir(parents=True, exist_ok=True)
    version = folder / f"..{time.monotonic_ns()}"
    version.mkdir()
    for name, path in files.items():
        (version / name).write_bytes(pathlib.Path(path).read_bytes())
        if not (folder / name).is_symlink():
            (folder / name).symlink_to(pathlib.Path("..data") / name)
    link = folder / "..data.new"
    link.symlink_to(version.name)
    link.rename(folder / "..data")


def free_port():
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]


def wait(what, condition):
    end = time.monotonic() + DEADLINE
    found = None
    while time.monotonic() < end:
        try:
            found = condition()
            if found:
                return found
        except (OSError, http.client.HTTPException) as error:
            found = error
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {DEADLINE} s; last seen: {found!r}")


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("admin", timeout=5)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(5)
        self.sock.connect(self.path)


class Broker:
    """Answers every message with its name; with a certificate, over TLS."""

    def __init__(self, name, host, certificate=None):
        self.name, self.context = name, None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*certificate)
        self.server = socket.create_server((host, BROKER_PORT), backlog=64)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection, contextlib.suppress(OSError):
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            while connection.recv(64):
                connection.sendall(self.name.encode())

    def close(self):
        with contextlib.suppress(OSError):
            self.server.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts, which would keep the port
        self.server.close()


class Client:
    """A TLS client that asks for a host name."""

    def __init__(self, host, authority):
        self.host = host
        context = ssl.create_default_context(cafile=str(authority))
        plain = socket.create_connection((ADDRESS, FRONT_PORT), timeout=15)
        try:
            self.socket = context.wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise

    @property
    def serial(self):
        return self.socket.getpeercert()["serialNumber"]

    def ask(self):
        """The name of the broker at the other end; None where the connection is closed."""
        try:
            self.socket.sendall(b"who?")
            return self.socket.recv(64).decode() or None
        except OSError:
            return None

    def close(self):
        self.socket.close()


class Stack:
    def __init__(self, koperator, envoy, sample, brokers, *, serve=(), drain=600):
        self.koperator, self.sample, self.serve = koperator, sample, list(serve)
        self.directory = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.directory.name)
        self.files = self.folder / "cluster.yaml", self.folder / "endpoints.yaml"
        replace(self.files[0], manifest(sample, brokers))
        replace(self.files[1], endpoints(brokers))
        self.admin = str(self.folder / "admin.sock")
        self.xds, self.status_port = f"{ADDRESS}:{free_port()}", free_port()
        bootstrap = subprocess.run(
            [koperator, "envoy", "bootstrap", "--file", self.files[0], "--xds", self.xds, "--node-id", "peer",
             "--listen-address", ADDRESS, "--admin-socket", self.admin], check=True, capture_output=True).stdout
        (self.folder / "envoy.yaml").write_bytes(bootstrap)
        self.command = [envoy, "-c", self.folder / "envoy.yaml", "--concurrency", "2", "--base-id",
                        str(os.getpid() % 30000 + 1), "--drain-time-s", str(drain), "--drain-strategy", "immediate"]
        self.start_server()
        self.start_proxy()

    def start_proxy(self):
        self.proxy = subprocess.Popen(
            self.command, stdout=(self.folder / "access.log").open("a"), stderr=(self.folder / "envoy.log").open("a"))

    def stop_proxy(self):
        self.proxy.kill()
        self.proxy.wait(30)

    def start_server(self):
        self.server = subprocess.Popen(
            [self.koperator, "serve", "--file", self.files[0], "--endpoints", self.files[1], "--xds", self.xds, "--admin",
             f"{ADDRESS}:{self.status_port}", "--listen-address", ADDRESS, *self.serve],
            stderr=(self.folder / "koperator.log").open("a"))

    def stop_server(self):
        self.server.kill()
        self.server.wait(30)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind:
            for log in ("koperator.log", "envoy.log", "access.log"):
                lines = (self.folder / log).read_text().splitlines(True)[-15:]
                print(f"-- {log}\n" + "".join(lines), file=sys.stderr)
        for process in (self.proxy, self.server):
            process.terminate()
            process.wait(30)
        self.directory.cleanup()

    def ask(self, path):
        connection = UnixConnection(self.admin)
        connection.request("GET", path)
        return connection.getresponse().read().decode()

    def stats(self, pattern):
        pairs = (line.split(": ") for line in self.ask(f"/stats?filter={pattern}").splitlines())
        return {name: int(value) for name, value in pairs if value.isdigit()}

    def stat(self, name):
        return self.stats(f"^{re.escape(name)}$")[name]

    def status(self, path="/status"):
        connection = http.client.HTTPConnection(ADDRESS, self.status_port, timeout=5)
        connection.request("GET", path)
        return connection.getresponse().read().decode()

    def status_json(self):
        return json.loads(self.status())

    def has_converged(self):
        """Whether Envoy is connected and has acknowledged the newest snapshot."""
        groups = json.loads(self.status("/streams"))["groups"]
        return [(group["streams"], group["acknowledgedGeneration"] == group["generation"]) for group in groups] == [(1, True)]

    def log(self, name):
        return (self.folder / f"{name}.log").read_text()

    def has(self, brokers):
        """Whether Envoy runs the newest snapshot, with a cluster for each broker."""
        names = set(re.findall(r"(?m)^(broker-\d+)::default_priority", self.ask("/clusters")))
        return names == {f"broker-{b}" for b in brokers}

    def complaints(self):
        """Lines of Envoy's log about its configuration."""
        return [line for line in self.log("envoy").splitlines()
                if re.search(r"\]\[(error|critical)\]|deprecated|unknown field", line)]

    def rejected(self):
        return {name: value for name, value in self.stats("update_rejected").items() if value}

    @property
    def version(self):
        return re.search(r'"version": "\w+/([\d.]+)/', self.ask("/server_info")).group(1)
