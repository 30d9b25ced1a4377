"""A proxy between a subject and the API server that ends TLS, speaks HTTP/1.1 and can lie."""

import asyncio
import ssl
import time
import urllib.parse


class Request:
    """What a subject asked."""

    def __init__(self, head, body):
        lines = head.decode("latin-1").split("\r\n")
        self.method, target, _ = lines[0].split(" ", 2)
        self.target, self.body = target, body
        self.path, _, query = target.partition("?")
        self.query = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        self.headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:] if line]
        self.is_watch = self.query.get("watch") in ("1", "true")
        self.at = time.monotonic()

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name), None)

    def __repr__(self):
        return f"{self.method} {self.target}"


class Proxy:
    """Passes requests on, unless `fault` (a coroutine function of an exchange) does something else with them. It writes
    down every request."""

    def __init__(self, server_port, server_authority, certificate, key):
        self.server_port = server_port
        self.server_context = ssl.create_default_context(cafile=server_authority)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.context.set_alpn_protocols(["http/1.1"])
        self.fault = None
        self.requests = []
        self.exchanges = set()
        self.listener = None

    async def listen(self):
        self.listener = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.context, backlog=256)
        self.port = self.listener.sockets[0].getsockname()[1]
        return self

    def heal(self):
        self.fault = None

    def break_watches(self):
        """Ends every watch that is under way, as a server does that goes away."""
        for exchange in list(self.exchanges):
            if exchange.request.is_watch:
                exchange.break_off()

    def since(self, moment):
        return [request for request in self.requests if request.at >= moment]

    async def close(self):
        self.listener.close()
        for exchange in list(self.exchanges):
            exchange.break_off()

    async def _serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                request = Request(head[:-4], b"")
                if length := int(request.header("content-length") or 0):
                    request.body = await reader.readexactly(length)
                self.requests.append(request)
                exchange = Exchange(self, request, reader, writer)
                self.exchanges.add(exchange)
                try:
                    await (self.fault(exchange) if self.fault else exchange.forward())
                finally:
                    self.exchanges.discard(exchange)
                if exchange.is_over or writer.is_closing():
                    return
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


class Exchange:
    """One request and what is answered."""

    def __init__(self, proxy, request, reader, writer):
        self.proxy, self.request, self.reader, self.writer = proxy, request, reader, writer
        self.is_over = False

    def break_off(self):
        """The connection ends without a goodbye."""
        self.is_over = True
        self.writer.transport.abort()

    async def raw(self, data):
        """These bytes, and the end of the connection."""
        self.is_over = True
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self, status, body=b"", kind="application/json", headers=(), length=None):
        """A whole answer; a `length` that is not the body's makes it one that breaks off."""
        lines = [f"HTTP/1.1 {status} Told", f"Content-Type: {kind}",
                 f"Content-Length: {len(body) if length is None else length}"]
        lines += [f"{name}: {value}" for name, value in headers]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await self.writer.drain()
        if length is not None and length != len(body):
            self.is_over = True

    async def silence(self):
        """The answer to a watch begins, and nothing follows until somebody ends it."""
        self.writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
        await self.writer.drain()
        await self.reader.read(1)
        self.is_over = True

    async def forward(self, rate=None, cut_after=None, is_clean=False):
        """Passes the request on and the answer back: at most `rate` bytes a second; only the first bytes of the body where
        `cut_after` says how many, with a proper end of the answer where the cut is clean."""
        upstream, sender = await asyncio.open_connection(
            "127.0.0.1", self.proxy.server_port, ssl=self.proxy.server_context)
        gone = asyncio.create_task(self.reader.read(1)) if self.request.is_watch else None
        passing = asyncio.create_task(self._pass(upstream, sender, rate, cut_after, is_clean))
        try:
            await asyncio.wait([task for task in (passing, gone) if task], return_when=asyncio.FIRST_COMPLETED)
            if not passing.done():
                self.is_over = True
                passing.cancel()
            await asyncio.gather(passing, return_exceptions=True)
            if not passing.cancelled() and passing.exception():
                self.break_off()
        finally:
            waiting = [task for task in (passing, gone) if task]
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            sender.transport.abort()

    async def _pass(self, upstream, sender, rate, cut_after, is_clean):
        lines = [f"{self.request.method} {self.request.target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in self.request.headers if name.lower() != "connection"]
        sender.write("\r\n".join([*lines, "Connection: close", "", ""]).encode() + self.request.body)
        await sender.drain()
        head = (await upstream.readuntil(b"\r\n\r\n"))[:-4].split(b"\r\n")
        kept = [line for line in head if not line.lower().startswith(b"connection:")]
        if cut_after is not None:
            self.is_over = True
            framing = (b"transfer-encoding:", b"content-length:")
            kept = [line for line in kept if not line.lower().startswith(framing)] + [b"Connection: close"]
            self.writer.write(b"\r\n".join(kept) + b"\r\n\r\n")
            is_chunked = any(line.lower().startswith(b"transfer-encoding:") for line in head)
            return await self._cut(upstream, cut_after, is_clean, is_chunked)
        self.writer.write(b"\r\n".join(kept) + b"\r\n\r\n")
        while chunk := await upstream.read(65536 if rate is None else 256):
            if rate is not None:
                await asyncio.sleep(len(chunk) / rate)
            self.writer.write(chunk)
            await self.writer.drain()

    async def _cut(self, upstream, cut_after, is_clean, is_chunked):
        left = cut_after
        while left > 0:
            if is_chunked:
                size = int((await upstream.readuntil(b"\r\n")).split(b";")[0], 16)
                chunk = await upstream.readexactly(size + 2)
                chunk = chunk[:-2]
            else:
                chunk = await upstream.read(65536)
            if not chunk:
                return
            self.writer.write(chunk[:left])
            left -= len(chunk)
            await self.writer.drain()
        if not is_clean:
            self.break_off()
