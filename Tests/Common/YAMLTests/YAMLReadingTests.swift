import JSON
import Testing
import YAML

private func value(_ text: String) throws -> JSONValue {
  try #require(YAML.documents(in: text).first).value
}

@Suite struct YAMLScalarRules {
  @Test(arguments: ["yes", "on", "TRUE", "y", "Y", "True", "On"])
  func affirmativeWordsAreTrue(word: String) throws { #expect(try value("a: \(word)") == ["a": true]) }

  @Test(arguments: ["n", "no", "off", "FALSE", "N", "Off"])
  func negativeWordsAreFalse(word: String) throws { #expect(try value("a: \(word)") == ["a": false]) }

  @Test func wordsAreTypedAsKeysToo() throws { #expect(try value("{n: 1, yes: 2}") == ["false": 1, "true": 2]) }

  @Test(arguments: [
    ("012", "10"), ("0o12", "10"), ("0x1F", "31"), ("0b11", "3"), ("1_000", "1000"), ("+1", "1"), ("-0", "0"),
    ("1e3", "1000"), ("1.", "1"), ("1.5", "1.5"), ("-12", "-12"), (".5", "0.5"),
    ("18446744073709551615", "18446744073709551615"),
    ("-9223372036854775808", "-9223372036854775808"),
  ])
  func numbersAreReadInEveryForm(text: String, expected: String) throws {
    #expect(try value("a: \(text)")["a"]?.numberValue?.text == expected)
  }

  @Test(arguments: ["~", "null", "", "Null"])
  func nothingIsNull(text: String) throws { #expect(try value("a: \(text)") == ["a": nil]) }

  @Test(arguments: ["2020-01-01", "1:30", "1.2.3", "0x", "a", "-", ".", "1e", "+", "inf", "nan"])
  func whatLooksLikeANumberAndIsNoneStaysText(text: String) throws {
    #expect(try value("[\(text == "-" ? "'-'" : text)]") == [.string(text)])
  }

  @Test func aByteOrderMarkIsNotPartOfTheText() throws {
    #expect(try value("\u{FEFF}# Notepad\na: 1\nb: 2") == ["a": 1, "b": 2])
    #expect(try value("\u{FEFF}a: 1\n") == ["a": 1])
  }

  @Test func quotedTextStaysText() throws {
    #expect(try value("a: \"1\"\nb: 'yes'\nc: |\n  12\n") == ["a": "1", "b": "yes", "c": "12\n"])
  }

  @Test func tagsDecide() throws {
    #expect(try value("[!!str 1, !!int \"7\", !foo 1, !!bool \"true\"]") == ["1", 7, "1", true])
  }

  @Test func numberKeysBecomeText() throws { #expect(try value("{1: a, 1.5: b}") == ["1": "a", "1.5": "b"]) }
}

@Suite struct YAMLStructureRules {
  @Test func mergeKeysBringWhatTheMappingLacks() throws {
    let text = "base: &m {a: 1, b: 2}\nuse: {<<: *m, b: 3}\nlist: {<<: [*m, {c: 4}]}\n"
    let document = try value(text)
    #expect(document["use"] == ["b": 3, "a": 1])
    #expect(document["list"] == ["a": 1, "b": 2, "c": 4])
  }

  @Test func theLastOfADuplicateKeyCountsAndBothLinesAreSaid() throws {
    let document = try #require(YAML.documents(in: "a: 1\nb: 2\na: 3\n").first)
    #expect(document.value["a"] == 3)
    #expect(
      document.warnings.map(\.description) == [
        "line 3, column 1: the key 'a' is written on line 1 already; this one counts"
      ])
  }

  @Test func severalDocumentsAreReadAndEmptyOnesLeftOut() throws {
    let documents = try YAML.documents(in: "---\na: 1\n---\n---\n# nothing\n---\nb: 2\n")
    #expect(documents.map(\.value) == [["a": 1], ["b": 2]])
  }

  @Test func aliasesThatMultiplyAreRefused() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    #expect { try YAML.documents(in: text) } throws: { ($0 as? YAMLError)?.code == .limit }
  }

  @Test func anAliasInsideItsOwnAnchorIsRefused() {
    #expect { try YAML.documents(in: "a: &a [*a]") } throws: { ($0 as? YAMLError)?.code == .structure }
  }

  @Test func deepNestingIsRefused() {
    let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect { try YAML.documents(in: text) } throws: { ($0 as? YAMLError)?.code == .limit }
  }

  @Test func syntaxErrorsNameLineAndColumn() {
    #expect { try YAML.documents(in: "a: 1\nb: [1, 2\nc: 3\n") } throws: { error in
      (error as? YAMLError)?.position?.line == 3
    }
    #expect { try YAML.documents(in: "a: \tb\n\tc: 1") } throws: { ($0 as? YAMLError)?.position != nil }
  }

  @Test func textThatIsNotUTF8IsRefused() {
    #expect { try YAML.documents(in: [0x61, 0x3A, 0x20, 0xFF]) } throws: { ($0 as? YAMLError)?.code == .syntax }
  }

  @Test func placesAreKnownByPath() throws {
    let document = try #require(YAML.documents(in: "spec:\n  brokers:\n    - id: 0\n    - id: 1\n").first)
    let path: JSONPath = [.key("spec"), .key("brokers"), .index(1), .key("id")]
    #expect(document.position(of: path)?.description == "line 4, column 7")
    #expect(document.position(of: path.parent.appending("missing"))?.line == 4)
  }

  @Test func everyPlaceOfALongMappingIsFound() throws {
    let count = 60_000
    let text = (0..<count).map { "k\($0): 1\n" }.joined() + "k7: 2\n"
    let document = try #require(YAML.documents(in: text).first)
    for index in 0..<count {
      let line = document.position(of: [.key("k\(index)")])?.line
      #expect(line == (index == 7 ? count : index) + 1)
    }
    #expect(document.position(of: [.key("k")])?.line == 1)
  }

  @Test func aComplexKeyIsRefused() {
    #expect { try YAML.documents(in: "? [a, b]\n: 1\n") } throws: { ($0 as? YAMLError)?.code == .structure }
  }

  @Test func anyBytesAreReadOrRefusedAndNeverTrap() {
    var generator = SplitMix(seed: 7)
    let seeds = [
      "a: &x [1, {b: *x}]\n", "---\n? k\n: |\n  text\n", "{a: [1, 'b', \"c\\u0041\"], <<: {d: e}}", "- - - x\n",
    ]
    for round in 0..<4000 {
      var bytes = Array(seeds[round % seeds.count].utf8)
      for _ in 0..<Int(generator.next() % 6) where !bytes.isEmpty {
        bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: generator.next())
      }
      _ = try? YAML.documents(in: bytes)
    }
  }
}
