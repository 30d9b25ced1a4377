"""Lets kafka-admin-peer speak to clusters of each Kafka; prints a line for each case."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from node import DEADLINE, Cluster, make_certificates

PEER = os.environ["PEER"]
HOMES = {"Kafka 4": os.environ["KAFKA_HOME"], "Kafka 3.9": os.environ["KAFKA_3_HOME"]}
SIZES = {"Kafka 4": 3, "Kafka 3.9": 1}
MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")


class Report:
    def __init__(self, words):
        self.words, self.passed, self.failed = words, 0, 0

    def case(self, title, body, *arguments):
        if self.words and not any(word in title for word in self.words):
            return
        begin = time.monotonic()
        try:
            figure = body(*arguments)
        except Exception as error:  # noqa: BLE001
            self.failed += 1
            print(f"FAILED {title}: {type(error).__name__} {error}", flush=True)
            return
        self.passed += 1
        print(f"{title}: passed ({time.monotonic() - begin:.2f} s){': ' + figure if figure else ''}", flush=True)


def peer(*words):
    result = subprocess.run([PEER, *words], capture_output=True, text=True, timeout=DEADLINE)
    text = (result.stdout + result.stderr).strip()
    if result.returncode != 0:
        raise AssertionError(text)
    return text


def login(mechanism, password="secret"):
    return [f"mechanism={mechanism}", "user=admin", f"password={password}"]


def refused(*words):
    text = peer("refused", *words)
    assert "wrong-password" not in text, f"the password is printed: {text}"


def restarted(cluster):
    """Calls go on, and all succeed, while each node in turn is killed and comes back."""
    command = [PEER, "watch", f"bootstrap={cluster.bootstrap('PLAINTEXT')}"]
    watch = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert watch.stdout.readline().strip() == "watching"
        for node in cluster.nodes:
            node.kill()
            node.start()
            address = f"127.0.0.1:{node.ports['PLAINTEXT']}"
            cluster.wait(lambda: subprocess.run([PEER, "nodes", f"bootstrap={address}", f"count={len(cluster.nodes)}"],
                                                capture_output=True, timeout=DEADLINE).returncode == 0)
        text, _ = watch.communicate("", timeout=DEADLINE)
    finally:
        if watch.poll() is None:
            watch.kill()
    assert watch.returncode == 0, text
    return text.strip()


def check(report, name, cluster, certificates):
    ca = f"ca={certificates}/ca.pem"
    client = [ca, f"certificate={certificates}/client.pem", f"key={certificates}/client.key"]
    stranger = [ca, f"certificate={certificates}/stranger.pem", f"key={certificates}/stranger.key"]
    places = {name: f"bootstrap={cluster.bootstrap(name)}" for name in cluster.nodes[0].ports}
    report.case(f"{name}, every request in every version", peer, "every", places["PLAINTEXT"])
    report.case(f"{name}, every request, SSL with a client's certificate", peer, "every", places["SSL"], *client)
    for mechanism in ("PLAIN", "SCRAM-SHA-512"):
        report.case(f"{name}, every request, SASL_SSL with {mechanism}", peer, "every", places["BOTH"], ca, *login(mechanism))
    report.case(f"{name}, every request, a controller's listener", peer, "every", f"bootstrap={cluster.controllers}",
                "controllers=yes")
    report.case(f"{name}, the client's calls", peer, "calls", places["PLAINTEXT"], "topic=calls")
    report.case(f"{name}, the client's calls, SSL", peer, "calls", places["SSL"], *client, "topic=calls-ssl")
    report.case(f"{name}, the controllers' cluster", peer, "nodes", f"bootstrap={cluster.controllers}", "controllers=yes",
                f"count={len(cluster.nodes)}")
    for mechanism in MECHANISMS:
        report.case(f"{name}, SASL_PLAINTEXT with {mechanism}", peer, "calls", places["SASL"], *login(mechanism),
                    f"topic=calls-{mechanism.lower()}")
        report.case(f"{name}, {mechanism} with a wrong password", refused, places["SASL"], *login(mechanism, "wrong-password"))
    report.case(f"{name}, a certificate that nobody trusts", refused, places["SSL"], *stranger)
    report.case(f"{name}, a server of another CA", refused, places["BOTH"], f"ca={certificates}/other-ca.pem", *login("PLAIN"))
    if len(cluster.nodes) > 2:
        report.case(f"{name}, each node killed and started again under calls", restarted, cluster)


def main():
    report = Report(sys.argv[1:])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        certificates = pathlib.Path(folder) / "certificates"
        certificates.mkdir()
        make_certificates(certificates)
        for name, home in HOMES.items():
            cluster = Cluster(home, pathlib.Path(folder) / re.sub(r"\W", "-", name), certificates, SIZES[name])
            try:
                cluster.start()
                place = f"bootstrap={cluster.bootstrap('PLAINTEXT')}"
                cluster.wait(lambda: subprocess.run([PEER, "nodes", place, f"count={SIZES[name]}"], capture_output=True,
                                                    timeout=DEADLINE).returncode == 0)
                check(report, name, cluster, certificates)
            finally:
                cluster.stop()
    print(f"kafka-admin: {report.passed} passed, {report.failed} failed")
    return report.failed != 0


sys.exit(main())
