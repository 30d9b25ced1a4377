import JSON
import JavaProperties
import Testing

@Suite struct JavaPropertiesTests {
  /// What `java.util.Properties` itself wrote and read.
  @Test func textIsWrittenAndReadAsJavaDoes() throws {
    guard let file = Shared.find("kafka/facts/properties.jsonl", orSkip: "JavaProperties on what Java reads and writes")
    else {
      return
    }
    var written = 0
    var read = 0
    for line in try Shared.text(file).utf8.split(separator: UInt8(ascii: "\n")) {
      let vector = try JSONValue(parsing: String(line) ?? "")
      let text = try #require(vector["text"]?.stringValue)
      if let key = vector["key"]?.stringValue, let value = vector["value"]?.stringValue {
        let properties: JavaProperties = [key: value]
        #expect(properties.text(encoding: .unicode, escaping: .java) == text)
        #expect(try JavaProperties(text: text) == properties)
        #expect(try JavaProperties(text: properties.text()) == properties)
        #expect(properties.text().utf8.allSatisfy { $0 < 0x80 })
        written += 1
      } else {
        var properties = JavaProperties()
        for (key, value) in try #require(vector["properties"]?.objectValue) { properties[key] = value.stringValue }
        #expect(try JavaProperties(text: text) == properties, "\(line)")
        read += 1
      }
    }
    #expect(written == 400)
    #expect(read == 600)
  }

  @Test func aValueIsWrittenAsAPersonReadsItWhereJavaReadsTheSame() throws {
    let properties: JavaProperties = ["a:b": "x=1:#!\\ y", "c": " =", "d": "!"]
    #expect(properties.text() == "a\\:b=x=1:#!\\\\ y\nc=\\ =\nd=!\n")
    #expect(try JavaProperties(text: properties.text()) == properties)
  }

  @Test func charactersThatASCIIDoesNotHaveAreEscapedForKafka() throws {
    let properties: JavaProperties = ["clé": "é😀\u{01}~"]
    #expect(properties.text() == "cl\\u00E9=\\u00E9\\uD83D\\uDE00\\u0001~\n")
    #expect(try JavaProperties(text: properties.text()) == properties)
  }

  @Test func aPropertyKnowsTheLineOnWhichItBegins() throws {
    let document = try JavaPropertiesDocument("# comment\r\n\r\na = 1, \\\r\n    2\n\n  ! more\nb:3\rc")
    #expect(document.entries.map(\.key) == ["a", "b", "c"])
    #expect(document.entries.map(\.value) == ["1, 2", "3", ""])
    #expect(document.entries.map(\.line) == [3, 7, 8])
  }

  @Test func ofAKeyThatIsThereTwiceTheLastValueStaysAndTheOthersAreKnown() throws {
    let document = try JavaPropertiesDocument("a=1\nb=2\na=3\na=4\n")
    #expect(document.properties == ["a": "4", "b": "2"])
    #expect(document.properties.keys == ["a", "b"])
    #expect(document.overruled.map(\.entry.line) == [1, 3])
    #expect(document.overruled.map(\.line) == [3, 4])
  }

  @Test func propertiesOfAnotherTextAreTakenOver() {
    var properties: JavaProperties = ["b": "1", "a": "2"]
    properties.merge(["c": "3", "b": "4"])
    #expect(properties.keys == ["b", "a", "c"])
    #expect(properties["b"] == "4")
    #expect(properties.sorted().keys == ["a", "b", "c"])
    properties["a"] = nil
    #expect(properties.keys == ["b", "c"])
    #expect(properties == ["c": "3", "b": "4"])
  }

  @Test(arguments: [
    ("a=1\nb=\\u12", JavaPropertiesError.Code.escape, 2, "line 2: \\u needs four hexadecimal digits"),
    ("a=\\u00zz", .escape, 1, "line 1: \\u needs four hexadecimal digits"),
    ("\n\n\\u+123=", .escape, 3, "line 3: \\u needs four hexadecimal digits"),
    ("a=\\ud83d", .encoding, 1, "line 1: \\ud83d is half of a surrogate pair"),
    ("a=\\ud83d\\u0041", .encoding, 1, "line 1: \\ud83d is half of a surrogate pair"),
    ("a=\\ude00", .encoding, 1, "line 1: \\ude00 is half of a surrogate pair"),
  ])
  func whatJavaRefusesIsToldWithItsLine(text: String, code: JavaPropertiesError.Code, line: Int, said: String) {
    let error = #expect(throws: JavaPropertiesError.self) { try JavaProperties(text: text) }
    #expect(error?.code == code)
    #expect(error?.line == line)
    #expect(error?.description == said)
  }

  @Test func whateverIsWrittenIsReadAsItWas() throws {
    var random = SplitMix(seed: 7)
    let alphabet = Array("a =:#!\\\t\n\r\u{0C}é😀\u{A0}u0")
    func text() -> String {
      String((0..<Int.random(in: 0...8, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
    }
    for _ in 0..<2000 {
      var properties = JavaProperties()
      for _ in 0..<3 { properties[text()] = text() }
      for written in [properties.text(), properties.text(escaping: .java), properties.text(encoding: .unicode)] {
        #expect(try JavaProperties(text: written) == properties, "\(written)")
      }
    }
  }

  @Test func aTextIsBoundedInSizeAndNumber() throws {
    let limits = JavaPropertiesLimits(size: 8, count: 2)
    #expect(try JavaProperties(text: "a=1\nb=2\n", limits: limits).count == 2)
    let long = #expect(throws: JavaPropertiesError.self) { try JavaProperties(text: "a=1\nb=22\n", limits: limits) }
    #expect(long?.description == "line 1: the text is longer than 8 bytes")
    let many = #expect(throws: JavaPropertiesError.self) { try JavaProperties(text: "a\nb\nc\n", limits: limits) }
    #expect(many?.description == "line 3: there are more than 2 properties")
  }
}
