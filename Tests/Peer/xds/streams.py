"""xDS streams by grpcio: one class for both variants, aggregated and by type."""

import queue
import threading

import grpc
from envoy.config.cluster.v3 import cluster_pb2
from envoy.config.core.v3 import base_pb2
from envoy.config.endpoint.v3 import endpoint_pb2
from envoy.config.listener.v3 import listener_pb2
from envoy.extensions.transport_sockets.tls.v3 import secret_pb2
from envoy.service.discovery.v3 import discovery_pb2
from google.protobuf import struct_pb2
from google.rpc import status_pb2

MESSAGES = {
    "cluster": cluster_pb2.Cluster, "endpoints": endpoint_pb2.ClusterLoadAssignment,
    "listener": listener_pb2.Listener, "secret": secret_pb2.Secret,
}
URLS = {kind: "type.googleapis.com/" + message.DESCRIPTOR.full_name for kind, message in MESSAGES.items()}
SERVICES = {
    "ADS": ("discovery.v3.AggregatedDiscoveryService", "AggregatedResources"),
    "LDS": ("listener.v3.ListenerDiscoveryService", "Listeners"),
    "CDS": ("cluster.v3.ClusterDiscoveryService", "Clusters"),
    "EDS": ("endpoint.v3.EndpointDiscoveryService", "Endpoints"),
    "SDS": ("secret.v3.SecretDiscoveryService", "Secrets"),
}
PATIENCE = 20  # seconds that any wait lasts at most
QUIET = 0.4  # seconds after which nothing more is taken to come


def node(name="peer", cluster="kafka", namespace="shop", access_point="external"):
    metadata = struct_pb2.Struct()
    metadata.update({"namespace": namespace, "accessPoint": access_point})
    return base_pb2.Node(id=name, cluster=cluster, metadata=metadata)


class Ended(Exception):
    """The stream is over, with this code and text."""

    def __init__(self, code, details):
        super().__init__(f"{code}: {details}")
        self.code, self.details = code, details


def name_of(kind, message):
    return message.cluster_name if kind == "endpoints" else message.name


class Stream:
    def __init__(self, channel, service, delta, who=None, timeout=None):
        self.delta, self.who = delta, who or node()
        self.is_first = True
        path, suffix = SERVICES[service]
        verb = "Delta" if delta else "Stream"
        request, response = (
            (discovery_pb2.DeltaDiscoveryRequest, discovery_pb2.DeltaDiscoveryResponse) if delta
            else (discovery_pb2.DiscoveryRequest, discovery_pb2.DiscoveryResponse))
        self.request_type = request
        method = channel.stream_stream(
            f"/envoy.service.{path}/{verb}{suffix}", request_serializer=request.SerializeToString,
            response_deserializer=response.FromString)
        self.outbox, self.inbox = queue.Queue(), queue.Queue()
        self.call = method(iter(self.outbox.get, None), timeout=timeout)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        try:
            for response in self.call:
                self.inbox.put(response)
            self.inbox.put(Ended(self.call.code(), self.call.details()))
        except grpc.RpcError as error:
            self.inbox.put(Ended(error.code(), error.details()))

    def ask(self, kind, names=(), drop=(), versions=None, version="", nonce="", error=None, url=None):
        request = self.request_type(type_url=URLS[kind] if url is None else url, response_nonce=nonce)
        if self.is_first and self.who != "none":
            request.node.CopyFrom(self.who)
        self.is_first = False
        if error:
            request.error_detail.CopyFrom(status_pb2.Status(code=3, message=error))
        if self.delta:
            request.resource_names_subscribe.extend(names)
            request.resource_names_unsubscribe.extend(drop)
            request.initial_resource_versions.update(versions or {})
        else:
            request.resource_names.extend(names)
            request.version_info = version
        self.outbox.put(request)

    def receive(self):
        response = self.inbox.get(timeout=PATIENCE)
        if isinstance(response, Ended):
            raise response
        return response

    def is_quiet(self):
        try:
            response = self.inbox.get(timeout=QUIET)
        except queue.Empty:
            return True
        raise AssertionError(f"unexpected: {response}"[:600])

    def acknowledge(self, response, kind, names=(), error=None, version=None):
        if self.delta:
            self.ask(kind, nonce=response.nonce, error=error)
        else:
            accepted = response.version_info if version is None else version
            self.ask(kind, names, version=accepted, nonce=response.nonce, error=error)

    def contents(self, kind, response):
        """The resources of a response by name, each unpacked by the official definitions."""
        found = {}
        for entry in response.resources:
            message = MESSAGES[kind]()
            packed = entry.resource if self.delta else entry
            assert packed.type_url == URLS[kind], packed.type_url
            message.ParseFromString(packed.value)
            found[name_of(kind, message)] = message
            if self.delta:
                assert entry.name == name_of(kind, message), entry.name
        return found

    def end(self):
        """Waits for the end of the stream."""
        while True:
            item = self.inbox.get(timeout=PATIENCE)
            if isinstance(item, Ended):
                return item

    def close(self):
        self.outbox.put(None)
        self.call.cancel()
