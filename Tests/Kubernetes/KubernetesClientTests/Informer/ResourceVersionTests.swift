import KubernetesClient
import Testing

@Suite struct ResourceVersionTests {
  private func isOlder(_ left: String, _ right: String) -> Bool? {
    ResourceVersion(left).isOlder(than: ResourceVersion(right))
  }

  @Test func decimalNumbersAreOrderedWhateverTheirLength() {
    #expect(isOlder("9", "10") == true)
    #expect(isOlder("10", "9") == false)
    #expect(isOlder("99999999999999999999998", "99999999999999999999999") == true)
    #expect(isOlder("100000000000000000000000", "99999999999999999999999") == false)
  }

  @Test func aVersionIsNotOlderThanItself() {
    #expect(isOlder("7", "7") == false)
    #expect(isOlder("anything", "anything") == false)
  }

  @Test(arguments: ["", "0", "07", "+7", "-7", "7a", "a7", " 7", "7.0", "0x7", "٧"])
  func whatIsNoPositiveDecimalNumberHasNoOrder(text: String) {
    #expect(isOlder(text, "8") == nil)
    #expect(isOlder("8", text) == nil)
    #expect(!ResourceVersion(text).isOrdered)
  }
}
