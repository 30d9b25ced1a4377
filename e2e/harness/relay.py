"""Addresses in front of what listens at others; bytes go both ways."""

import socket
import threading


class Relay:
    """Takes connections at each of `ports` of an address, and passes them on to the same port of another one, as if a pod
    had two addresses.

    It stands in for a broker that moves while it runs: Kafka refuses two listeners on one port, even at two addresses.
    """

    def __init__(self, address, target, ports):
        self._target, self._open, self._lock = target, [], threading.Lock()
        self._listeners = [socket.create_server((address, port), backlog=128) for port in ports]
        for listener in self._listeners:
            threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener):
        port = listener.getsockname()[1]
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return  # closed
            try:
                server = socket.create_connection((self._target, port), timeout=30)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            with self._lock:
                self._open += [client, server]
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=_pass, args=(source, sink), daemon=True).start()

    def close(self):
        """Ends the relay and everything that goes through it."""
        for listener in self._listeners:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        with self._lock:
            for connection in self._open:
                connection.close()


class Splice:
    """A Service in front of replicas: each connection to the address goes to the first of the targets that takes it."""

    def __init__(self, address, port, targets):
        self.targets = targets
        self._listener = socket.create_server((address, port))
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return  # closed
            for target in self.targets:
                try:
                    server = socket.create_connection(target, timeout=5)
                    break
                except OSError:
                    continue
            else:
                client.close()
                continue
            server.settimeout(None)
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=_pass, args=(source, sink), daemon=True).start()

    def close(self):
        """Ends the listener; connections that are open stay."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


def _pass(source, sink):
    try:
        while piece := source.recv(65536):
            sink.sendall(piece)
    except OSError:
        pass
    for connection in (source, sink):
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
