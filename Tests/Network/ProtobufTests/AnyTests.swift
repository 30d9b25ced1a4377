import Protobuf
import ProtobufTestMessages
import Testing

@Suite struct AnyTests {
  @Test func whatIsPackedComesOutAgain() throws {
    let inner = Kinds.Inner { $0.number = 3 }
    let any = ProtobufAny(packing: inner)
    #expect(any.typeURL == "type.googleapis.com/koperator.test.v1.Kinds.Inner")
    #expect(Kinds.Inner.typeURL == any.typeURL)
    #expect(try any.unpack(as: Kinds.Inner.self) == inner)
  }

  @Test func anotherTypeIsRefused() {
    let any = ProtobufAny(packing: Kinds.Inner())
    #expect { try any.unpack(as: Kinds.self) } throws: { ($0 as? ProtobufError)?.code == .type }
    let bare = ProtobufAny(typeURL: "koperator.test.v1.Kinds", value: [])
    #expect(throws: ProtobufError.self) { try bare.unpack(as: Kinds.self) }
  }

  @Test func durationsConvert() {
    #expect(ProtobufDuration(.milliseconds(-1500)) == ProtobufDuration(seconds: -1, nanos: -500_000_000))
    #expect(ProtobufDuration.milliseconds(2250).duration == .milliseconds(2250))
  }
}
