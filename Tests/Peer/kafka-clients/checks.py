"""checks.py PROGRAM FOLDER [NAME...]: clients that are not ours against brokers of sandbox-broker."""

import inspect
import pathlib
import sys
import time
import traceback

import admin_tools
import bad_input
import grouping
import producing
import replication
import security
from cluster import Cluster

CHECKS = [producing, replication, grouping, admin_tools, security, bad_input]


def main() -> int:
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    wanted = sys.argv[3:]
    passed, failed = 0, []
    for module in CHECKS:
        checks = [
            (name, check) for name, check in inspect.getmembers(module, inspect.isfunction)
            if name.startswith("check_") and (not wanted or any(word in name or word == module.__name__ for word in wanted))
        ]
        checks.sort(key=lambda entry: entry[1].__code__.co_firstlineno)
        if not checks:
            continue
        start = time.monotonic()
        try:
            cluster = module.cluster(program, folder / module.__name__)
            with cluster:
                print(f"{module.__name__}: up in {time.monotonic() - start:.2f} s", flush=True)
                for name, check in checks:
                    start = time.monotonic()
                    try:
                        note = check(cluster)
                        passed += 1
                        print(f"ok {name[6:]} ({time.monotonic() - start:.1f} s){': ' + note if note else ''}", flush=True)
                    except Exception:  # noqa: BLE001: the rest is worth knowing, too
                        failed.append(name)
                        print(f"FAILED {name[6:]}\n{traceback.format_exc(limit=4)}", flush=True)
        except Exception:  # noqa: BLE001
            failed.append(module.__name__)
            print(f"FAILED {module.__name__}\n{traceback.format_exc(limit=4)}", flush=True)
    print(f"kafka-clients: {passed} passed, {len(failed)} failed{': ' + ', '.join(failed) if failed else ''}")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
