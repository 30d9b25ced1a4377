import KubernetesObjects

/// The classes of storage, and which of them a claim means.
struct StorageClasses: Sendable {
  /// What makes volumes in a sandbox.
  static let provisioner = "sandbox.koperator.kafka.banzaicloud.io/volume"
  /// The class that a sandbox makes.
  static let standard = "standard"
  /// What marks the default class.
  static let defaultAnnotation = "storageclass.kubernetes.io/is-default-class"

  private let classes: [String: StorageClass]
  /// The class of claims that name none; of several the newest, as Kubernetes chooses.
  let defaultClass: StorageClass?

  init(_ classes: [StorageClass]) {
    self.classes = Dictionary(classes.map { ($0.metadata.name, $0) }) { first, _ in first }
    defaultClass = classes.filter { $0.metadata.annotations[Self.defaultAnnotation] == "true" }.max { first, second in
      let times = (first.metadata.creationTimestamp, second.metadata.creationTimestamp)
      if let one = times.0, let other = times.1, one != other { return one < other }
      return first.metadata.name > second.metadata.name
    }
  }

  /// The class of a claim; nil where it names one that is not there, wants none, or names none and there is no default.
  func storageClass(of claim: PersistentVolumeClaim) -> StorageClass? {
    guard let name = claim.spec?.storageClassName else { return defaultClass }
    return classes[name]
  }

  /// Whether a claim gets its volume where its Pod goes, and not before.
  func waitsForConsumer(_ claim: PersistentVolumeClaim) -> Bool {
    storageClass(of: claim)?.volumeBindingMode == "WaitForFirstConsumer"
  }

  /// The class of a sandbox: the default, unless there is one.
  func standard() -> StorageClass? {
    if classes[Self.standard] != nil { return nil }
    return StorageClass(
      metadata: ObjectMeta(
        name: Self.standard, annotations: defaultClass == nil ? [Self.defaultAnnotation: "true"] : [:]),
      provisioner: Self.provisioner, reclaimPolicy: "Delete", allowVolumeExpansion: true,
      volumeBindingMode: "WaitForFirstConsumer")
  }
}

extension PersistentVolumeClaim {
  /// Whether it has a volume and knows it.
  var isBound: Bool { spec?.volumeName?.isEmpty == false && status?.phase == "Bound" }
}
