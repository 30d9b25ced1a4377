#!/usr/bin/env python3
"""behaviour.py ENVOY TOOL: runs a real Envoy with the generated listeners and clusters (made static, so that no control
plane is needed) and checks what clients, probes and scrapers see. One broker answers, one does not exist."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time

envoy, tool = sys.argv[1:]
# Addresses of this process alone, so that ports collide with nothing else on the machine.
base = f"127.{os.getpid() % 199 + 50}.{os.getpid() // 199 % 250}"
front, broker, dead = f"{base}.1", f"{base}.2", f"{base}.3"
failures = []


def check(what, condition, detail=""):
    print(f"{'ok' if condition else 'FAILED'}: {what} {'' if condition else detail}".rstrip())
    if not condition:
        failures.append(what)


def serve_echo():
    server = socket.create_server((broker, 9094), backlog=64)

    def echo(connection):
        with connection:
            while data := connection.recv(65536):
                connection.sendall(data)

    def accept():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=echo, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return server


def request(port, method, path):
    connection = http.client.HTTPConnection(front, port, timeout=5)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def status(port, method, path):
    return request(port, method, path)[0]


def echoed(port):
    with socket.create_connection((front, port), timeout=15) as connection:
        connection.settimeout(15)
        try:
            connection.sendall(b"ping")
            return connection.recv(4) == b"ping"
        except OSError:
            return False


def wait_until_ready(process):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if status(8081, "GET", "/ready") == 200:
                return True
        except OSError:
            pass
        time.sleep(0.05)
    return False


class Envoy:
    """A running Envoy and what it wrote."""

    def __init__(self, folder, *brokers):
        self.folder = folder
        config = os.path.join(folder, "envoy.json")
        with open(config, "w") as file:
            subprocess.run([tool, "running", front, folder, *brokers], stdout=file, check=True)
        self.out = open(os.path.join(folder, "out"), "w+")
        self.err = open(os.path.join(folder, "err"), "w+")
        command = [envoy, "-c", config, "--concurrency", "2", "--disable-hot-restart", "-l", "error"]
        self.process = subprocess.Popen(command, stdout=self.out, stderr=self.err)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)

    def written(self, file):
        file.seek(0)
        return file.read()


def main():
    server = serve_echo()
    with tempfile.TemporaryDirectory() as folder:
        running = Envoy(folder, broker, dead)
        try:
            ready = wait_until_ready(running.process)
            check("the admin port says that Envoy is ready", ready)
            if ready:
                behave(folder)
        finally:
            running.stop()
        lines = [json.loads(line) for line in running.written(running.out).splitlines() if line.startswith("{")]
        told = [line for line in lines if line.get("chain") == "broker-0" and line.get("type") == "TcpConnectionEnd"]
        check("the access log tells of the connection to broker 0", len(told) == 1, lines)
        if told:
            line = told[0]
            check("the access log tells its bytes and its broker",
                  line.get("bytes_received") == 4 and line.get("bytes_sent") == 4
                  and line.get("broker") == f"{broker}:9094", line)
        errors = running.written(running.err).strip()
        check("Envoy logs no error", not errors, errors)
    server.close()

    with tempfile.TemporaryDirectory() as folder:
        running = Envoy(folder)
        try:
            if wait_until_ready(running.process):
                got = status(8080, "GET", "/healthcheck")
                check("/healthcheck is 503 where the bootstrap cluster is empty", got == 503, got)
                check("a connection to the bootstrap port is closed then", not echoed(29092))
            else:
                check("the admin port says that Envoy is ready without brokers", False, running.written(running.err))
        finally:
            running.stop()


def behave(folder):
    for method, path, expected in [
        ("GET", "/stats/prometheus", 200), ("GET", "/stats/prometheus?usedonly", 200),
        ("GET", "/", 404), ("GET", "/stats", 404), ("GET", "/config_dump", 404), ("GET", "/ready/", 404),
        ("GET", "/certs", 404), ("POST", "/quitquitquit", 404), ("POST", "/ready", 404),
        ("GET", "/stats/prometheus/../../quitquitquit", 404), ("GET", "/ready%2f..%2fquitquitquit", 404),
    ]:
        got = status(8081, method, path)
        check(f"the admin port answers {method} {path} with {expected}", got == expected, got)
    mode = os.stat(os.path.join(folder, "admin.sock")).st_mode & 0o777
    check("the admin socket is its owner's alone", mode == 0o600, oct(mode))

    check("a connection to broker 0 reaches it", echoed(19090))
    check("a connection to the dead broker 1 is closed", not echoed(19091))
    results = [echoed(29092) for _ in range(30)]
    check("every connection to the bootstrap port reaches the broker that lives", all(results), results)
    check("/healthcheck is 200 while a broker lives", status(8080, "GET", "/healthcheck") == 200)
    check("another path leads to /healthcheck", status(8080, "GET", "/") == 301)

    text = request(8081, "GET", "/stats/prometheus")[1]
    ejected = 'envoy_cluster_outlier_detection_ejections_active{envoy_cluster_name="all-brokers"} 1'
    check("the dead broker is left out of the bootstrap cluster", ejected in text)
    check("statistics that nobody reads are not kept", "envoy_cluster_upstream_rq_retry" not in text)
    check("statistics of brokers' listeners carry their names", 'envoy_listener_address="broker-0"' in text)
    print(f"statistics: {len(text.splitlines())} lines for two brokers")


main()
sys.exit(1 if failures else 0)
