"""Builds a program that reads and writes messages by protobuf-c's generated code."""
import pathlib
import re
import subprocess

import definitions


def symbol(name):
    """protobuf-c's name of a message's descriptor: `a.b.FooBar` as `a__b__foo_bar__descriptor`."""
    parts = [re.sub(r"(?<!^)(?=[A-Z])", lambda match: "_", part).lower() for part in name.split(".")]
    return "__".join(parts) + "__descriptor"


def build(work, described, names):
    folder = pathlib.Path(work) / "c"
    folder.mkdir()
    wanted = [name for name in described if not name.endswith("/presence.proto")]
    subprocess.run(["protoc-c", "-I", definitions.PRODUCT, "-I", definitions.TESTS, f"--c_out={folder}", *wanted],
                   check=True)
    sources = sorted(str(path) for path in folder.rglob("*.pb-c.c"))
    declared = set()
    for header in folder.rglob("*.pb-c.h"):
        declared |= set(re.findall(r"extern const ProtobufCMessageDescriptor (\w+);", header.read_text()))
    table = {}
    for found in declared:
        table[found.replace("_", "")] = found
    lines = ["#include <protobuf-c/protobuf-c.h>"]
    entries = []
    for name in names:
        found = table[symbol(name).replace("_", "")]
        lines.append(f"extern const ProtobufCMessageDescriptor {found};")
        entries.append(f"  &{found},")
    lines += ["const ProtobufCMessageDescriptor *const known_types[] = {", *entries, "  0,", "};"]
    types = folder / "types.c"
    types.write_text("\n".join(lines) + "\n")
    program = folder / "peer"
    subprocess.run(["cc", "-O1", "-w", "-I", folder, "-o", program, pathlib.Path(__file__).with_name("peer.c"), types,
                    *sources, "-lprotobuf-c"], check=True)
    return str(program)
