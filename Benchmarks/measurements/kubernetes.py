"""A Kubernetes control plane on loopback, with many pods that no one runs."""
import concurrent.futures
import http.client
import json
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests/Peer/crds"))
from cluster import Cluster  # noqa: E402

THREADS = 8
NAMESPACES = 10


class ControlPlane(Cluster):
    """A control plane that many threads ask, each over a connection of its own."""

    def __init__(self, control_plane, work):
        super().__init__(control_plane, work)
        self.connections = threading.local()

    def ask(self, method, path, body=None, kind="application/json"):
        """The answer's body; a connection for each thread."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": kind, "Accept": "application/json"}
        sent = json.dumps(body) if body is not None else None
        for attempt in range(2):
            connection = getattr(self.connections, "one", None)
            if connection is None:
                connection = self.connections.one = http.client.HTTPSConnection(
                    "127.0.0.1", self.port, context=self.context, timeout=60)
            try:
                connection.request(method, path, sent, headers)
                answer = connection.getresponse()
                text = answer.read()
                break
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                # A connection that was idle for long is closed by the server.
                connection.close()
                self.connections.one = None
                if attempt == 1:
                    raise
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:500]}")
        return text


class Pods:
    """Pods as Deployments and a kubelet make them: of a few templates, with status, on forty nodes."""

    def __init__(self, server, count):
        self.server, self.count, self.next = server, count, 0
        self.names = [(f"bench-{number % NAMESPACES}", f"web-{number % 97}-6c9f7d8b5-{number:05d}")
                      for number in range(count)]

    def _each(self, work, items):
        with concurrent.futures.ThreadPoolExecutor(THREADS) as threads:
            for _ in threads.map(work, items):
                pass

    def create(self):
        for number in range(NAMESPACES):
            namespace = {"metadata": {"name": f"bench-{number}"}}
            self.server.ask("POST", "/api/v1/namespaces", namespace)
            account = {"metadata": {"name": "default"}}
            self.server.ask("POST", f"/api/v1/namespaces/bench-{number}/serviceaccounts", account)
        self._each(self._create, range(self.count))

    def _create(self, number):
        namespace, name = self.names[number]
        path = f"/api/v1/namespaces/{namespace}/pods"
        self.server.ask("POST", f"{path}?fieldManager=kube-controller-manager", manifest(number, name))
        patch = {"status": status(number)}
        self.server.ask("PATCH", f"{path}/{name}/status?fieldManager=kubelet", patch,
                        "application/strategic-merge-patch+json")

    def bytes_each(self):
        namespace, name = self.names[0]
        return len(self.server.ask("GET", f"/api/v1/namespaces/{namespace}/pods/{name}"))

    def change(self, count):
        """Changes so many pods, one after the other of all, as fast as the server lets it."""
        numbers = [(self.next + number) % self.count for number in range(count)]
        self.next = (self.next + count) % self.count
        self._each(self._change, numbers)

    def _change(self, number):
        namespace, name = self.names[number]
        patch = {"metadata": {"annotations": {"sent": str(time.time_ns())}}}
        self.server.ask("PATCH", f"/api/v1/namespaces/{namespace}/pods/{name}?fieldManager=bench", patch,
                        "application/merge-patch+json")


def manifest(number, name):
    app = f"web-{number % 97}"
    env = [{"name": "POD_IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}},
           {"name": "LOG_LEVEL", "value": "info"},
           {"name": "JAVA_OPTS", "value": "-Xms512m -Xmx512m -XX:+UseG1GC -XX:MaxGCPauseMillis=20"},
           {"name": "DATABASE_URL", "value": f"postgres://database-{number % 97}.example.internal:5432/orders"},
           {"name": "PASSWORD", "valueFrom": {"secretKeyRef": {"name": f"{app}-database", "key": "password"}}}]
    token = f"kube-api-access-{number:05d}"
    mounts = [{"name": "config", "mountPath": "/etc/app", "readOnly": True},
              {"name": token, "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount", "readOnly": True}]
    probe = {"httpGet": {"path": "/healthz", "port": "http"}, "periodSeconds": 10, "timeoutSeconds": 2}
    main = {"name": "app", "image": f"registry.example.com/shop/{app}:1.{number % 7}.0", "args": ["--serve"], "env": env,
            "ports": [{"name": "http", "containerPort": 8080}, {"name": "metrics", "containerPort": 9090}],
            "resources": {"requests": {"cpu": "250m", "memory": "512Mi"}, "limits": {"memory": "1Gi"}},
            "livenessProbe": probe, "readinessProbe": probe, "volumeMounts": mounts,
            "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}}
    proxy = {"name": "proxy", "image": "registry.example.com/mesh/proxy:2.4.1", "ports": [{"containerPort": 15001}],
             "args": ["proxy", "sidecar", "--domain", "$(POD_NAMESPACE).svc.cluster.local"], "volumeMounts": mounts[1:],
             "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}}}
    sources = [{"serviceAccountToken": {"path": "token", "expirationSeconds": 3607}},
               {"configMap": {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "ca.crt"}]}}]
    return {
        "metadata": {
            "name": name,
            "labels": {"app.kubernetes.io/name": app, "app.kubernetes.io/part-of": "shop",
                       "pod-template-hash": "6c9f7d8b5"},
            "annotations": {"prometheus.io/scrape": "true", "prometheus.io/port": "9090",
                            "checksum/config": f"{number % 97:064x}"},
            "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": f"{app}-6c9f7d8b5",
                                 "uid": f"7d5f0f9e-0000-4000-8000-{number % 97:012d}", "controller": True,
                                 "blockOwnerDeletion": True}]},
        "spec": {
            "nodeName": f"node-{number % 40}.example.internal", "containers": [main, proxy],
            "automountServiceAccountToken": False, "terminationGracePeriodSeconds": 30,
            "volumes": [{"name": "config", "configMap": {"name": f"{app}-config"}},
                        {"name": token, "projected": {"sources": sources}}],
            "tolerations": [{"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute",
                             "tolerationSeconds": 300}]}}


def status(number):
    started = "2026-11-27T00:00:00Z"
    address = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
    conditions = [{"type": kind, "status": "True", "lastTransitionTime": started}
                  for kind in ("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled")]
    containers = [{"name": name, "image": image, "imageID": f"{image}@sha256:{number % 97:064x}", "ready": True,
                   "containerID": f"containerd://{number * 2 + place:064x}", "restartCount": 0, "started": True,
                   "state": {"running": {"startedAt": started}}}
                  for place, (name, image) in enumerate([("app", f"registry.example.com/shop/web-{number % 97}:1.0.0"),
                                                         ("proxy", "registry.example.com/mesh/proxy:2.4.1")])]
    return {"phase": "Running", "hostIP": f"192.168.0.{number % 40}", "podIP": address, "podIPs": [{"ip": address}],
            "startTime": started, "qosClass": "Burstable", "conditions": conditions, "containerStatuses": containers}
