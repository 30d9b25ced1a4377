import JSON

/// The finalizer that keeps a claim while a pod uses it.
enum ClaimProtection {
  static let finalizer = "kubernetes.io/pvc-protection"

  /// Adds it to a claim.
  static func add(to claim: inout JSONValue) {
    let finalizers = claim["metadata"]?["finalizers"]?.arrayValue ?? []
    guard !finalizers.contains(.string(finalizer)) else { return }
    claim["metadata"]?["finalizers"] = .array(finalizers + [.string(finalizer)])
  }
}
