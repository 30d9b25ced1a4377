"""The real `koperator serve` as a child process, and the files that it watches."""

import http.client
import os
import pathlib
import re
import signal
import subprocess
import threading
import time

CLUSTER = """apiVersion: kafka.banzaicloud.io/v1beta1
kind: KafkaCluster
metadata: {{name: kafka, namespace: shop}}
spec:
  brokers: [{brokers}]
  listenersConfig:
    externalListeners:
    - {{type: plaintext, name: external, containerPort: 9094, externalStartingPort: 19090, anyCastPort: 29092}}
"""


class Inputs:
    """The two files, in a folder of their own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def publish(self, brokers, moved=()):
        """Writes both files, each by an atomic rename: endpoints first, so that a new broker has one at once."""
        self.publish_endpoints(brokers, moved)
        self.publish_manifest(brokers)

    def publish_manifest(self, brokers):
        self._write("cluster.yaml", CLUSTER.format(brokers=", ".join(f"{{id: {i}}}" for i in brokers)))

    def publish_endpoints(self, brokers, moved=()):
        entries = [
            f"{{id: {i}, address: 127.{int(i in moved)}.{i // 250}.{i % 250 + 2}, health: healthy}}" for i in brokers]
        self._write("endpoints.yaml", "brokers: [" + ", ".join(entries) + "]\n")

    def _write(self, name, text):
        temporary = self.folder / (name + ".new")
        temporary.write_text(text)
        os.replace(temporary, self.folder / name)


class ControlPlane(Inputs):
    def __init__(self, binary, folder, *options, brokers=(0, 1, 2)):
        super().__init__(folder)
        self.publish(brokers)
        self.lines, self.changed = [], threading.Condition()
        self.process = subprocess.Popen(
            [binary, "serve", "--file", self.folder / "cluster.yaml", "--endpoints", self.folder / "endpoints.yaml",
             "--xds", "127.0.0.1:0", "--admin", "127.0.0.1:0", *options],
            stderr=subprocess.PIPE, text=True)
        threading.Thread(target=self._read, daemon=True).start()
        self.xds = self._address("xDS is served")
        self.admin = self._address("status and metrics are served")

    def _read(self):
        for line in self.process.stderr:
            with self.changed:
                self.lines.append(line)
                self.changed.notify_all()

    def wait_for_line(self, text, seconds=20):
        """The first line with this text; fails when there is none in time."""
        with self.changed:
            found = lambda: next((line for line in self.lines if text in line), None)
            if not self.changed.wait_for(found, seconds):
                raise AssertionError(f"no line with '{text}' in:\n{''.join(self.lines)}")
            return found()

    def _address(self, text):
        return re.search(r"address=(\S+)", self.wait_for_line(text)).group(1)

    def get(self, path):
        connection = http.client.HTTPConnection(self.admin, timeout=10)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response.status, body

    def metric(self, start):
        for line in self.get("/metrics")[1].splitlines():
            if line.startswith(start):
                return float(line.rsplit(" ", 1)[1])
        return 0.0

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def terminate(self):
        """Ends it by SIGTERM; the exit status and the seconds that it took."""
        begin = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20), time.monotonic() - begin

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
