"""Bytes that are no requests, and clients that never read: the connection is closed, memory is bounded, others go on."""

import os
import socket
import struct
import threading

import confluent_kafka

from cluster import Cluster, PATIENCE, wait_for
from producing import consume, kcat, make_topic


def cluster(program, folder):
    return Cluster(program, folder, 1, properties={
        "socket.request.max.bytes": 10_000_000, "offsets.topic.replication.factor": 1})


def connected(cluster):
    connection = socket.create_connection(("127.0.0.1", cluster.brokers[0].ports["PLAIN"]), PATIENCE)
    connection.settimeout(PATIENCE)
    return connection


def is_closed(connection) -> bool:
    """Reads to the end, which must come in time."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        pass
    return True


def request(api, version, body=b"", correlation=7, client=b"\x00\x01x", tags=b""):
    content = struct.pack(">hhi", api, version, correlation) + client + tags + body
    return struct.pack(">i", len(content)) + content


BAD = {
    "garbage": os.urandom(500_000),
    "a negative length": struct.pack(">i", -1),
    "a length beyond the bound": struct.pack(">i", 10_000_001),
    "a gigabyte": struct.pack(">i", 1 << 30) + b"\x00\x12\x00\x03",
    "no header": struct.pack(">i", 3) + b"abc",
    "an unknown request": request(999, 0),
    "an unknown version": request(3, 99),
    "a gigabyte of topics in ten bytes": request(3, 1, struct.pack(">i", 1 << 30)),
    "a negative count": request(3, 1, struct.pack(">i", -2)),
    "a length of text that lies": request(3, 1, struct.pack(">ih", 1, 30_000)),
    "a compact length that lies": request(3, 12, b"\xff\xff\xff\xff\x0f", tags=b"\x00"),
    "tags without end": request(18, 3, b"", tags=b"\xff\xff\xff\xff\x0f"),
    "bytes that are left": request(18, 0, b"more"),
    "HTTP": b"GET / HTTP/1.1\r\nHost: kafka\r\n\r\n",
    "TLS": bytes.fromhex("160301020001000" + "1fc0303") + os.urandom(300),
}


def check_bad_bytes_end_their_connection_and_nobody_elses(cluster):
    make_topic(cluster, "undisturbed")
    witness = confluent_kafka.Producer({"bootstrap.servers": cluster.servers()})
    errors = []
    witness.produce("undisturbed", "first", on_delivery=lambda error, _: errors.append(error))
    assert witness.flush(PATIENCE) == 0
    before = cluster.brokers[0].memory()
    for name, data in BAD.items():
        for cut in {len(data), len(data) - 1}:
            connection = connected(cluster)
            try:
                connection.sendall(data[:cut])
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            assert is_closed(connection), name
            connection.close()
    witness.produce("undisturbed", "last", on_delivery=lambda error, _: errors.append(error))
    assert witness.flush(PATIENCE) == 0 and errors == [None, None], errors
    assert len(consume(cluster, "undisturbed", 2, group="undisturbed")) == 2
    grown = cluster.brokers[0].memory() - before
    assert grown < 100 << 20, f"{grown >> 20} MB more"
    log = cluster.brokers[0].log().count("a client's connection is ended")
    assert 0 < log < 100, log
    return f"{len(BAD)} kinds, {grown / (1 << 20):.0f} MB more, {log} log lines"


def check_an_unknown_version_of_ApiVersions_is_answered(cluster):
    connection = connected(cluster)
    connection.sendall(request(18, 77, tags=b"\x00"))
    size, correlation, error, count, api, low, high = struct.unpack(">iihihhh", connection.recv(4 + 4 + 2 + 4 + 6))
    assert (correlation, error, count, api, low) == (7, 35, 1, 18, 0) and high >= 3 and size == 16
    connection.sendall(request(18, 0))
    assert struct.unpack(">iih", connection.recv(10))[1:] == (7, 0)
    connection.close()


def check_a_client_that_never_reads_costs_little(cluster):
    make_topic(cluster, "unread")
    producer = confluent_kafka.Producer({"bootstrap.servers": cluster.servers(), "linger.ms": 20})
    for _ in range(40):
        producer.produce("unread", os.urandom(500_000))
    assert producer.flush(PATIENCE) == 0
    before = cluster.brokers[0].memory()
    fetch = request(
        1, 4, struct.pack(">iiiibi", -1, 0, 1, 50_000_000, 0, 1) + struct.pack(">h6si", 6, b"unread", 1)
        + struct.pack(">iqi", 0, 0, 50_000_000))
    silent = []
    for _ in range(3):
        connection = connected(cluster)
        connection.setblocking(False)
        try:
            for _ in range(2000):
                connection.send(fetch)
        except BlockingIOError:
            pass
        silent.append(connection)
    try:
        for number in range(5):
            assert kcat(cluster, "-L") and len(consume(cluster, "unread", 40, group=f"reader-{number}")) == 40
        grown = cluster.brokers[0].memory() - before
        assert grown < 250 << 20, f"{grown >> 20} MB more"
        return f"{grown / (1 << 20):.0f} MB more"
    finally:
        for connection in silent:
            connection.close()


def check_many_connections_come_and_go(cluster):
    def storm():
        for _ in range(200):
            connection = connected(cluster)
            connection.send(request(18, 0)[:7])
            connection.close()

    threads = [threading.Thread(target=storm) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    wait_for("the broker answers", lambda: "127.0.0.1" in kcat(cluster, "-L"))
