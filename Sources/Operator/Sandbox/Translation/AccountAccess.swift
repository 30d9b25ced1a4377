import KubernetesObjects

extension ProjectedVolumeSource {
  /// Whether it is what a real API server adds to a pod for its service account. Without the token, which the sandbox does not
  /// give, nobody needs the certificate beside it, which is missing where no controller manager runs.
  var isAccountAccess: Bool { sources.contains { $0.serviceAccountToken != nil } }
}
