"""The API server itself, asked directly: what is true there, and changes that a subject does not make."""

import asyncio
import base64
import http.client
import json
import threading


class Server:
    """Requests to the API server over connections that stay open."""

    def __init__(self, cluster):
        self.cluster = cluster
        self.local = threading.local()

    def _send(self, method, path, body, kind, token):
        connection = getattr(self.local, "connection", None)
        if connection is None:
            connection = self.local.connection = http.client.HTTPSConnection(
                "127.0.0.1", self.cluster.port, context=self.cluster.context, timeout=30)
        connection.request(
            method, path, None if body is None else json.dumps(body),
            {"Authorization": f"Bearer {token or self.cluster.token}", "Content-Type": kind})
        answer = connection.getresponse()
        text = answer.read()
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        return answer.status, json.loads(text) if is_json else {"kind": "Status", "message": text.decode()}

    async def send(self, method, path, body=None, kind="application/json", token=None, expect=(200, 201, 202)):
        """The body of the answer, which must be one of those expected."""
        status, said = await asyncio.to_thread(self._send, method, path, body, kind, token)
        if status not in expect:
            raise RuntimeError(f"{method} {path}: {status} {said.get('message')}")
        return said

    async def get(self, path, expect=(200,)):
        return await self.send("GET", path, expect=expect)

    async def create(self, path, body):
        return await self.send("POST", path, body)

    async def patch(self, path, body):
        return await self.send("PATCH", path, body, "application/merge-patch+json")

    async def delete(self, path, expect=(200, 202)):
        return await self.send("DELETE", path, expect=expect)

    async def token(self, namespace, account, bound_to=None):
        """A token of a service account; it dies with the Secret that it is bound to, where one is named."""
        spec = {"expirationSeconds": 3600}
        if bound_to:
            spec["boundObjectRef"] = {"kind": "Secret", "apiVersion": "v1", "name": bound_to}
        answer = await self.create(
            f"/api/v1/namespaces/{namespace}/serviceaccounts/{account}/token",
            {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": spec})
        return answer["status"]["token"]


class Space:
    """A namespace with objects of every kind that a subject watches."""

    def __init__(self, server, name, custom):
        self.server, self.name, self.custom = server, name, custom
        core = f"/api/v1/namespaces/{name}"
        self.paths = {
            "configmaps": f"{core}/configmaps", "pods": f"{core}/pods", "secrets": f"{core}/secrets",
            "custom": custom and f"/apis/{custom.group}/{custom.version}/namespaces/{name}/{custom.plural}"}
        self.lease = f"/apis/coordination.k8s.io/v1/namespaces/{name}/leases/coordinator"
        self.changes = 0

    async def fill(self):
        await self.server.create("/api/v1/namespaces", {"metadata": {"name": self.name}})
        await self.server.create(
            f"/api/v1/namespaces/{self.name}/serviceaccounts",
            {"metadata": {"name": "default"}, "automountServiceAccountToken": False})
        for index in range(5):
            await self.add_source(f"source-{index}")
        for index in range(2):
            await self.add_pod(f"pod-{index}")
            await self.add_secret(f"secret-{index}")
            if self.custom:
                await self.add_custom(f"custom-{index}")
        return self

    async def add_source(self, name, text="first"):
        await self.server.create(self.paths["configmaps"], {
            "metadata": {"name": name, "labels": {"role": "source"}}, "data": {"text": text}})

    async def add_pod(self, name):
        await self.server.create(self.paths["pods"], {
            "metadata": {"name": name}, "spec": {"containers": [{"name": "main", "image": "none"}]}})

    async def add_secret(self, name):
        secret = base64.b64encode(b"not for caches").decode()
        await self.server.create(self.paths["secrets"], {"metadata": {"name": name}, "data": {"key": secret}})

    async def add_custom(self, name):
        await self.server.create(self.paths["custom"], self.custom.object(name))

    async def change(self):
        """Creates, changes, deletes, and replaces an object by another of its name."""
        self.changes += 1
        count, maps = self.changes, self.paths["configmaps"]
        await self.add_source(f"added-{count}")
        await self.server.patch(f"{maps}/source-0", {"data": {"text": f"change {count}"}})
        if count == 1:
            await self.server.delete(f"{maps}/source-1")
        await self.server.delete(f"{maps}/source-2")
        await self.add_source("source-2", f"again {count}")
        await self.add_pod(f"added-{count}")
        await self.server.patch(f"{self.paths['secrets']}/secret-0", {"metadata": {"labels": {"n": str(count)}}})
        if self.custom:
            await self.server.patch(f"{self.paths['custom']}/custom-0", {"metadata": {"labels": {"n": str(count)}}})

    async def truth(self, kinds):
        """Name to version of every object, by kind."""
        found = {}
        for kind in kinds:
            page = await self.server.get(self.paths[kind])
            found[kind] = {item["metadata"]["name"]: item["metadata"]["resourceVersion"] for item in page["items"]}
        return found

    async def missing_effects(self):
        """The sources whose copy is not there, or not the same."""
        page = await self.server.get(self.paths["configmaps"])
        copies = {item["metadata"]["name"]: item.get("data") for item in page["items"]}
        return [item["metadata"]["name"] for item in page["items"]
                if item["metadata"].get("labels", {}).get("role") == "source"
                and copies.get(item["metadata"]["name"] + "-copy") != item.get("data")]


class Custom:
    """A custom resource and how an object of it looks."""

    def __init__(self, plural, version, kind, spec, group="kafka.banzaicloud.io"):
        self.group, self.version, self.plural, self.kind, self.spec = group, version, plural, kind, spec

    def object(self, name):
        return {"apiVersion": f"{self.group}/{self.version}", "kind": self.kind, "metadata": {"name": name},
                "spec": self.spec}
