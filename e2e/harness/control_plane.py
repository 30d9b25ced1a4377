"""The control plane: `koperator serve` on two files, and what it says of itself."""

import json
import pathlib
import re
import subprocess
import urllib.error
import urllib.request

from . import tools
from .certificates import serial_shown_at
from .manifests import replace
from .waiting import wait_until

XDS, ADMIN = 18000, 18001


class ControlPlane:
    """`koperator serve`, with the manifest and the endpoints in `folder`.

    `tls` is a folder with two mounted secrets (tls.crt, tls.key, ca.crt), `server` and `envoy`, for mutual TLS;
    `secrets` is the folder of the mounted secrets that the manifest names. With `agents` it takes brokers' agents' reports.
    """

    def __init__(self, supervisor, folder, network, tls=None, secrets=None, agents=False):
        self.supervisor, self.network, self.folder = supervisor, network, pathlib.Path(folder)
        self.manifest, self.endpoints = self.folder / "cluster.yaml", self.folder / "endpoints.yaml"
        self.state = self.folder / "state"
        self.tls, self.secrets, self.agents = tls, secrets, agents
        self.xds, self.admin = f"{network.control_plane}:{XDS}", f"{network.control_plane}:{ADMIN}"
        self.process = None

    def places(self):
        return [(self.network.control_plane, XDS, "xDS"), (self.network.control_plane, ADMIN, "koperator's admin")]

    def write(self, manifest=None, endpoints=None):
        """Replaces one or both files."""
        if endpoints is not None:
            replace(self.endpoints, endpoints)
        if manifest is not None:
            replace(self.manifest, manifest)

    def bootstrap(self, path, node, admin_socket, access_point):
        """Writes the bootstrap file that the command prints for an Envoy of an access point, `node` being its name."""
        path = pathlib.Path(path)
        secrets = [
            "--xds-cert", self.tls / "envoy" / "tls.crt", "--xds-key", self.tls / "envoy" / "tls.key",
            "--xds-ca", self.tls / "envoy" / "ca.crt", "--secret-dir", f"{path}.secrets",
            "--xds-server-name", "koperator.example.org"] if self.tls else []
        path.write_text(self.command(
            "envoy", "bootstrap", "--file", self.manifest, "--xds", self.xds, "--node-id", node,
            "--listen-address", self.network.envoy, "--admin-socket", admin_socket,
            "--access-point", access_point, *secrets))
        return path

    def command(self, *arguments, seconds=60):
        """Runs a command of koperator to its end and returns what it printed."""
        result = subprocess.run([tools.koperator(), *map(str, arguments)], capture_output=True, text=True,
                                timeout=seconds)
        if result.returncode != 0:
            raise RuntimeError(f"koperator {' '.join(map(str, arguments))} ended with {result.returncode}: "
                               f"{result.stderr[-2000:]}")
        return result.stdout

    def start(self, wait=True):
        secrets = ["--xds-cert", self.tls / "server" / "tls.crt", "--xds-key", self.tls / "server" / "tls.key",
                   "--xds-client-ca", self.tls / "server" / "ca.crt"] if self.tls else []
        secrets += ["--secrets", self.secrets] if self.secrets else []
        secrets += ["--agents"] if self.agents else []
        self.process = self.supervisor.start("koperator", [
            tools.koperator(), "serve", "--file", self.manifest, "--endpoints", self.endpoints, "--xds", self.xds,
            "--admin", self.admin, "--state", self.state, "--listen-address", self.network.envoy,
            *secrets], grace=10)
        if wait:
            wait_until("the control plane is healthy", lambda: self.get("/healthz"), 60, self.supervisor.check)

    def stop(self):
        self.process.stop()
        self.supervisor.processes.remove(self.process)

    def kill(self):
        """SIGKILL, as a crash or a lost machine would."""
        self.process.kill()
        self.supervisor.processes.remove(self.process)

    def get(self, path):
        """The body of an answer of koperator's admin port; OSError where there is none or it is an error."""
        try:
            with urllib.request.urlopen(f"http://{self.admin}{path}", timeout=10) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            body = error.read().decode(errors="replace")
            raise OSError(f"{path}: {error.code} {body[:300]}") from error

    def json(self, path):
        return json.loads(self.get(path))

    def metrics(self):
        """{name with labels: value} of /metrics."""
        pairs = (re.fullmatch(r"([^#\s][^ ]*(?:\{.*\})?) (\S+)", line) for line in self.get("/metrics").splitlines())
        return {match[1]: float(match[2]) for match in pairs if match}

    def certificate_serial(self):
        """The serial number of the certificate that it shows to a new Envoy."""
        return serial_shown_at(self.network.control_plane, XDS, protocols=["h2"])

    def log(self):
        return self.process.log.read_text(errors="replace")
