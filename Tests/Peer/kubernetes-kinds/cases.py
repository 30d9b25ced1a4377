"""Sends the cases to an API server, and makes of its answers what can be compared: without what differs from one server to
the next, such as UIDs, times, addresses and ports that were given."""

import json
import ssl
import time
import urllib.error
import urllib.request

CLUSTER = {
    "namespaces", "nodes", "persistentvolumes", "storageclasses.storage.k8s.io",
    "priorityclasses.scheduling.k8s.io", "customresourcedefinitions.apiextensions.k8s.io",
    "clusterroles.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io",
}
PATCHES = {"merge": "application/merge-patch+json", "strategic": "application/strategic-merge-patch+json"}


class Server:
    def __init__(self, url, token=None):
        self.url, self.token = url, token
        self.context = ssl._create_unverified_context()

    def request(self, method, path, body=None, content_type="application/json", accept="application/json"):
        """The status and the answer."""
        headers = {"Content-Type": content_type, "Accept": accept}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method, headers=headers)
        context = self.context if self.url.startswith("https") else None
        try:
            with urllib.request.urlopen(request, context=context, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            text = error.read().decode()
            try:
                return error.code, json.loads(text)
            except ValueError:
                return error.code, {"message": text}

    @staticmethod
    def path(resource, namespace, name=None, subresource=None):
        plural, _, group = resource.partition(".")
        path = f"/apis/{group}/v1" if group else "/api/v1"
        if resource not in CLUSTER:
            path += f"/namespaces/{namespace}"
        return "/".join([path, plural] + [part for part in (name, subresource) if part])

    def make_namespace(self, name):
        status, answer = self.request(
            "POST", "/api/v1/namespaces", {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}})
        assert status in (201, 409), answer
        self.make_account(name, "default")

    def make_account(self, namespace, name):
        """A real server refuses pods without their account, which no controller makes here."""
        account = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": name}}
        self.request("POST", f"/api/v1/namespaces/{namespace}/serviceaccounts", account)


def substituted(value, old, new):
    return json.loads(json.dumps(value).replace(old, new))


def run(server, case, namespace):
    """What a server makes of a case: an outcome for each step."""
    server.make_namespace(namespace)
    outcomes = []
    for step in case["steps"]:
        body = substituted(step["body"], "NAMESPACE", namespace)
        verb = step["verb"]
        if verb in ("create", "define"):
            answer = server.request("POST", server.path(step["resource"], namespace), body)
        elif verb == "update":
            answer = server.request("PUT", server.path(step["resource"], namespace, step["name"]), body)
        else:
            answer = server.request(
                "PATCH", server.path(step["resource"], namespace, step["name"], step.get("subresource")), body,
                PATCHES[verb])
        if verb == "define":
            until_served(server, body)
        outcomes.append(substituted(outcome(answer, body), namespace, "NAMESPACE"))
    return outcomes


def until_served(server, definition):
    spec = definition["spec"]
    deadline = time.monotonic() + 60
    while server.request("GET", f"/apis/{spec['group']}/v1/{spec['names']['plural']}")[0] != 200:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{definition['metadata']['name']} is not served")
        time.sleep(0.1)


def outcome(answer, sent):
    code, value = answer
    if code >= 400:
        details = value.get("details") or {}
        causes = [[c.get("reason", ""), c.get("field", ""), c.get("message", "").split("\n")[0]]
                  for c in details.get("causes", [])]
        result = {"code": code, "reason": value.get("reason", ""), "causes": sorted(causes)}
        if not causes:
            result["message"] = value.get("message", "").split("\n")[0]
        return result
    return {"code": code, "object": plain(value, sent)}


def plain(value, sent):
    """An object without what is a server's own."""
    value = json.loads(json.dumps(value))
    metadata = value.get("metadata", {})
    for name in ("uid", "resourceVersion", "creationTimestamp", "managedFields", "namespace"):
        metadata.pop(name, None)
    given = json.dumps(sent)
    spec = value.get("spec", {})
    if value.get("kind") == "Service":
        if spec.get("clusterIP", "None") != "None" and spec["clusterIP"] not in given:
            spec["clusterIP"] = "ADDRESS"
            spec["clusterIPs"] = ["ADDRESS" for _ in spec["clusterIPs"]]
        for port in spec.get("ports", []) + [spec]:
            for name in ("nodePort", "healthCheckNodePort"):
                if name in port and str(port[name]) not in given:
                    port[name] = "PORT"
    if value.get("kind") == "PodDisruptionBudget":
        # Whatever counts its pods beside the server says so there.
        value.pop("status", None)
    if value.get("kind") == "CustomResourceDefinition":
        # A real server says these a moment later.
        for name in ("conditions", "acceptedNames"):
            value.get("status", {}).pop(name, None)
    return without_times(without_tokens(value))


def without_tokens(value):
    """A pod without the token of its service account, which the embedded server gives to none."""
    if value.get("kind") != "Pod":
        return value
    spec = value["spec"]
    spec["volumes"] = [v for v in spec.get("volumes", []) if not v["name"].startswith("kube-api-access-")]
    if not spec["volumes"]:
        del spec["volumes"]
    for container in spec.get("containers", []) + spec.get("initContainers", []):
        mounts = [m for m in container.get("volumeMounts", []) if not m["name"].startswith("kube-api-access-")]
        if "volumeMounts" in container:
            container["volumeMounts"] = mounts
        if not mounts:
            container.pop("volumeMounts", None)
    return value


def without_times(value):
    if isinstance(value, dict):
        return {key: "TIME" if key in ("lastTransitionTime", "lastPhaseTransitionTime") else without_times(member)
                for key, member in value.items()}
    if isinstance(value, list):
        return [without_times(element) for element in value]
    return value
