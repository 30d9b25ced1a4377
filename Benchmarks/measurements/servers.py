"""The servers that are measured, each as a child process on the first processor, and the load generator on the second."""
import contextlib
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.request

from certificates import Authority

OURS, SERVE, PEER = "ours", "serve", "peer"
GROUP_URI = "spiffe://benchmark/envoy/benchmark/kafka-proxy"
PROCESSORS = sorted(os.sched_getaffinity(0))


def on_processor(index, command):
    """The command, bound to a processor where there are two."""
    if len(PROCESSORS) < 2:
        return command
    return ["taskset", "-c", str(PROCESSORS[index]), *command]


def free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


class Server:
    def __init__(self, process, xds, admin, errors):
        self.process, self.xds, self.admin, self.errors = process, xds, admin, errors
        self.pid = process.pid

    def wait_until_it_listens(self):
        deadline = time.monotonic() + 30
        for address in (self.xds, self.admin):
            host, port = address.rsplit(":", 1)
            while True:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f"the server does not listen: {self.errors.read_text()[-2000:]}")
                try:
                    socket.create_connection((host, int(port)), 1).close()
                    break
                except OSError:
                    time.sleep(0.02)

    def update(self, kind, count=1, offset=0):
        with urllib.request.urlopen(f"http://{self.admin}/update?kind={kind}&k={count}&off={offset}", timeout=20) as reply:
            return reply.read()

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Servers:
    def __init__(self, root, folder, brokers):
        self.peers, self.folder, self.brokers = root / ".tools/peers", folder, brokers
        path = subprocess.run(["swift", "build", "-c", "release", "--show-bin-path"], cwd=root, check=True,
                              capture_output=True, text=True).stdout.strip()
        self.binary = f"{path}/xds-benchmark-server"
        self.authority = Authority(folder)
        self.server_files = self.authority.issue("server", "IP:127.0.0.1")
        self.client_files = self.authority.issue("client", f"URI:{GROUP_URI}")

    def command(self, name, xds, admin, tls):
        authority = str(self.authority.certificate)
        certificate, key = map(str, self.server_files)
        if name == PEER:
            command = [str(self.peers / "gcp-server"), "-n", str(self.brokers), "-xds", xds, "-admin", admin]
            return command + (["-cert", certificate, "-key", key, "-ca", authority] if tls else [])
        payload = "serve" if name == SERVE else "peer"
        command = [self.binary, "--payload", payload, "--brokers", str(self.brokers), "--xds", xds, "--admin", admin]
        return command + (["--cert", certificate, "--key", key, "--client-ca", authority] if tls else [])

    @contextlib.contextmanager
    def running(self, name, tls=False):
        xds, admin = (f"127.0.0.1:{port}" for port in free_ports(2))
        errors = self.folder / "errors.txt"
        with errors.open("w") as log:
            process = subprocess.Popen(
                on_processor(0, self.command(name, xds, admin, tls)), stdout=subprocess.DEVNULL, stderr=log)
        server = Server(process, xds, admin, errors)
        try:
            server.wait_until_it_listens()
            yield server
        finally:
            process.kill()
            process.wait(20)

    def load(self, name, *options, tls=False):
        """What the load generator prints about a fresh server."""
        with self.running(name, tls) as server:
            command = [str(self.peers / "xdsload"), "-target", server.xds, "-update", f"http://{server.admin}/update",
                       "-pid", str(server.pid), *map(str, options)]
            if tls:
                certificate, key = map(str, self.client_files)
                command += ["-ca", str(self.authority.certificate), "-cert", certificate, "-key", key]
            done = subprocess.run(on_processor(1, command), capture_output=True, text=True, timeout=180)
        if done.returncode:
            raise SystemExit(f"the load generator failed on {name}: {done.stderr[-2000:]}")
        lost = re.search(r"lost (\d+)", done.stdout)
        if lost and lost.group(1) != "0":
            raise SystemExit(f"{name} lost {lost.group(1)} updates:\n{done.stdout}")
        return done.stdout


def figure(text, pattern):
    return float(re.search(pattern, text).group(1))
