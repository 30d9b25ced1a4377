"""What goes wrong between a subject and the API server: each fault begins, lasts, and is over."""

import asyncio
import json

HTML = b"<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>"


class Away:
    """Nobody listens."""

    @staticmethod
    async def begin(relay):
        await relay.refuse()

    @staticmethod
    async def end(relay):
        await relay.listen()


class Hole:
    """Connections come about, nothing passes."""

    @staticmethod
    async def begin(relay):
        relay.swallow()

    @staticmethod
    async def end(relay):
        relay.heal()


class Reset:
    """Every connection breaks after the handshake and a little more."""

    @staticmethod
    async def begin(relay):
        relay.reset_every(5000)

    @staticmethod
    async def end(relay):
        relay.heal()


class Noise:
    """What answers speaks no TLS."""

    @staticmethod
    async def begin(relay):
        relay.speak_noise()

    @staticmethod
    async def end(relay):
        relay.heal()


class Slow:
    """A line of two kilobytes a second."""

    @staticmethod
    async def begin(relay):
        relay.slow_to(2000)

    @staticmethod
    async def end(relay):
        relay.heal()


class Flapping:
    """The server is there for a moment, away for a moment, again and again."""

    def __init__(self):
        self.task = None

    async def begin(self, relay):
        async def flap():
            while True:
                await relay.refuse()
                await asyncio.sleep(1.0)
                await relay.listen()
                await asyncio.sleep(1.5)
        self.task = asyncio.create_task(flap())

    async def end(self, relay):
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        await relay.refuse()
        await relay.listen()


class Told:
    """A proxy that does something else with every request; each fault of this sort says what."""

    def __init__(self):
        self.count = 0

    async def begin(self, proxy):
        async def fault(exchange):
            self.count += 1
            await self.answer(exchange, self.count)
        proxy.fault = fault
        proxy.break_watches()

    async def end(self, proxy):
        proxy.heal()


def status(code, reason, message, **more):
    return json.dumps({"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": message,
                       "reason": reason, "code": code, **more}).encode()


class Garbage(Told):
    """Answers that no API server gives, another one each time."""

    async def answer(self, exchange, count):
        choice = count % 8
        if choice == 0:
            await exchange.raw(b"SSH-2.0-OpenSSH_9.2\r\n\x00\x01\x02\xff\r\n")
        elif choice == 1:
            await exchange.answer(200, HTML, "text/html")
        elif choice == 2:
            await exchange.answer(502, HTML, "text/html")
        elif choice == 3:
            await exchange.answer(403, b'{"error": "who are you?"}')
        elif choice == 4:
            await exchange.answer(200, b'{"kind": "ConfigMapList", "items": [{"meta', length=4000)
        elif choice == 5:
            await exchange.answer(200, b'{"kind": "ConfigMapList", "items": [{"meta')
        elif choice == 6:
            await exchange.answer(200, b"k8s\x00\n\x0c\n\x02v1", "application/vnd.kubernetes.protobuf")
        else:
            await exchange.answer(200, b'{"kind": "Banana", "apiVersion": "v1", "items": "none"}')


class Cut(Told):
    """Watches end in the middle of a line, with a proper end of the answer or without one."""

    async def answer(self, exchange, count):
        if exchange.request.is_watch:
            await exchange.forward(cut_after=100 + 350 * (count % 7), is_clean=count % 2 == 0)
        else:
            await exchange.forward()


class Busy(Told):
    """The server refuses everything and says how long to wait."""

    async def answer(self, exchange, count):
        body = status(429, "TooManyRequests", "too many requests, please try again later",
                      details={"retryAfterSeconds": 2})
        await exchange.answer(429, body, headers=[("Retry-After", "2")])


class Broken(Told):
    """The server fails, in its own words and in a load balancer's."""

    async def answer(self, exchange, count):
        if count % 2:
            await exchange.answer(500, status(500, "InternalError", "etcdserver: request timed out"))
        else:
            await exchange.answer(503, b"no healthy upstream", "text/plain")


class Expired(Told):
    """Every watch is too old, told as an answer or as an event; and so is every second page."""

    async def answer(self, exchange, count):
        gone = status(410, "Expired", "too old resource version: 1 (2)")
        if exchange.request.is_watch:
            if count % 2:
                await exchange.answer(410, gone)
            else:
                await exchange.answer(200, b'{"type":"ERROR","object":' + gone + b"}\n")
        elif "continue" in exchange.request.query:
            await exchange.answer(410, gone)
        else:
            await exchange.forward()


class Silent(Told):
    """Watches are answered, and then nothing is said, not even a bookmark."""

    async def answer(self, exchange, count):
        await (exchange.silence() if exchange.request.is_watch else exchange.forward())

    async def end(self, proxy):
        # What is silent stays so: the subject must find out by itself.
        proxy.heal()
