"""Our definitions, and the official ones of the same messages."""
import importlib
import pathlib
import subprocess

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

ROOT = pathlib.Path(__file__).resolve().parents[3]
PRODUCT = ROOT / "proto"
TESTS = ROOT / "Tests/Network/ProtobufTestMessages/definitions"


def files(root):
    """The definitions of a folder, without those that only tools speak."""
    found = [path.relative_to(root) for path in root.rglob("*.proto")]
    return sorted(str(path) for path in found if path.parts[0] != "grpc")


def describe(work):
    """What protoc makes of our definitions: name of the file to its description, imports included."""
    output = pathlib.Path(work) / "descriptors"
    described = {}
    for root in (PRODUCT, TESTS):
        subprocess.run(
            ["protoc", "-I", root, "--include_imports", f"--descriptor_set_out={output}", *files(root)], check=True)
        for file in descriptor_pb2.FileDescriptorSet.FromString(output.read_bytes()).file:
            described[file.name] = file
    return described


def our_pool(described):
    pool = descriptor_pool.DescriptorPool()
    added = set()

    def add(name):
        if name in added:
            return
        added.add(name)
        for needed in described[name].dependency:
            add(needed)
        pool.Add(described[name])

    for name in described:
        add(name)
    return pool


def official(name):
    """The official description of a file, or None for a definition of our own."""
    if name.startswith("koperator/"):
        return None
    return importlib.import_module(name.removesuffix(".proto").replace("/", ".") + "_pb2").DESCRIPTOR


def message_names(described):
    """The full names of all messages that are not map entries."""
    def walk(message, scope):
        name = f"{scope}.{message.name}"
        if not message.options.map_entry:
            yield name
        for nested in message.nested_type:
            yield from walk(nested, name)

    for name, file in sorted(described.items()):
        for message in file.message_type:
            yield from walk(message, file.package)


def message_class(pool, name):
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(name))
