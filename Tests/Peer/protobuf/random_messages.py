"""Random messages of any type, made from descriptors."""
import struct

TEXT = ["a", "broker-3", "Z" * 130, "ä", "漢字", "\U0001F980", " ", "\"\\/", "\t\n", "\u2028", "\x7f", "\x01", "127.0.0.2"]
BITS = {"32": (-(2**31), 2**31 - 1), "64": (-(2**63), 2**63 - 1), "u32": (0, 2**32 - 1), "u64": (0, 2**64 - 1)}
DOUBLES = [0.0, -0.0, 1.0, -1.5, 0.1, 1e15, 1e16, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 123456789.125]
ENDLESS = [float("inf"), float("-inf"), float("nan")]


class Maker:
    """`for_json` keeps to what JSON can say: times in range, an `Any` of a known type, values that are set.
    `for_c` keeps to what protobuf-c can hold: no NUL in strings, no negative zero."""

    def __init__(self, random, pool_class, any_types, for_json=False, for_c=False):
        self.random, self.pool_class, self.any_types = random, pool_class, any_types
        self.for_json, self.for_c = for_json, for_c

    def text(self):
        pieces = TEXT if self.for_c else TEXT + ["\0"]
        return "".join(self.random.choice(pieces) for _ in range(self.random.choice([0, 1, 1, 2, 5])))

    def octets(self):
        return self.random.randbytes(self.random.choice([0, 1, 2, 3, 127, 128, 300]))

    def integer(self, kind):
        low, high = BITS[kind]
        choice = self.random.randrange(4)
        if choice == 0:
            return self.random.choice([low, high, 0, 1, max(low, -1)])
        if choice == 1:
            return self.random.randint(low, high)
        bits = self.random.randrange(1, 32)
        value = self.random.getrandbits(bits)
        return max(low, -value) if low < 0 and self.random.random() < 0.3 else min(high, value)

    def double(self, endless=True):
        choice = self.random.randrange(3)
        if choice == 0:
            value = self.random.choice(DOUBLES)
            return abs(value) if self.for_c else value
        if choice == 1 and endless:
            return self.random.choice(ENDLESS)
        while True:
            value = struct.unpack("<d", self.random.randbytes(8))[0]
            if value - value == 0:
                return value

    def scalar(self, field):
        kinds = {field.TYPE_INT32: "32", field.TYPE_SINT32: "32", field.TYPE_SFIXED32: "32", field.TYPE_INT64: "64",
                 field.TYPE_SINT64: "64", field.TYPE_SFIXED64: "64", field.TYPE_UINT32: "u32",
                 field.TYPE_FIXED32: "u32", field.TYPE_UINT64: "u64", field.TYPE_FIXED64: "u64"}
        if field.type in kinds:
            return self.integer(kinds[field.type])
        if field.type == field.TYPE_BOOL:
            return self.random.random() < 0.6
        if field.type == field.TYPE_STRING:
            return self.text()
        if field.type == field.TYPE_BYTES:
            return self.octets()
        if field.type == field.TYPE_DOUBLE:
            return self.double()
        if field.type == field.TYPE_FLOAT:
            value = struct.unpack("<f", struct.pack("<I", self.random.getrandbits(32)))[0]
            # JSON has one NaN only.
            return float("nan") if self.for_json and value != value else value
        if self.random.random() < 0.15:
            return self.integer("32")
        return self.random.choice(field.enum_type.values).number

    def fill(self, message, depth=0):
        """Fills a message and returns it."""
        name = message.DESCRIPTOR.full_name
        own = getattr(self, "fill_" + name.rpartition(".")[2].lower(), None)
        if name.startswith("google.protobuf.") and own and (self.for_json or name.endswith(".Any")):
            own(message, depth)
            return message
        share = 0.55 if depth < 3 else 0.2
        for field in message.DESCRIPTOR.fields:
            if self.random.random() > share or (depth > 6 and field.message_type):
                continue
            self.set(message, field, depth)
        return message

    def set(self, message, field, depth):
        if field.message_type and field.message_type.GetOptions().map_entry:
            key, value = field.message_type.fields_by_name["key"], field.message_type.fields_by_name["value"]
            entries = getattr(message, field.name)
            for _ in range(self.random.choice([1, 2, 5])):
                if value.message_type:
                    self.fill(entries[self.scalar(key)], depth + 1)
                else:
                    entries[self.scalar(key)] = self.scalar(value)
        elif field.is_repeated:
            values = getattr(message, field.name)
            for _ in range(self.random.choice([1, 2, 4])):
                if field.message_type:
                    self.fill(values.add(), depth + 1)
                else:
                    values.append(self.scalar(field))
        elif field.message_type:
            inner = getattr(message, field.name)
            inner.SetInParent()
            self.fill(inner, depth + 1)
        else:
            setattr(message, field.name, self.scalar(field))

    def fill_any(self, message, depth):
        if not self.for_json and self.random.random() < 0.3:
            message.type_url, message.value = self.text(), self.octets()
        elif depth < 5:
            inner = self.pool_class(self.random.choice(self.any_types))()
            self.fill(inner, depth + 2)
            message.type_url = "type.googleapis.com/" + inner.DESCRIPTOR.full_name
            message.value = inner.SerializeToString(deterministic=True)

    def fill_duration(self, message, _):
        sign = self.random.choice([1, -1])
        message.seconds = sign * self.random.choice([0, 1, 90, 315_576_000_000, self.random.getrandbits(30)])
        message.nanos = sign * self.random.choice([0, 1, 1000, 500_000_000, 999_999_999, self.random.randrange(10**9)])
        if abs(message.seconds) == 315_576_000_000:
            message.nanos = 0

    def fill_timestamp(self, message, _):
        low, high = -62_135_596_800, 253_402_300_799
        message.seconds = self.random.choice([low, high, 0, -1, self.random.randint(low, high)])
        message.nanos = self.random.choice([0, 1, 1000, 500_000_000, 999_999_999])

    def fill_value(self, message, depth):
        choice = self.random.randrange(6 if depth < 6 else 4)
        if choice == 0:
            message.null_value = 0
        elif choice == 1:
            message.number_value = self.double(endless=False)
        elif choice == 2:
            message.string_value = self.text()
        elif choice == 3:
            message.bool_value = self.random.random() < 0.5
        elif choice == 4:
            message.struct_value.SetInParent()
            self.fill(message.struct_value, depth + 1)
        else:
            message.list_value.SetInParent()
            self.fill(message.list_value, depth + 1)
