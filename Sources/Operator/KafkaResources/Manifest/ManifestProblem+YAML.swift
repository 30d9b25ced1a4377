public import YAML

extension ManifestProblem {
  /// The same problem with its line and column in the text. Where the place itself is not in the text (a field that is
  /// missing, say), it is that of the nearest object that holds it.
  public func located(in document: YAMLDocument) -> ManifestProblem {
    var located = self
    var place = path
    while true {
      if let position = document.position(of: place) {
        located.line = position.line
        located.column = position.column
        return located
      }
      if place.components.isEmpty { return located }
      place = place.parent
    }
  }
}

extension ManifestErrors {
  /// The same refusal with lines and columns.
  public func located(in document: YAMLDocument) -> ManifestErrors {
    ManifestErrors(object: object, problems: problems.map { $0.located(in: document) })
  }
}

extension KafkaCluster {
  /// Reads a manifest from a document, so that problems carry lines and columns.
  ///
  /// - Throws: Every wrong value, each with its path, place and remedy.
  public init(
    document: YAMLDocument, defaultNamespace: String = "default", for purpose: Purpose = .running
  ) throws(ManifestErrors) {
    try self.init(locatedIn: document) { (manifest) throws(ManifestErrors) in
      try Self(manifest: manifest, defaultNamespace: defaultNamespace, for: purpose)
    }
  }
}
