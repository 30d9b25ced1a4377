import KubernetesClient

extension ObjectKey {
  /// `<namespace>/<name>`.
  var text: String { "\(namespace)/\(name)" }
}
