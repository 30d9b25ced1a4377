"""Talks to a program that answers commands of three parts (see Sources/Tools/protobuf-peer)."""
import struct
import subprocess


class Refused(Exception):
    pass


class Peer:
    def __init__(self, *command):
        self.command = command
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        if self.process.wait(10) != 0:
            raise AssertionError(f"{self.command[0]} ended with {self.process.returncode}")

    def _read(self, count):
        data = self.process.stdout.read(count)
        if len(data) < count:
            raise AssertionError(f"{self.command[0]} ended: {self.process.wait(10)}")
        return data

    def _part(self):
        return self._read(struct.unpack("<I", self._read(4))[0])

    def ask(self, command, name="", body=b""):
        parts = (command.encode(), name.encode(), body)
        self.process.stdin.write(b"".join(struct.pack("<I", len(part)) + part for part in parts))
        self.process.stdin.flush()
        status, answer = self._part(), self._part()
        if status != b"ok":
            raise Refused(answer.decode())
        return answer
