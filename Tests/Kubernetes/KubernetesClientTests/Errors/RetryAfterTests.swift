import KubernetesClient
import Testing

struct RetryAfterTests {
  private func delay(_ value: String, date: String? = nil, now: Int64? = nil) -> Duration? {
    var headers = [HeaderField("retry-after", value)]
    if let date { headers.append(HeaderField("date", date)) }
    return RetryAfter.delay(in: headers, now: now)
  }

  @Test func secondsAreRead() {
    #expect(delay("0") == .zero)
    #expect(delay(" 120 ") == .seconds(120))
  }

  @Test(arguments: ["Sun, 06 Nov 1994 08:50:37 GMT", "Sunday, 06-Nov-94 08:50:37 GMT", "Sun Nov  6 08:50:37 1994"])
  func aDateOfAnyFormIsMeasuredFromTheAnswersOwn(value: String) {
    #expect(delay(value, date: "Sun, 06 Nov 1994 08:49:37 GMT", now: 0) == .seconds(60))
    #expect(delay(value, now: 784_111_777) == .seconds(60))
  }

  @Test func aDateInThePastIsNoWait() {
    #expect(delay("Sun, 06 Nov 1994 08:49:37 GMT", now: 1_800_000_000) == .zero)
  }

  @Test func aDateWithoutAClockSaysNothing() {
    #expect(delay("Sun, 06 Nov 1994 08:49:37 GMT") == nil)
  }

  @Test func noWaitIsLongerThanAnHour() {
    #expect(delay("86400") == .seconds(3600))
    #expect(delay("99999999999999999999999") == .seconds(3600))
    #expect(delay("Sun, 06 Nov 2094 08:49:37 GMT", now: 0) == .seconds(3600))
  }

  @Test func leapDaysCount() {
    #expect(delay("Fri, 01 Mar 2024 00:00:00 GMT", date: "Wed, 28 Feb 2024 23:30:00 GMT") == .seconds(3600))
    #expect(delay("Thu, 29 Feb 2024 00:10:00 GMT", date: "Wed, 28 Feb 2024 23:50:00 GMT") == .seconds(1200))
    #expect(delay("Wed, 01 Mar 2023 00:10:00 GMT", date: "Tue, 28 Feb 2023 23:50:00 GMT") == .seconds(1200))
  }

  @Test(arguments: [
    "", "soon", "-1", "+5", "1.5", "1 2", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
    "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 99 Nov 1994 08:49:37 GMT", "٣",
  ])
  func whatIsNeitherSaysNothing(value: String) {
    #expect(delay(value, now: 0) == nil)
  }

  @Test func anAnswerWithoutTheHeaderSaysNothing() {
    #expect(RetryAfter.delay(in: [HeaderField("Date", "Sun, 06 Nov 1994 08:49:37 GMT")], now: 0) == nil)
  }
}
