"""The checks, one after the other; the first difference ends them."""
import json
import os
import random
import sys

import google.protobuf.unknown_fields as unknown_fields
from google.protobuf import descriptor_pb2, json_format, message

import c_peer
import definitions
from peer import Peer, Refused
from random_messages import Maker

COUNT = int(os.environ.get("COUNT", "60"))
SEED = int(os.environ.get("SEED", "1"))


def fail(text, *details):
    print(f"FAILED: {text}", *(str(detail)[:4000] for detail in details), sep="\n  ", file=sys.stderr)
    sys.exit(1)


def fields_of(message, scope):
    """What must be equal of each field, by (message, name)."""
    name = f"{scope}.{message.name}"
    for field in message.field:
        oneof = message.oneof_decl[field.oneof_index].name if field.HasField("oneof_index") else ""
        # Debian's protoc and xds-protos' may or may not fill in the name in JSON: both follow the same rule then.
        yield (name, field.name), (field.number, field.type, field.label, field.type_name, oneof,
                                   field.options.packed if field.options.HasField("packed") else None)
    for nested in message.nested_type:
        yield from fields_of(nested, name)


def enums_of(item, scope):
    for enum in item.enum_type:
        for value in enum.value:
            yield (f"{scope}.{enum.name}", value.name), value.number
    for nested in getattr(item, "message_type", None) or getattr(item, "nested_type", ()):
        yield from enums_of(nested, f"{scope}.{nested.name}")


def check_descriptors(described, swift):
    """Every field and enum value that we define is official, and Swift's tables say the same."""
    fields = values = tables = 0
    for name, file in sorted(described.items()):
        theirs = definitions.official(name)
        if theirs is None:
            continue
        official = descriptor_pb2.FileDescriptorProto()
        theirs.CopyToProto(official)
        known = {key: value for item in official.message_type for key, value in fields_of(item, official.package)}
        for item in file.message_type:
            for key, value in fields_of(item, file.package):
                if known.get(key) != value:
                    fail(f"{'.'.join(key)} differs from the official definition", value, known.get(key))
                fields += 1
        known = dict(enums_of(official, official.package))
        for key, value in enums_of(file, file.package):
            if known.get(key) != value:
                fail(f"{'.'.join(key)} differs from the official definition", value, known.get(key))
            values += 1
    types = set(swift.ask("types").decode().split())
    pool = definitions.our_pool(described)
    for name in definitions.message_names(described):
        if name not in types:
            fail(f"Swift has no type {name}")
        said = {tuple(line.split(" ")) for line in swift.ask("fields", name).decode().splitlines()}
        meant = {(str(field.number), field.name, field.json_name)
                 for field in pool.FindMessageTypeByName(name).fields}
        if said != meant:
            fail(f"Swift's fields of {name} differ", said ^ meant)
        tables += len(said)
    print(f"definitions: {fields} fields and {values} enum values are the official ones; "
          f"Swift's tables have the same {tables} fields")
    return pool


def inside(item):
    """The messages that a message holds."""
    for field, value in item.ListFields():
        if not field.message_type:
            continue
        if field.message_type.GetOptions().map_entry:
            yield from value.values() if field.message_type.fields_by_name["value"].message_type else ()
        else:
            yield from value if field.is_repeated else (value,)


def assert_known(item):
    """No field of the message, or of one inside it, is unknown."""
    if len(unknown_fields.UnknownFieldSet(item)):
        fail(f"{item.DESCRIPTOR.full_name} has fields that the official definition does not know")
    for inner in inside(item):
        assert_known(inner)


def sets_entries_aside(item):
    """Whether Python left out an entry of a map because the entry has a field that is unknown. (We, like the official
    implementations in C++ and Go, take what is known of it.)"""
    for field in unknown_fields.UnknownFieldSet(item):
        known = item.DESCRIPTOR.fields_by_number.get(field.field_number)
        if known and known.message_type and known.message_type.GetOptions().map_entry and field.wire_type == 2:
            return True
    return any(sets_entries_aside(inner) for inner in inside(item))


def canonical(item):
    return item.SerializeToString(deterministic=True)


def settle(item, find_class):
    """Packs what is in each `Any` anew, so that the order of a map's entries in it is Python's."""
    if item.DESCRIPTOR.full_name == "google.protobuf.Any":
        if item.type_url:
            inner = find_class(item.type_url.rpartition("/")[2]).FromString(item.value)
            settle(inner, find_class)
            item.value = canonical(inner)
        return
    for inner in inside(item):
        settle(inner, find_class)


class Messages:
    """Random messages through Swift and through what is not ours."""

    def __init__(self, described, pool, swift):
        self.described, self.pool, self.swift = described, pool, swift
        self.names = list(definitions.message_names(described))
        self.random = random.Random(SEED)
        # What JSON may meet in an `Any`: types of the product, and well-known ones with forms of their own.
        self.any_types = [name for name in self.names if not name.startswith("koperator.")]

    def our_class(self, name):
        return definitions.message_class(self.pool, name)

    def official_class(self, name):
        """The class with the official definition; of the tests' messages, ours."""
        if name.startswith("koperator."):
            return self.our_class(name)
        for file, item in self.described.items():
            if name in definitions.message_names({file: item}):
                found = definitions.official(file)
        return definitions.message_class(found.pool, name)

    def maker(self, make_class, **options):
        return Maker(self.random, make_class, self.any_types, **options)

    def binary(self):
        total = same = 0
        maker = self.maker(self.our_class)
        for name in self.names:
            ours, theirs = self.our_class(name), self.official_class(name)
            for _ in range(COUNT):
                sent = canonical(maker.fill(ours()))
                answer = self.swift.ask("binary", name, sent)
                same += answer == sent
                if canonical(ours.FromString(answer)) != sent:
                    fail(f"{name} comes back changed", sent.hex(), answer.hex())
                read = theirs.FromString(answer)
                assert_known(read)
                if canonical(ours.FromString(canonical(read))) != sent:
                    fail(f"{name} is read differently by the official definition", sent.hex())
                total += 1
        print(f"binary: {total} messages of {len(self.names)} types come back unchanged, {same} with the bytes that "
              "Python's deterministic writer makes; none has a field that the official definitions do not know")

    def json(self):
        total = 0
        maker = self.maker(self.our_class, for_json=True)
        for name in self.names:
            ours, theirs = self.our_class(name), self.official_class(name)
            for _ in range(COUNT):
                sent = canonical(maker.fill(ours()))
                item = theirs.FromString(sent)
                text = self.swift.ask("to-json", name, sent)
                back = json_format.Parse(text, theirs(), descriptor_pool=theirs.DESCRIPTOR.file.pool)
                settle(back, self.official_class)
                if canonical(back) != canonical(item):
                    fail(f"{name}: the official reader takes our JSON differently", text.decode(), sent.hex())
                for original in (False, True):
                    official = json_format.MessageToJson(
                        item, preserving_proto_field_name=original, descriptor_pool=theirs.DESCRIPTOR.file.pool)
                    if not original and not alike(json.loads(official), json.loads(text)):
                        fail(f"{name}: the official writer makes other JSON", official, text.decode())
                    answer = self.swift.ask("from-json", name, official.encode())
                    read = ours.FromString(answer)
                    settle(read, self.our_class)
                    if canonical(read) != sent:
                        fail(f"{name}: we take the official JSON differently", official, answer.hex(), sent.hex())
                total += 1
        print(f"JSON: {total} messages go both ways unchanged, with names of both kinds")

    def mutations(self):
        """Damaged and joined bytes: accepted or refused as Python's reader does, with the same content."""
        accepted = refused = aside = 0
        maker = self.maker(self.our_class)
        for name in self.names:
            ours = self.our_class(name)
            for _ in range(COUNT):
                sent = damage(self.random, canonical(maker.fill(ours())), canonical(maker.fill(ours())))
                try:
                    expected = ours.FromString(sent)
                except message.DecodeError:
                    expected = None
                try:
                    answer = self.swift.ask("binary", name, sent)
                except Refused as error:
                    if expected is not None and "is no field number" in str(error):
                        # Python does not look at the numbers of fields in a group that it skips.
                        aside += 1
                        continue
                    if expected is not None:
                        fail(f"{name}: only we refuse: {error}", sent.hex())
                    refused += 1
                    continue
                if expected is None:
                    fail(f"{name}: only we accept", sent.hex(), answer.hex())
                if sets_entries_aside(expected):
                    aside += 1
                    continue
                read = ours.FromString(answer)
                read.DiscardUnknownFields()
                expected.DiscardUnknownFields()
                if canonical(read) != canonical(expected):
                    fail(f"{name}: damaged bytes are read differently", sent.hex(), answer.hex())
                accepted += 1
        print(f"damaged or joined: {accepted} are read alike, {refused} refused alike; {aside} left out, where Python "
              "sets an entry of a map aside or takes the field number 0 in a group")

    def c(self, work):
        total = same = 0
        maker = self.maker(self.our_class, for_c=True)
        names = [name for name in self.names if not name.endswith(".Presence")]
        with Peer(c_peer.build(work, self.described, names)) as c:
            for name in names:
                ours = self.our_class(name)
                for _ in range(COUNT):
                    sent = self.swift.ask("binary", name, canonical(maker.fill(ours())))
                    answer = c.ask("binary", name, sent)
                    same += answer == sent
                    again = self.swift.ask("binary", name, answer)
                    if again != sent:
                        fail(f"{name}: protobuf-c takes it differently", sent.hex(), answer.hex(), again.hex())
                    total += 1
        print(f"protobuf-c: {total} messages of {len(names)} types come back unchanged, {same} with the same bytes")


def alike(left, right):
    """Whether two JSON values are the same, but for the text of numbers."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(alike(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(alike(*pair) for pair in zip(left, right))
    if type(left) in (int, float) and type(right) in (int, float):
        return left == right or abs(left - right) <= 1e-7 * abs(left)
    return type(left) is type(right) and left == right


def damage(source, first, second):
    """Bytes that are cut, flipped, doubled, swapped, or of two messages joined."""
    choice = source.randrange(6)
    data = bytearray(first)
    if choice == 0 or not data:
        return bytes(first + second)
    at = source.randrange(len(data))
    if choice == 1:
        return bytes(data[:at])
    if choice == 2:
        data[at] ^= 1 << source.randrange(8)
    elif choice == 3:
        data[at:at] = source.randbytes(source.choice([1, 2, 5]))
    elif choice == 4:
        end = min(len(data), at + source.randrange(1, 12))
        data[at:at] = data[at:end]
    else:
        data[at] = source.choice([0, 0x7F, 0x80, 0xFF])
    return bytes(data)


def main():
    program, work = sys.argv[1:]
    print(f"seed {SEED}, {COUNT} messages of each type")
    described = definitions.describe(work)
    with Peer(program) as swift:
        pool = check_descriptors(described, swift)
        messages = Messages(described, pool, swift)
        messages.binary()
        messages.json()
        messages.mutations()
        messages.c(work)


if __name__ == "__main__":
    main()
