import KubernetesObjects

/// What a volume of a pod is: a folder of this machine, or files that come from objects.
enum VolumeContent {
  /// A file of a volume, by its path in the volume.
  struct File {
    var path: String
    var bytes: [UInt8]
    var isText: Bool
    var mode: UInt16
  }

  /// A folder, which exists or is made.
  case folder(String)
  /// Files.
  case files([File])
}

/// Reads the volumes of a pod.
struct VolumeReader {
  let objects: NamespaceObjects
  let fields: PodFields
  let place: PodPlace

  /// What a volume holds. `container` is the one that mounts it, for fields of resources.
  func content(of volume: Volume, for container: Container) throws(TranslationError) -> VolumeContent {
    let field = "spec.volumes[\(volume.name)]"
    if let path = volume.hostPath?.path { return .folder(path) }
    if volume.emptyDir != nil { return .folder("\(place.folder)/volumes/\(volume.name)") }
    if let claim = volume.persistentVolumeClaim {
      guard let folder = place.claims[claim.claimName] else {
        throw TranslationError(
          .missingClaim,
          "\(field): the claim \(objects.namespace)/\(claim.claimName) has no volume yet; create the PersistentVolumeClaim"
        )
      }
      return .folder(folder)
    }
    if let map = volume.configMap {
      return .files(
        try files(
          .configMap, map.name, map.items, optional: map.optional, mode: map.defaultMode, field: "\(field).configMap"))
    }
    if let secret = volume.secret {
      return .files(
        try files(
          .secret, secret.secretName, secret.items, optional: secret.optional, mode: secret.defaultMode,
          field: "\(field).secret"))
    }
    if let source = volume.downwardAPI {
      return .files(
        try files(source.items, mode: source.defaultMode, for: container, field: "\(field).downwardAPI"))
    }
    if let projected = volume.projected { return .files(try files(projected, for: container, field: field)) }
    let kind = volume.other.keys.first ?? "nothing"
    throw TranslationError(
      .unsupported,
      "\(field): a volume of \(kind) cannot be had here; use a persistentVolumeClaim, an emptyDir, a configMap, a secret, a downwardAPI, a projected volume or a hostPath"
    )
  }

  private func files(
    _ projected: ProjectedVolumeSource, for container: Container, field: String
  ) throws(TranslationError) -> [VolumeContent.File] {
    var all: [VolumeContent.File] = []
    for (index, source) in projected.sources.enumerated() {
      let field = "\(field).projected.sources[\(index)]"
      let mode = projected.defaultMode
      if let map = source.configMap {
        all += try files(
          .configMap, map.name, map.items, optional: projected.isAccountAccess ? true : map.optional, mode: mode,
          field: field + ".configMap")
      }
      if let secret = source.secret {
        all += try files(
          .secret, secret.name, secret.items, optional: secret.optional, mode: mode, field: field + ".secret")
      }
      if let downward = source.downwardAPI {
        all += try files(downward.items, mode: mode, for: container, field: field + ".downwardAPI")
      }
      // A service account's token is the API server's to give; the sandbox gives containers none.
    }
    return all
  }

  private func files(
    _ kind: NamespaceObjects.Kind, _ name: String, _ items: [KeyToPath], optional: Bool?, mode: Int?, field: String
  ) throws(TranslationError) -> [VolumeContent.File] {
    guard let entries = try objects.entries(kind, name, optional: optional, field: field) else { return [] }
    let usual = Self.mode(mode, of: kind)
    var files: [VolumeContent.File] = []
    if items.isEmpty {
      for (key, entry) in entries.sorted(by: { $0.key < $1.key }) {
        files.append(.init(path: key, bytes: entry.bytes, isText: entry.isText, mode: usual))
      }
      return files
    }
    for item in items {
      guard let entry = entries[item.key] else {
        if optional == true { continue }
        throw objects.missingKey(item.key, kind, name, field)
      }
      let path = try Self.checked(item.path, field: "\(field).items[\(item.key)].path")
      files.append(
        .init(
          path: path, bytes: entry.bytes, isText: entry.isText, mode: item.mode.map { UInt16($0 & 0o777) } ?? usual))
    }
    return files
  }

  private func files(
    _ items: [DownwardAPIVolumeFile], mode: Int?, for container: Container, field: String
  ) throws(TranslationError) -> [VolumeContent.File] {
    var files: [VolumeContent.File] = []
    for item in items {
      let field = "\(field).items[\(item.path)]"
      var value = ""
      if let selector = item.fieldRef { value = try fields.value(selector, field: field + ".fieldRef") }
      if let selector = item.resourceFieldRef {
        value = try fields.value(selector, of: container, field: field + ".resourceFieldRef")
      }
      files.append(
        .init(
          path: try Self.checked(item.path, field: field + ".path"), bytes: Array(value.utf8), isText: false,
          mode: UInt16((item.mode ?? mode ?? 0o644) & 0o777)))
    }
    return files
  }

  /// Files of Secrets are for the owner alone, whatever the pod says of groups: a machine has other users.
  private static func mode(_ mode: Int?, of kind: NamespaceObjects.Kind) -> UInt16 {
    let mode = UInt16((mode ?? 0o644) & 0o777)
    return kind == .secret ? mode & 0o700 : mode
  }

  /// A part of a volume, without slashes at its end.
  static func checkedPart(_ path: String, field: String) throws(TranslationError) -> String {
    let part = path.split(separator: "/").joined(separator: "/")
    return try checked(path.hasPrefix("/") ? path : part, field: field)
  }

  /// A path that stays in its volume.
  static func checked(_ path: String, field: String) throws(TranslationError) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.isEmpty, !path.hasPrefix("/"), !parts.contains("..") else {
      throw TranslationError(.unsupported, "\(field): '\(path)' must be a relative path without '..'")
    }
    return path
  }
}
