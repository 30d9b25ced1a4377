import KubernetesObjects

/// The objects that a pod names, with what must be there.
struct PodReferences: Sendable, Hashable {
  /// ConfigMaps by name; whether the pod starts without it.
  private(set) var configMaps: [String: Bool] = [:]
  /// Secrets by name; whether the pod starts without it.
  private(set) var secrets: [String: Bool] = [:]
  /// Claims by name.
  private(set) var claims: Set<String> = []

  /// The references of a pod.
  init(of pod: Pod) {
    guard let spec = pod.spec else { return }
    for volume in spec.volumes {
      if let map = volume.configMap { Self.add(&configMaps, map.name, map.optional) }
      if let secret = volume.secret { Self.add(&secrets, secret.secretName, secret.optional) }
      if let claim = volume.persistentVolumeClaim { claims.insert(claim.claimName) }
      let isAccountAccess = volume.projected?.isAccountAccess ?? false
      for source in volume.projected?.sources ?? [] {
        if let map = source.configMap { Self.add(&configMaps, map.name, isAccountAccess ? true : map.optional) }
        if let secret = source.secret { Self.add(&secrets, secret.name, secret.optional) }
      }
    }
    for container in spec.initContainers + spec.containers {
      for source in container.envFrom {
        if let map = source.configMapRef { Self.add(&configMaps, map.name, map.optional) }
        if let secret = source.secretRef { Self.add(&secrets, secret.name, secret.optional) }
      }
      for variable in container.env {
        if let key = variable.valueFrom?.configMapKeyRef { Self.add(&configMaps, key.name, key.optional) }
        if let key = variable.valueFrom?.secretKeyRef { Self.add(&secrets, key.name, key.optional) }
      }
    }
  }

  private static func add(_ names: inout [String: Bool], _ name: String, _ optional: Bool?) {
    guard !name.isEmpty else { return }
    // One place that needs it is enough.
    names[name] = (names[name] ?? true) && (optional ?? false)
  }
}
