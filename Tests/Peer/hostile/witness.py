#!/usr/bin/env python3
"""witness.py ADDRESS FOLDER BROKERS [CA CERTIFICATE KEY]: an Envoy that behaves, on one delta stream from first to last.

Again and again it moves a broker in FOLDER/endpoints.yaml and waits for the change; for each it prints when it wrote the
file (monotonic seconds), and after how many seconds the change was there. It rests from `hold` to `go`, and ends with its
standard input."""

import pathlib
import queue
import sys
import threading
import time

import grpc

from control_plane import Inputs
from streams import Ended, Stream, node

PATIENCE = 30  # seconds: what is not there by then will not come
PAUSE = 0.03

address, folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
options = [("grpc.ssl_target_name_override", "localhost"), ("grpc.max_receive_message_length", -1)]
if len(sys.argv) > 4:
    authority, certificate, key = (pathlib.Path(path).read_bytes() for path in sys.argv[4:7])
    channel = grpc.secure_channel(address, grpc.ssl_channel_credentials(authority, key, certificate), options=options)
else:
    channel = grpc.insecure_channel(address, options=options)
inputs = Inputs(folder)
over, may_go = threading.Event(), threading.Event()
may_go.set()


def obey():
    for line in sys.stdin:
        may_go.set() if line == "go\n" else may_go.clear()
    over.set()
    may_go.set()


threading.Thread(target=obey, daemon=True).start()


def moved(response, stream):
    """The address of broker-1, where the response has it."""
    entry = stream.contents("endpoints", response).get("broker-1")
    return entry and entry.endpoints[0].lb_endpoints[0].endpoint.address.socket_address.address


stream = Stream(channel, "ADS", True, who=node(name="witness"))
stream.ask("cluster")
stream.acknowledge(stream.receive(), "cluster")
stream.ask("endpoints", [f"broker-{i}" for i in range(count)])
stream.acknowledge(stream.receive(), "endpoints")
print("ready", flush=True)
turn = 0
try:
    while not over.wait(PAUSE):
        may_go.wait()
        turn += 1
        begin = time.monotonic()
        inputs.publish_endpoints(range(count), moved=[1] if turn % 2 else [])
        wanted = "127.1.0.3" if turn % 2 else "127.0.0.3"
        while True:
            response = stream.inbox.get(timeout=max(0.01, begin + PATIENCE - time.monotonic()))
            if isinstance(response, Ended):
                raise response
            kind = "endpoints" if response.type_url.endswith("ClusterLoadAssignment") else "cluster"
            stream.acknowledge(response, kind)
            if kind == "endpoints" and moved(response, stream) == wanted:
                break
        print(begin, time.monotonic() - begin, flush=True)
except queue.Empty:
    sys.exit(f"the witness: change {turn} did not come within {PATIENCE} s")
except Ended as ended:
    sys.exit(f"the witness: its stream ended: {ended}")
