import Protobuf
import ProtobufTestMessages
import Testing

@Suite struct WritingTests {
  @Test func defaultsTakeNoBytes() {
    #expect(Kinds().serialized().isEmpty)
    #expect(Kinds().encodedSize == 0)
  }

  @Test func presenceIsWrittenAlsoForDefaults() throws {
    #expect(digits(Presence { $0.number = 0 }.serialized()) == "0800")
    #expect(digits(Presence { $0.text = "" }.serialized()) == "1200")
    #expect(digits(Kinds { $0.inner = Kinds.Inner() }.serialized()) == "8a0100")
    #expect(digits(Kinds { $0.uint32Wrapper = 0 }.serialized()) == "8a0400")
    #expect(digits(Kinds { $0.uint32Wrapper = 5 }.serialized()) == "8a04020805")
    #expect(digits(Kinds { $0.either = .eitherText("") }.serialized()) == "9a0300")
    #expect(try Presence(serialized: bytes("0800")).number == 0)
    #expect(try Presence(serialized: []).number == nil)
    #expect(try Kinds(serialized: bytes("8a0400")).uint32Wrapper == 0)
  }

  @Test func negativeZeroIsNoDefault() throws {
    let message = Kinds { $0.doubleValue = -0.0 }
    #expect(digits(message.serialized()) == "090000000000000080")
    #expect(try Kinds(serialized: message.serialized()).doubleValue.sign == .minus)
    #expect(digits(Kinds { $0.doubleWrapper = -0.0 }.serialized()) == "a20409090000000000000080")
  }

  @Test func eachKindHasItsGoldenBytes() {
    let golden: [(String, (inout Kinds) -> Void)] = [
      ("09000000000000f03f", { $0.doubleValue = 1 }), ("150000c03f", { $0.floatValue = 1.5 }),
      ("18ffffffffffffffffff01", { $0.int64Value = -1 }), ("20ffffffffffffffffff01", { $0.uint64Value = .max }),
      ("28ffffffffffffffffff01", { $0.int32Value = -1 }), ("31ffffffffffffffff", { $0.fixed64Value = .max }),
      ("3d01000000", { $0.fixed32Value = 1 }), ("4001", { $0.boolValue = true }),
      ("4a026869", { $0.stringValue = "hi" }),
      ("52020102", { $0.bytesValue = [1, 2] }), ("58ffffffff0f", { $0.uint32Value = .max }),
      ("65ffffffff", { $0.sfixed32Value = -1 }), ("69ffffffffffffffff", { $0.sfixed64Value = -1 }),
      ("7001", { $0.sint32Value = -1 }), ("70ffffffff0f", { $0.sint32Value = .min }),
      ("78ffffffffffffffffff01", { $0.sint64Value = .min }), ("7802", { $0.sint64Value = 1 }),
      ("8001ffffffffffffffffff01", { $0.choice = .choiceNegative }), ("ca0103019601", { $0.int32s = [1, 150] }),
      ("ea010161ea0100", { $0.strings = ["a", ""] }), ("e201020001", { $0.bools = [false, true] }),
      ("f8ffffff0f01", { $0.last = 1 }),
    ]
    for (expected, configure) in golden {
      let message = Kinds(configure)
      #expect(digits(message.serialized()) == expected)
      #expect((try? Kinds(serialized: message.serialized())) == message)
    }
  }

  @Test func mapsAreWrittenInTheOrderOfTheirKeys() {
    let strings = Kinds { $0.stringsByString = ["b": "", "a": "1", "": "2", "ab": "3"] }
    #expect(digits(strings.serialized()) == "ca02050a00120132ca02060a0161120131ca02070a026162120133ca02050a01621200")
    let numbers = Kinds { $0.innersByInt32 = [2: Kinds.Inner(), -1: Kinds.Inner()] }
    #expect(digits(numbers.serialized()) == "d2020d08ffffffffffffffffff011200d2020408021200")
    let flags = Kinds { $0.choicesByBool = [true: .choiceNone, false: .choiceOne] }
    #expect(digits(flags.serialized()) == "da020408001001da020408011000")
  }

  @Test func theSameMessageGivesTheSameBytesHoweverItWasMade() {
    var names: [String] = []
    for index in 0..<500 { names.append("key-\(index)") }
    let forward = Kinds { for name in names { $0.stringsByString[name] = name } }
    let backward = Kinds { for name in names.reversed() { $0.stringsByString[name] = name } }
    #expect(forward.serialized() == backward.serialized())
  }

  @Test func theComputedSizeIsTheWrittenOne() throws {
    let message = Kinds.sample
    #expect(message.encodedSize == message.serialized().count)
    #expect(try Kinds(serialized: message.serialized()) == message)
  }

  @Test func unknownFieldsAreKeptWhereTheMessageSaysSo() throws {
    let text = "0a 01 61 a03e 01 a33e 08 01 a43e 12 02 6869"
    let kept = try Keeper(serialized: bytes(text))
    #expect(kept.name == "a")
    #expect(digits(kept.unknownFields) == "a03e01a33e0801a43e12026869")
    #expect(kept.serialized() == bytes(text))
    #expect(kept.encodedSize == kept.serialized().count)
    #expect(try Presence(serialized: bytes("a03e 01 08 05")).serialized() == bytes("08 05"))
  }
}
