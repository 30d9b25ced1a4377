"""Brokers for tests that need no Kafka: whoever connects is told which broker it is, then what it says."""

import socket
import threading


class EchoBroker:
    """Listens at an address as a broker's pod would."""

    def __init__(self, name, address, port):
        self.name, self.address = name, address
        self._open, self._lock = [], threading.Lock()
        self._listener = socket.create_server((address, port), backlog=128)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return  # closed
            with self._lock:
                self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            connection.sendall(f"{self.name}\n".encode())
            while piece := connection.recv(4096):
                connection.sendall(piece)
        except OSError:
            pass
        finally:
            connection.close()

    def close(self):
        """Ends it and every connection to it, as the end of a pod does."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass


class EchoClient:
    """A connection that stays open; it knows which broker it reached."""

    def __init__(self, address, port, tls=None, seconds=5):
        self.connection = socket.create_connection((address, port), timeout=seconds)
        try:
            if tls:
                context, name = tls
                self.connection = context.wrap_socket(self.connection, server_hostname=name)
            self._file = self.connection.makefile("rwb", buffering=0)
            self.broker = self._file.readline().decode().strip()
        except BaseException:
            self.connection.close()
            raise
        if not self.broker:
            self.connection.close()
            raise ConnectionError("closed by the other side")

    def answers(self):
        """Whether the connection is alive from end to end."""
        try:
            self._file.write(b"ping\n")
            return self._file.readline() == b"ping\n"
        except OSError:
            return False

    def close(self):
        self.connection.close()


def broker_at(address, port, tls=None):
    """The broker that a new connection reaches; None where it reaches none."""
    try:
        client = EchoClient(address, port, tls)
    except OSError:
        return None
    client.close()
    return client.broker
