import Cryptography
import Foundation
import JSON

/// Makes and reads the tokens of service accounts: JSON Web Tokens (RFC 7519) that are signed by HMAC with a key that only
/// this server has. They end with the process.
struct AccountTokens: Sendable {
  /// Whose a token is.
  struct Claims: Sendable, Hashable {
    var namespace: String
    var account: String
    var uid: String
    /// Seconds since the epoch.
    var expires: Int64
    var audiences: [String]
  }

  /// For whom a token is where nobody says.
  static let defaultAudience = "https://kubernetes.default.svc"

  private let key = RandomBytes.generate(count: 32)

  /// A token.
  func token(_ claims: Claims, now: Int64) -> String {
    let header: JSONValue = ["alg": "HS256", "typ": "JWT"]
    let payload: JSONValue = [
      "aud": .array(claims.audiences.map { .string($0) }), "exp": .number(JSONNumber(claims.expires)),
      "iat": .number(JSONNumber(now)), "iss": .string(Self.defaultAudience),
      "kubernetes.io": [
        "namespace": .string(claims.namespace),
        "serviceaccount": ["name": .string(claims.account), "uid": .string(claims.uid)],
      ],
      "sub": .string("system:serviceaccount:\(claims.namespace):\(claims.account)"),
    ]
    let text = Self.encode(header.serialized()) + "." + Self.encode(payload.serialized())
    return text + "." + Self.encode(HMAC.code(of: Array(text.utf8), key: key))
  }

  /// Whose a token is; nil where it is none of this server's, or is over.
  func claims(of token: String, now: Int64) -> Claims? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let signature = Self.decode(parts[2]),
      ConstantTime.equal(HMAC.code(of: Array("\(parts[0]).\(parts[1])".utf8), key: key), signature),
      let bytes = Self.decode(parts[1]), let payload = try? JSONValue(parsing: bytes),
      let expires = payload["exp"]?.intValue, Int64(expires) > now
    else { return nil }
    let place = payload["kubernetes.io"]
    return Claims(
      namespace: place?["namespace"]?.stringValue ?? "", account: place?["serviceaccount"]?["name"]?.stringValue ?? "",
      uid: place?["serviceaccount"]?["uid"]?.stringValue ?? "", expires: Int64(expires),
      audiences: (payload["aud"]?.arrayValue ?? []).compactMap(\.stringValue))
  }

  private static func encode(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func decode(_ text: Substring) -> [UInt8]? {
    var text = String(text).replacing("-", with: "+").replacing("_", with: "/")
    while text.count % 4 != 0 { text += "=" }
    return Data(base64Encoded: text).map { Array($0) }
  }
}
