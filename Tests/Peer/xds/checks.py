#!/usr/bin/env python3
"""checks.py KOPERATOR FOLDER: drives the real xDS server with grpcio; prints a line a check, and how many passed."""

import os
import pathlib
import socket
import sys
import time
import traceback

import grpc

from certificates import Authority
from control_plane import ControlPlane
from streams import PATIENCE, SERVICES, URLS, Stream, node

binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
KINDS = {"LDS": "listener", "CDS": "cluster", "EDS": "endpoints", "SDS": "secret"}
ASSIGNMENTS = ["all-brokers", "broker-0", "broker-1", "broker-2"]
NAMES = {
    "cluster": ASSIGNMENTS, "endpoints": ASSIGNMENTS, "secret": [],
    "listener": ["all-brokers", "broker-0", "broker-1", "broker-2", "health"],
}
passed, failed = 0, 0


def check(name, body, *arguments):
    global passed, failed
    try:
        body(*arguments)
    except Exception as error:
        failed += 1
        print(f"FAILED: {name}: {error or error.__class__.__name__}", flush=True)
        if not isinstance(error, AssertionError):
            traceback.print_exc()
    else:
        passed += 1
        print(f"ok: {name}", flush=True)


def expect(condition, detail=""):
    if not condition:
        raise AssertionError(str(detail)[:800])


def same(found, wanted):
    expect(found == wanted, f"{found!r} is not {wanted!r}")


def refused(stream, code, *words):
    ended = stream.end()
    same(ended.code, code)
    for word in words:
        expect(word in ended.details, f"'{word}' is not in '{ended.details}'")


def until(condition, what):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError(f"never: {what}")


class Checks:
    """The checks of one way to speak xDS: a service and a variant, on a channel."""

    def __init__(self, plane, channel, service, delta, is_mutual=False):
        self.plane, self.channel, self.service, self.delta = plane, channel, service, delta
        self.is_mutual = is_mutual
        self.kinds = list(KINDS.values()) if service == "ADS" else [KINDS[service]]
        self.label = f"{'mTLS ' if is_mutual else ''}{service} {'delta' if delta else 'state of the world'}"

    def open(self, **more):
        return Stream(self.channel, self.service, self.delta, **more)

    def run(self):
        for kind in self.kinds:
            title = self.label + ("" if self.service != "ADS" else f" {kind}")
            if kind == "secret":
                check(f"{title}: a secret that does not exist", self.missing_secret)
                continue
            check(f"{title}: everything is served, and an acceptance is not answered", self.everything, kind)
            check(f"{title}: subscribe, unsubscribe and subscribe again", self.names, kind)
            check(f"{title}: names that do not exist", self.missing, kind)
            check(f"{title}: a rejection is counted, shown, and not answered at once", self.rejection, kind)
            check(f"{title}: a client that comes back with what it has", self.reconnect, kind)
            check(f"{title}: a stale nonce", self.stale, kind)
        check(f"{self.label}: another type than the stream's", self.wrong_type)
        check(f"{self.label}: a first request without a node", self.no_node)
        check(f"{self.label}: a node of another cluster", self.unknown_group)
        check(f"{self.label}: a node without an access point", self.no_access_point)
        check(f"{self.label}: a deadline of the call", self.deadline)
        check(f"{self.label}: a change is pushed", self.push)

    def wanted(self, kind):
        # Endpoints are asked for by name: no names ask for nothing.
        return NAMES[kind] if kind == "endpoints" else []

    def first(self, kind):
        stream = self.open()
        stream.ask(kind, self.wanted(kind))
        response = stream.receive()
        same(response.type_url, URLS[kind])
        return stream, response

    def everything(self, kind):
        stream, response = self.first(kind)
        same(sorted(stream.contents(kind, response)), NAMES[kind])
        expect(response.nonce and response.control_plane.identifier.startswith("koperator/"), response)
        expect(response.system_version_info if self.delta else response.version_info, "there is no version")
        stream.acknowledge(response, kind, self.wanted(kind))
        expect(stream.is_quiet())
        stream.close()

    def names(self, kind):
        stream = self.open()
        stream.ask(kind, ["broker-0"])
        response = stream.receive()
        same(list(stream.contents(kind, response)), ["broker-0"])
        stream.acknowledge(response, kind, ["broker-0"])
        if self.delta:
            stream.ask(kind, ["broker-1"])
        else:
            stream.ask(kind, ["broker-0", "broker-1"], version=response.version_info, nonce=response.nonce)
        response = stream.receive()
        expect("broker-1" in stream.contents(kind, response), response)
        stream.acknowledge(response, kind, ["broker-0", "broker-1"])
        if self.delta:
            stream.ask(kind, drop=["broker-1"])
        else:
            stream.ask(kind, ["broker-0"], version=response.version_info, nonce=response.nonce)
        expect(stream.is_quiet())
        if self.delta:
            stream.ask(kind, ["broker-1"])
            same(list(stream.contents(kind, stream.receive())), ["broker-1"])
        else:
            stream.ask(kind, ["broker-0", "broker-1"], version=response.version_info, nonce=response.nonce)
            expect("broker-1" in stream.contents(kind, stream.receive()))
        stream.close()

    def missing(self, kind):
        stream = self.open()
        stream.ask(kind, ["nobody"])
        response = stream.receive()
        if self.delta:
            same(list(response.removed_resources), ["nobody"])
        elif kind == "endpoints":
            same(len(stream.contents(kind, response)["nobody"].endpoints), 0)
        else:
            same(len(response.resources), 0)
        stream.close()

    def missing_secret(self):
        stream = self.open()
        stream.ask("secret", ["nobody"])
        if self.delta:
            same(list(stream.receive().removed_resources), ["nobody"])
        else:
            expect(stream.is_quiet())
        stream.close()

    def rejection(self, kind):
        series = f'koperator_xds_rejections_total{{group="shop/kafka/external",type="{URLS[kind]}"}}'
        before = self.plane.metric(series)
        who = node(name=f"rejecter-{self.label}-{kind}")
        stream = self.open(who=who)
        stream.ask(kind, self.wanted(kind))
        response = stream.receive()
        stream.acknowledge(response, kind, self.wanted(kind), error="broker-1: no such thing", version="")
        until(lambda: self.plane.metric(series) == before + 1, "the rejection is counted")
        expect(stream.is_quiet())
        line = self.plane.wait_for_line(f'node="rejecter-{self.label}-{kind}"')
        expect("broker-1: no such thing" in line, line)
        status, body = self.plane.get("/streams")
        expect(status == 200 and "broker-1: no such thing" in body, body)
        stream.close()

    def reconnect(self, kind):
        stream, response = self.first(kind)
        stream.acknowledge(response, kind, self.wanted(kind))
        if not self.delta:
            stream.close()
            again = self.open()
            again.ask(kind, self.wanted(kind), version=response.version_info)
            same(again.receive().version_info, response.version_info)
            again.close()
            return
        versions = {entry.name: entry.version for entry in response.resources}
        # An acceptance that is lost with the stream leaves doubt of what the client has.
        expect(stream.is_quiet())
        stream.close()
        again = self.open()
        again.ask(kind, self.wanted(kind), versions=versions)
        if kind == "endpoints":
            expect(again.is_quiet())
        else:
            # Who asks for everything is told that this is all.
            response = again.receive()
            expect(not response.resources and not response.removed_resources, response)
            again.acknowledge(response, kind)
            expect(again.is_quiet())
        again.close()
        again = self.open()
        versions["broker-0"] = "another"
        versions["gone"] = "1"
        again.ask(kind, self.wanted(kind), versions=versions)
        response = again.receive()
        same(list(again.contents(kind, response)), ["broker-0"])
        if kind == "listener" or (kind == "cluster" and self.service != "ADS"):
            # On an aggregated stream a cluster goes when the listeners that may name it have been acknowledged.
            same(list(response.removed_resources), ["gone"])
        again.close()

    def stale(self, kind):
        stream, response = self.first(kind)
        stream.acknowledge(response, kind, self.wanted(kind))
        if self.delta:
            # It says nothing of what is running, but what it subscribes to counts.
            stream.ask(kind, ["nobody"], nonce="stale")
            same(list(stream.receive().removed_resources), ["nobody"])
        else:
            stream.ask(kind, ["broker-0"], version=response.version_info, nonce="stale")
            expect(stream.is_quiet())
        stream.close()

    def wrong_type(self):
        stream = self.open()
        if self.service == "ADS":
            stream.ask("cluster", url="")
            refused(stream, grpc.StatusCode.INVALID_ARGUMENT, "type_url")
        else:
            stream.ask("cluster", url="type.googleapis.com/example.Other")
            refused(stream, grpc.StatusCode.INVALID_ARGUMENT, "example.Other")

    def no_node(self):
        stream = self.open(who="none")
        stream.ask(self.kinds[0])
        refused(stream, grpc.StatusCode.INVALID_ARGUMENT, "node")

    def unknown_group(self):
        stream = self.open(who=node(cluster="other"))
        stream.ask(self.kinds[0])
        # A certificate that does not name the group hides whether the group is there.
        code = grpc.StatusCode.PERMISSION_DENIED if self.is_mutual else grpc.StatusCode.UNAVAILABLE
        refused(stream, code, "shop/other/external")

    def no_access_point(self):
        stream = self.open(who=node(access_point=""))
        stream.ask(self.kinds[0])
        refused(stream, grpc.StatusCode.INVALID_ARGUMENT, "accessPoint")

    def deadline(self):
        begin = time.monotonic()
        stream = self.open(timeout=0.5)
        stream.ask(self.kinds[0], ["broker-0"])
        same(stream.end().code, grpc.StatusCode.DEADLINE_EXCEEDED)
        took = time.monotonic() - begin
        expect(0.4 < took < 5, f"{took} s")

    def push(self):
        kind = "endpoints" if self.service == "ADS" else self.kinds[0]
        if kind == "secret":
            return self.missing_secret()
        stream, response = self.first(kind)
        stream.acknowledge(response, kind, self.wanted(kind))
        try:
            if kind == "endpoints":
                self.plane.publish([0, 1, 2], moved=[1])
            else:
                self.plane.publish([0, 1, 2, 3])
            response = stream.receive()
            contents = stream.contents(kind, response)
            if kind == "endpoints":
                address = contents["broker-1"].endpoints[0].lb_endpoints[0].endpoint.address.socket_address
                same(address.address, "127.1.0.3")
            else:
                expect("broker-3" in contents, list(contents))
            stream.acknowledge(response, kind, self.wanted(kind))
        finally:
            stream.close()
            self.plane.publish([0, 1, 2])
        probe = Stream(self.channel, "CDS", True)
        probe.ask("cluster")

        def restored():
            look = Stream(self.channel, "ADS", True, who=node(name="look"))
            look.ask("cluster")
            names = sorted(look.contents("cluster", look.receive()))
            look.close()
            look = Stream(self.channel, "EDS", True, who=node(name="look"))
            look.ask("endpoints", ["broker-1"])
            entry = look.contents("endpoints", look.receive())["broker-1"]
            look.close()
            address = entry.endpoints[0].lb_endpoints[0].endpoint.address.socket_address.address
            return names == ASSIGNMENTS and address == "127.0.0.3"

        until(restored, "the first state is back")
        probe.close()


def on_the_wire(plane, data, half_close=False):
    """Sends raw bytes; what comes back until the server ends the connection, or nothing comes for a while."""
    host, port = plane.xds.rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.settimeout(5)
        try:
            connection.sendall(data)
            if half_close:
                connection.shutdown(socket.SHUT_WR)
            received = b""
            while piece := connection.recv(65536):
                received += piece
            return received, True
        except TimeoutError:
            return received, False
        except ConnectionError:
            return b"", True


def bad_bytes(plane, channel):
    stream = Stream(channel, "ADS", True)
    stream.ask("cluster")
    response = stream.receive()
    stream.acknowledge(response, "cluster")
    preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    settings = b"\0\0\0\4\0\0\0\0\0"
    samples = {
        "random bytes": os.urandom(4096), "a lone zero": b"\0" * 64, "TLS to cleartext": b"\x16\x03\x01\x02\x00" * 20,
        "half a preface": preface[:10], "a preface and garbage": preface + os.urandom(512),
        "a frame that is too long": preface + settings + b"\xff\xff\xff\0\0\0\0\0\1" + b"x" * 40000,
        "a truncated frame": preface + settings + b"\0\1\0\1\4\0\0\0\1abc",
        "a head without an end": b"GET / HTTP/1.1\r\nx: " + b"y" * 200_000,
        "a bare line feed": b"GET / HTTP/1.1\nhost: x\n\n",
    }
    for name, data in samples.items():
        check(f"bad bytes: {name}: the connection ends, others do not notice", bad_sample, plane, data)
    check("bad bytes: a stream that was open all the time still gets changes", survivor, plane, stream)


def bad_sample(plane, data):
    _, ended = on_the_wire(plane, data, half_close=True)
    expect(ended, "the connection stays open")
    same(plane.get("/healthz")[0], 200)


def survivor(plane, stream):
    plane.publish([0, 1, 2, 3])
    response = stream.receive()
    same(list(stream.contents("cluster", response)), ["broker-3"])
    stream.acknowledge(response, "cluster")
    plane.publish([0, 1, 2])
    same(list(stream.receive().removed_resources), ["broker-3"])
    stream.close()


def other_methods(channel):
    method = channel.unary_unary("/envoy.service.discovery.v3.AggregatedDiscoveryService/Nothing")
    try:
        method(b"", timeout=PATIENCE)
    except grpc.RpcError as error:
        same(error.code(), grpc.StatusCode.UNIMPLEMENTED)
    else:
        raise AssertionError("it was answered")


def unreadable(channel):
    raw = channel.stream_stream("/envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources")
    try:
        list(raw(iter([b"\xff\xff\xff"]), timeout=PATIENCE))
    except grpc.RpcError as error:
        same(error.code(), grpc.StatusCode.INVALID_ARGUMENT)
    else:
        raise AssertionError("it was taken")


def compressed(address):
    channel = grpc.insecure_channel(address, compression=grpc.Compression.Gzip)
    stream = Stream(channel, "ADS", True)
    stream.ask("cluster")
    refused(stream, grpc.StatusCode.UNIMPLEMENTED)
    channel.close()


def no_leak(plane):
    until(lambda: plane.metric('koperator_connections{listener="xds"}') <= 1, "old connections are closed")
    before = plane.descriptors()
    for round in range(30):
        channel = grpc.insecure_channel(plane.xds, options=[("grpc.use_local_subchannel_pool", 1)])
        stream = Stream(channel, "ADS", bool(round % 2))
        stream.ask("cluster")
        stream.receive()
        channel.close()
    until(lambda: plane.descriptors() <= before, f"descriptors are {before} again")


def tls_channel(plane, authority, certificate=None, key=None):
    credentials = grpc.ssl_channel_credentials(
        authority.certificate.read_bytes(), key and key.read_bytes(), certificate and certificate.read_bytes())
    return grpc.secure_channel(
        plane.xds, credentials,
        options=[("grpc.ssl_target_name_override", "localhost"), ("grpc.use_local_subchannel_pool", 1)])


def wrong_certificate(plane, authority, certificate, key, code, *words):
    channel = tls_channel(plane, authority, certificate, key)
    stream = Stream(channel, "ADS", True, timeout=PATIENCE)
    stream.ask("cluster")
    refused(stream, code, *words)
    channel.close()


def rotation(plane, channel, own):
    """The server's files are replaced by those of another CA: open streams stay, new connections see the new ones."""
    stream = Stream(channel, "ADS", True)
    stream.ask("cluster")
    stream.acknowledge(stream.receive(), "cluster")
    successor = Authority(folder, "successor")
    new_certificate, new_key = successor.issue("server2", "DNS:localhost")
    # The pair does not match in between, which is said and changes nothing.
    os.replace(new_certificate, certificate)
    plane.wait_for_line("the certificate is refused")
    os.replace(new_key, key)
    plane.wait_for_line("the certificate was read again")
    renewed = tls_channel(plane, successor, *own)
    other = Stream(renewed, "ADS", True, timeout=PATIENCE)
    other.ask("cluster")
    same(sorted(other.contents("cluster", other.receive())), ASSIGNMENTS)
    renewed.close()
    expect(stream.is_quiet())
    stream.close()


def cleartext_to_tls(plane):
    channel = grpc.insecure_channel(plane.xds, options=[("grpc.use_local_subchannel_pool", 1)])
    stream = Stream(channel, "ADS", True, timeout=PATIENCE)
    stream.ask("cluster")
    refused(stream, grpc.StatusCode.UNAVAILABLE)
    channel.close()


def ends_well(plane, channel):
    stream = Stream(channel, "ADS", True)
    stream.ask("cluster")
    stream.receive()
    status, seconds = plane.terminate()
    same(status, 0)
    expect(seconds < 4, f"it took {seconds} s")
    refused(stream, grpc.StatusCode.UNAVAILABLE, "shutting down")


def all_services(plane, channel, is_mutual=False):
    for service in SERVICES:
        for delta in (False, True):
            Checks(plane, channel, service, delta, is_mutual).run()


with ControlPlane(binary, folder / "clear", "--threads", "2") as plane:
    with grpc.insecure_channel(plane.xds) as channel:
        all_services(plane, channel)
        check("a method that does not exist", other_methods, channel)
        check("a request that is no message", unreadable, channel)
        check("a compressed request", compressed, plane.xds)
        bad_bytes(plane, channel)
        check("descriptors do not leak", no_leak, plane)
        check("SIGTERM: streams end with UNAVAILABLE, the process with 0", ends_well, plane, channel)

authority, stranger = Authority(folder), Authority(folder, "stranger")
certificate, key = authority.issue("server", "DNS:localhost")
options = ["--xds-cert", certificate, "--xds-key", key, "--xds-client-ca", authority.certificate]
with ControlPlane(binary, folder / "tls", *options) as plane:
    own = authority.issue("own", "URI:spiffe://example.org/envoy/shop/kafka/external")
    with tls_channel(plane, authority, *own) as channel:
        all_services(plane, channel, is_mutual=True)
        check("mTLS: a certificate of the whole cluster", lambda: Checks(
            plane, tls_channel(plane, authority, *authority.issue("whole", "URI:spiffe://example.org/envoy/shop/kafka")),
            "ADS", True).everything("cluster"))
        check("mTLS: a certificate of another group", wrong_certificate, plane, authority,
              *authority.issue("other", "URI:spiffe://example.org/envoy/shop/kafka/internal"),
              grpc.StatusCode.PERMISSION_DENIED, "shop/kafka/external")
        check("mTLS: a certificate without a name", wrong_certificate, plane, authority,
              *authority.issue("nameless", "DNS:envoy"), grpc.StatusCode.PERMISSION_DENIED, "shop/kafka/external")
        check("mTLS: a certificate of another CA", wrong_certificate, plane, authority,
              *stranger.issue("foreign", "URI:spiffe://example.org/envoy/shop/kafka/external"),
              grpc.StatusCode.UNAVAILABLE)
        check("mTLS: no certificate", wrong_certificate, plane, authority, None, None, grpc.StatusCode.UNAVAILABLE)
        check("mTLS: cleartext", cleartext_to_tls, plane)
        check("mTLS: a new certificate is used for new connections", rotation, plane, channel, own)
        check("mTLS: SIGTERM", ends_well, plane, channel)

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
