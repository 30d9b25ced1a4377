import JSON
import KubernetesObjects
import Testing

@Suite struct TimeTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00Z", 951_825_600), ("1900-03-01T00:00:00Z", -2_203_891_200),
      ("1900-02-28T23:59:59Z", -2_203_891_201), ("2024-02-29T23:59:59Z", 1_709_251_199),
      ("2026-02-28T23:59:59Z", 1_772_323_199), ("2100-03-01T00:00:00Z", 4_107_542_400),
      ("0000-01-01T00:00:00Z", -62_167_219_200), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] as [(String, Int64)])
  func timesAreThoseOfTheCalendar(text: String, seconds: Int64) throws {
    #expect(try Time(text).secondsSince1970 == seconds)
    #expect(Time(secondsSince1970: seconds).description == text)
  }

  /// Every month of every year, counted day by day.
  @Test func everyMonthBeginsWhereTheOneBeforeEnded() throws {
    var day: Int64 = -719_528
    for year in 0...9999 {
      let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
      let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (month, length) in lengths.enumerated() {
        let last = Time(secondsSince1970: (day + length - 1) * 86_400).description
        let digits = String(10_000 + year).dropFirst() + "-" + String(101 + month).dropFirst() + "-"
        if last != "\(digits)\(length)T00:00:00Z" { Issue.record("\(last) is not the end of \(digits)") }
        if year % 50 == 0 || year % 97 == 4 {
          #expect(try Time(last).secondsSince1970 == (day + length - 1) * 86_400)
          #expect(throws: ObjectError.self) { try Time("\(digits)\(length + 1)T00:00:00Z") }
        }
        day += length
      }
    }
    #expect(day * 86_400 == 253_402_300_800)
  }

  @Test func otherZonesAndFractionsAreRead() throws {
    #expect(try Time("2026-03-01T01:30:00+05:30").description == "2026-02-28T20:00:00Z")
    #expect(try Time("2026-02-28T23:30:00-01:00").description == "2026-03-01T00:30:00Z")
    #expect(try Time("2026-02-28T23:59:59.999Z").description == "2026-02-28T23:59:59Z")
    #expect(try MicroTime("2026-02-28T23:59:59.0000019Z").description == "2026-02-28T23:59:59.000001Z")
    #expect(try MicroTime("2026-02-28T23:59:59Z").description == "2026-02-28T23:59:59.000000Z")
    #expect(try MicroTime("1969-12-31T23:59:59.5Z").microsecondsSince1970 == -500_000)
    #expect(MicroTime(microsecondsSince1970: -1).description == "1969-12-31T23:59:59.999999Z")
  }

  @Test(arguments: [
    "", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01",
    "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+1:00",
    "2026-01-01T00:00:00+24:00", "26-01-01T00:00:00Z", "2026-01-01T00:00:00Zx", "2026-1-1T00:00:00Z",
    "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
  ])
  func whatIsNoTimeIsRefused(text: String) {
    #expect(throws: ObjectError.self) { try Time(text) }
    #expect(throws: ObjectError.self) { try MicroTime(text) }
  }

  @Test func timesBeyondTheYearsOfTheFormBecomeTheNearest() {
    #expect(Time(secondsSince1970: .max).description == "9999-12-31T23:59:59Z")
    #expect(Time(secondsSince1970: .min).description == "0000-01-01T00:00:00Z")
    #expect(MicroTime(microsecondsSince1970: .max).description == "9999-12-31T23:59:59.999999Z")
    #expect(MicroTime(microsecondsSince1970: .min).description == "0000-01-01T00:00:00.000000Z")
  }

  @Test func everyMicrosecondComesBack() throws {
    var random = SplitMix(seed: 9)
    for _ in 0..<5000 {
      let value = Int64.random(in: -62_167_219_200_000_000...253_402_300_799_999_999, using: &random)
      let time = MicroTime(microsecondsSince1970: value)
      #expect(try MicroTime(time.description) == time)
    }
  }
}
