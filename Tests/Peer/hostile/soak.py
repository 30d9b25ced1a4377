#!/usr/bin/env python3
"""soak.py KOPERATOR FOLDER [MESSAGES [CONNECTS]]: so many messages, and so many connects and resets, against the real
server, in the clear and then by mutual TLS; its memory must be as large at the end as it was after warming up."""

import pathlib
import socket
import ssl
import struct
import sys
import time

from envoy.service.discovery.v3 import discovery_pb2

import frames
from certificates import Authority
from control_plane import ControlPlane
from frames import Wire, call, frame, message
from measure import Memory, Witness
from streams import URLS, node

binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
MESSAGES = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
CONNECTS = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000
BROKERS, CONNECTIONS, STREAMS, ROUNDS = 60, 8, 16, 100
WARM = 10  # of the rounds: what comes before is not compared
TOLERANCE = 8  # MB: what the allocator keeps back differs by some from one moment to another
GREETING = frames.settings(initial_window_size=0x7FFFFFFF) + frame(
    frames.WINDOW_UPDATE, 0, 0, struct.pack(">I", 0x7FFFFFFF - 65535))
RESET = frame(frames.RST_STREAM, 0, 1, struct.pack(">I", 8))


def parse(text):
    host, port = text.rsplit(":", 1)
    return host, int(port)


def request(nonce="", names=(), drop=(), who=None):
    return discovery_pb2.DeltaDiscoveryRequest(
        type_url=URLS["endpoints"], response_nonce=nonce, resource_names_subscribe=names,
        resource_names_unsubscribe=drop, node=node(name=who) if who else None).SerializeToString()


class Talkers:
    """Streams that answer every response and ask for something else with it: each response is one to this client alone."""

    def __init__(self, address):
        self.wires, self.turn, self.messages = [], 0, 0
        for number in range(CONNECTIONS):
            wire = Wire(address, greeting=GREETING)
            ids = range(1, 2 * STREAMS, 2)
            wire.send(b"".join(
                call(i) + message(i, request(names=[f"broker-{i % BROKERS}"], who=f"talker-{number}-{i}")) for i in ids))
            self.wires.append((wire, dict.fromkeys(ids, "")))
            self.messages += STREAMS

    def talk(self, count):
        """About so many messages, both ways."""
        end = self.messages + count
        while self.messages < end:
            self.turn += 1
            for wire, nonces in self.wires:
                # A change may come before what was asked for: whatever came is answered.
                waiting = set(nonces)
                for stream, body in wire.messages(20):
                    nonces[stream] = discovery_pb2.DeltaDiscoveryResponse.FromString(body).nonce
                    self.messages += 1
                    waiting.discard(stream)
                    if not waiting:
                        break
                if waiting:
                    raise AssertionError("a stream was not answered within 20 s")
                batch = []
                for stream, nonce in nonces.items():
                    name = f"broker-{(self.turn + stream) % BROKERS}"
                    names, drop = ([name], [f"gone-{self.turn - 1}"]) if self.turn % 3 else ([f"gone-{self.turn}", name], [])
                    batch.append(message(stream, request(nonce, names, drop)))
                wire.send(b"".join(batch))
                self.messages += len(batch)

    def close(self):
        for wire, _ in self.wires:
            wire.close()


class Comers:
    """Connections that come and go, each in another way."""

    def __init__(self, address, context=None):
        self.address, self.context, self.count = address, context, 0

    def come(self, count):
        for _ in range(count):
            self.count += 1
            connection = socket.create_connection(self.address, timeout=20)
            # A half of them is reset instead of closed.
            if self.count % 2:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            try:
                self.act(connection)
            except (ConnectionError, ssl.SSLError) as error:
                raise AssertionError(f"a connection was refused: {error}") from None
            finally:
                connection.close()

    def act(self, connection):
        way = self.count % 6
        if way == 0:
            return
        if self.context:
            if way == 1:
                connection.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 40)
                return
            # The socket is the wrapper's then, and ends with it, in the same way.
            connection = self.context.wrap_socket(connection, server_hostname="localhost")
        elif way == 1:
            connection.sendall(frames.PREFACE[:10])
            return
        body = message(1, request(names=["broker-1"], who=f"comer-{self.count % 50}"))
        if way == 2:
            body = body[:-5]
        connection.sendall(frames.PREFACE + GREETING + call(1) + body)
        if way > 2:
            self.read(connection)
        if way == 3:
            connection.sendall(RESET)
            self.read(connection, until=None)
        if way == 4:
            connection.sendall(frame(frames.GOAWAY, 0, 0, bytes(8)))
        if self.context:
            connection.close()

    @staticmethod
    def read(connection, until=b"ClusterLoadAssignment"):
        """Reads until the response is there; with nothing to wait for, what is there."""
        if until is None:
            connection.settimeout(0.001)
            try:
                connection.recv(65536)
            except (TimeoutError, ssl.SSLWantReadError):
                pass
            return
        seen = b""
        while until not in seen:
            piece = connection.recv(65536)
            if not piece:
                raise AssertionError("the connection ended before the response")
            seen += piece


def flat(label, plane, work):
    """Does `work` round by round; the memory of the server after each tenth of them, and whether it grew."""
    memory, begin, warm, figures = Memory(plane.process.pid), time.monotonic(), 0, []
    for number in range(1, ROUNDS + 1):
        work()
        if number == WARM:
            warm = memory.now()
        if number % 10 == 0:
            figures.append(f"{memory.now():.1f}")
    growth = memory.now() - warm
    print(f"{label}: {time.monotonic() - begin:.0f} s; memory after each tenth, in MB: {' '.join(figures)}; "
          f"from the first to the last {growth:+.1f} (tolerance {TOLERANCE})", flush=True)
    return growth <= TOLERANCE


well = True
with ControlPlane(binary, folder / "clear", "--threads", "2", brokers=range(BROKERS)) as plane:
    witness = Witness(plane, BROKERS)
    talkers, comers = Talkers(parse(plane.xds)), Comers(parse(plane.xds))

    def round_in_clear():
        talkers.talk(MESSAGES // ROUNDS)
        comers.come(CONNECTS // ROUNDS)

    well &= flat(f"in the clear, {MESSAGES} messages, {CONNECTS} connects", plane, round_in_clear)
    print(f"  {talkers.messages} messages on {CONNECTIONS} connections of {STREAMS} streams; {comers.count} connects, a half "
          f"of them reset; {len(witness.samples)} changes reached the client beside them", flush=True)
    talkers.close()
    witness.close()
    plane.terminate()

authority = Authority(folder)
certificate, key = authority.issue("server", "DNS:localhost")
own = authority.issue("own", "URI:spiffe://example.org/envoy/shop/kafka/external")
context = ssl.create_default_context(cafile=authority.certificate)
context.load_cert_chain(*own)
context.set_alpn_protocols(["h2"])
tls = ["--xds-cert", certificate, "--xds-key", key, "--xds-client-ca", authority.certificate]
with ControlPlane(binary, folder / "tls", "--threads", "2", *tls, brokers=range(BROKERS)) as plane:
    witness = Witness(plane, BROKERS, authority.certificate, *own)
    comers = Comers(parse(plane.xds), context)
    well &= flat(f"mutual TLS, {CONNECTS} connects", plane, lambda: comers.come(CONNECTS // ROUNDS))
    print(f"  {comers.count} connects, a half of them reset; {len(witness.samples)} changes reached the client beside them")
    witness.close()
    plane.terminate()

if not well:
    sys.exit("memory grows")
