import JSON
import KubernetesObjects
import Testing

@Suite struct IntOrStringTests {
  @Test(arguments: [
    ("25%", 10, true, 3), ("25%", 10, false, 2), ("0%", 10, true, 0), ("100%", 7, true, 7), ("150%", 3, true, 5),
    ("150%", 3, false, 4), ("1%", 1, true, 1), ("1%", 1, false, 0), ("-50%", 3, true, -1), ("-50%", 3, false, -2),
    ("33%", 0, true, 0),
  ])
  func aPercentageIsAPartOfTheTotal(text: String, total: Int, up: Bool, expected: Int) throws {
    #expect(try IntOrString.string(text).scaled(of: total, roundingUp: up) == expected)
  }

  @Test func aNumberStandsForItself() throws {
    #expect(try IntOrString.int(3).scaled(of: 1, roundingUp: true) == 3)
    #expect(try IntOrString(json: "3") == .string("3"))
    #expect(try IntOrString(json: 3).json == 3)
  }

  @Test(arguments: ["", "%", "25", "25 %", "2.5%", "x%", "25%%", "99999999999999999999%", "9223372036854775807%"])
  func whatIsNoPercentageIsRefused(text: String) {
    #expect(throws: ObjectError.self) { try IntOrString.string(text).scaled(of: 10, roundingUp: true) }
  }

  @Test func aNumberHas32Bits() throws {
    #expect(try IntOrString(json: 2_147_483_647) == .int(.max))
    #expect(throws: ObjectError.self) { try IntOrString(json: 2_147_483_648) }
    #expect(throws: ObjectError.self) { try IntOrString(json: 1.5) }
    #expect(throws: ObjectError.self) { try IntOrString(json: true) }
  }
}
