"""HTTP/2 and gRPC by hand: frames as bytes, so that a client can say what no library would."""

import socket
import struct
import time

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 2, 3, 4, 6, 7, 8, 9
END_STREAM, END_HEADERS, ACK = 1, 4, 1
ENHANCE_YOUR_CALM = 11
DELTA_ADS = "/envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources"


def frame(kind, flags=0, stream=0, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def settings(**values):
    numbers = {"header_table_size": 1, "initial_window_size": 4, "max_frame_size": 5}
    return frame(SETTINGS, payload=b"".join(struct.pack(">HI", numbers[name], value) for name, value in values.items()))


def integer(value, bits, first=0):
    """HPACK's integers (RFC 7541 section 5.1)."""
    limit = (1 << bits) - 1
    if value < limit:
        return bytes([first | value])
    out, value = [first | limit], value - limit
    while value >= 128:
        out.append(value % 128 | 128)
        value //= 128
    return bytes(out + [value])


def fields(pairs):
    """A header block of literals that go to no table and are not squeezed."""
    block = b""
    for name, value in pairs:
        name, value = name.encode(), value.encode()
        block += b"\0" + integer(len(name), 7) + name + integer(len(value), 7) + value
    return block


def call_fields(path=DELTA_ADS, more=()):
    return fields([
        (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "hostile"), ("te", "trailers"),
        ("content-type", "application/grpc"), *more])


def call(stream, path=DELTA_ADS):
    return frame(HEADERS, END_HEADERS, stream, call_fields(path))


def message(stream, body, flag=0, length=None):
    """A gRPC message in as many DATA frames as it takes."""
    data = struct.pack(">BI", flag, len(body) if length is None else length) + body
    return b"".join(frame(DATA, 0, stream, data[at:at + 16384]) for at in range(0, len(data), 16384))


class Wire:
    """A connection that speaks HTTP/2 in frames. By itself it answers nothing but SETTINGS."""

    def __init__(self, address, source=None, receive_buffer=None, greeting=None):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        if source:
            self.socket.bind((source, 0))
        self.socket.settimeout(20)
        self.socket.connect(address)
        self.rest = b""
        # How much the server lets us send: on the connection (0) and on each stream that was used.
        self.windows, self.initial = {0: 65535}, 65535
        self.send(PREFACE + (settings() if greeting is None else greeting))

    def send(self, data):
        """Sends all; whether the server took it, instead of ending the connection."""
        try:
            self.socket.sendall(data)
            return True
        except (ConnectionError, TimeoutError):
            return False

    def upload(self, stream, data, seconds=5):
        """Sends a message's bytes as fast as the server's windows allow; how many went before it had enough."""
        self.windows.setdefault(stream, self.initial)
        sent = 0
        while sent < len(data):
            room = min(self.windows[0], self.windows[stream], 16384, len(data) - sent)
            if room > 0:
                if not self.send(frame(DATA, 0, stream, data[sent:sent + room])):
                    break
                sent += room
                self.windows[0] -= room
                self.windows[stream] -= room
                continue
            if not self._hear(stream, seconds):
                break
        return sent

    def say(self, stream, body, seconds=5):
        """Sends a gRPC message within the windows; whether the server took it."""
        data = struct.pack(">BI", 0, len(body)) + body
        return self.upload(stream, data, seconds) == len(data)

    def _hear(self, stream, seconds):
        """Waits until a window opens; false where the stream or the connection ends, or nothing comes."""
        for kind, flags, number, _ in self.frames(seconds):
            if kind == GOAWAY or (number == stream and (kind == RST_STREAM or flags & END_STREAM)):
                return False
            if self.windows[0] > 0 and self.windows[stream] > 0:
                return True
        return False

    def _note(self, kind, flags, number, payload):
        """Keeps the windows, and acknowledges settings: before that the server counts by the old ones."""
        if kind == WINDOW_UPDATE:
            self.windows[number] = self.windows.get(number, self.initial) + struct.unpack(">I", payload)[0]
        elif kind == SETTINGS and not flags & ACK:
            for at in range(0, len(payload), 6):
                key, value = struct.unpack(">HI", payload[at:at + 6])
                if key == 4:
                    for known in self.windows:
                        self.windows[known] += value - self.initial if known else 0
                    self.initial = value
            self.send(frame(SETTINGS, ACK))

    def frames(self, seconds=20):
        """Kind, flags, stream and payload of what comes, until the connection ends or the time is over."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            while len(self.rest) >= 9:
                length = int.from_bytes(self.rest[:3], "big")
                if len(self.rest) < 9 + length:
                    break
                kind, flags, stream = struct.unpack(">BBI", self.rest[3:9])
                payload, self.rest = self.rest[9:9 + length], self.rest[9 + length:]
                self._note(kind, flags, stream, payload)
                yield kind, flags, stream, payload
            self.socket.settimeout(left)
            try:
                piece = self.socket.recv(1 << 18)
            except (ConnectionError, TimeoutError):
                return
            if not piece:
                return
            self.rest += piece

    def goodbye(self, seconds=20):
        """The error of the GOAWAY that comes; None where the connection ends without one or stays."""
        for kind, _, _, payload in self.frames(seconds):
            if kind == GOAWAY and (code := struct.unpack(">I", payload[4:8])[0]):
                return code
        return None

    def messages(self, seconds=20):
        """The gRPC messages that come, with their streams."""
        bodies = {}
        for kind, _, stream, payload in self.frames(seconds):
            if kind != DATA:
                continue
            body = bodies.get(stream, b"") + payload
            while len(body) >= 5 and len(body) >= 5 + (length := int.from_bytes(body[1:5], "big")):
                yield stream, body[5:5 + length]
                body = body[5 + length:]
            bodies[stream] = body

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
