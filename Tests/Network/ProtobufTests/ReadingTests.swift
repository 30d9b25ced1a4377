import Protobuf
import ProtobufTestMessages
import Testing

@Suite struct ReadingTests {
  /// Number 150 in field 5, and text in field 9: the encodings of the official guide.
  @Test func singleValuesAreRead() throws {
    let message = try Kinds(serialized: bytes("28 9601 4a 07 74657374696e67"))
    #expect(message.int32Value == 150)
    #expect(message.stringValue == "testing")
  }

  @Test(arguments: [
    "28", "28 96", "28 ffffffffffffffffff", "09 00", "09 00000000000000", "3d 000000", "4a", "4a 05 6162", "4a 80",
    "8a01 02 08", "8a01 03 0a02", "aa01 04 00", "0b 28", "0b", "0b 4a 7f 0c", "ca02 04 0a 02",
  ])
  func whatEndsTooSoonIsRefused(digits: String) {
    #expect(failure(reading: Kinds.self, bytes(digits))?.code == .truncated)
  }

  @Test(arguments: [
    "28 80808080808080808080 01", "28 ffffffffffffffffffff 00", "00", "02 00", "04", "0c", "06 00", "07 00",
    "8080808010 00", "ffffffffffffffffff01 00", "0b 14 0c", "0b 04 0c", "ac01",
  ])
  func whatBreaksTheFormatIsRefused(digits: String) {
    #expect(failure(reading: Kinds.self, bytes(digits))?.code == .malformed)
  }

  @Test func aLengthBeyondTheRangeOfIntIsRefused() {
    #expect(failure(reading: Kinds.self, bytes("4a ffffffffffffffffff01"))?.code == .truncated)
    #expect(failure(reading: Kinds.self, bytes("ba06 ffffffffffffffff7f"))?.code == .truncated)
  }

  @Test func varintsThatAreLongerThanNeededAreRead() throws {
    #expect(try Kinds(serialized: bytes("28 96818000")).int32Value == 150)
    #expect(try Kinds(serialized: bytes("28 ffffffffffffffffff01")).int32Value == -1)
    #expect(try Kinds(serialized: bytes("28 ffffffffffffffffff7f")).int32Value == -1)
    #expect(try Kinds(serialized: bytes("40 80808080808080808001")).boolValue)
  }

  @Test func numbersThatAreTooWideAreCut() throws {
    #expect(try Kinds(serialized: bytes("28 8080808010")).int32Value == 0)
    #expect(try Kinds(serialized: bytes("58 ffffffff1f")).uint32Value == .max)
    #expect(try Kinds(serialized: bytes("8001 8180808010")).choice == .choiceOne)
  }

  @Test func aFieldOfAnotherWireTypeIsSkippedAsUnknown() throws {
    let message = try Kinds(serialized: bytes("2d 01020304 4801 8801 05 0a 02 6162 28 07"))
    #expect(message.int32Value == 7)
    #expect(message.stringValue.isEmpty)
    #expect(message.inner == nil)
    #expect(message.doubleValue == 0)
  }

  @Test func unknownFieldsOfEveryWireTypeAreSkipped() throws {
    let unknown = "a03e 01 a13e 0000000000000000 a23e 02 0102 a33e 08 01 0b 0c a43e a53e 00000000"
    #expect(try Kinds(serialized: bytes(unknown + "28 07")).int32Value == 7)
  }

  @Test func groupsMustEndAsTheyBegan() {
    #expect(failure(reading: Kinds.self, bytes("a33e 0b 0c a43e")) == nil)
    #expect(failure(reading: Kinds.self, bytes("a33e 0b a43e 0c"))?.code == .malformed)
    #expect(failure(reading: Kinds.self, bytes("a33e 0b 0c"))?.code == .truncated)
  }

  @Test func groupsAreBoundedInDepth() {
    let deep = [UInt8](repeating: 0x0B, count: 200) + [UInt8](repeating: 0x0C, count: 200)
    #expect(failure(reading: Kinds.self, deep)?.code == .limit)
    #expect(failure(reading: Kinds.self, [UInt8](repeating: 0x0B, count: 1_000_000))?.code == .limit)
  }

  private func nested(_ levels: Int) -> [UInt8] {
    var inner: [UInt8] = []
    for _ in 0..<levels { inner = field(3, inner) }
    return inner
  }

  @Test func aHundredLevelsAreReadAndOneMoreIsRefused() throws {
    #expect(failure(reading: Kinds.Inner.self, nested(99)) == nil)
    #expect(failure(reading: Kinds.Inner.self, nested(100))?.code == .limit)
    #expect(failure(reading: Kinds.Inner.self, nested(10), limits: ProtobufLimits(depth: 5))?.code == .limit)
    let deepest = try Kinds.Inner(serialized: nested(99))
    #expect(deepest.serialized() == nested(99))
  }

  @Test func aStructCountsItsLevels() {
    var inner: [UInt8] = []
    for _ in 0..<60 { inner = field(1, field(1, [0x61]) + field(2, field(5, inner))) }
    #expect(failure(reading: ProtobufStruct.self, inner)?.code == .limit)
  }

  @Test func aMessageThatIsTooLongIsRefusedUnread() {
    let limits = ProtobufLimits(size: 10)
    #expect(failure(reading: Kinds.self, field(9, [UInt8](repeating: 0x61, count: 9)), limits: limits)?.code == .limit)
    #expect(failure(reading: Kinds.self, field(9, [UInt8](repeating: 0x61, count: 8)), limits: limits) == nil)
  }

  @Test(arguments: ["ff", "c080", "eda080", "f4908080", "e282", "80"])
  func stringsThatAreNotUTF8AreRefused(digits: String) {
    #expect(failure(reading: Kinds.self, field(9, bytes(digits)))?.code == .encoding)
    #expect(failure(reading: Kinds.self, field(10, bytes(digits))) == nil)
    let entry = field(41, field(1, bytes(digits)))
    #expect(failure(reading: Kinds.self, entry)?.code == .encoding)
  }

  @Test func packedAndUnpackedListsAreBothRead() throws {
    let message = try Kinds(serialized: bytes("ca01 03 01 9601 c801 07 a901 000000000000f03f aa01 08 0000000000000040"))
    #expect(message.int32s == [1, 150, 7])
    #expect(message.doubles == [1, 2])
    #expect(try Kinds(serialized: bytes("c801 01 ca01 00 c801 02")).int32s == [1, 2])
  }

  @Test func enumsAreOpen() throws {
    let message = try Kinds(serialized: bytes("8001 2a a202 03 00 01 63"))
    #expect(message.choice.rawValue == 42)
    #expect(message.choices.map(\.rawValue) == [0, 1, 99])
    #expect(try Kinds(serialized: message.serialized()) == message)
  }

  @Test func anEntryWithoutKeyOrValueHasTheirDefaults() throws {
    #expect(try Kinds(serialized: field(41, [])).stringsByString == ["": ""])
    #expect(try Kinds(serialized: field(42, [])).innersByInt32 == [0: Kinds.Inner()])
    #expect(try Kinds(serialized: field(41, field(2, [0x61]) + field(1, [0x62]))).stringsByString == ["b": "a"])
  }

  @Test func errorsNameTheMessagesAndTheFields() {
    let inner = field(17, field(3, field(2, [0xFF])))
    let error = failure(reading: Kinds.self, inner)
    #expect(
      error?.path == [
        "koperator.test.v1.Kinds.inner", "koperator.test.v1.Kinds.Inner.children", "koperator.test.v1.Kinds.Inner.text",
      ])
    #expect(error?.description.contains("not valid UTF-8") == true)
  }

  @Test func everyCutOfAMessageIsReadOrRefused() {
    let whole = Kinds.sample.serialized()
    for count in 0..<whole.count { _ = failure(reading: Kinds.self, Array(whole[..<count])) }
    for index in whole.indices {
      var damaged = whole
      for byte: UInt8 in [0, 0x7F, 0x80, 0xFF, whole[index] ^ 1] {
        damaged[index] = byte
        _ = failure(reading: Kinds.self, damaged)
      }
    }
    #expect(failure(reading: Kinds.self, whole) == nil)
  }
}
