#!/usr/bin/env python3
"""checks.py KOPERATOR FOLDER [WORD...]: attacks the real server, one attack after the other; prints a line for each.

With words, only the attacks whose names have one of them."""

import os
import pathlib
import queue
import resource
import socket
import struct
import sys
import threading
import time
import traceback

import grpc
from envoy.service.discovery.v3 import discovery_pb2
from google.protobuf import struct_pb2

import frames
from certificates import Authority
from control_plane import ControlPlane
from crowds import Crowd, hello
from frames import Wire, call, fields, frame, message
from measure import Case, Witness
from streams import URLS, Ended, Stream, node

binary, folder, words = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
BROKERS = 60
passed, failed = 0, 0


def expect(condition, detail=""):
    if not condition:
        raise AssertionError(str(detail)[:800])


class Suite:
    """The attacks on one server."""

    def __init__(self, plane, *credentials):
        self.plane, self.credentials = plane, credentials
        self.address = self.parse(plane.xds)
        self.admin = self.parse(plane.admin)
        self.witness = Witness(plane, BROKERS, *credentials)
        self.case = Case(plane, self.witness)

    @staticmethod
    def parse(text):
        host, port = text.rsplit(":", 1)
        return host, int(port)

    def attack(self, name, bound, body, *arguments):
        """Runs an attack; `bound` is by how much the server's memory may grow, in MB."""
        global passed, failed
        if words and not any(word in name for word in words):
            return
        try:
            figures = self.case.measured(body, bound, *arguments)
            self.witness.expect_well()
        except Exception as error:
            failed += 1
            print(f"FAILED: {name}: {error or error.__class__.__name__}", flush=True)
            if not isinstance(error, AssertionError):
                traceback.print_exc()
        else:
            passed += 1
            print(f"ok: {name}: {figures}", flush=True)

    def counted(self, reason):
        return self.plane.metric(f'koperator_connections_refused_total{{listener="xds",reason="{reason}"}}')

    # MARK: Floods

    def flood(self, piece, connections=2, first=b""):
        """Sends `piece` on several connections until each is ended; the code of each GOAWAY that was seen."""
        codes = []
        for _ in range(connections):
            with Wire(self.address) as wire:
                wire.send(first)
                end = time.monotonic() + 15
                while wire.send(piece):
                    expect(time.monotonic() < end, "the flood is taken for ever")
                codes.append(wire.goodbye(2))
        for code in codes:
            expect(code in (None, frames.ENHANCE_YOUR_CALM), f"GOAWAY {code}")
        return f"{connections} connections ended"

    def rapid_reset(self):
        stop = struct.pack(">I", 8)

        def piece():
            return b"".join(call(i) + frame(frames.RST_STREAM, 0, i, stop) for i, _ in zip(ids, range(500)))

        sent = 0
        for _ in range(2):
            ids = iter(range(1, 1 << 30, 2))
            with Wire(self.address) as wire:
                end = time.monotonic() + 15
                while wire.send(piece()):
                    sent += 500
                    expect(time.monotonic() < end, "the flood is taken for ever")
        return f"2 connections ended after {sent} streams"

    def continuation(self):
        head = frame(frames.HEADERS, 0, 1, frames.call_fields())
        return self.flood(frame(frames.CONTINUATION, 0, 1) * 1000, first=head)

    def header_bomb(self):
        """One entry of 4,000 bytes in HPACK's table, named 15,000 times: 60 MB of fields in 15 KB."""
        entry = b"\x40" + frames.integer(1, 7) + b"x" + frames.integer(4000, 7) + b"y" * 4000
        block = frames.call_fields() + entry + b"\xbe" * 12_000
        with Wire(self.address) as wire:
            for i in range(1, 101, 2):
                wire.send(frame(frames.HEADERS, frames.END_HEADERS | frames.END_STREAM, i, block))
            answered = sum(kind == frames.HEADERS for kind, *_ in wire.frames(1))
        expect(answered, "nothing was answered")
        return f"{answered} of 50 answered"

    # MARK: Messages

    def first_request(self, kind, names=(), who="hostile", **more):
        request = discovery_pb2.DeltaDiscoveryRequest(
            type_url=URLS[kind], node=node(name=who), resource_names_subscribe=names, **more)
        return request.SerializeToString()

    def oversized(self):
        with Wire(self.address) as wire:
            wire.send(call(1) + message(1, b"x" * 1000, length=0x7FFFFFFF))
            statuses = b"".join(payload for kind, _, _, payload in wire.frames(2) if kind == frames.HEADERS)
            expect(statuses, "no status")
        return "refused by its length"

    def unfinished(self):
        """Messages of 30 MB that never end, on many connections."""
        body, taken = struct.pack(">BI", 0, 30 << 20) + b"x" * (29 << 20), 0
        wires = [Wire(self.address) for _ in range(20)]
        for wire in wires:
            wire.send(call(1))
            taken += wire.upload(1, body)
        for wire in wires:
            wire.close()
        return f"{taken >> 20} MB were taken on {len(wires)} connections"

    def compressed(self):
        for _ in range(5):
            with Wire(self.address) as wire:
                wire.send(call(1) + message(1, os.urandom(100_000), flag=1))
                seen = [payload for kind, _, _, payload in wire.frames(0.2) if kind == frames.HEADERS]
                expect(seen, "no status")
        return "5 refused"

    def garbage(self):
        """Random bytes: instead of HTTP, after the preface, as frames of every kind, as messages."""
        for number in range(100):
            noise = os.urandom(20_000)
            with socket.create_connection(self.address, timeout=5) as connection:
                try:
                    connection.sendall(noise if number % 2 else frames.PREFACE + noise)
                except OSError:
                    pass
            with Wire(self.address) as wire:
                for _ in range(20):
                    kind, flags, size = os.urandom(1)[0] % 12, os.urandom(1)[0], os.urandom(1)[0]
                    wire.send(frame(kind, flags, os.urandom(1)[0] % 8, os.urandom(size)))
            with Wire(self.address) as wire:
                for i in range(1, 21, 2):
                    wire.send(call(i) + message(i, os.urandom(200)))
        return "300 connections"

    def large_node(self):
        """Many streams whose nodes have 1 MB of metadata each, and keep open."""
        metadata = struct_pb2.Struct()
        metadata.update({"namespace": "shop", "accessPoint": "external"})
        for number in range(10_000):
            metadata.update({f"label-{number:06}": "v" * 80})
        with grpc.insecure_channel(self.plane.xds) as channel:
            streams = []
            for number in range(12):
                who = node(name=f"heavy-{number}")
                who.metadata.CopyFrom(metadata)
                streams.append(Stream(channel, "ADS", True, who=who))
                streams[-1].ask("cluster")
                expect(streams[-1].receive().resources)
            before = self.case.memory.now()
            size = who.ByteSize()
        return f"12 nodes of {size >> 10} KB served; with all of them open, {before:.0f} MB"

    def large_group(self):
        """Nodes of groups that do not exist, whose names have 1 MB each."""
        with grpc.insecure_channel(self.plane.xds) as channel:
            for number in range(100):
                stream = Stream(channel, "ADS", True, who=node(namespace=f"{number}" + "n" * 1_000_000))
                stream.ask("cluster")
                ended = stream.end()
                expect(ended.code == grpc.StatusCode.UNAVAILABLE, ended)
        return "100 nodes refused"

    def deep_node(self):
        """Metadata that is nested 20,000 deep is refused."""
        value = b""
        for _ in range(20_000):
            # Value.struct_value{fields{value}} by hand: the library would not make it.
            entry = b"\x12" + frames_length(value)
            value = b"\x2a" + frames_length(b"\x0a" + frames_length(entry))
            if len(value) > 3_000_000:
                break
        metadata = b"\x0a" + frames_length(b"\x0a\x01k\x12" + frames_length(value))
        body = b"\x0a" + frames_length(b"\x0a\x01i\x12\x05kafka" + b"\x1a" + frames_length(metadata))
        with Wire(self.address) as wire:
            wire.send(call(1) + message(1, body))
            expect(any(kind == frames.HEADERS for kind, *_ in wire.frames(2)), "no status")

    def rejecter(self):
        """A client that rejects everything at once, with long reasons."""
        responses = 0
        with grpc.insecure_channel(self.plane.xds) as channel:
            streams = [Stream(channel, "ADS", True, who=node(name=f"rejecter-{i}")) for i in range(16)]
            for stream in streams:
                stream.ask("cluster")
                stream.ask("listener")
            end = time.monotonic() + 3
            while time.monotonic() < end:
                for stream in streams:
                    while not stream.inbox.empty():
                        response = stream.receive()
                        responses += 1
                        kind = next(kind for kind, url in URLS.items() if url == response.type_url)
                        stream.acknowledge(response, kind, error="no" * 20_000)
                time.sleep(0.02)
            self.plane.get("/streams")
            for stream in streams:
                stream.close()
        # Clusters and listeners did not change: each was sent once, and rests.
        expect(responses <= 2 * len(streams), f"{responses} responses in 3 s: it storms")
        return f"16 streams, {responses} responses"

    # MARK: Readers that do not read

    def deaf(self):
        """Clients that ask for everything and never read, while the configuration changes."""
        wires = []
        for number in range(50):
            wire = Wire(self.address, receive_buffer=2048, greeting=frames.settings(initial_window_size=0x7FFFFFFF))
            wires.append(wire)
            wire.send(frame(frames.WINDOW_UPDATE, 0, 0, struct.pack(">I", 0x7FFF0000)))
            for i in range(1, 41, 2):
                wire.send(call(i))
                for kind in ("cluster", "listener"):
                    wire.send(message(i, self.first_request(kind, ["*"], who=f"deaf-{number}-{i}")))
                wire.send(message(i, self.first_request(
                    "endpoints", [f"broker-{b}" for b in range(BROKERS)], who=f"deaf-{number}-{i}")))
        for turn in range(10):
            self.plane.publish_manifest(range(BROKERS - 1 + turn % 2))
            self.witness.next_update()
        streams = self.streams() - 1
        for wire in wires:
            wire.close()
        return f"{streams:.0f} such streams were open, 10 changes of everything"

    def liar(self):
        """Clients that do not read, and acknowledge what they guess that they were sent."""
        wires = [Wire(self.address, receive_buffer=2048) for _ in range(4)]
        asked, before = 0, self.plane.metric("koperator_xds_responses_total")
        # While the generation stands still every nonce can be guessed.
        self.witness.hold()
        for number, wire in enumerate(wires):
            wire.send(call(1))
            wire.say(1, self.first_request("cluster", ["*"], who=f"liar-{number}"))
            _, body = next(wire.messages(10))
            generation = discovery_pb2.DeltaDiscoveryResponse.FromString(body).nonce.split(".")[0]
            for count in range(10_000):
                request = discovery_pb2.DeltaDiscoveryRequest(
                    type_url=URLS["cluster"], response_nonce=f"{generation}.{count}", resource_names_subscribe=["*"])
                if not wire.say(1, request.SerializeToString(), 2):
                    break
                asked += 1
        responses = self.plane.metric("koperator_xds_responses_total") - before
        self.witness.go_on()
        self.witness.next_update()
        for wire in wires:
            wire.close()
        return f"{asked} requests, {responses:.0f} responses"

    def hoarder(self):
        """A stream that asks for ever more names that do not exist."""
        asked = 0
        with Wire(self.address) as wire:
            wire.send(call(1))
            wire.say(1, self.first_request("cluster", ["nobody"], who="hoarder"))
            for turn in range(100):
                names = [f"{turn:06}-{number:06}-" + "n" * 4000 for number in range(250)]
                request = discovery_pb2.DeltaDiscoveryRequest(type_url=URLS["cluster"], resource_names_subscribe=names)
                if not wire.say(1, request.SerializeToString()):
                    break
                asked += len(names)
        return f"{asked} names of 4 KB were taken"

    def nagger(self):
        """A stream that has asked for 30,000 names, and asks for one more again and again."""
        asked = 0
        with Wire(self.address) as wire:
            names = [f"name-{number}" for number in range(30_000)]
            wire.send(call(1))
            wire.say(1, self.first_request("cluster", names, who="nagger"))
            for turn in range(2_000):
                request = discovery_pb2.DeltaDiscoveryRequest(
                    type_url=URLS["cluster"], resource_names_subscribe=[f"more-{turn}"])
                if not wire.say(1, request.SerializeToString()):
                    break
                asked += 1
            self.witness.next_update()
        return f"{asked} requests"

    def streams(self):
        return self.plane.metric('koperator_xds_streams{group="shop/kafka/external"}')

    def deaf_reader_of_status(self):
        """Requests on the admin address, over and over, by clients that do not read."""
        pages = b"".join(f"GET /{page} HTTP/1.1\r\nhost: x\r\n\r\n".encode() for page in ("streams", "metrics", "status"))
        ids = range(1, 256, 2)
        head = fields([(":method", "GET"), (":scheme", "http"), (":path", "/metrics"), (":authority", "x")])
        frames2 = frames.PREFACE + frames.settings(initial_window_size=0x7FFFFFFF) + b"".join(
            frame(frames.HEADERS, frames.END_HEADERS | frames.END_STREAM, i, head) for i in ids)
        connections = []
        for number in range(200):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            connection.connect(self.admin)
            connection.setblocking(False)
            try:
                connection.send(frames2 if number % 2 else pages * 100)
            except OSError:
                pass
            connections.append(connection)
        time.sleep(2)
        for connection in connections:
            connection.close()
        expect(self.plane.get("/healthz")[0] == 200, "the admin address does not answer")
        return "200 connections"

    # MARK: Slow and silent

    def slow(self):
        """Slow-loris, in every form that there is: none may stay."""
        half = frames.PREFACE[:12]
        head = frames.PREFACE + frames.settings() + frame(frames.HEADERS, 0, 1, frames.call_fields())
        drop = frame(frames.CONTINUATION, 0, 1, fields([("x", "y")]))
        with Crowd(self.admin, 200, b"GET /healthz HTTP/1.1\r\nhost: x\r\n") as http1, \
                Crowd(self.address, 300, half) as preface, Crowd(self.address, 300, b"") as silent, \
                Crowd(self.address, 300, b"POST / HTTP/1.1\r\n") as other, Crowd(self.address, 300, head) as trickle:
            crowds = [(http1, b"x: y\r\n"), (preface, b""), (silent, b""), (other, b"a: b\r\n"), (trickle, drop)]
            begin = time.monotonic()
            while any(crowd.open for crowd, _ in crowds):
                for crowd, word in crowds:
                    crowd.work(0.05)
                    if word:
                        crowd.say(word)
                expect(time.monotonic() < begin + 20, "some are still connected after 20 s: " + str(
                    [len(crowd.open) for crowd, _ in crowds]))
                time.sleep(0.7)
            took = time.monotonic() - begin
        expect(self.plane.get("/healthz")[0] == 200, "the admin address does not answer")
        return f"1,400 connections, the last was ended after {took:.1f} s"

    def plain_crowd(self, count):
        """Connections that say nothing."""
        with Crowd(self.address, count) as crowd:
            crowd.work(2)
            took = self.new_client()
            stayed = len(crowd.open)
        return f"{count} connects, {stayed} open at a time; a new client was served after {took:.1f} s"

    def half_handshakes(self, count):
        """Connections that say a ClientHello, and nothing more."""
        with Crowd(self.address, count, hello()) as crowd:
            crowd.work(3)
            took = self.new_client()
            stayed = len(crowd.open)
            given_up = self.counted("crowd")
        expect(given_up > 0, "no handshake is given up for another")
        return (f"{count} connects, {stayed} open at a time, {given_up:.0f} given up by then; a new client was served after "
                f"{took:.1f} s")

    def new_client(self):
        """How long a client that behaves takes to its first response, coming now."""
        begin = time.monotonic()
        options = [("grpc.use_local_subchannel_pool", 1), ("grpc.ssl_target_name_override", "localhost"),
                   ("grpc.initial_reconnect_backoff_ms", 200), ("grpc.max_reconnect_backoff_ms", 1000),
                   # How long a try to connect may take.
                   ("grpc.min_reconnect_backoff_ms", 2000)]
        while True:
            if self.credentials:
                authority, certificate, key = (pathlib.Path(path).read_bytes() for path in self.credentials)
                channel = grpc.secure_channel(
                    self.plane.xds, grpc.ssl_channel_credentials(authority, key, certificate), options=options)
            else:
                channel = grpc.insecure_channel(self.plane.xds, options=options)
            with channel:
                stream = Stream(channel, "ADS", True, who=node(name="newcomer"))
                stream.ask("cluster")
                try:
                    stream.receive()
                    return time.monotonic() - begin
                except (Ended, queue.Empty):
                    expect(time.monotonic() < begin + 60, "a new client is not served within a minute")
                    time.sleep(0.2)

    def close(self):
        self.witness.close()


def frames_length(data):
    """A field's length and its bytes."""
    return frames.integer(len(data), 7) + data if len(data) < 127 else varint(len(data)) + data


def varint(value):
    out = b""
    while value >= 128:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
many = 10_000
if soft < many + 1000:
    many = soft - 1000
    print(f"SKIPPED peer hostile: 10,000 connections at a time: {soft} descriptors allow {many} (ulimit -Hn)")

begin = time.monotonic()
with ControlPlane(binary, folder / "clear", "--threads", "1", brokers=range(BROKERS)) as plane:
    suite = Suite(plane)
    attack = suite.attack
    nothing = struct.pack(">I", 1)
    attack("rapid reset", 16, suite.rapid_reset)
    attack("PING flood", 16, suite.flood, frame(frames.PING, 0, 0, b"12345678") * 1000)
    attack("SETTINGS flood", 16, suite.flood, frames.settings(initial_window_size=65535) * 1000)
    attack("WINDOW_UPDATE flood", 16, suite.flood, frame(frames.WINDOW_UPDATE, 0, 0, nothing) * 1000)
    attack("PRIORITY flood", 16, suite.flood, frame(frames.PRIORITY, 0, 1, struct.pack(">IB", 3, 7)) * 1000)
    attack("empty DATA flood", 16, suite.flood, frame(frames.DATA, 0, 1) * 1000, 2, call(1))
    attack("CONTINUATION flood", 16, suite.continuation)
    attack("a header bomb", 16, suite.header_bomb)
    attack("an oversized message", 16, suite.oversized)
    attack("compressed messages", 32, suite.compressed)
    attack("garbage", 32, suite.garbage)
    attack("nodes with 1 MB of metadata", 96, suite.large_node)
    attack("groups with names of 1 MB", 64, suite.large_group)
    attack("metadata without a bottom", 96, suite.deep_node)
    attack("a client that rejects everything", 32, suite.rejecter)
    attack("readers that do not read", 64, suite.deaf)
    attack("readers of the status that do not read", 96, suite.deaf_reader_of_status)
    attack("readers that lie about what they read", 96, suite.liar)
    attack("names without an end", 96, suite.hoarder)
    attack("requests without an end", 96, suite.nagger)
    attack("messages without an end", 320, suite.unfinished)
    attack("slow-loris", 64, suite.slow)
    attack(f"{many} silent connections", 256, suite.plain_crowd, many)
    suite.close()
    plane.terminate()

authority = Authority(folder)
certificate, key = authority.issue("server", "DNS:localhost")
own = authority.issue("own", "URI:spiffe://example.org/envoy/shop/kafka/external")
tls = ["--xds-cert", certificate, "--xds-key", key, "--xds-client-ca", authority.certificate]
with ControlPlane(binary, folder / "tls", "--threads", "1", *tls, brokers=range(BROKERS)) as plane:
    suite = Suite(plane, authority.certificate, *own)
    suite.attack(f"{many} half-open TLS handshakes", 128, suite.half_handshakes, many)
    suite.close()
    plane.terminate()

print(f"{passed} passed, {failed} failed in {time.monotonic() - begin:.0f} s")
sys.exit(1 if failed else 0)
