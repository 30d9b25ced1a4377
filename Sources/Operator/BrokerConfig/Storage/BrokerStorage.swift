import Cryptography
import JSON
import KafkaResources
public import KubernetesObjects

/// The volumes that a node keeps its logs on, with their claims.
///
/// A claim has no owner: deleting the KafkaCluster deletes no data. The finalizer keeps a claim that somebody deletes
/// until the policy, which an annotation holds, says what becomes of it.
public struct BrokerStorage: Sendable, Hashable {
  /// What keeps a claim until its policy was applied.
  public static let finalizer = "koperator.kafka.banzaicloud.io/volume"
  /// The annotation of claims with `spec.pvcPolicy`.
  public static let policyAnnotation = "koperator.kafka.banzaicloud.io/pvc-policy"
  /// The label of claims with the roles of their node (the fork's).
  public static let rolesLabel = "pvcRoles"

  /// The volumes: persistent ones in the order of the manifest, then the others by mount path. (Koperator numbers them in
  /// the order of its claims' names, which is the same.)
  public let volumes: [LogVolume]

  /// The claims, in the order of the volumes.
  public var claims: [PersistentVolumeClaim] {
    volumes.compactMap { if case .claim(let claim) = $0.source { claim } else { nil } }
  }

  /// The volumes of a node.
  ///
  /// - Throws: What of its `storageConfigs` is no volume, or a template that cannot be rendered.
  init(of broker: KafkaCluster.Broker, _ context: RenderingContext) throws(RenderingError) {
    let path = context.path(of: broker, "storageConfigs")
    var claims: [(String, LogVolume.Source)] = []
    var folders: [(String, LogVolume.Source)] = []
    for (index, config) in context.spec.settings(of: broker).storageConfigs.enumerated() {
      let place = path.appending(index)
      if let spec = config.pvcSpec {
        let claim = try Self.claim(spec, at: config.mountPath, of: broker, context, place.appending("pvcSpec"))
        claims.append((config.mountPath, .claim(claim)))
      } else if let emptyDir = config.emptyDir {
        let source: EmptyDirVolumeSource = try context.part(.object(emptyDir), at: place.appending("emptyDir"))
        folders.append((config.mountPath, .emptyDir(source)))
      } else {
        throw RenderingError(
          at: place, "the volume has neither pvcSpec nor emptyDir", remedy: "say what is mounted at \(config.mountPath)"
        )
      }
    }
    folders.sort { $0.0 < $1.0 }
    var volumes: [LogVolume] = []
    for (mountPath, source) in claims + folders {
      volumes.append(LogVolume(name: "kafka-data-\(volumes.count)", mountPath: mountPath, source: source))
    }
    self.volumes = volumes
  }

  private static func claim(
    _ written: JSONObject, at mountPath: String, of broker: KafkaCluster.Broker, _ context: RenderingContext,
    _ path: JSONPath
  ) throws(RenderingError) -> PersistentVolumeClaim {
    let spec = try claimSpec(written, of: broker.id, mountPath: mountPath, at: path)
    let roles = context.spec.roles(of: broker).map(\.rawValue).joined(separator: "_")
    let claims = context.facts.existingClaims
    let existing = claims.claim(of: broker.id, mountPath: mountPath)?.metadata.name
    return PersistentVolumeClaim(
      metadata: ObjectMeta(
        name: existing
          ?? claims.unusedName(claimName(of: broker.id, mountPath: mountPath, in: context.cluster.name)),
        namespace: context.cluster.namespace,
        labels: context.propagatedLabels.adding(context.labels.broker(broker.id)).adding([rolesLabel: roles]),
        annotations: [
          VolumeIdentity.mountPathAnnotation: mountPath, policyAnnotation: context.spec.pvcPolicy.rawValue,
        ],
        finalizers: [finalizer]),
      spec: spec)
  }

  /// What is wanted of a claim: what the manifest says, with its templates rendered.
  static func claimSpec(
    _ written: JSONObject, of id: Int32, mountPath: String, at path: JSONPath
  ) throws(RenderingError) -> PersistentVolumeClaimSpec {
    let rendered: JSONObject
    do {
      rendered = try ClaimTemplate(brokerID: id, mountPath: mountPath).render(written)
    } catch {
      throw RenderingError(
        at: path, "a template cannot be rendered: \(error.message)",
        remedy: "write it with .BrokerId, .MountPath and the functions that docs/custom-resources.md names, or without")
    }
    do { return try PersistentVolumeClaimSpec(json: .object(rendered)) } catch {
      throw RenderingError(error, at: path)
    }
  }

  /// The name of a new claim: the mount path's letters, for people, and its digest. It does not depend on what stands
  /// before it in the manifest.
  static func claimName(of id: Int32, mountPath: String, in cluster: String) -> String {
    let path = VolumeIdentity.normalized(mountPath)
    var words = ""
    for character in path.lowercased() {
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      if isPlain { words.append(character) } else if !words.isEmpty, words.last != "-" { words.append("-") }
    }
    let readable = words.prefix(40).trimming(.end) { $0 == "-" }
    let digest = Hexadecimal.encode(Digest.hash(Array(path.utf8)).prefix(4))
    return "\(cluster)-\(id)-storage-\(readable.isEmpty ? "" : readable + "-")\(digest)"
  }
}
