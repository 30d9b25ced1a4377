"""A real Kubernetes API server, and what a test does there: objects, pods as a kubelet would have them, tokens."""

import base64
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import urllib.error
import urllib.request

from . import tools
from .waiting import wait_until

GROUP = "/apis/kafka.banzaicloud.io/v1beta1"


class Refused(OSError):
    """The API server answered with an error."""

    def __init__(self, code, text):
        super().__init__(f"{code}: {text[:300]}")
        self.code = code


def control_plane():
    """The program that starts a control plane, and the folder of its parts."""
    shared = pathlib.Path(os.environ.get("KOPERATOR_SHARED") or tools.ROOT.parent / "shared")
    program = shared / "kubernetes" / "control-plane"
    if not os.access(program, os.X_OK):
        raise tools.Missing(f"there is no {program} (KOPERATOR_SHARED names the folder that holds kubernetes/)")
    assets = pathlib.Path(os.environ.get("KUBEBUILDER_ASSETS") or tools.TOOLS / "kubernetes")
    if not os.access(assets / "kube-apiserver", os.X_OK):
        if not shutil.which("xz"):
            raise tools.Missing("install xz-utils, which unpacks the API server")
        subprocess.run([program.parent / "unpack", assets], check=True, capture_output=True)
    return program, assets


class APIServer:
    """etcd and kube-apiserver on loopback, without any controller: objects are what the test makes of them."""

    def __init__(self, supervisor, folder):
        self.program, self.assets = control_plane()
        self.supervisor, self.folder = supervisor, pathlib.Path(folder)
        self.port = free_ports(5)
        self.process = None
        self.start()

    def start(self):
        """Starts it, with all that was stored before."""
        (self.folder / "kubeconfig").unlink(missing_ok=True)
        self.process = self.supervisor.start(
            "kubernetes", [self.program, self.folder, self.port], {"KUBEBUILDER_ASSETS": str(self.assets)}, grace=20)
        wait_until("the API server is ready", lambda: (self.folder / "kubeconfig").exists(), 90, self.supervisor.check)
        text = (self.folder / "kubeconfig").read_text()
        self.token = re.search(r'token: "(\w+)"', text)[1]
        self.authority = self.folder / "certificates" / "apiserver.crt"
        self.context = ssl.create_default_context(cafile=self.authority)

    def stop(self):
        self.process.stop()
        self.supervisor.processes.remove(self.process)

    # Requests

    def call(self, method, path, body=None, kind="application/json"):
        """The answer to a request of an administrator."""
        request = urllib.request.Request(
            f"https://127.0.0.1:{self.port}{path}", method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": kind})
        try:
            with urllib.request.urlopen(request, timeout=30, context=self.context) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            raise Refused(error.code, error.read().decode(errors="replace")) from error

    def apply(self, text):
        """Applies YAML as kubectl does."""
        done = subprocess.run(
            [self.assets / "kubectl", "--kubeconfig", self.folder / "kubeconfig", "apply", "--server-side",
             "--force-conflicts", "-f", "-"], input=text, text=True, capture_output=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(f"kubectl apply: {done.stderr}")

    def install(self, crds):
        """Creates the custom resources and waits until they are served."""
        self.apply("\n---\n".join(path.read_text() for path in sorted(crds.glob("*.yaml"))))
        wait_until("the custom resources are served", lambda: self.call("GET", f"{GROUP}/kafkaclusters"), 30)

    def create_namespace(self, name):
        self.call("POST", "/api/v1/namespaces", {"metadata": {"name": name}})
        # A controller would make it: no pod may be created without.
        self.call("POST", f"/api/v1/namespaces/{name}/serviceaccounts", {"metadata": {"name": "default"}})

    def delete(self, path):
        try:
            self.call("DELETE", path, {"gracePeriodSeconds": 0})
        except Refused as error:
            if error.code != 404:
                raise

    # Pods

    def create_pod(self, namespace, broker, address, ready=True, cluster="kafka", suffix="a"):
        """A broker's pod that runs at an address; its name."""
        name = f"{cluster}-{broker}-{suffix}"
        labels = {"app": "kafka", "kafka_cr": cluster, "brokerId": str(broker)}
        self.call("POST", f"/api/v1/namespaces/{namespace}/pods", {
            "metadata": {"name": name, "labels": labels},
            "spec": {"nodeName": "node-0", "containers": [{"name": "kafka", "image": "kafka"}],
                     "terminationGracePeriodSeconds": 0, "automountServiceAccountToken": False}})
        self.set_pod(namespace, name, address, ready)
        return name

    def set_pod(self, namespace, name, address, ready=True):
        """Says how a pod is, as its kubelet would."""
        self.call("PATCH", f"/api/v1/namespaces/{namespace}/pods/{name}/status", {"status": {
            "phase": "Running", "podIP": address, "podIPs": [{"ip": address}],
            "conditions": [{"type": "Ready", "status": "True" if ready else "False"}]}},
            "application/merge-patch+json")

    def delete_pod(self, namespace, name):
        self.delete(f"/api/v1/namespaces/{namespace}/pods/{name}")

    def put_secret(self, namespace, name, files):
        """Makes or replaces a Secret with a certificate and its key."""
        data = {key: base64.b64encode(files[key].encode()).decode() for key in ("tls.crt", "tls.key")}
        body = {"metadata": {"name": name}, "type": "kubernetes.io/tls", "data": data}
        try:
            self.call("PUT", f"/api/v1/namespaces/{namespace}/secrets/{name}", body)
        except Refused as error:
            if error.code != 404:
                raise
            self.call("POST", f"/api/v1/namespaces/{namespace}/secrets", body)

    # Accounts

    def kubeconfig_of(self, namespace, account, path):
        """Writes a kubeconfig with a token of a ServiceAccount, whose rights RBAC decides."""
        token = self.call("POST", f"/api/v1/namespaces/{namespace}/serviceaccounts/{account}/token", {
            "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"expirationSeconds": 3600}})
        pathlib.Path(path).write_text(json.dumps({
            "apiVersion": "v1", "kind": "Config", "current-context": "test",
            "clusters": [{"name": "test", "cluster": {
                "server": f"https://127.0.0.1:{self.port}", "certificate-authority": str(self.authority)}}],
            "users": [{"name": "test", "user": {"token": token["status"]["token"]}}],
            "contexts": [{"name": "test", "context": {"cluster": "test", "user": "test"}}]}))
        return path


def free_ports(count):
    """The first of so many ports of loopback in a row that nobody has."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            first = probe.getsockname()[1]
        opened = []
        try:
            for port in range(first, first + count):
                opened.append(socket.create_server(("127.0.0.1", port)))
            return first
        except OSError:
            continue
        finally:
            for listener in opened:
                listener.close()
