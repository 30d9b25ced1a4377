"""The two files that the control plane reads: written whole, replaced by an atomic rename."""

import os
import pathlib
import re
import textwrap

HEALTH = ("healthy", "unhealthy", "draining", "unreachable", "unknown")


def replace(path, text):
    """Replaces a file by renaming a complete one over it, which readers see as one change."""
    path = pathlib.Path(path)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text)
    os.replace(new, path)


def with_brokers(text, brokers):
    """A KafkaCluster manifest with these broker ids, each as the first broker of the text is."""
    lines = text.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if re.match(r"  brokers:\s*$", line)) + 1
    end = start
    while end < len(lines) and re.match(r"\s*#|\s*$|   +\S|  - ", lines[end]):
        end += 1
    items = re.split(r"(?m)^(?= *- id:)", "".join(lines[start:end]))
    first = next(item for item in items if "id:" in item)
    # Comments and blank lines after the list belong to what follows.
    first = re.sub(r"(\n\s*(#[^\n]*)?)+\Z", "\n", first)
    written = [re.sub(r"(- id:\s*)\d+", rf"\g<1>{broker}", first, count=1) for broker in brokers]
    if not written:
        lines[start - 1] = "  brokers: []\n"
    return "".join(lines[:start] + written + lines[end:])


def with_listeners(text, items):
    """A KafkaCluster manifest with more external listeners, each the text of a list's item."""
    heading = re.search(r"(?m)^( *)externalListeners:[^\S\n]*\n", text)
    added = "".join(textwrap.indent(item, heading[1] + "  ") for item in items)
    return text[:heading.end()] + added + text[heading.end():]


def endpoints(addresses, health=None, ports=None):
    """The text of endpoints.yaml: {id: address}, {id: health} (else healthy), {id: port} where it differs."""
    lines = ["# Where each broker is now, and its health: " + ", ".join(HEALTH) + ".", "brokers:"]
    for broker, address in sorted(addresses.items()):
        fields = [f"id: {broker}", f"address: {address}", f"health: {(health or {}).get(broker, 'healthy')}"]
        if ports and broker in ports:
            fields.append(f"port: {ports[broker]}")
        lines.append("  - {" + ", ".join(fields) + "}")
    if len(lines) == 2:
        lines[1] = "brokers: []"
    return "\n".join(lines) + "\n"
