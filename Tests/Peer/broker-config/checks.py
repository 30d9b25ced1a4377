"""checks.py KOPERATOR SHARED WORK [WORD...]: renders clusters and gives their nodes' configuration to real Kafka."""
import base64
import concurrent.futures
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time

import manifests

KOPERATOR, SHARED, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
WORDS = sys.argv[4:]
ROOT = pathlib.Path(__file__).resolve().parents[3]
KAFKAS = {"4": pathlib.Path(os.environ["KAFKA_HOME"]), "3.9": pathlib.Path(os.environ["KAFKA_3_HOME"])}
CLUSTER_ID = "zlFiTJelTOuhnklFwLWixw"
PORTS = (29092, 29093, 9094)
STARTED = re.compile(r"Kafka Server started|\[KafkaServer id=\d+\] started")


class Failed(Exception):
    pass


def check(condition, message):
    if not condition:
        raise Failed(message)


def configurations(manifest):
    """What `koperator render` makes of a manifest: each node's configuration by its id."""
    labels = WORK / "labels.yaml"
    zones = "{topology.kubernetes.io/zone: a, failure-domain.beta.kubernetes.io/zone: a}"
    text = manifest.read_text()
    ids = set(re.findall(r"\bid: (\d+)", text))
    labels.write_text("".join(f"{number}: {zones}\n" for number in ids))
    ports = [word for number in ids for word in ("--node-port", f"kafka-{number}-external=31000")]
    done = subprocess.run(
        [KOPERATOR, "render", "-f", manifest, "--external-address", "203.0.113.10", "--node-labels", labels,
         "--cluster-id", CLUSTER_ID, "--namespace", "kafka", *ports], capture_output=True, text=True, check=False)
    check(done.returncode == 0, f"koperator render -f {manifest}: {done.stderr}")
    found = {}
    for document in done.stdout.split("\n---\n"):
        name = re.search(r"^  name: kafka-config-(\d+)$", document, re.M)
        block = re.search(r"^  broker-config: \|\n((?:    .*\n|\n)+)", document + "\n", re.M)
        if name and block and "\nkind: ConfigMap\n" in "\n" + document:
            found[int(name[1])] = "".join(line[4:] + "\n" for line in block[1].splitlines() if line)
    return found


def on_this_machine(text, folder, secrets):
    """The configuration with its folders below another one, bound to loopback, and without the reporter, which comes with
    the image."""
    text = re.sub(r"^(log\.dirs=.*)$", lambda found: re.sub(r"(?<=[=,])/", f"{folder}/", found[1]), text, flags=re.M)
    text = re.sub(r"^(listeners=.*)$", lambda found: found[1].replace("://:", "://127.0.0.1:"), text, flags=re.M)
    text = re.sub(r"^(?:metric\.reporters|cruise\.control\..*?)=.*\n", "", text, flags=re.M)
    return text.replace("/var/run/secrets", str(secrets))


class Tools:
    """The programs of one Kafka, where the names of the cluster lead to this machine."""

    def __init__(self, version):
        self.home = KAFKAS[version]
        hosts = WORK / "hosts"
        nodes = [f"kafka-{number}.kafka-{kind}headless" for number in (0, 100) for kind in ("", "controller-")]
        names = [f"{name}.kafka.svc.cluster.local" for name in (*nodes, "kafka-headless")]
        hosts.write_text("127.0.0.1 " + " ".join(["localhost", socket.gethostname(), "kafka.example.com", *names]) + "\n")
        self.environment = {
            **os.environ, "KAFKA_CDS": f"{os.environ['KAFKA_CDS']}/{version}", "KAFKA_HEAP_OPTS": "-Xmx300m",
            "KAFKA_OPTS": f"-Djdk.net.hosts.file={hosts} -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8",
            "KAFKA_JVM_PERFORMANCE_OPTS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"}

    def run(self, name, *words, text="", seconds=60):
        done = subprocess.run(
            [self.home / "bin" / name, *map(str, words)], input=text, encoding="utf-8", capture_output=True,
            timeout=seconds, env=self.environment, check=False)
        return done.returncode, done.stdout + done.stderr

    def must(self, name, *words, text=""):
        status, output = self.run(name, *words, text=text)
        check(status == 0, f"{name}: exit status {status}\n{output[-2000:]}")
        return output

    def start(self, program, file, log):
        with open(log, "w") as output:
            return subprocess.Popen(
                [self.home / "bin" / program, file], stdout=output, stderr=subprocess.STDOUT, env=self.environment,
                start_new_session=True)


# MARK: the parser

def is_read(version, name, number, text):
    """Kafka's parser reads it: the storage tool then looks for the folders, which are not there, and says nothing else."""
    folder = WORK / "parsed" / f"{version}-{name}-{number}"
    folder.mkdir(parents=True)
    file = folder / "server.properties"
    file.write_text(on_this_machine(text, folder, WORK / "no-secrets"))
    _, output = Tools(version).run("kafka-storage.sh", "info", "-c", file)
    output = re.sub(r"^\[.*\[cds.*\n", "", output, flags=re.M)
    known = "does not exist" in output or "appears to be for a legacy cluster" in output
    check(known and "Exception" not in output, f"{name}, node {number}, Kafka {version}:\n{output[-1500:]}")


def every_sample_is_read():
    """One node of each kind of every sample."""
    jobs = []
    for folder in (ROOT / "deploy/samples", SHARED / "koperator/samples"):
        for manifest in sorted(folder.glob("*.yaml")):
            if "kind: KafkaCluster\n" not in manifest.read_text():
                continue
            kinds = {}
            for number, text in configurations(manifest).items():
                role = re.search(r"^process\.roles=(.*)$", text, re.M)
                kinds.setdefault(role[1] if role else "zookeeper", (number, text))
            check(kinds, f"{manifest}: no configuration came out")
            for role, (number, text) in kinds.items():
                for version in ("3.9",) if role == "zookeeper" else ("4", "3.9"):
                    jobs.append((version, manifest.stem, number, text))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(is_read, *job) for job in jobs]:
            done.result()
    print(f"  {len(jobs)} configurations")


# MARK: nodes

def wait_until_free(seconds=20):
    end = time.monotonic() + seconds
    for port in PORTS:
        while True:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                    break
                except OSError:
                    check(time.monotonic() < end, f"the port {port} of this machine is in use")
                    time.sleep(0.2)


def format_words(text, directory):
    if "controller.quorum.voters" in text:
        return []
    roles = re.search(r"^process\.roles=(.*)$", text, re.M)[1]
    if "controller" not in roles:
        return ["--no-initial-controllers"]
    server = re.search(r"^controller\.quorum\.bootstrap\.servers=(.*)$", text, re.M)[1]
    return ["--initial-controllers", f"0@{server}:{directory}"]


class Nodes:
    """The nodes of a cluster, as processes."""

    def __init__(self, version, title, manifest):
        self.tools, self.folder = Tools(version), WORK / "nodes" / f"{version} {title}".replace(" ", "-").replace(",", "")
        self.folder.mkdir(parents=True)
        file = self.folder / "cluster.yaml"
        file.write_text(manifest)
        self.texts, self.processes = configurations(file), {}
        self.is_ssl = "type: ssl" in manifest

    def __enter__(self):
        wait_until_free()
        directory = base64.urlsafe_b64encode(os.urandom(16)).decode().rstrip("=").replace("-", "A")
        try:
            for number, text in self.texts.items():
                folder = self.folder / str(number)
                folder.mkdir()
                file = folder / "server.properties"
                file.write_text(on_this_machine(text, folder, WORK / "secrets"))
                if "process.roles" in text:
                    self.tools.must(
                        "kafka-storage.sh", "format", "-t", CLUSTER_ID, "-c", file, *format_words(text, directory))
                log = folder / "log"
                self.processes[number] = (self.tools.start("kafka-server-start.sh", file, log), log)
            for number, (process, log) in self.processes.items():
                self.await_start(number, process, log)
        except BaseException:
            self.__exit__()
            raise
        return self

    def await_start(self, number, process, log, seconds=60):
        end = time.monotonic() + seconds
        while not STARTED.search(log.read_text()):
            check(process.poll() is None and time.monotonic() < end, f"node {number}:\n{log.read_text()[-3000:]}")
            time.sleep(0.2)

    def __exit__(self, *_):
        # A broker leaves by way of its controller.
        for _, (process, _) in sorted(self.processes.items(), reverse=True):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def client(self):
        if not self.is_ssl:
            return []
        file = self.folder / "client.properties"
        secrets = WORK / "secrets"
        file.write_text(
            f"security.protocol=SSL\nssl.keystore.type=PEM\nssl.keystore.location={secrets}/client.pem\n"
            f"ssl.truststore.type=PEM\nssl.truststore.location={secrets}/ca.crt\n")
        return [file]

    def serve(self):
        """A record goes in and comes out, by the name that the broker advertises to those within."""
        number = max(self.texts)
        server = ["--bootstrap-server", f"kafka-{number}.kafka-headless.kafka.svc.cluster.local:29092"]
        file = self.client()
        command, producer, consumer = (
            [word for config in file for word in (option, config)]
            for option in ("--command-config", "--producer.config", "--consumer.config"))
        self.tools.must(
            "kafka-topics.sh", *server, *command, "--create", "--topic", "t", "--partitions", 2, "--replication-factor", 1)
        self.tools.must("kafka-console-producer.sh", *server, *producer, "--topic", "t", text="hello\n")
        read = self.tools.must(
            "kafka-console-consumer.sh", *server, *consumer, "--topic", "t", "--from-beginning", "--max-messages", 1,
            "--timeout-ms", 20000)
        check("hello" in read.splitlines(), f"the record did not come back: {read}")
        return server, command


def nodes_start(version, title):
    with Nodes(version, title, manifests.CLUSTERS[title]) as nodes:
        server, command = nodes.serve()
        status = nodes.tools.must("kafka-metadata-quorum.sh", *server, *command, "describe", "--status")
        kind = "" if "combined" in title or "stores" in title else "controller-"
        name = f"CONTROLLER://kafka-0.kafka-{kind}headless.kafka.svc.cluster.local:29093"
        check(name in status, f"the quorum does not know its voter by the name of its Service:\n{status}")
        if "ü" in manifests.CLUSTERS[title]:
            settings = nodes.tools.must(
                "kafka-configs.sh", *server, "--describe", "--entity-type", "brokers", "--entity-name", 0, "--all")
            rack = re.search(r"broker\.rack=(\S*)", settings)
            check(rack and rack[1] == "Zürich", f"the rack is not what was written: {rack}")


def nodes_start_with_zookeeper():
    tools, folder = Tools("3.9"), WORK / "zookeeper"
    folder.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    file = folder / "zookeeper.properties"
    file.write_text(
        f"dataDir={folder}/data\nclientPort={port}\nclientPortAddress=127.0.0.1\nadmin.enableServer=false\n")
    process = tools.start("zookeeper-server-start.sh", file, folder / "log")
    try:
        with Nodes("3.9", "ZooKeeper", manifests.zookeeper(port)) as nodes:
            nodes.serve()
    finally:
        process.terminate()
        process.wait()


CASES = [("every sample is read", every_sample_is_read, ())]
CASES += [(f"{title}, Kafka {version}", nodes_start, (version, title)) for title in manifests.CLUSTERS for version in KAFKAS]
CASES.append(("ZooKeeper, Kafka 3.9", nodes_start_with_zookeeper, ()))


def main():
    subprocess.run([ROOT / "Tests/Peer/broker-config/secrets.sh", WORK / "secrets"], check=True)
    failures = []
    for title, body, arguments in CASES:
        if WORDS and not any(word in title for word in WORDS):
            continue
        begin = time.monotonic()
        try:
            body(*arguments)
            print(f"{title}: passed ({time.monotonic() - begin:.1f} s)", flush=True)
        except (Failed, subprocess.SubprocessError) as error:
            failures.append(title)
            print(f"FAILED {title}: {error}", flush=True)
    sys.exit(1 if failures else 0)


main()
