"""Many connections at a time that say little, or nothing."""

import errno
import select
import socket
import ssl
import time


def hello(name="localhost", protocols=("h2",)):
    """The first flight of a TLS client."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(list(protocols))
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = context.wrap_bio(incoming, outgoing, server_hostname=name)
    try:
        client.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


class Crowd:
    """Sockets from several addresses of 127.0.0.0/8, connected all at once; each says `greeting` as soon as it can."""

    NO_PORT = 24  # IP_BIND_ADDRESS_NO_PORT: the port is chosen at the connect, by the pair of addresses

    def __init__(self, address, count, greeting=b"", sources=8):
        self.address, self.greeting = address, greeting
        self.open, self.refused, self.ended = {}, 0, 0
        self.poller = select.epoll()
        for number in range(count):
            self._connect(f"127.0.0.{2 + number % sources}")
            if number % 500 == 499:
                self.work(0)

    def _connect(self, source):
        connection = socket.socket()
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_IP, self.NO_PORT, 1)
        connection.bind((source, 0))
        problem = connection.connect_ex(self.address)
        if problem not in (0, errno.EINPROGRESS):
            self.refused += 1
            connection.close()
            return
        self.open[connection.fileno()] = [connection, False]
        self.poller.register(connection, select.EPOLLIN | select.EPOLLOUT)

    def work(self, seconds):
        """Greets, and notes who was sent away, for so long."""
        end = time.monotonic() + seconds
        while True:
            for descriptor, events in self.poller.poll(max(0, min(0.1, end - time.monotonic()))):
                self._ready(descriptor, events)
            if time.monotonic() >= end:
                return

    def _ready(self, descriptor, events):
        connection, is_greeted = self.open[descriptor]
        try:
            if events & select.EPOLLOUT and not is_greeted:
                if self.greeting:
                    connection.send(self.greeting)
                self.open[descriptor][1] = True
                self.poller.modify(descriptor, select.EPOLLIN)
            if events & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR) and not connection.recv(1 << 16):
                self._forget(descriptor)
        except BlockingIOError:
            pass
        except OSError:
            self._forget(descriptor)

    def _forget(self, descriptor):
        self.ended += 1
        self.open.pop(descriptor)[0].close()

    def say(self, data):
        """Everyone who is still there says this."""
        for descriptor, (connection, _) in list(self.open.items()):
            try:
                connection.send(data)
            except BlockingIOError:
                pass
            except OSError:
                self._forget(descriptor)

    def until_empty(self, seconds, saying=None, every=1.0):
        """Waits until the server has sent all away; how long it took. With `saying`, everyone says that again and again."""
        begin = time.monotonic()
        while self.open:
            if time.monotonic() > begin + seconds:
                raise AssertionError(f"{len(self.open)} of them are still connected after {seconds} s")
            self.work(every)
            if saying:
                self.say(saying)
        return time.monotonic() - begin

    def close(self):
        for connection, _ in self.open.values():
            connection.close()
        self.open = {}
        self.poller.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
