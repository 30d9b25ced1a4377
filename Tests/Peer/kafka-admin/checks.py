"""Starts a node of each Kafka and lets kafka-admin-peer speak to it, with and without SASL."""

import itertools
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

PEER = os.environ["PEER"]
HOMES = {"Kafka 4": pathlib.Path(os.environ["KAFKA_HOME"]), "Kafka 3.9": pathlib.Path(os.environ["KAFKA_3_HOME"])}
DEADLINE = 120
CLUSTER = "Kav1rO0ERFGbTkO27ksLsw"
LOGIN = "org.apache.kafka.common.security.{module} required username=\"admin\" password=\"secret\" {users};"

PORTS = itertools.count(20000 + os.getpid() % 9000)


def free_ports(count):
    """Ports below those that the system gives to connections, none of them twice."""
    ports = []
    while len(ports) < count:
        port = next(PORTS)
        with socket.socket() as taken:
            try:
                taken.bind(("127.0.0.1", port))
            except OSError:
                continue
        ports.append(port)
    return ports


class Node:
    """A combined node with listeners for PLAINTEXT and SASL."""

    def __init__(self, name, home, folder):
        self.home, self.folder = home, folder / name.replace(" ", "-")
        self.folder.mkdir()
        self.plain, self.sasl, controller = free_ports(3)
        plain = LOGIN.format(module="plain.PlainLoginModule", users="user_admin=\"secret\"")
        scram = LOGIN.format(module="scram.ScramLoginModule", users="")
        (self.folder / "server.properties").write_text(f"""
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{self.plain},SASL_PLAINTEXT://127.0.0.1:{self.sasl},CONTROLLER://127.0.0.1:{controller}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.sasl_plaintext.plain.sasl.jaas.config={plain}
listener.name.sasl_plaintext.scram-sha-256.sasl.jaas.config={scram}
listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config={scram}
log.dirs={self.folder}/data
offsets.topic.replication.factor=1
""")
        self.environment = {
            **os.environ, "KAFKA_HEAP_OPTS": "-Xms128m -Xmx384m", "LOG_DIR": str(self.folder / "logs")}
        users = [word for bits in (256, 512)
                 for word in ("--add-scram", f"SCRAM-SHA-{bits}=[name=admin,password=secret]")]
        self.run("kafka-storage.sh", "format", "-t", CLUSTER, "-c", self.folder / "server.properties", *users)
        self.log = open(self.folder / "out", "wb")
        self.process = subprocess.Popen(
            [home / "bin/kafka-server-start.sh", self.folder / "server.properties"], stdout=self.log,
            stderr=subprocess.STDOUT, env=self.environment, start_new_session=True)

    def run(self, script, *words):
        subprocess.run([self.home / "bin" / script, *map(str, words)], check=True, env=self.environment,
                       stdout=subprocess.DEVNULL, timeout=DEADLINE)

    def wait(self):
        deadline = time.monotonic() + DEADLINE
        while subprocess.run([PEER, "topics", f"127.0.0.1:{self.plain}"], capture_output=True).returncode:
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise SystemExit((self.folder / "out").read_text(errors="replace")[-3000:])
            time.sleep(0.5)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def peer(*words):
    result = subprocess.run([PEER, *words], capture_output=True, text=True, timeout=DEADLINE)
    return result.returncode, (result.stdout + result.stderr).strip()


def main():
    failed = 0

    def check(what, is_good, text):
        nonlocal failed
        failed += not is_good
        print(f"{'ok' if is_good else 'FAILED'}: {what}: {text}")

    with tempfile.TemporaryDirectory() as folder:
        nodes = {}
        try:
            for name, home in HOMES.items():
                nodes[name] = Node(name, home, pathlib.Path(folder))
            for name, node in nodes.items():
                node.wait()
                status, text = peer("requests", f"127.0.0.1:{node.plain}")
                check(f"{name}, every request in every version", status == 0, text)
                for mechanism in ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"):
                    place = f"127.0.0.1:{node.sasl}"
                    status, text = peer("topics", place, mechanism, "admin", "secret")
                    check(f"{name}, {mechanism}", status == 0, text)
                    status, text = peer("topics", place, mechanism, "admin", "wrong")
                    check(f"{name}, {mechanism}, a wrong password", status == 1 and "wrong" not in text, text)
        finally:
            for node in nodes.values():
                node.stop()
    print(f"kafka-admin: {failed} failed")
    return failed != 0


sys.exit(main())
