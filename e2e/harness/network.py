"""Addresses of one machine: every broker has its own in 127.0.0.0/8, and so has Envoy, as pods and a load balancer would."""

import itertools
import os
import socket


class PortInUse(Exception):
    """Something else listens where we would; the text says where."""


class Network:
    """A /24 of loopback: the control plane at .1, brokers from .11 on, Envoy at .20, brokers that moved from .131 on."""

    def __init__(self, prefix="127.0.0"):
        self.prefix = prefix
        self.control_plane = f"{prefix}.1"
        self.envoy = f"{prefix}.20"

    def broker(self, broker):
        """Where broker's pod is. Brokers skip Envoy's address."""
        number = 11 + broker
        return f"{self.prefix}.{number if number < 20 else number + 1}"

    def moved(self, broker):
        """A second address, for a broker that moves."""
        return f"{self.prefix}.{131 + broker}"


_used = itertools.count()


def network_for_tests():
    """A network that neither a running sandbox uses nor an earlier call, and probably no other test run."""
    number = os.getpid() * 32 + next(_used)
    return Network(f"127.{1 + number // 250 % 250}.{1 + number % 250}")


def listens(address, port, seconds=2):
    """Whether a TCP connection to it is taken."""
    try:
        with socket.create_connection((address, port), timeout=seconds):
            return True
    except OSError:
        return False


def require_free(places):
    """Raises `PortInUse` for the first (address, port, what for) at which another program listens.

    Envoy and others share a port silently where both set SO_REUSEPORT, so this has to be asked before they start.
    """
    for address, port, purpose in places:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as error:
                raise PortInUse(f"{address}:{port} (for {purpose}) is in use: {error.strerror}") from None


def connections_to(address):
    """{(client's port, port at address)} of the established TCP connections of this machine to an address."""
    # In /proc/net/tcp an address is four bytes in the machine's order; state 01 is ESTABLISHED.
    wanted = "".join(f"{int(part):02X}" for part in reversed(address.split(".")))
    result = set()
    with open("/proc/net/tcp", encoding="ascii") as table:
        for line in list(table)[1:]:
            _, local, remote, state = line.split()[:4]
            host, port = remote.split(":")
            if host == wanted and state == "01":
                result.add((int(local.split(":")[1], 16), int(port, 16)))
    return result
