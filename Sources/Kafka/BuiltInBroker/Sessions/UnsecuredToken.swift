import JSON

/// A token of OAUTHBEARER that nobody signed (RFC 7515, `alg` is `none`), as Kafka's development login module makes it.
struct UnsecuredToken {
  /// Whose it is, by the claim that the listener looks at.
  let principal: String
  /// When it ends, in milliseconds since 1970.
  let expiry: Int64

  /// What was wrong with a token, in words for the client.
  struct Refusal: Error {
    let reason: String
  }

  /// Reads and checks a token.
  init(_ text: String, claim: String, skew: Int64, wall: Int64) throws(Refusal) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.object(parts[0]), let claims = Self.object(parts[1]) else {
      throw Refusal(reason: "the token is no JWT")
    }
    guard header["alg"]?.stringValue == "none", parts[2].isEmpty else {
      throw Refusal(reason: "the token is signed: this broker takes unsecured tokens alone")
    }
    guard let principal = claims[claim]?.stringValue, !principal.isEmpty else {
      throw Refusal(reason: "the token has no claim \(claim)")
    }
    guard let expiry = claims["exp"]?.numberValue?.doubleValue, expiry.isFinite, abs(expiry) < 1e12 else {
      throw Refusal(reason: "the token does not say when it ends (exp)")
    }
    let end = Int64(expiry * 1000)
    guard end + skew * 1000 > wall else { throw Refusal(reason: "the token has ended") }
    self.principal = principal
    self.expiry = end
  }

  /// The token to show for a name.
  static func text(subject: String, wall: Int64) -> String {
    var name = ""
    for scalar in subject.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { name.append("\\") }
      name.unicodeScalars.append(scalar)
    }
    let claims = "{\"sub\":\"\(name)\",\"iat\":\(wall / 1000),\"exp\":\(wall / 1000 + 3600)}"
    return "\(encoded("{\"alg\":\"none\"}")).\(encoded(claims))."
  }

  private static func object(_ part: Substring) -> JSONObject? {
    guard let bytes = decoded(part), let value = try? JSONValue(parsing: bytes) else { return nil }
    return value.objectValue
  }

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static func decoded(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var pending = 0
    var bits = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      guard let digit = digits.firstIndex(of: byte) else { return nil }
      pending = (pending << 6 | digit) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: pending >> bits))
      }
    }
    return bytes
  }

  private static func encoded(_ text: String) -> String {
    var result: [UInt8] = []
    var pending = 0
    var bits = 0
    for byte in text.utf8 {
      pending = (pending << 8 | Int(byte)) & 0xFFFF
      bits += 8
      while bits >= 6 {
        bits -= 6
        result.append(digits[pending >> bits & 63])
      }
    }
    if bits > 0 { result.append(digits[pending << (6 - bits) & 63]) }
    return String(decoding: result, as: UTF8.self)
  }
}
