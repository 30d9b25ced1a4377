import Protobuf
import ProtobufTestMessages

extension Kinds {
  /// A message with most fields set.
  static var sample: Kinds {
    Kinds { message in
      message.doubleValue = 0.5
      message.floatValue = -1.5
      message.int64Value = -1
      message.uint64Value = .max
      message.int32Value = 150
      message.fixed32Value = 7
      message.boolValue = true
      message.stringValue = "testing"
      message.bytesValue = [0, 255]
      message.sint32Value = -2
      message.choice = .choiceNegative
      message.inner = Kinds.Inner { $0.children = [Kinds.Inner { $0.text = "child" }, Kinds.Inner()] }
      message.int32s = [1, -1, 150]
      message.strings = ["", "ä"]
      message.stringsByString = ["b": "2", "a": "1", "ab": "3"]
      message.innersByInt32 = [-1: Kinds.Inner(), 3: Kinds.Inner { $0.number = 9 }]
      message.either = .eitherNumber(0)
      message.any = ProtobufAny(packing: ProtobufDuration.seconds(5))
      message.duration = .milliseconds(-1500)
      message.structure = ProtobufStruct(fields: ["name": "x", "flag": ProtobufValue(.bool(false))])
      message.uint32Wrapper = 0
      message.int64Wrappers = [0, 5]
      message.last = 1
    }
  }
}
