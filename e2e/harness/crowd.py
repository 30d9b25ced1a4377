"""A crowd of connections to Kafka brokers in one process; each asks something every second and never reconnects.

It depends on no client library: a connection that ends, or a request without an answer, is seen and counted at once.
"""

import collections
import json
import os
import random
import selectors
import socket
import ssl
import struct
import sys
import time

from . import wire
from .waiting import PATIENCE
from .worker import Worker, answer

INTERVAL = 1.0
ANSWER_WITHIN = 60.0 * PATIENCE


class Crowd:
    """The crowd, as its parent sees it. Its connections are in groups, by name."""

    def __init__(self):
        self._worker = Worker("crowd")

    def open(self, group, address, port, count, brokers, ca=None, server_name=None):
        """Opens connections, each of which first asks the other side which of `brokers` it is."""
        self._worker.ask(do="open", group=group, address=address, port=port, count=count, brokers=list(brokers),
                         ca=ca and str(ca), server_name=server_name)

    def close_group(self, group):
        """Closes the connections of a group that are left; nothing of it is counted any more."""
        self._worker.ask(do="close", group=group)

    def mark(self):
        """Begins to count anew."""
        self._worker.ask(do="mark")

    def report(self):
        """{group: what it is and what happened since the mark}.

        `open`: connections that are open; `lost`: [(broker, why)] of those that ended; `exchanges`; `fewest`: of the
        connection that had the fewest; `slowest`: the longest time to an answer in seconds; `brokers`: {broker: open}.
        """
        return self._worker.ask(do="report")

    def close(self):
        self._worker.close()


class _Member:
    """One connection: connecting, in its TLS handshake, asking who is there, idle until its next request, waiting for
    an answer; or over."""

    def __init__(self, group, address, port, brokers, context, server_name, start):
        self.group, self.place, self.candidates = group, (address, port), list(brokers)
        self.context, self.server_name = context, server_name
        self.broker = self.failure = self.socket = None
        self.state, self.due, self.deadline = "new", start, None
        self.input, self.number, self.asked = b"", 0, 0.0
        self.exchanges, self.slowest = 0, 0.0

    def begin(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.connect_ex(self.place)
        self.state = "connecting"
        return selectors.EVENT_WRITE

    def ready(self):
        """Goes on as far as it can; returns the events to wait for. OSError when the connection is over."""
        if self.state == "connecting":
            error = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if error:
                raise OSError(error, os.strerror(error))
            if self.context:
                self.socket = self.context.wrap_socket(self.socket, server_hostname=self.server_name,
                                                       do_handshake_on_connect=False)
            self.state = "handshake"
        if self.state == "handshake":
            if self.context:
                try:
                    self.socket.do_handshake()
                except ssl.SSLWantReadError:
                    return selectors.EVENT_READ
                except ssl.SSLWantWriteError:
                    return selectors.EVENT_WRITE
            self._ask_who()
            return selectors.EVENT_READ
        while True:
            try:
                piece = self.socket.recv(65536)
            except (BlockingIOError, ssl.SSLWantReadError):
                return selectors.EVENT_READ
            if not piece:
                raise ConnectionError("closed by the other side")
            self._received(piece)

    def _received(self, piece):
        self.input += piece
        if len(self.input) < 4 or len(self.input) < 4 + struct.unpack_from(">i", self.input)[0]:
            return
        if self.state not in ("who", "waiting"):
            raise ConnectionError("an answer that nobody asked for")
        message, self.input = self.input[4:], b""
        if struct.unpack_from(">i", message)[0] != self.number:
            raise ConnectionError("the answer of another request")
        now = time.monotonic()
        if self.state == "who":
            if not wire.is_identity(message[4:]):
                self.candidates.pop(0)
                self._ask_who()
                return
            self.broker = self.candidates[0]
        self.exchanges += 1
        self.slowest = max(self.slowest, now - self.asked)
        self.state, self.deadline = "idle", None
        self.due = max(self.due + INTERVAL, now)

    def ask(self):
        if self.number % 2:
            self._send(wire.API_VERSIONS, 0, b"")
        else:
            self._send(wire.METADATA, 1, struct.pack(">i", 0))
        self.state = "waiting"

    def _ask_who(self):
        if not self.candidates:
            raise ConnectionError("another broker answered than the one that was meant")
        self._send(wire.DESCRIBE_CONFIGS, 1, wire.identity_body(self.candidates[0]))
        self.state = "who"

    def _send(self, key, version, body):
        self.number += 1
        data = wire.request(key, version, self.number, body)
        # Some dozen bytes on a connection whose last request was answered: they fit.
        if self.socket.send(data) != len(data):
            raise ConnectionError("a request was not taken whole")
        self.asked = time.monotonic()
        self.deadline = self.asked + ANSWER_WITHIN


class _Process:
    """What runs in the process: every connection and the parent's requests on one selector."""

    def __init__(self):
        self.selector = selectors.DefaultSelector()
        self.members, self.contexts, self.lost = [], {}, collections.defaultdict(list)
        self.requests = b""
        os.set_blocking(0, False)
        self.selector.register(0, selectors.EVENT_READ, None)

    def run(self):
        while True:
            now = time.monotonic()
            soonest = now + 1
            for member in list(self.members):
                if member.state in ("new", "idle"):
                    if member.due <= now:
                        self.advance(member, member.begin if member.state == "new" else member.ask)
                    else:
                        soonest = min(soonest, member.due)
                elif member.deadline is not None and member.deadline < now:
                    self.over(member, f"no answer within {ANSWER_WITHIN:g} s")
            # At least 5 ms: the members that are due in them are served in one round.
            for key, _ in self.selector.select(max(0.005, soonest - time.monotonic())):
                if key.data is None:
                    if not self.parent():
                        return
                else:
                    self.advance(key.data, key.data.ready)

    def advance(self, member, step):
        try:
            was, events = member.socket, step()
            if events is None:
                return
            if was is not member.socket and was is not None:  # wrapped for TLS: the same descriptor
                self.selector.modify(member.socket.fileno(), events, member)
            elif was is None:
                member.deadline = time.monotonic() + ANSWER_WITHIN
                self.selector.register(member.socket.fileno(), events, member)
            elif self.selector.get_key(member.socket.fileno()).events != events:
                self.selector.modify(member.socket.fileno(), events, member)
        except OSError as error:
            self.over(member, f"{type(error).__name__}: {error}")

    def over(self, member, why):
        self.lost[member.group].append((member.broker, why))
        self.drop(member)

    def drop(self, member):
        self.members.remove(member)
        if member.socket is not None:
            for descriptor, key in list(self.selector.get_map().items()):
                if key.data is member:
                    self.selector.unregister(descriptor)
            member.socket.close()

    def parent(self):
        piece = os.read(0, 65536)
        if not piece:
            return False
        self.requests += piece
        while b"\n" in self.requests:
            line, self.requests = self.requests.split(b"\n", 1)
            request = json.loads(line)
            answer(**(getattr(self, request.pop("do"))(**request) or {}))
        return True

    def open(self, group, address, port, count, brokers, ca, server_name):
        if ca and ca not in self.contexts:
            self.contexts[ca] = ssl.create_default_context(cafile=ca)
        start = time.monotonic()
        for number in range(count):
            self.members.append(_Member(group, address, port, brokers, self.contexts.get(ca), server_name,
                                        start + INTERVAL * (number + random.random()) / count))

    def close(self, group):
        for member in [member for member in self.members if member.group == group]:
            self.drop(member)
        self.lost.pop(group, None)

    def mark(self):
        self.lost.clear()
        for member in self.members:
            member.exchanges, member.slowest = 0, 0.0

    def report(self):
        groups = collections.defaultdict(list)
        for member in self.members:
            groups[member.group].append(member)
        return {group: {
            "open": len(groups[group]), "lost": self.lost.get(group, []),
            "exchanges": sum(member.exchanges for member in groups[group]),
            "fewest": min((member.exchanges for member in groups[group]), default=0),
            "slowest": max((member.slowest for member in groups[group]), default=0.0),
            "brokers": collections.Counter(str(member.broker) for member in groups[group]),
        } for group in sorted(set(groups) | set(self.lost))}


if __name__ == "__main__":
    try:
        _Process().run()
    except KeyboardInterrupt:
        sys.exit(130)
