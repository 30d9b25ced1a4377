"""Runs all cases; prints a line for each, and what was measured."""
import hashlib
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

import dynamic
import zookeeper
from node import GRACE, KAFKA_3, KAFKA_4, Node, consume, create_topic, free_port, produce, random_id, tree

RECORDS = 1000


class Report:
    def __init__(self, words):
        self.words, self.passed, self.failed, self.figures = words, 0, [], {}

    def case(self, title, body, *arguments):
        """Runs a case; whether it held."""
        begin = time.monotonic()
        try:
            body(*arguments)
        except Exception as error:  # noqa: BLE001
            self.failed.append(title)
            print(f"FAILED {title}: {type(error).__name__} {error}", flush=True)
            return False
        self.passed += 1
        print(f"{title}: passed ({time.monotonic() - begin:.2f} s)", flush=True)
        return True

    def figure(self, name, value):
        self.figures.setdefault(name, []).append(value)

    def wanted(self, word):
        return not self.words or word in self.words

    def stopped(self, *children):
        """Ends nodes by SIGTERM, all at once: exit status 0 within the grace, after a controlled shutdown. Gives what the
        first one said."""
        begin = time.monotonic()
        for child in children:
            child.process.send_signal(signal.SIGTERM)
        for child in children:
            status = child.process.wait(GRACE)
            self.figure("SIGTERM to exit", time.monotonic() - begin)
            if status != 0:
                raise AssertionError(f"exit status {status} after SIGTERM:\n{child.text()[-2000:]}")
        return children[0].text()


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def combined_settings(node_id, port, controller_port):
    return {
        "node.id": node_id, "process.roles": "broker,controller",
        "listeners": f"INTERNAL://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}",
        "advertised.listeners": f"INTERNAL://127.0.0.1:{port}", "controller.listener.names": "CONTROLLER",
        "inter.broker.listener.name": "INTERNAL",
        "listener.security.protocol.map": "INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "controller.quorum.voters": f"{node_id}@127.0.0.1:{controller_port}",
        "offsets.topic.replication.factor": 1, "offsets.topic.num.partitions": 1, "group.initial.rebalance.delay.ms": 0,
    }


class Combined:
    """One node with both roles, through its life."""

    def __init__(self, report, work):
        self.report, self.port, self.cluster = report, free_port(), random_id()
        self.node = Node(work / "combined", combined_settings(0, self.port, free_port()), ["logs"], self.cluster)

    def started(self, **options):
        begin = time.monotonic()
        child = self.node.start(**options)
        self.report.figure("start to ready", time.monotonic() - begin)
        return child

    def first_start(self):
        self.node.write()
        with self.started() as child:
            create_topic(KAFKA_4, self.port, "kept")
            produce(KAFKA_4, self.port, "kept", RECORDS)
            text = self.report.stopped(child)
        assert "the volume was never used; it is formatted for broker 0" in text
        assert (self.node.volumes[0] / "lost+found").is_dir()

    def restart_without_a_record(self):
        """As a cluster that was taken over: data are there, and nobody has recorded the volume."""
        state = self.node.logs() / "__cluster_metadata-0/quorum-state"
        before, directory = digest(state), (self.node.logs() / "meta.properties").read_text()
        self.node.write()
        with self.started(state=state, CLUSTER_ID="") as child:
            consume(KAFKA_4, self.port, "kept", RECORDS)
            text = self.report.stopped(child)
        assert "formatted for" not in text
        assert self.node.quorum_state_at_start.read_text().strip() == before, "the script touched the quorum's state"
        assert (self.node.logs() / "meta.properties").read_text() == directory

    def empty_recorded_volume(self):
        logs = self.node.logs()
        aside = logs.rename(logs.with_name("aside"))
        self.node.write(used=[self.node.volumes[0]])
        message = [str(self.node.volumes[0]), "is empty, but broker 0 has used it", "lostVolumes of broker 0"]
        self.node.refused(*message)
        logs.mkdir()
        self.node.refused(*message)
        (logs / "bootstrap.checkpoint").write_text("")
        self.node.refused(*message)
        (logs / "bootstrap.checkpoint").unlink()
        logs.rmdir()
        aside.rename(logs)

    def foreign_volumes(self):
        self.node.write(used=[self.node.volumes[0]])
        other = random_id()
        self.node.refused(f"belongs to the Kafka cluster {self.cluster}, not to {other}", CLUSTER_ID=other)
        self.node.write(**{"node.id": 7})
        self.node.refused("belongs to broker 0, not to broker 7")
        meta = self.node.logs() / "meta.properties"
        text = meta.read_text()
        for rest in ("", "version=1\n"):
            meta.write_text(rest)
            self.node.write()
            self.node.refused("meta.properties does not say whose")
        meta.unlink()
        self.node.refused("meta.properties does not say whose")
        meta.write_text(text)

    def missing_volume(self):
        volume = self.node.volumes[0]
        aside = volume.rename(volume.with_name("aside"))
        self.node.write()
        self.node.refused(f"{volume}: no volume is mounted there")
        aside.rename(volume)

    def new_disk_before_the_old(self):
        """The metadata log stays on the disk where it is, though another one is now the first of log.dirs."""
        old = self.node.volumes[0]
        self.node.add_volume("logs-0", at=0)
        self.node.write(used=[old])
        state = old / "kafka/__cluster_metadata-0/quorum-state"
        before = digest(state)
        with self.started(state=state) as child:
            consume(KAFKA_4, self.port, "kept", RECORDS)
            text = self.report.stopped(child)
        assert f"{self.node.volumes[0]}: the volume was never used" in text
        assert f"{old}: the volume was never used" not in text
        assert self.node.quorum_state_at_start.read_text().strip() == before
        assert not (self.node.logs(0) / "__cluster_metadata-0").exists()
        assert f"cluster.id={self.cluster}\n" in (self.node.logs(0) / "meta.properties").read_text()

    def lost_disk(self):
        new, old = self.node.volumes
        for path in sorted((new / "kafka").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        self.node.write(used=[new, old])
        self.node.refused(f"{new}: the volume is empty, but broker 0 has used it")
        self.node.write(used=[old])  # declared lost: rendering leaves it out
        with self.started() as child:
            consume(KAFKA_4, self.port, "kept", RECORDS)
            produce(KAFKA_4, self.port, "kept", 1, first=RECORDS)
            text = self.report.stopped(child)
        assert f"{new}: the volume was never used" in text
        assert (new / "kafka/meta.properties").exists()

    def failing_disk(self):
        """A disk that cannot be written: alone or with the metadata it stops the start, else the others go on without it."""
        new, old = self.node.volumes
        user = 65534 if os.geteuid() == 0 else os.geteuid()
        if os.geteuid() == 0:
            for path in [old, *old.rglob("*"), new]:
                os.chown(path, user, user)
        self.node.write(used=[new, old])
        (new / "kafka").chmod(0o555)
        with self.started(user=user) as child:
            consume(KAFKA_4, self.port, "kept", RECORDS)
            text = self.report.stopped(child)
        assert f"{new}: the volume cannot be read or written; Kafka starts without it" in text
        (old / "kafka").chmod(0o555)
        self.node.refused(f"{old}: the volume cannot be read or written", user=user)
        (old / "kafka").chmod(0o755)
        self.node.add_volume("logs-9", at=2)
        self.node.volumes[2].chmod(0o555)
        self.node.write(used=[new, old])
        self.node.refused(f"{self.node.volumes[2]}: the volume cannot be written", f"user {user}", user=user)

    def failing_java(self):
        """A Kafka that ends by itself ends the container with its own exit status."""
        self.node.write()
        with self.node.start(**{"KAFKA_HEAP_OPTS": "-Xmx16q"}, ready=False) as child:
            status = child.process.wait(20)
        assert status == 1, f"exit status {status} where Java's own, 1, was due"


def writer(fifo, seconds=60):
    """Opens a named pipe for writing, once somebody reads it."""
    end = time.monotonic() + seconds
    while True:
        try:
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def interrupted_formats(report, work):
    """Whatever a format that was cut off leaves, the next start formats the volume; and the end of a format by SIGTERM
    is an end that went well."""
    node = Node(work / "interrupted", combined_settings(3, free_port(), free_port()), ["logs"], random_id())
    node.write()
    home = node.folder / "format-only"
    (home / "bin").mkdir(parents=True)
    for name, line in (("kafka-storage.sh", f'exec {KAFKA_4}/bin/kafka-storage.sh "$@"'),
                       ("kafka-server-start.sh", "echo the server is reached")):
        (home / "bin" / name).write_text(f"#!/bin/sh\n{line}\n")
        (home / "bin" / name).chmod(0o755)
    logs = node.logs()

    def formats():
        with node.start(ready=False, KAFKA_HOME=str(home)) as child:
            assert child.process.wait(30) == 0, child.text()
            assert "the server is reached" in child.text(), child.text()
        written = (logs / "meta.properties").read_text()
        assert f"cluster.id={node.cluster}\n" in written, f"cluster {node.cluster} is not in meta.properties:\n{written}"

    begin = time.monotonic()
    formats()
    report.figure("format", time.monotonic() - begin)
    whole = (logs / "meta.properties").read_text()
    for name, rest in (("meta.properties.tmp", whole[:20]), ("meta.properties", "")):
        (logs / "meta.properties").unlink()
        (logs / name).write_text(rest)
        formats()
    # Killed with its whole group at moments spread over the format's time.
    length = report.figures["format"][0]
    for part in range(1, 6):
        for path in logs.iterdir():
            path.unlink()
        with node.start(ready=False, KAFKA_HOME=str(home)):
            time.sleep(length * part / 5.5)
    formats()
    for path in logs.iterdir():
        path.unlink()
    # SIGTERM, while Kafka's tool waits for the rest of its configuration: it cannot end before.
    held = node.folder / "held"
    (held / "bin").mkdir(parents=True)
    os.mkfifo(held / "config")
    for name, line in (("kafka-storage.sh",
                        f'exec {KAFKA_4}/bin/kafka-storage.sh format --cluster-id "$4" --config {held}/config'),
                       ("kafka-server-start.sh", "echo the server is reached")):
        (held / "bin" / name).write_text(f"#!/bin/sh\n{line}\n")
        (held / "bin" / name).chmod(0o755)
    with node.start(ready=False, KAFKA_HOME=str(held)) as child:
        child.wait_for(re.compile("the volume was never used"))
        rest = writer(held / "config")
        text = report.stopped(child)
        os.close(rest)
        assert "the server is reached" not in text, text
    formats()


def folders(report, work):
    """Blanks in paths, a volume for the metadata log alone, and a controller whose metadata log may be on a disk that
    fails."""
    node = Node(work / "folders", combined_settings(3, 1, 2), ["disk 1", "disk-2"], random_id())
    home = node.folder / "no-server"
    (home / "bin").mkdir(parents=True)
    for name, line in (("kafka-storage.sh", f'exec {KAFKA_4}/bin/kafka-storage.sh "$@"'),
                       ("kafka-server-start.sh", 'echo "the server gets $*"')):
        (home / "bin" / name).write_text(f"#!/bin/sh\n{line}\n")
        (home / "bin" / name).chmod(0o755)

    def started(*words, **options):
        with node.start(ready=False, KAFKA_HOME=str(home), **options) as child:
            status, text = child.process.wait(30), child.text()
        assert status == 0, f"exit status {status}:\n{text}"
        for word in ("the server gets", *words):
            assert word in text, f"no '{word}' in:\n{text}"

    first, second = node.volumes
    node.write(used=[second])
    node.refused(f"{second}: the volume is empty")
    # Where paths are not those of the manifest, volumes are called as it calls them.
    node.refused("\nkoperator: /kafka-logs: the volume is empty", "add /kafka-logs to lostVolumes of broker 3",
                 VOLUME_NAMES=f"{first}=/first\n{second}=/kafka-logs")
    node.write()
    started(f"{first}: the volume was never used", f"{second}: the volume was never used")
    assert f"cluster.id={node.cluster}\n" in (first / "kafka/meta.properties").read_text()

    # As the fork leaves a metadata log when it ends before Kafka starts: without the quorum's state.
    log = second / "kafka/__cluster_metadata-0"
    log.mkdir()
    (log / "00000000000000000000.log").write_text("records")
    node.write(used=node.volumes)
    started(f"--override metadata.log.dir={second}/kafka")

    user = 65534 if os.geteuid() == 0 else os.geteuid()
    if os.geteuid() == 0:
        for path in [*first.rglob("*"), *second.rglob("*"), first, second]:
            os.chown(path, user, user)
    (second / "kafka").chmod(0)
    node.refused(f"{second}: the volume cannot be read or written", "controller's metadata log", user=user)
    (second / "kafka").chmod(0o755)
    (first / "kafka").chmod(0o555)
    started(f"{first}: the volume cannot be read or written; Kafka starts without it", user=user)
    (first / "kafka").chmod(0o755)

    third = first.with_name("disk-3")
    node.volumes.append(third)
    (third / "kafka").mkdir(parents=True)
    (third / "kafka/meta.properties").write_text(f"version=1\nnode.id=3\ncluster.id={node.cluster}\n")
    (third / "kafka/__cluster_metadata-0").mkdir()
    (third / "kafka/__cluster_metadata-0/quorum-state").write_text("{}")
    node.write(used=node.volumes)
    node.refused("several volumes hold a metadata log", f"{second}/kafka {third}/kafka")
    node.write(used=node.volumes, **{"metadata.log.dir": f"{third}/kafka"})
    started()

    root = first.with_name("metadata")
    (root / "lost+found").mkdir(parents=True)
    node.write(used=node.volumes, **{"metadata.log.dir": root})
    started(f"{root}: the volume was never used")
    assert (root / "meta.properties").exists()


def separate_roles(report, work):
    """A controller and a broker, each a node of its own."""
    cluster, port, controller_port = random_id(), free_port(), free_port()
    shared = {
        "controller.listener.names": "CONTROLLER", "controller.quorum.voters": f"0@127.0.0.1:{controller_port}",
        "listener.security.protocol.map": "INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name": "INTERNAL", "offsets.topic.replication.factor": 1,
        "offsets.topic.num.partitions": 1, "group.initial.rebalance.delay.ms": 0}
    controller = Node(work / "controller", {
        **shared, "node.id": 0, "process.roles": "controller", "listeners": f"CONTROLLER://127.0.0.1:{controller_port}",
    }, ["logs"], cluster)
    broker = Node(work / "broker", {
        **shared, "node.id": 100, "process.roles": "broker", "listeners": f"INTERNAL://127.0.0.1:{port}",
        "advertised.listeners": f"INTERNAL://127.0.0.1:{port}",
    }, ["logs-1", "logs-2"], cluster)
    controller.write()
    broker.write()
    state = controller.logs() / "__cluster_metadata-0/quorum-state"
    with controller.start(ready=False) as first, broker.start() as second:
        create_topic(KAFKA_4, port, "kept")
        produce(KAFKA_4, port, "kept", RECORDS)
        report.stopped(second)
        report.stopped(first)
    before = digest(state)
    controller.write(used=controller.volumes)
    broker.write(used=broker.volumes)
    with controller.start(ready=False, state=state) as first, broker.start() as second:
        consume(KAFKA_4, port, "kept", RECORDS)
        report.stopped(second)
        report.stopped(first)
    assert controller.quorum_state_at_start.read_text().strip() == before, "the script touched the quorum's state"


def older_kafka(report, work):
    """KRaft with the Kafka that Koperator's images have."""
    port = free_port()
    node = Node(work / "older", combined_settings(0, port, free_port()), ["logs"], random_id(), home=KAFKA_3)
    node.write()
    with node.start() as child:
        create_topic(KAFKA_3, port, "kept")
        produce(KAFKA_3, port, "kept", RECORDS)
        report.stopped(child)
    old = node.volumes[0]
    node.add_volume("logs-0", at=0)
    node.write(used=[old])
    with node.start() as child:
        consume(KAFKA_3, port, "kept", RECORDS)
        report.stopped(child)
    assert (node.logs(0) / "meta.properties").exists()


def drain(report, work):
    node = Node(work / "drain", combined_settings(0, 1, 2), ["logs"], random_id())
    begin = time.monotonic()
    subprocess.run(["bash", node.config / "start.sh", "drain", "1"], check=True, timeout=10)
    assert 1 <= time.monotonic() - begin < 3
    assert tree(node.volumes[0]) == {"lost+found": None}


def main():
    work, words = pathlib.Path(sys.argv[1]), sys.argv[2:]
    report, begin = Report(words), time.monotonic()
    if report.wanted("combined"):
        combined = Combined(report, work)
        group = "combined"
        if report.case(f"{group}: the first start formats a volume that has but lost+found", combined.first_start):
            for title, body in (
                (f"a restart keeps {RECORDS} records and the quorum's state, without any record", combined.restart_without_a_record),
                ("an empty volume that is recorded stops the start and is left alone", combined.empty_recorded_volume),
                ("a volume of another cluster or broker, or of nobody, stops the start", combined.foreign_volumes),
                ("a volume that is not mounted stops the start", combined.missing_volume),
                ("a new disk is formatted, the old one keeps records and metadata", combined.new_disk_before_the_old),
                ("a disk that was declared lost is formatted, the other one keeps its records", combined.lost_disk),
                ("a disk that cannot be written does not take the others with it", combined.failing_disk),
                ("the exit status is Java's own", combined.failing_java),
            ):
                report.case(f"{group}: {title}", body)
    if report.wanted("format"):
        report.case("format: one that was cut off is made again", interrupted_formats, report, work)
        report.case("format: blanks, a metadata log's own volume, and where a controller's log may be", folders, report, work)
        report.case("drain: a pause that touches nothing", drain, report, work)
    if report.wanted("separate"):
        report.case("separate: controller and broker restart and keep records and quorum", separate_roles, report, work)
    if report.wanted("dynamic"):
        report.case("dynamic: initial controllers form a quorum, a later one joins", dynamic.joins, report, work)
        report.case(f"dynamic: a node as it is rendered keeps {RECORDS} records", dynamic.as_rendered, report, work)
    if (KAFKA_3 / "bin/zookeeper-server-start.sh").exists():
        if report.wanted("older"):
            report.case("older: Kafka 3.9 with KRaft, a restart with a new disk before the old", older_kafka, report, work)
        if report.wanted("zookeeper"):
            report.case("zookeeper: restart, recorded, foreign and new volumes", zookeeper.life, report, work)
    else:
        print(f"SKIPPED broker-start with Kafka 3.9: there is none in {KAFKA_3} (KAFKA_3_HOME names one)")
    for name, values in report.figures.items():
        values.sort()
        print(f"{name}: {values[0]:.2f} to {values[-1]:.2f} s, {len(values)} times")
    print(f"peer broker-start: {report.passed} passed, {len(report.failed)} failed in {time.monotonic() - begin:.0f} s")
    return 1 if report.failed or not report.passed else 0


if __name__ == "__main__":
    sys.exit(main())
