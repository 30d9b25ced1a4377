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
