import Protobuf
import ProtobufTestMessages
import Testing

/// What the wire format says of a field that comes more than once: joined bytes are merged messages.
@Suite struct MergingTests {
  @Test func ofASingleValueTheLastStays() throws {
    #expect(try Kinds(serialized: bytes("28 01 28 02 4a 01 61 4a 00")).int32Value == 2)
    #expect(try Kinds(serialized: bytes("4a 01 61 4a 00")).stringValue.isEmpty)
  }

  @Test func messagesInsideAreMergedAndListsAppended() throws {
    let first = Kinds {
      $0.inner = Kinds.Inner {
        $0.number = 1; $0.children = [Kinds.Inner()]
      }
    }
    let second = Kinds {
      $0.inner = Kinds.Inner {
        $0.text = "b"; $0.children = [Kinds.Inner { $0.number = 2 }]
      }
    }
    let merged = try Kinds(serialized: first.serialized() + second.serialized())
    #expect(merged.inner?.number == 1)
    #expect(merged.inner?.text == "b")
    #expect(merged.inner?.children.count == 2)
  }

  @Test func ofAOneofTheLastStaysAndTheSameMessageIsMerged() throws {
    let text = Kinds { $0.either = .eitherText("a") }.serialized()
    let inner = Kinds { $0.either = .eitherInner(Kinds.Inner { $0.number = 1 }) }.serialized()
    let more = Kinds { $0.either = .eitherInner(Kinds.Inner { $0.text = "b" }) }.serialized()
    #expect(try Kinds(serialized: inner + text).either == .eitherText("a"))
    let both = Kinds.Inner {
      $0.number = 1
      $0.text = "b"
    }
    #expect(try Kinds(serialized: inner + more).either == .eitherInner(both))
    #expect(try Kinds(serialized: inner + text + more).either == .eitherInner(Kinds.Inner { $0.text = "b" }))
  }

  @Test func aCaseOfAnotherWireTypeLeavesTheOneofAsItIs() throws {
    let inner = Kinds { $0.either = .eitherInner(Kinds.Inner { $0.number = 1 }) }
    #expect(try Kinds(serialized: inner.serialized() + bytes("a003 05")).either == inner.either)
  }

  @Test func wrappersAreMergedAsTheMessagesThatTheyAre() throws {
    #expect(try Kinds(serialized: bytes("8a04 02 0805 8a04 00")).uint32Wrapper == 5)
    #expect(try Kinds(serialized: bytes("8a04 02 0805 8a04 02 0800")).uint32Wrapper == 0)
    #expect(try Kinds(serialized: bytes("ba03 03 0a0161 ba03 00")).either == .eitherWrapper([0x61]))
  }

  @Test func ofAKeyThatComesTwiceTheLastValueStays() throws {
    let first = Kinds { $0.innersByInt32 = [1: Kinds.Inner { $0.number = 5 }] }.serialized()
    let second = Kinds { $0.innersByInt32 = [1: Kinds.Inner { $0.text = "b" }] }.serialized()
    #expect(try Kinds(serialized: first + second).innersByInt32 == [1: Kinds.Inner { $0.text = "b" }])
  }

  /// Four bytes each, two hundred thousand times: copying what is there each time would take minutes.
  @Test(.timeLimit(.minutes(1)), arguments: [17, 52])
  func aMessageThatComesOftenIsNotCopiedEachTime(number: Int) throws {
    let one = field(number, field(3, []))
    var joined: [UInt8] = []
    for _ in 0..<200_000 { joined += one }
    let message = try Kinds(serialized: joined)
    if number == 17 {
      #expect(message.inner?.children.count == 200_000)
    } else if case .eitherInner(let inner) = message.either {
      #expect(inner.children.count == 200_000)
    } else {
      Issue.record("the oneof is lost")
    }
  }
}
