"""A Kafka node that the start script runs, as a container would: a folder of configuration, volumes and a process."""
import base64
import functools
import hashlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import threading
import time

KAFKA_4 = pathlib.Path(os.environ["KAFKA_HOME"])
KAFKA_3 = pathlib.Path(os.environ["KAFKA_3_HOME"])
READY = re.compile(r"Kafka Server started|\[KafkaServer id=\d+\] started")
GRACE = 30


def rendered(manifest, cluster_id):
    """The data of the ConfigMaps that `koperator render` makes of a manifest, by their names."""
    done = subprocess.run(
        [os.environ["KOPERATOR"], "render", "--file", "-", "--cluster-id", cluster_id, "--namespace", "kafka"],
        input=json.dumps(manifest), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=20, check=False)
    if done.returncode:
        raise AssertionError(f"koperator render: {done.stderr}")
    found = {}
    for document in done.stdout.split("\n---\n"):
        name = re.search(r"^  name: (.+)$", document, re.M)
        if not re.search(r"^kind: ConfigMap$", document, re.M) or "\ndata:\n" not in document:
            continue
        found[name.group(1)] = data = {}
        for key, block, line in re.findall(
                r"^  ([\w.-]+): (?:\|-?\n((?:    .*\n|\n)*)|(.*)\n)", document.split("\ndata:\n")[1] + "\n", re.M):
            data[key] = re.sub(r"^    ", "", block, flags=re.M) if block else line.strip('"') + "\n"
    return found


def manifest(brokers, **spec):
    """A cluster of these brokers."""
    return {
        "apiVersion": "kafka.banzaicloud.io/v1beta1", "kind": "KafkaCluster", "metadata": {"name": "kafka"},
        "spec": {"headlessServiceEnabled": True, "oneBrokerPerNode": False, "cruiseControlConfig": {},
                 "rollingUpgradeConfig": {"failureThreshold": 1}, "brokers": brokers, **spec}}


@functools.cache
def script():
    """The start script, as a broker's ConfigMap has it."""
    cluster = manifest(
        [{"id": 0, "brokerConfig": {}}], zkAddresses=["zookeeper:2181"], listenersConfig={"internalListeners": [
            {"type": "plaintext", "name": "internal", "containerPort": 29092, "usedForInnerBrokerCommunication": True}]})
    return rendered(cluster, random_id())["kafka-config-0"]["start.sh"]


def random_id():
    return base64.urlsafe_b64encode(os.urandom(16)).decode().rstrip("=").replace("-", "A")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def archives(home):
    """The folder for class data archives, of each Kafka its own."""
    return f"{os.environ['KAFKA_CDS']}/{home.name}"


def tree(folder):
    """Every file below a folder with the digest of its content, and every folder."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        name = str(path.relative_to(folder))
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    return found


class Child:
    """A process in a group of its own, and what it says."""

    def __init__(self, command, environment, user=None):
        self.lines, self.changed = [], threading.Condition()
        self.process = subprocess.Popen(
            list(map(str, command)), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", start_new_session=True, user=user, group=user, extra_groups=None if user is None else [])
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append(line)
                self.changed.notify_all()
        with self.changed:
            self.lines.append("")
            self.changed.notify_all()

    def wait_for(self, pattern, seconds=60):
        """Waits for a line; fails with the last lines where the process ends before, or does not write it in time."""
        def found():
            return any(pattern.search(line) for line in self.lines) or (self.lines and self.lines[-1] == "")
        with self.changed:
            self.changed.wait_for(found, seconds)
            if not any(pattern.search(line) for line in self.lines):
                raise AssertionError(f"no line '{pattern.pattern}' in:\n{''.join(self.lines[-30:])}")

    def kill(self):
        """Kills the group, which holds nothing but what this child started."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()

    def text(self):
        self.reader.join(10)
        return "".join(self.lines)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


class Node:
    def __init__(self, folder, settings, volumes, cluster, home=KAFKA_4):
        self.folder, self.settings, self.cluster, self.home = pathlib.Path(folder), settings, cluster, home
        self.config = self.folder / "config"
        self.config.mkdir(parents=True)
        (self.config / "start.sh").write_text(script())
        self.volumes = [self.folder / name for name in volumes]
        for volume in self.volumes:
            (volume / "lost+found").mkdir(parents=True)
        self.quorum_state_at_start = self.folder / "quorum-state-at-start"

    def logs(self, index=0):
        return self.volumes[index] / "kafka"

    def add_volume(self, name, at):
        volume = self.folder / name
        (volume / "lost+found").mkdir(parents=True)
        self.volumes.insert(at, volume)

    def write(self, used=(), initial=None, **changed):
        settings = {**self.settings, "log.dirs": ",".join(f"{volume}/kafka" for volume in self.volumes), **changed}
        (self.config / "broker-config").write_text("".join(f"{key}={value}\n" for key, value in sorted(settings.items())))
        (self.config / "used-volumes").write_text("".join(f"{volume}\n" for volume in used))
        (self.config / "initial-controllers").write_text(initial or "")

    def witness(self):
        """A Kafka home whose server program notes the digest of the quorum's state before it becomes Kafka's own."""
        home = self.folder / "witness"
        if not home.exists():
            (home / "bin").mkdir(parents=True)
            note = f'sha256sum "$STATE" 2>/dev/null | cut -d" " -f1 >{self.quorum_state_at_start}'
            for name, first in (("kafka-server-start.sh", note), ("kafka-storage.sh", ":")):
                program = home / "bin" / name
                program.write_text(f'#!/bin/sh\n{first}\nexec {self.home}/bin/{name} "$@"\n')
                program.chmod(0o755)
        return home

    def start(self, ready=True, state=None, user=None, **environment):
        """Runs the script, as another user where one is named; waits until Kafka says that it is started."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("KAFKA_OPTS", "CLUSTER_ID"))}
        variables = {
            **inherited, "KAFKA_HOME": str(self.home), "KAFKA_CDS": archives(self.home), "KAFKA_HEAP_OPTS": "-Xms128m -Xmx256m",
            "KAFKA_JVM_PERFORMANCE_OPTS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1", **environment}
        if self.cluster:
            variables.setdefault("CLUSTER_ID", self.cluster)
        if state is not None:
            variables.update(KAFKA_HOME=str(self.witness()), STATE=str(state))
        child = Child(["bash", self.config / "start.sh"], variables, user)
        if ready:
            try:
                child.wait_for(READY)
            except BaseException:
                child.kill()
                raise
        return child

    def refused(self, *words, user=None, **environment):
        """The script must stop with exit status 78 and these words, and leave every volume as it is."""
        before = [tree(volume) for volume in self.volumes if volume.exists()]
        with self.start(ready=False, user=user, **environment) as child:
            status = child.process.wait(20)
            text = child.text()
        if status != 78:
            raise AssertionError(f"exit status {status} where 78 was due:\n{text[-3000:]}")
        for word in words:
            if word not in text:
                raise AssertionError(f"the refusal does not say '{word}':\n{text}")
        if before != [tree(volume) for volume in self.volumes if volume.exists()]:
            raise AssertionError("a refused start changed a volume")


def tool(home, name, *arguments, text="", seconds=60):
    done = subprocess.run(
        [str(home / "bin" / name), *map(str, arguments)], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, timeout=seconds, check=False, env={**os.environ, "KAFKA_CDS": archives(home)})
    if done.returncode:
        raise AssertionError(f"{name}: exit status {done.returncode}\n{done.stdout[-1000:]}{done.stderr[-1000:]}")
    return done.stdout


def produce(home, port, topic, count, first=0):
    text = "".join(f"record {number}\n" for number in range(first, first + count))
    tool(home, "kafka-console-producer.sh", "--bootstrap-server", f"127.0.0.1:{port}", "--topic", topic, text=text)


def consume(home, port, topic, count):
    """Reads a topic from its beginning; the records must be the numbers from 0, in their order."""
    output = tool(
        home, "kafka-console-consumer.sh", "--bootstrap-server", f"127.0.0.1:{port}", "--topic", topic,
        "--from-beginning", "--max-messages", count, "--timeout-ms", "20000")
    records = [line for line in output.splitlines() if line.startswith("record ")]
    if records != [f"record {number}" for number in range(count)]:
        raise AssertionError(f"{len(records)} records of {topic} came back, not the {count} that were written")


def create_topic(home, port, topic):
    tool(
        home, "kafka-topics.sh", "--bootstrap-server", f"127.0.0.1:{port}", "--create", "--topic", topic, "--partitions",
        "1", "--replication-factor", "1")
