"""A client that makes a connection every few milliseconds, asks for ApiVersions, and remembers which were answered."""

import selectors
import socket
import threading
import time

from harness import wire


class Knocker:
    """Its own thread makes the connections; each is open until its answer, its end, or `clear`."""

    PAUSE = 0.004
    MOST = 2000  # connections without an answer

    def __init__(self, address, port):
        self.place, self.question = (address, port), wire.request(wire.API_VERSIONS, 0, 1)
        self.lock, self.selector, self.stopping = threading.Lock(), selectors.DefaultSelector(), threading.Event()
        self.made, self.closed = 0, []
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def clear(self):
        """Forgets what was, but for the connections that still wait."""
        with self.lock:
            self.made, self.closed = 0, []

    def failed(self, before):
        """(when each connection began that was closed, or that was made before a time and waits still; how many were made)."""
        with self.lock:
            waiting = [began for began in (key.data for key in self.selector.get_map().values()) if began < before]
            return self.closed + waiting, self.made

    def stop(self):
        self.stopping.set()
        self.thread.join(10)

    def _run(self):
        due = time.monotonic()
        while not self.stopping.is_set():
            with self.lock:
                if time.monotonic() >= due:
                    due = max(due + self.PAUSE, time.monotonic())
                    self._begin()
                ready = self.selector.select(0)
                for key, _ in ready:
                    self._came(key)
            time.sleep(min(0.002, max(0, due - time.monotonic())) if not ready else 0)

    def _begin(self):
        if len(self.selector.get_map()) >= self.MOST:
            return
        connection = socket.socket()
        connection.setblocking(False)
        began = time.monotonic()
        self.made += 1
        # Envoy is on this machine: the handshake is over when connect returns, or it never will be.
        connection.settimeout(1)
        try:
            connection.connect(self.place)
            connection.sendall(self.question)
        except OSError:
            connection.close()
            self.closed.append(began)
            return
        connection.setblocking(False)
        self.selector.register(connection, selectors.EVENT_READ, began)

    def _came(self, key):
        try:
            answer = key.fileobj.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            answer = b""
        if not answer:
            self.closed.append(key.data)
        self.selector.unregister(key.fileobj)
        key.fileobj.close()
