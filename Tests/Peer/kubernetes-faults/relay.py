"""A relay of bytes between a subject and the API server, which can fail in the ways that networks do. TLS and HTTP/2 pass
through it as they are."""

import asyncio
import os
import socket
import struct
import time


class Relay:
    """Listens on a port of its own. What it does is told by its methods; `accepted` has the time of every connection."""

    def __init__(self, server_port):
        self.server_port = server_port
        self.accepted = []
        self.links = set()
        self.passing = asyncio.Event()
        self.passing.set()
        self.reset_after = None
        self.noise = False
        self.rate = None
        self.listener = None
        # It holds the port while nobody listens there.
        self.holder = self._socket(0)
        self.port = self.holder.getsockname()[1]

    def _socket(self, port):
        bound = socket.socket()
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind(("127.0.0.1", port))
        return bound

    async def listen(self):
        self.listener = await asyncio.start_server(self._serve, sock=self._socket(self.port), backlog=256)
        return self

    async def refuse(self):
        """Nobody listens any more, and every connection breaks."""
        self.listener.close()
        self.break_all()

    def break_all(self):
        for link in list(self.links):
            link.abort()

    def swallow(self):
        """Connections come about and stay, but nothing passes."""
        self.passing.clear()

    def reset_every(self, count):
        """Every connection is reset after so many bytes of the server."""
        self.reset_after = count
        self.break_all()

    def speak_noise(self):
        """Whoever connects is told what is no TLS."""
        self.noise = True
        self.break_all()

    def slow_to(self, rate):
        """So many bytes a second pass, in each direction of each connection."""
        self.rate = rate

    def heal(self):
        self.passing.set()
        self.reset_after, self.noise, self.rate = None, False, None

    async def close(self):
        self.listener.close()
        self.holder.close()
        self.break_all()

    async def _serve(self, reader, writer):
        self.accepted.append(time.monotonic())
        link = Link(self, reader, writer)
        self.links.add(link)
        try:
            await link.run()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.links.discard(link)
            link.abort()


class Link:
    """One connection through the relay."""

    def __init__(self, relay, reader, writer):
        self.relay, self.reader, self.writer = relay, reader, writer
        self.server = None
        self.passed = 0
        self.ended = asyncio.Event()

    async def run(self):
        if self.relay.noise:
            self.writer.write(b"220 this is no API server\r\n" + os.urandom(512))
            await self.writer.drain()
            return
        await self.relay.passing.wait()
        server_reader, self.server = await asyncio.open_connection("127.0.0.1", self.relay.server_port)
        tasks = [asyncio.create_task(self.pump(self.reader, self.server, False)),
                 asyncio.create_task(self.pump(server_reader, self.writer, True)),
                 asyncio.create_task(self.ended.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def pump(self, reader, writer, from_server):
        while chunk := await reader.read(65536 if self.relay.rate is None else 512):
            await self.relay.passing.wait()
            if self.relay.rate is not None:
                await asyncio.sleep(len(chunk) / self.relay.rate)
            limit = self.relay.reset_after
            if from_server and limit is not None:
                chunk = chunk[:max(limit - self.passed, 0)]
                self.passed += len(chunk)
            writer.write(chunk)
            await writer.drain()
            if from_server and limit is not None and self.passed >= limit:
                return

    def abort(self):
        """Both ends get a reset."""
        self.ended.set()
        for writer in (self.writer, self.server):
            if writer is None:
                continue
            raw = writer.get_extra_info("socket")
            try:
                if raw is not None:
                    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            except OSError:
                pass
            writer.transport.abort()
