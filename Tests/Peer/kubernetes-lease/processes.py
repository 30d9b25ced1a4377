"""Processes of kubernetes-client-peer, and the record of what they write."""

import json
import signal
import subprocess
import threading
import time


def until(what, condition, seconds=90):
    """Waits until the condition gives something, and returns that."""
    deadline = time.monotonic() + seconds
    while True:
        if found := condition():
            return found
        if time.monotonic() > deadline:
            raise RuntimeError(f"after {seconds} s there is still not: {what}")
        time.sleep(0.01)


class Process:
    """One process that stands for election; what it says is kept with the time at which it was heard."""

    def __init__(self, program, name, options, work):
        self.name = name
        self.log = work / f"{name}.log"
        self.said = []
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [program, "lead", "--name", name, *options], stdout=subprocess.PIPE, stderr=log, text=True)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            said = json.loads(line)
            self.said.append((time.monotonic(), said["said"], said))

    def count(self, what):
        return sum(word == what for _, word, _ in list(self.said))

    def times(self, what):
        return [moment for moment, word, _ in list(self.said) if word == what]

    def is_leading(self):
        words = [word for _, word, _ in list(self.said) if word in ("leads", "stopped", "ended")]
        return bool(words) and words[-1] == "leads"

    def follows(self):
        """Whether it knows of a leader, or is one."""
        return self.count("leads") > 0 or "another process leads now" in self.log.read_text()

    def signal(self, number):
        self.process.send_signal(number)

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
        self.process.wait(timeout=30)


class Record:
    """Who wrote the ConfigMap, in the order of the API server, by a watch."""

    def __init__(self, cluster, name):
        self.writers = []
        query = f"watch=true&fieldSelector=metadata.name%3D{name}&timeoutSeconds=600"
        self.process = subprocess.Popen(
            ["curl", "-sSN", "--cacert", cluster.folder / "certificates/apiserver.crt",
             "-H", f"Authorization: Bearer {cluster.token}",
             f"https://127.0.0.1:{cluster.port}/api/v1/namespaces/default/configmaps?{query}"],
            stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            event = json.loads(line)
            if writer := event["object"].get("data", {}).get("writer"):
                self.writers.append(writer)

    def end(self):
        self.process.kill()
        self.process.wait(timeout=30)

    def terms(self):
        """The writers, each stretch of writes by one as one."""
        terms = []
        for writer in list(self.writers):
            if not terms or terms[-1] != writer:
                terms.append(writer)
        return terms
