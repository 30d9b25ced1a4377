"""A process of ours that does what a coordinator does, and what it says of itself."""

import asyncio
import collections
import json
import pathlib
import time


class Subject:
    """`kubernetes-client-peer coordinate`: its log lines come by stderr, its state as a line of stdout for each line of
    stdin."""

    def __init__(self, binary, name, work, arguments):
        self.name, self.arguments = name, [str(binary), "coordinate", *map(str, arguments)]
        self.lines = []
        self.log = open(pathlib.Path(work) / f"{name}.log", "w")

    async def start(self):
        self.process = await asyncio.create_subprocess_exec(
            *self.arguments, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE, limit=1 << 24)
        self.reading = asyncio.create_task(self._read_log())
        self.asking = asyncio.Lock()
        return self

    async def _read_log(self):
        while line := await self.process.stderr.readline():
            self.log.write(f"{time.monotonic():.2f} {line.decode(errors='replace')}")
            self.log.flush()
            try:
                said = json.loads(line)
            except ValueError:
                said = {"level": "error", "message": line.decode(errors="replace").strip()}
            said["at"] = time.monotonic()
            self.lines.append(said)

    async def state(self):
        """What it holds and does now."""
        async with self.asking:
            self.process.stdin.write(b"state\n")
            await self.process.stdin.drain()
            line = await asyncio.wait_for(self.process.stdout.readline(), 30)
        if not line:
            raise RuntimeError(f"{self.name} has ended: {self.lines[-3:]}")
        return json.loads(line)

    def said(self, since=0, levels=("warning", "error")):
        """The lines of these levels since then."""
        return [line for line in self.lines if line["at"] >= since and line["level"] in levels]

    def said_by_kind(self, since=0, levels=("warning", "error")):
        """How often each message came, told apart by what it is about."""
        return collections.Counter(
            (line["message"], line.get("resource", "")) for line in self.said(since, levels))

    def memory(self, field="VmRSS"):
        """In MB."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith(field))

    @property
    def is_alive(self):
        return self.process.returncode is None

    def kill(self):
        self.process.kill()

    async def end(self):
        """Ends it as a shutdown does; whether it ended by itself."""
        if self.is_alive:
            self.process.stdin.close()
            try:
                await asyncio.wait_for(self.process.wait(), 20)
            except asyncio.TimeoutError:
                self.process.kill()
                await self.process.wait()
                return False
        await self.reading
        self.log.close()
        return self.process.returncode == 0
