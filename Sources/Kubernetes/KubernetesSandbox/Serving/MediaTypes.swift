/// The media types that are spoken here.
enum MediaTypes {
  static let json = "application/json"
  static let yaml = "application/yaml"
  static let protobuf = "application/vnd.kubernetes.protobuf"
  static let mergePatch = "application/merge-patch+json"
  static let strategicMergePatch = "application/strategic-merge-patch+json"
  static let jsonPatch = "application/json-patch+json"
  static let applyPatch = "application/apply-patch+yaml"

  /// A type with its parameters, as `Accept` and `Content-Type` write it; parameters in lower-case names.
  struct Item: Sendable, Hashable {
    let type: String
    let parameters: [String: String]

    init(_ text: Substring) {
      let parts = text.split(separator: ";")
      type = parts.first.map { Item.trimmed($0).lowercased() } ?? ""
      var parameters: [String: String] = [:]
      for part in parts.dropFirst() {
        let pair = part.split(separator: "=", maxSplits: 1)
        if pair.count == 2 { parameters[Item.trimmed(pair[0]).lowercased()] = Item.trimmed(pair[1]) }
      }
      self.parameters = parameters
    }

    private static func trimmed(_ text: Substring) -> String {
      var text = text
      while text.first == " " || text.first == "\t" || text.first == "\"" { text = text.dropFirst() }
      while text.last == " " || text.last == "\t" || text.last == "\"" { text = text.dropLast() }
      return String(text)
    }
  }
}
