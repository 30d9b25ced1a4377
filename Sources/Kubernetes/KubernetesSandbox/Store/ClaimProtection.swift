/// The finalizer that keeps a claim while a pod uses it.
enum ClaimProtection {
  static let finalizer = "kubernetes.io/pvc-protection"
}
