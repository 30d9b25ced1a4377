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

/// The form of an answer, as the client's `Accept` chose it.
struct AnswerForm: Sendable, Hashable {
  /// What is shown of objects.
  enum Shape: Sendable, Hashable {
    case whole
    /// `PartialObjectMetadata`, or its list.
    case metadata
    /// A table with a row for each object.
    case table
    /// `APIGroupDiscoveryList`.
    case aggregatedDiscovery
  }

  var shape = Shape.whole
  var isYAML = false
  /// Whether the text is laid out for a reader.
  var isPretty = false

  /// The form that a client prefers among those that are there.
  ///
  /// - Parameter shapes: What can be answered beside the whole.
  /// - Throws: `notAcceptable` where it wants none of them.
  init(accept: [String], query: RequestQuery, offering shapes: Set<Shape>) throws(APIFailure) {
    isPretty = query.flag("pretty") ?? false
    let items = accept.flatMap { $0.split(separator: ",") }.map { MediaTypes.Item($0) }.filter { !$0.type.isEmpty }
    guard !items.isEmpty else { return }
    for item in items {
      guard let shape = Self.shape(item), shape == .whole || shapes.contains(shape) else { continue }
      switch item.type {
      case MediaTypes.json, "application/*", "*/*": break
      case MediaTypes.yaml: isYAML = true
      default: continue
      }
      self.shape = shape
      return
    }
    throw APIFailure(
      .notAcceptable,
      "only the following media types are accepted: application/json, application/yaml; objects are not written as protobuf here"
    )
  }

  private static func shape(_ item: MediaTypes.Item) -> Shape? {
    guard let wanted = item.parameters["as"] else { return .whole }
    switch (wanted, item.parameters["g"], item.parameters["v"]) {
    case ("Table", "meta.k8s.io", "v1"): return .table
    case ("PartialObjectMetadata", "meta.k8s.io", "v1"), ("PartialObjectMetadataList", "meta.k8s.io", "v1"):
      return .metadata
    case ("APIGroupDiscoveryList", "apidiscovery.k8s.io", "v2"): return .aggregatedDiscovery
    default: return nil
    }
  }

  /// The `Content-Type` of the answer.
  var contentType: String {
    if isYAML { return MediaTypes.yaml }
    if shape == .aggregatedDiscovery {
      return "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
    }
    return MediaTypes.json
  }
}
