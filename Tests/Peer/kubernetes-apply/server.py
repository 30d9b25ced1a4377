"""A real API server with its controllers on loopback, and what is asked of it directly, without our client."""
import http.client
import json
import pathlib
import re
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "crds"))
from cluster import Cluster  # noqa: E402

# What is applied, with its path.
PLURALS = {
    "ConfigMap": "/api/v1 configmaps", "Service": "/api/v1 services", "Secret": "/api/v1 secrets",
    "PersistentVolumeClaim": "/api/v1 persistentvolumeclaims", "Deployment": "/apis/apps/v1 deployments",
    "PodDisruptionBudget": "/apis/policy/v1 poddisruptionbudgets",
    "RoleBinding": "/apis/rbac.authorization.k8s.io/v1 rolebindings",
    "KafkaTopic": "/apis/kafka.banzaicloud.io/v1alpha1 kafkatopics",
}


class Failed(Exception):
    pass


def check(condition, message):
    if not condition:
        raise Failed(message)


class Server(Cluster):
    """A control plane with its controllers; a request has its thread's own connection."""

    def __init__(self, shared, work):
        super().__init__(shared / "kubernetes/control-plane", work, "controllers")
        self.local = threading.local()

    def send(self, method, path, body=None, kind="application/json"):
        """Status and text of the answer, over this thread's own connection."""
        if not hasattr(self.local, "connection"):
            self.local.connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=self.context, timeout=60)
        connection = self.local.connection
        connection.request(
            method, path, None if body is None else json.dumps(body),
            {"Authorization": f"Bearer {self.token}", "Content-Type": kind})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def path(self, value):
        prefix, plural = PLURALS[value["kind"]].split()
        return f"{prefix}/namespaces/{value['metadata']['namespace']}/{plural}/{value['metadata']['name']}"

    def apply(self, value, manager, dry_run=False):
        query = f"?fieldManager={manager}&force=true" + ("&dryRun=All" if dry_run else "")
        status, text = self.send("PATCH", self.path(value) + query, value, "application/apply-patch+yaml")
        return status, json.loads(text)

    def live(self):
        """All objects that can be ours, as they are."""
        found = {}
        for kind, place in PLURALS.items():
            prefix, plural = place.split()
            status, text = self.send("GET", f"{prefix}/{plural}")
            check(status == 200, text)
            answer = json.loads(text)
            for value in answer["items"]:
                value["kind"], value["apiVersion"] = kind, prefix.split("/", 2)[2]
                found[identity(value)] = value
        return found

    def applies(self):
        """How many applies the API server has counted since its start."""
        status, text = self.send("GET", "/metrics")
        check(status == 200, text)
        counts = re.findall(r'^apiserver_request_total\{[^}]*verb="APPLY"[^}]*\} (\S+)$', text, re.M)
        return round(sum(float(count) for count in counts))


def identity(value):
    return value["kind"], value["metadata"].get("namespace", ""), value["metadata"]["name"]
