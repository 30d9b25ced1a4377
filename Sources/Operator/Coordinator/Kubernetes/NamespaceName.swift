/// The name of a namespace, as the API server takes it: a label after RFC 1123.
public enum NamespaceName {
  /// Why a text is the name of no namespace; nil where it may be one. Of such a text the API server says that it is
  /// forbidden, or that nothing is there.
  public static func problem(with text: String) -> String? {
    if text.isEmpty { return "it is empty" }
    if text.utf8.count > 63 { return "it is longer than 63 characters" }
    let dash = UInt8(ascii: "-")
    for byte in text.utf8 where byte != dash && !isLetterOrDigit(byte) {
      return "it holds other characters than small letters, digits and '-'"
    }
    if text.utf8.first == dash || text.utf8.last == dash { return "it begins or ends with '-'" }
    return nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
