"""A few requests of Kafka's protocol, for probes that must not depend on a client library."""

import socket
import struct
import threading
import time

API_VERSIONS, METADATA, DESCRIBE_CONFIGS = 18, 3, 32
BROKER = 4  # the kind of resource that DescribeConfigs is asked for


def request(key, version, correlation, body=b""):
    client = b"probe"
    message = struct.pack(">hhih", key, version, correlation, len(client)) + client + body
    return struct.pack(">i", len(message)) + message


def _read(connection, count):
    data = b""
    while len(data) < count:
        piece = connection.recv(count - len(data))
        if not piece:
            raise ConnectionError("closed by the other side")
        data += piece
    return data


def _exchange(connection, key, version, correlation, body=b""):
    connection.sendall(request(key, version, correlation, body))
    (size,) = struct.unpack(">i", _read(connection, 4))
    answer = _read(connection, size)
    if struct.unpack(">i", answer[:4])[0] != correlation:
        raise ConnectionError("the answer of another request")
    return answer[4:]


def connect(address, port, seconds=5, tls=None):
    """A connection; `tls` is (context, server name) where it is to be one of TLS."""
    plain = socket.create_connection((address, port), timeout=seconds)
    if tls is None:
        return plain
    try:
        context, name = tls
        return context.wrap_socket(plain, server_hostname=name)
    except BaseException:
        plain.close()
        raise


def identity_body(broker):
    """DescribeConfigs, version 1, for broker `broker`'s node.id: any other broker answers with an error."""
    name = str(broker).encode()
    return struct.pack(">ibh", 1, BROKER, len(name)) + name + struct.pack(">ih", 1, 7) + b"node.id" + b"\0"


def is_identity(answer):
    """Whether the answer to `identity_body` is that of the broker that was asked for."""
    return struct.unpack_from(">ih", answer, 4) == (1, 0)


def is_broker(connection, broker):
    """Asks the other side itself whether it is this broker."""
    return is_identity(_exchange(connection, DESCRIBE_CONFIGS, 1, 1, identity_body(broker)))


def api_versions(connection):
    """Asks for ApiVersions, and returns when the answer has come."""
    _exchange(connection, API_VERSIONS, 0, 2)


def advertised_brokers(address, port, seconds=5, tls=None):
    """{broker id: (host, port)} as the broker at (address, port) tells its clients (Metadata, version 1)."""
    with connect(address, port, seconds, tls) as connection:
        return brokers_advertised_on(connection)


def brokers_advertised_on(connection):
    """The same on a connection that is open."""
    answer = _exchange(connection, METADATA, 1, 1, struct.pack(">i", 0))
    brokers, offset = {}, 4
    for _ in range(struct.unpack(">i", answer[:4])[0]):
        broker, length = struct.unpack_from(">ih", answer, offset)
        host = answer[offset + 6:offset + 6 + length].decode()
        port, rack = struct.unpack_from(">ih", answer, offset + 6 + length)
        offset += 12 + length + max(rack, 0)
        brokers[broker] = (host, port)
    return brokers


class Probe:
    """One connection that asks for ApiVersions every 100 ms for as long as it lives, and never reconnects."""

    def __init__(self, address, port, interval=0.1, seconds=30):
        self.answers, self.failure, self.slowest = 0, None, 0.0
        self._connection = socket.create_connection((address, port), timeout=seconds)
        self._interval, self._stopping = interval, threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"probe {address}:{port}", daemon=True)
        self._thread.start()

    def _run(self):
        try:
            while not self._stopping.is_set():
                started = time.monotonic()
                _exchange(self._connection, API_VERSIONS, 0, self.answers)
                self.slowest = max(self.slowest, time.monotonic() - started)
                self.answers += 1
                self._stopping.wait(self._interval)
        except OSError as error:
            self.failure = repr(error)

    def stop(self):
        self._stopping.set()
        self._thread.join(35)
        self._connection.close()
