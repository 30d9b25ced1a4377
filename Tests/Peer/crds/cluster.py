"""A Kubernetes control plane on loopback, and what is asked of it."""

import json
import os
import pathlib
import random
import re
import signal
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request

ASSETS = pathlib.Path(os.environ["KUBEBUILDER_ASSETS"])
GROUP = "kafka.banzaicloud.io"


def free_port(count):
    """The first of `count` ports in a row that nobody listens on."""
    for _ in range(100):
        port = random.randrange(20000, 32000)
        try:
            for offset in range(count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port + offset))
            return port
        except OSError:
            continue
    raise RuntimeError("no ports are free")


class Cluster:
    """etcd, kube-apiserver and the other parts that are named (`controllers`, `scheduler`); they end with the block."""

    def __init__(self, control_plane, work, *parts):
        self.folder = work / "control-plane"
        self.log = open(work / "control-plane.log", "w")
        self.port = free_port(5)
        self.process = subprocess.Popen(
            [control_plane, str(self.folder), str(self.port), *parts], stdout=self.log, stderr=subprocess.STDOUT)

    def __enter__(self):
        deadline = time.monotonic() + 90
        while "ready:" not in (said := pathlib.Path(self.log.name).read_text()):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise RuntimeError(f"the API server did not start:\n{said}")
            time.sleep(0.1)
        self.kubeconfig = self.folder / "kubeconfig"
        self.token = re.search(r'token: "(\w+)"', self.kubeconfig.read_text())[1]
        self.context = ssl.create_default_context(cafile=self.folder / "certificates/apiserver.crt")
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)

    def kubectl(self, *arguments, text=None, fails=False):
        """What kubectl prints. It must succeed, or fail where that is said."""
        run = subprocess.run(
            [ASSETS / "kubectl", "--kubeconfig", self.folder / "kubeconfig", "--cache-dir", self.folder / "cache",
             *arguments],
            input=text, capture_output=True, text=True, timeout=120)
        if (run.returncode != 0) != fails:
            raise RuntimeError(f"kubectl {' '.join(map(str, arguments))}: {run.stdout}{run.stderr}")
        return run.stdout + (run.stderr if fails else "")

    def request(self, method, path, body=None, kind="application/json"):
        """Status and body of a request."""
        request = urllib.request.Request(
            f"https://127.0.0.1:{self.port}{path}", method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": kind})
        try:
            with urllib.request.urlopen(request, context=self.context, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def path(self, manifest, name=True):
        """The address of an object."""
        version = manifest["apiVersion"]
        namespace = manifest["metadata"].get("namespace", "default")
        path = f"/apis/{version}/namespaces/{namespace}/{manifest['kind'].lower()}s"
        return f"{path}/{manifest['metadata']['name']}" if name else path
