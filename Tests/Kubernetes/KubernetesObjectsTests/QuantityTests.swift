import JSON
import KubernetesObjects
import Testing

@Suite struct QuantityTests {
  /// Texts that the API server takes for 0, trims, or takes though they are beyond our bounds.
  private static let refusedHere: Set<String> = ["e3", "m", ".", "+", "-", " 1", "1 ", "1e30", "1e100"]
  /// Texts that the API server cuts to the largest integer of 64 bits.
  private static let cutThere: Set<String> = ["8Ei", "16Ei"]
  /// Texts that the API server keeps though they are not canonical, with the canonical ones.
  private static let keptThere = [
    "+1": "1", "00012": "12", "5.": "5", "1E3": "1e3", "1e+3": "1e3", "1.23e2": "123",
    "123456789.123456789": "123456789123456789n",
  ]

  @Test func quantitiesAreThoseOfTheAPIServer() throws {
    var kept: [String: String] = [:]
    for line in RecordedQuantities.lines.split(separator: "\n") {
      let json = try JSONValue(parsing: String(line))
      let text = try #require(json[0]?.stringValue)
      guard let answer = json[1]?.stringValue, !Self.refusedHere.contains(text) else {
        #expect(throws: ObjectError.self, "'\(text)'") { try Quantity(text) }
        continue
      }
      let quantity = try Quantity(text)
      if Self.cutThere.contains(text) {
        #expect(answer == "9223372036854775807")
        #expect(throws: ObjectError.self) { try quantity.value() }
        continue
      }
      // The server's answer has the same value, and is canonical or one of those that it keeps.
      #expect(try Quantity(answer) == quantity, "'\(text)'")
      #expect(try Quantity(json: .string(answer)).json == .string(answer))
      if quantity.description != answer { kept[answer] = quantity.description }
    }
    #expect(kept == Self.keptThere)
  }

  @Test func errorsSayWhatIsWrong() {
    func message(_ text: String) -> String? {
      #expect(throws: ObjectError.self) { try Quantity(text) }?.message
    }
    #expect(message("ten") == "'ten' is no quantity such as 1.5Gi, 500m or 1e3")
    #expect(message("10GB") == "'10GB' ends in 'GB', which is no suffix of a quantity")
    #expect(message("1\u{301}0Gi") == "'1\u{301}0Gi' ends in '\u{301}0Gi', which is no suffix of a quantity")
    #expect(message("1e\u{301}3") == "'1e\u{301}3' ends in 'e\u{301}3', which is no suffix of a quantity")
    #expect(message("1e40") == "the quantity '1e40' has more digits than a quantity can hold")
    #expect(message("\(String(repeating: "9", count: 50))") != nil)
    #expect(message("1e99999999999999999999") != nil)
  }

  @Test(arguments: [
    ("1", 1, 1000), ("1m", 1, 1), ("1500m", 2, 1500), ("1n", 1, 1), ("0", 0, 0), ("-1500m", -1, -1500), ("-1n", 0, 0),
    ("1.5Gi", 1_610_612_736, 1_610_612_736_000), ("0.1Ki", 103, 102_400), ("1u", 1, 1), ("1e3", 1000, 1_000_000),
  ])
  func valuesAreRoundedUp(text: String, value: Int64, milli: Int64) throws {
    #expect(try Quantity(text).value() == value)
    #expect(try Quantity(text).milliValue() == milli)
  }

  @Test func valuesThatDoNotFitAreErrors() throws {
    #expect(try Quantity("9223372036854775807").value() == .max)
    #expect(try Quantity("-9223372036854775808").value() == .min)
    for text in ["9223372036854775808", "9223372036854775807.000000001", "-9223372036854775809", "10E", "8Ei"] {
      #expect(throws: ObjectError.self, "\(text)") { try Quantity(text).value() }
    }
    #expect(throws: ObjectError.self) { try Quantity("9223372036854775807").milliValue() }
    #expect(throws: ObjectError.self) { try Quantity("100000000000E").adding(Quantity("100000000000E")) }
  }

  @Test func equalAmountsAreEqualHoweverTheyAreWritten() throws {
    #expect(try Quantity("1") == Quantity("1000m"))
    #expect(try Quantity("1Ki") == Quantity("1024"))
    #expect(try Quantity("1Ki") != Quantity("1k"))
    #expect(try Set([Quantity("1"), Quantity("1000m"), Quantity("1e0")]).count == 1)
    let texts = ["-1", "-1m", "0", "1n", "1m", "0.999", "1", "1k", "1Ki", "1M", "1Mi", "1e9", "1Gi", "8Ei", "10E"]
    let ordered = try texts.map { try Quantity($0) }
    #expect(ordered.shuffled().sorted() == ordered)
  }

  @Test func aSumIsWrittenAsItsFirstPart() throws {
    #expect(try Quantity("1Gi").adding(Quantity("1G")).description == "2073741824")
    #expect(try Quantity("1Gi").adding(Quantity("512Mi")).description == "1536Mi")
    #expect(try Quantity("0").adding(Quantity("1Gi")).description == "1Gi")
    #expect(try Quantity("500m").adding(Quantity("500m")).description == "1")
    #expect(try Quantity("1e3").adding(Quantity("1k")).description == "2e3")
    #expect(try Quantity("1").adding(Quantity("-1")).isZero)
  }

  @Test func aNumberOfJSONCountsAsItsText() throws {
    #expect(try Quantity(json: 1) == Quantity("1"))
    #expect(try Quantity(json: 1.5).description == "1500m")
    #expect(try Quantity(json: 1.5).json == 1.5)
    #expect(throws: ObjectError.self) { try Quantity(json: true) }
  }

  @Test func madeQuantitiesAreCanonical() {
    #expect(Quantity(10 << 30, format: .binarySI).description == "10Gi")
    #expect(Quantity(1023, format: .binarySI).description == "1023")
    #expect(Quantity(-2048, format: .binarySI).description == "-2Ki")
    #expect(Quantity(milli: 1500).description == "1500m")
    #expect(Quantity(milli: 2000).description == "2")
    #expect(Quantity(.max).description == "9223372036854775807")
    #expect(Quantity(.min).description == "-9223372036854775808")
  }

  @Test func theCanonicalTextHoldsTheWholeValue() throws {
    var random = SplitMix(seed: 3)
    let suffixes = ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e2", "e-3"]
    for _ in 0..<5000 {
      let digits = Int64.random(in: 0..<1_000_000_000, using: &random) >> Int64.random(in: 0..<30, using: &random)
      let fraction = random.chance(of: 2) ? "" : ".\(random.next() % 1000)"
      let text =
        "\(random.chance(of: 3) ? "-" : "")\(digits)\(fraction)" + (suffixes.randomElement(using: &random) ?? "")
      let quantity = try Quantity(text)
      let again = try Quantity(quantity.description)
      #expect(again == quantity, "\(text)")
      #expect(again.description == quantity.description, "\(text)")
    }
  }
}
