import JSON
import KubernetesObjects

/// Volumes: their source stays.
enum PersistentVolumeStrategy {
  static let strategy = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in
      object.fill("spec", [:])
      object.change("spec") { fill(&$0) }
    },
    prepareForCreate: { (object: inout JSONValue, context) throws(APIFailure) in
      object["status"] = [
        "phase": "Pending", "lastPhaseTransitionTime": Time(secondsSince1970: context.now).json,
      ]
      object.change("metadata") { metadata in
        let finalizers = metadata.elements("finalizers")
        if !finalizers.contains("kubernetes.io/pv-protection") {
          metadata["finalizers"] = .array(finalizers + ["kubernetes.io/pv-protection"])
        }
      }
    },
    prepareForUpdate: { (object: inout JSONValue, old, context) throws(APIFailure) in
      if object.at("status", "phase") != old.at("status", "phase") {
        object.change("status") { status in
          if status["lastPhaseTransitionTime"] == old.at("status", "lastPhaseTransitionTime") {
            status["lastPhaseTransitionTime"] = Time(secondsSince1970: context.now).json
          }
        }
      }
    }, validate: { object, old, subresource in problems(in: object, old: old, subresource: subresource) },
    returnsDeletedObject: true)

  private static let sources = [
    "hostPath", "local", "csi", "nfs", "iscsi", "fc", "awsElasticBlockStore", "gcePersistentDisk", "azureDisk",
    "azureFile", "cephfs", "cinder", "flexVolume", "flocker", "glusterfs", "photonPersistentDisk", "portworxVolume",
    "quobyte", "rbd", "scaleIO", "storageos", "vsphereVolume",
  ]

  private static func fill(_ spec: inout JSONValue) {
    spec.fillText("persistentVolumeReclaimPolicy", "Retain")
    spec.fillText("volumeMode", "Filesystem")
    spec.change("hostPath") { $0.fill("type", "") }
  }

  private static func problems(
    in volume: JSONValue, old: JSONValue?, subresource: String
  ) -> [APIFailure.Cause] {
    if subresource == "status" { return [] }
    let spec = volume["spec"] ?? [:]
    var causes: [APIFailure.Cause] = []
    if spec.elements("accessModes").isEmpty { causes.append(.required("spec.accessModes")) }
    if spec.members("capacity").isEmpty { causes.append(.required("spec.capacity")) }
    let given = sources.filter { spec.has($0) }
    if given.isEmpty { causes.append(.required("spec", "must specify a volume type")) }
    for extra in given.dropFirst() {
      causes.append(.forbidden("spec.\(extra)", "may not specify more than 1 volume type"))
    }
    guard let old else { return causes }
    for source in sources where spec[source] ?? .null != old["spec"]?[source] ?? .null {
      causes.append(
        .forbidden(
          "spec.persistentvolumesource",
          "spec.persistentvolumesource is immutable after creation"
            + ChangedFields.text(
              from: old["spec"]?[source] ?? .null, to: spec[source] ?? .null, at: "spec.\(source)")))
    }
    if spec["volumeMode"] != old.at("spec", "volumeMode") {
      causes.append(.immutable("spec.volumeMode", spec["volumeMode"] ?? .null))
    }
    return causes
  }
}
