"""A port for each broker."""

import time

from stack import Stack, address, endpoints, replace, wait


def check(koperator, envoy, count):
    brokers = range(count)
    with Stack(koperator, envoy, "simple", brokers) as stack:
        began = time.monotonic()
        # A listener for each broker, the bootstrap's, the health check's, and the window into the admin interface.
        wait("all listeners", lambda: len(stack.ask("/listeners").splitlines()) == count + 3)
        took = time.monotonic() - began
        assert not stack.rejected(), f"Envoy rejected: {stack.rejected()}"
        assert stack.stat("cluster_manager.warming_clusters") == 0
        replace(stack.files[1], endpoints(brokers, moved=[0]))
        wait("the moved endpoint", lambda: f"{address(0, moved=True)}:9094::" in stack.ask("/clusters"))
        changed = stack.stats("listener_manager.listener_(modified|removed)")
        assert not any(changed.values()), changed
        assert not stack.complaints(), f"Envoy complains: {stack.complaints()}"
        print(f"ok: Envoy {stack.version}, {count} brokers by port: every resource accepted, "
              f"all listeners {took * 1000:.0f} ms after the start")
