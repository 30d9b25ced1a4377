"""One agent for a hundred brokers of a node: what it costs, and that all are told apart."""

import pathlib
import shutil
import tempfile
import time
import unittest

from harness import tools
from harness.crowd_of_brokers import CrowdOfBrokers
from harness.network import network_for_tests
from harness.processes import Supervisor
from harness.waiting import wait_until
from support import say


class ManyBrokers(unittest.TestCase):
    """A hundred brokers of one agent, in the clear on this machine."""

    count = 100

    def test_a_hundred_brokers_cost_little(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="koperator-e2e-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        supervisor = Supervisor(folder / "logs")
        self.addCleanup(supervisor.stop_all)
        network = network_for_tests()
        crowd = CrowdOfBrokers(supervisor, folder, network, self.count)
        self.addCleanup(crowd.close)
        served = crowd.serve()
        agent = crowd.start_agent(served.xds)
        healths = lambda: [broker["health"] for broker in served.json("/status")["agents"]["brokers"]]
        began = time.monotonic()
        wait_until("all are healthy", lambda: healths() == ["healthy"] * self.count, 180, supervisor.check)
        started = time.monotonic() - began
        time.sleep(15)
        first, before = crowd.usage(agent), served.metrics()
        time.sleep(30)
        last, after = crowd.usage(agent), served.metrics()
        messages = sum(after[name] - before[name] for name in after if name.startswith("koperator_agent_messages_total"))
        size = after["koperator_agent_message_bytes_total"] - before["koperator_agent_message_bytes_total"]
        say(f"{self.count} brokers of one agent ({pathlib.Path(tools.broker_agent()).relative_to(tools.ROOT)}): all healthy "
            f"{started:.1f} s after its start; {last.private >> 10} KiB private, {last.resident >> 10} KiB resident, "
            f"{last.threads} threads, {last.files} open files; {100 * (last.processor - first.processor) / 30:.2f} % of a core; "
            f"{messages / 30:.1f} messages and {size / 30:.0f} bytes a second")
        wait_until("all are healthy still", lambda: healths() == ["healthy"] * self.count, 60, supervisor.check)
        self.assertLess(last.private, 48 << 20)
        self.assertLess(last.private, first.private + (4 << 20))
        self.assertLess(last.threads, 2 * self.count + 16)
        self.assertNotIn("was ended", served.log())
        crowd.kill(17)
        wait_until("the one that was killed is told", lambda: healths().count("unhealthy") == 1, 60, supervisor.check)
        wait_until("and no other", lambda: healths().count("healthy") == self.count - 1, 60, supervisor.check)


if __name__ == "__main__":
    unittest.main(verbosity=2)
