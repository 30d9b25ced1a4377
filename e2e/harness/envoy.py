"""A real Envoy and its admin interface, which is a unix socket."""

import http.client
import json
import re
import socket
from urllib.parse import quote

from . import tools
from .waiting import wait_until


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path, timeout=10):
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class Envoy:
    """One Envoy process with the bootstrap that the control plane's command printed."""

    def __init__(self, supervisor, bootstrap, admin, name="envoy", program=None, drain=(600, "gradual")):
        self.admin, self.supervisor, self.name = str(admin), supervisor, name
        self.arguments = [
            program or tools.envoy(), "-c", str(bootstrap), "--disable-hot-restart", "--concurrency", "2",
            "--drain-time-s", str(drain[0]), "--drain-strategy", drain[1],
            "--log-format", "%Y-%m-%dT%T.%e %l [%n] %v"]
        self.process = None

    def start(self):
        self.process = self.supervisor.start(self.name, self.arguments, {"PYTHONUNBUFFERED": "1"}, grace=10)

    def stop(self):
        self.process.stop()
        self.supervisor.processes.remove(self.process)

    def get(self, path, method="GET"):
        """The body of an answer of the admin interface; OSError where there is none."""
        connection = UnixConnection(self.admin)
        try:
            connection.request(method, path)
            response = connection.getresponse()
            body = response.read().decode()
            if response.status >= 400:
                raise OSError(f"{path}: {response.status} {body[:200]}")
            return body
        except http.client.HTTPException as error:
            raise OSError(f"{path}: {error!r}") from error
        finally:
            connection.close()

    def stats(self, pattern=""):
        """{name: value} of the counters and gauges whose names match the pattern."""
        lines = self.get(f"/stats?filter={quote(pattern)}").splitlines()
        pairs = (re.fullmatch(r"(\S+): (\d+)", line) for line in lines)
        return {match[1]: int(match[2]) for match in pairs if match}

    def stat(self, name):
        return self.stats(f"^{re.escape(name)}$").get(name, 0)

    def listeners(self):
        """{name: address:port} of the listeners that are active."""
        statuses = json.loads(self.get("/listeners?format=json")).get("listener_statuses", [])
        result = {}
        for status in statuses:
            address = status["local_address"].get("socket_address", {})
            result[status["name"]] = f"{address.get('address')}:{address.get('port_value')}"
        return result

    def server_names(self):
        """{name: cluster} of the names that clients may say in a TLS handshake."""
        result = {}
        for (kind, _), listener in self.config().items():
            for chain in listener["filter_chains"] if kind == "listener" else []:
                for name in chain.get("filter_chain_match", {}).get("server_names", []):
                    result[name] = chain["filters"][-1]["typed_config"]["cluster"]
        return result

    def cluster_of(self, port):
        """The name of the cluster that the listener at a port sends its connections to."""
        for (kind, _), listener in self.config().items():
            if kind == "listener" and listener["address"]["socket_address"]["port_value"] == port:
                return listener["filter_chains"][0]["filters"][-1]["typed_config"]["cluster"]
        raise ValueError(f"{self.name} has no listener at port {port}")

    def hosts(self, cluster):
        """{address: connections made so far} of a cluster's endpoints."""
        for status in json.loads(self.get("/clusters?format=json"))["cluster_statuses"]:
            if status["name"] == cluster:
                return {host["address"]["socket_address"]["address"]: _counter(host, "cx_total")
                        for host in status.get("host_statuses", [])}
        raise ValueError(f"{self.name} has no cluster {cluster}")

    def config(self):
        """What xDS gave it and it runs: {(kind, name): the resource}, without versions and times; for comparison."""
        dump = json.loads(self.get("/config_dump?include_eds"))
        result = {}
        for section in dump["configs"]:
            for entry in section.get("dynamic_listeners", []):
                state = entry.get("active_state")
                if state:
                    result["listener", entry["name"]] = state["listener"]
            for entry in section.get("dynamic_active_clusters", []):
                result["cluster", entry["cluster"]["name"]] = entry["cluster"]
            for entry in section.get("dynamic_endpoint_configs", []):
                assignment = entry["endpoint_config"]
                result["endpoints", assignment.get("cluster_name", "")] = assignment
        return result

    def updates(self):
        """{(kind, name): (version, when)} of what xDS gave it: the same as before means that nothing was touched."""
        dump = json.loads(self.get("/config_dump?include_eds"))
        result = {}
        for section in dump["configs"]:
            for entry in section.get("dynamic_listeners", []):
                state = entry.get("active_state", {})
                result["listener", entry["name"]] = (state.get("version_info"), state.get("last_updated"))
            for entry in section.get("dynamic_active_clusters", []):
                result["cluster", entry["cluster"]["name"]] = (entry.get("version_info"), entry["last_updated"])
        return result

    def rejected(self):
        """The parts of the dump that say what Envoy refused: {listener: why}."""
        dump = json.loads(self.get("/config_dump"))
        states = [entry["error_state"] for section in dump["configs"]
                  for entry in section.get("dynamic_listeners", []) if "error_state" in entry]
        return {state.get("failed_configuration", {}).get("name", ""): state.get("details", "") for state in states}

    def certificate_serials(self):
        """The serial numbers of the certificates that it has loaded."""
        listed = json.loads(self.get("/certs"))["certificates"]
        return {int(part["serial_number"], 16) for entry in listed for part in entry.get("cert_chain", [])}

    def wait_live(self, seconds=60):
        def live():
            return self.get("/ready").strip() == "LIVE"
        wait_until(f"{self.name} is live", live, seconds, self.supervisor.check)


def _counter(host, name):
    return next((int(stat.get("value", 0)) for stat in host.get("stats", []) if stat.get("name") == name), 0)
