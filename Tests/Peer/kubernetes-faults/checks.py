"""Runs the cases side by side, each with its own namespace, way to the server and process."""

import argparse
import asyncio
import pathlib
import sys
import time

here = pathlib.Path(__file__).parent
sys.path[:0] = [str(here.parent / "crds"), str(here.parent / "xds")]
from certificates import Authority  # noqa: E402
from cluster import Cluster  # noqa: E402

from cases import CASES  # noqa: E402
from world import World  # noqa: E402


async def run(name, world, results):
    began = time.monotonic()
    try:
        figures = await asyncio.wait_for(CASES[name](world), world.outage * 4 + 180)
        results[name] = True
        print(f"ok: {name} ({time.monotonic() - began:.0f} s): {figures}", flush=True)
    except Exception as error:  # A case that fails must not keep the others from being seen.
        results[name] = False
        print(f"FAILED: {name} ({time.monotonic() - began:.0f} s): {type(error).__name__}: {str(error)[:3000]}", flush=True)


async def main(arguments, cluster):
    world = World(arguments.binary, cluster, arguments.work, Authority(arguments.work), 180 if arguments.long else 15)
    await world.define(await world.definition("kafkatopics"))
    results = {}
    try:
        await asyncio.gather(*(run(name, world, results) for name in arguments.cases or CASES))
    finally:
        await world.end()
    failed = [name for name, passed in results.items() if not passed]
    print(f"kubernetes-faults: {len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


parser = argparse.ArgumentParser()
parser.add_argument("binary")
parser.add_argument("control_plane")
parser.add_argument("work", type=pathlib.Path)
parser.add_argument("--long", action="store_true", help="each fault lasts three minutes")
parser.add_argument("cases", nargs="*")
arguments = parser.parse_args()
arguments.work.mkdir(parents=True, exist_ok=True)
with Cluster(arguments.control_plane, arguments.work) as cluster:
    sys.exit(asyncio.run(main(arguments, cluster)))
