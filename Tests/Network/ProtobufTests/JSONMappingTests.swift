import JSON
import Protobuf
import ProtobufTestMessages
import Testing

@Suite struct JSONMappingTests {
  private func text(_ message: Kinds) throws -> String {
    try message.jsonValue(registry: TestTypes.registry).text()
  }

  private func read(_ text: String) throws -> Kinds {
    try Kinds(json: try JSONValue(parsing: text), decoder: ProtobufJSONDecoder(registry: TestTypes.registry))
  }

  @Test func eachKindHasItsForm() throws {
    let forms: [(String, (inout Kinds) -> Void)] = [
      ("{}", { _ in }), (#"{"int64Value":"-1"}"#, { $0.int64Value = -1 }),
      (#"{"uint64Value":"18446744073709551615"}"#, { $0.uint64Value = .max }),
      (#"{"int32Value":-1}"#, { $0.int32Value = -1 }),
      (#"{"fixed64Value":"1"}"#, { $0.fixed64Value = 1 }), (#"{"sint64s":["0","-1"]}"#, { $0.sint64s = [0, -1] }),
      (#"{"boolValue":true}"#, { $0.boolValue = true }), (#"{"doubleValue":0.1}"#, { $0.doubleValue = 0.1 }),
      (#"{"floatValue":0.1}"#, { $0.floatValue = 0.1 }), (#"{"doubleValue":"NaN"}"#, { $0.doubleValue = .nan }),
      (#"{"doubles":["Infinity","-Infinity"]}"#, { $0.doubles = [.infinity, -.infinity] }),
      (#"{"bytesValue":"AP8="}"#, { $0.bytesValue = [0, 255] }),
      (#"{"choice":"CHOICE_ONE"}"#, { $0.choice = .choiceOne }),
      (#"{"choice":42}"#, { $0.choice = Kinds.Choice(rawValue: 42) }), (#"{"inner":{}}"#, { $0.inner = Kinds.Inner() }),
      (#"{"stringsByString":{"a":"1","b":"2"}}"#, { $0.stringsByString = ["b": "2", "a": "1"] }),
      (#"{"innersByInt32":{"-1":{}}}"#, { $0.innersByInt32 = [-1: Kinds.Inner()] }),
      (#"{"choicesByBool":{"false":"CHOICE_ONE"}}"#, { $0.choicesByBool = [false: .choiceOne] }),
      (#"{"uint32Wrapper":0}"#, { $0.uint32Wrapper = 0 }), (#"{"uint64Wrapper":"5"}"#, { $0.uint64Wrapper = 5 }),
      (#"{"int64Wrappers":["0"]}"#, { $0.int64Wrappers = [0] }), (#"{"empty":{}}"#, { $0.empty = ProtobufEmpty() }),
      (#"{"eitherNumber":0}"#, { $0.either = .eitherNumber(0) }), (#"{"self":"x"}"#, { $0.selfValue = "x" }),
      (#"{"duration":"1.500s"}"#, { $0.duration = .milliseconds(1500) }),
      (#"{"duration":"-0.000001s"}"#, { $0.duration = ProtobufDuration(seconds: 0, nanos: -1000) }),
      (#"{"timestamp":"1970-01-01T00:00:00Z"}"#, { $0.timestamp = ProtobufTimestamp() }),
      (
        #"{"timestamp":"0001-01-01T00:00:00.000000001Z"}"#,
        {
          $0.timestamp = ProtobufTimestamp(seconds: -62_135_596_800, nanos: 1)
        }
      ),
      (
        #"{"structure":{"a":null,"b":[1,"x",{}]}}"#,
        { message in
          var list = ProtobufListValue()
          list.values = [ProtobufValue(.number(1)), "x", ProtobufValue(.structure(ProtobufStruct()))]
          message.structure = ProtobufStruct(fields: ["b": ProtobufValue(.list(list)), "a": ProtobufValue(.null(0))])
        }
      ),
    ]
    for (form, configure) in forms {
      let message = Kinds(configure)
      #expect(try text(message) == form)
      // NaN is equal to nothing, so bytes are compared.
      #expect(try read(form).serialized() == message.serialized())
    }
  }

  @Test func bothNamesAndOtherFormsAreRead() throws {
    #expect(try read(#"{"int32_value":1}"#).int32Value == 1)
    #expect(try read(#"{"int32Value":"1"}"#).int32Value == 1)
    #expect(try read(#"{"int32Value":1.0}"#).int32Value == 1)
    #expect(try read(#"{"int64Value":1e3}"#).int64Value == 1000)
    #expect(try read(#"{"doubleValue":"1.5"}"#).doubleValue == 1.5)
    #expect(try read(#"{"bytesValue":"-_8"}"#).bytesValue == [0xFB, 0xFF])
    #expect(try read(#"{"choice":1}"#).choice == .choiceOne)
    #expect(try read(#"{"inner":null,"int32Value":null,"strings":null}"#) == Kinds())
    #expect(try read(#"{"anyJson":null}"#).anyJson == ProtobufValue(.null(0)))
    #expect(try read(#"{"jsonValues":[null,1]}"#).jsonValues.count == 2)
    #expect(try read(#"{"duration":"3s"}"#).duration == .seconds(3))
    #expect(
      try read(#"{"timestamp":"1970-01-01T01:00:00.5+01:00"}"#).timestamp
        == ProtobufTimestamp(seconds: 0, nanos: 500_000_000))
  }

  @Test(arguments: [
    #"{"nothing":1}"#, #"{"int32Value":2147483648}"#, #"{"int32Value":1.5}"#, #"{"int32Value":true}"#,
    #"{"uint32Value":-1}"#, #"{"uint64Value":"18446744073709551616"}"#, #"{"boolValue":"true"}"#, #"{"stringValue":1}"#,
    #"{"bytesValue":"!"}"#, #"{"bytesValue":"A"}"#, #"{"choice":"CHOICE_TWO"}"#, #"{"inner":[]}"#, #"{"strings":"a"}"#,
    #"{"strings":[null]}"#, #"{"stringsByString":[]}"#, #"{"innersByInt32":{"x":{}}}"#, #"{"choicesByBool":{"1":0}}"#,
    #"{"duration":"1"}"#, #"{"duration":"--1s"}"#, #"{"duration":"1.s"}"#, #"{"duration":"315576000001s"}"#,
    #"{"timestamp":"1970-01-01"}"#, #"{"timestamp":"1970-13-01T00:00:00Z"}"#, #"{"timestamp":"0000-01-01T00:00:00Z"}"#,
    #"{"eitherNumber":1,"eitherText":"a"}"#, #"{"any":{"a":1}}"#, #"{"any":{"@type":"x/none"}}"#,
    #"{"floatValue":1e39}"#,
    #"{"doubleValue":"nan"}"#, #"[]"#, #"null"#,
  ])
  func whatDoesNotFitIsRefused(json: String) {
    #expect(throws: ProtobufError.self) { try read(json) }
  }

  @Test func errorsNameTheField() {
    #expect { try read(#"{"inner":{"children":[{"number":"x"}]}}"#) } throws: { error in
      (error as? ProtobufError)?.path.last == "koperator.test.v1.Kinds.Inner.number"
    }
  }

  @Test func anAnyIsResolvedByTheRegistry() throws {
    let inner = Kinds { $0.any = ProtobufAny(packing: Kinds.Inner { $0.text = "x" }) }
    #expect(try text(inner) == #"{"any":{"@type":"type.googleapis.com/koperator.test.v1.Kinds.Inner","text":"x"}}"#)
    #expect(try read(text(inner)) == inner)
    let known = Kinds { $0.any = ProtobufAny(packing: ProtobufDuration.seconds(1)) }
    #expect(try text(known) == #"{"any":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1s"}}"#)
    #expect(try read(text(known)) == known)
    let number = Kinds { $0.any = ProtobufAny(packing: ProtobufWrapperMessage<ProtobufUInt64>(7)) }
    #expect(try text(number) == #"{"any":{"@type":"type.googleapis.com/google.protobuf.UInt64Value","value":"7"}}"#)
    #expect(try read(text(number)) == number)
    #expect(throws: ProtobufError.self) { try inner.jsonValue(registry: ProtobufTypeRegistry()) }
  }

  @Test func anAnyWithinAnAnyIsBounded() {
    var any = ProtobufAny(packing: ProtobufEmpty())
    for _ in 0..<1000 { any = ProtobufAny(packing: any) }
    #expect { try any.jsonValue(registry: TestTypes.registry) } throws: { ($0 as? ProtobufError)?.code == .limit }
  }

  @Test func timesOutOfRangeAreErrorsInJSONAndTrapNowhere() throws {
    for seconds in [Int64.min, .max, 315_576_000_001] {
      let duration = ProtobufDuration(seconds: seconds, nanos: .min)
      #expect(throws: ProtobufError.self) { try duration.jsonValue(registry: TestTypes.registry) }
      #expect(try ProtobufDuration(serialized: duration.serialized()) == duration)
      let timestamp = ProtobufTimestamp(seconds: seconds, nanos: .min)
      #expect(throws: ProtobufError.self) { try timestamp.jsonValue(registry: TestTypes.registry) }
    }
    #expect(ProtobufDuration(seconds: .min, nanos: .min).duration < .zero)
    #expect(throws: ProtobufError.self) {
      try ProtobufDuration(seconds: 1, nanos: -1).jsonValue(registry: TestTypes.registry)
    }
  }
}
