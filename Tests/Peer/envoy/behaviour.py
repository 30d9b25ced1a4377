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


def main():
    server = serve_echo()
    with tempfile.TemporaryDirectory() as folder:
        config = os.path.join(folder, "envoy.json")
        with open(config, "w") as file:
            subprocess.run([tool, "running", front, folder, broker, dead], stdout=file, check=True)
        command = [envoy, "-c", config, "--concurrency", "2", "--disable-hot-restart", "-l", "error"]
        with open(os.path.join(folder, "out"), "w+") as out, open(os.path.join(folder, "err"), "w+") as err:
            process = subprocess.Popen(command, stdout=out, stderr=err)
            try:
                ready = wait_until_ready(process)
                check("the admin port says that Envoy is ready", ready)
                if ready:
                    behave(folder)
            finally:
                process.terminate()
                process.wait(timeout=20)
            out.seek(0)
            err.seek(0)
            lines = [json.loads(line) for line in out.read().splitlines() if line.startswith("{")]
            told = [line for line in lines if line.get("chain") == "broker-0" and line.get("type") == "TcpConnectionEnd"]
            check("the access log tells of the connection to broker 0", len(told) == 1, lines)
            if told:
                line = told[0]
                check("… with its bytes and its broker",
                      line.get("bytes_received") == 4 and line.get("bytes_sent") == 4
                      and line.get("broker") == f"{broker}:9094", line)
            check("Envoy logs no error", not err.read().strip(), "")
    server.close()


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
    check("statistics of brokers' listeners carry their names", 'listener_address="broker-0"' in text
          or "envoy_listener_broker_0" in text or "broker-0" in text)
    print(f"statistics: {len(text.splitlines())} lines for two brokers")


main()
sys.exit(1 if failures else 0)
