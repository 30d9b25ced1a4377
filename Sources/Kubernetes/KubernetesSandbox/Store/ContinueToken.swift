import Foundation
import JSON

/// Where a list goes on: in which state, and behind which object. Clients do not look into it.
struct ContinueToken: Sendable, Hashable {
  /// The version of the state; nil: the present one, whatever it is.
  var version: Int?
  /// The path of the last object that was told.
  var path: String

  /// A token.
  init(version: Int?, after path: String) {
    self.version = version
    self.path = path
  }

  /// Reads a token.
  ///
  /// - Throws: `badRequest` where it is none.
  init(_ text: String) throws(APIFailure) {
    guard let data = Data(base64Encoded: text), let json = try? JSONValue(parsing: Array(data)),
      let version = json["rv"]?.intValue, let path = json["start"]?.stringValue, json["v"] == "meta.k8s.io/v1"
    else {
      throw APIFailure(
        .badRequest, "invalid continue token: continue key is not valid: it was not given by this server")
    }
    self.init(version: version < 0 ? nil : version, after: path)
  }

  /// The token as it is sent.
  var text: String {
    let json: JSONValue = [
      "v": "meta.k8s.io/v1", "rv": .number(JSONNumber(version ?? -1)), "start": .string(path),
    ]
    return Data(json.serialized()).base64EncodedString()
  }
}
