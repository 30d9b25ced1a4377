"""Nodes of real Kafka in KRaft mode, with a listener for each kind of security."""
import itertools
import os
import pathlib
import signal
import socket
import subprocess
import time

DEADLINE = 180
CLUSTER = "Kav1rO0ERFGbTkO27ksLsw"
LOGIN = 'org.apache.kafka.common.security.{module} required username="admin" password="secret" {users};'
LISTENERS = {"PLAINTEXT": "PLAINTEXT", "SSL": "SSL", "SASL": "SASL_PLAINTEXT", "BOTH": "SASL_SSL"}
PORTS = itertools.count(20000 + os.getpid() % 9000)


def free_port():
    """A port below those that the system gives to connections, not given before."""
    while True:
        port = next(PORTS)
        with socket.socket() as taken:
            try:
                taken.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def make_certificates(folder):
    """A CA, a certificate of the brokers for 127.0.0.1, one of a client, and one that nobody trusts."""
    def openssl(*words):
        subprocess.run(["openssl", *words], check=True, cwd=folder, capture_output=True, timeout=DEADLINE)

    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    for ca in ("ca", "other-ca"):
        openssl("req", "-x509", *new_key, "-keyout", f"{ca}.key", "-out", f"{ca}.pem", "-subj", f"/CN={ca}", "-days", "30")
    for name, ca, extension in (("broker", "ca", "subjectAltName=IP:127.0.0.1"), ("client", "ca", "basicConstraints=CA:FALSE"),
                                ("stranger", "other-ca", "basicConstraints=CA:FALSE")):
        openssl("req", *new_key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        (folder / f"{name}.ext").write_text(extension + "\n")
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{ca}.pem", "-CAkey", f"{ca}.key", "-CAcreateserial",
                "-out", f"{name}.pem", "-days", "30", "-extfile", f"{name}.ext")
    (folder / "keystore.pem").write_text((folder / "broker.key").read_text() + (folder / "broker.pem").read_text())


class Node:
    """A combined controller and broker."""

    def __init__(self, home, folder, certificates, number, controllers):
        self.home, self.folder, self.process = pathlib.Path(home), folder, None
        self.folder.mkdir(parents=True)
        self.ports = {name: free_port() for name in LISTENERS}
        self.controller = controllers[number - 1]
        self.environment = {**os.environ, "KAFKA_HEAP_OPTS": "-Xms96m -Xmx320m", "LOG_DIR": str(folder / "logs")}
        plain = LOGIN.format(module="plain.PlainLoginModule", users='user_admin="secret"')
        scram = LOGIN.format(module="scram.ScramLoginModule", users="")
        listeners = ",".join([f"{name}://127.0.0.1:{port}" for name, port in self.ports.items()])
        kinds = ",".join([f"{name}:{kind}" for name, kind in LISTENERS.items()])
        voters = ",".join(f"{index + 1}@127.0.0.1:{port}" for index, port in enumerate(controllers))
        lines = [
            "process.roles=broker,controller", f"node.id={number}", f"controller.quorum.voters={voters}",
            f"listeners={listeners},CONTROLLER://127.0.0.1:{self.controller}",
            f"listener.security.protocol.map={kinds},CONTROLLER:PLAINTEXT", "controller.listener.names=CONTROLLER",
            "inter.broker.listener.name=PLAINTEXT", "sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
            f"log.dirs={folder}/data-0,{folder}/data-1", f"offsets.topic.replication.factor={len(controllers)}",
            "offsets.topic.num.partitions=1", "ssl.keystore.type=PEM", "ssl.truststore.type=PEM",
            f"ssl.keystore.location={certificates}/keystore.pem", f"ssl.truststore.location={certificates}/ca.pem",
            "listener.name.ssl.ssl.client.auth=required", "allow.everyone.if.no.acl.found=true",
            "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users=User:ANONYMOUS;User:admin", "broker.session.timeout.ms=6000",
        ]
        for listener in ("sasl", "both"):
            lines.append(f"listener.name.{listener}.plain.sasl.jaas.config={plain}")
            lines += [f"listener.name.{listener}.scram-sha-{bits}.sasl.jaas.config={scram}" for bits in (256, 512)]
        (folder / "server.properties").write_text("\n".join(lines) + "\n")
        users = [word for bits in (256, 512)
                 for word in ("--add-scram", f"SCRAM-SHA-{bits}=[name=admin,password=secret]")]
        command = [self.home / "bin/kafka-storage.sh", "format", "-t", CLUSTER, "-c", folder / "server.properties", *users]
        subprocess.run(command, check=True, env=self.environment, stdout=subprocess.DEVNULL, timeout=DEADLINE)

    def start(self):
        log = open(self.folder / "out", "ab")
        command = [self.home / "bin/kafka-server-start.sh", self.folder / "server.properties"]
        self.process = subprocess.Popen(command, stdout=log, stderr=log, env=self.environment, start_new_session=True)

    def text(self):
        return (self.folder / "out").read_text(errors="replace")

    def kill(self):
        """As a crash."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()


class Cluster:
    """Nodes that know each other."""

    def __init__(self, home, folder, certificates, size):
        controllers = [free_port() for _ in range(size)]
        self.nodes = [Node(home, folder / f"node-{number}", certificates, number, controllers)
                      for number in range(1, size + 1)]

    def start(self):
        for node in self.nodes:
            node.start()

    def bootstrap(self, listener):
        return ",".join(f"127.0.0.1:{node.ports[listener]}" for node in self.nodes)

    @property
    def controllers(self):
        return ",".join(f"127.0.0.1:{node.controller}" for node in self.nodes)

    def wait(self, is_up):
        """Until `is_up` says so."""
        deadline = time.monotonic() + DEADLINE
        while not is_up():
            dead = [node for node in self.nodes if node.process and node.process.poll() is not None]
            if dead or time.monotonic() > deadline:
                raise AssertionError((dead or self.nodes)[0].text()[-3000:])
            time.sleep(0.3)

    def stop(self):
        for node in self.nodes:
            if node.process:
                node.process.terminate()
        for node in self.nodes:
            node.stop()
